"""What can be done on the orders page: words, keys and for which orders."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from shopdesk.domain import orders as rules
from shopdesk.domain.packing import on_hold, stopping
from shopdesk.services.orders import OrderRow
from shopdesk.ui.actions import UiAction
from shopdesk.words import mark

if TYPE_CHECKING:
    from shopdesk.ui.orders.page import OrdersPage

_OPEN = ("draft", "awaiting_payment", "to_confirm", "to_ship")


def _to_confirm(row: OrderRow) -> bool:
    return row.status != "to_ship" and rules.may_move(row.status, "to_ship") and row.status in _OPEN


def _unpaid(row: OrderRow) -> bool:
    return row.status != "cancelled" and not rules.is_paid(row.payment)


def _ready(page: "OrdersPage") -> Callable[[OrderRow], bool]:
    def ready(row: OrderRow) -> bool:
        held = on_hold(row.hold_until, page.today())
        return rules.ready_to_pack(row.status, row.payment, row.pay_on_delivery, held)

    return ready


def _deliverable(row: OrderRow) -> bool:
    return row.status in ("shipped", "completed") and row.delivery not in ("partial", "delivered")


def order_actions(page: "OrdersPage") -> tuple[UiAction, ...]:
    """The actions in the order of the toolbar: what is done most first."""
    key = page.key
    anything = page.can(lambda _row: True)
    return (
        UiAction("order.create", mark("New order"), page.new_order, "plus", ("Ctrl+N",), key, primary=True),
        UiAction(
            "order.confirm", mark("Confirm"), page.confirm, "check", ("C",), key, page.can(_to_confirm),
            hint=mark("Confirm: these orders may be packed"),
        ),
        UiAction(
            "orders.make_lists", mark("Make packing list"), page.make_lists, "box", ("P",), key, page.can(_ready(page)),
            hint=mark("Make a packing list for each order"),
        ),
        UiAction(
            "orders.ship", mark("Mark shipped…"), lambda: page.ask("ship"), "truck", ("S",), key, page.can(_ready(page))
        ),
        UiAction(
            "order.deliver", mark("Mark delivered…"), lambda: page.ask("deliver"), "inbox", ("D",), key,
            page.can(_deliverable),
        ),
        UiAction(
            "order.hold", mark("Hold…"), lambda: page.ask("hold"), "pause", ("H",), key,
            page.can(lambda row: row.status in _OPEN), hint=mark("Hold until a day"),
        ),
        UiAction(
            "order.release", mark("Release"), page.release, "return", (), key,
            page.can(lambda row: row.hold_until is not None), hint=mark("Release from hold"), toolbar=False,
        ),
        UiAction(
            "order.problem_seen", mark("Seen, go on"), page.see_problems, "check", (), key,
            page.can(lambda row: bool(stopping(row.problems))),
            hint=mark("What changed has been looked at: the parcel may be packed and sent"), toolbar=False,
        ),
        UiAction("order.flag", mark("Flag"), page.flag, "flag", ("F",), key, anything, hint=mark("Put a flag on")),
        UiAction(
            "order.edit_many", mark("Edit selected…"), page.edit_many, "edit", (), key, anything,
            hint=mark("Set one field of all selected orders"), toolbar=False,
        ),
        UiAction("order.pay", mark("Mark paid"), page.pay, "money", (), key, page.can(_unpaid)),
        UiAction(
            "order.update", mark("Edit"), page.edit, "edit", ("E",), key, page.shows_one, hint=mark("Edit this order"),
            toolbar=False,
        ),
        UiAction(
            "orders.copy", mark("Copy rows"), page.copy_rows, "copy", (), key, anything,
            hint=mark("Copy the selected rows for a spreadsheet (Ctrl+C)"), toolbar=False,
        ),
        UiAction(
            "orders.copy_address", mark("Copy address"), page.copy_address, "copy", ("Ctrl+Shift+C",), key,
            page.shows_one, toolbar=False,
        ),
        UiAction(
            "orders.copy_offer", mark("Copy offer"), lambda: page.panel.story.advice.copy_offer(page.search), "tag",
            ("Ctrl+Shift+O",), key, lambda: page.shows_one() and bool(page.panel.story.advice.offers),
            hint=mark("Copy the wording of an offer that is valid now"), toolbar=False,
        ),
        UiAction(
            "orders.new_case", mark("New case for this order"), page.new_case, "lifebuoy", (), key, page.shows_one,
            toolbar=False,
        ),
        UiAction(
            "order.cancel", mark("Cancel order…"), lambda: page.ask("cancel"), "x", (), key,
            page.can(lambda row: row.status in _OPEN),
        ),
    )  # fmt: skip
