"""Attachments of records, in their order."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.tables import Attachment, JournalChange

TABLE = table_of(Attachment)
# Whose attachment it is → the column that says so.
OWNERS = {
    "product": "product_id",
    "customer": "customer_id",
    "inquiry": "inquiry_id",
    "order": "order_id",
    "packing_list": "packing_list_id",
    "case": "case_id",
    "reply": "reply_id",
}


@dataclass(frozen=True, slots=True)
class Attached:
    """One file of a record. `sha256` names its bytes."""

    id: int
    position: int
    sha256: str
    name: str
    media_type: str
    bytes: int
    at: datetime
    staff: str


_COLUMNS = [TABLE.c[name] for name in Attached.__dataclass_fields__]


def of(connection: Connection, owner: str, row_id: int) -> list[Attached]:
    """The attachments of one record, the first is its picture."""
    query = select(*_COLUMNS).where(TABLE.c[OWNERS[owner]] == row_id).order_by(TABLE.c.position, TABLE.c.id)
    return [Attached(*row) for row in connection.execute(query)]


def ever_of(connection: Connection, owner: str, row_id: int) -> list[int]:
    """Ids of the attachments that a record has, and of those that were taken off again, as the journal remembers."""
    have = [one.id for one in of(connection, owner, row_id)]
    gone = select(JournalChange.row_id).where(
        JournalChange.table_name == TABLE.name,
        JournalChange.operation == "delete",
        JournalChange.before[OWNERS[owner]].as_integer() == row_id,
    )
    return sorted({*have, *connection.execute(gone).scalars()})


def counts(connection: Connection, owner: str, row_ids: Sequence[int]) -> dict[int, int]:
    """How many attachments records have; those without any are left out."""
    column = TABLE.c[OWNERS[owner]]
    out: dict[int, int] = defaultdict(int)
    for part in chunks(row_ids):
        query = select(column, func.count()).where(column.in_(part)).group_by(column)
        out.update((row_id, count) for row_id, count in connection.execute(query))
    return dict(out)
