"""What the report on inquiries counts. Inquiries by their local day, what was written by its moment."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Integer, String, and_, case, exists, func, or_, select, type_coerce

from shopdesk.db.tables import Inquiry, InquiryProduct, Message, Product, Quote, Reply, ReplyUse
from shopdesk.domain.inquiries import OPEN

_QUOTED = exists().where(Quote.inquiry_id == Inquiry.id)
_EVERY = 2_000  # rows fetched at a time


class Outcome(NamedTuple):
    """Inquiries that are alike in these respects."""

    channel: str
    status: str
    lost_reason: str
    quoted: bool
    number: int


class Asked(NamedTuple):
    """What was asked about, by a product of the shop or (id None) by the customers' own words."""

    product_id: int | None
    sku: str
    title: str
    variant: str
    asked: int
    quoted: int
    won: int
    lost: int


class Wait(NamedTuple):
    """Somebody began to wait, and was answered when and by whom ("": nobody knows), or (None) never.

    `waits`: they still do.
    """

    channel: str
    since: datetime
    until: datetime | None
    by: str
    waits: bool


class Handled(NamedTuple):
    """Seconds that a person had inquiries open for so many messages."""

    staff: str
    messages: int
    seconds: int


class Used(NamedTuple):
    """A reply that went out."""

    number: str
    code: str
    title: str
    scenario: str
    uses: int


# -- inquiries that came in on the days -----------------------------------------------------------------------------


def outcomes(connection: Connection, first: date, last: date) -> list[Outcome]:
    """What became of them."""
    quoted = case((_QUOTED, 1), else_=0).label("quoted")
    keys = (Inquiry.channel, Inquiry.status, Inquiry.lost_reason, quoted)
    query = select(*keys, func.count()).where(_came(first, last)).group_by(*keys)
    return [Outcome(channel, status, reason, bool(sent), n) for channel, status, reason, sent, n in
            connection.execute(query)]  # fmt: skip


def by_day(connection: Connection, first: date, last: date) -> dict[date, tuple[int, int]]:
    """By day: how many came in, and how many of them were won."""
    query = select(Inquiry.local_day, func.count(), _number(Inquiry.status == "won"))
    query = query.where(_came(first, last)).group_by(Inquiry.local_day)
    return {day: (asked, won) for day, asked, won in connection.execute(query)}


def by_product(connection: Connection, first: date, last: date) -> list[Asked]:
    """By product asked about, the most asked first; an inquiry counts once for each."""
    text = case((InquiryProduct.product_id.is_(None), InquiryProduct.text), else_="").label("text")
    quoted = case((_QUOTED, 1), else_=0).label("quoted")
    pairs = (
        select(InquiryProduct.product_id, text, Inquiry.id, Inquiry.status, quoted)
        .join(Inquiry, Inquiry.id == InquiryProduct.inquiry_id)
        .where(_came(first, last))
        .distinct()
        .subquery()
    )
    asked = func.count().label("asked")
    named = case((pairs.c.product_id.is_(None), pairs.c.text), else_=func.max(Product.title))
    query = (
        select(
            pairs.c.product_id, func.coalesce(func.max(Product.sku), ""), named,
            func.coalesce(func.max(Product.variant), ""), asked, func.sum(pairs.c.quoted),
            _number(pairs.c.status == "won"), _number(pairs.c.status == "lost"),
        )
        .select_from(pairs)
        .outerjoin(Product, Product.id == pairs.c.product_id)
        .group_by(pairs.c.product_id, pairs.c.text)
        .order_by(asked.desc(), pairs.c.product_id, pairs.c.text)
    )  # fmt: skip
    return [Asked._make(row) for row in connection.execute(query)]


def arrivals(connection: Connection, first: date, last: date) -> Iterator[Wait]:
    """Each of them, from when it came in to its first reply."""
    by = (
        select(Message.staff)
        .where(Message.inquiry_id == Inquiry.id, Message.direction == "out")
        .order_by(Message.at, Message.id)
        .limit(1)
        .scalar_subquery()
    )
    waits = and_(Inquiry.first_reply_at.is_(None), Inquiry.status.in_(OPEN))
    query = select(Inquiry.channel, Inquiry.created_at, Inquiry.first_reply_at, func.coalesce(by, ""), waits)
    return _streamed(connection, query.where(_came(first, last)))


# -- what was written in the time -----------------------------------------------------------------------------------


def rounds(connection: Connection, start: datetime, end: datetime) -> Iterator[Wait]:
    """Each time that a customer began to wait from `start` to before `end`: their first message since our last one,
    up to our next one. Notes are nothing to the customer.
    """
    began = and_(Message.direction == "in", _within(Message.at, start, end))
    touched = select(Message.inquiry_id).where(began, Message.inquiry_id.is_not(None))
    before = func.lag(Message.direction).over(partition_by=Message.inquiry_id, order_by=(Message.at, Message.id))
    said = (
        select(Message.inquiry_id, Message.id, Message.at, Message.direction, Message.staff, before.label("before"))
        .where(Message.direction.in_(("in", "out")), Message.inquiry_id.in_(touched))
        .subquery()
    )
    mine, order = said.c.inquiry_id, (said.c.at, said.c.id)
    until = func.lead(said.c.at, type_=said.c.at.type).over(partition_by=mine, order_by=order).label("until")
    by = func.lead(said.c.staff).over(partition_by=mine, order_by=order).label("by")
    # Only where the other side begins to speak; so what follows one of their messages is our answer to it.
    turns = (
        select(said.c.inquiry_id, said.c.at, said.c.direction, until, by)
        .where(or_(said.c.before.is_(None), said.c.before != said.c.direction))
        .subquery()
    )
    waits = and_(turns.c.until.is_(None), Inquiry.waiting_since.is_not(None))
    query = (
        select(Inquiry.channel, turns.c.at, turns.c.until, func.coalesce(turns.c.by, ""), waits)
        .join(Inquiry, Inquiry.id == turns.c.inquiry_id)
        .where(turns.c.direction == "in", _within(turns.c.at, start, end))
    )
    return _streamed(connection, query)


def written(connection: Connection, start: datetime, end: datetime) -> list[tuple[datetime, int]]:
    """Quarters of an hour, and how many messages customers wrote in them: no clock differs from UTC by less."""
    at = type_coerce(Message.at, String)
    hour, quarter = func.substr(at, 1, 13), func.substr(at, 15, 2).cast(Integer) // 15
    query = select(hour, quarter, func.count()).where(
        Message.inquiry_id.is_not(None), Message.direction == "in", _within(Message.at, start, end)
    )
    return [
        (datetime.fromisoformat(f"{text}:{part * 15:02}:00Z"), count)
        for text, part, count in connection.execute(query.group_by(hour, quarter))
    ]


def answers(connection: Connection, start: datetime, end: datetime) -> int:
    """How many messages we sent."""
    query = select(func.count()).where(Message.inquiry_id.is_not(None), Message.direction == "out")
    return int(connection.execute(query.where(_within(Message.at, start, end))).scalar_one())


def handled(connection: Connection, start: datetime, end: datetime) -> list[Handled]:
    """Handling time by person, the longest first."""
    seconds = func.sum(Message.handled_s).label("seconds")
    query = select(Message.staff, func.count(), seconds).where(_timed(start, end)).group_by(Message.staff)
    return [Handled._make(row) for row in connection.execute(query.order_by(seconds.desc(), Message.staff))]


def inquiries_handled(connection: Connection, start: datetime, end: datetime) -> int:
    """How many inquiries that time was spent on."""
    query = select(func.count(Message.inquiry_id.distinct())).where(_timed(start, end))
    return int(connection.execute(query).scalar_one())


def replies_used(connection: Connection, start: datetime, end: datetime) -> list[Used]:
    """Replies by how often they went out, the most used first."""
    uses = func.count().label("uses")
    query = (
        select(Reply.number, Reply.code, Reply.title, Reply.scenario, uses)
        .join(ReplyUse, ReplyUse.reply_id == Reply.id)
        .where(_within(ReplyUse.at, start, end))
        .group_by(Reply.id)
        .order_by(uses.desc(), Reply.number)
    )
    return [Used._make(row) for row in connection.execute(query)]


def scenarios_answered(connection: Connection, start: datetime, end: datetime) -> list[tuple[str, int, int]]:
    """By scenario: replies that went out, and how many of them after words of a customer."""
    uses = func.count().label("uses")
    query = select(ReplyUse.scenario, uses, _number(ReplyUse.asked != "")).where(_within(ReplyUse.at, start, end))
    query = query.group_by(ReplyUse.scenario).order_by(uses.desc(), ReplyUse.scenario)
    return [(scenario, used, suggested) for scenario, used, suggested in connection.execute(query)]


# -- inside ---------------------------------------------------------------------------------------------------------


def _came(first: date, last: date) -> ColumnElement[bool]:
    return Inquiry.local_day.between(first, last)


def _within(column: Any, start: datetime, end: datetime) -> ColumnElement[bool]:
    found: ColumnElement[bool] = and_(column >= start, column < end)
    return found


def _timed(start: datetime, end: datetime) -> ColumnElement[bool]:
    return and_(Message.inquiry_id.is_not(None), Message.handled_s.is_not(None), _within(Message.at, start, end))


def _number(condition: Any) -> Any:
    """How many rows of a group fulfil it."""
    return type_coerce(func.coalesce(func.sum(case((condition, 1), else_=0)), 0), Integer)


def _streamed(connection: Connection, query: Any) -> Iterator[Wait]:
    return map(Wait._make, connection.execute(query.execution_options(yield_per=_EVERY)))
