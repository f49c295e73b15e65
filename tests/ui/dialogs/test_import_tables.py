"""What an import's preview shows: figures below their heads, reasons in full, amounts as everywhere."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from shopdesk.ui.dialogs.import_tables import Counts, ProblemTable
from shopdesk.ui.dialogs.importing import _totals
from shopdesk.ui.widgets.labels import RoleLabel


def result(**orders: int) -> dict[str, Any]:
    none = dict.fromkeys(("new", "changed", "unchanged", "older", "refused"), 0)
    kinds: dict[str, Any] = {kind: dict(none) for kind in ("lines", "customers", "products")}
    return kinds | {"orders": none | orders}


def problem(row: int, severity: str = "refused", text: str = "The quantity is below one.") -> dict[str, Any]:
    return {"row": row, "column": "Quantity", "severity": severity, "text": text, "code": "import.quantity"}


def test_figures_stand_right_below_their_heads(qtbot, dressed) -> None:
    counts = Counts()
    qtbot.addWidget(counts)
    counts.show_result(result(new=12_345, refused=1))
    counts.show()
    labels = {label.text(): label for label in counts.findChildren(RoleLabel)}
    head, figure = labels["New"], labels["12,345"]
    assert (head.x(), head.width()) == (figure.x(), figure.width())
    for label in (head, figure):
        assert label.alignment() & Qt.AlignmentFlag.AlignRight


@pytest.mark.parametrize("count", [1, 5, 12])
def test_the_reasons_take_no_more_room_than_they_need(qtbot, dressed, count: int) -> None:
    table = ProblemTable()
    qtbot.addWidget(table)
    table.show_problems([problem(row) for row in range(count)])
    table.show()
    needed = table.horizontalHeader().sizeHint().height() + sum(table.rowHeight(row) for row in range(count))
    assert table.sizeHint().height() == needed


def test_many_reasons_are_scrolled(qtbot, dressed) -> None:
    table = ProblemTable()
    qtbot.addWidget(table)
    table.show_problems([problem(row) for row in range(5_000)])
    table.resize(600, 300)
    table.show()
    assert table.sizeHint().height() < 20 * table.rowHeight(0)
    assert table.verticalScrollBar().maximum() > 0


def test_what_was_refused_comes_first(qtbot, dressed) -> None:
    table = ProblemTable()
    qtbot.addWidget(table)
    table.show_problems([problem(2, "notice"), problem(3)])
    model = table.model()
    assert [model.index(row, 0).data() for row in range(2)] == ["3", "2"]
    assert model.index(0, 2).data() == "Refused"


def test_amounts_as_everywhere() -> None:
    total = {"orders": 1_200, "units": 3, "amount": "53620.70", "currency": "ZAR", "refunded": "0.00"}
    assert _totals({"totals": [total]}) == "1,200 orders, 3 units, R53,620.70"
    assert _totals({"totals": [total | {"refunded": "1000"}]}).endswith("R1,000.00 refunded")
    assert "JP¥12,000" in _totals({"totals": [total | {"amount": "12000", "currency": "JPY"}]})
