"""Packing lists on their way to the door: picked, packed, cancelled, given a tracking number, printed."""

from collections.abc import Callable, Sequence
from typing import Any

from shopdesk.db.queries import packing, parcels, stopped
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Order, Package, PackingList, PackingPrint
from shopdesk.domain import packing as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk
from shopdesk.services.packing.finding import list_id_of, list_ids_of, subject

Values = dict[str, Any]


def cancel_lists(desk: Desk, numbers: Sequence[str]) -> Outcome[Bulk]:
    """Cancels open lists; their units wait for a parcel again."""
    now = desk.now()
    return _each(desk, "packing.cancel", numbers, lambda values: move(values, "cancelled", cancelled_at=now))


def start_picking(desk: Desk, numbers: Sequence[str]) -> Outcome[Bulk]:
    """Says that somebody collects the goods; a packed list is opened again."""
    return _each(desk, "packing.pick", numbers, lambda values: move(values, "picking", packed_at=None, packed_by=""))


def mark_packed(desk: Desk, numbers: Sequence[str], packed_by: str = "") -> Outcome[Bulk]:
    """Says that parcels are closed, by whom (empty: who works here)."""
    now = desk.now()
    who = packed_by.strip() or desk.staff
    return _each(
        desk, "packing.pack", numbers, lambda values: move(values, "packed", packed_at=now, packed_by=who), stops=True
    )


def set_tracking(desk: Desk, number: str, carrier: str, tracking: str) -> Outcome[Bulk]:
    """Sets carrier and tracking number of a list and its first parcel, and of orders that show the old ones.

    Raises UserError `move.not_allowed` for a cancelled list.
    """
    told = {"carrier": carrier.strip(), "tracking": tracking.strip()}
    with desk.write("packing.track") as unit:
        list_id = list_id_of(unit.connection, number)
        values = packing.cells(unit.connection, [list_id])[list_id]
        if values["status"] == "cancelled":
            raise UserError("move.not_allowed", number=number, status="cancelled", action="packing.track")
        unit.door.set(PackingList, list_id, **told)
        for parcel in packing.packages(unit.connection, [list_id]).get(list_id, ())[:1]:
            unit.door.set(Package, parcel["id"], **told)
        if values["status"] in ("shipped", "delivered"):
            _tell_orders(unit, list_id, values, told)
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def _tell_orders(unit: Unit, list_id: int, old: Values, told: Values) -> None:
    """An order shows its latest parcel: it follows only when this list is that one."""
    held = packing.held(unit.connection, [list_id])[list_id]
    orders = parcels.order_cells(unit.connection, list({line.order_id for line in held}))
    unit.door.update(
        Order,
        {order_id: told for order_id, values in orders.items() if values["tracking"] in ("", old["tracking"])},
    )


def record_print(desk: Desk, numbers: Sequence[str], paper: str) -> Outcome[Bulk]:
    """Remembers that lists were printed on a paper. Their status stays; it cannot be undone."""
    with desk.write("packing.print", undoable=False) as unit:
        ids = list_ids_of(unit.connection, numbers)
        now = desk.now()
        unit.door.insert(
            PackingPrint,
            [{"packing_list_id": list_id, "at": now, "staff": desk.staff, "paper": paper} for list_id in ids],
        )
        done = tuple(dict.fromkeys(numbers))
        unit.door.subject = subject(done)
        unit.commit()
    return Outcome(Bulk(done), unit.door.changes)


def move(values: Values, to: str, **cells: Any) -> Values | str:
    """The cells of a list put into status `to`, or the code why not."""
    return {"status": to, **cells} if rules.may_move(values["status"], to) else "move.not_allowed"


def _each(
    desk: Desk, action: str, numbers: Sequence[str], decide: Callable[[Values], Values | str], *, stops: bool = False
) -> Outcome[Bulk]:
    with desk.write(action) as unit:
        ids = list_ids_of(unit.connection, numbers)
        bulk = apply(unit, action, ids, decide, stops=stops)
        unit.commit()
    return Outcome(bulk, unit.door.changes)


def apply(
    unit: Unit, action: str, ids: Sequence[int], decide: Callable[[Values], Values | str], *, stops: bool = False
) -> Bulk:
    """Applies `decide` (values → cells to set, or the code why not) to each list.

    `stops`: not to lists of which an order changed on its platform and nobody has seen it (`packing.order_changed`).
    Raises UserError with the code of the first when it fits none of them.
    """
    found = packing.cells(unit.connection, ids)
    problems = stopped.problems(unit.connection, ids) if stops else {}
    changes: dict[int, Values] = {}
    skipped: list[tuple[str, str]] = []
    for list_id, values in found.items():
        decided = "packing.order_changed" if list_id in problems else decide(values)
        if isinstance(decided, str):
            skipped.append((values["number"], decided))
        else:
            changes[list_id] = decided
    if not changes:
        number, code = skipped[0]
        why = {"problems": list(problems[ids[0]])} if code == "packing.order_changed" else {}
        raise UserError(code, number=number, status=found[ids[0]]["status"], action=action, **why)
    unit.door.update(PackingList, changes)
    done = tuple(found[list_id]["number"] for list_id in changes)
    unit.door.subject = subject(done)
    return Bulk(done, tuple(skipped))
