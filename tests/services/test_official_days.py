"""Official days: China's moved weekends, other countries by rule, what is not known said."""

from datetime import date

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.services.official_days import countries, official_days


def test_chinas_weekends_are_moved_and_known_until_a_year() -> None:
    found = official_days("CN", 2026, 2026)
    assert found.workdays == {
        date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10),
    }  # fmt: skip
    assert {date(2026, 10, day) for day in (1, 2, 3, 5, 6, 7)} <= set(found.holidays)
    assert found.known_until is not None
    assert found.known_until >= 2026


def test_other_countries_follow_their_rules() -> None:
    found = official_days("DE", 2026, 2027)
    assert found.holidays[date(2026, 10, 3)]
    assert (found.workdays, found.known_until) == (frozenset(), None)
    assert {"CN", "DE", "GB", "TW", "US"} <= set(countries())


def test_what_is_not_known_is_refused() -> None:
    for country, first, last in (("XX", 2026, 2026), ("CN", 1890, 1891), ("CN", 2027, 2026)):
        with pytest.raises(UserError):
            official_days(country, first, last)
