"""Messages and notes of a record, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from shopdesk.db.door import table_of
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


def of(connection: Connection, **owner: int) -> Sequence[MessageRow]:
    """The messages of one record, oldest first; `owner` is `inquiry_id=`, `case_id=` or `order_id=`."""
    ((name, row_id),) = owner.items()
    columns = (Message.id, Message.direction, Message.at, Message.staff, Message.text)
    query = select(*columns).where(_MESSAGES.c[name] == row_id).order_by(Message.at, Message.id)
    return [MessageRow(*row) for row in connection.execute(query)]
