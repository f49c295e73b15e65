"""Customers who are the same person: proposed, merged, or kept apart."""

from collections.abc import Sequence
from typing import Any

from shopdesk.db.folding import folded
from shopdesk.db.queries import customers as queries
from shopdesk.db.queries import look_alikes
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Customer, CustomerApart, CustomerIdentity
from shopdesk.domain.changes import Outcome
from shopdesk.domain.conversations import clean_tags
from shopdesk.domain.customers import Identity, images, imported_of, phone_key
from shopdesk.domain.errors import UserError
from shopdesk.domain.look_alikes import Pair, pairs
from shopdesk.services import bulk
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk

_found = bulk.find(queries.id_of, queries.cells)
_FILLED = ("name", "phone", "email", "level")
_ADDRESS = ("country", "region", "city", "district", "street", "postcode")


def proposals(desk: Desk) -> list[Pair]:
    """Pairs of customers who look like the same person, the surest first."""
    with desk.shop.read() as connection:
        return pairs(look_alikes.people(connection), look_alikes.apart(connection), folded)


def merge(desk: Desk, keep: str, others: Sequence[str]) -> Outcome[Bulk]:
    """Makes one customer of several: all they bought, asked and complained about moves to `keep`.

    Empty fields are filled from the others in their order (an address whole), notes joined, tags united, points
    added; phones and e-mails that differ stay as further names. The others are gone; undo brings all back.
    Raises UserError `record.missing`, `form.required`, `customer.same`.
    """
    if not others:
        raise UserError("form.required", field="others")
    if keep in others or len(set(others)) < len(others):
        raise UserError("customer.same", number=keep)
    with desk.write("customer.merge") as unit:
        connection, door = unit.connection, unit.door
        found = _found(connection, [keep, *others])
        keep_id, *gone = found
        cells = _united(found[keep_id], [found[row_id] for row_id in gone])
        for model in look_alikes.BELONGING:
            rows = look_alikes.belonging(connection, model, gone)
            door.update(model, {row: {"customer_id": keep_id} for row in rows})
        names = _further_names(cells, [found[row_id] for row_id in gone])
        new = [one for one in names if queries.owner_of(connection, one) is None]
        door.insert(
            CustomerIdentity,
            [{"customer_id": keep_id, "platform": n.platform, "kind": n.kind, "handle": n.handle} for n in new],
        )
        door.set(Customer, keep_id, **cells)
        _keep_others_apart(unit, keep_id, gone)
        door.delete(Customer, gone)
        door.subject = keep
        unit.commit()
    return Outcome(Bulk((keep,)), unit.door.changes)


def _keep_others_apart(unit: Unit, keep_id: int, gone: Sequence[int]) -> None:
    """Whom a person knows not to be one of those that go is not the kept one either."""
    known = look_alikes.apart(unit.connection)
    strangers = {second if first in gone else first for first, second in known if first in gone or second in gone}
    unit.door.delete(CustomerApart, look_alikes.apart_rows(unit.connection, gone))
    new = {(min(keep_id, one), max(keep_id, one)) for one in strangers - {keep_id, *gone}} - known
    unit.door.insert(CustomerApart, [{"first_id": first, "second_id": second} for first, second in sorted(new)])


def keep_apart(desk: Desk, first: str, second: str) -> Outcome[Bulk]:
    """Remembers that two who look alike are two. Raises UserError `record.missing`, `customer.same`."""
    if first == second:
        raise UserError("customer.same", number=first)
    with desk.write("customer.apart") as unit:
        ids = sorted(_found(unit.connection, [first, second]))
        if (ids[0], ids[1]) not in look_alikes.apart(unit.connection):
            unit.door.insert_one(CustomerApart, first_id=ids[0], second_id=ids[1])
            unit.door.subject = first
        unit.commit()
    return Outcome(Bulk((first, second)), unit.door.changes)


def _united(kept: dict[str, Any], others: list[dict[str, Any]]) -> dict[str, Any]:
    every = [kept, *others]
    cells: dict[str, Any] = {name: next((one[name] for one in every if one[name]), kept[name]) for name in _FILLED}
    addressed = next((one for one in every if one["street"] or one["city"]), kept)
    cells |= {name: addressed[name] for name in _ADDRESS}
    cells["notes"] = "\n".join(dict.fromkeys(one["notes"] for one in every if one["notes"]))
    cells["tags"] = clean_tags([tag for one in every for tag in one["tags"]])
    cells["points"] = sum(one["points"] for one in every)
    cells["preferences"] = {key: value for one in reversed(every) for key, value in one["preferences"].items()}
    cells["consent"] = next((one["consent"] for one in every if one["consent"] is not None), None)
    cells["next_callback"] = min((one["next_callback"] for one in every if one["next_callback"]), default=None)
    cells["imported"] = imported_of([image for one in every for image in images(one["imported"])])
    cells["status"] = "blocked" if any(one["status"] == "blocked" for one in every) else kept["status"]
    return cells


def _further_names(cells: dict[str, Any], others: list[dict[str, Any]]) -> list[Identity]:
    """Phones and e-mails of the others that the kept one does not have."""
    names: dict[Identity, None] = {}
    for one in others:
        if one["phone"] and phone_key(one["phone"]) != phone_key(cells["phone"]):
            names[Identity("phone", "phone", one["phone"])] = None
        if one["email"] and one["email"].lower() != cells["email"].lower():
            names[Identity("email", "email", one["email"])] = None
    return list(names)
