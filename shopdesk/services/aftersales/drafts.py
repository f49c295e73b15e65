"""From a draft to rows: what a case is about, and its lines within what was ordered, sent and taken back."""

from collections.abc import Mapping
from typing import Any

from shopdesk.db.queries import aftersales as queries
from shopdesk.db.queries import claims
from shopdesk.db.queries import customers as customer_queries
from shopdesk.db.queries import inquiries as inquiry_queries
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries.aftersales import CaseLineRow
from shopdesk.db.shop import Unit
from shopdesk.db.tables import CaseLine
from shopdesk.domain import aftersales as rules
from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.conversations import clean_tags
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk
from shopdesk.services.staff import assignee_id


def orders_of(unit: Unit, draft: CaseDraft) -> dict[int, dict[str, Any]]:
    """The orders of a draft, those of its lines included, by id. Raises UserError `record.missing`."""
    order_ids: dict[int, None] = {}
    for number in draft.orders:
        found = order_queries.id_of(unit.connection, number)
        if found is None:
            raise UserError("record.missing", field="orders", number=number)
        order_ids[found] = None
    wanted = [line_id for line_id, _quantity in draft.lines]
    owners = claims.orders_of_lines(unit.connection, wanted)
    for line_id in wanted:
        if line_id not in owners:
            raise UserError("record.missing", field="lines", number=line_id)
        order_ids[owners[line_id]] = None
    known = order_queries.full(unit.connection, list(order_ids))
    return {order_id: known[order_id] for order_id in order_ids}


def cells_of(desk: Desk, unit: Unit, draft: CaseDraft, orders: Mapping[int, dict[str, Any]]) -> dict[str, Any]:
    customer_id = _reference(unit, customer_queries.id_of, "customer", draft.customer)
    if customer_id is None:
        customer_id = next((cells["customer_id"] for cells in orders.values() if cells["customer_id"]), None)
    currency = rules.currency_of(draft, {cells["number"]: cells["currency"] for cells in orders.values()})
    if not currency and not orders:
        currency = desk.currency
    same = ("kind", "reason", "responsible", "priority", "asked", "agreed")
    return {
        **{name: getattr(draft, name) for name in same},
        "subject": draft.subject.strip(),
        "tags": clean_tags(draft.tags),
        "currency": currency,
        "customer_id": customer_id,
        "inquiry_id": _reference(unit, inquiry_queries.id_of, "inquiry", draft.inquiry),
        "assignee_id": assignee_id(desk, unit, draft.assignee),
    }


def _reference(unit: Unit, id_of: Any, field: str, number: str | None) -> int | None:
    if not number:
        return None
    found: int | None = id_of(unit.connection, number)
    if found is None:
        raise UserError("record.missing", field=field, number=number)
    return found


def check_lines(unit: Unit, draft: CaseDraft, case_id: int | None) -> None:
    facts = claims.line_facts(unit.connection, [line_id for line_id, _quantity in draft.lines], case_id)
    for line_id, quantity in draft.lines:
        rules.check_quantity(draft.kind, quantity, facts[line_id])


def insert_lines(unit: Unit, case_id: int, draft: CaseDraft, known: Mapping[int, CaseLineRow] | None = None) -> None:
    unit.door.insert(
        CaseLine,
        [
            {
                "case_id": case_id,
                "order_line_id": line_id,
                "quantity": units,
                "outcome": draft.outcomes.get(line_id, ""),
            }
            for line_id, units in draft.lines
            if line_id not in (known or {})
        ],
    )


def rewrite_lines(unit: Unit, case_id: int, draft: CaseDraft) -> None:
    """Lines whose goods came in can neither go nor shrink below that."""
    old = {line.order_line_id: line for line in queries.lines(unit.connection, [case_id]).get(case_id, ())}
    wanted = dict(draft.lines)
    for line_id, line in old.items():
        if wanted.get(line_id, 0) < line.received:
            raise UserError("quantity.below_received", field="lines", line=line.line, received=line.received)
    unit.door.delete(CaseLine, [line.id for line_id, line in old.items() if line_id not in wanted])
    unit.door.update(
        CaseLine,
        {
            line.id: {"quantity": wanted[line_id], "outcome": draft.outcomes.get(line_id, "")}
            for line_id, line in old.items()
            if line_id in wanted
        },
    )
    insert_lines(unit, case_id, draft, old)


def keep_paid_orders(unit: Unit, case_id: int, currency: str, orders: Mapping[int, dict[str, Any]]) -> None:
    """An order that money went back on stays with its case, and the case keeps that money's currency."""
    numbers = {cells["number"] for cells in orders.values()}
    for one in queries.refunds(unit.connection, [case_id]).get(case_id, ()):
        if one.order not in numbers or (currency and one.currency != currency):
            raise UserError("case.order_paid", field="orders", order=one.order)
