"""Ctrl+/: what the keys do, made from the registry."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk.ui.actions import EVERYWHERE, Actions
from shopdesk.ui.measure import characters
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, mark

_TABLE_KEYS = (
    ("J / K", mark("Next or previous row")),
    ("Shift+J / Shift+K", mark("Select more rows")),
    ("Space", mark("Select or unselect the row")),
    ("Enter", mark("Open the row large")),
    ("Esc", mark("Back to the list")),
    ("Ctrl+A", mark("Select all rows")),
    ("Ctrl+C", mark("Copy the rows for a spreadsheet")),
    ("Ctrl+1 … 9", mark("Go to a tab")),
    ("Ctrl+Enter", mark("Save what is being written")),
)


class ShortcutSheet(QDialog):
    """Keys by page; nothing to type, Esc closes."""

    def __init__(
        self,
        actions: Actions,
        pages: Sequence[tuple[str, str]],
        parent: QWidget,
        build: Callable[[str], object] = lambda _page: None,
    ) -> None:
        """`pages`: (key, title) in the order on the sheet; `build` makes sure that a page's actions are known."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("shortcuts")
        self.setWindowTitle(_("Keyboard shortcuts"))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("Keyboard shortcuts"))
        scroll.setWidget(KeyList(actions, pages, build))
        layout = QVBoxLayout(self)
        layout.addWidget(scroll, 1)
        close = button(_("Close"), "shortcuts.close", self.accept)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(characters(self, 100), self.fontMetrics().height() * 28)
        close.setFocus()


class KeyList(QWidget):
    """The keys by page, in two columns or one below the other."""

    def __init__(
        self,
        actions: Actions,
        pages: Sequence[tuple[str, str]],
        build: Callable[[str], object] = lambda _page: None,
        *,
        beside: bool = True,
    ) -> None:
        super().__init__()
        self._actions = actions
        self._waiting = list(pages)
        self._build = build
        self.setObjectName("scrolled")
        columns = QHBoxLayout(self) if beside else QVBoxLayout(self)
        columns.setSpacing(3 * self.fontMetrics().height() if beside else 0)
        left, right = QVBoxLayout(), QVBoxLayout()
        columns.addLayout(left)
        columns.addLayout(right)
        left.addWidget(self._part(_("Everywhere"), _keys_of(actions, EVERYWHERE)))
        right.addWidget(self._part(_("In lists"), [(keys, _(text)) for keys, text in _TABLE_KEYS]))
        left.addStretch(1)
        right.addStretch(1)
        self._right = right
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._add_pages)

    @property
    def is_complete(self) -> bool:
        """Whether the keys of every page stand here."""
        return not self._waiting

    def showEvent(self, event: QShowEvent) -> None:
        # Not before: pages would be built for a list nobody looks at, and a scroll area that is hidden does not hear
        # that what it holds has grown.
        super().showEvent(event)
        if self._waiting:
            self._next.start()

    def _add_pages(self) -> None:
        """At most one page is built at a time: the window stays quick while the sheet fills."""
        built = False
        while self._waiting and self.isVisible() and not built:
            key, title = self._waiting.pop(0)
            built = not self._actions.of_page(key)
            if built:
                self._build(key)
            rows = _keys_of(self._actions, key)
            if rows:
                self._right.insertWidget(self._right.count() - 1, self._part(title, rows))
        if self._waiting and self.isVisible():
            self._next.start()

    def _part(self, title: str, rows: Sequence[tuple[str, str]]) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, self.fontMetrics().height())
        grid.setColumnStretch(1, 1)
        grid.addWidget(RoleLabel(title, bold=True), 0, 0, 1, 2)
        for number, (keys, text) in enumerate(rows, start=1):
            grid.addWidget(RoleLabel(keys, "accent"), number, 0)
            grid.addWidget(RoleLabel(text), number, 1)
        return part


def _keys_of(actions: Actions, page: str) -> list[tuple[str, str]]:
    found = []
    for one in actions.of_page(page):
        keys = [QKeySequence(k).toString(QKeySequence.SequenceFormat.NativeText) for k in one.keys]
        if keys:
            found.append((", ".join(keys), _(one.text).rstrip("…")))
    return found
