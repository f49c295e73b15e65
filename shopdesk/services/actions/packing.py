"""Actions of the packing desk."""

from collections.abc import Mapping
from typing import Any

from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services import packing
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk
from shopdesk.services.packing.finding import line_ids

_ROLES = ("packing",)
_LISTS = Field("lists", "numbers", required=True)
_LIST = Field("list", required=True)
_QUANTITIES = "quantities"


def _make(desk: Desk, values: Values) -> Outcome[Any]:
    """Without `orders`, those that `quantities` name."""
    parts = read.objects(values, _QUANTITIES)
    orders = read.numbers(values, "orders", required=not parts)
    orders = orders or list(dict.fromkeys(read.text(part, "order", required=True) for part in parts))
    single = orders[0] if len(set(orders)) == 1 else ""
    together = read.boolean(values, "together")
    return packing.make_lists(desk, orders, _quantities(desk, parts, single) or None, together)


def _change(desk: Desk, values: Values) -> Outcome[Any]:
    number = _one(values)
    parts = read.objects(values, _QUANTITIES)
    if not parts:
        raise UserError("form.required", field=_QUANTITIES)
    return packing.update_quantities(desk, number, _quantities(desk, parts, packing.only_order(desk, number)))


def _quantities(desk: Desk, parts: list[Values], single: str) -> dict[int, int]:
    """Order line ids and units from `{order, line, quantity}`; `single` is the order meant where none is named."""
    wanted = {
        (read.text(part, "order", required=not single) or single, read.integer(part, "line")): read.integer(
            part, "quantity"
        )
        for part in parts
    }
    if len(wanted) < len(parts):
        raise UserError("form.twice", field=_QUANTITIES)
    with desk.shop.read() as connection:
        ids = line_ids(connection, list(wanted))
    return {ids[key]: units for key, units in wanted.items()}


def _ship(desk: Desk, values: Values) -> Outcome[Any]:
    """`lists`, or `orders` with all that is left of them. `tracking`: one, or an object {list number: tracking}."""
    carrier = read.text(values, "carrier")
    told = values.get("tracking")
    tracking: str | dict[str, str]
    if isinstance(told, Mapping):
        tracking = {number: read.text(told, number) for number in told}
    else:
        tracking = read.text(values, "tracking")
    if values.get("orders") or values.get("order"):
        return packing.ship_orders(desk, read.numbers(values, "orders"), carrier, tracking)
    return packing.ship_lists(desk, read.numbers(values, "lists"), carrier, tracking)


def _track(desk: Desk, values: Values) -> Outcome[Any]:
    return packing.set_tracking(desk, _one(values), read.text(values, "carrier"), read.text(values, "tracking"))


def _scan(desk: Desk, values: Values) -> Outcome[Any]:
    code = read.text(values, "code", required=True)
    return packing.scan(desk, _one(values), code, read.integer(values, "quantity", 1))


def _one(values: Values) -> str:
    return read.number(values, "list")


ACTIONS: tuple[Action, ...] = (
    Action(
        "packing.make",
        (Field("orders", "numbers"), Field(_QUANTITIES, "list"), Field("together", "boolean")),
        _ROLES,
        _make,
    ),
    Action("packing.quantities", (_LIST, Field(_QUANTITIES, "list", required=True)), _ROLES, _change),
    Action("packing.pick", (_LISTS,), _ROLES, lambda desk, v: packing.start_picking(desk, read.numbers(v, "lists"))),
    Action("packing.scan", (_LIST, Field("code", required=True), Field("quantity", "integer")), _ROLES, _scan),
    Action(
        "packing.pack",
        (_LISTS, Field("packed_by")),
        _ROLES,
        lambda desk, v: packing.mark_packed(desk, read.numbers(v, "lists"), read.text(v, "packed_by")),
    ),
    Action("packing.track", (_LIST, Field("carrier"), Field("tracking")), _ROLES, _track),
    Action(
        "packing.ship",
        (Field("lists", "numbers"), Field("orders", "numbers"), Field("carrier"), Field("tracking")),
        _ROLES,
        _ship,
    ),
    Action(
        "packing.deliver",
        (_LISTS, Field("signed_on", "date")),
        _ROLES,
        lambda desk, v: packing.deliver_lists(desk, read.numbers(v, "lists"), read.day(v, "signed_on")),
    ),
    Action("packing.take_over", (_LISTS,), _ROLES, lambda desk, v: packing.take_over(desk, read.numbers(v, "lists"))),
    Action("packing.cancel", (_LISTS,), _ROLES, lambda desk, v: packing.cancel_lists(desk, read.numbers(v, "lists"))),
)
