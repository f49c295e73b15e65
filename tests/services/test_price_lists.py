"""The price list out, edited as in Excel, and in again: what changes, what is refused, one step to undo."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from shopdesk import words
from shopdesk.db.tables import Product
from shopdesk.domain.products import ProductDraft
from shopdesk.services import history, imports, price_lists, products
from shopdesk.services.desk import Desk
from tests.services.packing_shop import product, refused
from tests.services.small_shop import dump, query


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    """A shop with three products: one in yen, one that nobody counts."""
    for draft in (
        ProductDraft(
            "007", "Mug", "Blue", "0690123456789", "Kitchen", "Sample Supplies", 1_900, "CNY", 500, 350, "A-01", 20
        ),
        ProductDraft("BOWL", "Bowl", price=1_500, currency="JPY", stock=3),
        ProductDraft("=PLATE", "'90s plate", currency="CNY"),
    ):
        products.create_product(desk, draft)
    return desk


def told(desk: Desk) -> dict[str, tuple[Any, ...]]:
    """Price, currency, cost, stock and shelf by SKU."""
    rows = products.rows(desk, products.ids(desk, query()))
    return {row.sku: (row.price, row.currency, row.cost, row.stock, row.shelf) for row in rows}


def edit(path: Path, *cells: tuple[str, str, Any]) -> None:
    """Writes into cells as a person does in a spreadsheet: (SKU, column title, what)."""
    book = load_workbook(path)
    (sheet,) = book.worksheets
    titles = [cell.value for cell in sheet[1]]
    for sku, title, text in cells:
        row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == sku)
        row[titles.index(title)].value = text
    book.save(path)


def table(path: Path, header: list[str], *rows: list[Any]) -> str:
    """A supplier's workbook."""
    book = Workbook()
    for row in (header, *rows):
        book.worksheets[0].append(row)
    book.save(path)
    return str(path)


def moves(desk: Desk) -> list[tuple[int, str]]:
    """The stock ledger."""
    with desk.shop.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT quantity, cause FROM stock_move ORDER BY id")]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_out_and_in_again_changes_nothing(stocked: Desk, tmp_path: Path, language: str) -> None:
    words.use(language)
    try:
        written = price_lists.export(stocked, str(tmp_path / "prices.xlsx"))
    finally:
        words.use("en")
    assert written.rows == 3
    before = dump(stocked)
    result = imports.import_files(stocked, [written.file]).value
    assert (result["files"][0]["kind"], result["batch"]) == ("products", None)
    assert {k: v for k, v in result["prices"].items() if k != "changes"} == {
        "new": 0, "changed": 0, "unchanged": 3, "refused": 0,
    }  # fmt: skip
    assert (result["problems"], dump(stocked)) == ([], before)


def test_codes_stay_text_also_when_somebody_types_into_them(stocked: Desk, tmp_path: Path) -> None:
    price_lists.export(stocked, str(tmp_path / "prices.xlsx"))
    sheet = load_workbook(tmp_path / "prices.xlsx").worksheets[0]
    by_sku = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    mug, plate = by_sku["007"], by_sku["=PLATE"]
    assert (mug[0].data_type, mug[0].number_format, mug[1].value) == ("s", "@", "0690123456789")
    assert (mug[6].value, mug[6].data_type, mug[11].value) == (19, "n", 20)
    assert (plate[0].data_type, plate[6].value, plate[11].value, plate[1].number_format) == ("s", None, None, "@")


def test_edited_cells_arrive_and_blank_ones_leave_things_as_they_are(stocked: Desk, tmp_path: Path) -> None:
    path = tmp_path / "prices.xlsx"
    price_lists.export(stocked, str(path))
    edit(path, ("007", "Price", 21.5), ("007", "Stock", None), ("BOWL", "Stock", 0), ("=PLATE", "Stock", 7))
    before, ledger = dump(stocked), moves(stocked)
    shown = imports.preview(stocked, [str(path)])
    assert dump(stocked) == before
    assert {(one["sku"], one["field"], one["before"], one["after"]) for one in shown.result["prices"]["changes"]} == {
        ("=PLATE", "stock", None, 7),
        ("BOWL", "stock", 3, 0),
        ("007", "price", "19.00", "21.50"),
    }
    result = imports.apply(stocked, shown).value
    assert result["products"] == {"new": 0, "changed": 3}
    assert told(stocked) == {
        "007": (2_150, "CNY", 500, 20, "A-01"),
        "BOWL": (1_500, "JPY", None, 0, ""),
        "=PLATE": (None, "CNY", None, 7, ""),
    }  # fmt: skip
    assert sorted(moves(stocked)[len(ledger) :]) == [(-3, "import"), (7, "import")]
    history.undo(stocked)
    assert told(stocked)["007"][0] == 1_900
    assert sorted(moves(stocked)[-2:]) == [(-7, "undo"), (3, "undo")]
    history.redo(stocked)
    assert told(stocked)["BOWL"][3] == 0


def test_a_bad_cell_keeps_its_row_out_and_the_rest_goes_in(stocked: Desk, tmp_path: Path) -> None:
    path = tmp_path / "prices.xlsx"
    price_lists.export(stocked, str(path))
    edit(path, ("007", "Price", "cheap"), ("007", "Stock", 5), ("BOWL", "Price", "12.50"), ("=PLATE", "Shelf", "B-02"))
    shown = imports.preview(stocked, [str(path)])
    assert {(p["column"], p["code"], p["found"]) for p in shown.result["problems"]} == {
        ("Price", "money.unreadable", "cheap"), ("Price", "money.unreadable", "12.50"),
    }  # fmt: skip
    rows = {row[0].value: row[0].row for row in load_workbook(path).worksheets[0].iter_rows(min_row=2)}
    assert {p["row"] for p in shown.result["problems"]} == {rows["007"], rows["BOWL"]}
    assert imports.save_refused(shown, str(tmp_path / "refused.csv")) == 2
    imports.apply(stocked, shown)
    assert told(stocked)["=PLATE"][4] == "B-02"
    assert told(stocked)["007"] == (1_900, "CNY", 500, 20, "A-01")
    mended = tmp_path / "refused.csv"
    mended.write_text(mended.read_text(encoding="utf-8-sig").replace("cheap", "18.00"), encoding="utf-8")
    result = imports.import_files(stocked, [str(mended)]).value
    assert (result["prices"]["changed"], result["prices"]["refused"]) == (1, 1)
    assert told(stocked)["007"][:4] == (1_800, "CNY", 500, 5)


@pytest.mark.parametrize(
    "header",
    [
        ["商家编码", "价格", "库存"],
        ["货号", "售价", "库存数量"],
        ["Artikelnummer", "VK", "Bestand"],
        ["Item No.", "Unit Price", "On hand"],
    ],
)
def test_lists_of_suppliers_are_read_by_their_words(stocked: Desk, tmp_path: Path, header: list[str]) -> None:
    path = table(tmp_path / "list.xlsx", header, ["007", "¥20.00", 8], ["NEW-1", 5, 1], ["BOWL", None, "1,000"])
    result = imports.import_files(stocked, [path]).value
    assert {k: v for k, v in result["prices"].items() if k != "changes"} == {
        "new": 0, "changed": 2, "unchanged": 0, "refused": 1,
    }  # fmt: skip
    assert [(p["code"], p["found"]) for p in result["problems"]] == [("price_list.unknown", "NEW-1")]
    assert (told(stocked)["007"][0], told(stocked)["007"][3], told(stocked)["BOWL"][3]) == (2_000, 8, 1_000)


def test_a_row_with_a_title_is_a_new_product(stocked: Desk, tmp_path: Path) -> None:
    path = table(tmp_path / "list.xlsx", ["SKU", "Title", "Price", "Stock", "Status"], ["CUP", "Cup", 9.9, 4, "Hidden"])
    before = dump(stocked)
    result = imports.import_files(stocked, [path]).value
    assert result["products"] == {"new": 1, "changed": 0}
    assert told(stocked)["CUP"] == (990, "CNY", None, 4, "")
    assert products.rows(stocked, products.ids(stocked, query(sku="CUP")))[0].status == "hidden"
    assert moves(stocked)[-1] == (4, "import")
    assert imports.import_files(stocked, [path]).value["prices"]["unchanged"] == 1
    history.undo(stocked)
    assert {name: rows for name, rows in dump(stocked).items() if name != "stock_move"} == {
        name: rows for name, rows in before.items() if name != "stock_move"
    }


@pytest.mark.parametrize(
    ("header", "row", "code"),
    [
        (["SKU", "Price"], ["", 5], "price_list.unnamed"),
        (["SKU", "Price"], ["1.37E+14", 5], "price_list.sku_destroyed"),
        (["SKU", "Price"], ["007", -5], "money.negative"),
        (["SKU", "Stock"], ["007", -1], "number.unreadable"),
        (["SKU", "Stock"], ["007", 1.5], "number.unreadable"),
        (["SKU", "Stock"], ["007", "many"], "number.unreadable"),
        (["SKU", "Price", "Currency"], ["007", 5, "XXX"], "money.unreadable"),
        (["SKU", "Price", "Currency"], ["007", 5, "JPY"], "money.unreadable"),  # the cost would become yen
        (["SKU", "Price", "Status"], ["007", 5, "Sold"], "word.unknown"),
        (["SKU", "Price"], ["GONE", 5], "price_list.unknown"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_changes(
    stocked: Desk, tmp_path: Path, header: list[str], row: list[Any], code: str
) -> None:
    before = dump(stocked)
    result = imports.import_files(stocked, [table(tmp_path / "list.xlsx", header, row)]).value
    assert [(p["code"], p["severity"], p["row"]) for p in result["problems"]] == [(code, "refused", 2)]
    assert result["problems"][0]["text"].strip() not in ("", code)
    assert (result["prices"]["refused"], dump(stocked)) == (1, before)


def test_the_same_product_twice_counts_once(stocked: Desk, tmp_path: Path) -> None:
    header = ["SKU", "Barcode", "Price"]
    path = table(tmp_path / "a.xlsx", header, ["007", "", 5], ["007", "", 6], ["", "0690123456789", 7])
    result = imports.import_files(stocked, [path]).value
    assert [p["code"] for p in result["problems"]] == ["price_list.twice"] * 2
    assert told(stocked)["007"][0] == 500


def test_products_that_share_a_sku_are_told_apart_by_barcode_or_refused(stocked: Desk, tmp_path: Path) -> None:
    with stocked.write("test") as unit:
        for key, code in (("a", "111"), ("b", "222")):
            unit.door.insert_one(
                Product, key=key, sku="TWIN", barcode=code, title="Twin", currency="CNY", created_at=stocked.now()
            )
        unit.commit()
    header = ["SKU", "Barcode", "Price"]
    result = imports.import_files(stocked, [table(tmp_path / "a.xlsx", header, ["TWIN", "222", 5])]).value
    assert result["prices"]["changed"] == 1
    result = imports.import_files(stocked, [table(tmp_path / "b.xlsx", header, ["TWIN", "", 6])]).value
    assert [p["code"] for p in result["problems"]] == ["price_list.shared"]


def test_a_product_without_sku_goes_by_its_key(stocked: Desk, tmp_path: Path) -> None:
    with stocked.write("test") as unit:
        unit.door.insert_one(Product, key="shirt|M", sku="", title="Shirt", currency="CNY", created_at=stocked.now())
        unit.commit()
    path = tmp_path / "prices.xlsx"
    price_lists.export(stocked, str(path))
    edit(path, ("shirt|M", "Price", 30))
    assert imports.import_files(stocked, [str(path)]).value["prices"]["changed"] == 1
    assert told(stocked)[""][0] == 3_000


def test_somebody_sells_between_preview_and_import(stocked: Desk, tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", ["SKU", "Price"], ["007", 19.5])
    shown = imports.preview(stocked, [path])
    products.update_product(stocked, "007", ProductDraft("007", "Mug", price=1_950, currency="CNY"))
    assert imports.apply(stocked, shown).value["prices"]["unchanged"] == 1


def test_files_that_are_something_else_stay_so(stocked: Desk, tmp_path: Path) -> None:
    product(stocked, "X")
    for header in (["Invoice No", "SKU", "Price", "Quantity"], ["订单编号", "商家编码", "价格"], ["Name", "Price"]):
        path = table(tmp_path / "a.xlsx", header, ["1", "2", "3", "4"][: len(header)])
        assert refused(imports.preview, stocked, [path]).code in ("file.unknown", "map.missing")


def test_the_list_in_a_shop_with_many_accounts_asks_for_none(stocked: Desk, tmp_path: Path) -> None:
    from shopdesk.db.tables import PlatformAccount

    with stocked.write("test") as unit:
        for account in ("one", "two"):
            unit.door.insert_one(PlatformAccount, platform="table", account=account)
        unit.commit()
    path = table(tmp_path / "a.xlsx", ["SKU", "Price"], ["007", 19.5])
    assert imports.import_files(stocked, [path]).value["prices"]["changed"] == 1


def test_an_export_that_cannot_be_written_is_said(stocked: Desk, tmp_path: Path) -> None:
    path = str(tmp_path / "prices.xlsx")
    price_lists.export(stocked, path)
    assert refused(price_lists.export, stocked, path).code == "export.exists"
    assert refused(price_lists.export, stocked, str(tmp_path / "no" / "p.xlsx")).code == "export.unwritable"
    assert refused(price_lists.export_numbers, stocked, path, ["GONE"], force=True).code == "record.missing"
    assert price_lists.export_numbers(stocked, path, ["BOWL"], force=True).rows == 1
