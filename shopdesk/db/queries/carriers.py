"""Carriers that a shop keeps rows of its own for."""

from typing import Any

from sqlalchemy import Connection, func, select

from shopdesk.db.tables import Carrier


def rows(connection: Connection) -> list[dict[str, Any]]:
    """Their cells, by name."""
    columns = (Carrier.id, Carrier.code, Carrier.name, Carrier.phone, Carrier.tracking_url, Carrier.cut_off,
               Carrier.status)  # fmt: skip
    query = select(*columns).order_by(func.lower(Carrier.name), Carrier.code)
    return [dict(row) for row in connection.execute(query).mappings()]
