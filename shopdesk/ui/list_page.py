"""The shape of most pages: actions and search on top, list left, the story of the selected record right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Sums
from shopdesk.ui import display, view_menu
from shopdesk.ui.bus import Changes
from shopdesk.ui.commands import Command
from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.page import Page
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.tables.query import FilterValue, RowSource, TableQuery
from shopdesk.ui.tables.view import RecordTable
from shopdesk.ui.widgets.action_row import ActionRow
from shopdesk.ui.widgets.buttons import icon_button
from shopdesk.ui.widgets.empty_state import EmptyState
from shopdesk.ui.widgets.filter_bar import FilterBar, FilterChoice
from shopdesk.ui.widgets.notice import Notice
from shopdesk.ui.widgets.search_box import SearchBox
from shopdesk.words import _, plural

_PANEL_SHARE = 0.4
_LOOK_AGAIN, _GIVE_UP = 40, 10.0  # ms, seconds


@dataclass(frozen=True, slots=True)
class Nothing:
    """What an empty page says: a marked sentence, a marked button text, and what the button does."""

    sentence: str
    button: str = ""
    pressed: Callable[[], object] | None = None


class ListPage(Page):
    """A page with a table and a panel. Subclasses give columns, source, filters, actions and the panel.

    Attributes for subclasses and tests: `table`, `search`, `filters`, `notice`, `panel`.
    """

    columns: ClassVar[Sequence[Column]] = ()
    search_hint: ClassVar[str] = ""
    first_sort: ClassVar[tuple[str | None, bool]] = (None, True)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._sort = self.first_sort
        self._sums = Sums()
        self.search = SearchBox(f"{self.key}.search", _(self.search_hint) if self.search_hint else "")
        self.filters = FilterBar(f"{self.key}.filters", self.declare_filters(), self.today)
        self.table = RecordTable(
            f"{self.key}.table", self.make_source(), self.columns, context.tasks, context.preferences
        )
        self.notice = Notice(f"{self.key}.notice")
        self.panel = self.make_panel()
        self._empty = EmptyState(f"{self.key}.empty")
        self._large = False
        self._showing = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._connect()
        self.filters.set_values(self.first_filters())
        self._chosen_changed()

    # For subclasses

    def make_source(self) -> RowSource:
        """Where the rows come from."""
        raise TypeError(f"{type(self).__name__} has no source")

    def make_panel(self) -> QWidget:
        """The right side."""
        raise TypeError(f"{type(self).__name__} has no panel")

    def declare_filters(self) -> Sequence[FilterChoice]:
        """What ＋Filter offers."""
        return ()

    def first_filters(self) -> Sequence[FilterValue]:
        """The chips of a fresh start ("to ship")."""
        return ()

    def nothing_yet(self) -> Nothing:
        """What the page says before there is any record."""
        return Nothing("")

    def show_row(self, row: Any | None) -> None:
        """The current row changed, or was read again after a change: fill the panel (None: nothing selected)."""

    def today(self) -> date:
        """The day it is for the person (relative filters)."""
        return self.context.now().astimezone().date()

    # What pages use

    def query(self) -> TableQuery:
        """The question now: text, chips, sorting."""
        return TableQuery(self.search.text(), self.filters.values(), self._sort[0], self._sort[1])

    def selected_rows(self) -> list[Any]:
        """Selected rows that are loaded (at most a page); for bulk actions use `table.selected_ids()`."""
        return self.table.selected_rows()

    def has_selection(self) -> bool:
        """For `UiAction.enabled`."""
        return bool(self.table.selectionModel().hasSelection())

    def ask_for(self, text: str, filters: Sequence[FilterValue], sort: str | None, descending: bool) -> None:
        """Show the rows of another question (a saved view)."""
        for part in (self.search, self.filters):
            part.blockSignals(True)
        self.search.setText(text)
        self.filters.set_values(filters)
        for part in (self.search, self.filters):
            part.blockSignals(False)
        known = {column.sort for column in self.columns}
        self._sort = (sort, descending) if sort in known else self.first_sort
        self._ask()
        self.table.setFocus()

    def show_everything(self) -> None:
        """Take the search text and every filter away."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.filters.clear()

    def show_error(self, error: UserError) -> None:
        """Say an error inside the page (`failed=self.show_error`)."""
        self.notice.show_error(error)

    # Page

    def reload(self, changes: Changes | None) -> None:
        self.table.refresh()

    def focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def first_focus(self) -> QWidget:
        if not self._empty.isHidden():
            return self._empty.first_focus() or self.search
        return self.table

    def show_record(self, number: str) -> None:
        """Search for the number; the record is selected when its row is there."""
        self.filters.clear()
        self.search.setText(number)
        self.table.setFocus()
        self._select_when_there(number)

    def when_selected(self, number: str, act: Callable[[], object]) -> None:
        """Go to a record and call `act` as soon as it is the selected one; never when it is not there any more."""
        self.show_record(number)
        self._select_when_there(number, act)

    def _select_when_there(self, number: str, act: Callable[[], object] = lambda: None) -> None:
        looks = QTimer(self, interval=_LOOK_AGAIN)
        started = perf_counter()

        def look() -> None:
            if not self.has_selection() and self.search.text() == number and self.table.records.total == 1:
                self.table.selectRow(0)
            rows = self.selected_rows() if self.table.selected_count() == 1 else []
            there = bool(rows) and number in (getattr(rows[0], key, None) for key in ("number", "sku"))
            if there or perf_counter() - started > _GIVE_UP:
                looks.stop()
                looks.deleteLater()
            if there:
                QTimer.singleShot(0, self, act)

        looks.timeout.connect(look)
        looks.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # With a large font the panel would take the list's place.
        if not self._large and self._splitter.sizes()[1] > self.width() * _PANEL_SHARE:
            share = round(self.width() * _PANEL_SHARE)
            self._splitter.setSizes([self.width() - share, share])

    def selection_text(self) -> str:
        text = display.selected(self.table.selected_count(), self.table.records.total)
        return " · ".join(part for part in (text, *self.sum_words(self._sums)) if part)

    def sum_words(self, sums: Sums) -> Sequence[str]:
        """What the selection adds up to, in the status bar."""
        units = plural("{count} unit", "{count} units", sums.units) if sums.units else ""
        return (display.sums(list(sums.amounts)), units.replace(str(sums.units), display.count(sums.units or 0)))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.table.setAccessibleName(name)

    def commands(self) -> Sequence[Command]:
        return view_menu.commands(self)

    def set_large(self, large: bool) -> None:
        """Show the panel alone (Enter, double-click) or beside the list again (Esc)."""
        if large == self._large:
            return
        self._large = large
        self._list_side.setVisible(not large)
        self._back.setVisible(large)
        if large:
            self.panel.show()
            self.panel.setFocus()
        else:
            self.panel.setVisible(self._wants_panel())
            self.table.setFocus()

    # Inside

    def _build(self) -> None:
        space = unit(self)
        self._actions = ActionRow(f"{self.key}.actions")
        declared = [one for one in self.context.actions.of_page(self.key) if one.toolbar]
        self._actions.set_actions([(self.context.actions.action(a.id), a.primary, a.icon) for a in declared])
        self._back = icon_button("chevron-left", _("Back to the list (Esc)"), f"{self.key}.back", self._go_back)
        self._back.hide()
        self._fold = icon_button("sidebar", _("Show or hide the right side"), f"{self.key}.fold", self._toggle_panel)
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(self._actions, 1)
        top.addWidget(self._fold)
        second = QHBoxLayout()
        second.setSpacing(space)
        self.search.setMinimumWidth(self.search.sizeHint().width())
        second.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.filters, 1)
        second.addWidget(view_menu.ViewButton(self), 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setContentsMargins(2 * space, round(1.5 * space), 2 * space, round(1.5 * space))
        head.setSpacing(space)
        head.addLayout(top)
        head.addLayout(second)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.notice)
        layout.addWidget(self._build_splitter(), 1)

    def _build_splitter(self) -> QSplitter:
        self._list_side = QWidget()
        self._stack = QStackedLayout(self._list_side)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName(f"{self.key}.splitter")
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._list_side)
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self.panel.setMinimumWidth(characters(self, 34))
        width = self.context.preferences.number(f"panels/{self.key}/width", 0)
        self._splitter.setSizes([10_000, width or characters(self, 56)])
        self.panel.setVisible(self._wants_panel())
        return self._splitter

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._ask())
        self.search.left.connect(self._enter_rows)
        self.filters.changed.connect(self._ask)
        self.table.sorting.connect(self._sort_by)
        self.table.chosen.connect(self._chosen_changed)
        self.table.summed.connect(self._take_sums)
        self.table.opened.connect(lambda _identity: self.set_large(True))
        self.table.records.counted.connect(self._counted)
        self.table.records.failed.connect(self.show_error)
        self.table.records.dataChanged.connect(lambda *_area: self._showing.start())
        self._splitter.splitterMoved.connect(self._remember_width)
        self._showing.timeout.connect(self._show_current)

    def _ask(self) -> None:
        self.table.ask(self.query())

    def _sort_by(self, key: str | None, descending: bool) -> None:
        self._sort = (key, descending)
        self._ask()

    def _enter_rows(self) -> None:
        self.table.setFocus()
        if self.table.records.rowCount() and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _chosen_changed(self) -> None:
        self.context.actions.refresh(self.key)
        self._showing.start()
        if not self.has_selection():
            self._sums = Sums()
        self._say_selection()

    def _show_current(self) -> None:
        self.show_row(self.table.current_row())

    def _take_sums(self, sums: Sums) -> None:
        self._sums = sums
        self._say_selection()

    def _say_selection(self) -> None:
        if self.isVisible():
            self.context.bus.selection.emit(self.selection_text())

    def _counted(self) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._list_side.isAncestorOf(focused)
        self._stack.setCurrentWidget(self.table if self.table.records.rowCount() else self._say_empty())
        if had_focus:
            self.first_focus().setFocus()
        self._say_selection()
        self.context.actions.refresh(self.key)

    def _say_empty(self) -> QWidget:
        if self.query().is_narrowed:
            self._empty.say(_("Nothing found."), _("Show everything"), self.show_everything, primary=False)
        else:
            nothing = self.nothing_yet()
            self._empty.say(_(nothing.sentence), _(nothing.button), nothing.pressed)
        return self._empty

    def _wants_panel(self) -> bool:
        return self.context.preferences.flag(f"panels/{self.key}/open", True)

    def _toggle_panel(self) -> None:
        self.context.preferences.set(f"panels/{self.key}/open", not self._wants_panel())
        if self._large:
            self.set_large(False)
        self.panel.setVisible(self._wants_panel())

    def _remember_width(self, _place: int, _handle: int) -> None:
        if not self._large:
            self.context.preferences.set(f"panels/{self.key}/width", self._splitter.sizes()[1])

    def _go_back(self) -> None:
        self.set_large(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._large:
            self.set_large(False)
        else:
            super().keyPressEvent(event)
