"""What every page is; the frame knows pages only by this and by `PageSpec`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from shopdesk.ui.actions import UiAction
from shopdesk.ui.bus import Changes, concerns
from shopdesk.ui.commands import Command
from shopdesk.ui.context import Context


class Page(QWidget):
    """A tab's content, built when it is first shown.

    Subclasses set `key` and `kinds`, fill `declare_actions()`, and build their widgets in `__init__` after
    `super().__init__(context)`. `reload(changes)` is called when something of `kinds` changed while the page is in
    front, and once on coming to the front after changes behind its back.
    """

    key: ClassVar[str] = ""
    kinds: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName(f"{self.key}.page")
        self._stale = False
        context.bus.changed.connect(self._on_changed)
        context.actions.add_all(self.declare_actions(), self)

    def declare_actions(self) -> Sequence[UiAction]:
        """What a person can do here; called once. Their `page` is this page's `key`."""
        return ()

    def reload(self, changes: Changes | None) -> None:
        """Look again; None means everything may have changed."""

    def focus_search(self) -> None:
        """Ctrl+F: go to the page's search field."""

    def first_focus(self) -> QWidget:
        """What the keyboard works on when the page comes to the front for the first time."""
        return self

    def take_focus(self) -> None:
        """Put the keyboard to work here: where it was last, else at `first_focus()`."""
        last = self.focusWidget()
        where = last if last is not None and last.isEnabled() and not last.isHidden() else self.first_focus()
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_record(self, number: str) -> None:
        """Go to one record, found by its number (from the global search, a link, another page)."""

    def open_filled(self, draft: object) -> None:
        """Open a form filled in with a draft that was made elsewhere (the assistant)."""

    def resume(self, name: str) -> None:
        """Open what an unsaved draft of this page belongs to (`ui.drafts`), filled as it was."""

    def commands(self) -> Sequence[Command]:
        """What else the command palette offers here (saved views, the list as a file)."""
        return ()

    def before_close(self) -> None:
        """The window closes with this page in front: the last moment to save what stands in a field."""

    def selection_text(self) -> str:
        """The left end of the status bar while this page is in front."""
        return ""

    def _on_changed(self, changes: Changes) -> None:
        if not concerns(changes, self.kinds):
            return
        if self.isVisible():
            self.reload(changes)
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.reload(None)
        self.context.bus.selection.emit(self.selection_text())


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A tab. `title` is a marked literal; `factory` imports the page's module when called.

    `badge` counts what waits for a person; it runs on the read lane, also before the page is built, whenever one of
    `kinds` changes. `group` 1 stands behind the dividing line (Customers, Products). `shows` names the kinds of
    record that the page can open (`{"orders"}`), for the search over everything and for links.
    """

    key: str
    title: str
    icon: str
    factory: Callable[[Context], Page]
    badge: Callable[[], int] | None = None
    kinds: frozenset[str] = frozenset()
    group: int = 0
    shows: frozenset[str] = frozenset()
