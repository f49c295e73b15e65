"""What lies in a parcel: shelf, item, how many; the numbers can be changed while the list is open."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.services.packing import StoryLine
from shopdesk.ui import display
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.editors import UnitsBox
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, plural

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_TOP = Qt.AlignmentFlag.AlignTop
_COLUMNS = 4


class Contents(QWidget):
    """The lines of one list.

    Signals:
        wanted(object): order line id → units, the numbers that were changed and are to be saved.
    """

    wanted = Signal(object)

    def __init__(self, lines: Sequence[StoryLine], *, editable: bool, several_orders: bool) -> None:
        super().__init__()
        self.setObjectName("packing.panel.contents")
        self._lines = {line.id: line for line in lines}
        self._boxes: dict[int, UnitsBox] = {}
        self._errors: dict[int, RoleLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(unit(self) * 2)
        self._grid.setVerticalSpacing(unit(self))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, characters(self, 6))
        self._counts_scans = any(line.scanned for line in lines)
        self._fill(lines, editable, several_orders)
        self._save = self._buttons()
        self._save.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._grid)
        layout.addWidget(self._save)

    def pending(self) -> dict[int, int]:
        """Numbers that were changed and are not saved, by order line."""
        return {key: box.value() for key, box in self._boxes.items() if box.value() != self._lines[key].quantity}

    def restore(self, pending: Mapping[int, int]) -> None:
        """Show numbers that were changed before."""
        for key, value in pending.items():
            if key in self._boxes:
                self._boxes[key].set_value(value)

    def box(self, line_id: int) -> UnitsBox:
        """The field of an order line."""
        return self._boxes[line_id]

    def error_of(self, line_id: int) -> str:
        """What is said beside a field."""
        return self._errors[line_id].text()

    def submit(self) -> None:
        """Have the changed numbers saved."""
        self._clear_errors()
        pending = self.pending()
        if pending:
            self.wanted.emit(pending)

    def take_back(self) -> None:
        """The numbers as they were."""
        for key, box in self._boxes.items():
            box.set_value(self._lines[key].quantity)

    def show_error(self, error: UserError) -> None:
        """Say it beside the field it concerns, else beside the first one that was changed."""
        where = (error.where.get("order"), error.where.get("line"))
        keys = [key for key, line in self._lines.items() if (line.order, line.line) == where]
        key = next(iter(keys or self.pending() or self._boxes))
        text = sentence(error.code, error.where)
        self._errors[key].setText(text)
        self._errors[key].show()
        self._boxes[key].field.setAccessibleDescription(text)
        self._boxes[key].field.setFocus()
        self._boxes[key].field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.submit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.pending():
                self.take_back()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, lines: Sequence[StoryLine], editable: bool, several_orders: bool) -> None:
        titles = (_("Shelf"), _("Item"), _("Scanned") if self._counts_scans else "", _("Units"))
        for column, title in enumerate(titles):
            self._grid.addWidget(RoleLabel(title, "muted", "small"), 0, column, _RIGHT if column > 1 else _TOP)
        row, order = 1, ""
        for line in lines:
            if several_orders and line.order != order:
                order = line.order
                self._grid.addWidget(RoleLabel(order, "muted", "small", bold=True), row, 0, 1, _COLUMNS)
                row += 1
            row = self._add(line, row, editable)

    def _add(self, line: StoryLine, row: int, editable: bool) -> int:
        hairline = QFrame()
        hairline.setFixedHeight(1)
        hairline.setAutoFillBackground(True)
        hairline.setBackgroundRole(self.palette().ColorRole.Midlight)
        self._grid.addWidget(hairline, row, 0, 1, _COLUMNS)
        self._grid.addWidget(RoleLabel(line.shelf or "–", bold=bool(line.shelf), selectable=True), row + 1, 0, _TOP)
        self._grid.addWidget(_item(line), row + 1, 1)
        if self._counts_scans:
            done = line.scanned >= line.quantity
            figure = _figure(f"{line.scanned} / {line.quantity}", "ok" if done else "waiting")
            self._grid.addWidget(figure, row + 1, 2, _RIGHT)
        self._grid.addWidget(self._units(line, editable), row + 1, 3, _RIGHT)
        error = RoleLabel("", "trouble", "small", wrap=True)
        error.hide()
        self._errors[line.id] = error
        self._grid.addWidget(error, row + 2, 0, 1, _COLUMNS)
        return row + 3

    def _units(self, line: StoryLine, editable: bool) -> QWidget:
        of_ordered = _("of {count}").format(count=display.count(line.ordered)) if line.quantity < line.ordered else ""
        if not editable:
            return _figure(" ".join(part for part in (f"× {display.count(line.quantity)}", of_ordered) if part))
        words = _("Units of {item} in this parcel").format(item=line.title or line.sku)
        box = UnitsBox(f"packing.panel.units.{line.id}", words, line.quantity)
        box.changed.connect(self._changed)
        box.field.installEventFilter(self)
        self._boxes[line.id] = box
        block = QWidget()
        layout = QVBoxLayout(block)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(box, 0, Qt.AlignmentFlag.AlignRight)
        told = _("{count} ordered").format(count=display.count(line.ordered))
        label = RoleLabel(told, "waiting" if line.quantity < line.ordered else "muted", "small")
        layout.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
        return block

    def _buttons(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(button(_("Take back"), "packing.panel.units.take_back", self.take_back, quiet=True))
        save = button(_("Save quantities"), "packing.panel.units.save", self.submit, primary=True)
        save.setToolTip(_("Enter"))
        row.addWidget(save)
        return made

    def _changed(self) -> None:
        self._clear_errors()
        self._save.setVisible(bool(self.pending()))

    def _clear_errors(self) -> None:
        for error in self._errors.values():
            error.clear()
            error.hide()


def _item(line: StoryLine) -> QWidget:
    block = QWidget()
    layout = QVBoxLayout(block)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(1)
    layout.addWidget(RoleLabel(line.title or line.sku, wrap=True, selectable=True))
    about = " · ".join(part for part in (line.variant, line.sku if line.title else "") if part)
    if about:
        layout.addWidget(RoleLabel(about, "muted", "small", wrap=True, selectable=True))
    if line.personalisation:
        text = _("Personalised: {text}").format(text=line.personalisation)
        layout.addWidget(RoleLabel(text, "accent", "small", wrap=True, selectable=True))
    if line.remaining:
        rest = plural("{count} more is in no parcel yet", "{count} more are in no parcel yet", line.remaining)
        layout.addWidget(RoleLabel(rest, "waiting", "small", wrap=True))
    return block


def _figure(text: str, role: str = "") -> QLabel:
    label = RoleLabel(text, role, bold=True, selectable=True)
    font = QFont(label.font())
    font.setFeature(QFont.Tag("tnum"), 1)
    label.setFont(font)
    label.setAlignment(_RIGHT)
    return label
