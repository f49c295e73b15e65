"""Mappings of tables of no known platform, remembered by their header."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from shopdesk.db.tables import ImportMapping

Row = tuple[int, str, str, list[str], dict[str, Any], datetime]


def everything(connection: Connection) -> list[Row]:
    """(id, header key, name, columns as found, mapping, when) of every mapping, by name."""
    table = ImportMapping
    query = select(table.id, table.header, table.name, table.columns, table.mapping, table.at).order_by(table.name)
    return [(row.id, row.header, row.name, row.columns, row.mapping, row.at) for row in connection.execute(query)]


def by_header(connection: Connection) -> dict[str, dict[str, Any]]:
    """What `--map` would take, with its name, by the key of the header."""
    return {key: {**mapping, "name": name} for _id, key, name, _columns, mapping, _at in everything(connection)}
