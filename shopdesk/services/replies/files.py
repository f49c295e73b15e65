"""Replies written to spreadsheets, and as a page of questions and answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shopdesk.db.queries import lists
from shopdesk.db.queries import replies as queries
from shopdesk.documents.faq_html import Question, faq_html
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import ListQuery
from shopdesk.domain.replies import fill
from shopdesk.services.desk import Desk
from shopdesk.services.replies.filling import About, values
from shopdesk.services.whole_files import whole_file


@dataclass(frozen=True, slots=True)
class WrittenReplies:
    """A file that was written, and how many replies stand in it."""

    file: str
    replies: int


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
