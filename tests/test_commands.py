"""The commands as people run them: they say what is wrong, and never lose what is published."""

import conftest
import pytest

BAD_CHAPTER = "name: Quito\nkind: chaptr\nplace: {country: ZZ}\n"


def digest(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def command(project, *words):
    return conftest.run("publisher.cli", *words, cwd=project)


def test_check_is_clean(project):
    """A project without problems says how many files were looked at."""
    done = command(project, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("files checked, no problems.\n")


def test_all_problems_at_once(project):
    """Problems of data, pages and translations come together, each with file, line and remedy, and no traceback."""
    (project / "data/chapters/quito.yml").write_text(BAD_CHAPTER)
    (project / "docs/mission.md").write_text("# No front matter\n")
    (project / "docs/structure.md").write_text("---\ndescription: d\n---\n\n# S\n\n{{ council-figure }}\n")
    (project / "translations/el/docs/join.md").write_text("---\ndescription: d\nstate: ready\n---\n\n# J\n")
    (project / "translations/el/ui.po").write_text('msgid "a\n')
    done = command(project, "check")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for start in (
        "data/chapters/quito.yml:2: ",
        "docs/mission.md:1: must begin with front matter",
        "docs/structure.md:7: nothing fills the placeholder {{ council-figure }}; did you mean 'councils-figure'?",
        "translations/el/docs/join.md:3: ",
        "translations/el/ui.po:",
    ):
        assert any(line.startswith(start) for line in done.stderr.splitlines()), (start, done.stderr)


@pytest.mark.parametrize("text", ["", "- a list", "site_name: [", "{" * 3000, "site_name: x\nplugins: []\n"])
def test_broken_settings(project, text):
    """A mkdocs.yml that cannot be used is a problem like any other."""
    (project / "mkdocs.yml").write_text(text)
    done = command(project, "check")
    assert done.returncode == 1
    assert done.stderr.startswith("mkdocs.yml: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("tool", [("publisher.cli", "build"), ("mkdocs", "build")])
def test_bad_file_leaves_the_site_alone(project, tool):
    """A build that finds a problem says it and touches nothing that is published."""
    conftest.build(project)
    before = digest(project / "site")
    (project / "data/chapters/quito.yml").write_text(BAD_CHAPTER)
    done = conftest.run(*tool, cwd=project)
    assert done.returncode != 0
    assert "data/chapters/quito.yml:2: " in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert digest(project / "site") == before


def test_broken_link_leaves_the_site_alone(project):
    """A fault that only shows while pages are made stops the build too, in whatever language it is."""
    conftest.build(project)
    before = digest(project / "site")
    page = project / "translations/ar/docs/mission.md"
    page.write_text(page.read_text().replace("glossary.md", "nowhere.md"))
    done = command(project, "build")
    assert done.returncode != 0
    assert "nowhere.md" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert digest(project / "site") == before


def test_built_twice_same_bytes(project):
    """The same input gives the same site, byte for byte, whichever language was ready first."""
    assert digest(conftest.build(project, into="one")) == digest(conftest.build(project, into="two"))


def test_plain_mkdocs_builds_the_same(project):
    """`mkdocs build`, for people without make, makes the very same site."""
    site = conftest.build(project)
    done = conftest.run("mkdocs", "build", "--strict", "--site-dir", "plain", cwd=project)
    assert done.returncode == 0, done.stderr
    assert digest(project / "plain") == digest(site)


def test_one_language(project):
    """PUBLISHER_LOCALE builds just that language, at its usual address."""
    site = conftest.build(project)
    done = conftest.run("mkdocs", "build", "--strict", "--site-dir", "one", cwd=project, PUBLISHER_LOCALE="el")
    assert done.returncode == 0, done.stderr
    assert (project / "one/el/mission/index.html").read_bytes() == (site / "el/mission/index.html").read_bytes()
    assert not (project / "one/mission").exists()


def test_unknown_language(project):
    """A language that the site does not have is refused with the ones it has."""
    done = conftest.run("mkdocs", "build", cwd=project, PUBLISHER_LOCALE="xx")
    assert done.returncode != 0
    assert "There is no language 'xx'; choose one of en, ar, el." in done.stdout + done.stderr


def test_stamp_marks_a_drifted_page_only_when_named(project):
    """`publisher stamp` leaves drifted translations alone until somebody names them."""
    page = project / "translations/el/docs/history.md"
    assert command(project, "stamp").stdout == "0 translations stamped.\n"
    assert 'source: "000000000000"' in page.read_text() or "source: '000000000000'" in page.read_text()
    done = command(project, "stamp", "translations/el/docs/history.md")
    assert done.stdout == "1 translations stamped.\n"
    assert "000000000000" not in page.read_text()


def test_status_counts_pages(project):
    """`publisher status` shows how far each language is."""
    done = command(project, "status")
    assert done.returncode == 0
    assert "Ελληνικά" in done.stdout


def test_an_eleventh_language(tmp_path):
    """A further language is one entry in mkdocs.yml and one folder; here Norwegian joins the sample."""
    project = conftest.lay_out(tmp_path / "project", locales=("en", "ar", "el", "nb"))
    page = project / "translations/nb/docs/mission.md"
    page.parent.mkdir(parents=True)
    page.write_text("---\ndescription: Hva prøven er til.\nstate: draft\n---\n\n# Oppdrag\n\n## Hvorfor foreløpig\n\n## Hvem bestemmer\n")
    assert command(project, "stamp").returncode == 0
    site = conftest.build(project)
    assert "Oppdrag" in (site / "nb/mission/index.html").read_text()
    assert (site / "nb/404.html").exists()
