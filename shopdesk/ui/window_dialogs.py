"""Opens the window's dialogs; each is imported when it is first wanted, not at the start."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.ui.main_window import MainWindow


def open_palette(window: "MainWindow") -> None:
    """Ctrl+K: every action that is possible now."""
    from shopdesk.ui.dialogs.palette import CommandPalette

    page = window.current_page()
    CommandPalette(window.context.actions, page.key, window).open()


def open_search(window: "MainWindow", search: Callable[..., Sequence[Any]] | None) -> None:
    """Ctrl+Shift+F: search over everything in the shop."""
    from shopdesk.ui.dialogs.search import GlobalSearch

    if search is None:
        window.current_page().focus_search()
        return
    GlobalSearch(search, window.context.tasks, window.open_record, window).open()


def open_shortcuts(window: "MainWindow") -> None:
    """Ctrl+/: what the keys do."""
    from shopdesk.ui.dialogs.shortcuts import ShortcutSheet

    pages = [(spec.key, _(spec.title)) for spec in window.pages()]
    ShortcutSheet(window.context.actions, pages, window).open()


def open_help(window: "MainWindow") -> None:
    """F1: how the window works, on one page."""
    from shopdesk.ui.dialogs.about import HelpDialog

    HelpDialog(window).open()


def open_about(window: "MainWindow") -> None:
    """Version, licence, where the shop lies."""
    from shopdesk.ui.dialogs.about import AboutDialog

    AboutDialog(window.context.desk.path, window).open()
