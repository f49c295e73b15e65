"""A real shop, a real window with the packing page in front, and hands to work it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.services import packing
from shopdesk.services.desk import Desk
from shopdesk.ui.context import Context
from shopdesk.ui.main_window import MainWindow
from shopdesk.ui.packing.page import PackingPage
from shopdesk.ui.packing.paper_dialog import PaperDialog


@dataclass
class Stage:
    """The page in its window, and hands to work it."""

    qtbot: QtBot
    desk: Desk
    context: Context
    window: MainWindow
    page: PackingPage

    def settle(self) -> None:
        """Wait until nothing is being read, saved or about to be."""
        for _round in range(4):
            assert self.context.tasks.settle()
            self.qtbot.wait(20)

    def rows(self) -> list[Any]:
        """The rows in the table, top to bottom."""
        return packing.rows(self.desk, self.page.table.records.ids())

    def numbers(self) -> list[str]:
        """Their numbers."""
        return [row.number for row in self.rows()]

    def row(self, number: str) -> Any:
        """One of them."""
        return next(row for row in self.rows() if row.number == number)

    def select(self, *numbers: str) -> None:
        """Select rows by number."""
        ids = {row.number: row.id for row in self.rows()}
        assert self.page.table.select_ids([ids[number] for number in numbers])
        self.page.table.setFocus()
        self.settle()

    def trigger(self, action: str) -> None:
        """Do an action that can be done now."""
        found = self.context.actions.action(action)
        assert found.isEnabled(), f"{action} is not enabled"
        found.trigger()
        self.settle()

    def find(self, name: str, kind: type = QWidget) -> Any:
        """A widget that is in sight, by its object name."""
        found = [one for one in self.window.findChildren(kind, name) if one.isVisible()]
        assert len(found) == 1, f"{name}: {found}"
        return found[0]

    def press(self, name: str) -> None:
        """Click a button that can be clicked."""
        button = self.find(name, QAbstractButton)
        assert button.isEnabled(), f"{name} is not enabled"
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def dialog(self, kind: str) -> PaperDialog:
        """The print sheet that is open."""
        return next(
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, PaperDialog) and one.isVisible() and one.kind == kind
        )

    def make_all(self) -> Sequence[str]:
        """Lists for all ready orders, by the button; their numbers, newest first."""
        self.trigger("packing.make")
        return self.numbers()

    def type_and_enter(self, *texts: str) -> None:
        """What a scanner does: a code and Enter, wherever the focus is."""
        for text in texts:
            field = QApplication.focusWidget()
            assert field is not None
            self.qtbot.keyClicks(field, text)
            self.qtbot.keyClick(field, Qt.Key.Key_Return)
            QApplication.processEvents()
        self.settle()
