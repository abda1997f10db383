"""The calculator and the tour's form in a real browser."""

import browsing
import pytest
from publisher.data.reading import read_document
from publisher.data.records import Tour

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def open_page(browser, real_site):
    with browsing.serving(real_site) as address:

        def open(path, **options):
            page = browser.new_context(**options).new_page()
            page.goto(address + path)
            return page

        yield open


def test_calculator_does_both_sums(open_page):
    """58 messages reach about 3–6 people, five people need 50–100; shares in the wrong order are refused."""
    page = open_page("where-next/")
    page.locator("#reach-messages").fill("58")
    assert page.locator("output[name=answers]").inner_text() == "3–6"
    assert page.locator("output[name=needed]").inner_text() == "50–100"
    page.locator("#reach-low").fill("50")
    assert page.locator("output[name=answers]").inner_text() == page.locator("[data-reach]").get_attribute("data-none")


def test_form_writes_a_tour(open_page):
    """What the form writes is a tour that the project reads; a known city brings its place, and the budget adds up."""
    page = open_page("tour/")
    filled = {
        "title": 'Tour: "spring"', "aim": "A chapter in each", "source": "Minutes", "wage": "12.75", "fuel": "120.5",
        "city-0": "Chicago", "city-1": "Detroit", "date-1": "2027-06-12",
    }
    for name, value in filled.items():
        page.locator(f"#tour-{name}").fill(value)
    page.locator("[data-add]").click()
    for name, value in {"city": "Oslo", "country": "NO", "latitude": "59.91", "longitude": "10.75"}.items():
        page.locator(f"#tour-{name}-2").fill(value)
    assert "$612.00" in page.locator("output[name=work]").inner_text()  # 2 × 8 × 3 × 12.75
    assert "$732.50" in page.locator("output[name=all]").inner_text()
    tour, _, problems = read_document(page.locator("#tour-file").input_value().encode(), "data/tour.yml", Tour)
    assert problems == []
    assert (tour.title, tour.start.latitude, tour.stops[1].country) == ('Tour: "spring"', 41.88, "NO")


def test_pages_say_all_without_scripts(open_page):
    """Without JavaScript the worked values stand in tables, and the file itself is the form."""
    page = open_page("where-next/", java_script_enabled=False)
    assert page.locator(".reach table").first.is_visible() and not page.locator("[data-reach]").is_visible()
    page = open_page("tour/", java_script_enabled=False)
    assert page.locator("a[href$='data/tour.yml'] >> nth=-1").is_visible() and not page.locator("[data-tour]").is_visible()
