"""Replies as tables and pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shopdesk.db.queries import attachments, lists
from shopdesk.db.queries import replies as queries
from shopdesk.db.queries.attachments import Attached
from shopdesk.db.queries.replies import ReplyRow as ReplyRow
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import ListQuery
from shopdesk.services import history
from shopdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class ReplyStory:
    """One reply whole: its photos, the latest 20 times that it was used, its history."""

    row: ReplyRow
    photos: tuple[Attached, ...]
    sent: tuple[queries.Sent, ...]
    history: tuple[history.Event, ...]


def ids(desk: Desk, query: ListQuery, limit: int | None = None, interruptible: Any = None) -> Sequence[int]:
    """Ids of the replies asked for, in order."""
    with desk.shop.read(interruptible) as connection:
        return lists.ids(connection, queries.SPEC, query, limit)


def rows(desk: Desk, reply_ids: Sequence[int]) -> list[ReplyRow]:
    """Table rows by id."""
    with desk.shop.read() as connection:
        return queries.rows(connection, reply_ids)


def folders(desk: Desk) -> list[str]:
    """Every folder in use."""
    with desk.shop.read() as connection:
        return queries.folders(connection)


def story(desk: Desk, reply_id: int) -> ReplyStory:
    """One reply whole. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        found = queries.rows(connection, [reply_id])
        if not found:
            raise UserError("record.missing", number=reply_id)
        return ReplyStory(
            row=found[0],
            photos=tuple(attachments.of(connection, "reply", reply_id)),
            sent=tuple(queries.sent(connection, reply_id)),
            history=tuple(history.of(connection, queries.history_rows(connection, reply_id))),
        )
