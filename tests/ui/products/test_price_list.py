"""The price list in the window: saved from the page, edited, dropped back, looked at, imported, undone."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from shopdesk.domain.products import ProductDraft
from shopdesk.services import products
from shopdesk.services.desk import Desk
from shopdesk.ui.dialogs.importing import ImportDialog
from shopdesk.ui.dialogs.price_changes import PriceChanges
from shopdesk.ui.products.price_list import save_to
from shopdesk.ui.tables.query import FilterValue
from tests.services.small_shop import Clock, query
from tests.ui.conversations.stage import Stage

Shop = tuple[Desk, Clock]


@pytest.fixture
def goods(stage: Stage, shop: Shop) -> Stage:
    """The page with three products."""
    for sku, category in (("MUG", "Kitchen"), ("BOWL", "Kitchen"), ("SOAP", "Bath")):
        products.create_product(
            shop[0], ProductDraft(sku, sku.title(), category=category, price=1_000, currency="CNY", stock=5)
        )
    stage.page.reload(None)
    stage.settle()
    return stage


def skus(path: Path) -> list[Any]:
    return [row[0].value for row in load_workbook(path).worksheets[0].iter_rows(min_row=2)]


def open_import(stage: Stage, path: Path) -> ImportDialog:
    dialog = ImportDialog(stage.page.context, [str(path)], stage.page)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    stage.qtbot.addWidget(dialog)
    dialog.open()
    stage.settle()
    return dialog


def test_the_list_holds_what_the_page_shows_or_what_is_selected(goods: Stage, tmp_path: Path) -> None:
    path = tmp_path / "prices.xlsx"
    save_to(goods.page, str(path))
    goods.settle()
    assert sorted(skus(path)) == ["BOWL", "MUG", "SOAP"]
    assert goods.page.notice.text.startswith("3 products in the price list. Change prices and stock there")
    goods.page.filters.set_values([FilterValue("category", ("Bath",))])
    goods.settle()
    save_to(goods.page, str(path))
    goods.settle()
    assert skus(path) == ["SOAP"]
    goods.page.filters.clear()
    goods.settle()
    goods.page.table.selectAll()
    save_to(goods.page, str(path))
    goods.settle()
    assert len(skus(path)) == 3
    save_to(goods.page, str(tmp_path / "no folder" / "prices.xlsx"))
    goods.settle()
    assert "cannot be written" in goods.page.notice.text


def test_dropped_back_it_shows_each_change_and_is_one_step(goods: Stage, shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "prices.xlsx"
    save_to(goods.page, str(path))
    goods.settle()
    book = load_workbook(path)
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == "MUG":
            row[titles.index("Price")].value, row[titles.index("Stock")].value = 12.5, 0
        if row[0].value == "SOAP":
            row[titles.index("Price")].value = "dear"
    book.save(path)
    dialog = open_import(goods, path)
    table = dialog.findChild(PriceChanges)
    assert table is not None
    model = table.model()
    shown = [[model.index(row, column).data() for column in range(5)] for row in range(model.rowCount())]
    assert shown == [["MUG", "Mug", "Price", "¥10.00", "¥12.50"], ["MUG", "Mug", "Stock", "5", "0"]]
    assert dialog._problems_title.text() == "1 row stays out, the rest can be imported"
    button = dialog.findChild(QAbstractButton, "import.apply")
    assert (button.text(), button.isEnabled()) == ("Import 1", True)
    button.click()
    goods.settle()
    mug = products.rows(shop[0], products.ids(shop[0], query(sku="MUG")))[0]
    assert (mug.price, mug.stock) == (1_250, 0)
    goods.page.context.actions.action("window.undo").trigger()
    goods.settle()
    mug = products.rows(shop[0], products.ids(shop[0], query(sku="MUG")))[0]
    assert (mug.price, mug.stock) == (1_000, 5)
    again = open_import(goods, path)
    assert again.findChild(PriceChanges).model().rowCount() == 2
    again.reject()


def test_an_unedited_list_says_that_nothing_is_new(goods: Stage, tmp_path: Path) -> None:
    path = tmp_path / "prices.xlsx"
    save_to(goods.page, str(path))
    goods.settle()
    dialog = open_import(goods, path)
    button = dialog.findChild(QAbstractButton, "import.apply")
    assert (button.text(), button.isEnabled()) == ("Nothing new", False)
    assert not dialog.findChild(PriceChanges).isVisible()
    dialog.reject()
