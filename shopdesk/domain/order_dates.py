"""Dates that do not fit the numbers of the orders around them.

Platforms number orders as they come in, so dates rise with numbers. Where nearly all do, one that stands elsewhere
was changed on its way: a spreadsheet read `11/12/20` as 2011-12-20 and saved that.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

# How far a date may stand from its neighbours: orders are entered late, and moved to another day.
_TOLERANCE = timedelta(days=14)
_NEAR = timedelta(days=7)  # how close another reading has to come to count as the right one
_FEWEST = 5
Orders = Sequence[tuple[int, date]]


@dataclass(frozen=True, slots=True)
class OutOfStep:
    """The place of a date in what was given, the dates of its neighbours, and the reading that fits, if one does."""

    place: int
    after: date | None
    before: date | None
    reading: date | None


def out_of_step(orders: Orders) -> list[OutOfStep]:
    """The dates of (number, date) that stand apart; none where numbers do not rise with time."""
    if len(orders) < _FEWEST:
        return []
    low, high = _usual_span([day for _number, day in orders])
    whole = sorted(range(len(orders)), key=lambda place: orders[place][0])

    def rise(places: list[int]) -> list[int]:
        usual = [at for at, place in enumerate(places) if low <= orders[place][1] <= high]
        return [usual[at] for at in _longest_rise([orders[places[at]][1] for at in usual])]

    series, kept = [whole], [rise(whole)]
    # Etsy gives odd and even numbers from two counters, up to 24 days apart; each by itself never goes back.
    parted = [[place for place in whole if orders[place][0] % 2 == parity] for parity in (0, 1)]
    kept_parted = [rise(places) for places in parted]
    if sum(map(len, kept_parted)) - len(kept[0]) >= max(2, len(orders) / 10):
        series, kept = parted, kept_parted
    if sum(map(len, kept)) < max(len(orders) / 2, min(len(orders) - 1, 2 * sqrt(len(orders)))):
        return []
    return [odd for places, rising in zip(series, kept, strict=True) for odd in _apart(orders, places, rising)]


def _usual_span(days: list[date]) -> tuple[date, date]:
    """The time around the shortest span that holds half of the dates.

    Misread years may be many and rise as well, but over a dozen years instead of one.
    """
    ordered = sorted(days)
    half = (len(ordered) + 1) // 2
    first = min(range(len(ordered) - half + 1), key=lambda at: ordered[at + half - 1] - ordered[at])
    start, end = ordered[first], ordered[first + half - 1]
    around = max((end - start) * 3 // 2, timedelta(days=60))
    return max(date.min + around, start) - around, min(date.max - around, end) + around


def _apart(orders: Orders, places: list[int], kept: list[int]) -> Iterator[OutOfStep]:
    """What stands apart in one series: `places` by number, `kept` the indexes among them whose dates rise."""
    for at, place in enumerate(places):
        known = bisect_right(kept, at)
        if known and kept[known - 1] == at:
            continue
        after = orders[places[kept[known - 1]]][1] if known else None
        before = orders[places[kept[known]]][1] if known < len(kept) else None
        told = orders[place][1]
        if not _fits(told, after, before, _TOLERANCE):
            right = next((day for day in _other_readings(told) if _fits(day, after, before, _NEAR)), None)
            yield OutOfStep(place, after, before, right)


def _fits(day: date, after: date | None, before: date | None, slack: timedelta) -> bool:
    return (after is None or day >= after - slack) and (before is None or day <= before + slack)


def _longest_rise(days: Sequence[date]) -> list[int]:
    """Places of the longest run of dates that never goes back, however much stands in between."""
    ends: list[date] = []
    last: list[int] = []
    previous: list[int] = []
    for place, day in enumerate(days):
        length = bisect_right(ends, day)
        previous.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(day)
            last.append(place)
        else:
            ends[length], last[length] = day, place
    place, run = (last[-1] if last else -1), []
    while place >= 0:
        run.append(place)
        place = previous[place]
    return run[::-1]


def _other_readings(day: date) -> list[date]:
    """What a date may have been: day and month swapped, `m/d/y` or `d/m/y` read as `y/m/d`."""
    short = day.year % 100
    parts = ((day.year, day.day, day.month), (2000 + day.day, short, day.month), (2000 + day.day, day.month, short))
    found = []
    for year, month, number in parts:
        try:
            found.append(date(year, month, number))
        except ValueError:
            continue
    return found
