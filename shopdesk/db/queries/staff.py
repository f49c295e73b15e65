"""Who works here, as a list."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.queries.lists import ListSpec
from shopdesk.db.tables import Staff

STAFF: Table = table_of(Staff)
SPEC = ListSpec(
    kind="staff",
    table=STAFF,
    columns={name: STAFF.c[name] for name in ("name", "status")},
    special={"number": lambda value: STAFF.c.name == value},
    sorts={"since": (), "name": (STAFF.c.name,)},
    default_sort="since",
)


def full(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Staff by id, under the names of COMMANDS.md; people are known by their name."""
    out: dict[int, dict[str, Any]] = {}
    query = select(Staff.id, Staff.name, Staff.roles, Staff.status, Staff.since)
    for part in chunks(ids):
        for row_id, name, roles, status, since in connection.execute(query.where(Staff.id.in_(part))):
            out[row_id] = {"number": name, "name": name, "roles": list(roles), "status": status, "since": since}
    return out


def id_of(connection: Connection, number: str) -> int | None:
    """The person of that name."""
    return connection.execute(select(Staff.id).where(Staff.name == number)).scalar()
