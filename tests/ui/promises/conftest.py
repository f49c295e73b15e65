"""The real window on a small shop with one inquiry of Buyer A, and hands to work it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from shopdesk import app
from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.domain.tasks import TaskDraft
from shopdesk.services import customers, inquiries, tasks
from shopdesk.services.desk import Desk
from shopdesk.ui import looks
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.promises.part import about_in
from tests.services.small_shop import Clock, open_shop, query


class Stage:
    """The window, and what a person does in it."""

    def __init__(self, qtbot: QtBot, front: app.Shopfront, clock: Clock) -> None:
        self.qtbot = qtbot
        self.front = front
        self.clock = clock
        self.customer = customers.create_customer(front.desk, CustomerDraft("Buyer A")).value.number
        self.inquiry = self.file_inquiry()

    @property
    def desk(self) -> Desk:
        return self.front.desk

    @property
    def window(self) -> Any:
        return self.front.window

    def file_inquiry(self, subject: str = "Gift?") -> str:
        draft = InquiryDraft("wechat", "buyer_a", subject, customer=self.customer, message="Do you wrap gifts?")
        return inquiries.create_inquiry(self.desk, draft).value.number

    def promise(self, text: str = "Gift wrap", **fields: Any) -> str:
        fields = {"kind": "promise", "inquiry": self.inquiry, **fields}
        outcome = tasks.create_task(self.desk, TaskDraft(text, **fields))
        self.front.context.bus.changed.emit(outcome.changes)
        return outcome.value.number

    def statuses(self) -> list[str]:
        return [row.status for row in tasks.rows(self.desk, tasks.ids(self.desk, query()))]

    def settle(self) -> None:
        for _round in range(5):
            assert self.front.tasks.settle()
            self.qtbot.wait(15)

    def go(self, page: str, number: str) -> Any:
        """To a record, with its story in sight."""
        self.window.open_record(page, number)
        page = self.window.current_page()
        self.qtbot.waitUntil(lambda: (about_in(page) or ("", ""))[1] == number)
        self.settle()
        return page

    def find(self, name: str, kind: type = QWidget, *, above: QWidget | None = None) -> Any:
        """A widget in sight."""
        found = [one for one in (above or self.window).findChildren(kind, name) if one.isVisible()]
        assert len(found) == 1, f"{name}: {found}"
        return found[0]

    def has(self, name: str) -> bool:
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))

    def press(self, name: str) -> None:
        button = self.find(name, QAbstractButton)
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key to whatever has the keyboard."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def type_into(self, name: str, text: str) -> None:
        field = self.find(name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, text)

    def write(self, text: str) -> None:
        """A reply, sent with Ctrl+Enter."""
        composer = self.find("inquiries.composer.text")
        composer.setFocus()
        composer.setPlainText(text)
        self.qtbot.keyClick(composer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def trigger(self, action: str) -> None:
        self.front.context.actions.action(action).trigger()
        self.settle()

    def dialog(self) -> Any:
        """The list of all promises, open."""
        (found,) = [one for one in QApplication.topLevelWidgets() if one.objectName() == "promises" and one.isVisible()]
        return found


@pytest.fixture
def stage(qtbot: QtBot, dressed: object, tmp_path: Path) -> Iterator[Stage]:
    """A window with the inquiry of Buyer A."""
    looks.force_language(None)
    desk, clock = open_shop(tmp_path)
    preferences = Preferences(tmp_path / "window.ini")
    preferences.set("window/page", "inquiries")
    front = app.Shopfront(app.make_application(), desk, preferences)
    made = Stage(qtbot, front, clock)
    front.window.resize(1280, 800)
    front.window.show()
    front.window.activateWindow()
    qtbot.waitUntil(front.window.isActiveWindow)
    made.settle()
    yield made
    front.window.close()
    front.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
