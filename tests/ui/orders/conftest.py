"""A real shop in a temporary folder, orders entered through the services, and the window."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from shopdesk.services import history, orders
from shopdesk.services.desk import Desk, open_desk
from shopdesk.ui.actions import Actions
from shopdesk.ui.bus import Bus
from shopdesk.ui.context import Context
from shopdesk.ui.main_window import MainWindow
from shopdesk.ui.orders.page import OrdersPage
from shopdesk.ui.page import PageSpec
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tasks import TaskRunner
from shopdesk.ui.window_actions import WindowCalls
from shopdesk.words import mark
from tests.ui.orders.stage import PLAIN, Clock, Stage


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "shop.shopdesk", create=True, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def enter(desk: Desk, clock: Clock) -> Callable[..., str]:
    """Enters an order an hour after the last one; keywords change the plain one. `paid=True`: all of it."""

    def make(*, paid: bool = True, **changed: Any) -> str:
        clock.later(hours=1)
        draft = replace(PLAIN, **changed)
        return orders.create_order(desk, replace(draft, paid=draft.total if paid else 0)).value.number

    return make


@pytest.fixture
def stage(qtbot: QtBot, desk: Desk, clock: Clock, tmp_path: Path) -> Iterator[Callable[[], Stage]]:
    """Opens the window once the orders are there."""
    opened: list[Stage] = []

    def open_window() -> Stage:
        context = Context(desk, Bus(), TaskRunner(), Actions(), Preferences(tmp_path / "window.ini"), now=clock)
        calls = WindowCalls(
            undo=lambda: history.undo(desk),
            redo=lambda: history.redo(desk),
            undo_labels=lambda: (next((one.action for one in history.undoable(desk, 1)), None), None),
        )
        spec = PageSpec("orders", mark("Orders"), "receipt", OrdersPage, shows=frozenset({"orders"}))
        window = MainWindow(context, [spec], calls)
        window.resize(1280, 800)
        window.show()
        page = window.show_page("orders")
        assert isinstance(page, OrdersPage)
        window.activateWindow()
        made = Stage(qtbot, desk, context, window, page)
        made.settle()
        opened.append(made)
        return made

    yield open_window
    for made in opened:
        made.context.tasks.settle()
        made.window.close()
        made.context.tasks.close()
        made.window.deleteLater()
