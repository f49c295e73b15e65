"""List number → tracking number, made for a scanner: it types the code and Enter, and the next field waits."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QWidget

from shopdesk.ui.measure import characters, unit
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_ROWS_SHOWN = 5
_ROWS_A_STEP = 8


class TrackingFields(QScrollArea):
    """One field a list. Enter goes on to the next field; the arrows go up and down.

    Signals:
        filled(): Enter in the last field.
    """

    filled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("Tracking numbers"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fields: dict[str, QLineEdit] = {}
        self._waiting: list[Any] = []
        self._grid = QGridLayout()
        self._adding = QTimer(self, singleShot=True, interval=0)
        self._adding.timeout.connect(self._add_some)

    @property
    def fields(self) -> dict[str, QLineEdit]:
        """The fields by list number."""
        return self._fields

    def show_lists(self, rows: Sequence[Any]) -> None:
        """Ask for the tracking numbers of these lists (PackingRow); known ones stand there."""
        inside = QWidget()
        inside.setObjectName("scrolled")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(unit(self), unit(self), unit(self), unit(self))
        self._grid.setHorizontalSpacing(2 * unit(self))
        self._grid.setVerticalSpacing(unit(self) // 2)
        self._grid.setColumnStretch(3, 1)
        self._fields = {}
        self._waiting = list(rows)
        self._add_some()
        self.setWidget(inside)
        made = max(1, len(self._fields))
        shown = min(made, _ROWS_SHOWN)
        # Half a row more shows that there is something below.
        room = shown * inside.sizeHint().height() / made + (unit(self) if shown < len(rows) else 0)
        self.setFixedHeight(round(room) + unit(self) // 2)

    def begin(self) -> None:
        """Type into the first field that is empty."""
        fields = list(self._fields.values())
        if fields:
            self._go(next((field for field in fields if not field.text().strip()), fields[0]))

    def numbers(self) -> dict[str, str]:
        """List number → tracking number, empty ones left out."""
        texts = {number: field.text().strip() for number, field in self._fields.items()}
        return {number: text for number, text in texts.items() if text}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            steps = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._step(watched, step, event.key() != Qt.Key.Key_Down)
                return True
        return super().eventFilter(watched, event)

    def _add_some(self) -> None:
        """A few rows now, the others between two events: 200 at once would hold up the window for half a second."""
        for row in self._waiting[:_ROWS_A_STEP]:
            place = len(self._fields)
            about = " · ".join(part for part in (row.buyer, row.city) if part)
            self._grid.addWidget(RoleLabel(row.number), place, 0)
            self._grid.addWidget(RoleLabel(about, "muted"), place, 1)
            self._grid.addWidget(self._field(row, place), place, 2)
        self._waiting = self._waiting[_ROWS_A_STEP:]
        if self._waiting:
            self._adding.start()
        else:
            self._grid.setRowStretch(len(self._fields), 1)

    def _field(self, row: Any, place: int) -> QLineEdit:
        field = QLineEdit(row.tracking)
        field.setObjectName(f"{self.objectName()}.{place + 1}")
        field.setAccessibleName(_("Tracking number of {number}").format(number=row.number))
        field.setPlaceholderText(_("Tracking number"))
        field.setFixedWidth(characters(self, 36))
        field.installEventFilter(self)
        self._fields[row.number] = field
        return field

    def _step(self, field: QLineEdit, step: int, ends: bool) -> None:
        fields = list(self._fields.values())
        place = fields.index(field) + step
        if 0 <= place < len(fields):
            self._go(fields[place])
        elif step > 0 and ends and not self._waiting:
            self.filled.emit()

    def _go(self, field: QLineEdit) -> None:
        field.setFocus()
        field.selectAll()
        self.ensureWidgetVisible(field)
