"""The file of refused rows."""

import csv
from pathlib import Path

from openpyxl import load_workbook

from shopdesk.exchange.reading import read_files
from shopdesk.exchange.refused import reason, write_refused
from shopdesk.sentences import SENTENCES
from tests.exchange.exports import SHOPIFY_HEADER, Read, Write, csv_text, shopify_head, shopify_more


def bad_rows() -> list[dict[str, str]]:
    return [
        shopify_head("#1000"),
        shopify_head("#1001", Shipping_Name="=HYPERLINK(1)"),
        shopify_more("#1001", Lineitem_quantity="-2"),
        shopify_head("1.37E+14"),
    ]


def test_csv_can_be_mended_and_imported_again(shopify: Read, tmp_path: Path, write: Write) -> None:
    file = shopify(*bad_rows())
    path = tmp_path / "refused.csv"
    assert write_refused([file], str(path)) == 3
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["ShopDesk: reason", "ShopDesk: file", "ShopDesk: row", *SHOPIFY_HEADER]
    assert [row[1:4] for row in rows[1:]] == [
        ["export.csv", "3", "#1001"],
        ["export.csv", "4", "#1001"],
        ["export.csv", "5", "1.37E+14"],
    ]
    assert rows[1][0] == rows[2][0] == reason(file.problems[0])
    assert "“-2”" in rows[1][0]
    mended = path.read_text(encoding="utf-8-sig").replace(",-2,", ",2,")
    again = read_files([write(mended, "mended.csv")])[0]
    assert [order.platform_order for order in again.orders] == ["#1001"]
    assert not any(name.startswith("ShopDesk") for name in again.orders[0].extra)


def test_workbook_keeps_text(shopify: Read, tmp_path: Path) -> None:
    path = tmp_path / "refused.xlsx"
    write_refused([shopify(*bad_rows())], str(path))
    sheet = load_workbook(path).active
    assert sheet is not None
    at = ["ShopDesk: reason", "ShopDesk: file", "ShopDesk: row", *SHOPIFY_HEADER].index("Shipping Name") + 1
    cell = sheet.cell(2, at)
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_nothing_refused_writes_nothing_to_mend(shopify: Read, tmp_path: Path) -> None:
    path = tmp_path / "refused.csv"
    assert write_refused([shopify(shopify_head())], str(path)) == 0


def test_every_problem_has_a_sentence(shopify: Read, write: Write) -> None:
    file = shopify(*bad_rows())
    assert csv_text(SHOPIFY_HEADER, [])
    for problem in file.problems:
        assert problem.code in SENTENCES
        assert "…" not in reason(problem)
