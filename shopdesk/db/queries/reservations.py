"""Pre-orders: the list, its rows, what they hold, and those that end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, false, func, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.queries.filters import by_customer
from shopdesk.db.queries.lists import ListSpec
from shopdesk.db.tables import Customer, Inquiry, Order, Product, Reservation
from shopdesk.domain import reservations as rules
from shopdesk.domain.money import to_text

RESERVATIONS: Table = table_of(Reservation)
_OPEN = Reservation.status == "open"


def holding(today: str) -> ColumnElement[bool]:
    """Open, and its last day is not over on that day; without a day every open one counts."""
    return and_(_OPEN, Reservation.until >= func.coalesce(func.nullif(today, ""), Reservation.until))


def _ending(value: str) -> ColumnElement[bool]:
    """`ending=ended|DAY`, `ending=soon|FIRST|LAST`: open, and over on that day, or about to be."""
    match value.split("|"):
        case ["ended", today]:
            return and_(_OPEN, Reservation.until < today)
        case ["soon", today, last]:
            return and_(_OPEN, Reservation.until >= today, Reservation.until <= last)
        case _:
            return false()


def _product(value: str) -> ColumnElement[bool]:
    """`product=SKU`."""
    return Reservation.product_id.in_(select(Product.id).where(Product.sku == value))


def _inquiry(value: str) -> ColumnElement[bool]:
    """`inquiry=NUMBER`."""
    return func.coalesce(Reservation.inquiry_id.in_(select(Inquiry.id).where(Inquiry.number == value)), False)


SPEC = ListSpec(
    kind="reservation",
    table=RESERVATIONS,
    columns={
        name: RESERVATIONS.c[name]
        for name in ("number", "status", "contact", "channel", "until", "currency", "created_at", "local_day")
    },
    special={
        "ending": _ending,
        "product": _product,
        "inquiry": _inquiry,
        "customer": by_customer(Reservation.customer_id),
    },
    sorts={
        "created_at": (),  # ids are given in order of entry
        "number": (RESERVATIONS.c.number,),
        "status": (RESERVATIONS.c.status,),
        "until": (RESERVATIONS.c.until,),
        "quantity": (RESERVATIONS.c.quantity,),
    },
    default_sort="created_at",
)


@dataclass(frozen=True, slots=True)
class ReservationRow:
    """One row of the pre-orders table. Money in minor units of `currency`; `order` and `inquiry` are numbers."""

    id: int
    number: str
    status: str
    product_id: int
    sku: str
    title: str
    variant: str
    quantity: int
    customer_id: int | None
    customer: str  # a name
    customer_number: str
    contact: str
    channel: str
    until: date
    price: int | None
    currency: str
    deposit: int
    note: str
    order: str
    inquiry: str
    created_at: datetime
    closed_at: datetime | None


_ROW = (
    "id", "number", "status", "product_id", "quantity", "customer_id", "contact", "channel", "until", "price",
    "currency", "deposit", "note", "created_at", "closed_at",
)  # fmt: skip
_JOINED = (
    func.coalesce(func.nullif(Product.sku, ""), Product.key, "").label("sku"),
    Product.title.label("title"),
    Product.variant.label("variant"),
    func.coalesce(Customer.name, "").label("customer"),
    func.coalesce(Customer.number, "").label("customer_number"),
    func.coalesce(Order.number, "").label("order"),
    func.coalesce(Inquiry.number, "").label("inquiry"),
)


def rows(connection: Connection, ids: Sequence[int]) -> list[ReservationRow]:
    """Table rows by id, in the order of `ids`; ids that are gone are left out."""
    query = (
        select(*(RESERVATIONS.c[name] for name in _ROW), *_JOINED)
        .select_from(Reservation)
        .join(Product, Product.id == Reservation.product_id)
        .outerjoin(Customer, Customer.id == Reservation.customer_id)
        .outerjoin(Order, Order.id == Reservation.order_id)
        .outerjoin(Inquiry, Inquiry.id == Reservation.inquiry_id)
    )
    found: dict[int, ReservationRow] = {}
    for part in chunks(ids):
        for row in connection.execute(query.where(Reservation.id.in_(part))).mappings():
            found[row["id"]] = ReservationRow(**row)
    return [found[row_id] for row_id in ids if row_id in found]


def cells(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Every column of pre-orders by id."""
    out: dict[int, dict[str, Any]] = {}
    for part in chunks(ids):
        for row in connection.execute(select(RESERVATIONS).where(Reservation.id.in_(part))).mappings():
            out[row["id"]] = dict(row)
    return out


def full(connection: Connection, ids: Sequence[int], today: date) -> dict[int, dict[str, Any]]:
    """Pre-orders as commands list them, by id, money as text; `holds`: whether it keeps goods on that day."""
    return {
        row.id: {
            "number": row.number,
            "status": row.status,
            "holds": rules.holds(row.status, row.until, today),
            "product": row.sku,
            "title": row.title,
            "variant": row.variant or None,
            "quantity": row.quantity,
            "customer": row.customer_number or None,
            "contact": row.contact or None,
            "channel": row.channel or None,
            "until": row.until,
            "price": to_text(row.price, row.currency),
            "deposit": to_text(row.deposit, row.currency),
            "currency": row.currency,
            "note": row.note or None,
            "order": row.order or None,
            "inquiry": row.inquiry or None,
            "created_at": row.created_at,
            "closed_at": row.closed_at,
        }
        for row in rows(connection, ids)
    }


def held(connection: Connection, today: str) -> dict[int, int]:
    """Units that pre-orders hold on that day, by product id."""
    query = select(Reservation.product_id, func.sum(Reservation.quantity)).where(holding(today))
    return {row_id: int(units) for row_id, units in connection.execute(query.group_by(Reservation.product_id))}


def open_of(connection: Connection, product_id: int) -> list[int]:
    """Ids of the open pre-orders of a product, those that end first above."""
    query = select(Reservation.id).where(_OPEN, Reservation.product_id == product_id)
    return list(connection.execute(query.order_by(Reservation.until, Reservation.id)).scalars())


def of_customer(connection: Connection, customer_id: int, limit: int = 20) -> list[int]:
    """Ids of a customer's pre-orders, open ones first, then the newest."""
    query = select(Reservation.id).where(Reservation.customer_id == customer_id)
    return list(connection.execute(query.order_by(_OPEN.desc(), Reservation.id.desc()).limit(limit)).scalars())


def of_inquiry(connection: Connection, inquiry_id: int) -> list[int]:
    """Ids of the pre-orders made from an inquiry, newest first."""
    query = select(Reservation.id).where(Reservation.inquiry_id == inquiry_id)
    return list(connection.execute(query.order_by(Reservation.id.desc())).scalars())


def ending_by(connection: Connection, day: date) -> list[int]:
    """Ids of the open pre-orders whose last day is that day or an earlier one, those that ended first above."""
    query = select(Reservation.id).where(_OPEN, Reservation.until <= day)
    return list(connection.execute(query.order_by(Reservation.until, Reservation.id)).scalars())


def counts_by_status(connection: Connection) -> dict[str, int]:
    """How many pre-orders are in each status."""
    query = select(Reservation.status, func.count()).group_by(Reservation.status)
    return {status: int(number) for status, number in connection.execute(query)}


def id_of(connection: Connection, number: str) -> int | None:
    """The id of a pre-order by number."""
    return connection.execute(select(Reservation.id).where(Reservation.number == number)).scalar()


def history_rows(_connection: Connection, reservation_id: int) -> dict[str, list[int]]:
    """The rows whose history is the pre-order's, by table."""
    return {"reservation": [reservation_id]}
