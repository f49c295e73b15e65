"""Chips."""

from datetime import date

import pytest
from PySide6.QtWidgets import QMenu

from shopdesk.ui.tables.query import FilterValue
from shopdesk.ui.vocabulary import FLAG, ORDER_STATUS
from shopdesk.ui.widgets.date_range import DateRangePopup
from shopdesk.ui.widgets.filter_bar import FilterBar, FilterChoice, period

TODAY = date(2026, 3, 1)


@pytest.fixture
def bar(qtbot, dressed) -> FilterBar:
    """Status, flag (one at a time) and date."""
    made = FilterBar(
        "orders.filters",
        [
            FilterChoice("status", "Status", ORDER_STATUS),
            FilterChoice("flag", "Flag", lambda: FLAG, single=True),
            FilterChoice("local_day", "Date", kind="dates"),
        ],
        lambda: TODAY,
    )
    qtbot.addWidget(made)
    made.resize(600, 40)
    made.show()
    return made


def entry(menu: QMenu, *path: str):
    """The menu entry at a path of titles."""
    for title in path[:-1]:
        menu = next(action.menu() for action in menu.actions() if action.text() == title)
    return next(action for action in menu.actions() if action.text() == path[-1])


def test_choosing_and_removing(bar: FilterBar, qtbot) -> None:
    with qtbot.waitSignal(bar.changed):
        bar.toggle("status", "to_ship")
    bar.toggle("status", "shipped")
    bar.toggle("flag", "red")
    bar.toggle("flag", "blue")
    assert bar.values() == (FilterValue("status", ("to_ship", "shipped")), FilterValue("flag", ("blue",)))
    assert bar.chip_texts() == ["To ship  ✕", "Shipped  ✕", "Blue flag  ✕"]
    assert bar._chips[0].accessibleName() == "Remove the filter Status: To ship"
    bar._chips[0].click()
    assert bar.chip_texts() == ["Shipped  ✕", "Blue flag  ✕"]
    bar.clear()
    assert bar.values() == ()


def test_the_menu_is_made_from_the_declaration(bar: FilterBar) -> None:
    bar.toggle("status", "to_ship")
    menu = bar.menu()
    assert entry(menu, "Status", "To ship").isChecked()
    entry(menu, "Status", "Draft").trigger()
    entry(menu, "Date", "Last month").trigger()
    assert bar.values() == (
        FilterValue("status", ("to_ship", "draft")),
        FilterValue("local_day", ("2026-02-01", "2026-02-28")),
    )
    assert bar.chip_texts()[-1] == "Sun 1 Feb 2026 – Sat 28 Feb 2026  ✕"
    entry(bar.menu(), "Clear all filters").trigger()
    assert bar.values() == ()


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("Today", ("2026-03-01", "2026-03-01")),
        ("Yesterday", ("2026-02-28", "2026-02-28")),
        ("Last 7 days", ("2026-02-23", "2026-03-01")),
        ("Last 30 days", ("2026-01-31", "2026-03-01")),
        ("This month", ("2026-03-01", "2026-03-01")),
        ("Last month", ("2026-02-01", "2026-02-28")),
    ],
)
def test_periods(name: str, days: tuple[str, str]) -> None:
    assert period(name, TODAY) == days


def test_a_range_may_be_open_and_is_put_in_order(bar: FilterBar, qtbot) -> None:
    bar.set_range("local_day", "2026-02-01", "")
    assert bar.chip_texts() == ["from Sun 1 Feb 2026  ✕"]
    bar.set_range("local_day", "", "2026-02-01")
    assert bar.chip_texts() == ["until Sun 1 Feb 2026  ✕"]
    popup = DateRangePopup("orders.filters.local_day", ("2026-02-09", "2026-02-01"), lambda: TODAY, bar)
    with qtbot.waitSignal(popup.accepted_range) as heard:
        popup.apply()
    assert heard.args == ["2026-02-01", "2026-02-09"]


def test_a_date_that_cannot_be_read_keeps_the_popup_open(bar: FilterBar, qtbot) -> None:
    popup = DateRangePopup("orders.filters.local_day", ("", ""), lambda: TODAY, bar)
    popup.show()
    popup._start._text.setText("soon")
    popup.apply()
    assert popup.isVisible()
    assert "soon" in popup._error.text()
    popup.close()


def test_many_chips_wrap(bar: FilterBar) -> None:
    narrow = bar.heightForWidth(2_000)
    for code in ORDER_STATUS:
        bar.toggle("status", code)
    assert bar.heightForWidth(300) > 2 * narrow
