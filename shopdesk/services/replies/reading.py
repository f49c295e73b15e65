"""Replies as tables and pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from shopdesk.db.queries import attachments, lists
from shopdesk.db.queries import replies as queries
from shopdesk.db.queries.attachments import Attached
from shopdesk.db.queries.replies import ReplyRow as ReplyRow
from shopdesk.db.queries.replies import Sent as Sent
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.services import history
from shopdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class ReplyStory:
    """One reply whole: its photos, the latest 20 times that it was used, its history."""

    row: ReplyRow
    photos: tuple[Attached, ...]
    sent: tuple[Sent, ...]
    history: tuple[history.Event, ...]


def ids(desk: Desk, query: ListQuery, limit: int | None = None, interruptible: Any = None) -> Sequence[int]:
    """Ids of the replies asked for, in order."""
    query = replace(query, filters=tuple(with_today(desk, query.filters)))
    with desk.shop.read(interruptible) as connection:
        return lists.ids(connection, queries.SPEC, query, limit)


def with_today(desk: Desk, filters: Sequence[Filter]) -> list[Filter]:
    """Filters with `expired=yes|no` turned into the day that the list compares with."""
    out = []
    for item in filters:
        if item.field == "expired" and item.values in (("yes",), ("no",)):
            negated = (item.operator == "!=") != (item.values == ("no",))
            item = Filter("expired", "!=" if negated else "=", (desk.local_day(desk.now()).isoformat(),))
        out.append(item)
    return out


def rows(desk: Desk, reply_ids: Sequence[int]) -> list[ReplyRow]:
    """Table rows by id."""
    with desk.shop.read() as connection:
        return queries.rows(connection, reply_ids)


def folders(desk: Desk) -> list[str]:
    """Every folder in use."""
    with desk.shop.read() as connection:
        return queries.folders(connection)


def products(desk: Desk) -> list[str]:
    """The SKU of every product that has replies of its own."""
    with desk.shop.read() as connection:
        return queries.products(connection)


def by_code(desk: Desk, begun: str, limit: int = 8) -> list[ReplyRow]:
    """Replies that may be offered now and whose `/code` begins so; favourites first, then those used most."""
    with desk.shop.read() as connection:
        return queries.by_code(connection, begun, desk.local_day(desk.now()), limit)


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
