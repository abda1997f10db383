"""Bytes → plain values with a line for each; whatever the bytes, the answer is a value or Problems.

The YAML understood here is the small, predictable part: one document, spaces, no anchors, no tags. Words stay
words (`NO` is Norway, `18:30` a time of day): only numbers, `true`, `false` and nothing have a meaning.
Never touches the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from publisher.data.problems import Keys, Problem, character, quoted

LARGEST = 1_000_000  # bytes; the largest real file has some thousands
DEEPEST = 20  # levels of nesting; the deepest real file has six
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times as fast

# Control characters, lone surrogates, marks that reorder or break a line unseen, and spaces without width.
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\ufeff\ud800-\udfff]")

INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
DECIMAL = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")
EMPTY = "is empty; fill it in or delete it"
WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True)
class Document:
    """One file: its plain value (dict, tuple, str, int, float, bool or None) and the line of every path in it."""

    file: str
    value: object
    lines: dict[Keys, int] = field(default_factory=dict)


def parse(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The document in these bytes, or every reason why there is none."""
    problems: list[Problem] = []
    text = _text(raw, file, problems)
    if text is None:
        return None, problems
    try:
        problems += [Problem(file, line, message) for line, message in _refusals(text)]
        if problems:
            return None, problems
        document = Document(file, None)
        node = yaml.compose(text, Loader=LOADER)  # None where all is comment
        value = _Plain(document, problems).value(node, ()) if node else None
    except yaml.YAMLError as error:
        return None, [Problem(file, *_broken(error, text))]
    if value is None and not problems:
        problems.append(Problem(file, 0, EMPTY))
    return (None, problems) if problems else (Document(file, value, document.lines), [])


def _text(raw: bytes, file: str, problems: list[Problem]) -> str | None:
    """The text with plain line ends, when it is UTF-8 of a sane size without hidden characters."""
    if len(raw) > LARGEST:
        problems.append(
            Problem(file, 0, f"is larger than {LARGEST // 1000} kB and was not read; split it or shorten it")
        )
        return None
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.append(Problem(file, line, "is not UTF-8 text; save the file with the encoding UTF-8"))
        return None
    if not text.strip():
        problems.append(Problem(file, 0, EMPTY))
        return None
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            problems.append(Problem(file, number, "the line starts with a tab; use spaces"))
        if found := INVISIBLE.search(line):
            problems.append(Problem(file, number, f"holds {character(found[0])}; delete it"))
    return None if problems else text


def _refusals(text: str) -> Iterator[tuple[int, str]]:
    """Parts of YAML that surprise or harm.

    Runs over the events, before anything is built: the C composer ends the process on a file nested too deep.
    """
    depth = documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                yield line, "a second document starts here (`---`); keep one in each file"
        elif isinstance(event, yaml.AliasEvent):
            yield line, f"refers to another place of the file (`*{event.anchor}`); write it out"
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor:
                yield line, f"has an anchor (`&{event.anchor}`); remove it and write out what refers to it"
            if event.tag:
                yield line, f"has a tag ({quoted(event.tag)}); remove it"
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            yield line, f"is nested more than {DEEPEST} levels deep; make it flatter"
            return


class _Plain:
    """Turns nodes into plain values, notes their lines and collects what is wrong on the way."""

    def __init__(self, document: Document, problems: list[Problem]) -> None:
        self.document, self.problems = document, problems

    def value(self, node: yaml.Node, path: Keys) -> object:
        self.document.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.value(item, (*path, place)) for place, item in enumerate(node.value))
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Keys) -> dict[str, object]:
        """The keys that have a value: `city:` with nothing after it is a city that is not known."""
        found: dict[str, object] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self._add(line, "a key must be a plain word, as in `name: Lima`")
                continue
            self._refuse_invisible(key)
            place = (*path, key.value)
            if place in self.document.lines:
                first = self.document.lines[place]
                self._add(line, f"key {quoted(key.value)} stands twice, first on line {first}; keep one of them")
                continue
            self.document.lines[place] = line
            found[key.value] = self.value(value, place)
        return {key: value for key, value in found.items() if value is not None}

    def _scalar(self, node: yaml.ScalarNode) -> object:
        self._refuse_invisible(node)
        if node.style:  # in quotes, or a block: always text
            return node.value
        if node.value.lower() in WORDS:
            return WORDS[node.value.lower()]
        if INTEGER.fullmatch(node.value):
            return int(node.value)
        return float(node.value) if DECIMAL.fullmatch(node.value) else node.value

    def _refuse_invisible(self, node: yaml.ScalarNode) -> None:
        if found := INVISIBLE.search(node.value):  # an escape such as "\\u202e", which the text did not show
            self._add(node.start_mark.line + 1, f"holds {character(found[0])}; delete it")

    def _add(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.document.file, line, message))


def _broken(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """Line and sentence for YAML that has no meaning, in plain words where the usual slips are known."""
    unclosed = str(getattr(error, "context", "")).startswith(UNCLOSED)
    mark = getattr(error, "context_mark" if unclosed else "problem_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    remedy = next((advice for words, advice in SLIPS.items() if words in reason), reason)
    return min(mark.line + 1, text.count("\n") + 1) if mark else 0, f"the YAML is broken here: {remedy}"


UNCLOSED = ("while scanning a quoted scalar", "while parsing a flow")  # the start says more than the end of the file
SLIPS = {
    "mapping values are not allowed": "a colon inside the text, or a line that starts too far in; "
    'put the text in quotes (`name: "Lima: centre"`) or move the line',
    "could not find expected ':'": "a key without its colon; write `key: value`",
    "unexpected end of stream": "a quotation mark is never closed",
    "did not find expected key": "the indentation or a quotation mark is wrong; keys of one block start in one column",
    "did not find expected ',' or ']'": "a list in brackets is never closed; write `[en, es]`",
    "did not find expected ',' or '}'": "a block in braces is never closed; write `{city: Lima, country: PE}`",
    "cannot start any token": "a sign that YAML does not allow at the start; put the text in quotes",
}
