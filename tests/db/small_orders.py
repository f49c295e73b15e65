"""Orders written straight through the door."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import text

from shopdesk.db.shop import Shop, Unit
from shopdesk.db.tables import Order, OrderLine, metadata

NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)


def add_order(unit: Unit, number: str, *titles: str, **cells: Any) -> int:
    """One order of Buyer A with a line per title; its id."""
    base = {"status": "to_ship", "ordered_at": NOW, "local_day": date(2026, 10, 5), "currency": "CNY",
            "created_at": NOW, "buyer_name": "Buyer A"}  # fmt: skip
    order = unit.door.insert_one(Order, **{**base, "number": number, **cells})
    lines = [{"order_id": order, "line": n, "title": title, "quantity": 1} for n, title in enumerate(titles, 1)]
    unit.door.insert(OrderLine, lines)
    return order


def rows(shop: Shop, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the named tables (all when none is named), as the file holds them."""
    with shop.read() as connection:
        return {
            name: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{name}" ORDER BY 1'))]
            for name in tables or metadata.tables
        }
