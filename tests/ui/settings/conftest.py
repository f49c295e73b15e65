"""The real window on a small shop with the settings in front, and hands to work them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from shopdesk import app
from shopdesk.services.desk import Desk
from shopdesk.ui import looks
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.settings.page import SettingsPage
from tests.services.small_shop import open_shop


@dataclass
class Stage:
    """The window and its settings."""

    qtbot: QtBot
    front: app.Shopfront
    page: SettingsPage

    @property
    def desk(self) -> Desk:
        return self.front.desk

    @property
    def preferences(self) -> Preferences:
        return self.front.context.preferences

    def settle(self) -> None:
        """Wait until nothing runs."""
        for _round in range(4):
            assert self.front.tasks.settle()
            self.qtbot.wait(15)

    def go(self, part: str) -> Any:
        """Click a part of the settings."""
        at = list(self.page._kinds).index(part)
        where = self.page.parts.visualItemRect(self.page.parts.item(at)).center()
        self.qtbot.mouseClick(self.page.parts.viewport(), Qt.MouseButton.LeftButton, pos=where)
        self.settle()
        return self.page.section(part)

    def find(self, name: str, kind: type = QWidget) -> Any:
        """A widget in sight."""
        found = [one for one in self.front.window.findChildren(kind, name) if one.isVisible()]
        assert len(found) == 1, f"{name}: {found}"
        return found[0]

    def write(self, name: str, text: str, *, leave: bool = True) -> None:
        """Click into a field, type over what is there, and go on with Tab."""
        field = self.find(name)
        typed = field.lineEdit() if isinstance(field, QComboBox) else field
        # Without a screen a list of suggestions that closes gives the keyboard back to nobody.
        self.front.window.activateWindow()
        self.qtbot.waitUntil(self.front.window.isActiveWindow)
        typed.setFocus()
        typed.selectAll()
        if text:
            self.qtbot.keyClicks(typed, text)
        else:
            self.qtbot.keyClick(typed, Qt.Key.Key_Delete)
        if leave:
            # While a list of suggestions is open, the system gives it the keys.
            self.qtbot.keyClick(QApplication.activePopupWidget() or typed, Qt.Key.Key_Tab)
        self.settle()

    def choose(self, name: str, code: str) -> None:
        """Choose from a list with the keyboard, as a person does."""
        box = self.find(name, QComboBox)
        box.setFocus()
        at = box.findData(code)
        assert at >= 0, f"{name} offers no {code}"
        while box.currentIndex() != at:
            self.qtbot.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < at else Qt.Key.Key_Up)
        self.settle()

    def press(self, name: str) -> None:
        """Click a button."""
        button = self.find(name, QAbstractButton)
        assert button.isEnabled(), f"{name} is not enabled"
        where = QPoint(8, button.height() // 2) if isinstance(button, QCheckBox) else QPoint()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=where)
        self.settle()

    def text(self, name: str) -> str:
        """What stands in a field."""
        field = self.find(name)
        if isinstance(field, QComboBox):
            return str(field.currentText())
        return field.toPlainText() if isinstance(field, QPlainTextEdit) else str(field.text())

    def error(self, key: str) -> str:
        """The sentence beside a field, "" when there is none."""
        found = [one for one in self.front.window.findChildren(QWidget, f"settings.{key}.error") if one.isVisible()]
        return str(found[0].text()) if found else ""  # type: ignore[attr-defined]

    def trigger(self, action: str) -> None:
        """Do an action of the window."""
        self.front.context.actions.action(action).trigger()
        self.settle()


def close(front: app.Shopfront) -> None:
    """Close a window and everything that was opened from it."""
    for one in dict.fromkeys((front, *app._open_fronts)):
        one.window.close()
        one.window.deleteLater()
    app._open_fronts.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def stage(qtbot: QtBot, dressed: object, tmp_path: Path) -> Iterator[Stage]:
    """The settings of a new shop."""
    looks.force_language(None)  # one that another test named at its start
    desk, _clock = open_shop(tmp_path)
    front = app.Shopfront(app.make_application(), desk, Preferences(tmp_path / "window.ini"))
    front.window.resize(1280, 800)
    front.window.show()
    front.window.activateWindow()
    qtbot.waitUntil(front.window.isActiveWindow)
    front.context.actions.action("window.settings").trigger()
    made = Stage(qtbot, front, front.settings.open())
    made.settle()
    yield made
    close(front)
