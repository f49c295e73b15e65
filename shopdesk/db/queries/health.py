"""Questions that a healthy shop answers with nothing: what contradicts itself, and where."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select, text

from shopdesk.db.search import SLOTS
from shopdesk.db.search_sources import KINDS, RECORD_TABLES
from shopdesk.db.tables import (
    Case,
    Customer,
    Inquiry,
    JournalEntry,
    Order,
    OrderImport,
    OrderLine,
    PackingList,
    Product,
    Refund,
    SearchText,
    StockMove,
)


def integrity(connection: Connection) -> list[str]:
    """What SQLite finds wrong with the file itself, at most 100 lines."""
    found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check(100)"))]
    return [] if found == ["ok"] else found


def quick(connection: Connection) -> bool:
    """Whether SQLite finds the file whole; indexes are not compared with their tables."""
    return bool(connection.execute(text("PRAGMA quick_check(1)")).scalar() == "ok")


def foreign_keys(connection: Connection) -> list[tuple[str, int, str]]:
    """(table, row id, parent table) of rows that refer to what is not there."""
    return [(row[0], row[1], row[2]) for row in connection.execute(text("PRAGMA foreign_key_check"))]


def unsearchable(connection: Connection) -> int:
    """Records without a row in the search index, and index rows without a record."""
    wrong = 0
    for kind, slot in KINDS.items():
        records = RECORD_TABLES[kind]
        indexed = select(SearchText.id // SLOTS).where(SearchText.id % SLOTS == slot)
        lost = select(func.count()).select_from(records).where(records.c.id.not_in(indexed))
        known = select(records.c.id)
        stale = select(func.count()).where(SearchText.id % SLOTS == slot, (SearchText.id // SLOTS).not_in(known))
        wrong += int(connection.execute(lost).scalar_one()) + int(connection.execute(stale).scalar_one())
    return wrong


def stock_off(connection: Connection) -> list[int]:
    """Products whose counted stock is not the sum of their moves."""
    moved = select(func.coalesce(func.sum(StockMove.quantity), 0)).where(StockMove.product_id == Product.id)
    query = select(Product.id).where(Product.stock.is_not(None), Product.stock != moved.scalar_subquery())
    return list(connection.execute(query).scalars())


def refunds_off(connection: Connection) -> dict[int, int]:
    """Orders whose refunded amount is not the sum of their refunds: id → that sum."""
    paid = select(func.coalesce(func.sum(Refund.amount), 0)).where(Refund.order_id == Order.id).scalar_subquery()
    query = select(Order.id, paid).where(Order.refunded != paid)
    return {row[0]: row[1] for row in connection.execute(query)}


def totals_off(connection: Connection) -> dict[int, dict[str, int]]:
    """Orders entered here whose amounts are not those of their lines: id → what they should be.

    What a platform told is taken as it was told, whatever its own sums are.
    """
    query = (
        select(
            Order.id, Order.goods, Order.units, Order.total, Order.discount, Order.shipping, Order.tax,
            func.sum(OrderLine.total).label("lines"), func.sum(OrderLine.quantity).label("pieces"),
        )
        .join(OrderLine, OrderLine.order_id == Order.id)
        .where(Order.id.not_in(select(OrderImport.id)), or_(Order.platform_order.is_(None), Order.platform_order == ""))
        .group_by(Order.id)
    )  # fmt: skip
    due = Order.goods - Order.discount + Order.shipping + Order.tax
    query = query.having(
        or_(Order.goods != func.sum(OrderLine.total), Order.units != func.sum(OrderLine.quantity), Order.total != due)
    )
    return {
        row.id: {
            "goods": row.lines, "units": row.pieces, "total": row.lines - row.discount + row.shipping + row.tax,
        }
        for row in connection.execute(query)
    }  # fmt: skip


def entries_since(connection: Connection, at: datetime) -> int:
    """How many actions were done after a moment."""
    query = select(func.count()).select_from(JournalEntry).where(JournalEntry.at > at)
    return int(connection.execute(query).scalar_one())


def contents(connection: Connection) -> tuple[dict[str, int], str]:
    """How many records of each kind there are, and the day of the newest order."""
    tables: dict[str, Any] = {
        "orders": Order, "customers": Customer, "inquiries": Inquiry, "cases": Case, "products": Product,
        "packing_lists": PackingList,
    }  # fmt: skip
    counts = {name: int(connection.execute(_count(model)).scalar_one()) for name, model in tables.items()}
    day = connection.execute(select(func.max(Order.local_day)).where(and_(Order.id > 0))).scalar()
    return counts, str(day) if day else ""


def _count(model: Any) -> Select[Any]:
    return select(func.count()).select_from(model)
