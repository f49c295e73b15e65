"""Carriers that a shop keeps rows of its own for."""

from typing import Any

from sqlalchemy import Connection, func, select

from shopdesk.db.prepared import Prepared
from shopdesk.db.tables import Carrier

_COLUMNS = (
    Carrier.id, Carrier.code, Carrier.name, Carrier.phone, Carrier.tracking_url, Carrier.cut_off, Carrier.status,
)  # fmt: skip
_ROWS = Prepared(select(*_COLUMNS).order_by(func.lower(Carrier.name), Carrier.code))


def rows(connection: Connection) -> list[dict[str, Any]]:
    """Their cells, by name."""
    return _ROWS.named(connection)
