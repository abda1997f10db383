"""Small parts of the publisher, each by itself."""

import time
from datetime import date

import pytest
from publisher.languages import Language
from publisher.maps.worldmap import HEIGHT, WIDTH, land, project
from publisher.pages.placeholders import fill, fill_blocks
from publisher.sidebyside import SideBySide
from publisher.web.headers import headers, script_hashes
from publisher.web.redirects import redirects

EN, AR, EL, ZH, FR = (Language(locale, locale, locale == "en") for locale in ("en", "ar", "el", "zh", "fr"))


def test_tag_names_the_script_where_a_language_has_several():
    """Chinese pages say which Chinese; others need no script."""
    assert [language.tag for language in (EN, AR, EL, ZH, FR)] == ["en", "ar", "el", "zh-Hans", "fr"]


def test_direction_comes_from_cldr():
    assert [language.direction for language in (EN, AR)] == ["ltr", "rtl"]


@pytest.mark.parametrize(
    ("language", "number", "percent", "day", "months"),
    [
        (EN, "3,500", "30%", "12 June 2014", "9 months"),
        (FR, "3\u202f500", "30\xa0%", "12 juin 2014", "9\xa0mois"),
        (Language("es", "es"), "3500", "30\xa0%", "12 de junio de 2014", "9 meses"),
        (EL, "3.500", "30%", "12 Ιουνίου 2014", "9 μήνες"),
        (ZH, "3,500", "30%", "2014年6月12日", "9个月"),
    ],
)
def test_numbers_and_dates(language, number, percent, day, months):
    """Numbers, shares, dates and lengths of time are written as each language writes them."""
    found = language.number(3500), language.percent(0.3), language.date(date(2014, 6, 12)), language.months(9)
    assert found == (number, percent, day, months)


def test_policy_allows_only_the_pages_own_scripts():
    """The hash is of the script's exact text; JSON in a page is not run and needs none."""
    page = b'<script>alert(1)</script><script type="application/json">{}</script><script src="a.js"></script>'
    expected = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
    assert script_hashes(page) == {expected}
    text = headers([page, page], [EN, EL])
    assert text.count(expected) == 1
    assert "unsafe-inline" not in text
    assert "/el/data/*\n  Cross-Origin-Resource-Policy: cross-origin\n  Access-Control-Allow-Origin: *\n" in text


def test_redirects_never_go_by_language():
    """Unknown addresses get the 404 page of their language; nobody is sent elsewhere."""
    assert redirects([EN, EL]) == "/el/* /el/404.html 404\n/* /404.html 404\n"


def test_placeholders():
    """Values stand in sentences; blocks wait as comments until Markdown has been rendered."""
    body = fill("A council has {{ council.max }}.\n\n{{ glossary }}\n", {"council.max": "50"})
    assert body == "A council has 50.\n\n<!--block:glossary-->\n"
    assert fill_blocks("<p>a</p><!--block:glossary-->", lambda name: f"<dl>{name}</dl>") == "<p>a</p><dl>glossary</dl>"


def test_map_keeps_everyone_inside():
    """Chapters from Auckland to Tromsø fall inside the drawing, and each on its own half."""
    for longitude, latitude in ((174.8, -36.9), (19, 69.6), (-68.3, -54.8), (-157.9, 21.3), (179.9, 0)):
        x, y = project(longitude, latitude)
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
        assert (x > WIDTH / 2) == (longitude > 0)


def test_land_is_not_smeared():
    """No step of the coast line crosses half of the map, which is what a ring over 180° would do."""
    for ring in land().split("z")[:-1]:
        start, steps = ring[1:].split("l")
        assert all(abs(float(step.split(",")[0])) < WIDTH / 2 for step in steps.split())
        assert 0 <= float(start.split(",")[0]) <= WIDTH


def test_tasks_run_side_by_side_and_failures_are_named(tmp_path):
    """Every task runs once in a process of its own; a task that fails is named and stops no other."""

    def touch(name):
        (tmp_path / name).touch()
        time.sleep(0.01)

    def fail():
        raise SystemExit("on purpose")

    tasks = {name: lambda name=name: touch(name) for name in "abcde"} | {"bad": fail}
    done = []
    runner = SideBySide(tasks, workers=2)
    runner.start()
    assert runner.join(done.append) == ["bad"]
    assert sorted(done) == sorted(tasks)
    assert sorted(path.name for path in tmp_path.iterdir()) == list("abcde")


def test_one_more_task_goes_before_those_that_wait(tmp_path):
    """`finish` runs a task ahead of the others and says whether it succeeded; the others still run."""

    def touch(name):
        (tmp_path / name).write_text(str(len(list(tmp_path.iterdir()))))
        time.sleep(0.01)

    def fail():
        raise SystemExit("on purpose")

    runner = SideBySide({name: lambda name=name: touch(name) for name in "abcdef"}, workers=1)
    runner.start()
    assert runner.finish("first", lambda: touch("first"))
    assert int((tmp_path / "first").read_text()) <= 1
    assert not runner.finish("bad", fail)
    assert runner.join() == ["bad"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [*"abcdef", "first"]
