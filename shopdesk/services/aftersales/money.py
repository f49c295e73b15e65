"""Money that goes back: never more than came in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shopdesk.db.queries import aftersales as queries
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Case, Order, Refund
from shopdesk.domain import aftersales as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.drafts import payment_state
from shopdesk.domain.errors import UserError
from shopdesk.domain.money import to_text
from shopdesk.services.aftersales import clocks
from shopdesk.services.aftersales.reading import found_cases
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk


def refund(
    desk: Desk, number: str, order: str | None, amount: int, paid_on: date | None = None, note: str = ""
) -> Outcome[Bulk]:
    """Gives money back on an order of the case (None: its only one), in minor units of the order's currency.

    Raises UserError `refund.above_paid`, `form.amount`, `date.in_future`, `case.other_order`, `move.not_allowed`.
    """
    now = desk.now()
    day = paid_on or desk.local_day(now)
    if day > desk.local_day(now):
        raise UserError("date.in_future", field="paid_on", found=day.isoformat())
    with desk.write("case.refund") as unit:
        ((case_id, values),) = found_cases(unit.connection, [number]).items()
        if values["status"] in ("closed", *rules.GIVEN_UP):
            raise UserError("move.not_allowed", number=number, status=values["status"], action="case.refund")
        order_id = _order_of(unit, case_id, number, order)
        cells = order_queries.full(unit.connection, [order_id])[order_id]
        _check_amount(cells, amount)
        unit.door.insert_one(
            Refund, order_id=order_id, case_id=case_id, amount=amount, currency=cells["currency"], local_day=day,
            paid_at=now if day == desk.local_day(now) else desk.instant_of(day), source="hand", note=note.strip(),
        )  # fmt: skip
        refunded = cells["refunded"] + amount
        payment = payment_state(cells["total"], cells["paid"], refunded)
        unit.door.set(Order, order_id, refunded=refunded, payment=payment)
        if values["currency"] == cells["currency"]:
            unit.door.set(Case, case_id, paid=values["paid"] + amount)
        clocks.follow(desk, unit, [case_id])
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def _order_of(unit: Unit, case_id: int, number: str, order: str | None) -> int:
    own = queries.orders_of(unit.connection, case_id)
    if not order:
        if len(own) != 1:
            raise UserError("form.required", field="order", number=number)
        return next(iter(own))
    found = order_queries.id_of(unit.connection, order)
    if found is None:
        raise UserError("record.missing", field="order", number=order)
    if found not in own:
        raise UserError("case.other_order", field="order", order=order, number=number)
    return found


def _check_amount(order: Mapping[str, Any], amount: int) -> None:
    """Raises UserError `form.amount`, `refund.above_paid`."""
    currency = order["currency"]
    if amount <= 0:
        raise UserError("form.amount", field="amount", found=to_text(amount, currency))
    most = max(0, order["paid"] - order["refunded"])
    if amount > most:
        raise UserError(
            "refund.above_paid", field="amount", order=order["number"], currency=currency,
            found=to_text(amount, currency), most=to_text(most, currency),
        )  # fmt: skip
