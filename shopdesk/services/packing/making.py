"""Packing lists made from orders, and what they hold changed while they are open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import packing, parcels
from shopdesk.db.queries.orders import Line
from shopdesk.db.queries.packing import HeldLine
from shopdesk.db.shop import Unit
from shopdesk.db.tables import PackingLine, PackingList
from shopdesk.domain import packing as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk
from shopdesk.services.packing.finding import list_id_of, order_ids_of, subject

Contents = Mapping[int, int]  # order line id → units


@dataclass(frozen=True, slots=True)
class Plan:
    """What may go into lists: order id → its contents. `skipped`: (order number, code)."""

    contents: Mapping[int, Contents]
    orders: Mapping[int, Mapping[str, Any]]
    skipped: tuple[tuple[str, str], ...]

    def refuse_when_empty(self, action: str) -> None:
        """Raises the first reason when nothing can be packed."""
        if not self.contents:
            if not self.skipped:
                raise UserError("form.required", field="orders")
            number, code = self.skipped[0]
            order = next(values for values in self.orders.values() if values["number"] == number)
            why = {"problems": list(rules.stopping(order["problems"]))} if code == "packing.order_changed" else {}
            raise UserError(code, number=number, status=order["status"], action=action, **why)


def make_lists(
    desk: Desk, orders: Sequence[str], quantities: Mapping[int, int] | None = None, together: bool = False
) -> Outcome[Bulk]:
    """Makes one list for each order, or one for all of them (`together`), with the units that no list holds yet.

    `quantities` (order line id → units) sends a part: of an order that is named there, only those lines. Orders that
    cannot be packed now are skipped. Raises UserError `packing.different_address`, `quantity.above_ordered`,
    `form.quantity`, `record.missing`, and the code of the first order when none can be packed.
    """
    with desk.write("packing.make") as unit:
        planned = plan(desk, unit, order_ids_of(unit.connection, orders), quantities)
        planned.refuse_when_empty("packing.make")
        contents = list(planned.contents.values())
        if together:
            if len({rules.destination(planned.orders[order_id]) for order_id in planned.contents}) > 1:
                raise UserError("packing.different_address", field="together")
            contents = [{line: units for part in contents for line, units in part.items()}]
        made = insert_lists(desk, unit, contents)
        unit.door.subject = subject(made.values())
        unit.commit()
    return Outcome(Bulk(tuple(made.values()), planned.skipped), unit.door.changes)


def plan(desk: Desk, unit: Unit, order_ids: Sequence[int], quantities: Mapping[int, int] | None = None) -> Plan:
    """What of the orders may be packed now. Raises UserError as `make_lists` does for quantities."""
    today = desk.local_day(desk.now())
    orders = parcels.order_cells(unit.connection, order_ids)
    lines = order_queries.lines(unit.connection, order_ids)
    wanted = quantities or {}
    known = {line.id for of in lines.values() for line in of}
    for line_id in wanted:
        if line_id not in known:
            raise UserError("record.missing", field="quantities", number=line_id)
    contents: dict[int, Contents] = {}
    skipped: list[tuple[str, str]] = []
    for order_id, values in orders.items():
        code = rules.refusal(values, today)
        taken = {} if code else _take(values["number"], lines[order_id], wanted)
        if taken:
            contents[order_id] = taken
        else:
            skipped.append((values["number"], code or "packing.nothing_left"))
    return Plan(contents, orders, tuple(skipped))


def _take(order: str, lines: Sequence[Line], wanted: Mapping[int, int]) -> Contents:
    if any(line.id in wanted for line in lines):
        return {
            line.id: rules.take(order, line.line, wanted[line.id], line.remaining)
            for line in lines
            if line.id in wanted
        }
    return {line.id: line.remaining for line in lines if line.remaining}


def insert_lists(desk: Desk, unit: Unit, contents: Sequence[Contents]) -> dict[int, str]:
    """Writes one draft list for each of the contents; returns the numbers by list id."""
    now = desk.now()
    numbers = unit.door.numbers("PL", desk.year(), len(contents)) if contents else []
    day = desk.local_day(now)
    ids = unit.door.insert(
        PackingList,
        [{"number": number, "status": "draft", "created_at": now, "local_day": day} for number in numbers],
    )
    unit.door.insert(
        PackingLine,
        [
            {"packing_list_id": list_id, "order_line_id": line_id, "quantity": units}
            for list_id, held in zip(ids, contents, strict=True)
            for line_id, units in held.items()
        ],
    )
    return dict(zip(ids, numbers, strict=True))


def update_quantities(desk: Desk, number: str, quantities: Mapping[int, int]) -> Outcome[Bulk]:
    """Sets how many of each order line (by id) an open list holds; 0 takes a line off, other lines stay.

    Lines of the list's orders may be added. A packed parcel has to be opened again, so it goes back to picking.
    Raises UserError `move.not_allowed`, `quantity.above_ordered`, `form.quantity`, `packing.empty`, `record.missing`.
    """
    with desk.write("packing.quantities") as unit:
        list_id = list_id_of(unit.connection, number)
        values = packing.cells(unit.connection, [list_id])[list_id]
        if values["status"] not in rules.OPEN:
            raise UserError("move.not_allowed", number=number, status=values["status"], action="packing.quantities")
        held = {line.order_line_id: line for line in packing.held(unit.connection, [list_id])[list_id]}
        after = _after(unit, held, quantities)
        if not any(after.values()):
            raise UserError("packing.empty", number=number)
        _write_quantities(unit, list_id, held, after)
        if values["status"] == "packed" and unit.door.changes:
            unit.door.set(PackingList, list_id, status="picking", packed_at=None, packed_by="")
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def _after(unit: Unit, held: Mapping[int, HeldLine], quantities: Mapping[int, int]) -> dict[int, int]:
    """What a list holds once `quantities` are set, by order line; 0 where a line goes."""
    numbers = {line.order_id: line.order for line in held.values()}
    lines = {
        line.id: (numbers[order_id], line)
        for order_id, of in order_queries.lines(unit.connection, list(numbers)).items()
        for line in of
    }
    after = {line_id: line.quantity for line_id, line in held.items()}
    for line_id, units in quantities.items():
        if line_id not in lines:
            raise UserError("record.missing", field="quantities", number=line_id)
        if units or line_id not in held:
            order, line = lines[line_id]
            elsewhere = line.listed - after.get(line_id, 0)
            rules.take(order, line.line, units, rules.remaining(line.quantity, 0, elsewhere, line.shipped))
        after[line_id] = units
    return after


def _write_quantities(unit: Unit, list_id: int, held: Mapping[int, HeldLine], after: Contents) -> None:
    unit.door.update(
        PackingLine,
        {
            line.id: {"quantity": after[line_id], "scanned": min(line.scanned, after[line_id])}
            for line_id, line in held.items()
            if after[line_id]
        },
    )
    unit.door.delete(PackingLine, [line.id for line_id, line in held.items() if not after[line_id]])
    unit.door.insert(
        PackingLine,
        [
            {"packing_list_id": list_id, "order_line_id": line_id, "quantity": units}
            for line_id, units in after.items()
            if line_id not in held
        ],
    )
