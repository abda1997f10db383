"""The form in a real browser, under the site's content policy, as people use it."""

import functools
import http.server
import json
import shutil
import threading
from datetime import date
from urllib.parse import parse_qs, urlsplit

import conftest
import pytest
import yaml
from jsonschema import Draft202012Validator
from publisher.data import documents
from publisher.data.functional import fewest_meetings
from publisher.data.meetings import meeting_days
from publisher.data.groups import Chapter
from publisher.data.reading import read_document
from publisher.generated import listing
from publisher.generated.rendering import Renderer
from publisher.site import read_site
from publisher.web import exchange, opendata, schema
from publisher.web.headers import POLICY

pytestmark = pytest.mark.browser
CASES = conftest.HERE / "cases" / "reading"
TODAY = date(2026, 11, 21)
ASSETS = ("site.css", "chapter-form.css", "chapter-form.js", "chapter-fields.js", "chapter-entry.js")
FRAME = """<!doctype html><html lang="{tag}" dir="{direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Form</title><link rel="stylesheet" href="{root}assets/site.css">
</head><body><main class="page__main"><article class="md-typeset"><h1>A</h1><h2>B</h2>{form}</article></main></body></html>"""
GREEK = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Please fill this in."
msgstr "Συμπληρώστε το."
"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """A tiny host with the content policy of the site; keeps what is sent."""

    sent = []

    def end_headers(self):
        self.send_header("Content-Security-Policy", "; ".join(f"{name} {value}" for name, value in POLICY.items()))
        super().end_headers()

    def do_POST(self):
        self.sent.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True))
        self.do_GET()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = conftest.lay_out(tmp_path_factory.mktemp("form") / "project", (*conftest.LOCALES, "es"))
    shutil.rmtree(folder / "translations")
    (folder / "translations/el").mkdir(parents=True)
    (folder / "translations/el/ui.po").write_text(GREEK, "utf-8")
    found, problems = read_site(folder, TODAY)
    assert not problems
    return found


@pytest.fixture(scope="module")
def address(site, tmp_path_factory):
    """The form in three languages on a host of its own, with the data and one chapter page that it looks for."""
    root = tmp_path_factory.mktemp("host")
    for asset in ASSETS:
        (root / "assets").mkdir(exist_ok=True)
        shutil.copy(conftest.PROJECT / "theme/assets" / asset, root / "assets")
    for file in (exchange.JSON_FILE, "chapters/lima/index.html"):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / exchange.JSON_FILE).write_bytes(opendata.chapters_json(site))
    (root / "chapters/lima/index.html").write_text("Lima")
    for language in site.languages:
        renderer = Renderer(site, language)
        form = renderer.render("chapter-form.html", "add-a-chapter.md", **listing.form_context(renderer))
        page = root / language.folder / "add-a-chapter/index.html"
        page.parent.mkdir(parents=True)
        up = "../" * (1 if language.default else 2)
        page.write_text(FRAME.format(tag=language.tag, direction=language.direction, root=up, form=form), "utf-8")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=root)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def open_form(browser, address):
    """Opens the form, on 21 November 2026; a fault in the script or against the content policy fails the test."""
    faults, contexts = [], []

    def open(path="add-a-chapter/", **options):
        context = browser.new_context(viewport={"width": 1000, "height": 900}, locale="en-GB", **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.clock.set_fixed_time("2026-11-21T12:00:00")
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        page.goto(address + path)
        return page

    yield open
    for context in contexts:
        context.close()
    assert faults == []


def fill(page, **values):
    """Types or chooses; `place__city` is place.city."""
    for name, value in values.items():
        field = page.locator(f"[name='{name.replace('__', '.')}']")
        if field.evaluate("field => field.matches('select')"):
            field.select_option(value)
        else:
            field.fill(value)


def fill_well(page, **values):
    """The least that an entry needs, and more."""
    fill(page, name="Lima South", kind="chapter", state="active", place__city="San Juan", place__country="PE")
    page.get_by_label("Spanish").check()
    fill(page, contacts__0__email="info@south.example")
    fill(page, **values)


def file_of(page):
    return page.locator("#listing-file").input_value()


def read(page):
    """The file as the site reads it."""
    value, _, problems = read_document(file_of(page).encode(), "data/chapters/x.yml", Chapter, slug="x")
    assert [str(problem) for problem in problems] == []
    return value


NASTY = [
    "NO", "true", "yes", "Null", "~", "1984", "-12.5", "1e3", "0x1F", "18:30", "2026-11-21", ".inf", "- dash", "--- #", "? a", ": b",
    "a: b", "a #b", "# c", "'single'", '"double"', "back\\slash", "{a: b}", "[a, b]", "&anchor", "*alias", "!tag", "%dir", "@at",
    "`tick`", "|", ">", "ends:", "Ñandú – Å", "北京市", "القاهرة: وسط", "🌍 one", "e\u0301", "<b>&amp;</b>", "\u00a0x".strip("\u00a0"),
]  # fmt: skip


def test_any_name_comes_back(open_form):
    """Whatever people type as a name, the file gives back the same text."""
    page = open_form()
    fill_well(page)
    page.locator("summary", has_text="More about this entry").click()
    fields = ("name", "place__region", "contacts__0__role", "source")
    for typed in zip(*[iter(NASTY)] * len(fields), strict=True):
        fill(page, as_of="2014", **dict(zip(fields, typed, strict=True)))
        found = read(page)
        assert (found.name, found.place.region, found.contacts[0].role, found.source) == typed


TEXTS = [
    "One.\n\nTwo: #2\n- three", " indented\n  more", "line \nends with a space", "# a\n# b", "a\n\n\nb", "\"q\"\n'r'", "---\n...",
    "tab\there\n\ttab", "one: two\nthree", "κείμενο\n文字\nنص",
]  # fmt: skip


def test_any_text_comes_back(open_form):
    """Texts of several lines come back as they were typed, without the space around them."""
    page = open_form()
    fill_well(page)
    for text in TEXTS:
        fill(page, about__en=text)
        assert read(page).about["en"] == text.strip()


def test_whole_entry(open_form):
    """All fields of a long entry arrive in the file, in the order of the model."""
    page = open_form()
    fill_well(
        page, since="2026-05", founded="٢٠٢٦", place__latitude="-12.05", place__longitude="-77.04", members__count="12",
        members__as_of="2026-10", women="50", agreements="true", roles__names="facilitator\nnote-taker\n1", roles__rotating="false",
        meeting__starts="2026-10-06", meeting__time="18:30", meeting__minutes="90", meeting__cycle="open", meeting__place="Library: hall 2",
    )  # fmt: skip
    fill(page, **{"meeting.often": "FREQ=MONTHLY", "meeting.weekday": "TU"})
    page.get_by_label("First", exact=True).check()
    page.get_by_label("Last", exact=True).check()
    page.get_by_label("Another language").fill("Quechua")
    page.get_by_role("button", name="Add another link").click()
    fill(page, **{"links.1.title": "News", "links.1.url": "https://south.example/?a=b#c"})
    page.locator("summary", has_text="More about this entry").click()
    fill(page, part_of="lima")
    found = read(page)
    assert found.languages == ("es", "qu")
    assert str(found.founded) == "2026"
    assert found.meeting.rule == "FREQ=MONTHLY;BYDAY=1TU,-1TU"
    assert found.meeting.zone == "America/Lima"
    assert (found.meeting.place, found.meeting.minutes) == ("Library: hall 2", 90)
    assert found.roles.names == ("facilitator", "note-taker", "1")
    assert found.roles.rotating is False
    assert (found.links[0].title, found.links[0].url) == ("News", "https://south.example/?a=b#c")
    assert found.verified == TODAY
    keys = list(documents.parse(file_of(page).encode(), "x")[0].value)
    assert keys == [name for name in Chapter.model_fields if name in keys]
    assert page.locator("[data-criterion=all]").inner_text() == "By this entry, the chapter is functional."
    page.get_by_role("button", name="Copy the file").click()
    assert page.locator("#listing-summary").is_hidden()


def test_links_to_the_forge(open_form, site):
    """The link starts the file of this name with this text; what is too long is to be downloaded."""
    page = open_form()
    fill_well(page, place__city="Łódź")
    link = urlsplit(page.get_by_role("link", name="Open a pull request").get_attribute("href"))
    assert f"{link.scheme}://{link.netloc}{link.path}" == f"{site.forge}/new/main"
    assert parse_qs(link.query) == {"filename": ["data/chapters/lodz.yml"], "value": [file_of(page).rstrip("\n") + "\n"]}
    fill(page, about__en="文" * 1000)
    assert page.get_by_role("link", name="Open a pull request").is_hidden()
    assert page.get_by_text("too long for a link").is_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the file").click()
    assert download.value.suggested_filename == "lodz.yml"
    assert download.value.path().read_text("utf-8") == file_of(page)


def test_errors_stand_at_their_fields(open_form):
    """A mistake is told at the field after it is left, in the reader's language, and tied to the field."""
    page = open_form()
    email = page.locator("[name='contacts.0.email']")
    email.fill("info at example.org")
    assert email.get_attribute("aria-invalid") is None
    email.press("Tab")
    assert email.get_attribute("aria-invalid") == "true"
    error = page.locator(f"#{email.get_attribute('aria-describedby').split()[-1]}")
    assert error.inner_text() == "Please write an e-mail address, such as info@example.org."
    email.fill("kari.nordmann@gmail.com")
    email.press("Tab")
    assert "looks like a private address" in error.inner_text()
    assert email.get_attribute("aria-invalid") is None
    email.fill("hello@example.org")
    assert error.is_hidden()


MISTAKES = [
    ("founded", "May 2014", "Please write a year, a month or a day"),
    ("founded", "2014-02-30", "Please write a year, a month or a day"),
    ("founded", "2027", "lies in the future"),
    ("women", "140", "from 0 to 100"),
    ("place.latitude", "100", "from -90 to 90"),
    ("contacts.0.phone", "555 0100", "with the country's code"),
    ("contacts.0.url", "example.org", "a web address"),
    ("agreements.link", "perhaps", "a web address"),
    ("name", "L\u202eima", "hidden characters"),
    ("slug", "Lima Süd", "small Latin letters"),
    ("slug", "lima", "an entry with this file name already"),
    ("spoken.0", "Klingonish", "We do not know this language"),
    ("meeting.rule", "every Tuesday", "We cannot follow this rule"),
]


def test_messages(open_form):
    """Each mistake has its words, and a field that is right again has none."""
    page = open_form()
    page.evaluate("document.querySelectorAll('details').forEach(box => (box.open = true))")
    for name, value, message in MISTAKES:
        field = page.locator(f"[name='{name}']")
        field.fill(value)
        field.press("Tab")
        page.locator(".field__error:visible", has_text=message).wait_for()
        field.fill("")
        page.locator(".field__error:visible", has_text=message).wait_for(state="hidden")


def test_summary_leads_to_the_fields(open_form):
    """Sending an empty form sends nothing: the summary takes the focus and each of its links the field's."""
    page = open_form("el/add-a-chapter/")
    page.get_by_role("button", name="Send without an account").click()
    assert page.evaluate("document.activeElement.id") == "listing-summary"
    links = page.locator("#listing-summary a")
    assert links.first.inner_text() == "Name of the group: Συμπληρώστε το."
    assert links.count() == 7  # name, kind, state, country, languages, contacts, file
    links.first.press("Enter")
    assert page.evaluate("document.activeElement.name") == "name"


def test_rules_by_friendly_controls(open_form):
    """How often, which weeks and which weekday make a rule; a rule by hand finds its controls."""
    page = open_form()
    rule = page.locator("[name='meeting.rule']")
    fill(page, **{"meeting.often": "FREQ=WEEKLY;INTERVAL=2", "meeting.weekday": "SU"})
    assert rule.input_value() == "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"
    fill(page, **{"meeting.often": "FREQ=MONTHLY;BYMONTHDAY"})
    fill(page, **{"meeting.date": "3"})
    assert rule.input_value() == "FREQ=MONTHLY;BYMONTHDAY=3"
    page.locator("summary", has_text="Write the rule yourself").click()
    for written, often in {
        "FREQ=MONTHLY;BYDAY=1TH,3TH": "FREQ=MONTHLY",
        "FREQ=WEEKLY;BYDAY=MO": "FREQ=WEEKLY",
        "FREQ=MONTHLY;BYMONTHDAY=15": "FREQ=MONTHLY;BYMONTHDAY",
        "FREQ=MONTHLY;BYDAY=1TH,3FR": "other",
        "FREQ=MONTHLY;BYMONTHDAY=1,15": "other",
        "FREQ=WEEKLY;BYDAY=MO,TU": "other",
        "FREQ=DAILY": "other",
        "": "",
    }.items():
        rule.fill(written)
        assert page.locator("[name='meeting.often']").input_value() == often, written
        assert rule.input_value() == written


RULES = [
    "FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=-1FR,2MO", "FREQ=MONTHLY;BYDAY=5WE", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=2", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
    "FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;UNTIL=20270105", "FREQ=WEEKLY;BYMONTH=1,2,3", "FREQ=DAILY;INTERVAL=10", "FREQ=DAILY;BYDAY=SA",
    "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=5;BYDAY=1SU", "FREQ=YEARLY;BYDAY=2MO", "FREQ=YEARLY;BYMONTHDAY=4",
]  # fmt: skip


def test_meeting_days_are_those_of_the_site(open_form, site, address):
    """The script finds the same days as the publisher, and the same number of meetings in the poorest month."""
    page = open_form()
    chapter = site.catalogue.chapter("lima")
    for rule in RULES:
        meeting = chapter.meeting.model_copy(update={"rule": rule})
        days, fewest = page.evaluate(
            "async ([at, rule, starts]) => { const m = await import(at); return [m.meetingDays(rule, starts, '2028-12-31'), m.fewestMeetings(rule, starts, '2026-11-21')] }",
            [f"{address}assets/chapter-entry.js", rule, str(meeting.starts)],
        )
        assert days == [str(day) for day in meeting_days(meeting, meeting.starts, date(2028, 12, 31))], rule
        assert fewest == fewest_meetings(chapter.model_copy(update={"meeting": meeting}), TODAY), rule


@pytest.mark.parametrize("slug", ["lima", "tromso", "angle-brackets"])
def test_existing_entries(open_form, site, slug):
    """An entry that is opened for a change gives the same entry back, and leads to its file on the forge."""
    page = open_form(f"add-a-chapter/?edit={slug}")
    page.get_by_role("link", name="Open the file for editing").wait_for()
    value, _, problems = read_document(file_of(page).encode(), "x.yml", Chapter, slug=slug)
    assert (value, problems) == (site.catalogue.chapter(slug), [])
    link = page.get_by_role("link", name="Open the file for editing").get_attribute("href")
    assert link == site.edit_link(f"data/chapters/{slug}.yml")
    assert page.get_by_text("mark all the text and paste").is_visible()
    page.get_by_label("Existing entry").select_option("")
    assert page.locator("[name=name]").input_value() == ""


def test_sent_without_script(open_form):
    """Without JavaScript the form is whole: it can be filled in and sent, and what is sent is thanked for."""
    page = open_form(java_script_enabled=False)
    assert page.get_by_label("Write the rule yourself").count() == 0
    page.get_by_label("Name of the group").fill("Lima South")
    page.get_by_label("Kind").select_option("chapter")
    page.get_by_label("State", exact=False).first.select_option("forming")
    page.get_by_label("Country").select_option("PE")
    page.get_by_label("Confirmed on").fill("2026-11-21")
    assert page.get_by_text("Contact 2").is_visible()
    assert page.get_by_role("button", name="Download the file").count() == 0
    Handler.sent.clear()
    page.get_by_role("button", name="Send without an account").click()
    page.get_by_text("Your entry was sent").wait_for()
    (sent,) = Handler.sent
    assert sent["form-name"] == ["chapter"]
    assert sent["name"] == ["Lima South"]
    assert sent["website"] == [""]


def test_sent_with_script(open_form, site):
    """With JavaScript the file itself is sent along."""
    page = open_form()
    fill_well(page)
    file = file_of(page)
    Handler.sent.clear()
    page.get_by_role("button", name="Send without an account").click()
    page.get_by_text("Your entry was sent").wait_for()
    (sent,) = Handler.sent
    assert sent["file"][0].replace("\r\n", "\n") == file
    assert file.startswith(schema.FIRST_LINE.format(address=schema.address(site)))


def test_keyboard_alone(open_form):
    """Every control can be reached by Tab, and the one in focus can be seen."""
    page = open_form()
    reached = set()
    page.locator("[name=name]").focus()
    for _ in range(90):
        reached.add(page.evaluate("document.activeElement.name || document.activeElement.dataset.do || document.activeElement.dataset.add || ''"))
        page.keyboard.press("Tab")
    assert {"name", "kind", "languages", "meeting.often", "meeting.zone", "contacts.0.email", "contacts", "slug", "forge", "copy"} <= reached


@pytest.mark.parametrize("path", ["add-a-chapter/", "ar/add-a-chapter/"])
@pytest.mark.parametrize("width", [320, 1280])
def test_fits_and_is_accessible(open_form, path, width):
    """Nothing sticks out of a narrow window, and axe finds nothing, with and without errors."""
    from axe_playwright_python.sync_playwright import Axe

    page = open_form(path)
    page.set_viewport_size({"width": width, "height": 800})
    page.locator("button[type=submit]").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    results = Axe().run(page, context="#listing", options={"resultTypes": ["violations"]})
    assert [violation["id"] for violation in results.response["violations"]] == []


def test_rules_are_those_of_the_schema(open_form, address, site):
    """The script finds a file of the broken cases wrong when a JSON Schema library does."""
    page = open_form()
    validator = Draft202012Validator(schema.schema(site))
    cases = [case for name in ("fields", "rules") for case in yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8"))]
    texts = [case.get("text") or case["files"].get("data/chapters/lima.yml", "") for case in cases]
    read = [document for text in texts if (document := documents.parse(text.encode(), "x")[0])]
    values = [json.loads(json.dumps(document.value)) for document in read]
    found = page.evaluate(
        """async ([at, values]) => {
            const { faults } = await import(at);
            const { rules } = JSON.parse(document.getElementById("listing-settings").textContent);
            return values.map((value) => faults(rules, value).length > 0);
        }""",
        [f"{address}assets/chapter-entry.js", values],
    )
    # The page's own list holds the countries: nobody can choose one that is not there.
    expected = [not validator.is_valid(value) and value.get("place") != {"country": "12"} for value in values]
    assert len(values) > 25
    assert found == expected


def test_script_is_light():
    """The three modules of the page stay small, and load nothing else."""
    sources = [(conftest.PROJECT / "theme/assets" / name).read_text("utf-8") for name in ASSETS if name.endswith(".js")]
    assert max(map(len, sources)) < 15_000
    assert json.dumps(sources).count("eval(") == 0
