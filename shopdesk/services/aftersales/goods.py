"""Goods that come back."""

from collections.abc import Mapping
from typing import Any

from shopdesk.db.queries import aftersales as queries
from shopdesk.db.queries.aftersales import CaseLineRow
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Case, CaseLine, OrderLine
from shopdesk.domain import aftersales as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services.aftersales import clocks
from shopdesk.services.aftersales.reading import found_cases
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk


def receive(
    desk: Desk,
    number: str,
    quantities: Mapping[int, int] | None = None,
    carrier: str = "",
    tracking: str = "",
) -> Outcome[Bulk]:
    """Takes goods back in: units by order line id (None: all that the case still waits for).

    When nothing is missing any more, a case that waited for goods goes on to inspection. Raises UserError
    `move.not_allowed` on a closed case, `quantity.above_case`, `quantity.above_ordered`, `quantity.above_shipped`.
    """
    with desk.write("case.receive") as unit:
        ((case_id, values),) = found_cases(unit.connection, [number]).items()
        if values["status"] == "closed":
            raise UserError("move.not_allowed", number=number, status="closed", action="case.receive")
        lines = {line.order_line_id: line for line in queries.lines(unit.connection, [case_id]).get(case_id, ())}
        if quantities is None:
            quantities = {line_id: line.quantity - line.received for line_id, line in lines.items()}
            quantities = {line_id: units for line_id, units in quantities.items() if units > 0}
        if not quantities:
            raise UserError("form.required", field="lines", number=number)
        _take_in(unit, values["kind"], lines, quantities)
        missing = sum(line.quantity - line.received for line in lines.values()) - sum(quantities.values())
        status = "inspecting" if values["status"] == "waiting_goods" and missing == 0 else values["status"]
        unit.door.set(
            Case,
            case_id,
            status=status,
            received_at=desk.now(),
            return_carrier=carrier.strip() or values["return_carrier"],
            return_tracking=tracking.strip() or values["return_tracking"],
        )
        clocks.follow(desk, unit, [case_id])
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def _take_in(unit: Unit, kind: str, lines: Mapping[int, CaseLineRow], quantities: Mapping[int, int]) -> None:
    returned: dict[int, dict[str, Any]] = {}
    received: dict[int, dict[str, Any]] = {}
    for line_id, units in quantities.items():
        line = lines.get(line_id)
        most = line.quantity - line.received if line is not None else 0
        where = {"field": "quantity", "found": units, "most": most}
        if line is None:
            raise UserError("quantity.above_case", **where)
        where |= {"order": line.order, "line": line.line}
        if units < 1:
            raise UserError("form.quantity", **where)
        if units > most:
            raise UserError("quantity.above_case", **where)
        received[line.id] = {"received": line.received + units}
        if rules.counts_as_returned(kind):
            for code, bound in (("quantity.above_ordered", line.ordered), ("quantity.above_shipped", line.shipped)):
                if line.returned + units > bound:
                    raise UserError(code, **where | {"most": max(0, bound - line.returned)})
            returned[line_id] = {"returned": line.returned + units}
    unit.door.update(CaseLine, received)
    unit.door.update(OrderLine, returned)
