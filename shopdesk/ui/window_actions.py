"""What the window itself can do, and the menus made from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMenu, QMenuBar

from shopdesk.domain.errors import UserError
from shopdesk.ui.actions import Actions, UiAction
from shopdesk.words import _, mark


def _nothing(*_arguments: Any) -> None:
    return None


@dataclass(frozen=True, slots=True)
class WindowCalls:
    """What app.py lets the frame do; everything else the frame does by itself.

    `undo` / `redo` run on the write lane and give `Outcome`s; `undo_labels` runs on the read lane and gives the
    names of the next undo and redo (None: nothing). `search(text, interrupted)` runs on the read lane and gives
    `dialogs.search.Hit`s. `changed_elsewhere` is called after another program wrote to the shop (before pages reload).
    `way_out(error)` gives what leads out of a damaged shop, None for other trouble.
    """

    on_files: Callable[[Sequence[Path]], object] = _nothing
    new_shop: Callable[[], object] = _nothing
    open_shop: Callable[[], object] = _nothing
    new_window: Callable[[], object] = _nothing
    choose_import: Callable[[], object] = _nothing
    export_month: Callable[[], object] = _nothing
    settings: Callable[[], object] | None = None
    reopen: Callable[[], object] = _nothing
    backups: Callable[[], object] = _nothing
    undo: Callable[[], Any] | None = None
    redo: Callable[[], Any] | None = None
    undo_labels: Callable[[], tuple[str | None, str | None]] = lambda: (None, None)
    search: Callable[..., Sequence[Any]] | None = None
    changed_elsewhere: Callable[[], object] = _nothing
    way_out: Callable[[UserError], Callable[[], object] | None] = lambda _error: None
    set_language: Callable[[str], object] = _nothing


THEME_TITLES = (
    ("system", mark("Like the system")),
    ("light", mark("Light")),
    ("dark", mark("Dark")),
)
LANGUAGE_TITLES = (("", mark("Like the system")), ("en", mark("English")), ("zh_CN", mark("中文")))


def window_actions(handlers: dict[str, Callable[[], object]]) -> list[UiAction]:
    """The window's own actions; `handlers` by the part of the id behind `window.`."""

    def make(name: str, text: str, icon: str = "", *keys: str, in_palette: bool = True) -> UiAction:
        return UiAction(f"window.{name}", text, handlers[name], icon, keys, toolbar=False, in_palette=in_palette)

    return [
        make("new_shop", mark("New shop…"), "store"),
        make("open_shop", mark("Open shop…"), "store", "Ctrl+O"),
        make("new_window", mark("New window"), "store"),
        make("import", mark("Import…"), "import", "Ctrl+I"),
        make("export", mark("Export month…"), "export", "Ctrl+E"),
        make("offers", mark("Offers…"), "tag"),
        make("wishes", mark("Wishes…"), "star"),
        make("wish", mark("Note a wish…"), "star", "Ctrl+Shift+W"),
        make("settings", mark("Settings…"), "gear", "Ctrl+,"),
        make("reopen", mark("Open the window again"), "store"),
        make("backups", mark("Backups…"), "store"),
        make("quit", mark("Quit"), "", "Ctrl+Q"),
        make("undo", mark("Undo"), "undo", "Ctrl+Z"),
        make("redo", mark("Redo"), "redo", "Ctrl+Shift+Z", "Ctrl+Y"),
        make("history", mark("History"), "clock", "Ctrl+H"),
        make("find", mark("Find on this page"), "search", "Ctrl+F"),
        make("search", mark("Search everything…"), "search", "Ctrl+Shift+F"),
        make("assistant", mark("Ask the assistant…"), "spark", "Ctrl+J"),
        make("capture", mark("Beside the chat…"), "chat", "Ctrl+Shift+J"),
        make("palette", mark("All commands…"), "keyboard", "Ctrl+K", in_palette=False),
        make("shortcuts", mark("Keyboard shortcuts"), "keyboard", "Ctrl+/"),
        make("help", mark("Help"), "help", "F1"),
        make("about", mark("About ShopDesk"), "info"),
    ]


_SHOP = (
    "new_shop", "open_shop", "new_window", "", "import", "export", "", "offers", "wish", "wishes", "", "backups",
    "settings", "quit",
)  # fmt: skip
_EDIT = ("undo", "redo", "history", "", "find", "search", "", "assistant", "capture")
_HELP = ("palette", "shortcuts", "", "help", "about")


def fill_menu_bar(
    bar: QMenuBar,
    actions: Actions,
    choose_theme: Callable[[str], object],
    choose_language: Callable[[str], object],
    current: tuple[str, str],
) -> None:
    """Shop, Edit, View, Help. `current`: the theme and language set now."""
    _fill(bar.addMenu(_("&Shop")), actions, _SHOP)
    _fill(bar.addMenu(_("&Edit")), actions, _EDIT)
    view = bar.addMenu(_("&View"))
    _choices(view.addMenu(_("Theme")), "theme", THEME_TITLES, current[0], choose_theme)
    _choices(view.addMenu(_("Language")), "language", LANGUAGE_TITLES, current[1], choose_language)
    _fill(bar.addMenu(_("&Help")), actions, _HELP)


def _fill(menu: QMenu, actions: Actions, names: Sequence[str]) -> None:
    for name in names:
        if name:
            menu.addAction(actions.action(f"window.{name}"))
        else:
            menu.addSeparator()


def _choices(
    menu: QMenu, name: str, titles: Sequence[tuple[str, str]], current: str, choose: Callable[[str], object]
) -> None:
    from PySide6.QtGui import QActionGroup

    group = QActionGroup(menu)
    for code, title in titles:
        action = menu.addAction(_(title))
        action.setObjectName(f"window.{name}.{code or 'system'}")
        action.setCheckable(True)
        action.setChecked(code == current)
        group.addAction(action)
        action.triggered.connect(lambda _checked=False, c=code: choose(c))
