"""Says pydantic's errors in plain words: the field, what it must be, what was found, an example."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from publisher.data.documents import Document
from publisher.data.problems import Keys, Problem, Sources, did_you_mean, quoted, visible
from publisher.data.values import REMEDY

MUST_BE = {
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "float_type": "must be a number, with a point for decimals",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "model_type": "must be a block of keys",
    "dict_type": "must be a block of keys",
    "mapping_type": "must be a block of keys",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than_equal": "must be {le:g} or less",
    "string_too_long": "must have at most {max_length} characters",
    "too_short": "must have at least {min_length} entry",
    REMEDY: "{sentence}",
}
BLOCKS = {"model_type", "dict_type", "mapping_type"}
FOUND = {bool: "the word {}", int: "the number {}", float: "the number {}", tuple: "a list", dict: "a block of keys"}


def problems_of(error: ValidationError, document: Document, model: object) -> Iterator[Problem]:
    """One Problem for each error, at the line of the value; `model` is the type that refused the document."""
    sources = Sources({document.file: document.lines})
    for detail in error.errors(include_url=False):
        keys = tuple(detail["loc"])
        if keys and keys[-1] == "[key]":  # pydantic's way to point at a key of a mapping
            keys = keys[:-1]
        yield sources.problem(document.file, keys, _sentence(detail, keys, model))


def _sentence(detail: Mapping, keys: Keys, model: object) -> str:
    kind, (name, field) = detail["type"], field_at(model, keys)
    label = ".".join(key for key in keys if isinstance(key, str))
    label = f"`{visible(label[:80])}`" if label else "an entry of the list" if keys else "the file"
    if kind == "extra_forbidden":
        return _unknown_key(str(keys[-1]), model_at(model, keys[:-1]))
    if kind == "missing":
        return f"{label} is missing: {field.description}{_example(' Write for example', name, field)}"
    return f"{label} {_must_be(detail)}; found {_found(detail['input'])}{_remedy(detail, keys, model)}"


def _must_be(detail: Mapping) -> str:
    if detail["type"] == "literal_error":
        return "must be " + detail["ctx"]["expected"].replace("'", "")
    if detail["type"] in MUST_BE:
        return MUST_BE[detail["type"]].format(**detail.get("ctx", {}))
    return detail["msg"].replace("Input should be", "must be")  # pydantic's own words, where ours are not needed yet


def _choices(detail: Mapping) -> list[str]:
    """The words that a field allows; pydantic gives them as `'forming', 'active' or 'closed'`."""
    return re.findall(r"'([^']+)'", detail["ctx"]["expected"])


def _remedy(detail: Mapping, keys: Keys, model: object) -> str:
    kind, found = detail["type"], detail["input"]
    if kind == REMEDY:
        return ""  # its sentence holds one
    if kind == "literal_error":
        return did_you_mean(str(found), _choices(detail))
    if kind == "string_type" and isinstance(found, int | float):
        return f'; put it in quotes: "{str(found).lower() if isinstance(found, bool) else found}"'
    if kind in BLOCKS and (owner := model_at(model, keys)):
        return f"; write its keys on lines of their own: {', '.join(_keys_of(owner))}"
    name, field = field_at(model, keys)
    if kind == "tuple_type" and not (field and field.examples):
        return "; start each entry with `- `"
    return _example("; write for example", name, field)


def _unknown_key(key: str, model: type[BaseModel] | None) -> str:
    known = _keys_of(model) if model else []
    remedy = did_you_mean(key, known) or f"; the keys here are {', '.join(known)}"
    return f"key {quoted(key)} is not one we know{remedy}"


def _found(value: object) -> str:
    if value == ():
        return "an empty list"
    return FOUND.get(type(value), "{}").format(quoted(str(value).lower() if isinstance(value, bool) else value))


def _example(lead: str, name: str, field: FieldInfo | None) -> str:
    """The lead and the line to write, such as `state: active`; nothing for a field that has no example."""
    if not field or not field.examples:
        return ""
    example = field.examples[0]
    return f"{lead} `{name}: {str(example).lower() if isinstance(example, bool) else example}`"


def _keys_of(model: type[BaseModel]) -> list[str]:
    return [name for name in model.model_fields if name != "slug"]  # the slug is the file's name


def field_at(model: object, keys: Keys) -> tuple[str, FieldInfo | None]:
    """The name of the field that a path leads to, or of the last one on the way; and the field."""
    name, field = "", None
    for key in keys:
        owner = _model_in(model)
        if isinstance(key, str) and owner and key in owner.model_fields:
            name, field = key, owner.model_fields[key]
            model = field.annotation
    return name, field


def model_at(model: object, keys: Keys) -> type[BaseModel] | None:
    """The model whose keys stand at a path."""
    _, field = field_at(model, keys)
    return _model_in(field.annotation if field else model)


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model inside `Place | None`, `tuple[Contact, ...]` or `Mapping[str, TermText]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)
