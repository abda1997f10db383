"""The figures and tools of the toolkit, on the very sheets they belong to, in a real browser."""

import re
import shutil
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import browsing
import conftest
import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from publisher.generated.blocks import block
from publisher.generated.drawing import length, lines
from publisher.generated.figures import FIGURES
from publisher.generated.rendering import Renderer
from publisher.generated.worksheets import TOOLS
from publisher.pages.manuscripts import read_manuscript
from publisher.pages.placeholders import fill, fill_blocks
from publisher.pages.regions import with_scrolling_tables, without_dead_controls
from publisher.site import read_site
from publisher.web.headers import headers

pytestmark = pytest.mark.browser
LOCALES = ("en", "ar", "el", "zh")
ALL = (*LOCALES, "de", "es", "fr", "it", "nb", "pt")
WIDE, NARROW = {"width": 1000, "height": 800}, {"width": 360, "height": 740}
SHEETS = {
    "tool-self-test": "start/functional-chapter",
    "tool-health-check": "start/health-check",
    "tool-role-rota": "meet/role-rota",
    "tool-agenda-timer": "meet/agenda-and-minutes",
    "tool-contact-dates": "reach/contact-tracker",
    "tool-campaign-chart": "act/campaign-chart",
}
SETTINGS = yaml.safe_load((conftest.PROJECT / "mkdocs.yml").read_text("utf-8"))
FRAME = """<!doctype html><html lang="{tag}" dir="{direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Sheet</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="{root}assets/site.css"></head><body><div class="page"><main class="page__main">
<article class="md-typeset">{content}</article></main></div></body></html>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The sample's data and rules, with the real words of every language."""
    folder = conftest.lay_out(tmp_path_factory.mktemp("tools") / "project", ALL)
    shutil.rmtree(folder / "translations")
    for language in ALL[1:]:
        (folder / "translations" / language).mkdir(parents=True)
        shutil.copy(conftest.PROJECT / "translations" / language / "ui.po", folder / "translations" / language)
    found, problems = read_site(folder, date(2026, 11, 21))
    assert problems == []
    return found


def rendered(site, name, language):
    """A sheet of the real toolkit as the site shows it, its own text in English."""
    path = f"toolkit/{name}.md"
    sheet, _ = read_manuscript(conftest.PROJECT, path)
    renderer = Renderer(site, site.language(language))
    extensions = {next(iter(e)) if isinstance(e, dict) else e: e for e in SETTINGS["markdown_extensions"]}
    configs = {name: entry[name] for name, entry in extensions.items() if isinstance(entry, dict)}
    html = markdown.markdown(fill(sheet.body, renderer.values), extensions=list(extensions), extension_configs=configs)
    html = fill_blocks(html, lambda name: block(renderer, name, path))
    return with_scrolling_tables(without_dead_controls(html))


@pytest.fixture(scope="module")
def address(site, tmp_path_factory):
    """All sheets with tools, and a page of figures, in each language, under the site's content policy."""
    root = tmp_path_factory.mktemp("host")
    shutil.copytree(conftest.PROJECT / "theme/assets", root / "assets")
    for language in site.languages:
        pages = {name: rendered(site, name, language.locale) for name in SHEETS.values()}
        renderer = Renderer(site, language)
        figures = "".join(block(renderer, name, "toolkit/give-away/figures.md") for name in sorted(FIGURES))
        pages["give-away/figures"] = f"<h1>Figures</h1>{figures}"
        for name, content in pages.items():
            page = root / language.folder / "toolkit" / name / "index.html"
            page.parent.mkdir(parents=True)
            up = "../" * (3 if language.default else 4)
            page.write_text(FRAME.format(tag=language.tag, direction=language.direction, root=up, content=content), "utf-8")
    (root / "_headers").write_text(headers([], site.languages), "utf-8")
    with browsing.serving(root) as address:
        yield address


@pytest.fixture
def open_sheet(browser, address):
    """Opens the sheet of a tool. A fault, a foreign request, a cookie or anything stored fails the test."""
    faults, contexts = [], []

    def open(name, language="en", **options):
        context = browser.new_context(**{"viewport": WIDE, "locale": "en-GB", "timezone_id": "Europe/Oslo"} | options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith((address, "data:", "blob:")) else faults.append(asked.url))
        folder = "" if language == "en" else f"{language}/"
        page.goto(f"{address}{folder}toolkit/{SHEETS.get(name, name)}/")
        return page

    yield open
    for context in contexts:
        state = context.storage_state()
        faults += [*state["cookies"], *state["origins"]]
        context.close()
    assert faults == []


# ---- Figures ----


@pytest.mark.parametrize("language", ALL)
def test_figures_have_room_for_their_words(open_sheet, language):
    """No words leave the drawing or run into other words, in any language, wide or on a phone."""
    page = open_sheet("give-away/figures", language)
    assert page.evaluate("""() => [...document.querySelectorAll('.drawing__picture')].flatMap((svg) => {
      const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
      // Across as drawn; downwards from the base lines, since some fonts reserve far more than their letters need.
      const texts = [...svg.querySelectorAll('text')].map((text) => {
        const [{ x, width }, base] = [text.getBBox(), Number(text.getAttribute('y'))];
        return [text.textContent, { left: x, right: x + width, top: base - 11, bottom: base + 19 * (text.childElementCount - 1) + 4 }];
      });
      const outside = texts.filter(([, b]) => b.left < 0 || b.top < 0 || b.right > width || b.bottom > height + 1);
      const apart = ([, a], [, b]) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      const over = texts.filter((one, place) => texts.slice(place + 1).some((other) => !apart(one, other)));
      return [...outside, ...over].map(([text]) => `${svg.querySelector('title').textContent}: ${text}`);
    })""") == []


def test_figures_say_in_words_what_they_show(site):
    """Each is one picture with a title and a description, without styles of its own."""
    for name in FIGURES:
        svg = re.search(r"<svg.*</svg>", block(Renderer(site, site.default), name, "toolkit/a.md"), re.DOTALL)[0]
        tree = ElementTree.fromstring(svg)
        ids = tree.get("aria-labelledby").split()
        named = {element.get("id"): element.text for element in tree if element.tag in ("title", "desc")}
        assert tree.get("role") == "img"
        assert list(named) == ids and all(named.values())
        assert "style=" not in svg and "fill=" not in svg


def test_zine_is_mirrored_for_languages_from_right_to_left(open_sheet):
    """Read from left to right, the sheet has 7 6 5 4 over 8 1 2 3, and in Arabic 4 5 6 7 over 3 2 1 8."""
    script = """() => [...document.querySelectorAll('svg[aria-labelledby^="figure-zine"] .drawing__page')].slice(0, 8)
      .map((page) => [page.getAttribute('transform') ? 0 : 1, Number(page.getAttribute('x')), page.textContent])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , number]) => number).join('')"""
    assert open_sheet("give-away/figures").evaluate(script) == "76548123"
    assert open_sheet("give-away/figures", "ar").evaluate(script) == "45673218"


def test_council_size_comes_from_data(site):
    """A changed rule changes the figure: its words and its dots."""
    councils = site.catalogue.councils.model_copy(update={"min": 10, "max": 20})
    smaller = replace(site, catalogue=site.catalogue.model_copy(update={"councils": councils}))
    svg = block(Renderer(smaller, smaller.default), "figure-splitting", "toolkit/a.md")
    assert "20 people" in svg and "10 people" in svg
    assert svg.count("drawing__dot") == svg.count("drawing__open") == 10 + 10 + 2


@given(st.text(alphabet="ab cé—.中文，ال ", max_size=60), st.integers(30, 200))
def test_lines_keep_every_word(text, width):
    """Cutting loses no sign but spaces, and a line is too long only where nothing in it can be cut."""
    found = lines(text, width)
    assert "".join("".join(found).split()) == "".join(text.split())
    kept = [line.rstrip("，。 ") for line in found]  # these stay with what they follow
    assert all(length(line) <= width or not re.search(r"\s|[中文]{3}", line) for line in kept)


# ---- The self-test ----


def tick(page, *places):
    for place in places:
        page.locator(".worksheet-tick input").nth(place).check()


def shown(page, tool):
    return [part.get_attribute("data-result") for part in page.locator(f"#{tool} [data-result]:visible").all()]


def test_self_test_gives_result_and_next_step(open_sheet):
    """Each state of the sheet has its result; a missing point brings the step that the sheet names."""
    page = open_sheet("tool-self-test")
    assert shown(page, "tool-self-test") == ["beginning"]
    tick(page, 0, 1)
    assert shown(page, "tool-self-test") == ["forming"]
    assert page.locator("[data-status]").inner_text() == "Points met: 1 of 4"
    tick(page, 2, 3, 4, 5)
    assert [line.split(":")[0] for line in page.locator("[data-missing] li").all_inner_texts()] == ["Roles", "Women's participation"]
    tick(page, 6, 7)
    assert shown(page, "tool-self-test") == ["working"]
    assert page.locator("[data-missing]").inner_text().startswith("Women's participation: Ask three women")
    tick(page, 8, 9)
    assert shown(page, "tool-self-test") == ["all"]
    assert not page.locator("[data-missing]").is_visible()
    assert page.locator("[data-result=all] a").first.evaluate("link => link.href").endswith("/toolkit/start/directory-entry/")


def test_count_ticks_its_boxes_by_the_rules(open_sheet, site):
    """The counted people and women decide the boxes that ask for them; an impossible count is refused."""
    rules = site.catalogue.functional
    page = open_sheet("tool-self-test")
    people, women = page.locator(".worksheet-cell input[type=number]").all()
    boxes = page.locator(".worksheet-tick input")
    people.fill(str(rules.people - 1))
    assert not boxes.nth(0).is_checked()
    people.fill(str(rules.people))
    assert boxes.nth(0).is_checked()
    people.fill("1000")
    women.fill(str(rules.women * 10 - 1))
    assert page.locator(".worksheet-cell output").inner_text() == f"{rules.women - 0.1:.1f}%"
    assert not boxes.nth(8).is_checked()
    women.fill(str(rules.women * 10))
    assert boxes.nth(8).is_checked()
    women.fill("1001")
    assert page.get_by_text("there cannot be more women than people").is_visible()
    assert page.locator(".worksheet-cell output").inner_text() == ""


# ---- The health check ----


def answer(page, scores):
    for field, score in zip(page.locator(".worksheet-cell select").all(), scores, strict=True):
        field.select_option(str(score))


@pytest.mark.parametrize(("scores", "result"), [([2] * 8 + [1] * 7, "healthy"), ([2] * 7 + [1] * 8, "alive"), ([1] * 14 + [0], "alive"), ([1] * 13 + [0] * 2, "tired")])
def test_health_check_reads_the_sum(open_sheet, scores, result):
    """The sum stands in the sheet, and its reading is that of the sheet."""
    page = open_sheet("tool-health-check")
    answer(page, scores)
    assert shown(page, "tool-health-check") == [result]
    assert page.get_by_role("status").inner_text() == f"Sum: {sum(scores)} of 30"
    assert page.locator("table").nth(1).locator("tr").last.locator("td").nth(2).inner_text() == str(sum(scores))


def test_lowest_three_go_into_the_plan(open_sheet):
    """The lowest questions are named, copied into the plan below, and never over what somebody wrote there."""
    page = open_sheet("tool-health-check")
    plan = page.locator("table").nth(2).locator("textarea")
    plan.nth(5).fill("Our own words")
    answer(page, [2, 2, 0, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 0])
    assert page.locator("[data-questions] li").evaluate_all("lines => lines.map((line) => line.value)") == [3, 15, 9]
    assert plan.nth(0).input_value() == "New people came back a second time"
    assert plan.nth(5).input_value() == "Our own words"
    assert plan.nth(10).input_value().startswith("Parents, shift workers")
    assert not page.locator("[data-tie]").is_visible()


def test_equal_scores_are_left_to_a_vote(open_sheet):
    """Where more than three are lowest, all are named and people choose; a group without faults has none."""
    page = open_sheet("tool-health-check")
    answer(page, [2] * 10 + [1] * 5)
    assert page.locator("[data-questions] li").count() == 5
    assert page.locator("[data-tie]").is_visible()
    answer(page, [2] * 15)
    assert page.locator("[data-questions] li:visible").count() == 0


def test_safety_comes_first(open_sheet):
    """A 0 on the question about safety is said before all others are answered; an empty answer is none."""
    page = open_sheet("tool-health-check")
    assert not page.get_by_text("does not feel safe").is_visible()
    page.locator(".worksheet-cell select").nth(10).select_option("0")
    assert page.get_by_text("does not feel safe").is_visible()
    assert page.get_by_role("status").inner_text() == "Answered: 1 of 15"
    assert shown(page, "tool-health-check") == []


# ---- The rota ----

LAWS = """async () => {
  const { rota } = await import('/assets/rota.js');
  const faults = [];
  for (let people = 2; people <= 13; people++) for (let heavy = 0; heavy <= 4; heavy++) for (let light = 0; light <= 5; light++) {
    const tasks = heavy + light;
    if (!tasks) continue;
    const say = (law, meeting) => faults.push(`${law}: ${people} people, ${heavy} + ${light} tasks, meeting ${meeting}`);
    const found = rota(people, heavy, light, 2 * people + 3);
    if (JSON.stringify(found.map((done) => [...done])) !== JSON.stringify(rota(people, heavy, light, 2 * people + 3).map((done) => [...done]))) say('not the same twice');
    const had = Array.from({ length: tasks }, () => Array(people).fill(0));
    found.forEach((done, place) => {
      const meeting = place + 1;
      if (done.size !== tasks) say('a task is not given', meeting);
      if (people >= tasks && new Set(done.values()).size !== tasks) say('two tasks at once', meeting);
      for (const [task, person] of done) had[task][person] += 1;
      for (const counts of had) if (Math.max(...counts) - Math.min(...counts) > 1) say('repeats before all had it', meeting);
      const sums = Array.from({ length: people }, (_, person) => [0, 1].map((kind) => had.reduce((sum, counts, task) => sum + ((task < heavy) === !kind ? counts[person] : 0), 0)));
      for (const kind of [0, 1]) {
        const of = sums.map((sum) => sum[kind]);
        const apart = Math.max(...of) - Math.min(...of);
        if (apart > (people >= tasks ? 2 : 4)) say('uneven', meeting);
        if (meeting % people === 0 && apart) say('not even after a round', meeting);
      }
      if (heavy === light && people >= tasks && sums.some(([more, less]) => Math.abs(more - less) > 1)) say('more of one kind', meeting);
    });
  }
  return faults;
}"""


def test_rota_keeps_its_rules(open_sheet):
    """For any number of people and tasks: nobody repeats a task before all had it, and the kinds even out."""
    assert open_sheet("tool-role-rota").evaluate(LAWS) == []


def test_rota_of_six_is_that_of_the_sheet(open_sheet):
    """Six people and six tasks give the worked example: each moves one column on."""
    page = open_sheet("tool-role-rota")
    page.locator("#rota-names").fill("P\nQ\nR\nS\nT\nU")
    page.get_by_role("button", name="Make the rota").click()
    rows = [row.split("\t") for row in page.locator("[data-table] tr").all_inner_texts()]
    example = [row.split("\t") for row in page.locator("article > .scroll table").nth(2).locator("tr").all_inner_texts()]
    assert [sorted(row) for row in rows[1:]] == [sorted(row) for row in example[1:]]
    columns = {name: [row[place] for row in rows[1:]] for place, name in enumerate(rows[0])}
    assert columns["Facilitator"] == list("PUTSRQ")
    assert columns["Room and food"] == list("QPUTSR")
    counts = [row.split("\t") for row in page.locator("[data-counts] tr").all_inner_texts()]
    assert counts[1:] == [[name, "3", "3", "0"] for name in "PQRSTU"]


def test_rota_says_what_is_missing(open_sheet):
    """Too few names or the same name twice give a sentence instead of a rota."""
    page = open_sheet("tool-role-rota")
    make = page.get_by_role("button", name="Make the rota")
    make.click()
    assert "at least two names" in page.get_by_role("status").inner_text()
    page.locator("#rota-names").fill("Ana\nBo\nAna")
    make.click()
    assert page.get_by_role("status").inner_text() == "Please write each name and each task once: Ana"
    assert not page.locator("[data-rota]").is_visible()
    page.locator("#rota-names").fill("Ana\n\n <b>Bo</b> \n")
    make.click()
    assert page.locator("[data-counts] tbody th").all_inner_texts() == ["Ana", "<b>Bo</b>"]


# ---- The timer ----


@pytest.fixture
def timer(open_sheet):
    page = open_sheet("tool-agenda-timer")
    page.clock.install(time="2026-11-21T19:00:00+01:00")
    page.reload()
    return page


def test_timer_takes_the_plan_of_the_sheet(timer):
    """The lines are those of the agenda above, with their lengths."""
    assert timer.locator("#timer-agenda").input_value().split("\n")[:4] == [
        "5 Roles, when we stop, agree the agenda", "10 Round: how are you, in one sentence", "5 Tasks from last time: done, half done, not begun", "25 Point 1:",
    ]  # fmt: skip
    assert timer.locator("[data-total]").inner_text() == "Points: 9. Time: 90 minutes."


def test_timer_shows_what_is_on_and_what_comes(timer):
    """By keyboard alone: start, see the time fall, hear of the last minute and of the end, go over, pause, move on, stop."""
    timer.locator("#timer-agenda").fill("0-2 Round\n٣ Talk")
    start = timer.locator("[data-start]")
    start.focus()
    timer.keyboard.press("Enter")
    said, clock = timer.locator("[data-said]"), timer.locator("[data-clock]")
    assert said.get_attribute("aria-live") == "polite"
    assert said.inner_text() == "Now: Round. 2 minutes."
    assert timer.locator("[data-next]").inner_text() == "Next: Talk (3 minutes)"
    assert timer.locator("[data-ends]").inner_text() == "Expected end: 7:05 PM"
    timer.clock.run_for(61_000)
    assert clock.inner_text() == "0:59"
    assert said.inner_text() == "One minute left."
    assert timer.evaluate("document.activeElement.textContent") == "Pause"
    timer.keyboard.press("Space")
    timer.clock.run_for(600_000)
    assert clock.inner_text() == "0:59"
    timer.keyboard.press("Space")
    timer.clock.run_for(90_500)
    assert clock.inner_text() == "0:31"
    assert timer.locator("[data-side]").inner_text() == "over time"
    assert said.inner_text() == "The time for this point is up."
    timer.get_by_role("button", name="Two minutes more").press("Enter")
    assert clock.inner_text() == "1:29"
    timer.get_by_role("button", name="Next point").press("Enter")
    assert said.inner_text() == "Now: Talk. 3 minutes."
    assert timer.locator("[data-next]").inner_text() == "This is the last point."
    timer.keyboard.press("Escape")
    assert start.inner_text() == "Back to the timer"
    timer.clock.run_for(60_500)
    start.press("Enter")
    assert clock.inner_text() == "2:00"
    timer.get_by_role("button", name="Next point").press("Enter")
    assert timer.locator("[data-total]").inner_text() == "The agenda is finished."
    assert start.evaluate("button => button === document.activeElement")


def test_timer_says_which_line_it_cannot_read(timer):
    """A line without minutes is named, and nothing starts."""
    timer.locator("#timer-agenda").fill("5 Round\nTalk")
    assert timer.locator("[data-total]").inner_text() == "This line needs its minutes first: Talk"
    timer.locator("[data-start]").click()
    assert not timer.locator("dialog").is_visible()


# ---- The dates of a contact ----

RULES = {"back": 2, "reminder": 3, "after": 2, "oneCall": 5}
DAYS = [  # met, meeting, and the days of the steps: those of the sheet first
    ("2027-01-09", "2027-01-21", {"back": "2027-01-11", "reminder": "2027-01-18", "text": "2027-01-21", "after": "2027-01-23"}),
    ("2027-01-18", "2027-01-21", {"one": "2027-01-20", "text": "2027-01-21", "after": "2027-01-23"}),
    ("2027-01-16", "2027-01-21", {"one": "2027-01-18", "text": "2027-01-21", "after": "2027-01-23"}),
    ("2027-01-15", "2027-01-21", {"back": "2027-01-17", "reminder": "2027-01-18", "text": "2027-01-21", "after": "2027-01-23"}),
    ("2027-01-20", "2027-01-21", {"one": "2027-01-20", "text": "2027-01-21", "after": "2027-01-23"}),
    ("2027-01-21", "2027-01-21", {"one": "2027-01-21", "text": "2027-01-21", "after": "2027-01-23"}),
    ("2028-02-27", "2028-03-30", {"back": "2028-02-29", "reminder": "2028-03-27", "text": "2028-03-30", "after": "2028-04-01"}),
]  # fmt: skip


@pytest.mark.parametrize(("met", "meeting", "expected"), DAYS)
def test_contact_days(open_sheet, met, meeting, expected):
    """Call back within two days and before the meeting, remind three days before, text on the day, call within two days."""
    page = open_sheet("tool-contact-dates")
    page.get_by_label("Day you met").fill(met)
    page.get_by_label("Day of the meeting").fill(meeting)
    assert page.locator("[data-dates] time").evaluate_all("times => times.map((time) => time.dateTime)") == list(expected.values())
    found = page.evaluate("async (given) => (await import('/assets/contact-days.js')).contactDays(...given)", [met, meeting, RULES])
    assert {step["step"]: step["day"] for step in found} == expected


@pytest.mark.parametrize("name", ["", "Ana", "Ñandú; o, \\ Å" * 9, "القاهرة" * 20, "北京市" * 30, "🌍" * 30])
def test_calendar_file(open_sheet, tmp_path, name):
    """The file holds the days as whole days, with any name, in lines of at most 75 bytes."""
    page = open_sheet("tool-contact-dates")
    button = page.get_by_role("button", name="Download the calendar file")
    assert button.is_disabled()
    page.get_by_label("Day you met").fill("2027-01-09")
    page.get_by_label("Day of the meeting").fill("2027-01-21")
    page.get_by_label("First name").fill(name)
    with page.expect_download() as waiting:
        button.click()
    waiting.value.save_as(tmp_path / "dates.ics")
    raw = (tmp_path / "dates.ics").read_bytes()
    assert waiting.value.suggested_filename == "contact-dates.ics"
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    events = Calendar.from_ical(raw).walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [date(2027, 1, day) for day in (11, 18, 21, 23)]
    assert str(events[0]["SUMMARY"]) == (f"Call back by: {name}" if name else "Call back by")
    assert len({str(event["UID"]) for event in events}) == 4


def test_impossible_days_are_refused(open_sheet):
    """A meeting before the first talk gives a sentence and no file."""
    page = open_sheet("tool-contact-dates")
    page.get_by_label("Day you met").fill("2027-01-21")
    page.get_by_label("Day of the meeting").fill("2027-01-09")
    assert "The meeting is before the day you met" in page.get_by_role("status").inner_text()
    assert page.get_by_role("button", name="Download the calendar file").is_disabled()


# ---- The campaign chart ----


def test_chart_has_the_boxes_of_the_sheet(open_sheet, tmp_path):
    """Names and questions are the table's; what is typed can be taken along as text."""
    page = open_sheet("tool-campaign-chart")
    names = page.locator(".campaign__box label").all_inner_texts()
    assert names == page.locator("article > .scroll table").nth(1).locator("tbody td:first-child").all_inner_texts()
    page.get_by_label("Slogan").fill("Nobody out this winter")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download it as text").click()
    waiting.value.save_as(tmp_path / "chart.txt")
    assert "Slogan\nNobody out this winter\n" in (tmp_path / "chart.txt").read_text("utf-8")


def test_chart_prints_on_one_page(open_sheet, tmp_path):
    """Its button prints the chart alone, filled in, on one page across."""
    page = open_sheet("tool-campaign-chart")
    for field in page.locator(".campaign textarea").all():
        field.fill("Nine people, four of them tenants; a church room; one person trained in housing law")
    page.evaluate("window.print = () => document.body.setAttribute('data-asked', document.documentElement.className)")
    page.get_by_role("button", name="Print the chart").click()
    assert page.locator("body").get_attribute("data-asked") == "print-one"
    raw = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", raw)) == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("html").get_attribute("class") == ""


# ---- What holds for all ----


@pytest.mark.parametrize("tool", SHEETS)
def test_sheet_is_whole_without_javascript(open_sheet, tool):
    """Without scripts the sheet is as it was, and one sentence says why there is no more."""
    page = open_sheet(tool, java_script_enabled=False)
    assert page.locator(f"#{tool}").inner_text() == "This part needs JavaScript. The sheet on this page does the same on paper."
    assert page.locator("article table").first.is_visible()
    assert page.locator("input:visible, select:visible, textarea:visible").count() == 0


@pytest.mark.parametrize("tool", SHEETS)
def test_paper_gets_what_was_filled_in(open_sheet, tool):
    """An unused tool leaves the printed sheet alone; a used one prints."""
    page = open_sheet(tool)
    page.emulate_media(media="print")
    assert not page.locator(f"#{tool}").is_visible()
    page.emulate_media(media="screen")
    page.locator(":is(.worksheet, .worksheet-cell, .worksheet-tick) :is(input, select, textarea)").first.dispatch_event("input")
    page.emulate_media(media="print")
    assert page.locator(f"#{tool}").is_visible()
    assert not page.get_by_text("Nothing that you type here is sent or stored").is_visible()


def test_typed_text_prints_whole(open_sheet):
    """A field that scrolls on screen has all its text on paper."""
    page = open_sheet("tool-health-check")
    field = page.locator(".worksheet-cell textarea").first
    field.fill("A long remark. " * 40)
    page.emulate_media(media="print")
    assert not field.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.worksheet-cell[data-typed^=A]'), '::after').content").count("remark") == 40


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("tool", SHEETS)
def test_tools_fit_a_phone_and_name_their_fields(open_sheet, tool, language):
    """In every language, wide and narrow, light and dark: no sideways scrolling, and nothing the checker objects to."""
    from axe_playwright_python.sync_playwright import Axe

    for viewport, scheme in ((WIDE, "light"), (NARROW, "dark")):
        page = open_sheet(tool, language, viewport=viewport, color_scheme=scheme)
        page.locator(f"#{tool} [data-works]").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_all_tools_have_a_sheet():
    """A new tool comes with the sheet on which it is tried."""
    assert set(SHEETS) == set(TOOLS)
