"""A writer that is a person at the real window, without a screen: types orders, saves, takes some of them back."""

import logging
import os
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.soak.notes import Notebook

_PATIENCE = 40.0  # seconds: longer than a save waits for another program
_REFUSED = "refused:"


def work(shop: Path, log: Path, name: str, seed: int) -> None:
    """Opens the window and works in it, for ever."""
    os.environ["SHOPDESK_DATA"] = str(log.with_suffix(".data"))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    logging.getLogger("qt").addHandler(logging.NullHandler())  # this screen has complaints of its own
    from shopdesk import app

    front = app.open_window(app.make_application(), shop, staff=name, language="en")
    Person(front, Notebook(log), name, seed).work()


class Person:
    """Hands and eyes: presses real buttons, and believes that something is saved when the window says so."""

    def __init__(self, front: Any, notes: Notebook, name: str, seed: int) -> None:
        self._front = front
        self._window = front.window
        self._notes = notes
        self._name = name
        self._dice = random.Random(seed)
        self._said: list[str] = []
        front.context.bus.message.connect(lambda text, _undo: self._said.append(text))
        front.tasks.user_error.connect(lambda error: self._said.append(f"{_REFUSED} {error.code}"))

    def work(self) -> None:
        """One order after another; never returns."""
        self._window.show_page("orders")
        self._settle()
        self._notes.ready()
        count = 0
        while True:
            count += 1
            tag = f"{self._name}x{count}"
            self._create(tag)
            if self._dice.random() < 0.25:
                self._take_back(tag)

    def _create(self, tag: str) -> None:
        self._front.context.actions.action("order.create").trigger()
        self._settle()
        for field, text in (("buyer_name", tag), ("line1.title", f"Mug {tag}"), ("line1.quantity", "2"),
                            ("line1.price", "45")):  # fmt: skip
            self._type(f"orders.form.{field}", text)
        self._press("orders.form.add_line")
        self._settle()
        self._type("orders.form.line2.title", f"Shirt {tag}")
        self._type("orders.form.line2.price", "89")
        self._notes.begin(tag, "there", "no", "yes")
        self._press("orders.form.save")
        self._answer()

    def _take_back(self, tag: str) -> None:
        undo = self._front.context.actions.action("window.undo")
        self._wait_for(undo.isEnabled)
        self._notes.begin(tag, "there", "yes", "no")
        undo.trigger()
        self._answer()

    def _answer(self) -> None:
        self._said.clear()  # what was done a moment ago answers from the event loop only
        self._wait_for(lambda: self._said)
        said = self._said[0] if self._said else f"{_REFUSED} in silence"
        number = re.search(r"SO-\d+-\d+", said)
        refused = said if said.startswith(_REFUSED) else ""
        self._notes.end(refused=refused, number=number[0] if number else "")
        self._settle()

    def _type(self, name: str, text: str) -> None:
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QComboBox

        field = self._find(name)
        if isinstance(field, QComboBox):
            field = field.lineEdit()
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)

    def _press(self, name: str) -> None:
        self._find(name).click()

    def _find(self, name: str) -> Any:
        from PySide6.QtWidgets import QWidget

        return next(one for one in self._window.findChildren(QWidget, name) if one.isVisible())

    def _settle(self) -> None:
        for _round in range(3):
            self._front.tasks.settle()
            self._turn()

    def _wait_for(self, condition: Callable[[], object]) -> None:
        until = time.monotonic() + _PATIENCE
        while not condition() and time.monotonic() < until:
            self._turn()

    def _turn(self) -> None:
        from PySide6.QtCore import QCoreApplication, QEventLoop

        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
