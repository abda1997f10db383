"""The form that lists a chapter: its fields come from the JSON Schema, their words from gettext, names from CLDR.

It is a plain form that works without JavaScript; theme/assets/chapter-form.js makes it helpful.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from babel.core import get_global
from markupsafe import Markup

from publisher.data import known
from publisher.data.checks.contacts import PERSONAL_HOSTS, ROLES, TWO_NAMES
from publisher.data.values import CLOCK, DAY, EMAIL, LINK, PHONE, SLUG, PartialDate
from publisher.generated.listing_words import CHOICES, FIELDS, IN_OTHER_WORDS, MESSAGES, OFTEN, WEEKS, YES_NO
from publisher.generated.rendering import Renderer
from publisher.languages import Language
from publisher.pages.overlay import address
from publisher.site import page_path
from publisher.web import exchange
from publisher.web import schema as schemas

LONGEST_LINK = 8000  # characters; GitHub refuses longer addresses
LONGEST_LIST = 30  # entries of an `enum` that the page holds twice; longer ones stand in its lists only
NOT_RULES = {*schemas.TELLING, "$schema", "$id", "format"}  # what the script does not check by
SLOT = "0slug0"  # stands for the file's name in links; nothing quotes it

_KINDS = {  # the form of a text → what the browser asks for, and with which attributes
    PartialDate.FORM.pattern: ("since", {"maxlength": 10}),
    DAY: ("day", {"type": "date"}),
    CLOCK: ("clock", {"type": "time"}),
    EMAIL: ("email", {"type": "email"}),
    LINK: ("link", {"type": "url"}),
    PHONE: ("phone", {"type": "tel"}),
    SLUG: ("slug", {"maxlength": 80}),
}
KINDS = {schemas.portable(f"^{form}$"): kind for form, kind in _KINDS.items()}
LEFT_TO_RIGHT = {"since", "email", "link", "phone", "slug", "rule"}  # codes and addresses, in Arabic too


@dataclass(frozen=True)
class Field:
    """One question of the form. `attributes` are HTML's, made from the schema."""

    path: str  # place.city
    label: str
    help: str
    kind: str  # choice, yesno, number, name, text, since, day, clock, email, link, phone, slug or rule
    required: bool
    attributes: Mapping[str, object]
    options: tuple[tuple[str, str], ...] = ()  # (value, words)


def form_context(renderer: Renderer) -> dict:
    """What the template chapter-form.html needs."""
    language = renderer.language
    schema = schemas.schema(renderer.site)
    return {
        "fields": fields(renderer, schema),
        "countries": _named(language, known.countries(), language.country),
        "spoken": _named(language, known.languages().keys() & language.cldr.languages, language.cldr.languages.get),
        "zones": zones(language),
        "weekdays": list(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), _weekdays(language), strict=True)),
        "often": _worded(renderer, OFTEN),
        "weeks": _worded(renderer, WEEKS),
        "functional": renderer.site.catalogue.functional,
        "settings": lambda path: settings(renderer, schema, path),
        "root": lambda path: _root(renderer, path),
        "here": lambda path: urlsplit(renderer.site.absolute(path, renderer.home)).path,
    }


def fields(renderer: Renderer, schema: Mapping) -> dict[str, Field]:
    """Path → question, in the order of the schema."""
    asked = {"slug": ({"pattern": schemas.portable(f"^{SLUG}$"), "type": "string"}, True)}
    asked |= {path: (rules, required) for path, rules, required in leaves(schema)}
    return {path: _field(renderer, path, rules, required) for path, (rules, required) in asked.items()}


def leaves(schema: Mapping, part: Mapping | None = None, prefix: str = "") -> Iterator[tuple[str, Mapping, bool]]:
    """(path, rules, required) of each key that holds no further keys; entries of lists have no number."""
    part = part or schema
    for name, rules in part["properties"].items():
        rules = _present(rules)
        inner = rules.get("items", rules)
        required = name in part.get("required", ())
        if "$ref" in inner:
            owner = schema["$defs"][inner["$ref"].rpartition("/")[2]]
            yield from leaves(schema, owner, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", rules, required


def _present(rules: Mapping) -> Mapping:
    """The rules of a key that has a value: without the choice of null."""
    if rules.get("anyOf", [{}])[-1] != {"type": "null"}:
        return rules
    others = [option for option in rules["anyOf"] if option != {"type": "null"}]
    told = {key: rule for key, rule in rules.items() if key != "anyOf"}
    return told | (others[0] if len(others) == 1 else {"anyOf": others})


def _field(renderer: Renderer, path: str, rules: Mapping, required: bool) -> Field:
    gettext = renderer.words.gettext
    label, help = FIELDS[path]
    if path not in IN_OTHER_WORDS:
        help = rules["description"]
    kind, attributes = _kind(path, rules)
    attributes |= {"dir": "ltr"} if kind in LEFT_TO_RIGHT else {"dir": "auto"} if kind in ("name", "text") else {}
    words = CHOICES.get(path) or (YES_NO if kind == "yesno" else {})
    return Field(
        path, gettext(label), gettext(help) if help else "", kind, required, attributes, _worded(renderer, words)
    )


def _kind(path: str, rules: Mapping) -> tuple[str, dict]:
    """The kind of a field and what HTML itself can ask for."""
    if path in ("place.country", "meeting.zone") or ("enum" in rules and "type" in rules):
        return "choice", {}
    if path == "meeting.rule":
        return "rule", {"maxlength": rules["maxLength"]}
    if rules.get("type") == "boolean" or path == "agreements":
        return "yesno", {}
    if rules.get("type") in ("integer", "number"):
        step = 1 if rules["type"] == "integer" else "any"
        return "number", {"type": "number", "min": rules["minimum"], "max": rules["maximum"], "step": step}
    if rules.get("pattern") in KINDS:
        kind, attributes = KINDS[rules["pattern"]]
        written = {} if "type" in attributes and kind in ("day", "clock") else {"pattern": rules["pattern"][1:-1]}
        return kind, {**attributes, **written}
    return ("name", {"maxlength": rules["maxLength"]}) if "maxLength" in rules else ("text", {})


def zones(language: Language) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(country code, country, its zones as (IANA name, city)), in the order of this language."""
    names = language.cldr.time_zones
    found: dict[str, list] = {}
    for zone, code in get_global("zone_territories").items():
        if zone in known.zones() and code in known.countries():
            city = names.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
            found.setdefault(code, []).append((zone, city))
    countries = _named(language, found, language.country)
    return [(code, name, sorted(found[code], key=lambda zone: language.sort_key(zone[1]))) for code, name in countries]


def settings(renderer: Renderer, schema: Mapping, path: str) -> Markup:
    """What the script needs, as JSON in the page at `path`; its keys stay in the order of the schema."""
    site, root = renderer.site, _root(renderer, path)
    file = f"data/chapters/{SLOT}.yml"
    found = {
        "rules": compact(schema),
        "words": {key: renderer.words.gettext(text) for key, text in MESSAGES.items()},
        "firstLine": schemas.FIRST_LINE.format(address=schemas.address(site)),
        "slot": SLOT,
        "newFile": site.new_file_link(file),
        "editFile": site.edit_link(file),
        "longest": LONGEST_LINK,
        "entries": root + exchange.JSON_FILE,
        "page": root + address(page_path("chapters", SLOT), renderer.home),
        "personal": [PERSONAL_HOSTS.pattern, ROLES.pattern, TWO_NAMES.pattern],
    }
    return Markup(json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c"))


def compact(schema: object) -> object:
    """The rules alone, for values that are there: no descriptions, no nulls, no list as long as the page's own."""
    if isinstance(schema, list):
        return [compact(item) for item in schema if len(item.get("enum", ())) <= LONGEST_LIST]
    found = {}
    for key, rule in _present(schema).items():
        if key in ("properties", "$defs"):
            found[key] = {name: compact(rules) for name, rules in rule.items()}
        elif key in NOT_RULES or (key == "enum" and len(rule) > LONGEST_LIST):
            continue
        else:
            nested = isinstance(rule, dict) or (key in ("allOf", "anyOf"))
            found[key] = compact(rule) if nested else rule
    return found


def _root(renderer: Renderer, path: str) -> str:
    """The way from the page at `path` to the root of the site, with a slash at its end."""
    return posixpath.relpath(".", address(path, renderer.home).rstrip("/") or ".") + "/"


def _named(language: Language, codes: Iterable[str], name: Callable[[str], str]) -> list[tuple[str, str]]:
    """(code, name) in the order of this language."""
    return sorted(((code, name(code)) for code in codes), key=lambda pair: language.sort_key(pair[1]))


def _weekdays(language: Language) -> list[str]:
    names = language.cldr.days["stand-alone"]["wide"]
    return [names[day] for day in range(7)]


def _worded(renderer: Renderer, words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((value, renderer.words.gettext(text)) for value, text in words.items())
