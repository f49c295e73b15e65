"""Dates and times as platforms write them, read into UTC."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from shopdesk.domain.cells import clean, is_nothing

FIRST_YEAR, LAST_YEAR = 1990, 2100  # no platform is older; what lies outside is a typing error
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jän jänner janv janvier enero ene gennaio gen",
            "feb february februar févr fév février febrero febbraio",
            "mar march mär märz mrz maerz mars marzo", "apr april avr avril abr abril aprile",
            "may mai mayo maggio mag", "jun june juni juin junio giugno giu",
            "jul july juli juil juillet julio luglio lug", "aug august août aoû agosto ago",
            "sep sept september septembre septiembre settembre set",
            "oct october okt oktober octobre octubre ottobre ott", "nov november novembre noviembre",
            "dec december dez dezember déc décembre dic diciembre dicembre",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ZONES = {
    "z": 0.0, "utc": 0.0, "gmt": 0.0, "cet": 1.0, "mez": 1.0, "cest": 2.0, "mesz": 2.0, "bst": 1.0,
    "eet": 2.0, "eest": 3.0, "est": -5.0, "edt": -4.0, "cdt": -5.0, "mst": -7.0, "mdt": -6.0, "pst": -8.0,
    "pdt": -7.0, "jst": 9.0, "ist": 5.5, "aest": 10.0, "aedt": 11.0,
}  # fmt: skip
_OFFSET = re.compile(r"(?:[a-z]{2,4}\s*)?\(?(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d{2})?\)?$")
_ZONE_NAME = re.compile(r"(?<=[\d\s)m])\(?([a-z]{1,4})\)?$")
_TIME = re.compile(
    r"(上午|下午|中午)?\s*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2}))?秒?(?:[.,]\d+)?\s*([ap])?\.?(?:m\.?)?(?:\s*uhr)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:er|º|°)?[.\s-]*(?:de\s)?([a-zäéû]{3,10})\.?(?:[.,\s-]|de\s)*(\d{4}|\d{2})")
_MONTH_DAY = re.compile(r"([a-zäéû]{3,10})[.\s-]*(\d{1,2})(?:st|nd|rd|th)?[,\s-]+(\d{4}|\d{2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_START = datetime(1899, 12, 30)


class InstantError(ValueError):
    """A date that cannot be used; `code` is `date.unreadable` or `date.out_of_range`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse_instant(text: str, zone: tzinfo, date_order: str | None = None) -> tuple[datetime, bool] | None:
    """The instant in UTC and whether the text named its own zone; None where the cell says nothing.

    `zone` counts for texts without one; a date alone is its midnight. `date_order` (`ymd`, `dmy`, `mdy`)
    decides what `3/4/21` means; unknown, dots mean day first and slashes month first. Raises InstantError.
    """
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        text = unicodedata.normalize("NFKC", clean(text)).strip()
        if is_nothing(text):
            return None
        local = _parse_other(text, date_order)
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise InstantError("date.out_of_range")
    if local.tzinfo is not None:
        return local.astimezone(UTC), True
    return local.replace(tzinfo=zone).astimezone(UTC), False


def slash_dates_tell_order(texts: list[str]) -> str | None:
    """`dmy` or `mdy` where one of the dates can only be read that way (a number above 12), else None."""
    for text in texts:
        match = _YEAR_LAST.match(text.strip())
        if match:
            if int(match[1]) > 12:
                return "dmy"
            if int(match[3]) > 12:
                return "mdy"
    return None


def is_all_numbers(text: str) -> bool:
    """Whether a date has its year last and its month as a number (`3/4/21`): its order has to be known."""
    return _YEAR_LAST.match(text.strip()) is not None


def _parse_other(text: str, date_order: str | None) -> datetime:
    """Every form but ISO. Raises InstantError."""
    if _SERIAL.fullmatch(text):
        return _SERIAL_START + timedelta(seconds=round(float(text) * 86400))
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _build([int(part or 0) for part in compact.groups()], None)
    rest, zone = _take_zone(text.lower())
    rest, clock = _take_time(rest)
    return _build([*_take_date(rest.strip(" ,t"), date_order), *clock], zone)


def _build(parts: list[int], zone: tzinfo | None) -> datetime:
    if not FIRST_YEAR <= parts[0] <= LAST_YEAR:
        raise InstantError("date.out_of_range")
    year, month, day, hour, minute, second = parts
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        raise InstantError("date.unreadable") from None


def _take_zone(text: str) -> tuple[str, tzinfo | None]:
    """The text without a zone at its end (` +0200`, `CET(UTC+1)`, `EST`), and that zone."""
    if ":" not in text:
        return text, None
    head = text.index(":")
    match = _OFFSET.search(text, head)
    if match:
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if offset < timedelta(hours=24):
            return text[: match.start()].rstrip(), timezone(-offset if match[1] == "-" else offset)
    name = _ZONE_NAME.search(text, head)
    if name and name[1] in _ZONES:
        return text[: name.start()].rstrip(), timezone(timedelta(hours=_ZONES[name[1]]))
    return text, None


def _take_time(text: str) -> tuple[str, list[int]]:
    match = _TIME.search(text)
    if not match:
        return text, [0, 0, 0]
    hour = int(match[2])
    afternoon = match[5] == "p" or match[1] == "下午"
    if afternoon and hour < 12:
        hour += 12
    elif hour == 12 and (match[5] == "a" or match[1] == "上午"):
        hour = 0
    return text[: match.start()] + " " + text[match.end() :], [hour, int(match[3]), int(match[4] or 0)]


def _take_date(text: str, date_order: str | None) -> list[int]:
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return [int(match[1]), int(match[2]), int(match[3])]
    match = _YEAR_LAST.fullmatch(text)
    if match:
        return _year_last(int(match[1]), match[2], int(match[3]), match[4], date_order)
    for pattern, month_at, day_at in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2)):
        match = pattern.fullmatch(text)
        if match and match[month_at] in _MONTHS:
            return [_full_year(match[3]), _MONTHS[match[month_at]], int(match[day_at])]
    raise InstantError("date.unreadable")


def _year_last(first: int, mark: str, second: int, last: str, date_order: str | None) -> list[int]:
    """Year, month and day of `first mark second mark last`: by the order told, or the only one possible."""
    if date_order == "ymd" and len(last) == 2:
        return [_full_year(f"{first:02d}"), second, int(last)]
    day_first = date_order == "dmy" or (date_order != "mdy" and mark == ".")
    if first > 12 >= second and date_order is None:
        day_first = True
    elif second > 12 >= first and date_order is None:
        day_first = False
    day, month = (first, second) if day_first else (second, first)
    return [_full_year(last), month, day]


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < 70 else 1900)
