"""Actions of the after-sales desk."""

from dataclasses import replace
from typing import Any

from shopdesk.domain import aftersales as rules
from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.changes import Outcome
from shopdesk.domain.conversations import DIRECTIONS
from shopdesk.domain.inquiries import PRIORITIES
from shopdesk.services import aftersales
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk

_ROLES = ("aftersales",)
_ONE = Field("case", required=True)
_SOME = Field("cases", "numbers", required=True)
_FORM = (
    Field("kind", "choice", required=True, choices=rules.KINDS),
    Field("reason", "choice", choices=rules.REASONS),
    Field("responsible", "choice", choices=rules.RESPONSIBLE),
    Field("subject"),
    Field("orders", "numbers"),
    Field("lines", "list"),
    Field("customer"),
    Field("inquiry"),
    Field("currency"),
    Field("asked", "money"),
    Field("agreed", "money"),
    Field("assignee"),
    Field("priority", "choice", choices=PRIORITIES),
    Field("tags", "list"),
)
_CHOICES = {"kind": rules.KINDS, "reason": rules.REASONS, "responsible": rules.RESPONSIBLE, "priority": PRIORITIES}


def merged(desk: Desk, values: Values, old: CaseDraft) -> CaseDraft:
    """A draft with the fields that are given; the others stay as they are. Raises UserError `form.*`."""
    given: dict[str, Any] = {
        name: read.choice(values, name, choices) for name, choices in _CHOICES.items() if name in values
    }
    if "priority" in given:
        given["priority"] = given["priority"] or "normal"
    given |= {name: read.text(values, name) for name in ("subject", "message") if name in values}
    given |= {name: read.text(values, name) or None for name in ("customer", "inquiry", "assignee") if name in values}
    if "tags" in values:
        given["tags"] = read.texts(values, "tags")
    orders = read.texts(values, "orders") or read.texts(values, "order")
    if orders or "orders" in values:
        given["orders"] = orders
    if "lines" in values:
        lines = _lines(desk, values, given.get("orders", old.orders))
        given["lines"] = tuple((line, quantity) for line, quantity, _outcome in lines)
        given["outcomes"] = {line: outcome for line, _quantity, outcome in lines if outcome}
    draft = replace(old, **given)
    return replace(draft, **_amounts(desk, values, draft))


def _lines(desk: Desk, values: Values, orders: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """(order line id, quantity, outcome); a line names its order unless there is only one."""
    found = []
    for item in read.objects(values, "lines"):
        order = read.text(item, "order", required=len(orders) != 1) or orders[0]
        line = read.integer(item, "line") if item.get("line") is not None else None
        sku = read.text(item, "sku", required=line is None)
        outcome = read.choice(item, "outcome", rules.OUTCOMES)
        found.append((aftersales.line_id(desk, order, line, sku), read.integer(item, "quantity", 1), outcome))
    return found


def _amounts(desk: Desk, values: Values, draft: CaseDraft) -> dict[str, Any]:
    currency = read.text(values, "currency").upper() or draft.currency
    if not currency:
        currency = aftersales.order_currency(desk, draft.orders[0]) if draft.orders else desk.currency
    names = [name for name in ("asked", "agreed") if name in values]
    return {name: read.amount(values, name, currency, default=None) for name in names} | {"currency": currency}


def _open(desk: Desk, values: Values) -> Outcome[Any]:
    return aftersales.open_case(desk, merged(desk, values, CaseDraft(kind="")))


def _update(desk: Desk, values: Values) -> Outcome[Any]:
    number = read.number(values, "case")
    return aftersales.update_case(desk, number, merged(desk, values, aftersales.draft_of(desk, number)))


def _message(desk: Desk, values: Values) -> Outcome[Any]:
    direction = read.choice(values, "direction", DIRECTIONS) or "out"
    number = read.number(values, "case")
    text = read.text(values, "text", required=True)
    return aftersales.add_message(desk, number, text, direction, values.get("handled_s"))


def _receive(desk: Desk, values: Values) -> Outcome[Any]:
    number = read.number(values, "case")
    quantities: dict[int, int] | None = None
    if values.get("lines"):
        quantities = {}
        for line, units, _outcome in _lines(desk, values, aftersales.draft_of(desk, number).orders):
            quantities[line] = quantities.get(line, 0) + units
    return aftersales.receive(desk, number, quantities, read.text(values, "carrier"), read.text(values, "tracking"))


def _refund(desk: Desk, values: Values) -> Outcome[Any]:
    number = read.number(values, "case")
    order = read.text(values, "order")
    if not order:
        orders = aftersales.draft_of(desk, number).orders
        order = read.text(values, "order", required=len(orders) != 1) or orders[0]
    read.text(values, "amount", required=True)
    amount = read.amount(values, "amount", aftersales.order_currency(desk, order)) or 0
    return aftersales.refund(desk, number, order, amount, read.day(values, "paid_on"), read.text(values, "note"))


def _rate(desk: Desk, values: Values) -> Outcome[Any]:
    rating = read.integer(values, "rating") if values.get("rating") is not None else None
    return aftersales.rate(desk, read.number(values, "case"), rating)


def _move(desk: Desk, values: Values) -> Outcome[Any]:
    status = read.choice(values, "status", rules.STATUSES, required=True)
    return aftersales.move_cases(desk, read.numbers(values, "cases"), status, read.text(values, "resolution"))


ACTIONS: tuple[Action, ...] = (
    Action("case.open", (*_FORM, Field("message")), _ROLES, _open),
    Action("case.update", (_ONE, *(replace(field, required=False) for field in _FORM)), _ROLES, _update),
    Action(
        "case.message",
        (
            _ONE,
            Field("text", required=True),
            Field("direction", "choice", choices=DIRECTIONS),
            Field("handled_s", "integer"),
        ),
        _ROLES,
        _message,
    ),
    Action(
        "case.move",
        (_SOME, Field("status", "choice", required=True, choices=rules.STATUSES), Field("resolution")),
        _ROLES,
        _move,
    ),
    Action(
        "case.assign",
        (_SOME, Field("assignee")),
        _ROLES,
        lambda desk, v: aftersales.assign_cases(desk, read.numbers(v, "cases"), read.text(v, "assignee") or None),
    ),
    Action("case.receive", (_ONE, Field("lines", "list"), Field("carrier"), Field("tracking")), _ROLES, _receive),
    Action(
        "case.refund",
        (_ONE, Field("order"), Field("amount", "money", required=True), Field("paid_on", "date"), Field("note")),
        _ROLES,
        _refund,
    ),
    Action("case.rate", (_ONE, Field("rating", "integer")), _ROLES, _rate),
)
