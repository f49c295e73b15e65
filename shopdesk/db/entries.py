"""The entries of the journal: which this person can take back or do again, and what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Index, Table, UniqueConstraint, select, text, union_all

from shopdesk.db import owners
from shopdesk.db.engine import SCHEMA
from shopdesk.db.tables import JournalChange, JournalEntry, JournalRange
from shopdesk.db.tables.base import instant_text
from shopdesk.domain.errors import UserError

UNDO_DAYS = 90


@dataclass(frozen=True, slots=True)
class Entry:
    """One action in the journal."""

    id: int
    action: str
    staff: str
    at: datetime
    subject: str
    counts: Mapping[str, int]
    state: str = "done"


COLUMNS = (
    JournalEntry.id, JournalEntry.action, JournalEntry.staff, JournalEntry.at, JournalEntry.subject,
    JournalEntry.counts, JournalEntry.state,
)  # fmt: skip


def entry_of(connection: Connection, entry_id: int) -> Entry | None:
    """One entry."""
    row = connection.execute(select(*COLUMNS).where(JournalEntry.id == entry_id)).first()
    return Entry(*row) if row is not None else None


def obstacle(entry: Entry, staff: str, now: datetime, *, undoable: bool, current: bool) -> str:
    """The code of why this person cannot take an entry back, "" when at most a later change is in the way.

    `undoable`: the entry is of a kind that can be; `current`: it was made under today's schema.
    """
    if entry.state != "done":
        return "undo.already"
    if not undoable:
        return "undo.never"
    if entry.staff != staff:
        return "undo.others"
    if not current:
        return "undo.older_version"
    return "undo.too_old" if entry.at < now - timedelta(days=UNDO_DAYS) else ""


def undo_obstacle(connection: Connection, entry: Entry, staff: str, now: datetime) -> str:
    """`obstacle` of an entry as it stands in the journal."""
    query = select(JournalEntry.undoable, JournalEntry.schema).where(JournalEntry.id == entry.id)
    can, schema = connection.execute(query).one()
    return obstacle(entry, staff, now, undoable=can, current=schema == SCHEMA)


def undoable(connection: Connection, staff: str, now: datetime, limit: int | None = 100) -> list[Entry]:
    """What this person can take back, newest first."""
    query = (
        select(*COLUMNS)
        .where(
            JournalEntry.staff == staff,
            JournalEntry.state == "done",
            JournalEntry.undoable,
            JournalEntry.schema == SCHEMA,
            JournalEntry.at >= now - timedelta(days=UNDO_DAYS),
        )
        .order_by(JournalEntry.id.desc())
        .limit(limit)
    )
    return [Entry(*row) for row in connection.execute(query)]


def redoable(connection: Connection, staff: str, limit: int | None = 100) -> list[Entry]:
    """What this person took back and can do again, last undone first."""
    query = (
        select(*COLUMNS)
        .where(JournalEntry.staff == staff, JournalEntry.state == "undone", JournalEntry.schema == SCHEMA)
        .order_by(JournalEntry.undone_order.desc())
        .limit(limit)
    )
    return [Entry(*row) for row in connection.execute(query)]


def conflict(connection: Connection, entry: Entry, table_name: str, row_id: int) -> UserError:
    """What stands in the way of undoing or redoing an entry: which record, and who changed it last."""
    change, made, owner = JournalChange, JournalRange, JournalEntry
    touched = union_all(
        select(change.entry_id).where(change.table_name == table_name, change.row_id == row_id),
        select(made.entry_id).where(made.table_name == table_name, made.first_id <= row_id, made.last_id >= row_id),
    )
    query = select(*COLUMNS).where(owner.id.in_(touched), owner.id != entry.id, owner.state == "done")
    row = connection.execute(query.order_by(owner.id.desc()).limit(1)).first()
    where: dict[str, Any] = {"action": entry.action, "table": table_name, "row": row_id}
    named = owners.of_rows(connection, table_name, [row_id]).get(row_id)
    where["number"] = named.number if named is not None and named.number else entry.subject
    if row is not None:
        later = Entry(*row)
        where |= {"later": later.action, "by": later.staff, "at": instant_text(later.at), "entry": later.id}
    return UserError("undo.conflict", **where)


def twin(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> int | None:
    """The row of a table that has what has to be unique in common with one of `rows`; None where there is none."""
    alone: list[UniqueConstraint | Index] = [item for item in table.constraints if isinstance(item, UniqueConstraint)]
    alone += [index for index in table.indexes if index.unique]
    for unique in alone:
        for row in rows:
            query = select(table.c.id).where(*(column == row[column.name] for column in unique.columns))
            found = connection.execute(query.where(table.c.id != row["id"]).limit(1)).scalar()
            if found is not None:
                return int(found)
    return None


def dangling(connection: Connection, entry: Entry) -> UserError | None:
    """After an undo that may not be committed: what would point at nothing, as `conflict`; None when nothing would."""
    row = connection.execute(text("PRAGMA foreign_key_check")).first()
    return conflict(connection, entry, row[0], row[1]) if row is not None else None
