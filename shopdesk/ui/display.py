"""How dates, money, phones and numbers are shown. The full form of a date belongs in the tooltip."""

import re
from datetime import date, datetime, tzinfo

from shopdesk.domain import money as money_rules
from shopdesk.services.desk import DEFAULT_STAFF
from shopdesk.words import _, language, mark, plural

_SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "ZAR": "R", "INR": "₹", "JPY": "JP¥", "KRW": "₩"}
_WEEKDAYS = (mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"))
_MONTHS = (
    mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"), mark("May"), mark("Jun"),
    mark("Jul"), mark("Aug"), mark("Sep"), mark("Oct"), mark("Nov"), mark("Dec"),
)  # fmt: skip
_group, _point, _iso = ",", ".", False


def use(group: str, point: str, *, iso_dates: bool) -> None:
    """Show numbers with these separators from now on, and days as people say them or as `2026-10-03`."""
    global _group, _point, _iso
    _group, _point, _iso = group, point, iso_dates


_DAYS_BY_NAME = 6  # beyond these, a weekday alone would be read as the one of this week


def moment(value: datetime | None, now: datetime, zone: tzinfo | None = None) -> str:
    """An instant as people say it: "today 14:05", "yesterday 09:30", "Fri 14:05", "3 Oct", "3 Oct 2025".

    `value` and `now` are aware; `zone` is the zone to show them in (None: this computer's).
    """
    if value is None:
        return ""
    local = value.astimezone(zone)
    shown = day(local.date(), now.astimezone(zone).date())
    if _iso or abs((now.astimezone(zone).date() - local.date()).days) <= _DAYS_BY_NAME:
        return f"{shown} {local:%H:%M}"
    return shown


def moment_full(value: datetime | None, zone: tzinfo | None = None) -> str:
    """The same instant in full, for the tooltip: "Sat 3 Oct 2026, 14:05"."""
    if value is None:
        return ""
    local = value.astimezone(zone)
    return _("{day}, {time}").format(day=day_full(local.date()), time=f"{local:%H:%M}")


def day(value: date | None, today: date) -> str:
    """A day as people say it: "today", "yesterday", "tomorrow", "Fri", "3 Oct", "3 Oct 2025"."""
    if value is None:
        return ""
    if _iso:
        return value.isoformat()
    distance = (value - today).days
    near = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}.get(distance)
    if near:
        return near
    if abs(distance) <= _DAYS_BY_NAME:
        return _(_WEEKDAYS[value.weekday()])
    if value.year == today.year:
        return _("{day} {month}").format(day=value.day, month=_(_MONTHS[value.month - 1]))
    return _("{day} {month} {year}").format(day=value.day, month=_(_MONTHS[value.month - 1]), year=value.year)


def day_full(value: date | None) -> str:
    """A day in full: "Sat 3 Oct 2026"."""
    if value is None:
        return ""
    if _iso:
        return f"{value.isoformat()} {_(_WEEKDAYS[value.weekday()])}"
    return _("{weekday} {day} {month} {year}").format(
        weekday=_(_WEEKDAYS[value.weekday()]), day=value.day, month=_(_MONTHS[value.month - 1]), year=value.year
    )


def age(value: datetime | None, now: datetime) -> str:
    """How long ago, in the largest unit that says it: "just now", "25 min", "3 h", "5 d"."""
    if value is None:
        return ""
    minutes = int((now - value).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _("{count} min").format(count=minutes)
    if minutes < 48 * 60:
        return _("{count} h").format(count=minutes // 60)
    return _("{count} d").format(count=minutes // (24 * 60))


def span(seconds: int, *, days: bool = True) -> str:
    """How long, in its two largest units: "45 s", "25 min", "2 h 10 min", "5 d 3 h"; without `days` at most hours."""
    minutes, hours = seconds // 60, seconds // 3600
    if not minutes:
        return _("{count} s").format(count=seconds)
    if not hours:
        return _("{count} min").format(count=minutes)
    if hours < 48 or not days:
        parts = (
            _("{count} h").format(count=hours),
            _("{count} min").format(count=minutes % 60) if minutes % 60 else "",
        )
    else:
        parts = (
            _("{count} d").format(count=hours // 24),
            _("{count} h").format(count=hours % 24) if hours % 24 else "",
        )
    return " ".join(part for part in parts if part)


def money(minor: int | None, currency: str) -> str:
    """An amount with its currency: "¥1,178.00", "-$5.20", "CHF 12.00"; None shows nothing."""
    if minor is None:
        return ""
    sign = "-" if minor < 0 else ""
    digits = money_rules.to_text(abs(minor), currency) or "0"
    whole, dot, part = digits.partition(".")
    symbol = _SYMBOLS.get(currency)
    return f"{sign}{symbol or currency + ' '}{count(int(whole))}{_point if dot else ''}{part}"


def money_plain(minor: int | None, currency: str) -> str:
    """An amount as a spreadsheet takes it: "1178.00"."""
    return money_rules.to_text(minor, currency) or ""


def sums(amounts: list[tuple[str, int]]) -> str:
    """Amounts of several currencies side by side, never added: "¥534.00 + $20.00"."""
    return " + ".join(money(minor, currency) for currency, minor in amounts)


def count(number: int) -> str:
    """A number with thousands separators."""
    return f"{number:,}".replace(",", _group)


def selected(chosen: int, total: int | None) -> str:
    """The left end of the status bar: "3 of 1,204 selected", or "1,204 rows" when nothing is."""
    if total is None:
        return ""
    if not chosen:
        return plural("{count} row", "{count} rows", total).replace(str(total), count(total))
    return _("{chosen} of {total} selected").format(chosen=count(chosen), total=count(total))


def phone(text: str | None) -> str:
    """A phone number grouped: mainland mobiles 138 0000 0000, others as written but in one spacing."""
    if not text:
        return ""
    digits = re.sub(r"[\s()-]", "", text)
    mainland = re.fullmatch(r"(\+?86)?(1\d{10})", digits)
    if mainland:
        prefix, number = mainland.groups()
        grouped = f"{number[:3]} {number[3:7]} {number[7:]}"
        return f"+86 {grouped}" if prefix else grouped
    return " ".join(text.split())


def person(staff: str) -> str:
    """Who works here, as shown; a shop in which nobody was entered has an owner."""
    return _("Owner") if staff == DEFAULT_STAFF else staff


def list_of(parts: list[str]) -> str:
    """Short texts in a row, joined as the language does it."""
    return ("、" if language() == "zh_CN" else ", ").join(part for part in parts if part)
