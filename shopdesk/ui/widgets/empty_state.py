"""What stands where rows would be: one sentence, and the one button that helps."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel


class EmptyState(QWidget):
    """A sentence and at most one button; both can be changed (nothing yet, or nothing found)."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._pressed: Callable[[], object] | None = None
        self._label = RoleLabel("", "muted", wrap=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = button("", f"{name}.button", self._press, primary=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * unit(self), 0, 4 * unit(self), 0)
        layout.addStretch(2)
        # No alignment flag: with one, a wrapped label keeps the height of one line.
        layout.addWidget(self._label)
        layout.addSpacing(unit(self))
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(
        self, sentence: str, button_text: str = "", pressed: Callable[[], object] | None = None, *, primary: bool = True
    ) -> None:
        """Show `sentence` and, with `button_text`, a button that calls `pressed`."""
        self._label.setText(sentence)
        self._pressed = pressed
        self._button.setText(button_text)
        self._button.setAccessibleName(button_text.rstrip("…"))
        self._button.setVisible(bool(button_text))
        if self._button.property("primary") != primary:
            self._button.setProperty("primary", primary)
            self._button.style().polish(self._button)

    def first_focus(self) -> QWidget | None:
        """Where the keyboard goes: the button, if there is one."""
        return None if self._button.isHidden() else self._button

    def _press(self) -> None:
        if self._pressed is not None:
            self._pressed()
