"""Zones and currencies to choose from, in words."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from shopdesk.words import _, language, mark

_CITIES = {
    "Asia/Shanghai": mark("Beijing, Shanghai"),
    "Asia/Hong_Kong": mark("Hong Kong"),
    "Asia/Taipei": mark("Taipei"),
    "Asia/Singapore": mark("Singapore"),
    "Asia/Tokyo": mark("Tokyo"),
    "Asia/Seoul": mark("Seoul"),
    "Asia/Bangkok": mark("Bangkok"),
    "Asia/Kolkata": mark("Delhi, Mumbai"),
    "Asia/Dubai": mark("Dubai"),
    "Australia/Sydney": mark("Sydney"),
    "Europe/London": mark("London"),
    "Europe/Berlin": mark("Berlin"),
    "Europe/Paris": mark("Paris"),
    "Europe/Madrid": mark("Madrid"),
    "Europe/Rome": mark("Rome"),
    "Europe/Amsterdam": mark("Amsterdam"),
    "Europe/Warsaw": mark("Warsaw"),
    "America/New_York": mark("New York"),
    "America/Chicago": mark("Chicago"),
    "America/Denver": mark("Denver"),
    "America/Los_Angeles": mark("Los Angeles"),
    "America/Toronto": mark("Toronto"),
    "America/Vancouver": mark("Vancouver"),
    "America/Sao_Paulo": mark("São Paulo"),
    "Pacific/Auckland": mark("Auckland"),
    "UTC": mark("World time"),
}
_CURRENCIES = {
    "CNY": mark("Chinese yuan"), "USD": mark("US dollar"), "EUR": mark("euro"), "GBP": mark("British pound"),
    "JPY": mark("Japanese yen"), "HKD": mark("Hong Kong dollar"), "TWD": mark("Taiwan dollar"),
    "SGD": mark("Singapore dollar"), "MYR": mark("Malaysian ringgit"), "THB": mark("Thai baht"),
    "VND": mark("Vietnamese dong"), "IDR": mark("Indonesian rupiah"), "PHP": mark("Philippine peso"),
    "KRW": mark("South Korean won"), "INR": mark("Indian rupee"), "AUD": mark("Australian dollar"),
    "NZD": mark("New Zealand dollar"), "CAD": mark("Canadian dollar"), "CHF": mark("Swiss franc"),
    "SEK": mark("Swedish krona"), "NOK": mark("Norwegian krone"), "DKK": mark("Danish krone"),
    "PLN": mark("Polish zloty"), "CZK": mark("Czech koruna"), "HUF": mark("Hungarian forint"),
    "TRY": mark("Turkish lira"), "AED": mark("UAE dirham"), "SAR": mark("Saudi riyal"),
    "ZAR": mark("South African rand"), "BRL": mark("Brazilian real"), "MXN": mark("Mexican peso"),
}  # fmt: skip


def zone_options() -> list[tuple[str, str]]:
    """(name, words) of every zone: those that people know by a city first."""
    return list(_zones(language()))


def currency_options() -> list[tuple[str, str]]:
    """(code, words) of the common currencies; any other code may be typed."""
    return [(code, f"{code} · {_(name)}") for code, name in _CURRENCIES.items()]


def zone_words(name: str) -> str:
    """A zone as it is offered."""
    return next((words for code, words in zone_options() if code == name), name)


@cache
def _zones(_language: str) -> tuple[tuple[str, str], ...]:
    others = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    known = [(name, f"{_(city)} · {name} · {_offset(name)}") for name, city in _CITIES.items()]
    # The offset of all 500 would read 500 files; the city in their name is what people look for.
    return (*known, *((name, name.replace("_", " ")) for name in others if name not in _CITIES))


def _offset(name: str) -> str:
    seconds = datetime.now(ZoneInfo(name)).utcoffset()
    minutes = int(seconds.total_seconds() // 60) if seconds is not None else 0
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
