"""An unknown file in the window: its columns are chosen once, the next such file comes in by itself, all is undone."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shopdesk import app
from shopdesk.services import history, mappings
from shopdesk.services.listing import KINDS, list_records
from shopdesk.ui.preferences import Preferences
from tests.exchange.exports import csv_text
from tests.services.small_shop import open_shop

HEADER = ["Auftrag", "Artikel", "Menge", "Preis", "Datum", "Wer", "Telefon", "Anmerkung"]
ROWS = [
    ["B-1001", "Tasse", "2", "15,00 €", "3.10.2026 10:00", "Käufer A", "555-0100", "vorsichtig packen"],
    ["B-1001", "Teller", "1", "7,50 €", "3.10.2026 10:00", "Käufer A", "555-0100", ""],
    ["B-1002", "Tasse", "1", "15,00 €", "4.10.2026 11:00", "Käufer B", "555-0101", ""],
]


class Shop:
    """A window on a small shop, and the hands of a person."""

    def __init__(self, front: app.Shopfront, bot: QtBot, folder: Path) -> None:
        self.front, self.bot, self.folder = front, bot, folder

    def settle(self) -> None:
        for _round in range(3):
            assert self.front.tasks.settle()
            self.bot.wait(20)

    def drop(self, header: list[str], rows: list[list[str]], name: str = "bestellungen_2026-10.csv") -> None:
        path = self.folder / name
        path.write_text(csv_text(header, rows), encoding="utf-8", newline="")
        self.front.import_files([str(path)])
        self.settle()

    def dialog(self, name: str) -> Any:
        found = [w for w in QApplication.topLevelWidgets() if w.objectName() == name and w.isVisible()]
        assert len(found) <= 1
        return found[0] if found else None

    def choose(self, page: Any, column: str, field: str) -> None:
        """As a person does: to the box, and down to the entry."""
        row = [page.columns.item(at, 0).text() for at in range(page.columns.rowCount())].index(column)
        page.columns.choose(row, field)
        self.rest(page)

    def rest(self, page: Any) -> None:
        self.bot.waitUntil(lambda: not page._timer.isActive(), timeout=5000)
        self.settle()

    def click(self, dialog: QWidget, name: str) -> None:
        made = dialog.findChild(QPushButton, name)
        assert made is not None
        assert made.isEnabled(), name
        self.bot.mouseClick(made, Qt.MouseButton.LeftButton)
        self.settle()

    def orders(self) -> list[dict[str, Any]]:
        return list_records(self.front.desk, KINDS["orders"], (), "", True, None, 0)[1]


@pytest.fixture
def shop(qtbot: QtBot, dressed: object, tmp_path: Path) -> Iterator[Shop]:
    desk, _clock = open_shop(tmp_path)
    front = app.Shopfront(app.make_application(), desk, Preferences(tmp_path / "window.ini"))
    front.window.resize(1280, 800)
    front.window.show()
    made = Shop(front, qtbot, tmp_path)
    made.settle()
    yield made
    for name in ("mapping", "import"):
        if dialog := made.dialog(name):
            dialog.reject()
    made.settle()
    front.window.close()
    front.window.deleteLater()


def shown(page: Any) -> list[list[str]]:
    model = page.orders.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def text(dialog: QWidget, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert label is not None
    return label.text()


def test_from_an_unknown_file_to_one_that_comes_in_by_itself_and_back(shop: Shop) -> None:
    shop.drop(HEADER, ROWS)
    page = shop.dialog("mapping")
    assert page.columns.fields() == {
        "platform_order": "Auftrag", "title": "Artikel", "quantity": "Menge", "price": "Preis", "ordered_at": "Datum",
        "buyer_phone": "Telefon", "seller_memo": "Anmerkung",
    }  # fmt: skip
    assert page.options.values() == {"currency": "EUR", "decimal": ",", "date_order": "dmy"}
    assert page.options.name.value() == "bestellungen"
    assert [row[:5] for row in shown(page)] == [
        ["B-1001", "2026-10-03 10:00", "–", "2 × Tasse · 1 more", "€37.50"],
        ["B-1002", "2026-10-04 11:00", "–", "1 × Tasse", "€15.00"],
    ]
    # One column was not found, one is something else.
    shop.choose(page, "Wer", "buyer_name")
    shop.choose(page, "Anmerkung", "buyer_message")
    assert [row[2] for row in shown(page)] == ["Käufer A", "Käufer B"]
    shop.click(page, "mapping.continue")
    preview = shop.dialog("import")
    assert shop.dialog("mapping") is None
    assert any("columns as in “bestellungen”" in label.text() for label in preview.findChildren(QLabel))
    shop.click(preview, "import.apply")
    assert sorted(order["platform_order"] for order in shop.orders()) == ["B-1001", "B-1002"]

    # The next such file asks nothing.
    shop.drop(HEADER, [["B-1003", *ROWS[0][1:]]], "november.csv")
    assert shop.dialog("mapping") is None
    shop.click(shop.dialog("import"), "import.apply")
    assert len(shop.orders()) == 3

    desk = shop.front.desk
    for left in (2, 0):
        history.undo(desk)
        assert len(shop.orders()) == left
    history.undo(desk)
    assert mappings.listed(desk) == []


def test_the_mapping_is_changed_from_the_preview(shop: Shop) -> None:
    mapping = {"columns": {"platform_order": "Auftrag", "title": "Artikel", "price": "Preis"}, "decimal": ","}
    mappings.save_mapping(shop.front.desk, "Fair", HEADER, mapping | {"currency": "EUR"})
    shop.drop(HEADER, ROWS)
    shop.click(shop.dialog("import"), "import.columns")
    page = shop.dialog("mapping")
    assert (page.options.name.value(), page.columns.fields()) == ("Fair", mapping["columns"])
    page.reject()  # nothing was changed: the preview is there as before
    shop.settle()
    assert any("“Fair”" in label.text() for label in shop.dialog("import").findChildren(QLabel))
    shop.click(shop.dialog("import"), "import.columns")
    page = shop.dialog("mapping")
    shop.choose(page, "Menge", "quantity")
    page.options.status.set_value("shipped")
    shop.rest(page)
    assert [row[5] for row in shown(page)] == ["Shipped", "Shipped"]
    shop.click(page, "mapping.continue")
    (kept,) = mappings.listed(shop.front.desk)
    assert kept.mapping["status"] == "shipped"
    assert kept.mapping["columns"]["quantity"] == "Menge"
    shop.click(shop.dialog("import"), "import.apply")
    assert {order["status"] for order in shop.orders()} == {"shipped"}


def test_without_an_order_number_it_is_said_and_nothing_goes_on(shop: Shop) -> None:
    shop.drop(["Artikel", "Preis"], [["Tasse", "15,00 €"], ["Teller", "7,50 €"]])
    page = shop.dialog("mapping")
    go_on = page.findChild(QPushButton, "mapping.continue")
    assert "order number" in text(page, "mapping.asked")
    assert not go_on.isEnabled()
    assert shown(page) == []
    page.reject()
    shop.settle()
    # The import says what it would have said, and offers to try again.
    dialog = shop.dialog("import")
    assert any("is not a table that ShopDesk knows" in label.text() for label in dialog.findChildren(QLabel))
    shop.click(dialog, "import.columns")
    assert shop.dialog("mapping") is not None


def test_what_the_values_leave_open_is_asked(shop: Shop) -> None:
    shop.drop(["Order", "Total", "Date"], [["A-1", "$1.015", "3/4/2026"], ["A-2", "$2.500", "5/6/2026"]])
    page = shop.dialog("mapping")
    go_on = page.findChild(QPushButton, "mapping.continue")
    asked = text(page, "mapping.asked").splitlines()
    assert ["“$1.015”" in asked[0], "“3/4/2026”" in asked[1], "“$1.015”" in asked[2]] == [True] * 3
    for box, value in ((page.options.decimal, ","), (page.options.date_order, "dmy"), (page.options.currency, "AUD")):
        assert not go_on.isEnabled()
        box.set_value(value)
        shop.rest(page)
    assert text(page, "mapping.asked") == ""
    assert [[row[1][:10], row[4]] for row in shown(page)] == [
        ["2026-04-03", "AUD 1,015.00"], ["2026-06-05", "AUD 2,500.00"],
    ]  # fmt: skip
    assert go_on.isEnabled()
    # A name is needed, and not somebody else's.
    mappings.save_mapping(shop.front.desk, "Fair", ["No"], {"columns": {"platform_order": "No"}})
    page.options.name.set_value(" ")
    shop.rest(page)
    assert not go_on.isEnabled()
    page.options.name.set_value("Fair")
    shop.rest(page)
    shop.click(page, "mapping.continue")
    assert shop.dialog("mapping") is page
    assert "already" in page.options._fields["name"].error


def test_a_field_of_one_column_moves_and_one_of_several_grows(shop: Shop) -> None:
    shop.drop(["Order", "Second", "Total", "Street", "Door"], [["A-1", "B-1", "5.00", "Street 1", "Door 2"]])
    page = shop.dialog("mapping")
    shop.choose(page, "Second", "platform_order")
    shop.choose(page, "Door", "street")
    assert page.columns.fields() == {"platform_order": "Second", "total": "Total", "street": ["Street", "Door"]}
    assert [row[0] for row in shown(page)] == ["B-1"]
    assert page.columns.item(0, 3).text() == ""


def test_problems_are_named_with_their_rows(shop: Shop) -> None:
    shop.drop(HEADER, [*ROWS, ["B-1003", "Tasse", "viele", "1,00 €", "5.10.2026", "", "", ""]])
    page = shop.dialog("mapping")
    assert "Row 5, column “Menge”" in text(page, "mapping.problems")
    assert page.findChild(QPushButton, "mapping.continue").isEnabled()
    page.options.zone.set_value("Mars/Olympus")
    shop.rest(page)
    assert "Mars/Olympus" in page.options._fields["zone"].error
    assert not page.findChild(QPushButton, "mapping.continue").isEnabled()


def test_two_unknown_files_at_once_are_asked_about_one_after_the_other(shop: Shop) -> None:
    paths = [shop.folder / "fair.csv", shop.folder / "market.csv"]
    paths[0].write_text(csv_text(HEADER, ROWS), encoding="utf-8")
    paths[1].write_text(csv_text(["Order", "Total"], [["M-1", "5.00"], ["M-2", "7.00"]]), encoding="utf-8")
    shop.front.import_files([str(path) for path in paths])
    shop.settle()
    for name in ("fair", "market"):
        page = shop.dialog("mapping")
        assert page.options.name.value() == name
        shop.click(page, "mapping.continue")
    assert shop.dialog("mapping") is None
    shop.click(shop.dialog("import"), "import.apply")
    assert sorted(order["platform_order"] for order in shop.orders()) == ["B-1001", "B-1002", "M-1", "M-2"]


def test_what_is_no_table_is_refused_as_before(shop: Shop) -> None:
    path = shop.folder / "letter.txt"
    path.write_text("Dear shop,\n\nwhere is my parcel?\n", encoding="utf-8")
    shop.front.import_files([str(path)])
    shop.settle()
    assert shop.dialog("mapping") is None
    dialog = shop.dialog("import")
    assert any("is not a table that ShopDesk knows" in label.text() for label in dialog.findChildren(QLabel))


def test_everything_has_a_name_and_wide_files_open_at_once(shop: Shop) -> None:
    header = ["Order number", "Total", *(f"Column {number}" for number in range(98))]
    shop.drop(header, [[f"A-{row}", "5.00", *("x" * 20 for _cell in range(98))] for row in range(300)])
    page = shop.dialog("mapping")
    shop.bot.waitUntil(lambda: len(page.columns.findChildren(QComboBox)) == 100, timeout=10_000)
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or widget.objectName() in ("qt_spinbox_lineedit",), widget
    start = time.perf_counter()
    page._choose()
    assert time.perf_counter() - start < 0.1


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_title_is_cut_off(shop: Shop, language: str) -> None:
    from shopdesk import words

    words.use(language)
    shop.drop(HEADER, ROWS)
    page = shop.dialog("mapping")
    for label in page.options.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap():
            assert label.sizeHint().width() <= label.width(), label.text()
