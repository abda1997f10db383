"""The words of printed pieces: which belong to which item, and what is wrong with them."""

import pytest

from publisher.languages import Language
from publisher.pages.manuscripts import is_print_text
from publisher.pages.overlay import Manuscript, Overlay
from publisher.pages.printtexts import item_and_piece, problems, text_path

ENGLISH = (Language("en", "English", default=True),)
ITEM = "toolkit/meet/role-cards.md"
EIGHT = "# Zine\n" + "".join(f"\n## Page {number}\n" for number in range(8))


def found(formats, texts):
    """The messages for one item with these formats and these print texts beside it."""
    item = Manuscript(ITEM, {"formats": formats}, "# Role cards\n")
    manuscripts = {path: Manuscript(path, {}, body) for path, body in texts.items()}
    return [f"{problem.file}: {problem.message}" for problem in problems(Overlay(ENGLISH, {ITEM: item}), Overlay(ENGLISH, manuscripts))]


@pytest.mark.parametrize(
    ("formats", "texts", "said"),
    [
        (["handout", "zine"], {"toolkit/meet/role-cards.zine.md": EIGHT}, []),
        (["zine"], {}, [f"{ITEM}: offers 'zine', but role-cards.zine.md is not beside it; write it, or take the format out"]),
        (
            ["handout"],
            {"toolkit/meet/role-cards.zine.md": EIGHT},
            [f"toolkit/meet/role-cards.zine.md: its item does not offer it; add '- zine' to the formats of {ITEM}"],
        ),
        (
            ["zine"],
            {"toolkit/meet/role-cards.zine.md": "# Zine\n\n## One\n"},
            ["toolkit/meet/role-cards.zine.md: has 1 sections (##); a zine has 8"],
        ),
        (
            ["handout"],
            {"toolkit/meet/role-cards.zin.md": EIGHT},
            ["toolkit/meet/role-cards.zin.md: 'zin' in the name of the file is no printed piece; did you mean 'zine'?"],
        ),
        (
            ["handout"],
            {"toolkit/meet/roles.zine.md": EIGHT},
            ["toolkit/meet/roles.zine.md: there is no item toolkit/meet/roles.md; name this file after its item, or delete it"],
        ),
        (
            ["cards"],
            {"toolkit/meet/role-cards.cards.md": "# Cards\n"},
            ["toolkit/meet/role-cards.cards.md: has no section; begin each of the cards with '## '"],
        ),
    ],
)
def test_problems(formats, texts, said):
    assert found(formats, texts) == said


def test_names():
    """A print text lies beside its item and says its piece."""
    assert text_path(ITEM, "half-page") == "toolkit/meet/role-cards.half-page.md"
    assert item_and_piece("toolkit/meet/role-cards.half-page.md") == (ITEM, "half-page")
    assert is_print_text("toolkit/meet/role-cards.cards.md")
    assert not is_print_text(ITEM) and not is_print_text("docs/v1.2.md")
