"""A pull request answers itself: what the report says, and that nobody can abuse it."""

import difflib
import json
import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import conftest
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.cli import main
from publisher.data.continents import CONTINENTS
from publisher.data.counting import counted
from publisher.data.known import countries
from publisher.data.groups import Chapter
from publisher.data.problems import Problem
from publisher.forge.annotations import annotations
from publisher.forge.nudges import confirmed, nudges
from publisher.forge.report import compare
from publisher.forge.sentences import Link, Strong, as_markdown, as_text, say
from publisher.forge.telling import FIELDS, MARKER, Teller
from publisher.site import read_site

EXPECTED = conftest.HERE / "expected/report"
TODAY = date(2026, 11, 21)
QUITO = """\
name: Quito
kind: chapter
state: active
place: {city: Quito, country: EC, latitude: -0.18, longitude: -78.47}
languages: [es]
members: {count: 6, as_of: 2026-10}
meeting:
  rule: FREQ=MONTHLY;BYDAY=1TU
  starts: 2026-06-02
  time: "18:30"
  zone: America/Guayaquil
agreements: true
roles: {names: [facilitator]}
contacts: [{role: newcomers, email: hello@quito.example}]
verified: 2026-11-01
"""


@pytest.fixture(scope="session")
def stamped(tmp_path_factory) -> Path:
    """The sample project under git, stamped; only copied."""
    folder = conftest.lay_out(tmp_path_factory.mktemp("report") / "project")
    assert conftest.run("publisher.cli", "stamp", cwd=folder).returncode == 0
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


@pytest.fixture
def repository(stamped, tmp_path) -> Path:
    return Path(shutil.copytree(stamped, tmp_path / "project", symlinks=True))


def git(folder: Path, *words: str) -> str:
    names = ["-c", "user.name=Sample", "-c", "user.email=sample@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=sample")


def change(folder: Path, file: str, *pairs: tuple[str, str]) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text, (file, old)
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def command(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess:
    return conftest.run("publisher.cli", *words, cwd=folder, **environment)


def report(folder: Path, *words: str) -> str:
    done = command(folder, "report", "--base", "main", *words)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def approve(name: str, found: str) -> None:
    """Compares with an approved file; ACCEPT=1 accepts what was found."""
    path = EXPECTED / name
    if os.environ.get("ACCEPT"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, "utf-8")
    known = path.read_text("utf-8") if path.exists() else ""
    diff = "".join(difflib.unified_diff(known.splitlines(True), found.splitlines(True), f"expected/report/{name}", "found"))
    assert not diff, f"{diff}\nIf this is right: ACCEPT=1 .venv/bin/python -m pytest tests/test_report.py"


def sites(folder: Path, **files: str):
    """The project before and after writing chapter files."""
    before, problems = read_site(folder, TODAY)
    for slug, text in files.items():
        (folder / f"data/chapters/{slug}.yml").write_text(text, "utf-8")
    after, more = read_site(folder, TODAY)
    return before, after, problems, more


# What the report says


def test_a_new_chapter(repository):
    """The whole comment for the pull request that people make most, with a preview."""
    (repository / "data/chapters/quito.yml").write_text(QUITO)
    approve("new-chapter.md", report(repository, "--format", "markdown", "--preview", "https://preview.example/"))


def test_a_name_that_paper_cannot_show(repository):
    """Our fonts lack Georgian letters: the report says which name printed sheets have."""
    (repository / "data/chapters/tbilisi-centre.yml").write_text(QUITO.replace("name: Quito", "name: თბილისი"))
    said = "On printed sheets თბილისი is called Tbilisi Centre: our fonts lack some of its letters."
    assert said in report(repository)


def test_many_changes(repository):
    """Chapters, pages, translations, terms and other files, in words, as a comment and for a terminal."""
    (repository / "data/chapters/quito.yml").write_text(QUITO.replace("count: 6", "count: 3").replace("agreements: true\n", ""))
    change(repository, "data/chapters/lima.yml", ("count: 12", "count: 3"), ("zone: America/Lima", "zone: America/Bogota"))
    (repository / "data/chapters/tromso.yml").rename(repository / "data/chapters/tromsoe.yml")
    (repository / "data/chapters/angle-brackets.yml").unlink()
    change(repository, "docs/structure.md", ("# Structure", "# Structure\n\nMore text."))
    change(repository, "docs/mission.md", ("# Mission", "# Our mission"))
    (repository / "docs/faq.md").write_text("---\ndescription: Questions of the sample.\n---\n\n# Questions\n")
    change(repository, "translations/el/docs/index.md", ("state: reviewed", "state: draft"), ("# Ένα δείγμα", "# Το δείγμα"))
    (repository / "translations/ar/docs/mission.md").unlink()
    change(repository, "data/glossary.yml", ("Caring how others fare", "Minding how others fare"))
    (repository / "translations/el/data/glossary.yml").unlink()
    change(repository, "data/councils.yml", ("max: 50", "max: 60"))
    approve("many-changes.md", report(repository, "--format", "markdown"))
    approve("many-changes.txt", report(repository))


def test_a_new_translation(repository):
    """A translated page, a reviewed one, and one that is up to date again."""
    page = "---\ndescription: Πώς συμμετέχει κανείς.\nstate: draft\n---\n\n# Συμμετοχή\n"
    (repository / "translations/el/docs/join.md").write_text(page, "utf-8")
    change(repository, "translations/el/docs/mission.md", ("state: draft", "state: reviewed"))
    change(repository, "translations/el/docs/history.md", ("Ο πρώτος μήνας.\n", "Ο πρώτος μήνας.\n\n## Μάιος 2014 {#may-2014}\n"))
    assert command(repository, "stamp").returncode == 0
    assert command(repository, "stamp", "translations/el/docs/history.md").returncode == 0
    approve("translation.md", report(repository, "--format", "markdown"))


def test_a_broken_chapter(repository):
    """Problems come first, each with its place and remedy."""
    (repository / "data/chapters/quito.yml").write_text(QUITO.replace("kind: chapter", "kind: chaptr").replace("EC", "PE"))
    approve("broken.md", report(repository, "--format", "markdown"))


def test_a_problem_that_was_there_before(repository):
    """Nobody is blamed for what others broke."""
    change(repository, "data/chapters/lima.yml", ("kind: chapter", "kind: chaptr"))
    commit(repository)
    git(repository, "switch", "--quiet", "--create", "mine")
    (repository / "data/chapters/quito.yml").write_text(QUITO.replace("es]", "sp]"))
    approve("inherited.md", report(repository, "--format", "markdown"))


def test_a_state_before_that_cannot_be_read(repository):
    """Mending what was broken is said as such."""
    change(repository, "data/chapters/lima.yml", ("kind: chapter", "kind: chaptr"))
    commit(repository)
    change(repository, "data/chapters/lima.yml", ("kind: chaptr", "kind: chapter"))
    approve("mended.md", report(repository, "--format", "markdown"))


def test_no_change(repository):
    """A change that readers do not see says which files it touches."""
    assert "No chapter, page, translation or glossary term changes." in report(repository)
    (repository / "README.md").write_text("A file that is no page.\n")
    assert report(repository).endswith("Other files\n- README.md\n")


def test_what_others_did_since_is_left_out(repository):
    """The report compares with the point where the work left its base."""
    git(repository, "switch", "--quiet", "--create", "mine")
    (repository / "data/chapters/quito.yml").write_text(QUITO)
    commit(repository)
    git(repository, "switch", "--quiet", "main")
    change(repository, "data/chapters/lima.yml", ("count: 12", "count: 13"))
    commit(repository)
    git(repository, "switch", "--quiet", "mine")
    assert "Quito" in report(repository)
    assert "Lima" not in report(repository)


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "", "a b"])
def test_unknown_revision(repository, revision):
    """A revision that git does not know gets a sentence, not git's message."""
    done = command(repository, "report", f"--base={revision}")
    assert done.returncode == 1
    assert done.stderr == f"Error: git knows no revision '{revision}'; name a branch, a tag or a commit, such as main\n"


def test_no_checkout(tmp_path, monkeypatch):
    """Without git the sentence says where to run it."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    done = conftest.run("publisher.cli", "report", "--base", "main", cwd=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert done.returncode == 1
    assert done.stderr.endswith("is no git checkout; run this where you cloned the project\n")


def test_reading_the_past_changes_nothing(repository):
    """The report leaves the checkout, its branches and its worktrees alone."""
    (repository / "data/chapters/quito.yml").write_text(QUITO)
    before = git(repository, "status", "--porcelain"), git(repository, "worktree", "list"), git(repository, "branch")
    report(repository)
    assert before == (git(repository, "status", "--porcelain"), git(repository, "worktree", "list"), git(repository, "branch"))


def test_every_field_has_words():
    """A field that joins the model gets words here too."""
    assert set(FIELDS) == set(Chapter.model_fields) - {"slug"}


def test_every_country_lies_on_a_continent():
    assert set(CONTINENTS) == set(countries())


@pytest.mark.parametrize(
    ("old", "new", "chapters"),
    [
        ("", "", 2),
        ("verified: 2026-11-01", "verified: 2025-06-01\nfounded: 2020", 2),
        ("verified: 2026-11-01", "verified: 2025-05-01\nfounded: 2020", 1),
        ("state: active", "state: paused", 1),
        ("kind: chapter", "kind: affiliate", 1),
        ("count: 6", "count: 4", 1),
        ("verified: 2026-11-01", "source: Record\nas_of: 2014", 1),
    ],
)
def test_what_counts_for_the_markers(repository, old, new, chapters):
    """Active, functional chapters that were confirmed within 18 months; Lima is one of them."""
    _, site, _, problems = sites(repository, quito=QUITO.replace("meeting:\n", "founded: 2020\nmeeting:\n").replace(old, new.replace("\nfounded: 2020", "")) if old else QUITO)
    assert not problems
    assert counted(site.catalogue, TODAY)["chapters"] == chapters


# Nobody can abuse it

HOSTILE = [
    "@everyone",
    "hi @iops/site",
    "me@example.org",
    "<img src=x onerror=alert(1)>",
    "<!-- publisher:report -->",
    "-->",
    "`code` ```",
    "[click](https://evil.example)",
    "![](https://evil.example/pixel.png)",
    "https://evil.example www.evil.example",
    "https://github.com/someone/else/issues/1",
    "closes #1 GH-1 someone/else#1",
    "**bold** _em_ ~~gone~~ $x$ | a | b |",
    "two\n\n# lines\r\n- [ ] task",
    "{name} {0} %(name)s %",
    "- item",
    "1. item",
    "a7c3f9e1b2 a7c3f9e1b2a7c3f9e1b2a7c3f9e1b2a7c3f9e1b2",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_value_does_nothing(name):
    """A value of any kind stays the text that it is: no mention, reference, link, markup or new line."""
    harmless(as_markdown(say("New: {name}. {link}", name=Strong(name), link=Link(name, "https://iops.example/"))))


@given(st.text(max_size=80))
def test_any_value_does_nothing(name):
    harmless(as_markdown(say("New: {name}.", name=name)))


def harmless(told: str) -> None:
    assert "\n" not in told and "\r" not in told
    without = re.sub(r"\\[!-/:-@\[-`{-~]", "", told).replace("](<https://iops.example/>)", "").replace("&#8203;", "\u200b")
    assert not re.search(r"@[A-Za-z0-9]", told)
    assert not re.search(r"#\d|GH-\d|://|www\.|<|\]\(|`|[0-9a-f]{7}", without)


@pytest.mark.parametrize("url", ["https://x.example/>)[a](b", "https://x.example/a b\nc", "https://x.example/\\"])
def test_an_address_cannot_leave_its_link(url):
    told = as_markdown(Link("x", url))
    assert re.fullmatch(r"\[x\]\(<[^<>\s\\]*>\)", told)


def test_a_hostile_chapter(repository):
    """A name that is full of tricks, in the whole comment."""
    text = QUITO.replace("name: Quito", 'name: "@iops <b>x</b> [a](https://evil.example) #1"')
    (repository / "data/chapters/quito.yml").write_text(text)
    approve("hostile.md", report(repository, "--format", "markdown", "--preview", "https://preview.example/"))


def test_hidden_characters_are_written_out():
    """A terminal shows no control characters and no turned text."""
    assert as_text(say("{name}", name="a\x1b[31mb\u202ec")) == "a\\u001b[31mb\\u202ec"


@pytest.mark.parametrize("preview", ["javascript:alert(1)", "https://x.example/ y", "x"])
def test_a_preview_must_be_an_address(repository, preview):
    done = command(repository, "report", "--base=main", f"--preview={preview}")
    assert (done.returncode, done.stdout) == (1, "")


def test_long_lists_end(repository):
    """A comment stays short, whatever the change."""
    before, after, _, problems = sites(repository, **{f"q{n}": QUITO.replace("name: Quito", f"name: Quito {n}") for n in range(40)})
    assert not problems
    told = Teller(compare(before, after), after).markdown()
    assert told.startswith(MARKER)
    assert "- and 28 more\n" in told
    assert len(told) < 5000


def test_annotations():
    """Each value is escaped as GitHub's own toolkit does it."""
    problems = [Problem("data/a,b:c%.yml", 4, "100% wrong\n::error::x"), Problem("mkdocs.yml", 0, "is missing")]
    assert annotations(problems) == (
        "::error file=data/a%2Cb%3Ac%25.yml,line=4,title=Please mend::100%25 wrong\\u000a::error::x\n"
        "::error file=mkdocs.yml,title=Please mend::is missing\n"
    )


@pytest.mark.parametrize("how", [{"words": ["--format", "github"]}, {"PUBLISHER_FORMAT": "github"}])
def test_check_annotates(repository, how):
    """`make check` annotates in a workflow, beside the usual sentences."""
    (repository / "data/chapters/quito.yml").write_text(QUITO.replace("es]", "sp]"))
    done = command(repository, "check", *how.pop("words", ()), **how)
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=data/chapters/quito.yml,line=5,title=Please mend::")
    assert "data/chapters/quito.yml:5: " in done.stderr


# Freshness


def aged(folder: Path, verified: str) -> None:
    change(folder, "data/chapters/lima.yml", ("verified: 2026-11-01", f"verified: {verified}"), ("2026-05\n", "2020-05\n"))


def test_a_nudge(repository):
    """What an ageing chapter is asked, whole: one click confirms, one opens the file, the line is there to paste."""
    aged(repository, "2026-01-15")
    site, _ = read_site(repository, TODAY)
    (nudge,) = nudges(site)
    approve("nudge.md", f"{nudge.title}\n\n{nudge.body}")


def test_a_nudge_in_the_group_s_language(repository):
    """It follows in a language of the group once all its sentences are translated."""
    aged(repository, "2026-01-15")
    change(repository, "data/chapters/lima.yml", ("languages: [es, qu]", "languages: [el]"))
    source = (conftest.PROJECT / "hooks/publisher/forge/nudges.py").read_text("utf-8")
    sentences = re.findall(r'words\.gettext\("(.+)"\)', source)
    pairs = "".join(f'msgid "{one}"\nmsgstr "ΕΛ {one}"\n\n' for one in sentences)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (repository / "translations/el/ui.po").write_text(head + pairs, "utf-8")
    site, problems = read_site(repository, TODAY)
    assert not problems
    (nudge,) = nudges(site)
    assert nudge.body.count("verified: 2026-11-21") == 2
    assert "ΕΛ The group last confirmed the entry of [Lima](<https://iops.example/el/chapters/lima/>) on 15 Ιανουαρίου 2026." in nudge.body


@pytest.mark.parametrize(
    ("verified", "asked"), [("2026-02-22", []), ("2026-02-21", ["lima"]), ("2025-11-21", ["lima"]), ("2025-01-01", ["lima"])]
)
def test_who_is_asked(repository, verified, asked):
    """From 9 months on; entries of the historical record are nobody's to confirm and come only with --all."""
    aged(repository, verified)
    site, _ = read_site(repository, TODAY)
    assert [nudge.slug for nudge in nudges(site)] == asked
    assert [nudge.slug for nudge in nudges(site, everything=True)] == ["tromso", *asked]
    assert [nudge.record for nudge in nudges(site, everything=True)] == [True, *[False for _ in asked]]


def test_closed_groups_are_left_in_peace(repository):
    aged(repository, "2025-01-01")
    change(repository, "data/chapters/lima.yml", ("state: active", "state: closed"))
    site, _ = read_site(repository, TODAY)
    assert nudges(site) == ()


def test_nudges_as_json(repository):
    """What the workflow reads: the marker stands in the body, so that nobody is asked twice."""
    aged(repository, "2026-01-15")
    (nudge,) = json.loads(command(repository, "nudges", "--format", "json").stdout)
    assert nudge["body"].startswith(nudge["marker"] + "\n")
    assert nudge["marker"] == "<!-- publisher:nudge lima 2026-01-15 -->"
    assert nudge["line"] == "verified: 2026-11-21"
    assert nudge["confirm"] == "https://forge.example/iops/site/issues/new?template=confirm.yml&title=Confirm+lima&chapter=lima"
    assert command(repository, "nudges").stdout.endswith("1 entry to confirm.\n")


def test_confirm(repository):
    """`publisher confirm` changes that one line and refuses names that we do not have."""
    aged(repository, "2026-01-15")
    before = (repository / "data/chapters/lima.yml").read_text("utf-8")
    done = command(repository, "confirm", "lima")
    assert done.stdout == "data/chapters/lima.yml says verified: 2026-11-21. Send it as a pull request.\n"
    assert (repository / "data/chapters/lima.yml").read_text("utf-8") == before.replace("2026-01-15", "2026-11-21")
    for slug in ("limaa", "../lima", "lima.yml", "-x", "$(id)", "lima\n"):
        done = command(repository, "confirm", "--", slug)
        assert done.returncode == 1
        assert done.stderr.startswith("Error: there is no chapter ")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("name: A\nverified: 2020-01-01 # by mail\nwomen: 1\n", "name: A\nverified: 2026-11-21\nwomen: 1\n"),
        ("name: A\n", "name: A\nverified: 2026-11-21\n"),
        ("name: A", "name: A\nverified: 2026-11-21\n"),
        ("about:\n  en: |\n    verified: no\n", "about:\n  en: |\n    verified: no\nverified: 2026-11-21\n"),
    ],
)
def test_confirmed(text, after):
    assert confirmed(text, TODAY) == after
    assert confirmed(after, TODAY) == after


def test_today_is_what_the_test_says(repository):
    """Commands take the day from SOURCE_DATE_EPOCH; otherwise these files would age."""
    assert command(repository, "nudges").stdout == "0 entries to confirm.\n"
    done = command(repository, "nudges", SOURCE_DATE_EPOCH="1817078400")  # 1 August 2027
    assert done.stdout.endswith("\n2 entries to confirm.\n")


def test_commands_are_registered():
    assert {"report", "nudges", "confirm", "check"} <= set(main.commands)
