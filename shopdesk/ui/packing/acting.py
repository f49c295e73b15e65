"""Bulk actions of the packing page: saved in one go, said in the status bar, what was left out named on the page."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from shopdesk.domain.errors import UserError
from shopdesk.services import packing
from shopdesk.services.orders import Bulk
from shopdesk.ui.packing.bulk import in_words, left_out, make_ready, on_selection
from shopdesk.ui.widgets.strip import Strip
from shopdesk.words import _, plural

if TYPE_CHECKING:
    from shopdesk.ui.packing.page import PackingPage

Said = Callable[[int], str]


def lists_made(count: int) -> str:
    """The sentence after making lists."""
    return plural("{count} packing list made", "{count} packing lists made", count)


class Acting:
    """Does things to the selected lists of a page."""

    def __init__(self, page: "PackingPage") -> None:
        self._page = page

    def make(self) -> None:
        """A list for every order that is ready and on none."""
        page = self._page
        page.notice.hide()
        page.context.save(
            make_ready, said=lambda bulk: lists_made(len(bulk.numbers)), undo=_("Make packing lists"), receiver=page,
            done=lambda bulk: self._name_skipped(bulk, {}), failed=self.show_error, title=_("Making packing lists"),
        )  # fmt: skip

    def pick(self) -> None:
        """Somebody collects the goods."""
        self._do(
            packing.start_picking, _("Start picking"),
            lambda n: plural("{count} list is being picked", "{count} lists are being picked", n),
        )  # fmt: skip

    def pack(self) -> None:
        """The parcels are closed."""
        self._do(
            packing.mark_packed, _("Mark packed"), lambda n: plural("{count} list packed", "{count} lists packed", n)
        )

    def ship(self, carrier: str, tracking: str | Mapping[str, str]) -> None:
        """The parcels have left."""
        self._do(
            packing.ship_lists, _("Mark shipped"),
            lambda n: plural("{count} parcel shipped", "{count} parcels shipped", n),
            carrier, tracking, asked=self._page.ship_strip,
        )  # fmt: skip

    def deliver(self, signed_on: date | None) -> None:
        """The parcels have arrived."""
        self._do(
            packing.deliver_lists, _("Mark delivered"),
            lambda n: plural("{count} parcel delivered", "{count} parcels delivered", n),
            signed_on, asked=self._page.deliver_strip,
        )  # fmt: skip

    def take_over(self) -> None:
        """As their platforms tell it now."""
        self._do(
            packing.take_over, _("Take over the changes"),
            lambda n: plural("{count} list taken over as it is now", "{count} lists taken over as they are now", n),
        )  # fmt: skip

    def see_problems(self) -> None:
        """They may go on as they are."""
        self._do(
            packing.see_lists, _("Problem seen"),
            lambda n: plural("{count} order may go on", "{count} orders may go on", n),
        )  # fmt: skip

    def cancel(self) -> None:
        """Their units wait for a parcel again."""
        self._do(
            packing.cancel_lists, _("Cancel packing list"),
            lambda n: plural("{count} list cancelled", "{count} lists cancelled", n),
        )  # fmt: skip

    def track(self, carrier: str, tracking: str) -> None:
        """Carrier and tracking number of the list that the strip asks about."""
        page, strip = self._page, self._page.track_strip
        page.context.save(
            packing.set_tracking, strip.number, carrier, tracking,
            said=_("Tracking number of {number} saved").format(number=strip.number), undo=_("Tracking number"),
            receiver=page, done=lambda _bulk: strip.leave(),
            failed=lambda error: strip.show_error(in_words(error)),
        )  # fmt: skip

    def show_error(self, error: UserError) -> None:
        """Say an error on the page, the status in words."""
        self._page.notice.show_error(in_words(error))

    def _do(self, function: Callable[..., Any], undo: str, said: Said, *args: Any, asked: Strip | None = None) -> None:
        page = self._page
        ids = page.table.selected_ids()
        if not len(ids):
            return
        page.notice.hide()
        statuses = {row.number: row.status for row in page.selected_rows()}

        def done(bulk: Bulk) -> None:
            if asked is not None:
                asked.leave()
            self._name_skipped(bulk, statuses)

        def failed(error: UserError) -> None:
            if asked is not None and asked.isVisible():
                asked.show_error(in_words(error))
            else:
                self.show_error(error)

        page.context.save(
            on_selection, function, ids, *args, said=lambda bulk: said(len(bulk.numbers)), undo=undo, receiver=page,
            done=done, failed=failed, title=undo,
        )  # fmt: skip

    def _name_skipped(self, bulk: Bulk, statuses: Mapping[str, str]) -> None:
        skipped = left_out(bulk, statuses)
        if skipped:
            self._page.notice.say(skipped)
