"""What only a browser knows: the language switch, right-to-left, the keyboard, the search, accessibility, the policy."""

import gzip
from urllib.parse import urlsplit

import browsing
import pytest

pytestmark = pytest.mark.browser
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def address(real_site):
    with browsing.serving(real_site) as address:
        yield address


@pytest.fixture
def open_page(browser, address):
    """Opens a page of the real site. A fault in a script, a blocked or foreign request fails the test."""
    faults, contexts = [], []

    def open(path="", **options):
        context = browser.new_context(**{"viewport": WIDE, "locale": "en-GB"} | options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{path}: {error}"))
        page.on("console", lambda said: faults.append(f"{path}: {said.text}") if said.type == "error" and "404" not in said.text else None)
        page.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else faults.append(f"{path} asks {asked.url}"))
        page.goto(address + path)
        return page

    yield open
    for context in contexts:
        context.close()
    assert faults == []


def place(page):
    return urlsplit(page.url).path


def test_language_switch_stays_on_the_page(open_page):
    """From a page in English to the same page in Greek and back, through the menu of languages."""
    page = open_page("vision/economy/")
    page.locator(".languages summary").click()
    page.locator(".languages a[lang=el]").click()
    page.wait_for_url("**/el/vision/economy/")
    assert page.locator("html").get_attribute("lang") == "el"
    page.locator(".languages summary").click()
    page.locator(".languages a[lang=en]").click()
    page.wait_for_url("**/vision/economy/")
    assert place(page) == "/vision/economy/"


def test_section_link_works_in_every_language(open_page):
    """A link to a section leads to that section in a translation too."""
    page = open_page("ar/mission/#why-interim", viewport=NARROW)
    assert page.locator("#why-interim").evaluate("e => e.tagName") == "H2"
    for _ in range(50):  # the browser scrolls once styles and fonts are there; the policy forbids to wait inside the page
        if abs(page.locator("#why-interim").bounding_box()["y"]) < NARROW["height"] / 3:
            break
        page.wait_for_timeout(100)
    assert abs(page.locator("#why-interim").bounding_box()["y"]) < NARROW["height"] / 3


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_right_to_left(open_page, viewport):
    """In Arabic the brand stands on the right, text begins there, and nothing sticks out of the window."""
    page = open_page("ar/mission/", viewport=viewport)
    brand = page.locator(".brand").first.bounding_box()
    assert brand["x"] + brand["width"] > viewport["width"] * 0.7
    assert page.locator("article p").first.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["", "el/", "zh/chapters/", "ar/toolkit/start/health-check/", "de/add-a-chapter/", "faq/", "glossary/", "markers/", "toolkit/give-away/print-room/"])
def test_no_sideways_scrolling(open_page, path):
    """On the narrowest phones no page scrolls sideways."""
    page = open_page(path, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_keyboard(open_page):
    """The first Tab is the link to the text; the phone's menu opens by key, closes on Escape and gives the focus back."""
    page = open_page("mission/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main') !== null || location.hash !== ''")
    page = open_page("mission/", viewport=NARROW)
    button = page.locator("[data-menu]")
    assert not page.locator("#menu a").first.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert page.locator("#menu a").first.is_visible()
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate("e => e === document.activeElement")


@pytest.mark.parametrize(
    ("folder", "words"),
    [("", "self-management"), ("el/", "αυτοδιαχειριση"), ("zh/", "自我管理"), ("ar/", "التضامن"), ("fr/", "education"), ("es/", "autogestion"), ("nb/", "lokallag")],
)
def test_search_finds_in_each_language(open_page, folder, words):
    """The search answers in the page's own language, without accents too; Escape gives the focus back."""
    page = open_page(f"{folder}mission/")
    page.locator("body").press("Control+k")
    page.locator(".search__query").fill(words)
    first = page.locator(".search__results a").first
    first.wait_for(timeout=10_000)
    assert urlsplit(first.evaluate("e => e.href")).path.startswith(f"/{folder}")
    assert page.locator(".search__status").inner_text()
    page.keyboard.press("ArrowDown")
    assert first.evaluate("e => e === document.activeElement")
    page.keyboard.press("Escape")
    assert not page.locator("dialog.search").is_visible()


def test_reader_is_told_of_her_language_and_not_sent_there(open_page):
    """A Spanish browser stays on the English page and is offered the Spanish one, in Spanish."""
    page = open_page("mission/", locale="es-MX")
    assert place(page) == "/mission/"
    offer = page.locator("[data-suggestion]")
    assert offer.is_visible()
    assert offer.get_attribute("lang") == "es"
    offer.locator("a").click()
    page.wait_for_url("**/es/mission/")


def test_colours_are_remembered_without_cookies(open_page):
    """The reader's choice of colours stays on the next page; no cookie is set."""
    page = open_page("mission/")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("[data-scheme-switch]").click()
    chosen = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert chosen != before
    page.goto(page.url.replace("mission", "structure"))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == chosen
    assert page.context.cookies() == []


def test_directory_filter(open_page):
    """The filter narrows the directory by country as one types, and its choice can be shared as an address."""
    page = open_page("el/chapters/")
    page.locator("[name=country]").select_option("NO")
    found = page.locator("[data-found] .card a")
    found.first.wait_for()
    assert found.count() == 1
    assert urlsplit(found.first.evaluate("e => e.href")).path == "/el/chapters/norway-counterpower/"
    assert page.url.endswith("?country=NO")


def test_unknown_address(open_page):
    """An address that does not exist gets the page of its language, with styles and links that work."""
    page = open_page("el/vision/no/such/page/")
    assert page.locator("html").get_attribute("lang") == "el"
    assert page.locator("h1").evaluate("e => getComputedStyle(e).fontFamily") != ""
    page.locator("main a").first.click()
    assert place(page).startswith("/el/")


def test_without_javascript(open_page):
    """Everything can be read and reached without scripts."""
    page = open_page("el/chapters/", java_script_enabled=False)
    assert page.locator("#menu a, .menu a").first.is_visible()
    assert page.locator(".languages summary").is_visible()
    assert page.locator("article .card a").first.is_visible()


AXE = [f"{language}{path}" for language in ("", "ar/", "zh/", "el/") for path in ("", "chapters/new-york-city/", "toolkit/start/functional-chapter/", "glossary/")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*AXE, "chapters/", "markers/", "add-a-chapter/", "vision/economy/", "ar/add-a-chapter/", "toolkit/give-away/print-room/", "ar/toolkit/give-away/print-room/"])
def test_axe_finds_nothing(open_page, path, scheme):
    """The accessibility checker finds nothing, in light and dark colours, on a wide window and a phone."""
    from axe_playwright_python.sync_playwright import Axe

    for viewport in (WIDE, NARROW):
        page = open_page(path, viewport=viewport, color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_first_load_is_light(real_site, browser, address):
    """The home page and all that it loads fit into 75 KB, compressed."""
    context = browser.new_context(viewport=NARROW)
    page, sizes = context.new_page(), {}
    page.on("response", lambda answer: sizes.__setitem__(answer.url, len(gzip.compress(answer.body(), 9))))
    page.goto(address, wait_until="networkidle")
    context.close()
    assert sum(sizes.values()) <= 75_000, sizes
