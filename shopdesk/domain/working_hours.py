"""When the shop is open: frames by weekday in its own zone, days off, and days worked though their weekday is free.

All sums are of working time on the clock of the world: they are made in UTC, so that an hour that a zone skips or
repeats counts as it really passed. The rules of the ends are those of the command `deadline`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from typing import Any, Final

from shopdesk.domain.errors import UserError

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY: Final = 24 * 60  # minutes
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
_FARTHEST: Final = 3 * 366  # days: no opening within them means that the shop never opens again

Frame = tuple[int, int]  # minutes of the local day, from and to; to 1440 at most
Span = tuple[datetime, datetime]
Pauses = Sequence[tuple[datetime, datetime | None]]  # in order, none within another; None: it still lasts


def minutes(text: str, name: str = "hours") -> int:
    """`"09:30"` as minutes of the day; `"24:00"` ends one. Raises UserError `hours.time`."""
    match = _CLOCK.fullmatch(text.strip()) if isinstance(text, str) else None
    found = int(match[1]) * 60 + int(match[2]) if match else DAY + 1
    if found > DAY:
        raise UserError("hours.time", field=name, found=text)
    return found


def clock(minute: int) -> str:
    """Minutes of the day as `"09:30"`."""
    return f"{minute // 60:02}:{minute % 60:02}"


def frames(pairs: Any, name: str = "hours") -> tuple[Frame, ...]:
    """Frames of one day, in order. Raises UserError `hours.time`, `hours.frame`, `hours.overlap`."""
    out: list[Frame] = []
    if not isinstance(pairs, list | tuple):
        raise UserError("hours.frame", field=name, found=pairs)
    for pair in pairs:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise UserError("hours.frame", field=name, found=pair)
        start, end = minutes(pair[0], name), minutes(pair[1], name)
        if start >= end:
            raise UserError("hours.frame", field=name, found=f"{pair[0]}-{pair[1]}")
        out.append((start, end))
    out.sort()
    for (_start, end), (start, _end) in pairwise(out):
        if start < end:
            raise UserError("hours.overlap", field=name, found=clock(start))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """`week` has a tuple of frames for each of WEEKDAYS. A day in `workdays` whose weekday has none uses Monday's."""

    zone: tzinfo
    week: Mapping[str, tuple[Frame, ...]]
    holidays: frozenset[date] = field(default_factory=frozenset)
    workdays: frozenset[date] = field(default_factory=frozenset)

    def of_day(self, day: date) -> tuple[Frame, ...]:
        """The frames of a local day. A day that is both off and worked is worked: China moves weekends so."""
        own = self.week.get(WEEKDAYS[day.weekday()], ())
        if day in self.workdays:
            return own or self.week.get("mon", ())
        return () if day in self.holidays else own

    def spans(self, day: date) -> list[Span]:
        """The frames of a local day as moments in UTC; those that a change of the clock swallows are left out."""
        out = []
        for start, end in self.of_day(day):
            opens, closes = self._moment(day, start), self._moment(day, end)
            if opens < closes:
                out.append((opens, closes))
        return out

    def is_open(self, at: datetime) -> bool:
        """Whether the shop is open at a moment; closing time itself is closed."""
        return any(opens <= at < closes for opens, closes in self.spans(self._day(at)))

    def next_opening(self, at: datetime) -> datetime | None:
        """`at` itself while the shop is open, else when it opens next; None when it never does."""
        for opens, closes in self._from(at):
            if at < closes:
                return max(at.astimezone(UTC), opens)
        return None

    def seconds(self, start: datetime, end: datetime, pauses: Pauses = ()) -> int:
        """Working seconds from `start` to `end`, pauses left out; 0 when the end is not later."""
        if end <= start:
            return 0
        total = timedelta()
        day, last = self._day(start), self._day(end)
        while day <= last:
            for opens, closes in _without(self.spans(day), pauses):
                total += max(timedelta(), min(closes, end) - max(opens, start))
            day += timedelta(days=1)
        return int(total.total_seconds())

    def after(self, start: datetime, seconds: int, pauses: Pauses = (), *, roll: bool = True) -> datetime | None:
        """The moment at which `seconds` of working time have passed since `start`; None when they never do.

        A pause is closed like a break. A moment that falls on the end of a frame rolls to the next opening unless
        the next frame follows at once, or stays there with `roll=False`.
        """
        left = timedelta(seconds=seconds)
        for opens, closes in _without(self._from(start), pauses):
            begins = max(opens, start.astimezone(UTC))
            if begins >= closes:
                continue
            room = closes - begins
            if left < room or (left == room and not roll):
                return begins + left
            left -= room
        return None

    def _from(self, at: datetime) -> Iterator[Span]:
        day = self._day(at)
        for number in range(_FARTHEST):
            yield from self.spans(day + timedelta(days=number))

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def _moment(self, day: date, minute: int) -> datetime:
        if minute == DAY:
            day, minute = day + timedelta(days=1), 0
        local = datetime.combine(day, time(minute // 60, minute % 60), self.zone)
        return local.astimezone(UTC)


def _without(spans: Iterable[Span], pauses: Pauses) -> Iterator[Span]:
    """Spans with the pauses cut out."""
    for opens, closes in spans:
        left = opens
        for begins, ends in pauses:
            if begins >= closes:
                break
            if ends is not None and ends <= left:
                continue
            if begins > left:
                yield left, begins
            left = closes if ends is None else min(closes, ends)
        if left < closes:
            yield left, closes


@dataclass(frozen=True, slots=True)
class WorkingClock:
    """Working seconds between many moments: the spans of a stretch of days are summed up once."""

    starts: tuple[datetime, ...]
    ends: tuple[datetime, ...]
    before: tuple[float, ...]  # working seconds before each span

    @classmethod
    def over(cls, hours: WorkingHours, first: date, last: date) -> "WorkingClock":
        """For moments of local days from `first` to `last`."""
        starts, ends, before, total = [], [], [], 0.0
        for number in range((last - first).days + 1):
            for opens, closes in hours.spans(first + timedelta(days=number)):
                starts.append(opens)
                ends.append(closes)
                before.append(total)
                total += (closes - opens).total_seconds()
        return cls(tuple(starts), tuple(ends), tuple(before))

    def seconds(self, start: datetime, end: datetime) -> int:
        """Working seconds from `start` to `end`; 0 when the end is not later."""
        return max(0, int(self._passed(end) - self._passed(start)))

    def is_open(self, at: datetime) -> bool:
        """Whether the shop is open at a moment; closing time itself is closed."""
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.ends[index]

    def _passed(self, at: datetime) -> float:
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0.0
        return self.before[index] + (min(at, self.ends[index]) - self.starts[index]).total_seconds()


def read_week(value: Any) -> dict[str, tuple[Frame, ...]]:
    """A week as `{"mon": [["09:00", "18:00"]], …}`; days left out are free.

    Raises UserError `form.type`, `form.choice`, `hours.*`.
    """
    if not isinstance(value, Mapping):
        raise UserError("form.type", field="week", expected='{"mon": [["09:00", "18:00"]]}')
    for name in value:
        if name not in WEEKDAYS:
            raise UserError("form.choice", field="week", found=str(name), choices=", ".join(WEEKDAYS))
    return {name: frames(value.get(name, []), name) for name in WEEKDAYS}


def read_days(value: Any, name: str) -> frozenset[date]:
    """Days as `["2026-10-01", …]`. Raises UserError `form.type`, `form.date`."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise UserError("form.type", field=name, expected='["2026-10-01"]')
    out = set()
    for text in value:
        try:
            out.add(date.fromisoformat(str(text)))
        except ValueError:
            raise UserError("form.date", field=name, found=str(text)) from None
    return frozenset(out)
