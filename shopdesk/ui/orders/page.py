"""The orders page: the list, its filters, the story on the right, and the form in its place."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain import orders as rules
from shopdesk.domain.errors import UserError
from shopdesk.domain.forms_wanted import OrderChange
from shopdesk.services import orders
from shopdesk.services.orders import OrderRow
from shopdesk.ui import carrier_names, links, vocabulary
from shopdesk.ui.actions import UiAction
from shopdesk.ui.bus import Changes
from shopdesk.ui.context import Context
from shopdesk.ui.icons import icon
from shopdesk.ui.list_page import ListPage, Nothing
from shopdesk.ui.measure import characters
from shopdesk.ui.orders import columns
from shopdesk.ui.orders.acting import Acting
from shopdesk.ui.orders.actions import order_actions
from shopdesk.ui.orders.placeholder import Placeholder
from shopdesk.ui.orders.quick import QuickViews
from shopdesk.ui.promises import DRAFT as PROMISE
from shopdesk.ui.tables.query import FilterValue
from shopdesk.ui.tables.service_source import ServiceSource
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.ui.widgets.problems_button import ProblemsButton
from shopdesk.words import _, mark

if TYPE_CHECKING:  # built when they are first needed: the list has to be there at once
    from shopdesk.ui.edit_many import EditMany
    from shopdesk.ui.orders.form import OrderForm
    from shopdesk.ui.orders.panel import OrderPanel
    from shopdesk.ui.orders.strips import OrderStrip

_STOPPED = ("stopping",)
_SIDE = 49  # characters of the right side
_STORY_ACTIONS = ("order.update", "orders.new_case")


class OrderSide(QStackedWidget):
    """The right side: nothing selected, one order's story, or the form."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("orders.side")
        self._context = context
        self._story: OrderPanel | None = None
        self.nothing = Placeholder()
        self.form: OrderForm | None = None
        self.addWidget(self.nothing)

    @property
    def story(self) -> "OrderPanel":
        """The story of the selected order, built with the first one."""
        if self._story is None:
            from shopdesk.ui.orders.panel import OrderPanel

            self._story = OrderPanel(self._context)
            self._story.set_actions([self._context.actions.action(name) for name in _STORY_ACTIONS])
            self.addWidget(self._story)
        return self._story

    @property
    def number(self) -> str:
        """The order whose story is told; empty for none."""
        return self._story.number if self._story is not None else ""


class OrdersPage(ListPage):
    """Everything a person does with orders."""

    key = "orders"
    kinds = frozenset(
        {"orders", "lines", "packing_lists", "packing_lines", "messages", "cases", "case_orders", "inquiries"}
    )
    search_hint = mark("Number, buyer, phone, item…")
    panel: OrderSide

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.columns = columns.columns(context)  # type: ignore[misc]
        self._wanted: int | None = None
        super().__init__(context, parent)
        self.quick = QuickViews()
        self.quick.chosen.connect(self._show_status)
        layout = self.filters.layout()
        assert layout is not None
        layout.addWidget(self.quick)
        self.problems = ProblemsButton("orders.problems")
        self.problems.clicked.connect(self._show_problems)
        layout.addWidget(self.problems)
        self.filters.changed.connect(self._follow_filters)
        self._acting = Acting(self)
        self._strips: dict[str, OrderStrip] = {}
        self._edit_many: EditMany | None = None
        self.table.records.counted.connect(self._select_wanted)
        self.table.chosen.connect(self._follow_selection)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer_menu)
        self._give_list_room()
        self._count()

    # The shape of the page

    def make_source(self) -> ServiceSource:
        return ServiceSource(self.context.desk, orders, columns.conditions, summed="orders")

    def make_panel(self) -> OrderSide:
        return OrderSide(self.context)

    def declare_filters(self) -> Sequence[FilterChoice]:
        return columns.FILTERS

    def declare_actions(self) -> Sequence[UiAction]:
        return order_actions(self)

    def nothing_yet(self) -> Nothing:
        sentence = mark("No orders yet. Drop an export file of your platform here.")
        try:
            choose = self.context.actions.action("window.import")
        except KeyError:
            return Nothing(sentence, mark("New order"), self.new_order)
        return Nothing(sentence, mark("Choose file…"), choose.trigger)

    def today(self) -> date:
        """The day it is in the shop, by which orders are held, dated and delivered."""
        return self.context.desk.local_day(self.context.now())

    def show_row(self, row: Any | None) -> None:
        if row is not None or self.panel.number:
            self.panel.story.show_order(row)
        self.context.actions.refresh(self.key)
        if not self.is_editing():
            self.panel.setCurrentWidget(self.panel.story if row is not None else self.panel.nothing)

    def reload(self, changes: Changes | None) -> None:
        super().reload(changes)
        if self.panel.number:
            self.panel.story.read_again()
        self._count()

    def set_large(self, large: bool) -> None:
        """Enter on a row shows its story alone; going back from the form keeps what was typed."""
        if not large and self.is_editing() and self.panel.form is not None:
            self.panel.form.leave()
            return
        super().set_large(large)

    # Which orders an action is about

    def can(self, fits: Callable[[OrderRow], bool]) -> Callable[[], bool]:
        """For `UiAction.enabled`: some selected order fits (of those not loaded nobody knows, so they do)."""

        def some() -> bool:
            if self.is_editing() or not self.has_selection():
                return False
            rows = self.selected_rows()
            return len(rows) < self.table.selected_count() or any(fits(row) for row in rows)

        return some

    def shows_one(self) -> bool:
        """Whether the story of an order is in sight."""
        return not self.is_editing() and bool(self.panel.number)

    def show_error(self, error: UserError) -> None:
        self._acting.show_error(error)

    # What a person does

    def confirm(self) -> None:
        """The selected orders are right and may be packed."""
        self._acting.confirm()

    def pay(self) -> None:
        """The selected orders are paid."""
        self._acting.pay()

    def release(self) -> None:
        """The selected orders wait no longer."""
        self._acting.release()

    def see_problems(self) -> None:
        """What stopped the selected orders has been looked at."""
        self._acting.see_problems()

    def make_lists(self) -> None:
        """Packing lists for the selected orders."""
        self._acting.make_lists()

    def ask(self, name: str) -> None:
        """Open the strip that asks what an action still needs to know: hold, ship, deliver, cancel."""
        for other in self._strips.values():
            other.hide()
        strip = self.strip_of(name)
        if name == "ship":
            used = self._acting.carriers()
            strip.offer_carriers(carrier_names.offered(self.context.desk, used), used)  # type: ignore[attr-defined]
        strip.ask_about(self.table.selected_count())

    def strip_of(self, name: str) -> "OrderStrip":
        """The strip of an action."""
        if not self._strips:
            self._strips = self._make_strips()
        return self._strips[name]

    def edit_many(self) -> None:
        """One field of all selected orders."""
        for other in self._strips.values():
            other.hide()
        self._editing_many().ask()

    def _editing_many(self) -> "EditMany":
        if self._edit_many is None:
            from shopdesk.services import bulk_editing
            from shopdesk.ui.edit_many import EditMany
            from shopdesk.ui.orders.bulk import EDIT_FIELDS, numbers_of

            self._edit_many = EditMany(self, EDIT_FIELDS, bulk_editing.edit_orders, numbers_of, _("Edit orders"))
        return self._edit_many

    def copy_rows(self) -> None:
        """The selected rows as a spreadsheet takes them."""
        self.table.copy_selection()

    def copy_address(self) -> None:
        """The address of the order shown."""
        self.panel.story.copy_address()

    def flag(self) -> None:
        """Offer the flags below the pointer or the list's head."""
        menu = self.flag_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.findChild(QWidget, "order.flag.button")
        anchor = button if button is not None and button.isVisible() else self.table
        corner = anchor.rect().bottomLeft() if anchor is button else anchor.rect().topLeft()
        menu.popup(anchor.mapToGlobal(corner))

    def flag_menu(self) -> QMenu:
        """The five flags and none."""
        menu = QMenu(self)
        menu.setObjectName("orders.flags")
        for code in rules.FLAGS:
            action = menu.addAction(icon("flag", f"flag.{code}"), vocabulary.word(vocabulary.FLAG, code))
            action.triggered.connect(lambda _checked=False, c=code: self._acting.flag(c))
        menu.addSeparator()
        menu.addAction(_("No flag")).triggered.connect(lambda _checked=False: self._acting.flag(""))
        return menu

    def new_case(self) -> None:
        """To after-sales, where a form for a case about this order opens."""
        links.new_case(self.context, self.panel.story.number)

    # The form

    def is_editing(self) -> bool:
        """Whether the form is open."""
        return self.panel.form is not None and self.panel.currentWidget() is self.panel.form

    def new_order(self) -> None:
        """An empty form, or the one begun earlier."""
        if not self.is_editing():
            form = self._open_form()
            form.start_new()

    def resume(self, name: str) -> None:
        kind, _slash, number = name.partition("/")
        if name == "order.create":
            self.new_order()
        elif kind == PROMISE:
            from shopdesk.ui.promises.part import resume_in

            resume_in(self, number)
        else:
            self.when_selected(name, self._edit_when_told)

    def open_filled(self, draft: object) -> None:
        if not isinstance(draft, OrderChange):
            return
        if self.is_editing() and self.panel.form is not None:
            self.panel.form.leave()
        if draft.cancel:
            self.when_selected(draft.number, lambda: self.ask("cancel"))
            return
        self.show_record(draft.number)
        found = orders.rows(self.context.desk, orders.ids(self.context.desk, columns.by_number(draft.number), 1))
        if found:
            self._edit(draft.number, found[0].status)
        if self.is_editing() and self.panel.form is not None:
            self.panel.form.take_change(draft)

    def _edit_when_told(self) -> None:
        """The story of the order that was just selected comes first: the form asks it for the order's number."""
        self._show_current()
        self.edit()

    def edit(self) -> None:
        """The selected order in the form."""
        number = self.panel.number
        if number and not self.is_editing():
            self._edit(number, self.panel.story.status)

    def _edit(self, number: str, status: str) -> None:
        if status in ("completed", "cancelled"):
            self.show_error(UserError("move.not_allowed", number=number, status=status))
            return
        form = self._open_form()
        try:
            form.edit(number)
        except UserError as error:
            self._close_form()
            self.show_error(error)

    def _open_form(self) -> "OrderForm":
        if self.panel.form is None:
            from shopdesk.ui.orders.form import OrderForm

            self.panel.form = OrderForm(self.context)
            self.panel.form.saved.connect(self._on_saved)
            self.panel.form.left.connect(self._close_form)
            self.panel.addWidget(self.panel.form)
        for strip in self._strips.values():
            strip.hide()
        self.notice.hide()
        self._was_large = self._large
        super().set_large(True)
        self.panel.setCurrentWidget(self.panel.form)
        self._set_list_tools(False)
        self.context.actions.refresh(self.key)
        return self.panel.form

    def _close_form(self) -> None:
        self.panel.setCurrentWidget(self.panel.story if self.panel.number else self.panel.nothing)
        self._set_list_tools(True)
        super().set_large(False)
        super().set_large(self._was_large)
        self.context.actions.refresh(self.key)

    def _set_list_tools(self, shown: bool) -> None:
        """Search, filters and the actions on a selection mean nothing while an order is written."""
        for name in ("orders.search", "orders.filters", "orders.actions", "orders.fold", "orders.back"):
            tool = self.findChild(QWidget, name)
            if tool is not None:
                tool.setVisible(shown)

    def _on_saved(self, number: str) -> None:
        self._close_form()
        found = orders.ids(self.context.desk, columns.by_number(number), 1)
        # A new one is not in the list yet; it comes with the reading that follows every change.
        if found and not self.table.select_ids([found[0]]):
            self._wanted = found[0]

    def _select_wanted(self) -> None:
        """Go to the order just written; when the filters hide it, they go."""
        if self._wanted is None or self.table.records.total is None:
            return
        wanted, self._wanted = self._wanted, None
        if not self.table.select_ids([wanted]):
            rows = orders.rows(self.context.desk, [wanted])
            if rows and self.query().is_narrowed:
                self.show_record(rows[0].number)

    # Inside

    def _give_list_room(self) -> None:
        """Until a person sets it otherwise: the rows of orders are long, their story fits a narrower side."""
        splitter = self.findChild(QSplitter, f"{self.key}.splitter")
        if splitter is not None and not self.context.preferences.number(f"panels/{self.key}/width", 0):
            splitter.setSizes([10_000, characters(self, _SIDE)])

    def _make_strips(self) -> "dict[str, OrderStrip]":
        from shopdesk.ui.orders.strips import CancelStrip, DeliverStrip, HoldStrip, ShipStrip

        strips: dict[str, OrderStrip] = {
            "hold": HoldStrip(self._acting.hold, self.today),
            "ship": ShipStrip("orders.ship", self._acting.ship),
            "deliver": DeliverStrip(self._acting.deliver, self.today),
            "cancel": CancelStrip("orders.cancel", self._acting.cancel),
        }
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        for strip in strips.values():
            strip.hide()
            layout.insertWidget(layout.count() - 1, strip)
        return strips

    def _follow_selection(self) -> None:
        for strip in self._strips.values():
            if strip.isVisible():
                strip.follow(self.table.selected_count())

    def _show_status(self, status: str) -> None:
        others = [value for value in self.filters.values() if value.key != "status"]
        self.filters.set_values([*others, FilterValue("status", (status,))] if status else others)

    def _follow_filters(self) -> None:
        self.quick.show_chosen(self.query().values("status"))
        self.problems.show_chosen(self.query().values("problem") == _STOPPED)

    def _show_problems(self, chosen: bool) -> None:
        others = [value for value in self.filters.values() if value.key not in ("status", "problem")]
        self.filters.set_values([*others, FilterValue("problem", _STOPPED)] if chosen else others)

    def _count(self) -> None:
        self.context.tasks.latest("orders.counts", _counts, self.context.desk, receiver=self, done=self._show_counts)

    def _show_counts(self, counts: tuple[dict[str, int], int]) -> None:
        self.quick.show_counts(counts[0])
        self.problems.show_count(counts[1])

    def _offer_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for one in self.context.actions.of_page(self.key):
            action = self.context.actions.action(one.id)
            if action.isEnabled() and not one.primary:
                menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.viewport().mapToGlobal(at))


def _counts(desk: Any, _interrupted: Any) -> tuple[dict[str, int], int]:
    return orders.counts(desk), orders.stopped_count(desk)
