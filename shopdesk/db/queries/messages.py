"""Messages and notes of a record, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.tables import Message

_MESSAGES = table_of(Message)


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message: `direction` in, out or note."""

    id: int
    direction: str
    at: datetime
    staff: str
    text: str
    handled_s: int | None  # seconds of work at it


def of(connection: Connection, **owner: int) -> Sequence[MessageRow]:
    """The messages of one record, oldest first; `owner` is `inquiry_id=`, `case_id=` or `order_id=`."""
    ((name, row_id),) = owner.items()
    columns = (Message.id, Message.direction, Message.at, Message.staff, Message.text, Message.handled_s)
    query = select(*columns).where(_MESSAGES.c[name] == row_id).order_by(Message.at, Message.id)
    return [MessageRow(*row) for row in connection.execute(query)]


def last(connection: Connection, owner: str, ids: Sequence[int], length: int = 160) -> dict[int, str]:
    """The beginning of the newest message, by record id; `owner` is `inquiry_id`, `case_id` or `order_id`."""
    out: dict[int, str] = {}
    column = _MESSAGES.c[owner]
    for part in chunks(ids):
        newest = select(func.max(Message.id)).where(column.in_(part)).group_by(column)
        query = select(column, func.substr(Message.text, 1, length)).where(Message.id.in_(newest))
        out.update({record: " ".join(text.split()) for record, text in connection.execute(query)})
    return out


def handled(connection: Connection, owner: str, ids: Sequence[int]) -> dict[int, int]:
    """Seconds of work at the messages, by record id; records where nobody measured are left out."""
    out: dict[int, int] = {}
    column = _MESSAGES.c[owner]
    for part in chunks(ids):
        query = select(column, func.sum(Message.handled_s)).where(column.in_(part), Message.handled_s.is_not(None))
        out.update((record, int(seconds)) for record, seconds in connection.execute(query.group_by(column)))
    return out
