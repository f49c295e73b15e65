"""Replies in and out of spreadsheets, and as a page of questions and answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from shopdesk.db.queries import lists
from shopdesk.db.queries import replies as queries
from shopdesk.db.shop import Unit
from shopdesk.documents.faq_html import Question, faq_html
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import ListQuery
from shopdesk.domain.replies import ReplyDraft, fill
from shopdesk.domain.scenarios import language_of
from shopdesk.services.desk import Desk
from shopdesk.services.replies.editing import cells_of, put_new, set_cells
from shopdesk.services.replies.filling import About, values
from shopdesk.services.whole_files import whole_file


@dataclass(frozen=True, slots=True)
class ImportedReplies:
    """What came of a file. `refused`: (row, code, what is concerned) of the rows that stay out."""

    new: int
    changed: int
    unchanged: int
    refused: tuple[tuple[int, str, dict[str, Any]], ...]


@dataclass(frozen=True, slots=True)
class WrittenReplies:
    """A file that was written, and how many replies stand in it."""

    file: str
    replies: int


def import_replies(desk: Desk, path: str) -> Outcome[ImportedReplies]:
    """Takes in a spreadsheet: a row with a known number, or a known shortcut, changes that reply; others are new.

    A row that cannot be taken says why, the rest goes in. Raises UserError `file.*`, `reply.columns`.
    """
    from shopdesk.exchange.reply_sheet import read_replies

    rows = read_replies(path)
    new: list[tuple[ReplyDraft, str]] = []
    refused: list[tuple[int, str, dict[str, Any]]] = []
    codes: set[tuple[str, str]] = set()
    changed = unchanged = 0
    with desk.write("reply.import") as unit:
        for row in rows:
            try:
                reply_id, draft = _row(unit, row.cells)
                draft.check()
                if draft.code and (draft.code, draft.language) in codes:
                    raise UserError("reply.code_taken", field="code", found=draft.code)
                cells = cells_of(unit, draft, reply_id)
            except UserError as error:
                refused.append((row.row, error.code, error.where))
                continue
            codes.add((draft.code, draft.language))
            if reply_id is None:
                new.append((draft, ""))
            elif set_cells(desk, unit, reply_id, queries.cells(unit.connection, [reply_id])[reply_id], cells):
                changed += 1
            else:
                unchanged += 1
        put_new(desk, unit, new)
        unit.door.subject = Path(path).name
        unit.commit()
    return Outcome(ImportedReplies(len(new), changed, unchanged, tuple(refused)), unit.door.changes)


def _row(unit: Unit, cells: dict[str, str]) -> tuple[int | None, ReplyDraft]:
    """The reply that a row means, if there is one, and what it is to be."""
    language = cells.get("language") or language_of(cells.get("text", ""))
    reply_id = queries.id_of(unit.connection, cells["number"]) if cells.get("number") else None
    if reply_id is None and cells.get("code"):
        reply_id = queries.holder_of(unit.connection, cells["code"], language)
    old = ReplyDraft(title="", text="", language=language)
    if reply_id is not None:
        known = queries.cells(unit.connection, [reply_id])[reply_id]
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


def export_replies(desk: Desk, path: str, *, force: bool = False) -> Outcome[WrittenReplies]:
    """Writes every reply to an Excel file. Raises UserError `export.*`."""
    from shopdesk.exchange.reply_sheet import write_replies

    with desk.shop.read() as connection:
        ids = lists.ids(connection, queries.SPEC, ListQuery(descending=False))
        cells = queries.cells(connection, ids)
    with whole_file(Path(path), force=force) as file:
        count = write_replies(file, [cells[row_id] for row_id in ids])
    return Outcome(WrittenReplies(path, count))


def export_faq(
    desk: Desk, path: str, language: str, *, kinds: Sequence[str] = ("article",), force: bool = False
) -> Outcome[WrittenReplies]:
    """Writes what is approved and valid now as a page, under its folders. Fields of the shop are filled in.

    A text with fields that only an order could fill stays out. Raises UserError `export.*`, `reply.none`.
    """
    with desk.shop.read() as connection:
        rows = queries.usable(connection, desk.local_day(desk.now()))
        told = values(desk, connection, About(), language)
    told.pop("staff", None)
    told.pop("today", None)
    questions = []
    for row in rows:
        filled = fill(row.text, told)
        if row.language == language and row.kind in kinds and not filled.missing:
            questions.append(Question(row.folder, row.title, filled.text))
    if not questions:
        raise UserError("reply.none", language=language)
    page = faq_html(desk.shop_name, questions, "zh-CN" if language == "zh" else "en")
    with whole_file(Path(path), force=force) as file:
        file.write(page.encode())
    return Outcome(WrittenReplies(path, len(questions)))
