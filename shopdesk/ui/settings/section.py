"""A part of the settings: a title, a sentence, and below it whatever it is made of, on a column that scrolls."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.notice import Notice
from shopdesk.words import _

_WIDEST = 84  # characters: a field as wide as the window is no field to read


def key_inside(widget: QWidget, keys: str, call: Callable[[], object]) -> None:
    """A key that works while the keyboard is inside `widget`. As an argument the context would not be heeded."""
    made = QShortcut(QKeySequence(keys), widget)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(lambda: call())


class Section(QScrollArea):
    """Subclasses fill `self.column` in `fill()` and look again in `reload()`."""

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""  # marked
    icon: ClassVar[str] = ""
    told: ClassVar[str] = ""  # marked; what this part is about
    fills: ClassVar[bool] = False  # whether what it is made of takes the whole height

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setObjectName(f"settings.{self.key}")
        self.setAccessibleName(_(self.title))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.notice = Notice(f"settings.{self.key}.notice")
        inside = QWidget()
        inside.setObjectName("scrolled")
        space = unit(self)
        held = QWidget()
        held.setMaximumWidth(characters(self, _WIDEST))
        self.column = QVBoxLayout(held)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(round(1.75 * space))
        self.column.addWidget(RoleLabel(_(self.title), size="title"))
        if self.told:
            self.column.addWidget(RoleLabel(_(self.told), "muted", wrap=True))
        self.column.addWidget(self.notice)
        outer = QHBoxLayout(inside)
        outer.setContentsMargins(4 * space, 3 * space, 4 * space, 3 * space)
        outer.addWidget(held, 1)
        outer.addStretch(0)
        self.fill()
        if not self.fills:
            self.column.addStretch(1)
        self.setWidget(inside)
        self.reload()

    def fill(self) -> None:
        """Put the widgets in."""

    def reload(self) -> None:
        """Show what is set now; what somebody is typing stays."""

    def commit(self) -> None:
        """The page is left: save what stands in a field."""

    def first_focus(self) -> QWidget | None:
        """Where the keyboard goes."""
        return None
