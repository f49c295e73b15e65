"""The table: keyboard, selection by id, place kept, columns remembered, copied as text."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from shopdesk.domain.listing import Sums
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.tables.query import TableQuery
from shopdesk.ui.tables.view import RecordTable
from shopdesk.ui.tasks import TaskRunner
from tests.ui.sources import COLUMNS, ListSource

MANY = 100_000
Maker = Callable[..., RecordTable]


@pytest.fixture
def make(tasks: TaskRunner, preferences: Preferences, qtbot, dressed) -> Maker:
    """Makes a shown table over a source, settled."""

    def made(source: ListSource, columns=COLUMNS) -> RecordTable:
        table = RecordTable("orders.table", source, columns, tasks, preferences)
        qtbot.addWidget(table)
        table.resize(700, 500)
        table.show()
        table.ask(TableQuery())
        assert tasks.settle()
        return table

    return made


def top_id(table: RecordTable) -> int | None:
    """The id of the row at the top of the viewport."""
    return table.records.id_at(table.rowAt(1))


def test_refresh_keeps_selection_current_row_and_scroll(make: Maker, tasks: TaskRunner) -> None:
    source = ListSource(MANY)
    table = make(source)
    table.select_ids([50_000, 50_002, 50_005])
    table.verticalScrollBar().setValue(49_990)
    source.hidden = {10, 20, 50_002}
    table.refresh()
    assert tasks.settle()
    assert list(table.selected_ids()) == [50_000, 50_005]
    assert table.current_id() == 50_000
    assert table.verticalScrollBar().value() == 49_990
    assert table.records.total == MANY - 3


def test_refresh_without_change_does_not_move_anything(make: Maker, tasks: TaskRunner) -> None:
    table = make(ListSource(MANY))
    table.select_ids([77_777])
    table.verticalScrollBar().setValue(60_000)
    before = (list(table.selected_ids()), top_id(table))
    resets: list[int] = []
    table.records.modelReset.connect(lambda: resets.append(1))
    table.refresh()
    assert tasks.settle()
    assert (list(table.selected_ids()), top_id(table)) == before
    assert resets == []


def test_select_all_reads_no_rows_and_survives_a_refresh(make: Maker, tasks: TaskRunner) -> None:
    source = ListSource(MANY)
    table = make(source)
    read = source.rows_read
    table.selectAll()
    assert table.selected_count() == MANY
    assert len(table.selected_ids()) == MANY
    assert source.rows_read == read
    source.hidden = {1}
    table.refresh()
    assert tasks.settle()
    assert table.selected_count() == MANY - 1


def test_select_all_while_only_the_first_rows_are_known(make: Maker, tasks: TaskRunner, qtbot) -> None:
    table = make(ListSource(MANY))
    with qtbot.waitSignal(table.records.question_shown):
        table.ask(TableQuery(descending=True))
    table.selectAll()
    assert tasks.settle()
    assert table.selected_count() == MANY


def test_keys(make: Maker, qtbot) -> None:
    table = make(ListSource(100))
    opened: list[int] = []
    table.opened.connect(opened.append)
    table.select_ids([1])
    QTest.keyClick(table, Qt.Key.Key_J)
    QTest.keyClick(table, Qt.Key.Key_J)
    assert list(table.selected_ids()) == [3]
    QTest.keyClick(table, Qt.Key.Key_K)
    assert table.current_id() == 2
    QTest.keyClick(table, Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    assert list(table.selected_ids()) == [2, 3]
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert list(table.selected_ids()) == [2]
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == [3]
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.selected_count() == 100


def test_typing_letters_does_not_walk_through_the_rows(make: Maker) -> None:
    source = ListSource(MANY)
    table = make(source)
    read = source.rows_read
    QTest.keyClick(table, Qt.Key.Key_B)
    assert source.rows_read == read


def test_double_click_opens(make: Maker, qtbot) -> None:
    table = make(ListSource(100))
    place = table.visualRect(table.records.index(4, 1)).center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(table.opened) as heard:
        QTest.mouseClick(table.viewport(), left, none, place)
        QTest.mouseDClick(table.viewport(), left, none, place)
    assert heard.args == [5]


def test_header_click_asks_for_sorting(make: Maker, qtbot) -> None:
    table = make(ListSource(100))
    header = table.horizontalHeader()
    place = header.sectionViewportPosition(1) + 20
    with qtbot.waitSignal(table.sorting) as heard:
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 8))
    assert heard.args == ["buyer", False]
    table.ask(TableQuery(sort="buyer"))
    with qtbot.waitSignal(table.sorting) as heard:
        table._sort_by(1)
    assert heard.args == ["buyer", True]


def test_copy_is_text_that_a_spreadsheet_takes(make: Maker) -> None:
    odd = Column("odd", "Odd", lambda row: '=HYPERLINK("x")' if row.id == 2 else "two\tcells\r\nand a line")
    table = make(ListSource(100), (*COLUMNS, odd))
    table.select_ids([2, 3])
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines == [
        "Number\tBuyer\tTotal\tOdd",
        'SO-2026-000002\tBuyer 2\t2.00\t=HYPERLINK("x")',
        "SO-2026-000003\tBuyer 3\t3.00\ttwo cells and a line",
        "",
    ]


def test_many_rows_are_copied_in_the_background(make: Maker, tasks: TaskRunner) -> None:
    table = make(ListSource(3_000))
    table.selectAll()
    table.copy_selection()
    assert tasks.settle()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 3_001
    assert lines[-1] == "SO-2026-003000\tBuyer 4\t3000.00"


def test_hidden_and_moved_columns_are_copied_as_seen(make: Maker) -> None:
    table = make(ListSource(10))
    table.setColumnHidden(1, True)
    table.horizontalHeader().moveSection(2, 0)
    table.select_ids([1])
    table.copy_selection()
    assert QGuiApplication.clipboard().text() == "Total\tNumber\n1.00\tSO-2026-000001\n"


def test_the_selection_is_summed(make: Maker, qtbot) -> None:
    table = make(ListSource(1_000))
    with qtbot.waitSignal(table.summed) as heard:
        table.select_ids([10, 20])
    assert heard.args[0] == Sums((("CNY", 3_000),))


def test_widths_are_remembered(make: Maker, preferences: Preferences, qtbot) -> None:
    table = make(ListSource(10))
    table.setColumnWidth(0, 171)
    table.setColumnHidden(2, True)
    qtbot.waitUntil(lambda: preferences.numbers("columns/orders.table/widths").get("number") == 171, timeout=3000)
    again = make(ListSource(10))
    assert again.columnWidth(0) == 171
    assert again.isColumnHidden(2)


def test_columns_are_chosen_from_a_menu_and_stay_where_they_were_put(make: Maker, preferences, qtbot) -> None:
    table = make(ListSource(10))
    number, buyer, total = table._memory.menu().actions()
    assert [entry.text() for entry in (number, buyer, total)] == ["Number", "Buyer", "Total"]
    assert not number.isEnabled()
    buyer.toggle()
    assert table.isColumnHidden(1)
    table.horizontalHeader().moveSection(2, 0)
    qtbot.waitUntil(lambda: preferences.numbers("columns/orders.table/places").get("total") == 0, timeout=3000)
    again = make(ListSource(10))
    assert [column.key for column in again.shown_columns()] == ["total", "number"]


def test_rows_are_as_high_as_the_design_says(make: Maker) -> None:
    table = make(ListSource(10))
    letters = table.font()
    letters.setPointSizeF(10)
    table.setFont(letters)
    table.repaint()
    assert 28 <= table.rowHeight(0) <= 32
    letters.setPointSizeF(15)
    table.setFont(letters)
    table.repaint()
    assert table.rowHeight(0) >= 40


def test_painting_does_not_raise_for_odd_rows(make: Maker, qtbot) -> None:
    source = ListSource(50)
    source.gone = {3}
    columns = (
        *COLUMNS,
        Column("glyph", "", lambda row: "", icon=lambda row: ("flag", "flag.red") if row.id % 2 else None),
        Column("bold", "Bold", lambda row: "x" * 200, bold=lambda row: True, align="center"),
    )
    table = make(source, columns)
    table.records._pages.forget()
    table.selectRow(1)
    assert not table.grab().isNull()


@pytest.mark.parametrize("key", [Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_Space])
def test_the_first_key_selects_the_row_that_focus_made_current(make: Maker, key: Qt.Key) -> None:
    table = make(ListSource(5))
    table.setFocus()
    assert table.selected_count() == 0
    QTest.keyClick(table, key)
    assert list(table.selected_ids()) == [1]
    QTest.keyClick(table, Qt.Key.Key_J)
    assert list(table.selected_ids()) == [2]


def test_one_row_alone_can_be_selected_by_key(make: Maker) -> None:
    table = make(ListSource(1))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert list(table.selected_ids()) == [1]


def test_another_question_has_another_sum(make: Maker, tasks: TaskRunner, qtbot) -> None:
    table = make(ListSource(1_000))
    with qtbot.waitSignal(table.summed):
        table.select_ids([10])
    with qtbot.waitSignal(table.summed) as heard:
        table.ask(TableQuery("00002"))
    assert heard.args[0] == Sums()
    assert tasks.settle()


def test_a_large_selection_survives_a_change_at_once(make: Maker, qtbot) -> None:
    source = ListSource(MANY)
    table = make(source)
    table.selectAll()
    flags = table.selectionModel().SelectionFlag
    table.selectionModel().select(table.records.index(0, 0), flags.Deselect | flags.Rows)
    assert table.selected_count() == MANY - 1
    source.hidden = {50_000}
    started = time.process_time()
    with qtbot.waitSignal(table.records.replaced):
        table.refresh()
    assert table.selected_count() == MANY - 2
    assert time.process_time() - started < 1  # looking around for each of them took a minute


def test_what_is_selected_is_looked_up_once(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    table = make(ListSource(1_000))
    table.select_ids([10, 20])
    asked: list[int] = []
    row_at = table.records.row_at
    monkeypatch.setattr(table.records, "row_at", lambda position: asked.append(position) or row_at(position))
    for _action in range(8):
        assert [row.id for row in table.selected_rows()] == [10, 20]
    assert asked == [9, 19]
    table.select_ids([30])
    assert [row.id for row in table.selected_rows()] == [30]
