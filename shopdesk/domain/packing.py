"""The life of a packing list, and how much of an order may still go into one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from shopdesk.domain.errors import UserError
from shopdesk.domain.orders import ready_to_pack

STATUSES: Final = ("draft", "picking", "packed", "shipped", "delivered", "cancelled")
OPEN: Final = ("draft", "picking", "packed")  # holds units but nothing has left yet
# Problems of an order that stop its parcels until a person has seen them.
STOPPING: Final = (
    "address_changed", "memo_changed", "refund_while_packing", "cancelled_while_packing", "lines_changed",
    "line_removed", "changed_while_packing",
)  # fmt: skip

_MOVES: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"picking", "packed", "shipped", "cancelled"}),
    "picking": frozenset({"draft", "packed", "shipped", "cancelled"}),
    "packed": frozenset({"picking", "shipped", "cancelled"}),
    "shipped": frozenset({"delivered"}),
    "delivered": frozenset(),
    "cancelled": frozenset(),
}


def may_move(status: str, to: str, *, verified: bool = True) -> bool:
    """Whether a list may go from `status` to `to`. `verified`: False when a required scan is missing."""
    if to == "shipped" and not verified and status != "packed":
        return False
    return to in _MOVES.get(status, frozenset())


def remaining(ordered: int, returned_unshipped: int, on_lists: int, shipped_elsewhere: int) -> int:
    """Units of an order line that no list holds yet: never below zero, never more than ordered."""
    return max(0, ordered - returned_unshipped - on_lists - shipped_elsewhere)


def refusal(values: Mapping[str, Any], today: date) -> str | None:
    """The code why an order (cells by name) may not be packed today, None when it may.

    `move.not_allowed` by its status, `packing.on_hold`, `packing.unpaid`; part paid counts as paid, and what is paid
    on delivery need not be. `packing.order_changed` until somebody has seen what its platform changed.
    """
    if values["status"] == "to_ship" and stopping(values["problems"]):
        return "packing.order_changed"
    held = on_hold(values["hold_until"], today)
    if ready_to_pack(values["status"], values["payment"], values["pay_on_delivery"], held):
        return None
    if values["status"] != "to_ship":
        return "move.not_allowed"
    return "packing.on_hold" if held else "packing.unpaid"


def stopping(problems: Iterable[str]) -> tuple[str, ...]:
    """Those of an order's problems that stop its parcels."""
    return tuple(code for code in problems if code in STOPPING)


def on_hold(hold_until: date | None, today: date) -> bool:
    """Whether an order is held today: a hold ends on its day."""
    return hold_until is not None and hold_until > today


def destination(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Who an order goes to and where. Equal for two orders that may share a parcel.

    The platform's buyer id counts, because platforms mask names and phones (张**, 138****0000) so that two buyers
    look the same.
    """
    parts = ("buyer_id", "buyer_name", "buyer_phone", "country", "region", "city", "district", "street", "postcode")
    told = [*(values[name] for name in parts), "" if values["street"] else values["address_raw"]]
    return tuple("".join(text.split()).casefold() for text in told)


def take(order: str, line: int, wanted: int, allowed: int) -> int:
    """`wanted` units of an order's line number `line`, of which `allowed` are left.

    Raises UserError `form.quantity` below 1, `quantity.above_ordered` above `allowed`.
    """
    if wanted < 1:
        raise UserError("form.quantity", field="quantity", order=order, line=line, found=wanted)
    if wanted > allowed:
        where = {"order": order, "line": line, "found": wanted, "allowed": allowed, "most": allowed}
        raise UserError("quantity.above_ordered", field="quantity", **where)
    return wanted


def spread(rooms: Sequence[int], quantity: int) -> list[int]:
    """`quantity` units over lines that have `rooms` left, first lines first; what finds no room is left out."""
    out = []
    for room in rooms:
        taken = min(max(0, room), quantity)
        out.append(taken)
        quantity -= taken
    return out


def is_code(scanned: str, codes: Iterable[str]) -> bool:
    """Whether a scanned code is one of an item's codes (SKU, barcode), whatever the case.

    A scanner may give a 12-digit UPC as a 13-digit EAN with a zero in front: zeros before long numbers do not count.
    """
    wanted = _code(scanned)
    return bool(wanted) and any(_code(code) == wanted for code in codes)


def _code(text: str) -> str:
    text = text.strip().casefold()
    return text.lstrip("0") if text.isdecimal() and len(text) >= 8 else text


def share(amount: int, before: int, own: int, whole: int) -> int:
    """The part of `amount` that falls on `own` of `whole` parts after `before` ones; all parts add up to `amount`."""
    if whole <= 0:
        return 0
    return amount * min(before + own, whole) // whole - amount * min(before, whole) // whole
