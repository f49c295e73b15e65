"""How reports count: durations summed up, periods and what they are compared with."""

import statistics
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.errors import UserError
from shopdesk.domain.figures import LIMITS, Times, share, times, times_by
from shopdesk.domain.reports import PERIODS, Days, days, period


def test_durations_by_hand():
    found = times([600, 10, 7_200, 601, 30])
    assert found == Times(5, median=600, p90=7_200, within=(2 / 5, 3 / 5, 1.0))
    assert times([10, 20]).median == 15
    assert times([10, 21]).median == 15  # rounded down
    assert times(range(1, 11)).p90 == 9
    assert times(range(1, 12)).p90 == 10
    assert times([]) == Times(0, None, None, (None, None, None))
    assert share(1, 4) == 0.25
    assert share(0, 0) is None


@given(st.lists(st.integers(0, 100_000), min_size=1))
def test_durations_against_a_recount(seconds):
    found = times(seconds)
    assert found.median == int(statistics.median(seconds))
    assert found.p90 in seconds
    assert sum(value <= found.p90 for value in seconds) * 10 >= len(seconds) * 9
    assert sum(value < found.p90 for value in seconds) * 10 < len(seconds) * 9
    assert found.within == tuple(sum(value <= limit for value in seconds) / len(seconds) for limit in LIMITS)


def test_durations_by_key():
    assert times_by([("a", 3), ("b", 5), ("a", 1)]) == {"a": times([1, 3]), "b": times([5])}


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ((2026, 11, 1), (2026, 11, 30), ((2026, 10, 1), (2026, 10, 31))),
        ((2026, 3, 1), (2026, 3, 31), ((2026, 2, 1), (2026, 2, 28))),
        ((2026, 1, 1), (2026, 1, 31), ((2025, 12, 1), (2025, 12, 31))),
        ((2026, 1, 1), (2026, 12, 31), ((2025, 1, 1), (2025, 12, 31))),
        ((2026, 1, 1), (2026, 3, 31), ((2025, 10, 1), (2025, 12, 31))),
        ((2026, 11, 1), (2026, 11, 22), ((2026, 10, 10), (2026, 10, 31))),
        ((2026, 11, 16), (2026, 11, 22), ((2026, 11, 9), (2026, 11, 15))),
        ((2026, 11, 22), (2026, 11, 22), ((2026, 11, 21), (2026, 11, 21))),
    ],
)
def test_what_days_are_compared_with(first, last, before):
    assert Days(date(*first), date(*last)).before() == Days(date(*before[0]), date(*before[1]))


def test_periods_of_a_day():
    today = date(2026, 3, 1)
    found = {name: period(name, today) for name in PERIODS}
    assert found == {
        "this_month": Days(date(2026, 3, 1), today),
        "last_month": Days(date(2026, 2, 1), date(2026, 2, 28)),
        "last_7": Days(date(2026, 2, 23), today),
        "last_30": Days(date(2026, 1, 31), today),
        "this_year": Days(date(2026, 1, 1), today),
    }
    assert [found["last_7"].count, found["last_30"].count] == [7, 30]


def test_days_that_make_no_sense_are_refused():
    with pytest.raises(UserError, match=r"report\.days"):
        days(date(2026, 11, 2), date(2026, 11, 1))
    with pytest.raises(UserError, match=r"report\.too_long"):
        days(date(2006, 11, 2), date(2026, 11, 1))
    with pytest.raises(UserError, match=r"report\.too_long"):
        days(date(2101, 1, 1), date(2101, 1, 2))
