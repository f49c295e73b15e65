"""The shape of a page: search, chips, empty, large, panel."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shopdesk.domain.errors import UserError
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tasks import TaskRunner
from tests.ui.list_pages import OtherPage, SmallPage, make_context


@pytest.fixture
def page(tasks: TaskRunner, preferences: Preferences, qtbot, dressed) -> SmallPage:
    """A page over 500 rows, shown and settled."""
    made = SmallPage(make_context(tasks, preferences))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    assert tasks.settle()
    return made


def test_search_narrows_with_every_key(page: SmallPage, tasks: TaskRunner) -> None:
    QTest.keyClicks(page.search, "00012")
    assert tasks.settle()
    assert page.table.records.total == 11  # 12 and 120 … 129
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert tasks.settle()
    assert page.table.records.total == 500


def test_nothing_found_and_the_way_back(page: SmallPage, tasks: TaskRunner) -> None:
    page.search.setText("nobody")
    page.filters.toggle("status", "to_ship")
    assert tasks.settle()
    assert page._empty.isVisible()
    assert page._empty._label.text() == "Nothing found."
    QTest.mouseClick(page._empty._button, Qt.MouseButton.LeftButton)
    assert tasks.settle()
    assert page.table.isVisible()
    assert page.query().is_narrowed is False


def test_a_first_time_page_has_one_sentence_and_one_button(tasks, preferences, qtbot, dressed) -> None:
    page = OtherPage(make_context(tasks, preferences))
    qtbot.addWidget(page)
    page.show()
    assert tasks.settle()
    assert page._empty._label.text() == "Nothing here yet."
    QTest.mouseClick(page._empty._button, Qt.MouseButton.LeftButton)
    assert page.pressed == ["create"]


def test_the_panel_tells_the_story_of_the_current_row(page: SmallPage, tasks: TaskRunner, qtbot) -> None:
    page.table.select_ids([7])
    qtbot.waitUntil(lambda: page.panel._title.text() == "SO-2026-000007")
    assert page.selection_text().startswith("1 of 500 selected")
    qtbot.waitUntil(lambda: page.selection_text() == "1 of 500 selected · ¥7.00")


def test_a_new_search_has_no_sum_of_what_was_selected(page: SmallPage, tasks: TaskRunner, qtbot) -> None:
    page.table.select_ids([7])
    qtbot.waitUntil(lambda: page.selection_text() == "1 of 500 selected · ¥7.00")
    page.search.setText("00012")
    qtbot.waitUntil(lambda: page.selection_text() == "11 rows")
    assert tasks.settle()


def test_focus_goes_with_what_stands_in_the_place_of_the_rows(page: SmallPage, tasks: TaskRunner, qtbot) -> None:
    qtbot.waitActive(page)
    page.table.setFocus()
    page.search.setText("nobody")
    assert tasks.settle()
    assert page._empty._button.hasFocus()
    page.search.setText("")
    assert tasks.settle()
    assert page.table.hasFocus()


def test_actions_follow_the_selection(page: SmallPage) -> None:
    hold = page.context.actions.action("orders.hold")
    assert not hold.isEnabled()
    page.table.select_ids([7])
    assert hold.isEnabled()
    page.table.clearSelection()
    assert not hold.isEnabled()


def test_enter_opens_large_and_esc_goes_back(page: SmallPage) -> None:
    page.table.select_ids([7])
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert not page.table.isVisible()
    assert page.panel.isVisible()
    QTest.keyClick(page.panel, Qt.Key.Key_Escape)
    assert page.table.isVisible()


def test_the_panel_stays_folded(page: SmallPage, tasks, preferences, qtbot) -> None:
    page._fold.click()
    assert not page.panel.isVisible()
    again = SmallPage(make_context(tasks, preferences))
    qtbot.addWidget(again)
    again.show()
    assert again.panel.isHidden()
    assert tasks.settle()


def test_errors_are_said_inside_the_page(page: SmallPage) -> None:
    page.show_error(UserError("form.required"))
    assert page.notice.isVisible()
    assert page.notice.text == "This is needed."
