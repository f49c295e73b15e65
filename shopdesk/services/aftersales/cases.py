"""Open a case, edit it, talk, move it on, give it to somebody, rate it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from shopdesk.db.queries import aftersales as queries
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Case, CaseOrder, Message
from shopdesk.domain import aftersales as rules
from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.changes import Outcome
from shopdesk.domain.conversations import after_message, checked_message
from shopdesk.domain.errors import UserError
from shopdesk.domain.handling import checked_seconds
from shopdesk.services import bulk
from shopdesk.services.aftersales import clocks, drafts
from shopdesk.services.aftersales.reading import found_cases
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk
from shopdesk.services.replies.using import Used, put_use
from shopdesk.services.staff import assignee_id


def open_case(desk: Desk, draft: CaseDraft) -> Outcome[Bulk]:
    """Opens a case. Raises UserError `form.*`, `record.missing`, `quantity.above_*`, `amount.*`, `staff.unknown`."""
    draft.check()
    now = desk.now()
    message = draft.message.strip()
    with desk.write("case.open") as unit:
        number = unit.door.number("AS", desk.year())
        orders = drafts.orders_of(unit, draft)
        cells = drafts.cells_of(desk, unit, draft, orders)
        drafts.check_lines(unit, draft, None)
        case_id = unit.door.insert_one(
            Case,
            number=number,
            status="open",
            opened_at=now,
            local_day=desk.local_day(now),
            waiting_since=now if message else None,
            **cells,
        )
        unit.door.insert(CaseOrder, [{"case_id": case_id, "order_id": order_id} for order_id in orders])
        drafts.insert_lines(unit, case_id, draft)
        if message:
            unit.door.insert_one(Message, case_id=case_id, direction="in", at=now, staff=desk.staff, text=message)
        clocks.follow(desk, unit, [case_id])
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def update_case(desk: Desk, number: str, draft: CaseDraft) -> Outcome[Bulk]:
    """Saves an edited case; status, messages and what was received or paid stay.

    Raises what `open_case` does, `quantity.below_received` for lines whose goods came in, and `case.order_paid`
    for an order that money went back on.
    """
    draft.check()
    with desk.write("case.update") as unit:
        ((case_id, _values),) = found_cases(unit.connection, [number]).items()
        orders = drafts.orders_of(unit, draft)
        cells = drafts.cells_of(desk, unit, draft, orders)
        drafts.check_lines(unit, draft, case_id)
        drafts.keep_paid_orders(unit, case_id, cells["currency"], orders)
        unit.door.set(Case, case_id, **cells)
        old = queries.orders_of(unit.connection, case_id)
        unit.door.delete(CaseOrder, [row for order_id, (row, *_rest) in old.items() if order_id not in orders])
        new = [{"case_id": case_id, "order_id": order_id} for order_id in orders if order_id not in old]
        unit.door.insert(CaseOrder, new)
        drafts.rewrite_lines(unit, case_id, draft)
        clocks.follow(desk, unit, [case_id])
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def add_message(
    desk: Desk,
    number: str,
    text: str,
    direction: str = "out",
    handled_s: int | None = None,
    used: Used | None = None,
) -> Outcome[Bulk]:
    """Files what was written: `in` by the customer, `out` by us, `note` for ourselves. Clocks and status follow.

    `handled_s`: seconds of work at it; `used`: the reply that the text was made from, which is remembered in the same
    step. Raises UserError `record.missing`, `form.*`.
    """
    text, seconds = checked_message(text, direction), checked_seconds(handled_s)
    now = desk.now()
    with desk.write("case.message") as unit:
        ((case_id, values),) = found_cases(unit.connection, [number]).items()
        unit.door.insert_one(
            Message, case_id=case_id, direction=direction, at=now, staff=desk.staff, text=text, handled_s=seconds
        )
        status = rules.status_after_message(values["status"], direction)
        cells: dict[str, Any] = {"status": status} if status == values["status"] else _moved(status, "", values, now)
        waits = after_message(direction, now, values["first_reply_at"], values["waiting_since"])
        unit.door.set(Case, case_id, **cells | waits)
        clocks.follow(desk, unit, [case_id])
        if used is not None:
            put_use(desk, unit, used)
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def rate(desk: Desk, number: str, rating: int | None) -> Outcome[Bulk]:
    """Keeps what the customer thought of it, 1 to 5; None takes it away. Raises UserError `rating.range`."""
    if rating is not None and not 1 <= rating <= rules.MOST_RATING:
        raise UserError("rating.range", field="rating", found=rating, most=rules.MOST_RATING)
    return bulk.each(
        desk, "case.rate", Case, lambda c: found_cases(c, [number]), lambda _unit: lambda _values: {"rating": rating}
    )


# -- several at once -------------------------------------------------------------------------------------------------


def move_cases(desk: Desk, numbers: Sequence[str], to: str, resolution: str = "") -> Outcome[Bulk]:
    """Moves cases to a status; `resolution` says how it ended. Raises UserError `move.not_allowed`, `form.choice`."""
    if to not in rules.STATUSES:
        raise UserError("form.choice", field="status", found=to, choices=", ".join(rules.STATUSES))
    now = desk.now()

    def move(values: dict[str, Any]) -> dict[str, Any] | str:
        allowed = rules.may_move(values["status"], to)
        return _moved(to, resolution.strip(), values, now) if allowed else "move.not_allowed"

    return bulk.each(
        desk, "case.move", Case, lambda c: found_cases(c, numbers), lambda _unit: move,
        then=lambda unit, ids: clocks.follow(desk, unit, ids),
    )  # fmt: skip


def assign_cases(desk: Desk, numbers: Sequence[str], assignee: str | None) -> Outcome[Bulk]:
    """Gives cases to somebody, or to nobody (None). Raises UserError `staff.unknown`."""

    def decide(unit: Unit) -> bulk.Decide:
        staff = assignee_id(desk, unit, assignee)
        return lambda _values: {"assignee_id": staff}

    return bulk.each(desk, "case.assign", Case, lambda c: found_cases(c, numbers), decide)


# -- inside ----------------------------------------------------------------------------------------------------------


def _moved(to: str, resolution: str, values: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Cells after a move: the end stops the wait, reopening takes the end back."""
    cells: dict[str, Any] = {"status": to}
    if resolution:
        cells["resolution"] = resolution
    if to == "closed":
        cells |= {"closed_at": now, "resolved_at": values["resolved_at"] or now, "waiting_since": None}
    elif rules.ends(to):
        cells |= {"resolved_at": now, "waiting_since": None}
    elif to == "reopened":
        cells |= {"resolved_at": None, "closed_at": None}
    return cells
