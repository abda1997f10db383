"""Pages made from data: the theme renders one page a language and folder, then each page is stamped from it.

Rendering a page through MkDocs and the theme costs milliseconds, stamping it a tenth of one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property


@dataclass(frozen=True)
class Imprint:
    """What differs between two pages of one folder. All text is HTML, already escaped."""

    slug: str  # in addresses
    title: str
    description: str
    source: str  # the file that the edit link leads to
    content: str


# Letters and digits only: nothing between Markdown and the last template escapes or quotes them.
MARKS = Imprint(**{field.name: f"stencil0{field.name}0mark" for field in fields(Imprint)})


@dataclass(frozen=True)
class Stencil:
    """The HTML of a page whose imprint is MARKS."""

    html: str

    @cached_property
    def _parts(self) -> tuple[str, ...]:
        """Fixed text and names of marks in turn."""
        return tuple(re.split("stencil0([a-z]+)0mark", self.html))

    def stamp(self, imprint: Imprint) -> str:
        """The page with this imprint."""
        values: Mapping[str, str] = vars(imprint)
        return "".join(values[part] if place % 2 else part for place, part in enumerate(self._parts))
