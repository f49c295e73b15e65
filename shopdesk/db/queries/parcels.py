"""What the packing desk asks before it makes, sends and prints lists: orders, lists of orders, shelves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, exists, not_, or_, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.queries import orders, stopped
from shopdesk.db.tables import Order, OrderLine, PackingLine, PackingList, Product
from shopdesk.domain.packing import OPEN

_ORDERS = table_of(Order)


@dataclass(frozen=True, slots=True)
class Share:
    """Units of an order line on one list that was not cancelled."""

    order_id: int
    order_line_id: int
    packing_list_id: int
    status: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Goods:
    """What a product adds to an order line: where it lies and the code on its package."""

    sku: str
    barcode: str
    shelf: str


def order_ids(connection: Connection, numbers: Sequence[str]) -> dict[str, int]:
    """Ids of orders by number or by their platform's number; those that no order has are left out."""
    out: dict[str, int] = {}
    for start in range(0, len(numbers), 500):
        part = numbers[start : start + 500]
        query = select(Order.number, Order.id).where(Order.number.in_(part))
        out.update((number, order_id) for number, order_id in connection.execute(query))
    for number in numbers:
        if number not in out:
            found = orders.id_of(connection, number)
            if found is not None:
                out[number] = found
    return out


def order_cells(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Every column of orders, by id, in the order of `ids`."""
    found: dict[int, dict[str, Any]] = {}
    for part in chunks(ids):
        for row in connection.execute(select(_ORDERS).where(_ORDERS.c.id.in_(part))).mappings():
            found[row["id"]] = dict(row)
    return {order_id: found[order_id] for order_id in ids if order_id in found}


def shares(connection: Connection, ids: Sequence[int]) -> list[Share]:
    """What lists that were not cancelled hold of orders, in the order in which the lists were made."""
    out: list[Share] = []
    columns = (
        OrderLine.order_id, PackingLine.order_line_id, PackingLine.packing_list_id, PackingList.status,
        PackingLine.quantity,
    )  # fmt: skip
    for part in chunks(ids):
        query = (
            select(*columns)
            .join(OrderLine, OrderLine.id == PackingLine.order_line_id)
            .join(PackingList, PackingList.id == PackingLine.packing_list_id)
            .where(OrderLine.order_id.in_(part), PackingList.status != "cancelled")
            .order_by(PackingList.id, PackingLine.id)
        )
        out += [Share(**row) for row in connection.execute(query).mappings()]
    return out


def waiting_orders(connection: Connection, today: date) -> list[int]:
    """Orders that may be packed and are on no open list, oldest first (domain.orders.ready_to_pack)."""
    on_list = exists().where(
        and_(
            OrderLine.order_id == Order.id,
            PackingLine.order_line_id == OrderLine.id,
            PackingList.id == PackingLine.packing_list_id,
            PackingList.status.in_(OPEN),
        )
    )
    query = (
        select(Order.id)
        .where(
            Order.status == "to_ship",
            or_(Order.hold_until.is_(None), Order.hold_until <= today),
            or_(Order.payment != "unpaid", Order.pay_on_delivery),
            not_(stopped.stops()),
            not_(on_list),
        )
        .order_by(Order.ordered_at, Order.id)
    )
    return list(connection.execute(query).scalars())


def unprinted_lists(connection: Connection) -> list[int]:
    """Open lists that were not printed as their orders are now, oldest first."""
    query = select(PackingList.id).where(PackingList.status.in_(OPEN), not_(stopped.printed_as_it_is()))
    return list(connection.execute(query.order_by(PackingList.id)).scalars())


def goods(connection: Connection, lines: Sequence[tuple[int, int | None, str]]) -> dict[int, Goods]:
    """Products of (order line id, product id, SKU), by order line id: by product, else the first with that SKU."""
    products = sorted({product for _line, product, _sku in lines if product is not None})
    skus = sorted({sku for _line, product, sku in lines if product is None and sku})
    by_id: dict[int, Goods] = {}
    by_sku: dict[str, Goods] = {}
    columns = (Product.id, Product.sku, Product.barcode, Product.shelf)
    for part in chunks(products):
        for row_id, sku, barcode, shelf in connection.execute(select(*columns).where(Product.id.in_(part))):
            by_id[row_id] = Goods(sku, barcode, shelf)
    for start in range(0, len(skus), 500):
        query = select(*columns).where(Product.sku.in_(skus[start : start + 500])).order_by(Product.id.desc())
        for _row_id, sku, barcode, shelf in connection.execute(query):
            by_sku[sku] = Goods(sku, barcode, shelf)
    out: dict[int, Goods] = {}
    for line, product, sku in lines:
        found = by_id.get(product) if product is not None else by_sku.get(sku)
        if found is not None:
            out[line] = found
    return out
