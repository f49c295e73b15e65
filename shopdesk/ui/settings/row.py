"""One setting: its name left, the field right, below it what it does and what is wrong."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.widgets.labels import RoleLabel

LABEL_WIDTH = 20  # characters


class SettingRow(QWidget):
    """`editor` is any widget; the label names it for screen readers."""

    def __init__(self, key: str, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.key = key
        self.editor = editor
        self._hint_text = hint
        name = RoleLabel(label, wrap=True)
        name.setFixedWidth(characters(self, LABEL_WIDTH))
        QLabel.setBuddy(name, editor)
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        editor.setAccessibleDescription(hint)
        self._hint = RoleLabel(hint, "muted", "small", wrap=True)
        if not hint:
            self._hint.hide()
        self._error = RoleLabel("", "trouble", "small", wrap=True)
        self._error.setObjectName(f"settings.{key}.error")
        self._error.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * unit(self))
        grid.setVerticalSpacing(max(2, unit(self) // 4))
        grid.setColumnStretch(1, 1)
        grid.addWidget(name, 0, 0, Qt.AlignmentFlag.AlignTop)
        name.setContentsMargins(0, round(unit(self) * 0.7), 0, 0)
        grid.addWidget(editor, 0, 1)
        grid.addWidget(self._hint, 1, 1)
        grid.addWidget(self._error, 2, 1)

    @property
    def error(self) -> str:
        """What is wrong, "" when nothing is."""
        return self._error.text()

    def show_error(self, error: UserError | None) -> None:
        """Say what is wrong with what stands in the field; None: nothing."""
        text = sentence(error.code, error.where) if error is not None else ""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.editor.setAccessibleDescription(text or self._hint_text)

    def say(self, hint: str) -> None:
        """Another hint."""
        self._hint_text = hint
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def value(self) -> Any:
        """What stands in the field."""
        return self.editor.value()  # type: ignore[attr-defined]
