"""What the system says about where somebody is: proposals for a new shop, nothing more."""

from zoneinfo import available_timezones

from PySide6.QtCore import QLocale, QTimeZone

from shopdesk.domain.errors import UserError
from shopdesk.domain.settings import currency


def zone(usual: str) -> str:
    """The system's zone by its IANA name, `usual` where it has none."""
    found = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return found if found in available_timezones() and "/" in found else usual


def money(usual: str) -> str:
    """The currency of the system's country, `usual` where it has none."""
    found = QLocale.system().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    try:
        return currency("currency", found)
    except UserError:
        return usual
