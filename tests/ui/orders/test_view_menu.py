"""The View button: saved views, columns, and the list as an Excel file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtWidgets import QLineEdit, QMenu, QWidgetAction

from shopdesk.services import history, views
from shopdesk.services.desk import Desk
from shopdesk.ui.tables.query import FilterValue, TableQuery
from shopdesk.ui.view_menu import ViewButton, save_list, show_view, state_of
from shopdesk.ui.widgets.filter_bar import period
from tests.ui.orders.stage import Stage

Open = Callable[[], Stage]
Enter = Callable[..., str]


def menu(on: Stage) -> QMenu:
    button: ViewButton = on.find("orders.view")
    return button.menu_now()


def texts(shown: QMenu) -> list[str]:
    return [action.text() for action in shown.actions() if action.text()]


def save_as(on: Stage, name: str) -> None:
    inside = next(one for one in menu(on).findChildren(QMenu) if one.title() == "Save this view as")
    action = next(one for one in inside.actions() if isinstance(one, QWidgetAction))
    line = action.defaultWidget().findChild(QLineEdit)
    line.setText(name)
    line.returnPressed.emit()
    on.settle()


def test_a_view_is_saved_shown_undone_and_forgotten(stage: Open, enter: Enter, desk: Desk) -> None:
    enter()
    on = stage()
    assert "No saved views yet" in texts(menu(on))
    on.page.filters.set_values([FilterValue("status", ("to_confirm",))])
    on.page.search.setText("Buyer")
    on.settle()
    save_as(on, "Mine")
    assert [view.name for view in views.views(desk, "orders")] == ["Mine"]
    on.page.filters.clear()
    on.page.search.clear()
    on.settle()
    next(action for action in menu(on).actions() if action.text() == "Mine").trigger()
    on.settle()
    assert on.page.query().text == "Buyer"
    assert on.page.query().filters == (FilterValue("status", ("to_confirm",)),)
    forget = next(one for one in menu(on).findChildren(QMenu) if one.title() == "Forget a view")
    forget.actions()[0].trigger()
    on.settle()
    assert views.views(desk, "orders") == []
    history.undo(desk)
    assert [view.name for view in views.views(desk, "orders")] == ["Mine"]


def test_a_period_moves_with_the_calendar(stage: Open, enter: Enter) -> None:
    on = stage()
    today = date(2026, 11, 10)
    asked = TableQuery("", (FilterValue("local_day", period("Last 7 days", today)),))
    state = state_of(asked, today)
    assert state["filters"] == {"local_day": ["period:Last 7 days"]}
    show_view(on.page, views.View("Week", state))
    assert on.page.query().values("local_day") == period("Last 7 days", on.page.today())


def test_the_list_as_excel_has_what_is_in_sight(stage: Open, enter: Enter, tmp_path: Path) -> None:
    numbers = [enter(), enter(buyer_name='=HYPERLINK("http://example.com")')]
    on = stage()
    on.page.filters.clear()
    on.settle()
    path = tmp_path / "list.xlsx"
    save_list(on.page, str(path))
    on.settle()
    header, *rows = load_workbook(path).worksheets[0].iter_rows()
    titles = [cell.value for cell in header]
    assert titles[1] == "Number"
    assert {row[1].value for row in rows} == set(numbers)
    formula = next(cell for row in rows for cell in row if str(cell.value).startswith("=HYPER"))
    assert formula.data_type == "s"
    total = rows[0][titles.index("Total")]
    assert (total.value, total.data_type) == (178, "n")
    assert "2 rows saved" in on.page.notice.text


def test_a_place_that_cannot_be_written_is_said(stage: Open, enter: Enter, tmp_path: Path) -> None:
    enter()
    on = stage()
    save_list(on.page, str(tmp_path / "nowhere" / "list.xlsx"))
    on.settle()
    assert "nowhere" in on.page.notice.text
