"""Which columns a table shows, how wide and in which order: chosen by the person, remembered on this computer."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from shopdesk.ui.measure import characters, unit
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tables.columns import Column
from shopdesk.words import _

_CALM = 400  # ms after the last pixel of a drag


class ColumnMemory(QObject):
    """Restores a table's columns, offers the choice on a right click, and remembers what changed.

    Kept by column key, so that a new version may add, drop or reorder columns.
    """

    def __init__(self, table: QTableView, columns: Sequence[Column], preferences: Preferences) -> None:
        super().__init__(table)
        self._table = table
        self._header = table.horizontalHeader()
        self._columns = list(enumerate(columns))
        self._preferences = preferences
        self._name = f"columns/{table.objectName()}"
        self._saving = QTimer(self, singleShot=True, interval=_CALM)
        self._saving.timeout.connect(self._remember)
        self._restore()
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self.offer)
        self._header.sectionResized.connect(lambda *_sizes: self._saving.start())
        self._header.sectionMoved.connect(lambda *_places: self._saving.start())

    def _restore(self) -> None:
        widths = self._preferences.numbers(f"{self._name}/widths")
        hidden = self._preferences.numbers(f"{self._name}/hidden")
        places = self._preferences.numbers(f"{self._name}/places")
        space = unit(self._table)
        for number, column in self._columns:
            room = 2 * space + (2 * space if column.dot is not None else 0)
            width = characters(self._table, column.width) + room
            self._table.setColumnWidth(number, widths.get(column.key, width))
            self._table.setColumnHidden(number, bool(hidden.get(column.key, column.hidden)))
            if column.stretch:
                self._header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        known = [(places[column.key], number) for number, column in self._columns if column.key in places]
        for place, number in sorted(known):
            self._header.moveSection(self._header.visualIndex(number), min(place, len(self._columns) - 1))

    def _remember(self) -> None:
        shown = [(n, c) for n, c in self._columns if not self._table.isColumnHidden(n)]
        # A hidden column reports no width; the one it had is kept.
        before = self._preferences.numbers(f"{self._name}/widths")
        widths = {column.key: self._table.columnWidth(number) for number, column in shown}
        self._preferences.set(f"{self._name}/widths", {**before, **widths})
        hidden = {column.key: int(self._table.isColumnHidden(number)) for number, column in self._columns}
        self._preferences.set(f"{self._name}/hidden", hidden)
        places = {column.key: self._header.visualIndex(number) for number, column in self._columns}
        self._preferences.set(f"{self._name}/places", places)

    def offer(self, at: QPoint | None = None) -> None:
        """Open the choice; without a place at the beginning of the list, its first column chosen."""
        menu = self.menu()
        menu.setObjectName(f"{self._table.objectName()}.columns")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._header.mapToGlobal(at if at is not None else QPoint(0, self._header.height())))
        if at is None:
            menu.setActiveAction(next(action for action in menu.actions() if action.isEnabled()))

    def menu(self) -> QMenu:
        """The columns to choose from; the first one cannot be hidden."""
        menu = QMenu(self._table)
        for number, column in self._columns:
            action = menu.addAction(_(column.title) or column.key)
            action.setCheckable(True)
            action.setChecked(not self._table.isColumnHidden(number))
            action.setEnabled(number > 0)
            action.toggled.connect(lambda on, n=number: self._show(n, on))
        return menu

    def _show(self, number: int, on: bool) -> None:
        self._table.setColumnHidden(number, not on)
        self._saving.start()
