"""Rules that are tried one after the other."""

from typing import Any

from sqlalchemy import Connection, select

from shopdesk.db.door import table_of
from shopdesk.db.tables.base import Base


def ranked_rows(connection: Connection, model: type[Base]) -> list[dict[str, Any]]:
    """The rows of a table with `position`, in the order in which they are tried."""
    table = table_of(model)
    return [dict(row) for row in connection.execute(select(table).order_by(table.c.position, table.c.id)).mappings()]
