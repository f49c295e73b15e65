"""Who changed what when, read from the journal; undo and redo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shopdesk.db import journal
from shopdesk.db.journal import Entry
from shopdesk.db.queries import messages
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Event:
    """One action on a record: (field, before, after) of the cells it changed; none when it created the record."""

    at: datetime
    staff: str
    action: str
    state: str
    fields: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back or done again, and what would be next."""

    entry: Entry
    next: Entry | None


def of(connection: Any, rows: Mapping[str, list[int]]) -> list[Event]:
    """The history of rows (`{table: ids}`), oldest first."""
    events = []
    for entry, changes in journal.history(connection, rows):
        fields = tuple(
            (name, change.before.get(name), (change.after or {}).get(name))
            for change in changes
            for name in (change.after if change.after is not None else change.before)
        )
        events.append(Event(entry.at, entry.staff, entry.action, entry.state, fields))
    return events


def notes(connection: Any, **owner: int) -> list[tuple[datetime, str, str]]:
    """(at, staff, text) of the notes on a record, oldest first."""
    return [(message.at, message.staff, message.text) for message in messages.of(connection, **owner)]


def undo(desk: Desk) -> Outcome[Undone]:
    """Takes back this person's last action. Raises UserError `undo.nothing`, `undo.conflict`."""
    return _reverse(desk, journal.undo, lambda c: journal.undoable(c, desk.staff, desk.now(), limit=2))


def take_back(desk: Desk, entry_id: int) -> Outcome[Undone]:
    """Takes back one action just done, whatever else was done since. Raises UserError `undo.nothing|conflict`."""

    def candidates(connection: Any) -> list[Entry]:
        return [item for item in journal.undoable(connection, desk.staff, desk.now()) if item.id == entry_id]

    return _reverse(desk, journal.undo, candidates)


def redo(desk: Desk) -> Outcome[Undone]:
    """Does what was undone last again. Raises UserError `undo.nothing`, `undo.conflict`."""
    return _reverse(desk, journal.redo, lambda c: journal.redoable(c, desk.staff, limit=2))


def undoable(desk: Desk, limit: int = 100) -> list[Entry]:
    """What this person can take back, newest first."""
    with desk.shop.read() as connection:
        return journal.undoable(connection, desk.staff, desk.now(), limit)


def redoable(desk: Desk, limit: int = 100) -> list[Entry]:
    """What this person can do again, last undone first."""
    with desk.shop.read() as connection:
        return journal.redoable(connection, desk.staff, limit)


def _reverse(desk: Desk, how: Any, candidates: Any) -> Outcome[Undone]:
    with desk.shop.write("undo", staff=desk.staff, at=desk.now(), conflict="undo.conflict") as unit:
        entries = candidates(unit.connection)
        if not entries:
            raise UserError("undo.nothing")
        changes = how(unit.connection, unit.door, entries[0])
        unit.commit()
    if "settings" in changes.kinds:
        desk.reload_settings()
    return Outcome(Undone(entries[0], entries[1] if len(entries) > 1 else None), changes)
