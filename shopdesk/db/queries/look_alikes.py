"""What is compared to find customers who are the same person, and what hangs on one."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, or_, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.tables import (
    Attachment,
    Case,
    Customer,
    CustomerApart,
    CustomerIdentity,
    Inquiry,
    Order,
    ReplyUse,
    Reservation,
    Task,
    Wish,
)
from shopdesk.domain.look_alikes import Person

BELONGING = (Order, Inquiry, Case, CustomerIdentity, Attachment, ReplyUse, Reservation, Task, Wish)


def people(connection: Connection) -> list[Person]:
    """Every customer with all phones and e-mails they are known by."""
    more: dict[int, dict[str, list[str]]] = defaultdict(lambda: {"phone": [], "email": []})
    identities = select(CustomerIdentity.customer_id, CustomerIdentity.kind, CustomerIdentity.handle)
    for customer_id, kind, handle in connection.execute(identities.where(CustomerIdentity.kind != "login")):
        more[customer_id][kind].append(handle)
    columns = (
        Customer.id, Customer.number, Customer.name, Customer.phone, Customer.email, Customer.city, Customer.district,
        Customer.street,
    )  # fmt: skip
    found = []
    for row in connection.execute(select(*columns)):
        known = more.get(row.id, {"phone": [], "email": []})
        address = f"{row.city} {row.district} {row.street}" if row.street else ""
        found.append(
            Person(row.id, row.number, row.name, (row.phone, *known["phone"]), (row.email, *known["email"]), address)
        )
    return found


def apart(connection: Connection) -> frozenset[tuple[int, int]]:
    """Pairs that a person knows to be two."""
    query = select(CustomerApart.first_id, CustomerApart.second_id)
    return frozenset((row[0], row[1]) for row in connection.execute(query))


def apart_rows(connection: Connection, customer_ids: Sequence[int]) -> list[int]:
    """Rows of such pairs that name one of these customers."""
    query = select(CustomerApart.id)
    named = or_(CustomerApart.first_id.in_(customer_ids), CustomerApart.second_id.in_(customer_ids))
    return list(connection.execute(query.where(named)).scalars())


def belonging(connection: Connection, model: Any, customer_ids: Sequence[int]) -> list[int]:
    """Rows of a table that belong to these customers."""
    table = table_of(model)
    out: list[int] = []
    for part in chunks(customer_ids):
        out += connection.execute(select(table.c.id).where(table.c.customer_id.in_(part))).scalars()
    return out
