"""`undo`, `undo --list`, `redo`."""

from typing import Any

from shopdesk import vocabulary
from shopdesk.commands.context import Context
from shopdesk.db.entries import Entry
from shopdesk.services import history
from shopdesk.services.listing import plain
from shopdesk.words import _


def run_undo(context: Context) -> None:
    """Takes back this person's last action, or lists what could be."""
    if context.options.list:
        with context.desk() as desk:
            entries = [_entry(entry) for entry in history.undoable(desk, limit=None)]
        context.answer(
            {"count": len(entries), "actions": entries}, lambda value: "\n".join(map(_line, value["actions"]))
        )
        return
    with context.desk() as desk:
        undone = history.undo(desk).value
    answer = {"undone": _entry(undone.entry), "next": _entry(undone.next)}
    context.answer(answer, lambda value: _("Undone: {what}").format(what=_line(value["undone"])))


def run_redo(context: Context) -> None:
    """Does what was undone last again."""
    with context.desk() as desk:
        undone = history.redo(desk).value
    answer = {"redone": _entry(undone.entry), "next": _entry(undone.next)}
    context.answer(answer, lambda value: _("Done again: {what}").format(what=_line(value["redone"])))


def _entry(entry: Entry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    told = {"id": str(entry.id), "action": entry.action, "by": entry.staff, "at": entry.at, "subject": entry.subject,
            "changes": dict(entry.counts)}  # fmt: skip
    shown: dict[str, Any] = plain(told)
    return shown


def _line(entry: dict[str, Any]) -> str:
    action = vocabulary.word(vocabulary.ACTION, entry["action"], _)
    return f"{entry['at']}  {action}  {entry['subject']}  {entry['by']}"
