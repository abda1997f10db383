"""The checks of toolkit sheets, and the report on how hard pages are to read."""

import conftest
import pytest
import yaml
from click.testing import CliRunner
from publisher.cli import main
from publisher.data.models import GlossaryTerm
from publisher.languages import Language
from publisher.pages.checks_toolkit import problems
from publisher.pages.manuscripts import read_overlays
from publisher.pages.overlay import Manuscript
from publisher.pages.readability import plain, readability, unlinked_terms

CASES = yaml.safe_load((conftest.HERE / "cases" / "toolkit" / "checks.yml").read_text("utf-8"))
ENGLISH = (Language("en", "English", True),)


def sheet(name, number, related=(), group=None, matter=None, body=""):
    """A sheet whose body begins on line 13, or later if it has more relations than one."""
    known = {
        "description": "d",
        "number": number,
        "group": group or name.split("/")[0],
        "purpose": "p",
        "when": "w",
        "minutes": 40,
        "people": '"5"',
        "formats": "[handout]",
        **(matter or {}),
    }
    lines = [f"{key}: {value}" for key, value in known.items()]
    lines += ["related:", *(f"  - {other}" for other in related)] if related else ["# nothing", "# is related"]
    return "\n".join(["---", *lines, "---", body])


@pytest.mark.parametrize("case", [pytest.param(case, id=case["case"]) for case in CASES])
def test_case(case, tmp_path):
    """The sheets of a case give its problems: all of them and no others."""
    for name, given in case["sheets"].items():
        file = tmp_path / "toolkit" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(sheet(name, **given), "utf-8")
    overlay, _texts, unreadable = read_overlays(tmp_path, ENGLISH)
    assert unreadable == []
    assert [str(problem) for problem in sorted(problems(overlay))] == case.get("problems", "").splitlines()


def test_real_toolkit_is_clean_and_whole():
    """The toolkit of this repository follows the rules, and has all its sheets."""
    overlay, _, _ = read_overlays(conftest.PROJECT, ENGLISH)
    assert [str(problem) for problem in problems(overlay)] == []
    assert {page.meta.get("number") for page in overlay.originals.values()} >= set(range(1, 43))


def test_problems_reach_the_person_who_checks(project):
    """`publisher check` says what is wrong with the toolkit too."""
    file = project / "toolkit/start/functional-chapter.md"
    file.write_text(file.read_text("utf-8").replace("number: 2", "number: 1"), "utf-8")
    done = CliRunner().invoke(main, ["check", "--root", str(project)])
    assert done.exit_code == 1
    assert "toolkit/start/start-here.md:3: number 1 belongs to start/functional-chapter already" in done.output


TEXT = """# A heading is no sentence

One two three. Four [five six](seven.md) seven {{ functional.people }}!

| Cell one | Cell two is longer |
|---|---|
| a | b |

- [ ] **Is** this a question?

```
code code code code
```
"""


def test_prose_is_cut_into_sentences():
    """Links are read as their text, placeholders as one word; headings, rules and code are left out."""
    found = readability(TEXT, 5)
    assert [(sentence.line, sentence.words) for sentence in found.sentences] == [(7, 3), (7, 5), (9, 2), (9, 4), (11, 1), (11, 1), (13, 4)]
    assert [sentence.text for sentence in found.sentences][1] == "Four five six seven 5!"


def test_level_rises_with_long_words_and_long_sentences():
    """LIX by hand: 4 words in a sentence and half of them long make 54; an empty page has 0."""
    assert readability("Four solidarity words organisation.").level == 4 + 50
    assert readability("").level == 0
    assert readability("| organisation | organisation |").level == 0


def test_worst_sentences_come_longest_first():
    """Only sentences over 25 words are shown."""
    text = f"{'word ' * 25}.\n\n{'word ' * 26}.\n\n{'word ' * 40}."
    assert [(sentence.line, sentence.words) for sentence in readability(text).worst] == [(5, 40), (3, 26)]


def test_terms_are_linked_where_they_are_first_used():
    """A term before its link, or without one, is named with its line; words inside others do not count."""
    terms = [GlossaryTerm(id=term, term=term, definition="d") for term in ("consensus", "stack", "equity")]
    page = Manuscript("toolkit/a.md", {}, "# Consensus\n\nA stacked pile.\n\nConsensus first.\n\n[Stack](../glossary.md#stack), then [consensus](../glossary.md#consensus).", body_line=10)
    assert [(found.term, found.line) for found in unlinked_terms(page, terms)] == [("consensus", 14)]


def test_report_never_fails(project):
    """Hard sentences and files that cannot be read are told, and the command ends well."""
    (project / "docs/hard.md").write_text("---\ndescription: d\n---\n# Hard\n\n" + "word " * 30 + ".\n", "utf-8")
    done = CliRunner().invoke(main, ["readability", "--root", str(project), str(project / "docs/hard.md"), "docs/none.md"])
    assert done.exit_code == 0
    assert "docs/hard.md:6: 30 words: word word" in done.output
    assert "docs/none.md: is missing" in done.output
    assert done.output.endswith("2 pages, 1 sentences of more than 25 words.\n")
    assert CliRunner().invoke(main, ["readability", "--root", str(project)]).exit_code == 0


def test_markdown_is_read_aloud():
    """What stays of a line is what a person would say."""
    assert plain("> **Say** `this`, {#id} <b>now</b>") == "Say this,   now"
