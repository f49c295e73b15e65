"""Editors for `Form`: `value()` gives what a draft takes, `state()` what a kept draft needs to come back."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QToolTip, QWidget

from shopdesk.ui.widgets.buttons import icon_button
from shopdesk.words import _

MOST_UNITS = 1_000_000
LONGEST_PASTE = 20_000  # characters; no message and no reply is longer


class TextLine(QLineEdit):
    """One line of text.

    Signals:
        changed(): what stands here changed.
    """

    changed = Signal()

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(hint)
        self.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """The text, trimmed."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Show `value`."""
        self.setText(value)

    state = value
    set_state = set_value


class TextArea(QPlainTextEdit):
    """Several lines of text; Tab goes on to the next field.

    Signals:
        changed(): what stands here changed.
    """

    changed = Signal()

    def __init__(self, name: str, hint: str = "", lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * (lines + 0.8)))
        self.textChanged.connect(self.changed)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Of a pasted page only the beginning: laying out a megabyte holds the window up for seconds."""
        text = source.text()
        if len(text) <= LONGEST_PASTE:
            super().insertFromMimeData(source)
            return
        beginning = QMimeData()
        beginning.setText(text[:LONGEST_PASTE])
        super().insertFromMimeData(beginning)
        told = _("That was long: only its first {count} characters were pasted.").format(count=f"{LONGEST_PASTE:,}")
        QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), told, self)

    def value(self) -> str:
        """The text, trimmed."""
        return self.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Show `value`."""
        self.setPlainText(value)

    state = value
    set_state = set_value


class ChoiceBox(QComboBox):
    """One of several codes, shown in words; the wheel scrolls the form, not the choice.

    Signals:
        changed(): another code was chosen.
    """

    changed = Signal()

    def __init__(self, name: str, options: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`options`: (code, word in the language in use)."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for code, word in options:
            self.addItem(word, code)
        self.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def value(self) -> str:
        """The code chosen."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose `value`; one that is not offered is added, so that saving does not lose it."""
        at = self.findData(value)
        if at < 0:
            self.addItem(value, value)
            at = self.count() - 1
        self.setCurrentIndex(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    state = value
    set_state = set_value


class UnitsBox(QWidget):
    """A number of units, typed or stepped. The rules say how many are too many: a field would change what was typed.

    Signals:
        changed(): another number stands here.
    """

    changed = Signal()

    def __init__(self, name: str, words: str, value: int = 0, least: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.field = _Field(least, value)
        self.field.setObjectName(f"{name}.field")
        self.field.setAccessibleName(words)
        self.field.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * 6)
        self.field.textChanged.connect(lambda _text: self.changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for icon_name, spoken, step in (("minus", _("One less"), -1), ("plus", _("One more"), 1)):
            made = icon_button(icon_name, spoken, f"{name}.{icon_name}", partial(self.field.step, step))
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(made)
        row.insertWidget(1, self.field)
        row.addStretch(1)  # in a wide place the steps stay beside the number
        self.setFocusProxy(self.field)

    def value(self) -> int:
        """The units."""
        return self.field.value()

    def set_value(self, value: int) -> None:
        """Show `value`."""
        self.field.setText(str(value))

    state = value
    set_state = set_value


class _Field(QLineEdit):
    """Figures only. A QSpinBox without buttons loses its text under a style sheet (Qt 6.11)."""

    def __init__(self, least: int, value: int) -> None:
        super().__init__(str(value))
        self._least = least
        self.setValidator(QIntValidator(0, MOST_UNITS, self))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def value(self) -> int:
        return int(self.text() or 0)

    def step(self, by: int) -> None:
        self.setText(str(min(MOST_UNITS, max(self._least, self.value() + by))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self.selectAll)
