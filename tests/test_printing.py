"""The print room: what it makes is read again by other programs."""

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import conftest
import markup
import page as page_validation
import papers
import pikepdf
import pytest
from publisher.data.groups import Meeting
from publisher.generated.meetingwords import meeting_words
from publisher.generated.rendering import Renderer
from publisher.printing.demand import Counter
from publisher.printing.documents import Composer
from publisher.printing.engine import Press, PrintFault
from publisher.printing.room import PrintRoom
from publisher.printing.tree import plain, plain_blocks, tree
from publisher.sheets import KIT, ROOM, Sheet, items, kit, kit_languages, sheets
from publisher.site import read_site

TODAY = date(2026, 11, 21)
LOCALES = ("en", "ar", "zh", "fr", "de", "el", "it", "nb", "pt", "es")
in_every_language = pytest.mark.parametrize("locale", LOCALES)
SIZES = {"a4": (210, 297), "letter": (216, 279)}
START = "toolkit/start/start-here.md"
ZINE = Sheet("zine", ROOM)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The real texts, with the chapters of the sample beside the real ones."""
    root = tmp_path_factory.mktemp("printing")
    shutil.copy(conftest.PROJECT / "mkdocs.yml", root)
    for name in ("docs", "toolkit", "translations", "data"):
        shutil.copytree(conftest.PROJECT / name, root / name, ignore=shutil.ignore_patterns("print"))
    conftest.equip(root)
    for chapter in (conftest.HERE / "sample/data/chapters").glob("*.yml"):
        shutil.copy(chapter, root / "data/chapters")
    found, problems = read_site(root, TODAY)
    assert problems == []
    return found


@pytest.fixture(scope="module")
def rooms(site):
    return {language.locale: PrintRoom(Renderer(site, language)) for language in site.languages}


@pytest.fixture(scope="module")
def composers(site):
    return {language.locale: Composer(Renderer(site, language)) for language in site.languages}


def chapter(site, slug):
    return site.catalogue.chapter(slug)


# Text


def found_again(wanted: str, text: str) -> float:
    """The share of words that stand in a text."""
    words, there = re.findall(r"\w{2,}", wanted), set(re.findall(r"\w{2,}", text))
    return sum(word in there for word in words) / len(words)


@in_every_language
@pytest.mark.parametrize("item", [START, "toolkit/meet/role-cards.md"])
def test_text_is_found_again(rooms, composers, locale, item):
    """Another program finds the words of a handout; in Arabic most of them, since letters that join change their order."""
    sheet = Sheet("handout", item)
    document = composers[locale].document(sheet)
    read = papers.read(rooms[locale].printed(sheet))
    wanted = " ".join([document["title"], plain_blocks(document["body"])])
    if locale == "zh":
        assert all(part in read.text.replace(" ", "") for part in re.findall(r"[\u4e00-\u9fff]{3,}", wanted)[:40])
    else:
        assert found_again(wanted, read.text) >= (0.75 if locale == "ar" else 0.97)


def test_a_fallback_says_so(site):
    """A sheet in English on another language's shelf says so in that language, and is tagged as English."""
    missing = replace(site.overlay, translations={**site.overlay.translations, "el": {}})
    room = PrintRoom(Renderer(replace(site, overlay=missing), site.language("el")))
    made = room.printed(Sheet("handout", START))
    assert site.words["el"].gettext("This sheet is not translated yet.") in papers.read(made).text
    with pikepdf.open(BytesIO(made)) as file:
        assert str(file.Root.Lang).startswith("en")


# Form


@in_every_language
@pytest.mark.parametrize("paper", SIZES)
def test_every_piece_on_its_paper(site, rooms, locale, paper):
    """Each piece has its size and its number of pages, on both papers, in every language."""
    width, height = SIZES[paper]
    upright, lying = (width, height), (height, width)
    expected = {
        "cards": lambda pages: set(pages) == {upright},
        "half-page": lambda pages: pages == (upright,) * 2,
        "poster": lambda pages: pages == (upright,),
        "trifold": lambda pages: pages == (lying,) * 2,
        "zine": lambda pages: pages == (lying,),
        "sheet": lambda pages: set(pages) == {upright} and len(pages) <= 2,
        "slides": lambda pages: set(pages) == {(254, 143)},
    }
    for sheet in sheets(site):
        if sheet.piece in expected and sheet.paper in (paper, "wide") and not sheet.low_ink:
            pages = papers.read(rooms[locale].printed(sheet)).sizes
            assert expected[sheet.piece](pages), (sheet.name, pages)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_no_last_page_with_a_few_words(site, rooms, locale):
    """A handout has at most five pages, and each of them says something."""
    for item in items(site):
        pages = papers.read(rooms[locale].printed(Sheet("handout", item))).texts
        assert len(pages) <= 5, item
        assert min(len(page) for page in pages) > 150, item


@in_every_language
def test_nothing_leaves_the_page(site, rooms, locale):
    """Tables and long words stay within the margins that every printer can print."""
    for sheet in sheets(site):
        if sheet.paper == "letter" and not sheet.low_ink and sheet.item:
            margin = 12 if sheet.piece == "handout" else 4
            assert papers.outside(rooms[locale].printed(sheet), margin) == [], sheet.name


@pytest.mark.parametrize("locale", ["en", "ar", "zh", "el"])
def test_nothing_is_small_print(site, rooms, locale):
    """No letter is smaller than 9 points."""
    for sheet in sheets(site):
        if sheet.paper == "a4" and sheet.piece in ("handout", "cards", "zine", "trifold", "half-page", "sheet", "poster") and not sheet.low_ink:
            assert papers.smallest(rooms[locale].printed(sheet)) >= 8.99, sheet.name


@in_every_language
def test_tagged_for_everyone(site, rooms, locale):
    """The checker of PDF/UA-1 finds nothing wrong; language, title and bookmarks are there."""
    for sheet in (Sheet("handout", "toolkit/start/functional-chapter.md"), Sheet("cards", ROOM), ZINE, Sheet("trifold", ROOM), Sheet("sheet", KIT[-1][1])):
        made = rooms[locale].printed(sheet)
        report = page_validation.validate_pdf_bytes(made, profile="ua1")
        assert report.rules.total >= 100
        assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == [], sheet.name
        with pikepdf.open(BytesIO(made)) as file:
            assert str(file.Root.Lang).split("-")[0] == locale
            assert str(file.docinfo.Title)
            assert "/Outlines" in file.Root


@in_every_language
def test_fonts_are_inside(rooms, locale):
    """Whatever is printed is embedded; only what people type in Chinese uses a font of theirs."""
    made = rooms[locale].printed(Sheet("half-page", ROOM))
    with pikepdf.open(BytesIO(made)) as file:
        fonts = [font for page in file.pages for font in page.Resources.get("/Font", {}).values()]
        assert fonts
        for font in fonts:
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())


# Order on the sheet


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_zine_folds_in_order(site, rooms, composers, locale):
    """Pages lie so that they follow each other when the sheet is folded; the top row stands on its head."""
    document, made = composers[locale].document(ZINE), rooms[locale].printed(ZINE)
    top, bottom = ((7, 6, 5, 4), (8, 1, 2, 3)) if document["text"]["dir"] == "ltr" else ((4, 5, 6, 7), (3, 2, 1, 8))
    marks = papers.page_marks(made)
    assert sorted(marks) == [2, 3, 4, 5, 6, 7, 8]  # the cover has no number
    for number, (x, y) in marks.items():
        assert (top if y < 0.5 else bottom)[int(x * 4)] == number


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_trifold_folds_in_order(composers, rooms, locale):
    """Outside, from where reading starts: flap, back, cover; inside: the three panels."""
    sheet = Sheet("trifold", ROOM)
    document, made = composers[locale].document(sheet), rooms[locale].printed(sheet)
    mirrored = document["text"]["dir"] == "rtl"
    cover, flap, first, second, third, back = (section["name"] for section in document["sections"])
    for page, panels in enumerate(((flap, back, cover), (first, second, third))):
        for place, name in enumerate(panels):
            x, _ = papers.place_of_heading(made, name, page)
            assert int(x * 3) == (2 - place if mirrored else place), name


@pytest.mark.parametrize(("locale", "first"), [("en", "right"), ("ar", "left")])
def test_booklet_folds_in_order(rooms, composers, locale, first):
    """The first page of the booklet is on the outside of the first sheet, where reading begins; sheets hold four pages."""
    folded = rooms[locale].printed(Sheet("booklet"))
    pages = papers.read(rooms[locale].printed(Sheet("booklet-pages"))).texts
    assert len(papers.read(folded).sizes) == -(-len(pages) // 4) * 2
    title = composers[locale].document(Sheet("booklet"))["title"]
    x, _ = papers.place_of_heading(folded, title)
    assert (x > 0.5) == (first == "right")


# QR codes


@pytest.mark.parametrize("sheet", [Sheet("handout", START), Sheet("cards", ROOM), ZINE, Sheet("poster", ROOM), Sheet("trifold", ROOM)], ids=lambda sheet: sheet.piece)
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_codes_lead_to_the_right_page(site, rooms, locale, sheet):
    """The codes on a sheet, read off its picture, lead to its page or to the home page."""
    path = sheet.item if sheet.piece == "handout" else "index.md"
    made = rooms[locale].printed(sheet)
    last = len(papers.read(made).sizes) - 1 if sheet.piece == "handout" else 0
    found = papers.codes(made, last)
    assert set(found) == {site.absolute(path, site.language(locale))}
    assert len(found) == (10 if sheet.piece == "cards" else 1)


# A chapter's own kit


@pytest.fixture(scope="module")
def lima(site):
    return chapter(site, "lima")


def test_kit_of_a_chapter(site, rooms, lima):
    """Its flier says who meets when and where, with the day of confirmation, and its code leads to its page."""
    assert [language.locale for language in kit_languages(site, lima)] == ["es"]
    own = {sheet.name: sheet for sheet in kit(site, lima)}
    assert {"flier-a4", "cards-a4", "poster-a4", "zine-a4", "trifold-a4", "sign-up-sheet-a4", "agenda-and-minutes-a4"} <= own.keys()
    for name in ("flier-a4", "zine-a4", "sign-up-sheet-a4"):
        made = rooms["es"].printed(own[name])
        text = papers.read(made).text
        for said in ("Lima", "18:30", "Public library, second floor", "hello@lima.example", "1 de noviembre de 2026"):
            assert said in text, (name, said)
        assert meeting_words(Renderer(site, site.language("es")), lima.meeting).split(",")[0] in text
        assert set(papers.codes(made)) == {"https://iops.example/es/chapters/lima/"}


def test_kit_on_the_paper_of_the_country(site):
    assert {sheet.paper for sheet in kit(site, chapter(site, "new-york-city"))} == {"letter"}
    assert {sheet.paper for sheet in kit(site, chapter(site, "norway-counterpower"))} == {"a4"}


def test_kit_without_meetings_has_lines_to_write_on(site, rooms):
    """An entry that nobody has confirmed announces no meeting on paper."""
    city = chapter(site, "new-york-city")
    text = papers.read(rooms["en"].printed(Sheet("half-page", ROOM, "letter", chapter=city))).text
    assert "New York City" in text and "When:" in text and "2014" not in text


def test_a_closed_chapter_has_no_kit(site, lima):
    assert list(kit(site, lima.model_copy(update={"state": "closed"}))) == []


def test_a_name_that_the_fonts_cannot_write(site, rooms, lima):
    """It prints the Latin name of its file; nothing breaks."""
    georgian = lima.model_copy(update={"name": "თბილისი", "slug": "tbilisi-centre"})
    assert "Tbilisi Centre" in papers.read(rooms["es"].printed(Sheet("cards", ROOM, chapter=georgian))).text


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TH", "every Monday and every Thursday, 18:30"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "Wednesday, every 2 weeks, 18:30"),
        ("FREQ=MONTHLY;BYDAY=1TU,3TU", "the first Tuesday of the month and the third Tuesday of the month, 18:30"),
        ("FREQ=MONTHLY;BYDAY=SU;BYSETPOS=-1", "the last Sunday of the month, 18:30"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "each month on days 1 and 15, 18:30"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=2FR", "the second Friday of the month, every 2 months, 18:30"),
        ("FREQ=WEEKLY", "every Tuesday, 18:30"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1", "1 December 2026, 18:30"),
    ],
)
def test_meeting_times_in_words(site, rule, said):
    meeting = Meeting(rule=rule, starts="2026-06-02", time="18:30", zone="America/Lima")
    assert meeting_words(Renderer(site, site.default), meeting) == said


# Files and archives


def test_archives_hold_relative_paths(rooms, lima):
    """The list inside works offline: every link leads to a file of the archive, and no path leaves it."""
    made = rooms["es"].offers
    packed = ZipFile(BytesIO(made["es/chapters/lima/kit/lima-es.zip"]()))
    names = packed.namelist()
    assert names[0] == "index.html" and len(names) == len(set(names)) > 5
    assert not [name for name in names if name.startswith(("/", "\\")) or ".." in name or ":" in name]
    assert set(re.findall(r'href="([^"]+)"', packed.read("index.html").decode())) == set(names[1:])
    assert packed.testzip() is None


def test_same_bytes_twice(site, composers, tmp_path):
    """Nothing of the clock or the machine gets into a file."""
    for sheet in (Sheet("handout", START), Sheet("handout", "toolkit/start/functional-chapter.md"), ZINE):
        document = composers["el"].document(sheet)
        first, second = ({"root": tmp_path / name} for name in "ab")
        made = [_press(folder["root"], site).pdf(document) for folder in (first, second)]
        assert made[0] == made[1]


def _press(root, site):
    if not root.exists():
        conftest.equip(root)
    return Press(root)


def test_a_sheet_is_made_once(site, composers, tmp_path, monkeypatch):
    """The second time it comes from the cache; a changed word or a changed layout makes it anew."""
    document = composers["en"].document(Sheet("cards", ROOM))
    made = _press(tmp_path / "project", site).pdf(document)
    monkeypatch.setattr(Press, "_compile", lambda *args, **more: pytest.fail("made again"))
    assert _press(tmp_path / "project", site).pdf(document) == made
    with pytest.raises(pytest.fail.Exception):
        _press(tmp_path / "project", site).pdf(document | {"title": "Another"})


def test_a_text_that_does_not_fit_is_named(composers, tmp_path, site):
    """Too long a card stops the build with the file, the card and what to do."""
    document = json.loads(json.dumps(composers["en"].document(Sheet("cards", "toolkit/meet/role-cards.md"))))
    document["sections"][0]["body"] = [{"k": "p", "c": ["Too long. " * 60]}]
    with pytest.raises(PrintFault) as fault:
        _press(tmp_path / "project", site).pdf(document)
    assert "toolkit/meet/role-cards.cards.md: card 'Facilitator' does not fit even at the smallest size; shorten it" in str(fault.value)


def test_a_sign_that_the_fonts_lack_is_a_fault(composers, tmp_path, site):
    document = composers["en"].document(Sheet("cards", ROOM)) | {"sections": [{"title": ["თ"], "name": "x", "body": []}]}
    with pytest.raises(PrintFault, match="print-room.cards.md"):
        _press(tmp_path / "project", site).pdf(document)


def test_a_preview_prints_what_is_asked_for(site):
    """`make serve` prints a sheet when a browser asks for it, and leaves all else to MkDocs."""
    counter, answers = Counter(), []
    counter.open(site)
    app = counter.before(lambda environ, start: [b"page"])
    (made,) = app({"PATH_INFO": "/ar/toolkit/start/start-here/start-here-a4.pdf"}, lambda *answer: answers.append(answer))
    assert made.startswith(b"%PDF") and answers[0][0] == "200 OK" and dict(answers[0][1])["Content-Type"] == "application/pdf"
    assert app({"PATH_INFO": "/ar/toolkit/"}, None) == [b"page"]


def test_print_command(tmp_path):
    """`publisher print` makes one sheet, and says what it does not know."""
    def printed(*more):
        return conftest.run("publisher.cli", "print", *more, "--into", str(tmp_path), cwd=conftest.PROJECT)

    assert printed("start-here", "--locale", "ar", "--paper", "letter").returncode == 0
    assert papers.read(tmp_path / "start-here-letter-ar.pdf").sizes[0] == SIZES["letter"]
    wrong = printed("role-card")
    assert wrong.returncode == 1 and "there is no item 'role-card'; did you mean 'role-cards'?" in wrong.stderr


# The site


def test_downloads_are_there(real_site):
    """Every file that a page offers exists, has the size that the page says, and every picture is there."""
    pages = [real_site / path / "index.html" for path in ("toolkit/give-away/print-room", "el/toolkit/give-away/print-room", "ar/toolkit/start/start-here", "chapters/new-york-city")]
    for page in pages:
        found = markup.read(page)
        links = [link for link in found.all("a") if "download" in link.attributes]
        assert links
        for link in links:
            assert (page.parent / link.attributes["href"]).resolve().is_file(), link.attributes["href"]
        for picture in found.all("img"):
            assert (page.parent / picture.attributes["src"]).resolve().read_bytes().startswith(b"\x89PNG")


@in_every_language
def test_everything_in_one_archive(real_site, locale):
    folder = real_site / ("" if locale == "en" else locale) / "toolkit"
    with ZipFile(folder / f"iops-toolkit-{locale}.zip") as packed:
        names = packed.namelist()
        assert len([name for name in names if name.endswith("-letter.pdf")]) > 60
        assert set(re.findall(r'href="([^"]+)"', packed.read("index.html").decode())) == set(names[1:])


# The tree


def test_tree_of_html():
    """HTML becomes blocks; what only a screen can do is left out."""
    made = tree('<p>A <strong>b</strong> <a href="x.md">c</a></p><form><p>no</p></form><ul class="task-list"><li class="task-list-item"><input type="checkbox" disabled> d</li></ul>')
    assert made == [
        {"k": "p", "c": ["A ", {"k": "b", "c": ["b"]}, " ", {"k": "link", "to": "x.md", "c": ["c"]}]},
        {"k": "list", "ordered": False, "start": 1, "c": [{"k": "item", "box": True, "c": [{"k": "p", "c": ["d"]}]}]},
    ]
    assert plain(tree("<p>第一行\n第二行 and\nmore</p>")[0]["c"]) == "第一行第二行 and more"


@pytest.mark.parametrize("value", ["x" * 200, "wide " * 40, "newcomers-and-questions-of-the-whole-district@participatory-society-of-lima.example"])
def test_no_entry_stops_the_build(site, rooms, lima, value):
    """However long a name, a place or an address is, the kit is printed."""
    contact = lima.contacts[0].model_copy(update={"email": value})
    meeting = lima.meeting.model_copy(update={"place": value})
    long = lima.model_copy(update={"name": value, "meeting": meeting, "contacts": (contact,)})
    for sheet in kit(site, long):
        assert rooms["es"].printed(sheet).startswith(b"%PDF")
