"""A list to choose from in which anything else may be typed: what is offered never changes what was written."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QSizePolicy, QWidget


class TypedChoice(QComboBox):
    """`options`: (code, words). Typing finds any part of the words; what is none of them is the code itself.

    Signals:
        changed(): another text stands here.
        left(): the person is done here: chose from the list, pressed Enter, or went on to another field.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self, name: str, words: str, options: Iterable[tuple[str, str]] = (), hint: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # The width of the longest word would push a form to the side; the list itself takes what it needs.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        typed = self.lineEdit()
        assert typed is not None
        typed.setObjectName(f"{name}.text")
        typed.setAccessibleName(words)
        typed.setPlaceholderText(hint)
        self.offer(options)
        # Without a completer of its own a combo box finishes the word: "Post" became "PostNL".
        found = QCompleter(self.model(), self)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = found.popup()
        if popup is not None:
            popup.setProperty("popup", True)
        self.setCompleter(found)
        self.editTextChanged.connect(lambda _text: self.changed.emit())
        self.activated.connect(lambda _index: self.left.emit())
        found.activated.connect(lambda _text: self.left.emit())
        typed.editingFinished.connect(self.left)

    def offer(self, options: Iterable[tuple[str, str]]) -> None:
        """Other options; what stands in the field is gone."""
        self.blockSignals(True)
        self.clear()
        for code, word in options:
            self.addItem(word, code)
        self.setCurrentIndex(-1)
        self.setEditText("")
        self.blockSignals(False)

    def value(self) -> str:
        """The code of what stands here, or what was typed."""
        written = self.currentText().strip()
        at = self.findText(written, Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(at)) if at >= 0 else written

    def set_value(self, value: str) -> None:
        """Show the words of a code; one that is not offered stands as it is."""
        at = self.findData(value)
        self.setCurrentIndex(at)
        if at < 0:
            self.setEditText(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        typed = self.lineEdit()
        if typed is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            typed.selectAll()
