"""Opens the window's dialogs; each is imported when it is first wanted, not at the start."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from shopdesk.ui.commands import Command
from shopdesk.ui.page import PageSpec
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.ui.main_window import MainWindow


def open_palette(window: "MainWindow") -> None:
    """Ctrl+K: every action that is possible now."""
    from shopdesk.ui.dialogs.palette import CommandPalette

    page = window.current_page()
    tabs = [_tab(window, spec, number) for number, spec in enumerate(window.pages(), 1) if spec.key != page.key]
    more = [*page.commands(), *tabs]
    CommandPalette(window.context.actions, page.key, window, more, window.context.preferences).open()


def _tab(window: "MainWindow", spec: PageSpec, number: int) -> Command:
    text = _("Go to {page}").format(page=_(spec.title))
    keys = f"Ctrl+{number}" if number < 10 else ""
    return Command(f"page.{spec.key}", text, f"Go to {spec.title}", lambda: window.show_page(spec.key), spec.icon, keys)


def open_search(window: "MainWindow", search: Callable[..., Sequence[Any]] | None) -> None:
    """Ctrl+Shift+F: search over everything in the shop."""
    from shopdesk.ui.dialogs.search import GlobalSearch

    if search is None:
        window.current_page().focus_search()
        return
    GlobalSearch(search, window.context.tasks, window.open_record, window).open()


def open_assistant(window: "MainWindow") -> None:
    """Ctrl+J: what a customer wrote anywhere, pasted; the window beside it goes on working."""
    from shopdesk.ui.assistant.dialog import AskDialog

    found = window.findChild(AskDialog)
    dialog = found if found is not None else AskDialog(window.context, window)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    dialog.text.setFocus()


def open_capture(window: "MainWindow") -> None:
    """Ctrl+Shift+J: the small window beside the chat, made once; it goes when the main window goes."""
    from shopdesk.ui.capture.window import CaptureWindow

    if window.capture is None:
        window.capture = CaptureWindow(window.context, window)
    window.capture.come()


def open_shortcuts(window: "MainWindow") -> None:
    """Ctrl+/: what the keys do."""
    from shopdesk.ui.dialogs.shortcuts import ShortcutSheet

    front = window.current_page().key
    pages = sorted(((spec.key, _(spec.title)) for spec in window.pages()), key=lambda page: page[0] != front)
    # A page says what its keys are when it is built; building them all before showing the sheet would be felt.
    ShortcutSheet(window.context.actions, pages, window, build=window.page).open()


def open_help(window: "MainWindow") -> None:
    """F1: how the window works, on one page."""
    from shopdesk.ui.dialogs.about import HelpDialog

    HelpDialog(window).open()


def open_about(window: "MainWindow") -> None:
    """Version, licence, where the shop lies."""
    from shopdesk.ui.dialogs.about import AboutDialog

    AboutDialog(window.context.desk.path, window).open()


def open_offers(window: "MainWindow") -> None:
    """The offers of the shop, to enter and end."""
    from shopdesk.ui.advice.offers_dialog import OffersDialog

    OffersDialog(window.context, window).open()


def open_wish(window: "MainWindow") -> None:
    """Ctrl+Shift+W: a wish, about the record in front."""
    from shopdesk.ui.advice.wish_dialog import WishDialog, selected_text, subject_of

    page = window.in_front()
    WishDialog(window.context, subject_of(page), selected_text(page), window).open()


def open_wishes(window: "MainWindow") -> None:
    """What customers wished, by theme and product."""
    from shopdesk.ui.advice.wishes_dialog import WishesDialog

    WishesDialog(window.context, window).open()
