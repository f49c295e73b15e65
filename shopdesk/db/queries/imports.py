"""What an import has to know of the shop before it applies anything."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.tables import (
    Customer,
    CustomerIdentity,
    JournalChange,
    JournalEntry,
    JournalRange,
    Order,
    OrderImport,
    OrderLine,
    Product,
    Refund,
)


@dataclass(slots=True)
class KnownOrder:
    """An order that was imported before, with its last image as text."""

    id: int
    platform: str
    number: str
    payload: str


def head(connection: Connection) -> tuple[int, int]:
    """Changes whenever anybody does, undoes or redoes something."""
    entry = table_of(JournalEntry)
    row = connection.execute(select(func.max(entry.c.id), func.count().filter(entry.c.state == "done"))).one()
    return int(row[0] or 0), int(row[1])


def disturbed(connection: Connection, before: tuple[int, int], tables: frozenset[str]) -> bool:
    """Whether what was matched at `head` == `before` may no longer hold: since then rows of `tables` came, went or
    changed, a product came, a product or customer went, or something older was undone or done again.
    """
    if head(connection) == before:
        return False
    last, done = before
    entries = (
        select(func.count()).select_from(JournalEntry).where(JournalEntry.id <= last, JournalEntry.state == "done")
    )
    if connection.execute(entries).scalar_one() != done:
        return True
    came = select(JournalRange.id).where(
        JournalRange.entry_id > last, JournalRange.table_name.in_({*tables, Product.__tablename__})
    )
    goes = JournalChange.operation == "delete"
    linked = JournalChange.table_name.in_((Customer.__tablename__, Product.__tablename__))
    changed = select(JournalChange.id).where(
        JournalChange.entry_id > last, or_(JournalChange.table_name.in_(tables), and_(goes, linked))
    )
    return any(connection.execute(query.limit(1)).first() is not None for query in (came, changed))


def last_entry_at(connection: Connection) -> datetime | None:
    """When the last action was done."""
    entry = table_of(JournalEntry)
    at: datetime | None = connection.execute(select(entry.c.at).order_by(entry.c.id.desc()).limit(1)).scalar()
    return at


def orders(
    connection: Connection, platforms: Sequence[str], account: str, numbers: Sequence[str]
) -> dict[str, KnownOrder]:
    """Orders imported before, by platform order number."""
    out: dict[str, KnownOrder] = {}
    columns = (Order.platform_order, Order.id, Order.platform, Order.number, OrderImport.payload)
    query = select(*columns).join(OrderImport, OrderImport.id == Order.id)
    any_before = query.where(Order.platform.in_(platforms), Order.account == account).limit(1)
    if connection.execute(any_before).first() is None:
        return out
    for part in chunks(numbers):
        wanted = query.where(Order.platform.in_(platforms), Order.account == account, Order.platform_order.in_(part))
        for row in connection.execute(wanted):
            out[str(row[0])] = KnownOrder(row[1], row[2], row[3], row[4])
    return out


def cells(connection: Connection, order_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Every column of the orders that are to change."""
    out: dict[int, dict[str, Any]] = {}
    for part in chunks(order_ids):
        for row in connection.execute(select(table_of(Order)).where(Order.id.in_(part))).mappings():
            out[row["id"]] = dict(row)
    return out


def chosen_cells(
    connection: Connection, names: Sequence[str], by: str, values: Iterable[str]
) -> dict[str, list[dict[str, Any]]]:
    """Some columns of the orders whose column `by` has one of `values`, grouped by that value."""
    table = table_of(Order)
    out: dict[str, list[dict[str, Any]]] = {}
    for part in chunks(sorted(set(values))):
        for row in connection.execute(
            select(*(table.c[name] for name in names)).where(table.c[by].in_(part))
        ).mappings():
            out.setdefault(str(row[by]), []).append(dict(row))
    return out


def lines(connection: Connection, order_ids: Sequence[int]) -> dict[int, dict[str, dict[str, Any]]]:
    """Lines of orders that are to change: order id → import key → columns."""
    out: dict[int, dict[str, dict[str, Any]]] = {order_id: {} for order_id in order_ids}
    for part in chunks(order_ids):
        query = select(table_of(OrderLine)).where(OrderLine.order_id.in_(part)).order_by(OrderLine.line)
        for row in connection.execute(query).mappings():
            out[row["order_id"]][row["import_key"] or f"#{row['id']}"] = dict(row)
    return out


def payloads(connection: Connection, order_ids: Sequence[int]) -> dict[int, str]:
    """What platforms last said of orders, as stored; those entered here have none."""
    out: dict[int, str] = {}
    for part in chunks(order_ids):
        query = select(OrderImport.id, OrderImport.payload).where(OrderImport.id.in_(part))
        out.update((order_id, payload) for order_id, payload in connection.execute(query))
    return out


def refunds(connection: Connection, order_ids: Sequence[int]) -> dict[int, int]:
    """The refund row that an import made: order id → its id."""
    out: dict[int, int] = {}
    for part in chunks(order_ids):
        query = select(Refund.order_id, Refund.id).where(Refund.order_id.in_(part), Refund.source == "import")
        out.update({row.order_id: row.id for row in connection.execute(query)})
    return out


def identities(connection: Connection, platform: str, kind: str, handles: Iterable[str]) -> dict[str, int]:
    """Customer ids by handle."""
    out: dict[str, int] = {}
    for part in chunks(sorted(set(handles))):
        query = select(CustomerIdentity.handle, CustomerIdentity.customer_id).where(
            CustomerIdentity.platform == platform, CustomerIdentity.kind == kind, CustomerIdentity.handle.in_(part)
        )
        out.update({row.handle: row.customer_id for row in connection.execute(query)})
    return out


def customers(connection: Connection, customer_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Every column of customers by id."""
    out: dict[int, dict[str, Any]] = {}
    for part in chunks(customer_ids):
        for row in connection.execute(select(table_of(Customer)).where(Customer.id.in_(part))).mappings():
            out[row["id"]] = dict(row)
    return out


def products(connection: Connection, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Every column of products by key."""
    out: dict[str, dict[str, Any]] = {}
    for part in chunks(keys):
        for row in connection.execute(select(table_of(Product)).where(Product.key.in_(part))).mappings():
            out[row["key"]] = dict(row)
    return out


def product_ids(connection: Connection, skus: Iterable[str]) -> dict[str, int]:
    """Product ids by SKU, the first when several share one."""
    out: dict[str, int] = {}
    for part in chunks(sorted(set(skus))):
        query = select(Product.sku, func.min(Product.id)).where(Product.sku.in_(part)).group_by(Product.sku)
        out.update({row[0]: row[1] for row in connection.execute(query)})
    return out


def image(payload: str) -> dict[str, Any]:
    """An image from its stored text."""
    loaded: dict[str, Any] = json.loads(payload)
    return loaded
