"""Replies taken in from a spreadsheet: looked at first, then applied in one action."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from shopdesk.db.queries import replies as queries
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.replies import ReplyDraft
from shopdesk.domain.scenarios import language_of
from shopdesk.services.desk import Desk
from shopdesk.services.replies.editing import cells_of, put_new, set_cells


@dataclass(frozen=True, slots=True)
class ImportedReplies:
    """What came of a file. `refused`: (row, code, what is concerned) of the rows that stay out."""

    new: int
    changed: int
    unchanged: int
    refused: tuple[tuple[int, str, dict[str, Any]], ...]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a row of a file would do: `new`, `changed`, `unchanged`, or `refused` with its code and what it concerns.

    `changes`: (field, before, after) of the cells that differ.
    """

    row: int
    state: str
    title: str
    number: str = ""
    changes: tuple[tuple[str, Any, Any], ...] = ()
    code: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReplyFile:
    """A file that was read, and what taking it in would do. Nothing is changed yet."""

    path: str
    rows: tuple[Any, ...]
    planned: tuple[PlannedRow, ...]

    def count(self, state: str) -> int:
        """How many rows would be so."""
        return sum(row.state == state for row in self.planned)


def look_at(desk: Desk, path: str) -> ReplyFile:
    """Reads a spreadsheet and compares it with the shop. Raises UserError `file.*`, `reply.columns`."""
    from shopdesk.exchange.reply_sheet import read_replies

    rows = tuple(read_replies(path))
    with desk.shop.read() as connection:
        return ReplyFile(path, rows, tuple(row.told for row in _plan(connection, rows)))


def import_replies(desk: Desk, path: str) -> Outcome[ImportedReplies]:
    """Takes in a spreadsheet: a row with a known number, or a known shortcut, changes that reply; others are new.

    A row that cannot be taken says why, the rest goes in. Raises UserError `file.*`, `reply.columns`.
    """
    return apply_file(desk, look_at(desk, path))


def apply_file(desk: Desk, file: ReplyFile) -> Outcome[ImportedReplies]:
    """Takes in a file that was looked at, compared anew with what the shop holds now."""
    with desk.write("reply.import") as unit:
        plan = _plan(unit.connection, file.rows)
        for one in plan:
            if one.told.state == "changed" and one.reply_id is not None:
                set_cells(desk, unit, one.reply_id, one.old, one.new)
        put_new(desk, unit, [(one.draft, "") for one in plan if one.told.state == "new" and one.draft is not None])
        unit.door.subject = Path(file.path).name
        unit.commit()
    states = Counter(one.told.state for one in plan)
    refused = tuple((one.told.row, one.told.code, dict(one.told.where)) for one in plan if one.told.code)
    value = ImportedReplies(states["new"], states["changed"], states["unchanged"], refused)
    return Outcome(value, unit.door.changes)


@dataclass(frozen=True, slots=True)
class _Planned:
    told: PlannedRow
    reply_id: int | None = None
    draft: ReplyDraft | None = None
    old: dict[str, Any] = field(default_factory=dict)
    new: dict[str, Any] = field(default_factory=dict)


def _plan(connection: Any, rows: Sequence[Any]) -> list[_Planned]:
    codes: set[tuple[str, str]] = set()
    seen: set[int | None] = set()
    plan = []
    for row in rows:
        title = row.cells.get("title", "")
        try:
            reply_id, draft = _row(connection, row.cells)
            draft.check()
            if reply_id in seen:
                raise UserError("reply.twice", number=row.cells.get("number") or draft.code)
            if draft.code and (draft.code, draft.language) in codes:
                raise UserError("reply.code_taken", field="code", found=draft.code)
            new = cells_of(connection, draft, reply_id)
        except UserError as error:
            plan.append(_Planned(PlannedRow(row.row, "refused", title, code=error.code, where=error.where)))
            continue
        codes.add((draft.code, draft.language))
        if reply_id is None:
            plan.append(_Planned(PlannedRow(row.row, "new", draft.title), None, draft, {}, new))
            continue
        seen.add(reply_id)
        old = queries.cells(connection, [reply_id])[reply_id]
        before = {name: old[name] for name in ReplyDraft.__dataclass_fields__}
        after = {name: getattr(draft, name) for name in before} | {n: v for n, v in new.items() if n in before}
        changes = tuple((name, before[name], after[name]) for name in before if before[name] != after[name])
        state = "changed" if any(old[name] != value for name, value in new.items()) else "unchanged"
        told = PlannedRow(row.row, state, draft.title, old["number"], changes)
        plan.append(_Planned(told, reply_id, draft, old, new))
    return plan


def _row(connection: Any, cells: dict[str, str]) -> tuple[int | None, ReplyDraft]:
    """The reply that a row means, if there is one, and what it is to be."""
    language = cells.get("language") or language_of(cells.get("text", ""))
    reply_id = queries.id_of(connection, cells["number"]) if cells.get("number") else None
    if reply_id is None and cells.get("code"):
        reply_id = queries.holder_of(connection, cells["code"], language)
    old = ReplyDraft(title="", text="", language=language)
    if reply_id is not None:
        known = queries.cells(connection, [reply_id])[reply_id]
        old = ReplyDraft(**{name: known[name] for name in ReplyDraft.__dataclass_fields__})
    given: dict[str, Any] = {
        name: cells[name] for name in ("title", "text", "scenario", "kind", "status") if cells.get(name)
    }
    given |= {name: cells[name] for name in ("folder", "code") if name in cells}
    if cells.get("language"):
        given["language"] = cells["language"]
    if "product" in cells:
        given["product"] = cells["product"] or None
    if "favourite" in cells:
        given["favourite"] = cells["favourite"] == "yes"
    if "valid_until" in cells:
        given["valid_until"] = _day(cells["valid_until"])
    return reply_id, replace(old, **given)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10].replace("/", "-")) if text else None
    except ValueError as error:
        raise UserError("form.date", field="valid_until", found=text) from error
