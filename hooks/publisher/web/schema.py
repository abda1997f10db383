"""The JSON Schema (2020-12) of a chapter file: what the models and the checks ask for, as far as a schema can say it.

Editors find it through the first line of each file; the form on the site checks by it as people type.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import get_args

from pydantic.json_schema import GenerateJsonSchema

from publisher.data import documents, known
from publisher.data.meetings import PARTS
from publisher.data.groups import Chapter
from publisher.data.values import DAY, LINK, LONGEST_NAME, Name, PartialDate, Text
from publisher.site import Site

FILE = "schema/chapter.schema.json"  # in the published site
FIRST_LINE = "# yaml-language-server: $schema={address}"  # of each chapter file

# No sign that nobody can see: documents.INVISIBLE without lone surrogates, which no regular expression may hold.
_HIDDEN = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2060\ufeff"
_NAME = rf"^(?=[^\t\n{_HIDDEN}]*$)\S(?:.*\S)?$"
_TEXT = rf"^(?=[^{_HIDDEN}]*$)\s*\S"
_PART = "(?:" + "|".join(f"{name}=(?:{form})" for name, form in PARTS.items()) + ")"
_RULE = rf"^(?=(?:.*;)?FREQ=)(?!(?:.*;)?([A-Z]+)=.*;\1=){_PART}(?:;{_PART})*$"  # with FREQ, no part twice
_LANGUAGE = "^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$"
TELLING = ("title", "description", "examples", "default")  # keys that tell, and ask for nothing


def address(site: Site) -> str:
    """Where the schema is published, which is its name too."""
    return site.url + FILE


def schema_bytes(site: Site) -> bytes:
    """The published file."""
    return (json.dumps(schema(site), ensure_ascii=False, indent=1) + "\n").encode()


def schema(site: Site) -> dict:
    """The schema of data/chapters/<slug>.yml. The slug is the file's name and no key in it."""
    found = Chapter.model_json_schema(schema_generator=_Generator)
    del found["properties"]["slug"]
    found["required"].remove("slug")
    parts = found.pop("$defs")
    for part in (found, *parts.values()):
        part["properties"] = {name: _property(part, name) for name in part["properties"]}
    _ask(found, parts, site)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address(site),
        **found,
        "$defs": {name: parts[name] for name in sorted(parts)},
    }


class _Generator(GenerateJsonSchema):
    """Says of names and texts what their validators ask for."""

    forms = {
        get_args(Name)[1].func: {"pattern": _NAME, "maxLength": LONGEST_NAME},
        get_args(Text)[1].func: {"pattern": _TEXT},
    }

    def function_after_schema(self, schema: dict) -> dict:
        return super().function_after_schema(schema) | self.forms.get(schema["function"]["function"], {})


def _property(owner: Mapping, name: str) -> dict:
    """One key: what it means, an example, its form. A key without a value counts as missing, so it may be null."""
    rules = dict(owner["properties"][name])
    about = {key: rules.pop(key) for key in TELLING if key in rules}
    about["title"] = name.replace("_", " ").capitalize()
    about["examples"] = [_example(example) for example in about.pop("examples", ())]
    about = {key: value for key, value in about.items() if value}
    options = [_form(option) for option in rules.get("anyOf", [rules]) if option != {"type": "null"}]
    if name not in owner.get("required", ()):
        options.append({"type": "null"})
    return about | (options[0] if len(options) == 1 else {"anyOf": options})


def _example(example: object) -> object:
    """An example is a value; the models write lists and blocks of keys as YAML."""
    if not isinstance(example, str) or example[0] not in "[{":
        return example
    return json.loads(json.dumps(documents.parse(example.encode(), "example")[0].value))


def _form(rules: Mapping) -> dict:
    """The form of a value, with regular expressions that every engine takes."""
    if rules.get("format") == "uri":
        return {"type": "string", "pattern": portable(f"^{LINK}$")}
    found = {key: _form(rule) if isinstance(rule, dict) else rule for key, rule in rules.items()}
    pattern = rules.get("pattern")
    if pattern == f"^{PartialDate.FORM.pattern}$":
        found |= {"type": ["string", "integer"], "minimum": 1000, "maximum": 2999}  # 2014 is a number in YAML
    if pattern == f"^{DAY}$":
        found["format"] = "date"
    return found | ({"pattern": portable(pattern)} if pattern else {})


def portable(pattern: str) -> str:
    """A regular expression that means the same in Python and in a browser, whose `v` flag is strict in brackets.

    https://developer.mozilla.org/docs/Web/HTML/Reference/Attributes/pattern
    """

    def strict(found: re.Match) -> str:
        inside = re.sub(r"\\([\"'])", r"\1", found["inside"])
        inside = re.sub(r"(?<!\\)[(){}|/]", r"\\\g<0>", inside)
        return f"[{found['not']}{re.sub('(?<!^)-$', lambda _: chr(92) + '-', inside)}]"

    return re.sub(r"\[(?P<not>\^?)(?P<inside>(?:\\.|[^\]\\])*)\]", strict, pattern)


def _ask(found: dict, parts: Mapping[str, dict], site: Site) -> None:
    """What the checks ask for beyond the models: see publisher/checks."""
    place, meeting, contact = (parts[name] for name in ("Place", "Meeting", "Contact"))
    place["properties"]["country"]["anyOf"][0]["enum"] = list(known.countries())
    place["allOf"] = [_brings("latitude", "longitude"), _brings("longitude", "latitude")]
    meeting["properties"]["zone"]["enum"] = sorted(known.zones())
    meeting["properties"]["rule"]["pattern"] = _RULE
    contact["anyOf"] = [{"required": [way]} for way in ("email", "url", "phone")]
    languages = {"anyOf": [{"enum": list(known.languages())}, {"type": "string", "pattern": _LANGUAGE}]}
    found["properties"]["languages"]["anyOf"][0] |= {"items": languages, "uniqueItems": True}
    texts = {language.locale: {"title": language.name, **_said(found)} for language in site.languages}
    found["properties"]["about"]["anyOf"][0] = {"type": "object", "properties": texts, "additionalProperties": False}
    found |= {"if": _has("source"), "then": {"required": ["as_of"]}, "else": _own_entry()}


def _said(found: Mapping) -> dict:
    """The form of a text in one language; like every key it may be left empty."""
    return {"anyOf": [found["properties"]["about"]["anyOf"][0]["additionalProperties"], {"type": "null"}]}


def _has(key: str) -> dict:
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


def _brings(key: str, other: str) -> dict:
    return {"if": _has(key), "then": {"required": [other]}}


def _own_entry() -> dict:
    """What a group says that writes its own entry: where it is, what it speaks, when it confirmed, who answers."""
    active = {"properties": {"state": {"enum": ["forming", "active"]}}}
    return {
        "required": ["place", "languages", "verified"],
        "properties": {
            "place": {"type": "object", "required": ["country"]},
            "languages": {"type": "array", "minItems": 1},
            "verified": {"type": "string"},
        },
        "if": active,
        "then": {"required": ["contacts"], "properties": {"contacts": {"type": "array", "minItems": 1}}},
    }
