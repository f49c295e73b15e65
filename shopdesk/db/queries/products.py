"""Products: finding one."""

from typing import Any

from sqlalchemy import Connection, select

from shopdesk.db.door import table_of
from shopdesk.db.tables import Product


def by_sku(connection: Connection, sku: str) -> dict[str, Any] | None:
    """Every column of the product with that SKU; the first when several share it."""
    products = table_of(Product)
    query = select(products).where(products.c.sku == sku).order_by(products.c.id).limit(1)
    row = connection.execute(query).mappings().first()
    return dict(row) if row is not None else None
