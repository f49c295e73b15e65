"""Who changed what when, read from the journal; undo and redo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shopdesk.db import entries, journal, owners
from shopdesk.db.entries import Entry as Entry
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
        cells = [
            (name, change.before.get(name), (change.after or {}).get(name))
            for change in changes
            for name in (change.after if change.after is not None else change.before)
        ]
        fields = owners.named(connection, cells)
        events.append(Event(entry.at, entry.staff, entry.action, entry.state, fields))
    return events


def notes(connection: Any, **owner: int) -> list[tuple[datetime, str, str]]:
    """(at, staff, text) of the notes on a record, oldest first."""
    return [(message.at, message.staff, message.text) for message in messages.of(connection, **owner)]


def undo(desk: Desk) -> Outcome[Undone]:
    """Takes back this person's last action. Raises UserError `undo.nothing`, `undo.conflict`."""
    return _reverse(desk, journal.undo, lambda c: entries.undoable(c, desk.staff, desk.now(), limit=2))


def take_back(desk: Desk, entry_id: int) -> Outcome[Undone]:
    """Takes back one action, whatever else was done since.

    Raises UserError `undo.nothing`, `undo.conflict` and those of `entries.obstacle`.
    """

    def candidates(connection: Any) -> list[Entry]:
        entry = entries.entry_of(connection, entry_id)
        if entry is None:
            return []
        why = entries.undo_obstacle(connection, entry, desk.staff, desk.now())
        if why:
            raise UserError(why, action=entry.action, by=entry.staff, days=entries.UNDO_DAYS)
        return [entry]

    return _reverse(desk, journal.undo, candidates)


def redo(desk: Desk) -> Outcome[Undone]:
    """Does what was undone last again. Raises UserError `undo.nothing`, `undo.conflict`."""
    return _reverse(desk, journal.redo, lambda c: entries.redoable(c, desk.staff, limit=2))


def do_again(desk: Desk, entry_id: int) -> Outcome[Undone]:
    """Does one action again that this person took back. Raises UserError `redo.gone`, `undo.conflict`."""

    def candidates(connection: Any) -> list[Entry]:
        found = [one for one in entries.redoable(connection, desk.staff, limit=None) if one.id == entry_id]
        if not found:
            entry = entries.entry_of(connection, entry_id)
            raise UserError("redo.gone", action=entry.action if entry else "")
        return found

    return _reverse(desk, journal.redo, candidates)


def undoable(desk: Desk, limit: int | None = 100) -> list[Entry]:
    """What this person can take back, newest first; no `limit`: all of it."""
    with desk.shop.read() as connection:
        return entries.undoable(connection, desk.staff, desk.now(), limit)


def redoable(desk: Desk, limit: int | None = 100) -> list[Entry]:
    """What this person can do again, last undone first."""
    with desk.shop.read() as connection:
        return entries.redoable(connection, desk.staff, limit)


def _reverse(desk: Desk, how: Any, candidates: Any) -> Outcome[Undone]:
    try:
        with desk.shop.write("undo", staff=desk.staff, at=desk.now(), conflict="undo.conflict") as unit:
            found = candidates(unit.connection)
            if not found:
                raise UserError("undo.nothing")
            changes = how(unit.connection, unit.door, found[0])
            unit.commit()
    except UserError as error:
        if error.code == "undo.conflict" and "action" not in error.where:
            raise _explained(desk, how, candidates) or error from error
        raise
    if "settings" in changes.kinds:
        desk.reload_settings()
    return Outcome(Undone(found[0], found[1] if len(found) > 1 else None), changes)


def _explained(desk: Desk, how: Any, candidates: Any) -> UserError | None:
    """A reference broke only at the commit, which cannot say which: tried once more, looked at, and let go."""
    try:
        with desk.shop.write("undo", staff=desk.staff, at=desk.now(), conflict="undo.conflict") as unit:
            found = candidates(unit.connection)
            if not found:
                return None
            how(unit.connection, unit.door, found[0])
            return entries.dangling(unit.connection, found[0])
    except UserError:  # it broke before: what would come back is there already (another import made the same account)
        return None
