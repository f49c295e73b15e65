"""Actions on the selected lists, however many: numbers are read in the worker, what was left out is named."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.services import orders, packing
from shopdesk.services.orders import Bulk
from shopdesk.ui import display, vocabulary
from shopdesk.words import _

_READ = 256
_NAMED = 5
_STOPPED = ListQuery(filters=(Filter("problem", "=", ("yes",)),))
_READY = ListQuery(
    filters=(Filter("ready", "=", ("yes",)), Filter("listed", "=", ("no",))), sort="ordered_at", descending=False
)


def numbers_of(desk: Any, ids: Sequence[int]) -> list[str]:
    """The numbers of lists; those that are gone meanwhile are left out."""
    numbers: list[str] = []
    for start in range(0, len(ids), _READ):
        numbers += [row.number for row in packing.rows(desk, ids[start : start + _READ])]
    return numbers


def on_selection(desk: Any, function: Callable[..., Any], ids: Sequence[int], *args: Any, **keywords: Any) -> Any:
    """`function(desk, numbers, …)` for the lists of `ids`."""
    return function(desk, numbers_of(desk, ids), *args, **keywords)


def ready_count(desk: Any, _interrupted: Any = None) -> int:
    """How many orders are ready to pack and on no open list."""
    return len(orders.ids(desk, _READY))


def stopped_count(desk: Any, _interrupted: Any = None) -> int:
    """How many open lists are stopped by what a platform changed."""
    return len(packing.ids(desk, _STOPPED))


def make_ready(desk: Any) -> Outcome[Bulk]:
    """One list for each order that is ready to pack and on no open list. Raises UserError `slips.none_ready`."""
    ids = orders.ids(desk, _READY)
    numbers = [
        row.number for start in range(0, len(ids), _READ) for row in orders.rows(desk, ids[start : start + _READ])
    ]
    if not numbers:
        raise UserError("packing.none_ready")
    return packing.make_lists(desk, numbers)


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
    return _("Left out: {lists}").format(lists=_("; ").join(parts)) if parts else ""


def _named(numbers: Sequence[str]) -> str:
    shown = display.list_of(list(numbers[:_NAMED]))
    more = len(numbers) - _NAMED
    return shown if more <= 0 else _("{lists} and {count} more").format(lists=shown, count=display.count(more))


def _reason(code: str, status: str) -> str:
    if code == "move.not_allowed":
        word = vocabulary.word(vocabulary.PACKING_STATUS, status)
        return _("is “{status}”").format(status=word) if word else _("not possible in its status")
    return {
        "packing.on_hold": _("its order is on hold"),
        "packing.unpaid": _("its order is not paid"),
        "packing.nothing_left": _("nothing is left to pack"),
        "packing.order_changed": _("changed on its platform and nobody has seen it"),
        "order.no_problem": _("nothing stops it"),
        "packing.order_closed": _("its order is not to be shipped"),
        "packing.sent_already": _("was sent already without this list"),
    }.get(code, code)


def in_words(error: UserError) -> UserError:
    """The error with its status as people call it."""
    status = error.where.get("status")
    if not isinstance(status, str):
        return error
    table = vocabulary.PACKING_STATUS if status in vocabulary.PACKING_STATUS else vocabulary.ORDER_STATUS
    return UserError(error.code, **{**error.where, "status": vocabulary.word(table, status)})
