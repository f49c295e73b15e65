"""Customers: the list, its rows with what they bought, one customer whole."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, or_, select, true

from shopdesk.db import search
from shopdesk.db.door import chunks, table_of
from shopdesk.db.queries.filters import by_tag
from shopdesk.db.queries.lists import ListSpec
from shopdesk.db.tables import Case, Customer, CustomerIdentity, Inquiry, Order
from shopdesk.domain.customers import Identity, phone_key
from shopdesk.domain.money import to_text

CUSTOMERS: Table = table_of(Customer)
_ORDERS = table_of(Order)
_FEW = 2_000  # customers; for more, one pass over all orders is quicker than looking each up
_COUNTED = Order.status != "cancelled"


def _bought(expression: Any) -> Any:
    """A figure over the customer's orders that were not cancelled, to sort by."""
    return select(expression).where(Order.customer_id == Customer.id, _COUNTED).correlate(CUSTOMERS).scalar_subquery()


SPEC = ListSpec(
    kind="customer",
    table=CUSTOMERS,
    columns={
        name: CUSTOMERS.c[name]
        for name in (
            "number", "name", "phone", "email", "level", "points", "status", "country", "region", "city",
            "created_at", "next_callback",
        )
    },
    special={"tag": by_tag(Customer.tags)},
    sorts={
        "created_at": (),  # ids are given in order of entry
        "number": (CUSTOMERS.c.number,),
        "name": (CUSTOMERS.c.name,),
        "level": (CUSTOMERS.c.level,),
        "points": (CUSTOMERS.c.points,),
        "city": (CUSTOMERS.c.city,),
        "orders": (_bought(func.count()),),
        "last_order_at": (_bought(func.max(Order.ordered_at)),),
    },
    default_sort="created_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bought:
    """What a customer bought, cancelled orders left out. `spent`: (currency, minor units paid less refunded)."""

    orders: int = 0
    spent: tuple[tuple[str, int], ...] = ()
    last_order_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One row of the customers table."""

    id: int
    number: str
    name: str
    phone: str
    email: str
    city: str
    level: str
    points: int
    status: str
    tags: tuple[str, ...]
    notes: str
    created_at: datetime
    bought: Bought = field(default_factory=Bought)

    @property
    def orders(self) -> int:
        """How many orders, cancelled ones left out."""
        return self.bought.orders

    @property
    def spent(self) -> tuple[tuple[str, int], ...]:
        """(currency, minor units) paid less refunded."""
        return self.bought.spent

    @property
    def last_order_at(self) -> datetime | None:
        """When they last ordered."""
        return self.bought.last_order_at


_ROW = (
    "id", "number", "name", "phone", "email", "city", "level", "points", "status", "tags", "notes", "created_at",
)  # fmt: skip


def rows(connection: Connection, ids: Sequence[int]) -> list[CustomerRow]:
    """Table rows by id, in the order of `ids`; ids that are gone are left out."""
    figures = bought(connection, ids)
    found: dict[int, CustomerRow] = {}
    query = select(*(CUSTOMERS.c[name] for name in _ROW))
    for part in chunks(ids):
        for row in connection.execute(query.where(Customer.id.in_(part))).mappings():
            values = {**row, "tags": tuple(row["tags"])}
            found[row["id"]] = CustomerRow(**values, bought=figures.get(row["id"], Bought()))
    return [found[row_id] for row_id in ids if row_id in found]


def bought(connection: Connection, ids: Sequence[int]) -> dict[int, Bought]:
    """What customers bought, by customer id; those who never did are left out."""
    orders: dict[int, int] = defaultdict(int)
    spent: dict[int, list[tuple[str, int]]] = defaultdict(list)
    newest: dict[int, datetime] = {}
    for customer_id, currency, number, amount, last in _figures(connection, ids):
        orders[customer_id] += number
        if amount:
            spent[customer_id].append((currency, amount))
        newest[customer_id] = max(last, newest.get(customer_id, last))
    return {
        customer_id: Bought(number, tuple(sorted(spent.get(customer_id, ()))), newest[customer_id])
        for customer_id, number in orders.items()
    }


def _figures(connection: Connection, ids: Sequence[int]) -> Iterator[Any]:
    query = (
        select(
            Order.customer_id,
            Order.currency,
            func.count(),
            func.sum(Order.paid - Order.refunded),
            func.max(Order.ordered_at),
        )
        .where(_COUNTED, Order.customer_id.is_not(None))
        .group_by(Order.customer_id, Order.currency)
    )
    if len(ids) > _FEW:
        wanted = set(ids)
        yield from (row for row in connection.execute(query) if row[0] in wanted)
        return
    for part in chunks(ids):
        yield from connection.execute(query.where(Order.customer_id.in_(part)))


def identities(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[int, Identity]]]:
    """(row id, identity) by customer id."""
    out: dict[int, list[tuple[int, Identity]]] = defaultdict(list)
    table = CustomerIdentity
    query = select(table.customer_id, table.id, table.platform, table.kind, table.handle).order_by(table.id)
    for part in chunks(ids):
        for row in connection.execute(query.where(table.customer_id.in_(part))):
            out[row[0]].append((row[1], Identity(row[2], row[3], row[4])))
    return dict(out)


def cells(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Every column of customers by id."""
    out: dict[int, dict[str, Any]] = {}
    for part in chunks(ids):
        for row in connection.execute(select(CUSTOMERS).where(Customer.id.in_(part))).mappings():
            out[row["id"]] = dict(row)
    return out


_LISTED = (
    "number", "name", "level", "points", "status", "phone", "email", "tags", "country", "region", "city", "district",
    "street", "postcode", "notes", "preferences", "consent", "next_callback", "created_at",
)  # fmt: skip


def full(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Customers as commands list them, by id, with `identities`, `orders`, `spent` as text, `last_order_at`."""
    figures = bought(connection, ids)
    known = identities(connection, ids)
    out: dict[int, dict[str, Any]] = {}
    for customer_id, row in cells(connection, ids).items():
        sums = figures.get(customer_id, Bought())
        out[customer_id] = {
            **{name: row[name] for name in _LISTED},
            "identities": [
                {"platform": one.platform, "kind": one.kind, "handle": one.handle}
                for _row_id, one in known.get(customer_id, ())
            ],
            "orders": sums.orders,
            "spent": [{"currency": currency, "amount": to_text(amount, currency)} for currency, amount in sums.spent],
            "last_order_at": sums.last_order_at,
        }
    return out


def history_rows(connection: Connection, customer_id: int) -> dict[str, list[int]]:
    """The rows whose history is the customer's, by table."""
    known = identities(connection, [customer_id]).get(customer_id, ())
    return {"customer": [customer_id], "customer_identity": [row_id for row_id, _one in known]}


def id_of(connection: Connection, number: str) -> int | None:
    """The id of a customer by number."""
    return connection.execute(select(Customer.id).where(Customer.number == number)).scalar()


def owner_of(connection: Connection, identity: Identity) -> int | None:
    """The id of the customer who goes by that name."""
    table = CustomerIdentity
    same = (table.platform == identity.platform, table.kind == identity.kind, table.handle == identity.handle)
    return connection.execute(select(table.customer_id).where(*same)).scalar()


def find(connection: Connection, *, phone: str = "", email: str = "", handle: str = "") -> int | None:
    """The id of the newest customer with that phone (any grouping, with or without +86), e-mail or handle."""
    if phone_key(phone):
        found = _by_phone(connection, phone_key(phone))
        if found is not None:
            return found
    for text, column in ((email.strip().lower(), Customer.email), (handle.strip().lower(), None)):
        if not text:
            continue
        named = select(CustomerIdentity.customer_id).where(func.lower(CustomerIdentity.handle) == text)
        clause: ColumnElement[bool] = Customer.id.in_(named)
        if column is not None:
            clause = or_(clause, func.lower(column) == text)
        found = connection.execute(select(func.max(Customer.id)).where(clause)).scalar()
        if found is not None:
            return found
    return None


def _by_phone(connection: Connection, key: str) -> int | None:
    """The search index holds every phone's bare digits; what it finds is compared digit by digit."""
    candidates = search.matching("customer", [key])
    assert candidates is not None
    matching = select(Customer.id, Customer.phone).where(Customer.id.in_(candidates)).order_by(Customer.id.desc())
    for customer_id, phone in connection.execute(matching).all():
        if phone_key(phone) == key:
            return int(customer_id)
        for _row, one in identities(connection, [customer_id]).get(customer_id, ()):
            if one.kind == "phone" and phone_key(one.handle) == key:
                return int(customer_id)
    return None


def latest_orders(connection: Connection, customer_id: int, limit: int = 20) -> list[int]:
    """Ids of the customer's orders, newest first."""
    query = select(Order.id).where(Order.customer_id == customer_id)
    return list(connection.execute(query.order_by(Order.ordered_at.desc(), Order.id.desc()).limit(limit)).scalars())


def latest_inquiries(connection: Connection, customer_id: int, limit: int = 20) -> list[int]:
    """Ids of the customer's inquiries, newest first."""
    query = select(Inquiry.id).where(Inquiry.customer_id == customer_id)
    return list(connection.execute(query.order_by(Inquiry.id.desc()).limit(limit)).scalars())


def latest_cases(connection: Connection, customer_id: int, limit: int = 20) -> list[int]:
    """Ids of the customer's cases, newest first."""
    query = select(Case.id).where(Case.customer_id == customer_id)
    return list(connection.execute(query.order_by(Case.id.desc()).limit(limit)).scalars())


def levels(connection: Connection) -> list[str]:
    """Every level in use."""
    query = select(Customer.level).where(Customer.level != "").distinct().order_by(Customer.level)
    return list(connection.execute(query).scalars())


def tags(connection: Connection) -> list[str]:
    """Every tag in use."""
    each = func.json_each(Customer.tags).table_valued("value")
    query = select(each.c.value).select_from(CUSTOMERS.join(each, true())).distinct().order_by(each.c.value)
    return list(connection.execute(query).scalars())
