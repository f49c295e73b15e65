"""Bulk actions of the orders page: saved in one go, said in the status bar, what was left out named on the page."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from shopdesk.domain.errors import UserError
from shopdesk.services import orders
from shopdesk.services.orders import Bulk
from shopdesk.ui.orders.bulk import in_words, left_out, on_selection
from shopdesk.words import _, plural

if TYPE_CHECKING:
    from shopdesk.ui.orders.page import OrdersPage

Said = Callable[[int], str]
_CARRIERS = 8


class Acting:
    """Does things to the selected orders of a page."""

    def __init__(self, page: "OrdersPage") -> None:
        self._page = page

    def confirm(self) -> None:
        """To ship."""
        self._do(
            orders.confirm_orders,
            _("Confirm"),
            lambda n: plural("{count} order confirmed", "{count} orders confirmed", n),
        )

    def pay(self) -> None:
        """Paid in full, now."""
        self._do(
            orders.pay_orders, _("Mark paid"),
            lambda n: plural("{count} order marked as paid", "{count} orders marked as paid", n),
        )  # fmt: skip

    def hold(self, until: date) -> None:
        """On hold until a day."""
        self._do(
            orders.hold_orders, _("Hold"), lambda n: plural("{count} order on hold", "{count} orders on hold", n),
            until, strip="hold",
        )  # fmt: skip

    def release(self) -> None:
        """Off hold."""
        self._do(
            orders.hold_orders, _("Release"), lambda n: plural("{count} order released", "{count} orders released", n),
            None,
        )  # fmt: skip

    def flag(self, code: str) -> None:
        """A flag on, or off."""
        self._do(
            orders.flag_orders, _("Flag"),
            (lambda n: plural("Flag put on {count} order", "Flag put on {count} orders", n))
            if code
            else (lambda n: plural("Flag taken off {count} order", "Flag taken off {count} orders", n)),
            code,
        )  # fmt: skip

    def see_problems(self) -> None:
        """Their parcels may go on."""
        from shopdesk.services import packing

        self._do(
            packing.see_problems, _("Problem seen"),
            lambda n: plural("{count} order may go on", "{count} orders may go on", n),
        )  # fmt: skip

    def make_lists(self) -> None:
        """A packing list for each."""
        from shopdesk.services import packing

        self._do(
            packing.make_lists, _("Make packing list"),
            lambda n: plural("{count} packing list made", "{count} packing lists made", n),
        )  # fmt: skip

    def ship(self, carrier: str, tracking: str) -> None:
        """All that is left of them is on its way."""
        from shopdesk.services import packing

        if carrier:
            self._remember_carrier(carrier)
        self._do(
            packing.ship_orders, _("Mark shipped"),
            lambda n: plural("{count} parcel shipped", "{count} parcels shipped", n),
            carrier, tracking, strip="ship",
        )  # fmt: skip

    def deliver(self, signed_on: date | None) -> None:
        """Arrived and signed for."""
        self._do(
            orders.deliver_orders, _("Mark delivered"),
            lambda n: plural("{count} order delivered", "{count} orders delivered", n), signed_on, strip="deliver",
        )  # fmt: skip

    def cancel(self, reason: str) -> None:
        """Nothing will be sent."""
        self._do(
            orders.cancel_orders, _("Cancel order"),
            lambda n: plural("{count} order cancelled", "{count} orders cancelled", n), reason, strip="cancel",
        )  # fmt: skip

    def carriers(self) -> list[str]:
        """The carriers used on this computer, the latest first."""
        return [name for name in self._page.context.preferences.text("orders/carriers").split("\n") if name]

    def show_error(self, error: UserError) -> None:
        """Say an error on the page, the status in words."""
        self._page.notice.show_error(in_words(error))

    def _remember_carrier(self, carrier: str) -> None:
        names = list(dict.fromkeys([carrier, *self.carriers()]))[:_CARRIERS]
        self._page.context.preferences.set("orders/carriers", "\n".join(names))

    def _do(self, function: Callable[..., Any], undo: str, said: Said, *args: Any, strip: str = "") -> None:
        page = self._page
        ids = page.table.selected_ids()
        if not len(ids):
            return
        page.notice.hide()
        statuses = {row.number: row.status for row in page.selected_rows()}
        asked = page.strip_of(strip) if strip else None

        def done(bulk: Bulk) -> None:
            if asked is not None:
                asked.leave()
            skipped = left_out(bulk, statuses)
            if skipped:
                page.notice.say(skipped)

        def failed(error: UserError) -> None:
            if asked is not None and asked.isVisible():
                asked.show_error(in_words(error))
            else:
                self.show_error(error)

        page.context.save(
            on_selection, function, ids, *args, said=lambda bulk: said(len(bulk.numbers)), undo=undo, receiver=page,
            done=done, failed=failed, title=undo,
        )  # fmt: skip
