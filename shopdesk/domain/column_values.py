"""What the cells of a column look like: dates, money, quantities, phones …, counted over its first values."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC

from shopdesk.domain.amounts import CURRENCIES, currencies_of_sign, currency_named, parse_amount
from shopdesk.domain.cells import value
from shopdesk.domain.identifiers import is_masked
from shopdesk.domain.instants import InstantError, parse_instant

_MOST_VALUES = 400  # different ones; more would say the same
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")
_PHONE = re.compile(r"\+?[\d\s()./-]{6,24}")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?", re.IGNORECASE)
_TIME_WITHIN = re.compile(r"\d{1,2}[:时]\d{2}")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.0+)?")
_SEPARATED = re.compile(r"\d[.,]\d")
_URL = re.compile(r"https?://", re.IGNORECASE)
_NUMBER = re.compile(r"[\d.,'’ ]*\d")
KINDS = ("date", "time", "money", "quantity", "email", "phone", "currency", "zone", "status", "id", "text", "url")


@dataclass(slots=True)
class Column:
    """One column: how many of its different values (`count`) are of each kind; a value may be of several."""

    header: str
    filled: int = 0  # cells that say something
    rows: int = 0
    texts: list[str] = field(default_factory=list)  # different values, in the order of the file
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    repeats: bool = False  # a value comes again
    has_time: bool = False  # dates with a time of day

    @property
    def blank(self) -> bool:
        """Whether no cell says anything."""
        return not self.filled

    def share(self, kind: str) -> float:
        """The part of its values that are of a kind, 0 to 1; 0 where it is blank."""
        return self.counts[kind] / len(self.texts) if self.texts else 0.0


def look_at(
    header: str, cells: Sequence[str], is_zone: Callable[[str], bool], is_status: Callable[[str], bool]
) -> Column:
    """Counts what the cells of a column are."""
    column = Column(header, rows=len(cells))
    seen: set[str] = set()
    for cell in cells:
        text = value(cell)
        if not text:
            continue
        column.filled += 1
        if text in seen:
            column.repeats = True
        elif len(seen) < _MOST_VALUES:
            seen.add(text)
            column.texts.append(text)
    for text in column.texts:
        for kind in _kinds(text, is_zone, is_status):
            column.counts[kind] += 1
    column.has_time = any(_TIME_WITHIN.search(text) for text in column.texts)
    return column


def _kinds(text: str, is_zone: Callable[[str], bool], is_status: Callable[[str], bool]) -> list[str]:
    if len(text) > 200:
        return ["url" if _URL.match(text) else "text"]
    kinds = []
    if _TIME.fullmatch(text):
        return ["time"]
    if _is_date(text):
        kinds.append("date")
    amount = _amount(text)
    if amount:
        kinds.append("money")
        if _PLAIN_NUMBER.fullmatch(text) and abs(float(text)) < 100_000:
            kinds.append("quantity")
    if _EMAIL.fullmatch(text):
        kinds.append("email")
    masked = is_masked(text)
    if masked or (_PHONE.fullmatch(text) and 6 <= sum(map(str.isdigit, text)) <= 16 and "date" not in kinds):
        kinds.append("phone")
    if text.upper() in CURRENCIES and len(text) == 3:
        kinds.append("currency")
    if not amount and is_zone(text):
        kinds.append("zone")
    if not amount and is_status(text):
        kinds.append("status")
    if len(text) <= 64 and " " not in text and "date" not in kinds and "email" not in kinds and not _URL.match(text):
        kinds.append("id")
    if _URL.match(text):
        kinds.append("url")
    elif not amount and not _PLAIN_NUMBER.fullmatch(text) and "date" not in kinds and "email" not in kinds:
        kinds.append("text")
    return kinds


def is_value(text: str) -> bool:
    """Whether a cell is a date, an amount or an address of a machine: no name of a column."""
    return bool(_is_date(text) or _amount(text) or _EMAIL.fullmatch(text) or _URL.match(text) or _TIME.fullmatch(text))


def _is_date(text: str) -> bool:
    if text.isdigit() or _PLAIN_NUMBER.fullmatch(text) or not any(map(str.isdigit, text)):
        return False
    try:
        return parse_instant(text, UTC) is not None
    except (InstantError, OverflowError):
        return False


def _amount(text: str) -> bool:
    for decimal in (None, ",", "."):
        try:
            return parse_amount(text, decimal) is not None
        except ValueError:
            continue
    return False


def decimal_sign(texts: Sequence[str]) -> tuple[str | None, bool]:
    """The decimal sign that amounts show, and whether it is left open.

    Open: nothing but groups of three digits behind a sign (`1.015`), or amounts that contradict each other.
    """
    found: set[str] = set()
    unclear = False
    for text in texts:
        match = _NUMBER.search(text)
        if not match or not _SEPARATED.search(match[0]):
            continue
        told = _decimal_of(match[0].replace(" ", "").replace("'", "").replace("’", ""))
        if told:
            found.add(told)
        else:
            unclear = True
    if len(found) == 1:
        return found.pop(), False
    return None, unclear or len(found) > 1


def is_separated(text: str) -> bool:
    """Whether an amount has a sign between its digits, whatever it parts."""
    return _SEPARATED.search(text) is not None


def _decimal_of(digits: str) -> str | None:
    """The decimal sign of one number; None where it may be either."""
    point, comma = digits.rfind("."), digits.rfind(",")
    if point >= 0 and comma >= 0:
        return "." if point > comma else ","
    sign = "." if point >= 0 else ","
    if digits.count(sign) > 1:
        return "," if sign == "." else "."  # groups of thousands: the other one is left for decimals
    behind = len(digits) - max(point, comma) - 1
    return None if behind == 3 and digits[0] != "0" and max(point, comma) <= 3 else sign


def currency_of(texts: Sequence[str]) -> tuple[str | None, frozenset[str]]:
    """The one currency that amounts name by sign or code, and those that a shared sign (`$`) leaves open."""
    named = {currency for currency in map(currency_named, texts) if currency}
    if len(named) == 1:
        return named.pop(), frozenset()
    shared = [choices for choices in map(currencies_of_sign, texts) if choices]
    return None, frozenset.intersection(*shared) if shared and not named else frozenset()
