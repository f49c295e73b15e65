"""What one entry of the journal did: rows made, changed and deleted, each with the record it belongs to."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from shopdesk.db import owners
from shopdesk.db.owners import Owner
from shopdesk.db.tables import JournalChange, JournalRange
from shopdesk.domain.changes import kind_of_table


@dataclass(frozen=True, slots=True)
class Touched:
    """One row, or rows made at once. `operation`: create, update, delete. `fields`: (name, before, after).

    `record` is the table of the record that it belongs to, `number` what people call that record.
    """

    table: str
    record: str
    number: str
    label: str
    currency: str
    operation: str
    count: int = 1
    fields: tuple[tuple[str, Any, Any], ...] = ()


def touched(connection: Connection, entry_id: int, limit: int) -> tuple[list[Touched], int]:
    """The first `limit` things that an entry touched, and how many rows more it changed."""
    made = _made(connection, entry_id, limit)
    changed = _changed(connection, entry_id, limit)
    total = connection.execute(
        select(func.count()).select_from(JournalChange.__table__).where(JournalChange.entry_id == entry_id)
    ).scalar_one()
    return made + changed, max(0, int(total) - limit)


def _made(connection: Connection, entry_id: int, limit: int) -> list[Touched]:
    made = JournalRange
    query = select(made.table_name, made.first_id, made.last_id).where(made.entry_id == entry_id).order_by(made.id)
    rows = [row for row in connection.execute(query.limit(limit)) if kind_of_table(row[0]) is not None]
    found = _owners(connection, {(table, first): None for table, first, _last in rows})
    return [
        Touched(table, one.table, one.number, one.label, one.currency, "create", last - first + 1)
        for table, first, last in rows
        for one in [found.get((table, first)) or Owner(table, "")]
    ]


def _changed(connection: Connection, entry_id: int, limit: int) -> list[Touched]:
    query = select(JournalChange.__table__).where(JournalChange.entry_id == entry_id).order_by(JournalChange.id)
    rows = [row for row in connection.execute(query.limit(limit)) if kind_of_table(row.table_name) is not None]
    found = _owners(
        connection,
        {(row.table_name, row.row_id): row.before if row.operation == "delete" else None for row in rows},
    )
    out = []
    for row in rows:
        one = found.get((row.table_name, row.row_id)) or Owner(row.table_name, "")
        after: Mapping[str, Any] = row.after or {}
        fields = owners.named(connection, [(name, row.before.get(name), after[name]) for name in after])
        out.append(Touched(row.table_name, one.table, one.number, one.label, one.currency, row.operation, 1, fields))
    return out


def _owners(
    connection: Connection, wanted: Mapping[tuple[str, int], Mapping[str, Any] | None]
) -> dict[tuple[str, int], Owner]:
    by_table: dict[str, dict[int, Mapping[str, Any] | None]] = defaultdict(dict)
    for (table, row_id), cells in wanted.items():
        by_table[table][row_id] = cells
    out: dict[tuple[str, int], Owner] = {}
    for table, rows in by_table.items():
        gone = {row_id: cells for row_id, cells in rows.items() if cells is not None}
        for row_id, one in owners.of_rows(connection, table, list(rows), gone).items():
            out[(table, row_id)] = one
    return out
