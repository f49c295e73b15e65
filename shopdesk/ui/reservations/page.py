"""Pre-orders: what is kept for whom, until when."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from PySide6.QtWidgets import QMenu, QPushButton

from shopdesk.domain.errors import UserError
from shopdesk.domain.reservations import ReservationDraft
from shopdesk.sentences import sentence
from shopdesk.services import reservations
from shopdesk.services.orders import Bulk
from shopdesk.ui import display, vocabulary
from shopdesk.ui.actions import UiAction
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.moves import open_below
from shopdesk.ui.drafts import Kept
from shopdesk.ui.list_page import Nothing
from shopdesk.ui.records.page import RecordPage
from shopdesk.ui.reservations.columns import columns, filters
from shopdesk.ui.reservations.panel import ReservationPanel
from shopdesk.ui.reserving.form import ReserveForm
from shopdesk.ui.tables.query import FilterValue
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import _, mark, plural

_LONGER = (1, 3, 7, 14)  # days from today


class ReservationsPage(RecordPage):
    """What is kept, those that end first above."""

    key = "reservations"
    kinds = frozenset({"reservations", "products", "customers", "orders", "lines", "inquiries"})
    search_hint = mark("Product, customer, contact, number…")
    invitation = mark("Select a pre-order to see what is kept for whom.")
    listing: ClassVar[Any] = reservations
    first_sort = ("until", False)

    def __init__(self, context: Context) -> None:
        self.columns = columns(self.today)  # type: ignore[misc]
        super().__init__(context)
        names = ("reservation.order", "reservation.extend", "reservation.release", "reservation.update")
        self.story.set_actions([context.actions.action(name) for name in names])

    def make_story(self, kept: Kept) -> ReservationPanel:
        return ReservationPanel(self.context, self.key)

    def declare_filters(self) -> Sequence[FilterChoice]:
        return filters()

    def first_filters(self) -> Sequence[FilterValue]:
        """What is kept; a shop that has nothing yet is invited instead of told that nothing was found."""
        there = any(reservations.counts(self.context.desk).values())
        return (FilterValue("status", ("open",)),) if there else ()

    def declare_actions(self) -> Sequence[UiAction]:
        page, some = self.key, self.some(lambda row: row.status == "open")
        return (
            UiAction("reservation.create", mark("New pre-order"), self.new, "plus", ("Ctrl+N",), page, primary=True),
            UiAction(
                "reservation.order", mark("Make order"), self.order, "receipt", ("Ctrl+Shift+Y",), page, some,
                mark("One order of the selected pre-orders; what was paid beforehand is paid on it"),
            ),
            UiAction(
                "reservation.extend", mark("Extend…"), self._offer_days, "calendar", ("Ctrl+Shift+E",), page, some,
                mark("Keep the goods for longer"),
            ),
            UiAction(
                "reservation.release", mark("Release goods"), self.release, "return", ("Ctrl+Shift+L",), page, some,
                mark("The goods are for anybody again"),
            ),
            UiAction(
                "reservation.update", mark("Edit"), self.edit, "edit", ("E",), page,
                lambda: self.has_one() and some(), mark("Edit this pre-order"), toolbar=False,
            ),
        )  # fmt: skip

    def nothing_yet(self) -> Nothing:
        return Nothing(
            mark("No pre-orders yet. Keep goods for a customer until a day; they count as reserved."),
            mark("New pre-order"),
            self.new,
        )

    def show_error(self, error: UserError) -> None:
        status = str(error.where.get("status", ""))
        if status in vocabulary.RESERVATION_STATUS:
            where = {**error.where, "status": vocabulary.word(vocabulary.RESERVATION_STATUS, status)}
            error = UserError(error.code, **where)
        super().show_error(error)

    def new(self) -> None:
        """A form for a new pre-order."""
        draft = ReservationDraft(product="", until=None)
        self.open_form(ReserveForm(self.context, self.kept, draft, done=self.show_record))

    def edit(self) -> None:
        """A form for the selected pre-order."""
        row = self.one_row()
        if row is not None:
            draft = reservations.draft_of(self.context.desk, row.number)
            self.open_form(ReserveForm(self.context, self.kept, draft, row.number))

    def order(self) -> None:
        """One order of the selected pre-orders."""
        self.save_selected(
            reservations.order_reservations,
            undo=_("Order from pre-order"),
            said=lambda bulk: _("Order {number} made").format(number=bulk.number),
        )

    def release(self) -> None:
        """The goods of the selected pre-orders are for anybody again."""
        self.save_selected(reservations.release_reservations, undo=_("Let pre-order go"), said=_released)

    def extend(self, until: date, anyway: bool = False) -> None:
        """Keep the goods of the selected pre-orders until then."""

        def said(_bulk: Bulk) -> str:
            return _("Kept until {day}").format(day=display.day(until, self.today()))

        def refuse(error: UserError) -> None:
            if error.code == "reservation.not_enough":
                self.notice.say(
                    sentence(error.code, error.where), "waiting", _("Keep them anyway"),
                    lambda: self.extend(until, anyway=True),
                )  # fmt: skip
            else:
                self.show_error(error)

        ids = list(self.table.selected_ids())
        self.context.save(
            self._with_numbers, ids, reservations.extend_reservations, until, anyway, said=said,
            undo=_("Extend pre-order"), receiver=self, failed=refuse,
        )  # fmt: skip

    def _offer_days(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("reservation.extend.menu")
        for days in _LONGER:
            until = self.today() + timedelta(days=days)
            words = plural("{count} day", "{count} days", days)
            chosen = menu.addAction(f"{words}\t{display.day_full(until)}")
            chosen.triggered.connect(lambda _checked=False, day=until: self.extend(day))
        if self.has_one():
            menu.addSeparator()
            menu.addAction(_("Another day…")).triggered.connect(lambda _checked=False: self.edit())
        made = self.findChild(QPushButton, "reservation.extend.button")
        open_below(menu, made if made is not None and made.isVisible() else self.search)


def _released(bulk: Bulk) -> str:
    return plural("{count} pre-order let go", "{count} pre-orders let go", len(bulk.numbers))
