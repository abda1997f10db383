"""The languages of the site, and what CLDR (through Babel) knows of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from unicodedata import combining, normalize

from babel import Locale, UnknownLocaleError, dates, localedata, numbers
from babel.core import get_global
from babel.lists import format_list

VARIANTS = {"en": "en_GB"}  # where CLDR's default country does not write as our texts do
MINIMUM_GROUPING = {"es": 2, "it": 2}  # CLDR's minimumGroupingDigits where it is not 1; Babel does not have it

# Letters that a language sorts after z or between others, as pairs with a sign that sorts there (ʒ follows z).
LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ł": "l", "đ": "d", "þ": "th", "œ": "oe"})
TAILORED = {
    "nb": str.maketrans({"æ": "ʒa", "ä": "ʒa", "ø": "ʒb", "ö": "ʒb", "å": "ʒc"}),
    "es": str.maketrans({"ñ": "nʒ"}),
}


@dataclass(frozen=True)
class Language:
    """One language of the site: an entry of `plugins.i18n.languages` in mkdocs.yml."""

    locale: str
    name: str
    default: bool = False

    @cached_property
    def cldr(self) -> Locale:
        return Locale.parse(VARIANTS.get(self.locale, self.locale))

    @cached_property
    def tag(self) -> str:
        """The BCP 47 tag for `lang` and `hreflang`: `zh-Hans`, but `el`, because Greek has one script."""
        script = get_global("likely_subtags").get(self.locale, "").split("_")[1:2]
        known = script and f"{self.locale}_{script[0]}" in localedata.locale_identifiers()
        return f"{self.locale}-{script[0]}" if known else self.locale

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.cldr.text_direction

    @property
    def folder(self) -> str:
        """The folder of this language in the site: empty for the default language, else `el/`."""
        return "" if self.default else f"{self.locale}/"

    def sort_key(self, text: str) -> tuple[bytes | str, str]:
        """Sorts as the language does: accents do not count, Norwegian has æøå last, Chinese goes by pinyin."""
        if self.cldr.language == "zh":
            return text.encode("gb18030", "replace"), text  # GB 2312 has the common characters in that order
        folded = text.casefold().translate(LETTERS | TAILORED.get(self.cldr.language, {}))
        plain = "".join(sign for sign in normalize("NFKD", folded) if not combining(sign))
        return plain, text

    def number(self, value: float) -> str:
        """`3,500`, as the language groups digits: Spanish writes 3500 and 35.000."""
        grouped = abs(value) >= 10 ** (2 + MINIMUM_GROUPING.get(self.locale, 1))
        return numbers.format_decimal(value, locale=self.cldr, group_separator=grouped)

    def percent(self, share: float) -> str:
        """A share of 1 in per cent: `0.3` is `30%` in English, `30 %` in French."""
        return numbers.format_percent(share, locale=self.cldr)

    def date(self, day: date) -> str:
        return dates.format_date(day, "long", locale=self.cldr)

    def moment(self, moment: datetime) -> str:
        """Day of the week, date and time: `Tuesday, December 1, 2026, 6:30 PM`."""
        day, clock = dates.format_date(moment, "full", locale=self.cldr), dates.format_time(moment, "short", locale=self.cldr)
        return f"{day}, {clock}"

    def month(self, day: date) -> str:
        """Month and year: `May 2012`."""
        return dates.format_skeleton("yMMMM", day, locale=self.cldr)

    def months(self, count: int) -> str:
        """A length of time: `9 months`."""
        # format_unit ignores that CLDR lets long forms inherit the short ones, and says "9 month" in Italian
        return dates.format_timedelta(timedelta(days=30 * count), "month", threshold=1000, locale=self.cldr)

    def country(self, code: str) -> str:
        """The country's name; the code itself where CLDR has none."""
        return self.cldr.territories.get(code, code)

    def language(self, code: str) -> str:
        """The name of a language in this language."""
        try:
            return Locale.parse(code, sep="-").get_display_name(self.cldr) or code
        except UnknownLocaleError:  # CLDR names more languages than it has data for
            return self.cldr.languages.get(code, code)

    def listing(self, items: Iterable[str]) -> str:
        """`a, b and c` as this language writes it."""
        return format_list(list(items), locale=self.cldr)


def languages(settings: Mapping) -> tuple[Language, ...]:
    """The languages of a loaded mkdocs.yml, the default one first, the others in its order."""
    (entries,) = (plugin["i18n"]["languages"] for plugin in settings["plugins"] if "i18n" in plugin)
    found = [Language(entry["locale"], entry["name"], entry.get("default", False)) for entry in entries]
    return tuple(sorted(found, key=lambda language: not language.default))
