"""A page with a conversation on stage: a window around it, keys and clicks as a person makes them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.services import history
from shopdesk.services.desk import Desk
from shopdesk.ui.actions import Actions
from shopdesk.ui.bus import Bus
from shopdesk.ui.context import Context
from shopdesk.ui.main_window import MainWindow
from shopdesk.ui.page import PageSpec
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tasks import TaskRunner
from shopdesk.ui.window_actions import WindowCalls


class Stage:
    """The window, the page in it, and what a person does there."""

    def __init__(self, qtbot: QtBot, window: MainWindow, page: Any) -> None:
        self.qtbot = qtbot
        self.window = window
        self.page = page

    def settle(self) -> None:
        """Wait until nothing runs any more, what finished work started included."""
        tasks = self.page.context.tasks
        for _round in range(4):
            self.qtbot.wait(5)
            assert tasks.settle(60)  # the first answer of the assistant trains its model

    def find(self, name: str, kind: type = QWidget) -> Any:
        """The widget of that name."""
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def type_into(self, name: str, text: str) -> None:
        """Click into a field and type."""
        field = self.find(name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, text)

    def choose(self, name: str, code: str) -> None:
        """Choose from a list by keyboard, as far as the words allow."""
        box = self.find(name)
        box.setFocus()
        while box.currentIndex() > 0:
            self.qtbot.keyClick(box, Qt.Key.Key_Up)
        while box.currentData() != code:
            before = box.currentIndex()
            self.qtbot.keyClick(box, Qt.Key.Key_Down)
            assert box.currentIndex() > before, f"{code} is not offered"

    def click(self, name: str) -> None:
        """Click a button."""
        self.qtbot.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        self.settle()

    def save(self) -> None:
        """Ctrl+Enter in the form."""
        self.qtbot.keyClick(self.page.side.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def write(self, kind: str, text: str) -> None:
        """Write into the composer and send it with Ctrl+Enter."""
        name = f"{self.page.key}.composer"
        self.choose(f"{name}.kind", kind)
        self.type_into(f"{name}.text", text)
        self.qtbot.keyClick(self.find(f"{name}.text"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def select(self, *numbers: str) -> None:
        """Select rows by number."""
        self.page.table.setFocus()
        ids = {row.number: row.id for row in self.rows()}
        assert self.page.table.select_ids([ids[number] for number in numbers])
        self.settle()

    def rows(self) -> list[Any]:
        """Every row of the table."""
        records = self.page.table.records
        return [records.row_at(position) for position in range(records.rowCount())]

    def numbers(self) -> list[str]:
        """The numbers in the table, in order."""
        return [row.number for row in self.rows()]

    def menu(self, action: str) -> QMenu:
        """The menu that an action opens."""
        self.page.context.actions.action(action).trigger()
        return self.page.findChildren(QMenu, f"{action}.menu")[-1]

    def pick(self, menu: QMenu, *words: str) -> None:
        """Choose an entry of a menu, through its sub-menus."""
        *way, last = words
        for word in way:
            menu = next(one.menu() for one in menu.actions() if one.text() == word)
        entry = next(one for one in menu.actions() if one.text().split("\t")[0] == last)
        entry.trigger()
        self.close_menus()
        self.settle()

    def close_menus(self) -> None:
        """Esc."""
        for menu in self.page.findChildren(QMenu):
            menu.close()

    def words(self, menu: QMenu) -> list[str]:
        """What a menu offers."""
        return [one.text().split("\t")[0] for one in menu.actions() if not one.isSeparator()]


@contextmanager
def on_stage(
    qtbot: QtBot, desk: Desk, folder: Path, key: str, page: Callable[[Context], Any], shows: str
) -> Iterator[Stage]:
    """A window with one page; it is closed and its workers have ended afterwards."""
    context = Context(desk, Bus(), TaskRunner(), Actions(), Preferences(folder / "window.ini"), now=desk.now)

    def undo_labels() -> tuple[str | None, str | None]:
        return next((entry.action for entry in history.undoable(desk, 1)), None), None

    calls = WindowCalls(undo=lambda: history.undo(desk), undo_labels=undo_labels)
    window = MainWindow(context, [PageSpec(key, key, "inbox", page, shows=frozenset({shows}))], calls)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    stage = Stage(qtbot, window, window.show_page(key))
    try:
        stage.settle()
        yield stage
    finally:
        stage.close_menus()
        context.tasks.settle()
        window.close()
        context.tasks.close()
        window.deleteLater()
