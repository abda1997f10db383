"""Pictures of the site as they are printed: shapes with their look inside, and words apart.

The engine sets the words itself, as it sets all text: so they join as their script does, and use our fonts.
"""

from __future__ import annotations

import re

from lxml import etree

# The look of theme/assets/tools.css and site.css in the plain selectors that the engine knows.
LOOK = """
.drawing__line,.drawing__gap,.drawing__rail,.drawing__fold,.drawing__cut,.drawing__edge,.drawing__spine{fill:none;stroke:#231f1a;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
.drawing__rung1,.drawing__rung2,.drawing__rung3,.drawing__rung4,.drawing__rung5,.drawing__rung6{fill:none;stroke:#231f1a;stroke-linecap:round}
.drawing__rung1{stroke-width:2}.drawing__rung2{stroke-width:3}.drawing__rung3{stroke-width:4.5}.drawing__rung4{stroke-width:6}.drawing__rung5{stroke-width:8}.drawing__rung6{stroke-width:10}
.drawing__gap,.drawing__fold{stroke:#857a69;stroke-dasharray:4 5}
.drawing__head{fill:#231f1a}
.drawing__box,.drawing__question,.drawing__loop,.drawing__paper{fill:#fff;stroke:#857a69;stroke-width:1.5}
.drawing__question{stroke:#0d5b50;stroke-width:4}
.drawing__loop{stroke:#ad3717;stroke-dasharray:6 4}
.drawing__stop{fill:#fff;stroke:#0d5b50;stroke-width:2.5}
.drawing__event,.drawing__dot{fill:#0d5b50}
.drawing__open{fill:#fff;stroke:#ad3717;stroke-width:2.5}
.drawing__table{fill:none;stroke:#b9ad99;stroke-width:1.5}
.drawing__ring{fill:none;stroke:#231f1a;stroke-width:1.5}
.drawing__rail,.drawing__spine{stroke-width:4}
.drawing__cut{stroke:#ad3717;stroke-width:4}
line{stroke:#857a69;stroke-width:1.2}
.councils__council{fill:#fff;stroke:#0d5b50;stroke-width:2}
.councils__middle{fill:#0d5b50}
"""
WORDS = """
text{fill:#231f1a;font-size:14px}
.drawing__strong,.drawing__number,.drawing__page{font-weight:700}
.drawing__number{font-size:15px}
.drawing__page{font-size:30px}
"""
SIZES = {"drawing__number": 15, "drawing__page": 30}  # of words, in units of the picture; the others have 14
BOLD = ("drawing__strong", "drawing__number", "drawing__page")
SMALLEST = 86  # millimetres, at which words of 14 units are 9 pt
WIDEST = 118
HIGHEST = 112
NAMESPACE = "{http://www.w3.org/2000/svg}"


def on_paper(svg: str) -> dict:
    """An SVG as its shapes (`svg`), its words (`words`: place, anchor, size and lines of each), and its measures.

    `drawing` is the whole, as programs show it that set words in pictures themselves.

    A picture without a viewBox measures in per cent of the page it stands on; here of 360 by 240 units.
    """
    root = etree.fromstring(svg)
    box = [float(part) for part in root.get("viewBox", "0 0 360 240").split()]
    width, height = box[2:]
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    words = []
    for text in list(root.iter(f"{NAMESPACE}text")):
        words.append(_words(text))
        text.getparent().remove(text)
    _look(root, LOOK)
    millimetres = round(max(SMALLEST, min(WIDEST, HIGHEST * width / height)))
    return {"drawing": _drawing(svg), "svg": etree.tostring(root, encoding="unicode"), "words": words, "units": width, "height": height, "width": millimetres}


def _drawing(svg: str) -> str:
    root = etree.fromstring(svg)
    _look(root, LOOK + WORDS)
    return etree.tostring(root, encoding="unicode")


def _look(root: etree._Element, rules: str) -> None:
    style = etree.Element(f"{NAMESPACE}style")
    style.text = rules
    root.insert(0, style)


def _words(text: etree._Element) -> dict:
    kind = text.get("class", "")
    spans = list(text.iter(f"{NAMESPACE}tspan")) or [text]
    return {
        "x": float(text.get("x")),
        "y": float(text.get("y")),
        "leading": next((float(span.get("dy")) for span in spans if span.get("dy")), 0),
        "anchor": text.get("text-anchor", "start"),
        "size": SIZES.get(kind, 14),
        "bold": kind in BOLD,
        "ltr": kind == "drawing__number",  # signs stand before their numbers in every language
        "turned": "rotate(180" in text.get("transform", ""),
        "lines": [re.sub(r"\s+", " ", "".join(span.itertext())).strip() for span in spans],
    }
