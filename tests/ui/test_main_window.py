"""The frame around small pages: tabs, badges, reloads, drops, undo, names for screen readers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from shopdesk.domain.changes import Changes, Outcome
from shopdesk.domain.errors import UserError
from shopdesk.ui.main_window import MainWindow
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tasks import TaskRunner
from shopdesk.ui.window_actions import WindowCalls
from tests.ui.list_pages import make_context, specs

Maker = Callable[..., MainWindow]


@pytest.fixture
def waiting() -> dict[str, int]:
    """What waits on each page."""
    return {"orders": 12}


@pytest.fixture
def make(tasks: TaskRunner, preferences: Preferences, waiting: dict[str, int], qtbot, dressed) -> Maker:
    """Makes a shown window, settled."""

    def made(**calls: Any) -> MainWindow:
        window = MainWindow(make_context(tasks, preferences), specs(waiting), WindowCalls(**calls))
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: window.current_page().table.records.total is not None)
        assert tasks.settle()
        return window

    return made


def test_pages_are_built_when_first_shown(make: Maker) -> None:
    window = make()
    assert window.windowTitle() == "ShopDesk — Demo shop"
    assert list(window._built) == ["orders"]
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page().key == "customers"
    assert list(window._built) == ["orders", "customers"]


def test_the_page_in_front_is_remembered(make: Maker) -> None:
    make().show_page("customers")
    assert make().current_page().key == "customers"


def test_badges_follow_changes(make: Maker, tasks: TaskRunner, waiting: dict[str, int], qtbot) -> None:
    window = make()
    qtbot.waitUntil(lambda: window.tabs.badge("orders") == 12)
    waiting["orders"] = 0
    window.context.bus.changed.emit(Changes({"customers": 1}))
    assert tasks.settle()
    assert window.tabs.badge("orders") == 12
    window.context.bus.changed.emit(Changes({"orders": 1}))
    assert tasks.settle()
    assert window.tabs.badge("orders") == 0


def test_only_the_pages_concerned_reload_and_hidden_ones_later(make: Maker, tasks: TaskRunner) -> None:
    window = make()
    orders = window.current_page()
    orders.source.hidden = {1}
    window.context.bus.changed.emit(Changes({"customers": 1}))
    assert tasks.settle()
    assert orders.table.records.total == 500
    window.show_page("customers")
    window.context.bus.changed.emit(Changes({"orders": 1}))
    assert tasks.settle()
    assert orders.table.records.total == 500
    window.show_page("orders")
    assert tasks.settle()
    assert orders.table.records.total == 499


def test_a_change_by_another_program_is_shown(make: Maker, qtbot) -> None:
    heard: list[str] = []
    window = make(changed_elsewhere=lambda: heard.append("elsewhere"))
    page = window.current_page()
    page.source.hidden = {1, 2}
    window.context.desk.shop_name = "Renamed shop"
    window.context.desk.version += 1
    qtbot.waitUntil(lambda: page.table.records.total == 498, timeout=3000)
    assert heard == ["elsewhere"]
    assert window.windowTitle() == "ShopDesk — Renamed shop"


def test_files_dropped_anywhere(make: Maker, tmp_path: Path) -> None:
    dropped: list[list[Path]] = []
    window = make(on_files=dropped.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "orders.csv")), QUrl("https://example.com/x")])
    none, copy, left = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copy, data, left, none))
    assert dropped == [[tmp_path / "orders.csv"]]


def test_undo_by_key_and_by_status_line(make: Maker, tasks: TaskRunner, qtbot) -> None:
    undone: list[str] = []
    labels: list[tuple[str | None, str | None]] = [("Hold order", None)]

    def undo() -> Outcome[None]:
        undone.append("undo")
        labels[0] = (None, "Hold order")
        return Outcome(None, Changes({"orders": 1}))

    window = make(undo=undo, undo_labels=lambda: labels[0])
    action = window.context.actions.action("window.undo")
    qtbot.waitUntil(action.isEnabled)
    assert action.text() == "Undo “Hold order”"
    window.current_page().table.setFocus()
    QTest.keyClick(window.current_page().table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tasks.settle()
    assert undone == ["undo"]
    assert not action.isEnabled()
    assert window.context.actions.action("window.redo").text() == "Redo “Hold order”"
    assert window.status.said == "Done: Undo “Hold order”"


def test_what_stood_in_the_way_of_undo_is_said_no_longer_than_it_does(make: Maker, tasks: TaskRunner, qtbot) -> None:
    in_the_way = [True]

    def undo() -> Outcome[None]:
        if in_the_way[0]:
            raise UserError("undo.nothing")
        return Outcome(None, Changes({"orders": 1}))

    window = make(undo=undo, undo_labels=lambda: ("Hold order", None))
    action = window.context.actions.action("window.undo")
    qtbot.waitUntil(action.isEnabled)
    action.trigger()
    assert tasks.settle()
    assert window.notice.isVisible()
    in_the_way[0] = False
    action.trigger()
    assert tasks.settle()
    assert not window.notice.isVisible()
    window.say_error(UserError("file.empty", path="orders.csv"))  # another matter stays until somebody closes it
    action.trigger()
    assert tasks.settle()
    assert window.notice.isVisible()


def test_ctrl_z_in_a_field_takes_back_typing_first(make: Maker, tasks: TaskRunner, qtbot) -> None:
    undone: list[str] = []

    def undo() -> Outcome[None]:
        undone.append("undo")
        return Outcome(None)

    window = make(undo=undo, undo_labels=lambda: ("Hold order", None))
    qtbot.waitUntil(window.context.actions.action("window.undo").isEnabled)
    window.activateWindow()
    search = window.current_page().search
    search.setFocus()
    QTest.keyClicks(search, "12")
    QTest.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert search.text() == ""
    assert undone == []
    QTest.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tasks.settle()
    assert undone == ["undo"]


def test_an_error_nobody_took_is_said_in_the_window(make: Maker, tasks: TaskRunner) -> None:
    window = make()

    def refuse() -> None:
        raise UserError("file.empty", path="orders.csv")

    tasks.run(refuse)
    assert tasks.settle()
    assert window.notice.isVisible()
    assert window.notice.text == "“orders.csv” is empty. Export it again from the platform."


def test_links_go_to_the_page_that_shows_the_kind(make: Maker, tasks: TaskRunner) -> None:
    window = make()
    window.show_page("customers")
    window.context.open_record("orders", "000321")
    assert tasks.settle()
    page = window.current_page()
    assert page.key == "orders"
    assert [row.number for row in [page.table.records.row_at(0)]] == ["SO-2026-000321"]


def test_themes(make: Maker, dressed: QApplication) -> None:
    window = make()
    before = window.grab().toImage().pixelColor(5, 200).lightness()
    window.set_theme("dark")
    assert window.grab().toImage().pixelColor(5, 200).lightness() < before - 100
    assert window.context.preferences.text("theme") == "dark"
    window.set_theme("light")


def test_no_two_actions_share_a_shortcut(make: Maker) -> None:
    window = make()
    window.show_page("customers")
    assert window.context.actions.duplicates() == []


def test_everything_that_takes_the_focus_has_a_name(make: Maker, tasks: TaskRunner) -> None:
    window = make(search=lambda text, interrupted: [], settings=lambda: None)
    window.current_page().table.selectRow(0)
    window.show_page("customers")
    window.show_page("orders")
    window.current_page().notice.say("Something", action="Do it")
    nameless = []
    for widget in window.findChildren(QWidget):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or not widget.isVisible():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []


def test_what_a_person_uses_has_a_stable_object_name(make: Maker) -> None:
    window = make(search=lambda text, interrupted: [], settings=lambda: None)
    nameless = [
        type(widget).__name__
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and "." not in widget.objectName()
    ]
    assert nameless == []


def test_the_keyboard_works_on_the_page_from_the_start(make: Maker, qtbot) -> None:
    window = make()
    page = window.current_page()
    assert window.focusWidget() is page.table
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.pressed == ["create"]


def test_another_tab_takes_the_keyboard_and_gives_it_back(make: Maker, tasks: TaskRunner) -> None:
    window = make()
    orders = window.current_page()
    orders.search.setFocus()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(window.tabs, left, pos=window.tabs.tabRect(1).center())
    assert tasks.settle()
    customers = window.current_page()
    assert window.focusWidget() is customers._empty._button
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert customers.pressed == ["create"]
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is orders.search


def test_arrow_keys_walk_along_the_tabs_and_enter_goes_in(make: Maker, tasks: TaskRunner) -> None:
    window = make()
    window.tabs.setFocus()
    QTest.keyClick(window.tabs, Qt.Key.Key_Right)
    assert tasks.settle()
    assert window.current_page().key == "customers"
    assert window.focusWidget() is window.tabs
    QTest.keyClick(window.tabs, Qt.Key.Key_Left)
    QTest.keyClick(window.tabs, Qt.Key.Key_Return)
    assert window.focusWidget() is window.page("orders").table
