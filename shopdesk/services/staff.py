"""Who works here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shopdesk.db.queries import shop as queries
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Staff
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk

ROLES = ("owner", "promotion", "inquiries", "orders", "packing", "aftersales")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works here, just entered."""

    number: str  # the name: people are known by it


def staff_names(desk: Desk) -> list[str]:
    """Everybody who works here, by name, the person at this desk included."""
    with desk.shop.read() as connection:
        return sorted({*queries.staff_names(connection), desk.staff})


def add_staff(desk: Desk, name: str, roles: Sequence[str] = ()) -> Outcome[Person]:
    """Enters a person. Raises UserError `form.required`, `form.choice`, `staff.known`."""
    name = name.strip()
    if not name:
        raise UserError("form.required", field="name")
    for role in roles:
        if role not in ROLES:
            raise UserError("form.choice", field="roles", found=role, choices=", ".join(ROLES))
    with desk.write("staff.add") as unit:
        if queries.staff_id(unit.connection, name) is not None:
            raise UserError("staff.known", name=name)
        _insert(desk, unit, name, roles)
        unit.door.subject = name
        unit.commit()
    return Outcome(Person(name), unit.door.changes)


def assignee_id(desk: Desk, unit: Unit, name: str | None) -> int | None:
    """The id of a person to give work to, None for nobody. Raises UserError `staff.unknown`.

    Who works at this desk is entered when they first take something on.
    """
    name = (name or "").strip()
    if not name:
        return None
    found = queries.staff_id(unit.connection, name)
    if found is not None:
        return found
    if name != desk.staff:
        raise UserError("staff.unknown", field="assignee", name=name)
    return _insert(desk, unit, name, ())


def _insert(desk: Desk, unit: Unit, name: str, roles: Sequence[Any]) -> int:
    since = desk.local_day(desk.now()).isoformat()
    return unit.door.insert_one(Staff, name=name, roles=list(dict.fromkeys(roles)), since=since)
