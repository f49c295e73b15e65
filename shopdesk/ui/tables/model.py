"""The one model behind every table: an ordered list of ids, and a window of rows.

A new question paints its first rows as soon as a query with LIMIT has them; the whole id list follows from the
read worker. Nothing ever holds all rows.
"""

import logging
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from shopdesk.ui.tables.columns import Column
from shopdesk.ui.tables.pages import PAGE, Pages, Unreadable
from shopdesk.ui.tables.query import RowSource, TableQuery
from shopdesk.ui.tasks import Interrupted, TaskRunner
from shopdesk.words import _

FIRST: Final = 64
_PAINT_FIRST: Final = 15  # ms
_LANES: Final = 4  # pages read in the background at a time
_Index = QModelIndex | QPersistentModelIndex
_ALIGN: Final = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignCenter,
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Loaded:
    query: TableQuery
    ids: Sequence[int]
    rows: Sequence[Any] | None
    complete: bool


def _read_first(source: RowSource, query: TableQuery, interrupted: Interrupted) -> _Loaded | None:
    if interrupted():
        return None
    rows, ids = source.first(query, FIRST)
    if ids is None and len(rows) < FIRST:
        ids = [row.id for row in rows]
    return _Loaded(query, [row.id for row in rows] if ids is None else ids, rows, complete=ids is not None)


def _read_ids(source: RowSource, query: TableQuery, interrupted: Interrupted) -> _Loaded | None:
    return None if interrupted() else _Loaded(query, source.ids(query, interrupted), None, complete=True)


class TableModel(QAbstractTableModel):
    """Rows of one source under one question.

    Signals:
        question_shown(): the first rows of a new question are in the model.
        replacing(), replaced(): around a refresh that changes the list (the view keeps selection and scroll).
        counted(): `total` became known or changed.
        failed(object): a `UserError` of the source.
    """

    question_shown = Signal()
    replacing = Signal()
    replaced = Signal()
    counted = Signal()
    failed = Signal(object)

    def __init__(
        self, source: RowSource, columns: Sequence[Column], tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.source = source
        self.columns = tuple(columns)
        self._tasks = tasks
        self._ids: Sequence[int] = array("q")
        self._pages = Pages(source)
        self._asked: TableQuery | None = None
        self._shown: TableQuery | None = None
        self._complete = False
        self._complained: set[str] = set()
        self._state = object()  # another one whenever the rows may have changed
        self._on_the_way: dict[int, object] = {}  # pages asked for in the background, and the state of then

    # Questions

    @property
    def query(self) -> TableQuery:
        """The question asked last."""
        return self._asked or TableQuery()

    def ask(self, query: TableQuery) -> None:
        """Show the rows of `query`; what is shown stays until the first new rows are there."""
        self._asked = query
        self._read(_read_first)

    def refresh(self) -> None:
        """Look again after a change: same question, selection and place kept by the view."""
        if self._asked is not None:
            self._read(_read_ids if self._shown == self._asked else _read_first)

    def _read(self, function: Callable[..., _Loaded | None], delay: int = 0) -> None:
        self._tasks.latest(
            (id(self), "ids"),
            function,
            self.source,
            self.query,
            receiver=self,
            done=self._on_loaded,
            failed=self.failed.emit,
            delay=delay,
        )

    def _on_loaded(self, loaded: _Loaded | None) -> None:
        if loaded is None or loaded.query != self._asked:
            return
        if loaded.query != self._shown or loaded.rows is not None:
            self._show(loaded)
        elif not self._complete and self._begins_like(loaded.ids):
            self._extend(loaded.ids)
        else:
            self._replace(loaded.ids)
        self._complete = loaded.complete
        if not loaded.complete:
            # The long list waits until the first rows are painted: threads of Python take turns.
            self._read(_read_ids, delay=_PAINT_FIRST)
        self.counted.emit()

    def _show(self, loaded: _Loaded) -> None:
        self.beginResetModel()
        self._ids = loaded.ids
        self._forget()
        if loaded.rows is not None:
            self._pages.keep(0, loaded.rows)
        self._shown = loaded.query
        self.endResetModel()
        self.question_shown.emit()

    def _forget(self) -> None:
        self._state = object()
        self._pages.forget()

    def _begins_like(self, ids: Sequence[int]) -> bool:
        return len(ids) >= len(self._ids) and list(ids[: len(self._ids)]) == list(self._ids)

    def _extend(self, ids: Sequence[int]) -> None:
        before = len(self._ids)
        if len(ids) == before:
            self._ids = ids
            return
        self.beginInsertRows(QModelIndex(), before, len(ids) - 1)
        self._ids = ids
        self._state = object()  # a page under way may end where the first rows ended
        self.endInsertRows()

    def _replace(self, ids: Sequence[int]) -> None:
        if len(ids) == len(self._ids) and ids == self._ids:
            self._forget()
            if ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(self.columns) - 1))
            return
        self.replacing.emit()
        self.beginResetModel()
        self._ids = ids
        self._forget()
        self.endResetModel()
        self.replaced.emit()

    # Rows

    @property
    def total(self) -> int | None:
        """How many rows there are; None while only the first are known."""
        return len(self._ids) if self._complete else None

    def ids(self) -> Sequence[int]:
        """The ids in order (do not change the sequence)."""
        return self._ids

    def id_at(self, position: int) -> int | None:
        """The id at a position."""
        return self._ids[position] if 0 <= position < len(self._ids) else None

    def row_at(self, position: int) -> Any | None:
        """The row at a position, an `Unreadable`, or None while it is on its way."""
        row = self._pages.known(position)
        return row if row is not None else self._fetch(position)

    def _fetch(self, position: int) -> Any | None:
        number = position // PAGE
        ids = self._ids[number * PAGE : (number + 1) * PAGE]
        if self._pages.is_slow:
            self._ask_for_page(number, ids)
            return None
        self._pages.keep(number, self._pages.read(number, ids))
        return self._pages.known(position)

    def _ask_for_page(self, number: int, ids: Sequence[int]) -> None:
        state = self._state
        if self._on_the_way.get(number) is state:
            return  # every cell of the page asks
        lane = number % _LANES
        self._on_the_way = {page: then for page, then in self._on_the_way.items() if page % _LANES != lane}
        self._on_the_way[number] = state
        self._tasks.latest(
            (id(self), "page", lane),
            lambda interrupted: None if interrupted() else self._pages.read(number, ids),
            receiver=self,
            done=lambda rows: self._on_page(number, state, rows),
        )

    def _on_page(self, number: int, state: object, rows: Sequence[Any] | None) -> None:
        if rows is None or state is not self._state:
            return
        self._on_the_way.pop(number, None)
        self._pages.keep(number, rows)
        last = min(len(self._ids), (number + 1) * PAGE) - 1
        self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(self.columns) - 1))

    def cell_text(self, position: int, column: Column) -> str:
        """The words of one cell, for painting and for screen readers."""
        row = self.row_at(position)
        if row is None:
            return "…"
        if isinstance(row, Unreadable):
            if column is not self.columns[0]:
                return ""
            return _("This row cannot be read") if row.failed else _("This row is gone")
        try:
            return column.text(row)
        except Exception:
            self._complain(column.key)
            return "?"

    def _complain(self, key: str) -> None:
        # A raising data() would come back for every cell of the column on every paint.
        if key not in self._complained:
            self._complained.add(key)
            _log.exception("column %s cannot show a row", key)

    # Qt

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._pages.known(index.row()), Unreadable):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell_text(index.row(), column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align]
        extra = {Qt.ItemDataRole.ToolTipRole: column.tooltip, Qt.ItemDataRole.AccessibleTextRole: column.spoken}
        make = extra.get(Qt.ItemDataRole(role))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self.row_at(index.row())
            if make is None or row is None or isinstance(row, Unreadable):
                return self.cell_text(index.row(), column)
            try:
                return make(row)
            except Exception:
                self._complain(column.key)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align]
        return None
