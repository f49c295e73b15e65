"""A real shop, a real window with the orders page in front, and hands to work it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.listing import ListQuery
from shopdesk.services import orders
from shopdesk.services.desk import Desk
from shopdesk.ui.context import Context
from shopdesk.ui.main_window import MainWindow
from shopdesk.ui.orders.page import OrdersPage

NOW = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)  # a Wednesday
SHIRT = LineDraft("T恤", 2, 8900, "TS-1", "蓝 XL")
MUG = LineDraft("Mug", 1, 4500, "MUG-1")
PLAIN = OrderDraft(buyer_name="Buyer A", currency="CNY", lines=(SHIRT,), buyer_phone="13800000001")


@dataclass
class Clock:
    """A clock that stands still until it is told otherwise."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Stage:
    """The page in its window, and hands to work it."""

    qtbot: QtBot
    desk: Desk
    context: Context
    window: MainWindow
    page: OrdersPage

    def settle(self) -> None:
        """Wait until nothing is being read, saved or about to be."""
        for _round in range(4):
            assert self.context.tasks.settle()
            self.qtbot.wait(30)

    def numbers(self) -> list[str]:
        """The numbers in the list, top to bottom."""
        return [row.number for row in orders.rows(self.desk, self.page.table.records.ids())]

    def select(self, *numbers: str) -> None:
        """Select rows by number."""
        ids = {row.number: row.id for row in orders.rows(self.desk, self.page.table.records.ids())}
        assert self.page.table.select_ids([ids[number] for number in numbers])
        self.page.table.setFocus()
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

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.qtbot.keyClick(self.window.focusWidget(), key, modifier)
        self.settle()

    def write(self, name: str, text: str) -> None:
        """Type into a field, over what is there."""
        field = self.find(name)
        if isinstance(field, QComboBox):
            field = field.lineEdit()
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClick(field, Qt.Key.Key_Delete)
        if text.isascii():
            self.qtbot.keyClicks(field, text)
        else:
            # Chinese comes from an input method; QTest has keys for Latin letters only.
            typed = QInputMethodEvent()
            typed.setCommitString(text)
            QCoreApplication.sendEvent(field, typed)

    def order(self, number: str) -> Any:
        """The order as it is stored now."""
        return orders.story(self.desk, self.id_of(number)).values

    def id_of(self, number: str) -> int:
        """The id of an order."""
        every = orders.rows(self.desk, orders.ids(self.desk, ListQuery()))
        return next(row.id for row in every if row.number == number)
