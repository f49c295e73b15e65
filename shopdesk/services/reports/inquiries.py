"""The report on inquiries: how quickly we answer, what becomes of those who ask, what helps, and when they come.

Inquiries and wishes count on their local day, rounds and messages when they were written. A round is a customer's first
message since our last one, up to our next one. Working time is that of the opening hours as they are now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from operator import attrgetter
from typing import Any, NamedTuple

from shopdesk.db.queries import inquiry_figures as queries
from shopdesk.db.queries import wishes as wish_queries
from shopdesk.db.queries.inquiry_figures import Outcome, Wait
from shopdesk.db.queries.wishes import WishCount
from shopdesk.domain.figures import Times, share, times, times_by
from shopdesk.domain.reports import MOST_ROWS, Column, Days, Head, Report, Table
from shopdesk.domain.working_hours import WorkingClock
from shopdesk.services.desk import Desk
from shopdesk.services.working_hours import hours_of

_WITHIN = ("within_30s", "within_10m", "within_2h")  # domain.figures.LIMITS
_TEN_MINUTES = 1
_STEPS = 8
_WEEKDAYS = tuple(f"weekday_{number}" for number in range(7))


class _Reply(NamedTuple):
    """An answer: to whom it went, when they began to wait (locally), who gave it, and how long it took."""

    channel: str
    hour: int
    weekday: int
    by: str
    working: int
    clock: int


@dataclass(slots=True)
class _Facts:
    """What both the head figures and the tables are made of."""

    outcomes: list[Outcome]
    first: list[_Reply]
    replies: list[_Reply]
    waiting: tuple[int, int]  # for the first answer, for any
    rounds: int
    closed: int  # inquiries that came while the shop was closed
    handled_s: int
    inquiries_handled: int
    answers: int
    scenarios: list[tuple[str, int, int]]

    def asked(self, *status: str) -> int:
        """Inquiries, all or those in a status."""
        return sum(found.number for found in self.outcomes if not status or found.status in status)

    def heads(self) -> dict[str, Any]:
        """The head figures."""
        replies = times(reply.working for reply in self.replies)
        suggested = sum(after_words for _scenario, _uses, after_words in self.scenarios)
        return {
            "asked": self.asked(),
            "first_reply": times(reply.working for reply in self.first).median,
            "reply": replies.median,
            "within_10m": replies.within[_TEN_MINUTES],
            "conversion": share(self.asked("won"), self.asked()),
            "out_of_hours": share(self.closed, self.asked()),
            "handling": self.handled_s // self.inquiries_handled if self.inquiries_handled else None,
            "suggested": None if not self.answers else min(1.0, suggested / self.answers),
        }


def make(desk: Desk, connection: Any, days: Days, tick: Any) -> Report:
    """The report of some days, its head figures beside those of the days before."""
    now = _facts(desk, connection, days, tick)
    before = _facts(desk, connection, days.before(), tick).heads()
    heads = tuple(
        Head(key, kind, value, before[key], better)
        for (key, value), (kind, better) in zip(now.heads().items(), _HEADS, strict=True)
    )
    wishes = wish_queries.counts(connection, days.first, days.last)
    tick.step(_STEPS)
    start, end = _moments(desk, days)
    quick = _times(now)
    tick.step(_STEPS)
    tables = (
        *_overview(connection, days, now),
        *quick,
        _handling(connection, start, end),
        *_orders(connection, days, now),
        *_replies(connection, start, end, now),
        *_wishes(wishes),
        _busy(desk, queries.written(connection, start, end)),
    )
    nothing = not (now.asked() or now.rounds or now.answers or now.scenarios or wishes)
    return Report("inquiries", days, heads, tables, nothing)


_HEADS: tuple[tuple[Any, Any], ...] = (
    ("count", "more"), ("seconds", "less"), ("seconds", "less"), ("share", "more"), ("share", "more"), ("share", ""),
    ("seconds", "less"), ("share", "more"),
)  # fmt: skip


def _facts(desk: Desk, connection: Any, days: Days, tick: Any) -> _Facts:
    start, end = _moments(desk, days)
    tick.step(_STEPS)
    outcomes = queries.outcomes(connection, days.first, days.last)
    arrivals = list(tick.over(queries.arrivals(connection, days.first, days.last)))
    tick.step(_STEPS)
    rounds = list(tick.over(queries.rounds(connection, start, end)))
    tick.step(_STEPS)
    clock = _clock(desk, days, (*arrivals, *rounds))
    return _Facts(
        outcomes=outcomes,
        first=_answered(desk, clock, tick.over(arrivals)),
        replies=_answered(desk, clock, tick.over(rounds)),
        waiting=(sum(wait.waits for wait in arrivals), sum(wait.waits for wait in rounds)),
        rounds=len(rounds),
        closed=sum(not clock.is_open(wait.since) for wait in arrivals),
        handled_s=sum(found.seconds for found in queries.handled(connection, start, end)),
        inquiries_handled=queries.inquiries_handled(connection, start, end),
        answers=queries.answers(connection, start, end),
        scenarios=queries.scenarios_answered(connection, start, end),
    )


def _moments(desk: Desk, days: Days) -> tuple[datetime, datetime]:
    """When the days begin and when they are over."""
    zone = desk.zone
    return (
        datetime.combine(days.first, time(), zone),
        datetime.combine(days.last + timedelta(days=1), time(), zone),
    )


def _clock(desk: Desk, days: Days, waits: Sequence[Wait]) -> WorkingClock:
    """The working clock from the first moment that counts to the last: answers may come long after the days."""
    # The day in UTC lies at most one beside the local one.
    first = min((wait.since for wait in waits), default=None)
    last = max((wait.until or wait.since for wait in waits), default=None)
    begins = min(days.first, first.date()) if first else days.first
    ends = max(days.last, last.date()) if last else days.last
    return WorkingClock.over(hours_of(desk), begins - timedelta(days=1), ends + timedelta(days=1))


def _answered(desk: Desk, clock: WorkingClock, waits: Iterable[Wait]) -> list[_Reply]:
    zone = desk.zone
    found = []
    for wait in waits:
        if wait.until is None:
            continue
        local = wait.since.astimezone(zone)
        took = max(0, int((wait.until - wait.since).total_seconds()))
        working = clock.seconds(wait.since, wait.until)
        found.append(_Reply(wait.channel, local.hour, local.weekday(), wait.by, working, took))
    return found


# -- tables ---------------------------------------------------------------------------------------------------------


def _overview(connection: Any, days: Days, facts: _Facts) -> tuple[Table, ...]:
    asked = facts.asked()
    quoted = sum(found.number for found in facts.outcomes if found.quoted)
    counts = {
        "asked": asked, "quoted": quoted, "won": facts.asked("won"), "lost": facts.asked("lost"),
        "open": asked - facts.asked("won", "lost"),
    }  # fmt: skip
    found = queries.by_day(connection, days.first, days.last)
    every_day = (days.first + timedelta(days=number) for number in range(days.count))
    return (
        Table(
            "outcomes", "overview",
            (Column("outcome", "word", "outcome"), Column("count", "count"), Column("share", "share")),
            [(code, count, share(count, asked)) for code, count in counts.items()],
        ),
        Table(
            "days", "overview", (Column("day", "day"), Column("asked", "count"), Column("won", "count")),
            [(day, *found.get(day, (0, 0))) for day in every_day],
        ),
    )  # fmt: skip


def _times(facts: _Facts) -> tuple[Table, ...]:
    measures = (
        ("first_reply_working", times(reply.working for reply in facts.first), facts.waiting[0]),
        ("first_reply_clock", times(reply.clock for reply in facts.first), facts.waiting[0]),
        ("reply_working", times(reply.working for reply in facts.replies), facts.waiting[1]),
        ("reply_clock", times(reply.clock for reply in facts.replies), facts.waiting[1]),
    )
    columns = (
        Column("measure", "word", "measure"), Column("count", "count"), Column("median", "seconds"),
        Column("p90", "seconds"), *(Column(key, "share") for key in _WITHIN), Column("waiting", "count"),
    )  # fmt: skip
    rows = [(code, found.count, found.median, found.p90, *found.within, waits) for code, found, waits in measures]
    return (
        Table("times", "times", columns, rows),
        _times_by("reply_channels", Column("channel", "word", "channel"), facts, "channel"),
        _times_by("reply_hours", Column("hour", "hour"), facts, "hour", range(24)),
        _times_by("reply_weekdays", Column("weekday", "weekday"), facts, "weekday", range(7)),
        _times_by("reply_people", Column("person", "person"), facts, "by"),
    )


def _times_by(key: str, column: Column, facts: _Facts, trait: str, order: Iterable[Any] | None = None) -> Table:
    """Answers by one of their traits; without an `order`, who answered most stands first."""
    of, working, by_the_clock = attrgetter(trait), attrgetter("working"), attrgetter("clock")
    first = times_by(zip(map(of, facts.first), map(working, facts.first), strict=True))
    all_of_them = times_by(zip(map(of, facts.replies), map(working, facts.replies), strict=True))
    by_clock = times_by(zip(map(of, facts.replies), map(by_the_clock, facts.replies), strict=True))
    nothing = Times()

    def often(code: Any) -> tuple[int, Any]:
        return -all_of_them.get(code, nothing).count - first.get(code, nothing).count, code

    rows = []
    for code in order or sorted({*first, *all_of_them}, key=often):
        begun, found = first.get(code, nothing), all_of_them.get(code, nothing)
        rows.append(
            (code, begun.count, begun.median, begun.p90, found.count, found.median, found.p90, *found.within,
             by_clock.get(code, nothing).median)
        )  # fmt: skip
    columns = (
        column, Column("first_count", "count"), Column("first_median", "seconds"), Column("first_p90", "seconds"),
        Column("reply_count", "count"), Column("reply_median", "seconds"), Column("reply_p90", "seconds"),
        *(Column(name, "share") for name in _WITHIN), Column("reply_clock", "seconds"),
    )  # fmt: skip
    return Table(key, "times", columns, rows)


def _handling(connection: Any, start: datetime, end: datetime) -> Table:
    columns = (
        Column("person", "person"), Column("messages", "count"), Column("handled", "seconds"),
        Column("per_message", "seconds"),
    )  # fmt: skip
    found = queries.handled(connection, start, end)
    return Table(
        "handling", "times", columns,
        [(one.staff, one.messages, one.seconds, one.seconds // one.messages) for one in found],
    )  # fmt: skip


def _orders(connection: Any, days: Days, facts: _Facts) -> tuple[Table, ...]:
    channels: dict[str, list[int]] = {}
    reasons: dict[str, int] = {}
    for one in facts.outcomes:
        sums = channels.setdefault(one.channel, [0, 0, 0, 0])
        for place, counts in enumerate((True, one.quoted, one.status == "won", one.status == "lost")):
            sums[place] += one.number * counts
        if one.status == "lost":
            reasons[one.lost_reason] = reasons.get(one.lost_reason, 0) + one.number
    lost = sum(reasons.values())
    products = queries.by_product(connection, days.first, days.last)
    funnel = (
        Column("asked", "count"), Column("quoted", "count"), Column("won", "count"), Column("lost", "count"),
        Column("open", "count"), Column("conversion", "share"),
    )  # fmt: skip
    return (
        Table(
            "conversion_channels", "orders", (Column("channel", "word", "channel"), *funnel),
            [(code, *_funnel(*sums)) for code, sums in sorted(channels.items(), key=lambda item: (-item[1][0], item))],
        ),
        Table(
            "conversion_products", "orders",
            (Column("product", "text"), Column("variant", "text"), Column("sku", "text"), *funnel),
            [
                (one.title, one.variant, one.sku, *_funnel(one.asked, one.quoted, one.won, one.lost))
                for one in products[:MOST_ROWS]
            ],
            max(0, len(products) - MOST_ROWS),
        ),
        Table(
            "lost_reasons", "orders",
            (Column("reason", "word", "lost_reason"), Column("count", "count"), Column("share", "share")),
            [(code, n, share(n, lost)) for code, n in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))],
        ),
    )  # fmt: skip


def _funnel(asked: int, quoted: int, won: int, lost: int) -> tuple[Any, ...]:
    return asked, quoted, won, lost, asked - won - lost, share(won, asked)


def _replies(connection: Any, start: datetime, end: datetime, facts: _Facts) -> tuple[Table, ...]:
    used = queries.replies_used(connection, start, end)
    return (
        Table(
            "reply_scenarios", "replies",
            (Column("scenario", "word", "scenario"), Column("uses", "count"), Column("after_words", "count")),
            facts.scenarios,
        ),
        Table(
            "replies", "replies",
            (Column("title", "text"), Column("code", "text"), Column("scenario", "word", "scenario"),
             Column("uses", "count")),
            [(one.title, one.code, one.scenario, one.uses) for one in used[:MOST_ROWS]],
            max(0, len(used) - MOST_ROWS),
        ),
    )  # fmt: skip


def _wishes(found: list[WishCount]) -> tuple[Table, ...]:
    themes: dict[str, int] = {}
    for one in found:
        themes[one.theme] = themes.get(one.theme, 0) + one.count
    in_order = sorted(found, key=lambda one: (-one.count, one.theme, one.title, one.variant, one.sku))
    theme = Column("theme", "word", "wish_theme")
    return (
        Table(
            "wish_themes", "wishes", (theme, Column("count", "count")),
            sorted(themes.items(), key=lambda item: (-item[1], item[0])),
        ),
        Table(
            "wish_products", "wishes",
            (Column("product", "text"), Column("variant", "text"), theme, Column("count", "count")),
            [(one.title, one.variant, one.theme, one.count) for one in in_order[:MOST_ROWS]],
            max(0, len(found) - MOST_ROWS),
        ),
    )  # fmt: skip


def _busy(desk: Desk, written: Iterable[tuple[datetime, int]]) -> Table:
    """Customers' messages by hour and weekday: when somebody should be at the desk."""
    zone = desk.zone
    counts = [[0] * 7 for _hour in range(24)]
    for quarter, count in written:
        local = quarter.astimezone(zone)
        counts[local.hour][local.weekday()] += count
    columns = (Column("hour", "hour"), *(Column(key, "count") for key in _WEEKDAYS), Column("all_days", "count"))
    return Table("busy_hours", "busy", columns, [(hour, *row, sum(row)) for hour, row in enumerate(counts)])
