"""Buttons: one coloured primary per page, the others quiet; made from actions where there is one."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from shopdesk.ui.icons import icon
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.labels import plain_tip


def button(
    text: str,
    name: str,
    pressed: Callable[[], object],
    *,
    icon_name: str = "",
    primary: bool = False,
    quiet: bool = False,
) -> QPushButton:
    """A push button; `name` is its stable object name (`orders.choose`)."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAccessibleName(text.rstrip("…"))
    if icon_name:
        made.setIcon(icon(icon_name, "on_accent" if primary else ""))
    space_icon(made)
    made.setProperty("primary", primary)
    made.setProperty("quiet", quiet)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: pressed())
    return made


class LinkButton(QPushButton):
    """A quiet button whose words end in … where there is no room; then they are in the tooltip."""

    def __init__(self, text: str, name: str, pressed: Callable[[], object], icon_name: str) -> None:
        super().__init__(text)
        self._full = text
        self._tip = ""
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setIcon(icon(icon_name))
        space_icon(self)
        self.setProperty("quiet", True)
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked=False: pressed())

    def set_full(self, text: str, tip: str = "") -> None:
        """Other words, and what the tooltip tells besides them (ready for Qt, see `plain_tip`)."""
        self._full = text
        self._tip = tip
        self.setAccessibleName(text)
        self.setText(text)
        self.setToolTip(tip)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        hidden = self._advance(self._full) - self._advance(self.text())
        return super().sizeHint() + QSize(hidden, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() - self._advance(self._full) + self._advance("…"), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.sizeHint().width() + self._advance(self._full)
        # Eliding measures finer than whole pixels: words that just fit would lose their end.
        fits = room >= self._advance(self._full)
        shown = self._full if fits else self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
            self.setToolTip(self._tip or (plain_tip(self._full) if shown != self._full else ""))

    def _advance(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)


def action_button(action: QAction, *, primary: bool = False, icon_name: str = "") -> QPushButton:
    """A button that shows and triggers `action`, and is enabled when it is."""
    made = _ActionButton(action)
    made.setProperty("primary", primary)
    if primary and icon_name:
        made.setIcon(icon(icon_name, "on_accent"))
    return made


class _ActionButton(QPushButton):
    """Follows its action; a method of a QObject, so that the connection ends with the button."""

    def __init__(self, action: QAction) -> None:
        super().__init__(action.icon(), action.text())
        self._action = action
        self.setObjectName(f"{action.objectName()}.button")
        space_icon(self)
        self.setAutoDefault(False)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setText(self._action.text())
        self.setAccessibleName(self._action.text().rstrip("…"))
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip())


def icon_button(
    icon_name: str, words: str, name: str, pressed: Callable[[], object] | None = None, parent: QWidget | None = None
) -> QToolButton:
    """A button with only a glyph; `words` are its name for screen readers and its tooltip."""
    made = QToolButton(parent)
    made.setObjectName(name)
    made.setIcon(icon(icon_name))
    made.setIconSize(QSize(2 * unit(made), 2 * unit(made)))
    made.setAccessibleName(words)
    made.setToolTip(words)
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


def space_icon(made: QPushButton) -> None:
    """Size the icon with the font and leave a gap between it and the words."""
    size = round(unit(made) * 1.9)
    made.setIconSize(QSize(size + unit(made) // 2, size))
