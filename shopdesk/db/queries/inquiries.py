"""Inquiries: the list, its rows, one inquiry whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, not_, or_, select, true

from shopdesk.db.door import chunks, table_of
from shopdesk.db.queries import attachments, messages, quotes
from shopdesk.db.queries.filters import by_assignee, by_customer, by_status, by_tag
from shopdesk.db.queries.lists import ListSpec
from shopdesk.db.tables import Case, Customer, Inquiry, InquiryProduct, Order, Product, Staff
from shopdesk.domain.inquiries import OPEN

INQUIRIES: Table = table_of(Inquiry)
_WAITS = and_(Inquiry.status.in_(OPEN), or_(Inquiry.first_reply_at.is_(None), Inquiry.waiting_since.is_not(None)))


def _unattended(value: str) -> ColumnElement[bool]:
    """`unattended=yes|no`: open, and never answered or the customer wrote last."""
    return _WAITS if value == "yes" else not_(_WAITS)


def _due(value: str) -> ColumnElement[bool]:
    """`due=INSTANT`: open, and the follow-up is reached at that instant. Services turn `yes` into now."""
    return and_(Inquiry.status.in_(OPEN), Inquiry.follow_up_at.is_not(None), Inquiry.follow_up_at <= value)


def _snoozed(value: str) -> ColumnElement[bool]:
    """`snoozed=INSTANT`: open, and asleep at that instant. Services turn `yes` into now."""
    return and_(Inquiry.status.in_(OPEN), Inquiry.snoozed_until.is_not(None), Inquiry.snoozed_until > value)


def _out_of_hours(value: str) -> ColumnElement[bool]:
    """`out_of_hours=yes|no`: whether it came while the shop was closed."""
    return Inquiry.out_of_hours.is_(value in ("yes", "true"))


def _order(value: str) -> ColumnElement[bool]:
    """`order=NUMBER`: what became that order."""
    return func.coalesce(Inquiry.order_id.in_(select(Order.id).where(Order.number == value)), False)


SPEC = ListSpec(
    kind="inquiry",
    table=INQUIRIES,
    columns={
        name: INQUIRIES.c[name]
        for name in (
            "number", "status", "channel", "contact", "subject", "priority", "local_day", "created_at",
            "first_reply_at", "waiting_since", "follow_up_at", "lost_reason", "customer_id",
        )
    },
    special={
        "open": by_status(Inquiry.status, OPEN),
        "unattended": _unattended,
        "due": _due,
        "snoozed": _snoozed,
        "out_of_hours": _out_of_hours,
        "assignee": by_assignee(Inquiry.assignee_id),
        "customer": by_customer(Inquiry.customer_id),
        "order": _order,
        "tag": by_tag(Inquiry.tags),
    },
    sorts={
        "created_at": (INQUIRIES.c.created_at,),
        "number": (INQUIRIES.c.number,),
        "status": (INQUIRIES.c.status,),
        "channel": (INQUIRIES.c.channel,),
        "contact": (INQUIRIES.c.contact,),
        "waiting_since": (INQUIRIES.c.waiting_since,),
        "follow_up_at": (INQUIRIES.c.follow_up_at,),
        "first_reply_at": (INQUIRIES.c.first_reply_at,),
    },
    default_sort="created_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InquiryRow:
    """One row of the inquiries table. `customer` is a name, `order` a number; empty when there is none."""

    id: int
    number: str
    status: str
    channel: str
    contact: str
    subject: str
    priority: str
    tags: tuple[str, ...]
    created_at: datetime
    first_reply_at: datetime | None
    waiting_since: datetime | None
    follow_up_at: datetime | None
    closed_at: datetime | None
    lost_reason: str
    snoozed_until: datetime | None
    out_of_hours: bool
    customer: str
    customer_number: str
    assignee: str
    order: str
    products: str  # "T恤 ×2, …"
    last_message: str  # its beginning


@dataclass(frozen=True, slots=True)
class Asked:
    """A product asked about. `sku` and `title` are empty when the shop does not know it; `text` is as told."""

    id: int
    sku: str
    title: str
    text: str
    quantity: int

    @property
    def name(self) -> str:
        """What people call it."""
        return self.text or self.title or self.sku


_ROW = (
    "id", "number", "status", "channel", "contact", "subject", "priority", "tags", "created_at", "first_reply_at",
    "waiting_since", "follow_up_at", "closed_at", "lost_reason", "snoozed_until", "out_of_hours",
)  # fmt: skip
_JOINED = (
    func.coalesce(Customer.name, "").label("customer"),
    func.coalesce(Customer.number, "").label("customer_number"),
    func.coalesce(Staff.name, "").label("assignee"),
    func.coalesce(Order.number, "").label("order"),
)


def _joined(*columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(Inquiry)
        .outerjoin(Customer, Customer.id == Inquiry.customer_id)
        .outerjoin(Staff, Staff.id == Inquiry.assignee_id)
        .outerjoin(Order, Order.id == Inquiry.order_id)
    )


def rows(connection: Connection, ids: Sequence[int]) -> list[InquiryRow]:
    """Table rows by id, in the order of `ids`; ids that are gone are left out."""
    asked = products(connection, ids)
    last = messages.last(connection, "inquiry_id", ids)
    found: dict[int, InquiryRow] = {}
    query = _joined(*(INQUIRIES.c[name] for name in _ROW), *_JOINED)
    for part in chunks(ids):
        for row in connection.execute(query.where(Inquiry.id.in_(part))).mappings():
            values = {**row, "tags": tuple(row["tags"])}
            text = ", ".join(f"{item.name} ×{item.quantity}" for item in asked.get(row["id"], ()))
            found[row["id"]] = InquiryRow(**values, products=text, last_message=last.get(row["id"], ""))
    return [found[row_id] for row_id in ids if row_id in found]


def products(connection: Connection, ids: Sequence[int]) -> dict[int, list[Asked]]:
    """Products asked about, by inquiry id."""
    out: dict[int, list[Asked]] = defaultdict(list)
    query = select(
        InquiryProduct.inquiry_id,
        InquiryProduct.id,
        func.coalesce(Product.sku, ""),
        func.coalesce(Product.title, ""),
        InquiryProduct.text,
        InquiryProduct.quantity,
    ).outerjoin(Product, Product.id == InquiryProduct.product_id)
    for part in chunks(ids):
        ordered = query.where(InquiryProduct.inquiry_id.in_(part)).order_by(InquiryProduct.id)
        for row in connection.execute(ordered):
            out[row[0]].append(Asked(*row[1:]))
    return dict(out)


def cells(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Every column of inquiries by id; `customer` and `order` as numbers, `assignee` as a name, each may be None."""
    out: dict[int, dict[str, Any]] = {}
    names = (Customer.number.label("customer"), Staff.name.label("assignee"), Order.number.label("order"))
    query = _joined(INQUIRIES, *names)
    for part in chunks(ids):
        for row in connection.execute(query.where(Inquiry.id.in_(part))).mappings():
            out[row["id"]] = dict(row)
    return out


_LISTED = (
    "number", "status", "channel", "contact", "customer", "subject", "priority", "tags", "created_at", "local_day",
    "first_reply_at", "waiting_since", "follow_up_at", "closed_at", "snoozed_until", "out_of_hours",
)  # fmt: skip


def full(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Inquiries as commands list them, by id; what is not there is None."""
    asked = products(connection, ids)
    spent = messages.handled(connection, "inquiry_id", ids)
    quoted = quotes.of_inquiries(connection, ids)
    return {
        row_id: {
            **{name: row[name] for name in _LISTED},
            "handled_s": spent.get(row_id),
            "products": [
                {"sku": item.sku or None, "title": item.title or None, "text": item.text or None,
                 "quantity": item.quantity}
                for item in asked.get(row_id, ())
            ],
            "quote": quotes.told(quoted[row_id][0]) if row_id in quoted else None,
            "lost_reason": row["lost_reason"] or None,
            "order": row["order"],
            "assignee": row["assignee"],
        }
        for row_id, row in cells(connection, ids).items()
    }  # fmt: skip


def tags(connection: Connection) -> list[str]:
    """Every tag in use."""
    each = func.json_each(Inquiry.tags).table_valued("value")
    # Most have none: those are passed by before their list is taken apart.
    tagged = select(each.c.value).select_from(INQUIRIES.join(each, true())).where(func.length(Inquiry.tags) > 2)
    query = tagged.distinct().order_by(each.c.value)
    return list(connection.execute(query).scalars())


def next_moment(connection: Connection, now: datetime) -> datetime | None:
    """The first moment after `now` at which an open inquiry wakes or its follow-up comes due."""
    coming = [
        connection.execute(
            select(func.min(column, type_=column.type)).where(Inquiry.status.in_(OPEN), column > now)
        ).scalar()
        for column in (INQUIRIES.c.follow_up_at, INQUIRIES.c.snoozed_until)
    ]
    return min((moment for moment in coming if moment is not None), default=None)


def history_rows(connection: Connection, inquiry_id: int) -> dict[str, list[int]]:
    """The rows whose history is the inquiry's, by table."""
    return {
        "inquiry": [inquiry_id],
        "inquiry_product": product_ids(connection, inquiry_id),
        "quote": quotes.history_rows(connection, inquiry_id),
        "attachment": attachments.ever_of(connection, "inquiry", inquiry_id),
    }


def id_of(connection: Connection, number: str) -> int | None:
    """The id of an inquiry by number."""
    return connection.execute(select(Inquiry.id).where(Inquiry.number == number)).scalar()


def product_ids(connection: Connection, inquiry_id: int) -> list[int]:
    """The rows of the products asked about."""
    return list(connection.execute(select(InquiryProduct.id).where(InquiryProduct.inquiry_id == inquiry_id)).scalars())


def cases(connection: Connection, inquiry_id: int) -> list[str]:
    """Numbers of the cases opened from an inquiry."""
    return list(connection.execute(select(Case.number).where(Case.inquiry_id == inquiry_id)).scalars())


def counts_by_status(connection: Connection) -> dict[str, int]:
    """How many inquiries are in each status, and how many are `unattended`."""
    query = select(Inquiry.status, func.count()).group_by(Inquiry.status)
    counts = {status: int(number) for status, number in connection.execute(query)}
    waiting = connection.execute(select(func.count()).select_from(Inquiry).where(_WAITS)).scalar_one()
    return counts | {"unattended": int(waiting)}
