"""The packing page: lists by state, printing, picking, shipping."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from shopdesk.domain import packing as rules
from shopdesk.domain.errors import UserError
from shopdesk.services import packing
from shopdesk.ui import display
from shopdesk.ui.actions import UiAction
from shopdesk.ui.bus import Changes
from shopdesk.ui.context import Context
from shopdesk.ui.list_page import ListPage, Nothing
from shopdesk.ui.packing import columns
from shopdesk.ui.packing.acting import Acting
from shopdesk.ui.packing.actions import packing_actions
from shopdesk.ui.packing.bulk import ready_count, stopped_count
from shopdesk.ui.packing.panel import PackingSide
from shopdesk.ui.packing.paper_dialog import PaperDialog
from shopdesk.ui.packing.pick_dialog import PickListDialog
from shopdesk.ui.packing.slip_dialog import SlipDialog
from shopdesk.ui.packing.strips import DeliverStrip, ShipStrip, TrackStrip
from shopdesk.ui.tables.query import FilterValue
from shopdesk.ui.tables.service_source import ServiceSource
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.ui.widgets.problems_button import ProblemsButton
from shopdesk.words import _, mark

_LOOKED_AT = 50  # selected rows, to see what can be done with them; asked at every step of the selection


class PackingPage(ListPage):
    """Packing lists. What is open stands there first."""

    key: ClassVar[str] = "packing"
    kinds: ClassVar[frozenset[str]] = frozenset({"packing_lists", "orders", "lines"})
    search_hint: ClassVar[str] = mark("Number, buyer, SKU, tracking number…")
    panel: PackingSide

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.columns = columns.columns(context)  # type: ignore[misc]
        self._ready = 0
        super().__init__(context, parent)
        self.ship_strip = ShipStrip("packing.ship", self.acting.ship, self.table.setFocus, context.desk)
        self.track_strip = TrackStrip("packing.track", self.acting.track, self.table.setFocus, context.desk)
        self.deliver_strip = DeliverStrip("packing.deliver", self.acting.deliver, self.table.setFocus, self.today)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        for strip in self._strips():
            layout.insertWidget(layout.count() - 1, strip)
        self.problems = ProblemsButton("packing.problems")
        self.problems.clicked.connect(self._show_problems)
        self.filters.changed.connect(self._follow_filters)
        filters = self.filters.layout()
        assert filters is not None
        filters.addWidget(self.problems)
        self.table.chosen.connect(self._leave_strips)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer_menu)
        self._count_ready()

    @cached_property
    def acting(self) -> Acting:
        """What is done to the selected lists."""
        return Acting(self)

    # The shape of the page

    def make_source(self) -> ServiceSource:
        return ServiceSource(self.context.desk, packing, summed="packing_lists")

    def make_panel(self) -> PackingSide:
        return PackingSide(self.context)

    def declare_filters(self) -> Sequence[FilterChoice]:
        return columns.filters(lambda: packing.carriers(self.context.desk))

    def first_filters(self) -> Sequence[FilterValue]:
        return columns.OPEN_LISTS

    def declare_actions(self) -> Sequence[UiAction]:
        return packing_actions(self)

    def nothing_yet(self) -> Nothing:
        if self._ready:
            return Nothing(
                mark("No packing list is open, and orders are ready to pack."),
                mark("Make lists for all ready orders"), self.make_lists,
            )  # fmt: skip
        return Nothing(mark("No packing list is open, and no order waits to be packed."))

    def today(self) -> date:
        """The day it is in the shop."""
        return self.context.desk.local_day(self.context.now())

    def show_row(self, row: Any | None) -> None:
        self.panel.show_list(row)

    def reload(self, changes: Changes | None) -> None:
        super().reload(changes)
        self.panel.story.read_again()
        self._count_ready()

    def show_error(self, error: UserError) -> None:
        self.acting.show_error(error)

    # For which lists an action is there

    def can(self, fits: Callable[[Any], bool]) -> Callable[[], bool]:
        """For `UiAction.enabled`: some selected list fits (of those not looked at nobody knows, so they do)."""

        def some() -> bool:
            if not self.has_selection():
                return False
            rows = self.table.selected_rows()[:_LOOKED_AT]
            return len(rows) < self.table.selected_count() or any(fits(row) for row in rows)

        return some

    def can_track(self) -> bool:
        """Whether exactly one list is selected, and it was not cancelled."""
        rows = self.selected_rows() if self.table.selected_count() == 1 else []
        return any(row.status != "cancelled" for row in rows)

    # What a person does

    def make_lists(self) -> None:
        """A list for every order that is ready and on none."""
        self.acting.make()

    def print_slips(self) -> None:
        """The print sheet for the selected lists."""
        self.open_paper(SlipDialog)

    def print_pick_list(self) -> None:
        """The pick list over the selected lists."""
        self.open_paper(PickListDialog)

    def open_paper(self, kind: type[PaperDialog]) -> PaperDialog | None:
        """Open one of the print sheets over the selection; None when nothing is selected."""
        ids = list(self.table.selected_ids())
        if not ids:
            return None
        self.notice.hide()
        dialog = kind(self.context, ids, self.notice, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def ask_ship(self) -> None:
        """Carrier and tracking numbers of the selected lists."""
        self._leave_strips()
        rows = [row for row in self._all_selected() if rules.may_move(row.status, "shipped")]
        self.ship_strip.ask_about(rows, self.table.selected_count())

    def ask_tracking(self) -> None:
        """Another tracking number for the selected list."""
        self._leave_strips()
        row = self.table.current_row() if self.can_track() else None
        if row is not None:
            self.track_strip.ask_about(self.selected_rows()[0])

    def ask_deliver(self) -> None:
        """The day the selected parcels were signed for."""
        self._leave_strips()
        self.deliver_strip.ask_about(self.table.selected_count())

    def copy_rows(self) -> None:
        """The selected rows as a spreadsheet takes them."""
        self.table.copy_selection()

    # Inside

    def _strips(self) -> tuple[ShipStrip, TrackStrip, DeliverStrip]:
        return self.ship_strip, self.track_strip, self.deliver_strip

    def _leave_strips(self) -> None:
        """A question is about what was selected when it was asked."""
        for strip in self._strips():
            strip.leave()

    def _all_selected(self) -> list[Any]:
        ids = list(self.table.selected_ids())
        if len(ids) > ShipStrip.most:
            return self.selected_rows()
        return list(packing.rows(self.context.desk, ids))

    def _say_empty(self) -> QWidget:
        if self.query().filters != columns.OPEN_LISTS or self.query().text.strip():
            return super()._say_empty()
        nothing = self.nothing_yet()
        self._empty.say(_(nothing.sentence), _(nothing.button), nothing.pressed)
        return self._empty

    def _show_problems(self, chosen: bool) -> None:
        self.filters.set_values(columns.STOPPED if chosen else columns.OPEN_LISTS)

    def _follow_filters(self) -> None:
        self.problems.show_chosen(self.query().filters == columns.STOPPED)

    def _count_ready(self) -> None:
        self.context.tasks.latest(
            "packing.stopped", stopped_count, self.context.desk, receiver=self, done=self.problems.show_count
        )
        self.context.tasks.latest("packing.ready", ready_count, self.context.desk, receiver=self, done=self._show_ready)

    def _show_ready(self, count: int) -> None:
        self._ready = count
        words = _("Make lists")
        action = self.context.actions.action("packing.make")
        action.setText(f"{words} ({display.count(count)})" if count else words)
        self._counted()

    def _offer_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for one in self.context.actions.of_page(self.key):
            action = self.context.actions.action(one.id)
            if action.isEnabled():
                menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.viewport().mapToGlobal(at))
