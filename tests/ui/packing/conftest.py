"""A small shop on disk and the window with its packing page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shopdesk.services import history
from shopdesk.services.desk import Desk
from shopdesk.ui.actions import Actions
from shopdesk.ui.bus import Bus
from shopdesk.ui.context import Context
from shopdesk.ui.main_window import MainWindow
from shopdesk.ui.packing.page import PackingPage
from shopdesk.ui.page import PageSpec
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tasks import TaskRunner
from shopdesk.ui.window_actions import WindowCalls
from tests.services.small_shop import open_shop
from tests.ui.packing.stage import Stage


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened, _clock = open_shop(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def stage(qtbot: QtBot, dressed: object, desk: Desk, tmp_path: Path) -> Iterator[Callable[[], Stage]]:
    """Opens the window once the orders are there."""
    opened: list[Stage] = []

    def open_window() -> Stage:
        context = Context(desk, Bus(), TaskRunner(), Actions(), Preferences(tmp_path / "window.ini"), now=desk.now)
        calls = WindowCalls(
            undo=lambda: history.undo(desk),
            redo=lambda: history.redo(desk),
            undo_labels=lambda: (next((one.action for one in history.undoable(desk, 1)), None), None),
        )
        spec = PageSpec("packing", "Packing", "box", PackingPage, shows=frozenset({"packing_lists"}))
        window = MainWindow(context, [spec], calls)
        window.resize(1280, 800)
        window.show()
        page = window.show_page("packing")
        assert isinstance(page, PackingPage)
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
