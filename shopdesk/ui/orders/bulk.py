"""Actions on the selected orders, however many: the numbers are read in the worker, what was left out is named."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from shopdesk import vocabulary as words
from shopdesk.domain.errors import UserError
from shopdesk.services import orders
from shopdesk.services.orders import Bulk
from shopdesk.ui import display, vocabulary
from shopdesk.ui.edit_many import EditField
from shopdesk.words import _, mark

_READ = 256
_NAMED = 3
EDIT_FIELDS = (
    EditField("add_to_memo", mark("Add to the memo")),
    EditField("seller_memo", mark("Seller's memo")),
    EditField("flag", mark("Flag"), "choice", {"": mark("No flag"), **words.FLAG}),
    EditField("shipping_method", mark("Shipping method")),
    EditField("payment_method", mark("Payment method")),
    EditField("ship_by", mark("Ship by"), "date"),
)


def on_selection(desk: Any, function: Callable[..., Any], ids: Sequence[int], *args: Any, **keywords: Any) -> Any:
    """`function(desk, numbers, …)` for the orders of `ids`; those that are gone meanwhile are left out."""
    return function(desk, numbers_of(desk, ids), *args, **keywords)


def numbers_of(desk: Any, ids: Sequence[int]) -> list[str]:
    """The numbers of the orders of `ids` that are still there."""
    numbers: list[str] = []
    for start in range(0, len(ids), _READ):
        numbers += [row.number for row in orders.rows(desk, ids[start : start + _READ])]
    return numbers


def left_out(bulk: Bulk, statuses: Mapping[str, str]) -> str:
    """One sentence that names the skipped ones with their reasons, "" when all were done.

    `statuses`: what the table showed for each number when the action began.
    """
    by_reason: dict[str, list[str]] = {}
    for number, code in bulk.skipped:
        by_reason.setdefault(_reason(code, statuses.get(number, "")), []).append(number)
    parts = [
        _("{numbers} ({reason})").format(numbers=_named(numbers), reason=reason)
        for reason, numbers in by_reason.items()
    ]
    return _("Left out: {orders}").format(orders=_("; ").join(parts)) if parts else ""


def _named(numbers: Sequence[str]) -> str:
    shown = display.list_of(list(numbers[:_NAMED]))
    more = len(numbers) - _NAMED
    return shown if more <= 0 else _("{orders} and {count} more").format(orders=shown, count=display.count(more))


def _reason(code: str, status: str) -> str:
    if code == "move.not_allowed":
        word = vocabulary.word(vocabulary.ORDER_STATUS, status)
        return _("is “{status}”").format(status=word) if word else _("not possible in its status")
    if code == "packing.on_hold":
        return _("is on hold")
    if code == "packing.unpaid":
        return _("is not paid")
    if code == "packing.nothing_left":
        return _("nothing is left to pack")
    if code == "packing.order_changed":
        return _("changed on its platform and nobody has seen it")
    if code == "order.no_problem":
        return _("nothing stops it")
    if code == "order.on_packing_list":
        return _("is on an open packing list")
    if code == "packing.order_closed":
        return _("holds an order that is closed")
    if code == "quantity.above_ordered":
        return _("was sent elsewhere meanwhile")
    return code


def in_words(error: UserError) -> UserError:
    """The error with its status as people call it."""
    status = error.where.get("status")
    if not isinstance(status, str):
        return error
    table = vocabulary.ORDER_STATUS if status in vocabulary.ORDER_STATUS else vocabulary.PACKING_STATUS
    return UserError(error.code, **{**error.where, "status": vocabulary.word(table, status)})
