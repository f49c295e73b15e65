"""Editors for `Form`: `value()` gives what a draft takes, `state()` what a kept draft needs to come back."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QSpinBox, QWidget

MOST_UNITS = 1_000_000


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


class UnitsBox(QSpinBox):
    """A number of units. The rules say how many are too many, not the field: it would change what was typed."""

    def __init__(self, name: str, words: str, value: int = 0, least: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setRange(least, MOST_UNITS)
        self.setValue(value)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * 10)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
