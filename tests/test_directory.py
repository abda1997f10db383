"""The directory: pages made from data, in every language, at any size."""

import json
import shutil

import conftest
import markup
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from publisher.data.groups import Chapter, Place
from publisher.languages import Language
from publisher.maps.geography import clusters, distance, neighbours
from publisher.pages.stencil import MARKS, Imprint, Stencil


def digest(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*.html")) if path.is_file()}


def test_stamped_pages_are_the_pages_that_mkdocs_makes(project):
    """Stamping is only faster: every page of chapters, countries and federations has the very bytes that MkDocs gives."""
    stamped = digest(conftest.build(project))
    settings = yaml.safe_load((project / "mkdocs.yml").read_text())
    unstamped = str(conftest.HERE / "unstamped.py")
    settings["hooks"] = [unstamped if hook.endswith("directory.py") else hook for hook in settings["hooks"]]
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True))
    rendered = digest(conftest.build(project))
    assert len([path for path in stamped if "chapters" in path.parts]) == 3 * 4
    assert rendered == stamped


imprints = st.builds(Imprint, *[st.text()] * 5)


@given(st.lists(st.sampled_from([*vars(MARKS).values(), "text ", "stencil", "<p>"])), imprints)
def test_stencil_stamps_every_mark(parts, imprint):
    """Every mark gives way to its value, wherever and however often it stands; nothing else changes."""
    values = {mark: vars(imprint)[name] for name, mark in vars(MARKS).items()}
    assert Stencil("".join(parts)).stamp(imprint) == "".join(values.get(part, part) for part in parts)


def test_new_chapter_appears_everywhere(project):
    """One new file is on the map, in the directory, on its country's page, in the filter, in every language."""
    shutil.copy(project / "data/chapters/lima.yml", project / "data/chapters/cusco.yml")
    text = (project / "data/chapters/cusco.yml").read_text()
    text = text.replace("name: Lima", "name: Cusco").replace("city: Lima", "city: Cusco").replace("-12.05", "-13.52").replace("-77.04", "-71.97")
    (project / "data/chapters/cusco.yml").write_text(text)
    site = conftest.build(project)
    for folder in ("", "ar/", "el/"):
        assert (site / folder / "chapters/cusco/index.html").exists()
        assert "../../chapters/cusco/" in markup.read(site / folder / "countries/pe/index.html").references
        directory = markup.read(site / folder / "chapters/index.html")
        assert any(reference.endswith("cusco/") for reference in directory.references)
        assert "Cusco" in {row["name"] for row in json.loads((site / folder / "chapters/index.json").read_bytes())}


def test_chapter_page_tells_its_state(site):
    """Next meetings, the functional test, roles and freshness are on the page, computed from the file."""
    text = markup.read(site / "chapters/lima/index.html").one("article").text
    assert "Tuesday, 1 December 2026, 18:30" in text
    assert "meets what a functional chapter needs" in text
    assert "facilitator" in text
    assert "Confirmed: 1 November 2026" in " ".join(text.split())
    record = markup.read(site / "chapters/tromso/index.html").one("article").text
    assert "Unconfirmed" in record
    assert "does not say enough" in record


def test_directory_without_javascript(site):
    """Without scripts, the directory has every chapter and every country as links."""
    page = markup.read(site / "el/chapters/index.html")
    assert {"lima/", "tromso/", "angle-brackets/"} <= {*page.references}
    assert "../countries/pe/" in page.references
    assert [e.text for e in page.all("a") if e.attributes.get("href", "").startswith("../countries/")][:3] == ["Ελλάδα", "Νορβηγία", "Περού"]


def test_own_pages_and_news(project):
    """A chapter's own pages stand under its page in the language they were written in; dated ones are news."""
    own = project / "docs/chapters/lima"
    own.mkdir(parents=True)
    (own / "minutes.md").write_text("---\ndescription: Acta.\nlanguage: el\ndate: 2026-11-03\n---\n\n# Πρακτικά\n\nΉμασταν δώδεκα.\n")
    (project / "docs/news").mkdir()
    (project / "docs/news/2026-11-10-a-day.md").write_text("---\ndescription: A day.\n---\n\n# A day\n\nText.\n")
    site = conftest.build(project)
    assert "Πρακτικά" in markup.read(site / "chapters/lima/index.html").one("article").text
    english = markup.read(site / "chapters/lima/minutes/index.html")
    assert english.one("link", rel="canonical").attributes["href"] == "https://iops.example/el/chapters/lima/minutes/"
    assert any(e.attributes.get("lang") == "el" and "Ήμασταν δώδεκα" in e.text for e in english.elements)
    assert "Πρακτικά" in markup.read(site / "countries/pe/index.html").one("article").text


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("docs/chapters/limo/x.md", "docs/chapters/limo/x.md: there is no chapter 'limo'; did you mean 'lima'?"),
        ("docs/chapters/lima/index.md", "docs/chapters/lima/index.md: this page is made from data/chapters/lima.yml; give yours another name"),
        ("docs/news/party.md", "docs/news/party.md: the name of a news page begins with its day, such as 2026-11-21-first-meeting.md; rename it"),
    ],
)
def test_misplaced_pages(project, path, problem):
    """Pages that nobody would find are refused with the remedy."""
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text("---\ndescription: d\n---\n\n# X\n")
    done = conftest.run("publisher.cli", "check", cwd=project)
    assert problem in done.stderr.splitlines()


def test_federation(project):
    """A federation has a page with its chapters, and each chapter says what it belongs to."""
    folder = project / "data/federations"
    folder.mkdir()
    (folder / "andes.yml").write_text("name: Andean chapters\nlevel: region\nverified: 2026-11-01\n")
    with (project / "data/chapters/lima.yml").open("a") as file:
        file.write("part_of: andes\n")
    site = conftest.build(project)
    assert "../../chapters/lima/" in markup.read(site / "federations/andes/index.html").references
    assert "../../federations/andes/" in markup.read(site / "el/chapters/lima/index.html").references


def chapter(slug, latitude, longitude, state="active"):
    place = Place(city=slug, country="PE", latitude=latitude, longitude=longitude)
    return Chapter(slug=slug, name=slug, kind="chapter", state=state, place=place, verified="2026-01-01")


def test_neighbours():
    """The nearest come first, also over the date line; closed and far ones are none."""
    found = neighbours([chapter("fiji", -17.7, 179.9), chapter("taveuni", -16.8, -179.9), chapter("far", 40, 0), chapter("closed", -17.8, 179.8, "closed")])
    assert [n.chapter.slug for n in found["fiji"]] == ["taveuni"]
    assert found["fiji"][0].kilometres == pytest.approx(102, abs=3)
    assert found["far"] == ()


points = st.lists(st.tuples(st.floats(-85, 85), st.floats(-180, 180)), max_size=40)


@given(points)
def test_clusters_hold_each_chapter_once(places):
    """Every located chapter is in one cluster, and no two clusters overlap on the map."""
    chapters = [chapter(f"c{n}", latitude, longitude) for n, (latitude, longitude) in enumerate(places)]
    found = clusters(chapters)
    assert sorted(c.slug for cluster in found for c in cluster.chapters) == sorted(c.slug for c in chapters)
    assert all(abs(a.x - b.x) + abs(a.y - b.y) >= 12 for a in found for b in found if a is not b)


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180))
def test_distance_is_a_distance(a, b, c, d):
    """The same both ways, never more than half around the globe."""
    one, other = chapter("a", a, b), chapter("b", c, d)
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert 0 <= distance(one, other) <= 20016


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        ("nb", ["Angola", "Zürich", "Ærø", "Østerrike", "Åland"]),
        ("es", ["Nunoa", "Ñuñoa", "Oaxaca"]),
        ("fr", ["Écosse", "Égypte", "Espagne", "Éthiopie"]),
        ("el", ["Άγκυρα", "Αθήνα", "Βερολίνο", "Ελλάδα"]),
        ("zh", ["埃及", "巴西", "法国", "秘鲁", "挪威", "希腊", "中国"]),
    ],
)
def test_order_of_names(locale, names):
    """Names stand in the order that readers of the language look for them."""
    key = Language(locale, locale).sort_key
    assert sorted(reversed(names), key=key) == names
