"""The table every page uses: keyboard, selection by id, remembered columns, copy as text."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from shopdesk.domain.listing import Sums
from shopdesk.ui.measure import characters
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tables import copying, selection
from shopdesk.ui.tables.column_memory import ColumnMemory
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.tables.delegate import RowDelegate
from shopdesk.ui.tables.header import FlatHeader
from shopdesk.ui.tables.model import TableModel
from shopdesk.ui.tables.pages import PAGE, Unreadable
from shopdesk.ui.tables.query import RowSource, Summing, TableQuery
from shopdesk.ui.tasks import Task, TaskRunner
from shopdesk.words import _

_SUMMED_BY_READING = 20_000
_BEGINNING = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_Space})


class RecordTable(QTableView):
    """A `TableModel` with its view.

    Signals:
        opened(object): the id of a row that was double-clicked or opened with Enter.
        chosen(): the selection or the current row changed; ask `selected_ids()` and `current_id()`.
        summed(object): the `Sums` of the selection, some time after `chosen`.
        sorting(object, bool): a header was clicked: sort key and whether descending.
    """

    opened = Signal(object)
    chosen = Signal()
    summed = Signal(object)
    sorting = Signal(object, bool)

    def __init__(
        self,
        name: str,
        source: RowSource,
        columns: Sequence[Column],
        tasks: TaskRunner,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._tasks = tasks
        self._model = TableModel(source, columns, tasks, self)
        self._kept: tuple[dict[int, int], bool, int | None, int, int] = ({}, False, None, 0, 0)
        self._restoring = False
        self._all_wanted = False
        self._look: tuple[str, int] = ("", 0)
        self._ranges: list[tuple[int, int]] | None = None  # asked for by every action at each step of the selection
        self._loaded: list[Any] | None = None
        self._sum: Task | None = None
        self._summing = QTimer(self, singleShot=True, interval=60)
        self.setModel(self._model)
        self._delegate = RowDelegate(self._model, self)
        self.setItemDelegate(self._delegate)
        self._header = FlatHeader(self)
        self._header.setObjectName(f"{name}.header")
        self.setHorizontalHeader(self._header)
        self._dress()
        self._summing.timeout.connect(self._sum_selection)
        self._connect()
        self._memory = ColumnMemory(self, self._model.columns, preferences)

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._header.setSectionsClickable(True)
        self._header.setSectionsMovable(True)
        self._header.setMinimumSectionSize(characters(self, 4))
        self._take_row_height()

    def _connect(self) -> None:
        self._header.sectionClicked.connect(self._sort_by)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self._model.question_shown.connect(self._on_question_shown)
        self._model.counted.connect(self._complete_selection)
        self._model.replacing.connect(self._keep_place)
        self._model.replaced.connect(self._restore_place)
        self._model.dataChanged.connect(self._on_data_changed)
        for changed in (self._model.modelReset, self._model.rowsInserted):
            changed.connect(self._forget_selection)

    # What pages use

    @property
    def records(self) -> TableModel:
        """The model."""
        return self._model

    def ask(self, query: TableQuery) -> None:
        """Show the rows of `query`."""
        section = next((n for n, c in enumerate(self._model.columns) if c.sort and c.sort == query.sort), -1)
        self._header.show_sorting(section, query.descending)
        self._model.ask(query)

    def columns_menu(self) -> QMenu:
        """The columns to show or hide, as a menu."""
        return self._memory.menu()

    def offer_columns(self) -> None:
        """Open the choice of columns below the header, for the keyboard."""
        self._memory.offer()

    def refresh(self) -> None:
        """Look again after a change; selection, scroll and widths stay."""
        self._model.refresh()

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(bottom - top + 1 for top, bottom in self.selected_ranges())

    def selected_ranges(self) -> list[tuple[int, int]]:
        """The selected rows as (first, last) positions, in order."""
        if self._ranges is None:
            self._ranges = selection.selected_ranges(self)
        return self._ranges

    def selected_ids(self) -> Sequence[int]:
        """The ids of the selected rows in order; loads no row."""
        return selection.ids_of(self.selected_ranges(), self._model.ids())

    def selected_rows(self) -> list[Any]:
        """The first selected rows (at most a page of them), loaded."""
        if self._loaded is not None:
            return self._loaded
        rows: list[Any] = []
        looked_at = 0
        for top, bottom in self.selected_ranges():
            for position in range(top, min(bottom, top + PAGE - looked_at - 1) + 1):
                looked_at += 1
                row = self._model.row_at(position)
                if row is not None and not isinstance(row, Unreadable):
                    rows.append(row)
            if looked_at >= PAGE:
                break
        if len(rows) == looked_at:  # else some are on their way
            self._loaded = rows
        return rows

    def current_id(self) -> int | None:
        """The id of the current row."""
        return self._model.id_at(self.currentIndex().row())

    def current_row(self) -> Any | None:
        """The current row, or None."""
        index = self.currentIndex()
        row = self._model.row_at(index.row()) if index.isValid() else None
        return None if isinstance(row, Unreadable) else row

    def select_ids(self, ids: Sequence[int]) -> bool:
        """Select the rows with these ids and scroll to the first; False when none is in the list."""
        positions = selection.find(self._model.ids(), dict.fromkeys(ids, 0))
        if positions:
            self.selectionModel().setCurrentIndex(
                self._model.index(positions[0], 0), self.selectionModel().SelectionFlag.NoUpdate
            )
            selection.select_positions(self, self._model, positions)
            self.scrollTo(self._model.index(positions[0], 0))
        return bool(positions)

    def shown_columns(self) -> list[Column]:
        """The visible columns in the order they stand on screen."""
        order = [self._header.logicalIndex(place) for place in range(self._header.count())]
        return [self._model.columns[n] for n in order if not self.isColumnHidden(n)]

    def copy_selection(self) -> None:
        """Put the selected rows on the clipboard as tab-separated text; many rows are read in the background."""
        ids = self.selected_ids()
        if not ids:
            return
        columns = self.shown_columns()
        if len(ids) <= PAGE:
            QGuiApplication.clipboard().setText(copying.rows_as_text(self._model.source, ids, columns))
            return
        self._tasks.run(
            copying.rows_as_text,
            self._model.source,
            ids,
            columns,
            receiver=self,
            done=QGuiApplication.clipboard().setText,
            title=_("Copying rows"),
            lane="file",
            report_as="report",
        )

    # Keeping the place

    def _on_question_shown(self) -> None:
        self._all_wanted = False
        self.scrollToTop()
        self._announce()

    def _keep_place(self) -> None:
        ranges = self.selected_ranges()
        ids = self._model.ids()
        everything = bool(ids) and ranges == [(0, len(ids) - 1)]
        wanted = {} if everything else {ids[p]: p for top, bottom in ranges for p in range(top, bottom + 1)}
        scroll = self.verticalScrollBar().value()
        self._kept = (wanted, everything, self.current_id(), self.currentIndex().row(), scroll)
        self._restoring = True

    def _restore_place(self) -> None:
        wanted, everything, current, before, scroll = self._kept
        ids = self._model.ids()
        if current is not None and ids:
            at = selection.find(ids, {current: before}) or [min(before, len(ids) - 1)]
            no_update = self.selectionModel().SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._model.index(at[0], 0), no_update)
        if everything:
            self.selectAll()
        elif wanted:
            selection.select_positions(self, self._model, selection.find(ids, wanted))
        # Sizes are laid out late after a reset; without this the scroll bar still has the range of an empty list.
        self.updateGeometries()
        self.verticalScrollBar().setValue(scroll)
        self._restoring = False
        self._announce()

    def _sort_by(self, section: int) -> None:
        column = self._model.columns[section]
        if column.sort is None:
            return
        again = self._model.query.sort == column.sort
        descending = not self._model.query.descending if again else column.descending_first
        self.sorting.emit(column.sort, descending)

    # Selection and keys

    def selectAll(self) -> None:
        """Select every row; while only the first are known, the others join as soon as they are."""
        self._all_wanted = self._model.total is None
        super().selectAll()

    def _complete_selection(self) -> None:
        if self._all_wanted and self._model.total is not None:
            self._all_wanted = False
            super().selectAll()

    def _forget_selection(self, *_what: object) -> None:
        self._ranges = self._loaded = None

    def _on_data_changed(self, *_area: object) -> None:
        self._loaded = None
        self._summing.start()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        self._forget_selection()
        super().selectionChanged(selected, deselected)
        self._announce()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self._announce()

    def _announce(self) -> None:
        if not self._restoring:
            self.chosen.emit()
            self._summing.start()

    def _sum_selection(self) -> None:
        column = next((c for c in self._model.columns if c.amount is not None), None)
        ids = self.selected_ids()
        source = self._model.source
        if self._sum is not None:
            self._sum.cancel()  # or the sum of what was selected before would come after this one
            self._sum = None
        if ids and isinstance(source, Summing):
            self._sum = self._tasks.latest((id(self), "sum"), source.sums, ids, receiver=self, done=self.summed.emit)
        elif ids and column is not None and len(ids) <= _SUMMED_BY_READING:
            self._sum = self._tasks.latest(
                (id(self), "sum"), copying.add_up, source, ids, column, receiver=self, done=self.summed.emit
            )
        else:
            self.summed.emit(Sums())

    def _open(self, position: int) -> None:
        identity = self._model.id_at(position)
        if identity is not None:
            self.opened.emit(identity)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._open(self.currentIndex().row())
        elif event.key() in _BEGINNING and plain and not self.selectionModel().hasSelection():
            self._select_current()
        elif event.key() in (Qt.Key.Key_J, Qt.Key.Key_K) and not (
            event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        ):
            arrow = Qt.Key.Key_Down if event.key() == Qt.Key.Key_J else Qt.Key.Key_Up
            super().keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, arrow, event.modifiers()))
        elif event.key() == Qt.Key.Key_Space and plain:
            self._toggle_current()
        else:
            super().keyPressEvent(event)

    def _select_current(self) -> None:
        """Focus alone makes the first row current without selecting it: the first key begins there, not below."""
        current = self.currentIndex()
        start = current if current.isValid() else self._model.index(0, 0)
        flags = self.selectionModel().SelectionFlag
        self.selectionModel().setCurrentIndex(start, flags.ClearAndSelect | flags.Rows)

    def _toggle_current(self) -> None:
        flags = self.selectionModel().SelectionFlag
        self.selectionModel().select(self.currentIndex(), flags.Toggle | flags.Rows)

    def keyboardSearch(self, search: str) -> None:
        """Typing letters must not walk through every row of the model; searching has its own field."""

    # Looks

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Not in changeEvent: overriding that on a QTableView crashes PySide 6.11 when the frame shape is set.
        look = (self.font().key(), self.palette().cacheKey())
        if look != self._look:
            self._look = look
            self._delegate.restyle()
            self._take_row_height()
        super().paintEvent(event)

    def _take_row_height(self) -> None:
        height = self._delegate.row_height
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
