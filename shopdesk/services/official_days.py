"""Official days off and weekends that are worked, from a maintained package of public holidays.

Governments that move weekends (China's 调休) announce it a year at a time: what lies beyond the last announced year is
calculated from the feasts alone, and `known_until` says so.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from shopdesk.domain.errors import UserError

_ANNOUNCED: Final = ("CN",)  # countries whose weekends are moved by a notice each year
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class OfficialDays:
    """`holidays` by day with their English names, weekends that are worked, and the last year that was announced
    (None: the rules of the country say it for every year).
    """

    country: str
    holidays: dict[date, str]
    workdays: frozenset[date]
    known_until: int | None


@lru_cache(maxsize=1)
def countries() -> tuple[str, ...]:
    """The countries that official days are known of, as ISO 3166 codes."""
    import holidays

    found = holidays.list_supported_countries(include_aliases=False)
    return tuple(sorted(code for code in found if len(code) == 2))


def official_days(country: str, first_year: int, last_year: int) -> OfficialDays:
    """The official days of a country in a span of years. Raises UserError `form.choice`, `form.whole`."""
    import holidays

    if country not in countries():
        raise UserError("form.choice", field="country", found=country, choices="CN, DE, US, …")
    if not _FIRST_YEAR <= first_year <= last_year <= _LAST_YEAR:
        raise UserError("form.whole", field="year", found=f"{first_year}-{last_year}")
    years = range(first_year, last_year + 1)
    found = holidays.country_holidays(country, years=years, observed=True, language="en_US")
    worked = frozenset(day for day in found.weekend_workdays if day.year in years)
    named = {day: name for day, name in sorted(found.items()) if day.year in years}
    return OfficialDays(country, named, worked, _known_until(country))


@lru_cache(maxsize=8)
def _known_until(country: str) -> int | None:
    if country not in _ANNOUNCED:
        return None
    import holidays

    source = holidays.country_holidays(country, years=range(_FIRST_YEAR, _FIRST_YEAR + 60))
    return max((day.year for day in source.weekend_workdays), default=None)
