"""The countries, languages and time zones of the world: CLDR through Babel, and the IANA zones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.core import get_global, parse_locale

from publisher.data.problems import nearest

GROUPINGS = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}  # CLDR's two-letter codes that are no country
NOT_SPOKEN = {"mul", "und", "zxx"}  # several, undetermined, no language


@cache
def countries() -> Mapping[str, str]:
    """English names by ISO 3166 code."""
    names = Locale("en").territories
    return {code: names[code] for code in sorted(names) if len(code) == 2 and code.isalpha() and code not in GROUPINGS}


@cache
def languages() -> Mapping[str, str]:
    """English names by language code, without regions and scripts."""
    names = Locale("en").languages
    return {code: names[code] for code in sorted(names) if "_" not in code and code not in NOT_SPOKEN}


@cache
def zones() -> frozenset[str]:
    return frozenset(available_timezones())


def is_language(tag: str) -> bool:
    """Whether CLDR knows every part of a BCP 47 tag such as `es`, `pt-BR` or `zh-Hans`."""
    if tag in languages():
        return True
    try:
        language, territory, script, *others = parse_locale(tag, sep="-")
    except ValueError:
        return False
    english = Locale("en")
    return (
        not any(others)
        and tag == "-".join(part for part in (language, script, territory) if part)  # in the usual order and case
        and language in languages()
        and (script is None or script in english.scripts)
        and (territory is None or territory in english.territories)
    )


def like_language(tag: str, preferred: tuple[str, ...] = ()) -> str | None:
    """`es` for `sp`, `Spanish`, `español` or `ES`; `preferred` codes are tried first, by their own names too."""
    names = {code: {name.casefold()} for code, name in languages().items()}
    own = {code: names[code] | {_own_name(code)} for code in preferred if code in names}
    return _like(tag, own | names | own)


def like_country(code: str) -> str | None:
    """`GB` for `UK`, `gb` or `United King`."""
    former = get_global("territory_aliases").get(code.upper())
    if former and code.upper() not in countries():
        return former[0]
    return _like(code, {code: {name.casefold()} for code, name in countries().items()})


def like_zone(zone: str) -> str | None:
    """`America/Lima` for `Lima` or `america/lima`."""
    ends = {name.rpartition("/")[2].casefold(): name for name in sorted(zones(), reverse=True)}
    city = zone.rpartition("/")[2].strip().replace(" ", "_").casefold()
    return ends.get(city) or nearest(zone, sorted(zones()))


def _like(value: str, names: Mapping[str, set[str]]) -> str | None:
    """The code that was meant: by code, by whole name, by the start of a name, by likeness."""
    word = value.strip().casefold()
    code_in_it = word.replace("_", "-").partition("-")[0]
    tries = (
        lambda code: code.casefold() == code_in_it,
        lambda code: word in names[code],
        lambda code: len(word) > 1 and any(name.startswith(word) for name in names[code]),
    )
    for matches in tries:
        if found := next(filter(matches, names), None):
            return found
    by_name = {name: code for code in names for name in names[code]}
    near = nearest(word, by_name)
    return by_name[near] if near else None


def _own_name(code: str) -> str:
    try:
        return (Locale(code).get_display_name() or "").casefold()
    except (UnknownLocaleError, ValueError):
        return ""
