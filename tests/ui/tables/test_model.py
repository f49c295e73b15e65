"""The windowed model: a hundred thousand ids, few rows."""

import logging
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from shopdesk.domain.errors import UserError
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.tables.model import FIRST, TableModel
from shopdesk.ui.tables.pages import PAGE
from shopdesk.ui.tables.query import TableQuery
from shopdesk.ui.tasks import TaskRunner
from tests.ui.sources import COLUMNS, FileSource, ListSource, Row

MANY = 100_000


def shown(model: TableModel, position: int, column: int = 0) -> str:
    """The text of a cell."""
    return str(model.index(position, column).data())


def test_first_rows_come_before_the_count(tasks: TaskRunner, qtbot) -> None:
    model = TableModel(ListSource(MANY), COLUMNS, tasks)
    with qtbot.waitSignal(model.question_shown):
        model.ask(TableQuery())
    assert model.rowCount() == FIRST
    assert model.total is None
    assert shown(model, 0) == "SO-2026-000001"
    assert tasks.settle()
    assert model.rowCount() == model.total == MANY
    assert shown(model, MANY - 1) == "SO-2026-100000"


def test_only_a_window_of_rows_is_read(tasks: TaskRunner) -> None:
    source = ListSource(MANY)
    model = TableModel(source, COLUMNS, tasks)
    model.ask(TableQuery())
    assert tasks.settle()
    for position in (0, 50_000, MANY - 1):
        shown(model, position)
    assert source.rows_read <= 3 * PAGE
    for position in range(0, MANY, PAGE):
        shown(model, position)
    assert len(model._pages) <= 48


def test_conforms_to_qt(tasks: TaskRunner, qtmodeltester) -> None:
    model = TableModel(ListSource(600), COLUMNS, tasks)
    qtmodeltester.check(model)
    model.ask(TableQuery())
    assert tasks.settle()
    qtmodeltester.check(model)
    model.source.hidden = {3, 4}
    model.refresh()
    assert tasks.settle()
    qtmodeltester.check(model)
    assert model.total == 598


def test_questions_replace_each_other(tasks: TaskRunner) -> None:
    model = TableModel(ListSource(MANY), COLUMNS, tasks)
    for text in ("1", "12", "123", "1234"):
        model.ask(TableQuery(text=text))
    assert tasks.settle()
    assert model.query.text == "1234"
    assert model.total == sum("1234" in f"{n:06}" for n in range(1, MANY + 1))
    assert all("1234" in shown(model, n) for n in range(model.rowCount()))


def test_sorted_and_searched_in_a_file(tasks: TaskRunner, tmp_path: Path) -> None:
    source = FileSource(tmp_path / "orders.sqlite", 5_000)
    model = TableModel(source, COLUMNS, tasks)
    model.ask(TableQuery(text="12", sort="total", descending=True))
    assert tasks.settle()
    assert [shown(model, n) for n in range(2)] == ["SO-2026-004912", "SO-2026-004812"]
    source.execute("update orders set buyer = 'Buyer Z' where id = 4912")
    model.refresh()
    assert tasks.settle()
    assert shown(model, 0, 1) == "Buyer Z"
    tasks.close()
    source.close()


def test_a_row_that_is_gone_is_disabled_and_says_so(tasks: TaskRunner) -> None:
    source = ListSource(1_000)
    source.gone = {501}
    model = TableModel(source, COLUMNS, tasks)
    model.ask(TableQuery())
    assert tasks.settle()
    assert shown(model, 500) == "This row is gone"
    assert shown(model, 500, 1) == ""
    assert model.flags(model.index(500, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(499, 0)) & Qt.ItemFlag.ItemIsEnabled
    assert shown(model, 499) == "SO-2026-000500"


def test_reading_that_fails_is_logged_once_and_shown(tasks: TaskRunner, caplog) -> None:
    class Broken(ListSource):
        def rows(self, ids: Sequence[int]) -> Sequence[Row]:
            raise OSError("the disk is gone")

    model = TableModel(Broken(1_000), COLUMNS, tasks)
    model.ask(TableQuery())
    assert tasks.settle()
    with caplog.at_level(logging.ERROR):
        texts = {shown(model, n) for n in range(256, 300)}
    assert texts == {"This row cannot be read"}
    assert len(caplog.records) == 1


def test_a_column_that_fails_is_logged_once(tasks: TaskRunner, caplog) -> None:
    columns = (*COLUMNS, Column("odd", "Odd", lambda row: str(1 // (row.id % 2))))
    model = TableModel(ListSource(300), columns, tasks)
    model.ask(TableQuery())
    assert tasks.settle()
    with caplog.at_level(logging.ERROR):
        assert [shown(model, n, 3) for n in range(4)] == ["1", "?", "1", "?"]
    assert len(caplog.records) == 1


def test_a_refusal_of_the_source_is_passed_on(tasks: TaskRunner, qtbot) -> None:
    class Refusing(ListSource):
        def first(self, query: TableQuery, limit: int):
            raise UserError("shop.busy")

    model = TableModel(Refusing(10), COLUMNS, tasks)
    with qtbot.waitSignal(model.failed) as heard:
        model.ask(TableQuery())
    assert heard.args[0].code == "shop.busy"


def test_a_slow_source_is_asked_in_the_background(tasks: TaskRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopdesk.ui.tables.pages._SLOW", -1.0)
    model = TableModel(ListSource(1_000), COLUMNS, tasks)
    model.ask(TableQuery())
    assert tasks.settle()
    assert shown(model, 700) == "…"
    assert tasks.settle()
    assert shown(model, 700) == "SO-2026-000701"


def test_roles_for_screen_readers_and_tooltips(tasks: TaskRunner) -> None:
    column = Column(
        "flag", "Flag", lambda row: "", spoken=lambda row: f"flag {row.id}", tooltip=lambda row: f"tip {row.id}"
    )
    model = TableModel(ListSource(5), (column, *COLUMNS), tasks)
    model.ask(TableQuery())
    assert tasks.settle()
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "flag 2"
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "tip 2"
    assert model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "SO-2026-000002"


def test_a_slow_page_is_asked_for_once_however_many_cells_want_it(
    tasks: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = ListSource(MANY)
    model = TableModel(source, COLUMNS, tasks)
    model.ask(TableQuery())
    assert tasks.settle()
    monkeypatch.setattr(type(model._pages), "is_slow", property(lambda _pages: True))
    started: list[object] = []
    tasks.started.connect(started.append)
    for position in range(PAGE, 2 * PAGE):
        assert model.row_at(position) is None
    assert len(started) == 1
    # Page 5 takes the place of page 1 in its lane; asked for again, page 1 comes.
    assert model.row_at(5 * PAGE) is None
    assert tasks.settle()
    assert model.row_at(5 * PAGE) is not None
    assert model.row_at(PAGE) is None
    assert tasks.settle()
    assert shown(model, PAGE) == f"SO-2026-{PAGE + 1:06}"


def test_a_slow_page_read_before_a_change_is_not_shown_after_it(
    tasks: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = ListSource(2 * PAGE)
    model = TableModel(source, COLUMNS, tasks)
    model.ask(TableQuery())
    assert tasks.settle()
    monkeypatch.setattr(type(model._pages), "is_slow", property(lambda _pages: True))
    assert model.row_at(PAGE) is None
    model._replace(model.ids())  # another window changed something; the list is the same
    assert tasks.settle()
    assert model.row_at(PAGE) is None
    assert tasks.settle()
    assert model.row_at(PAGE) is not None
