"""Files as they should not be: each has its code and sentence, what is good goes in, nothing is half written."""

import csv
import gzip
import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from shopdesk.services import imports
from shopdesk.services.desk import open_desk
from tests.e2e.command_line import CommandLine, everything
from tests.exchange.exports import SHOPIFY_HEADER, TAOBAO_HEADER, csv_text, shopify_head, shopify_more, taobao_row
from tests.external import need

GOOD = csv_text(SHOPIFY_HEADER, [shopify_head("#1")])


def workbook(rows: list[list[str]]) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(stream)
    return stream.getvalue()


def shopify_workbook() -> bytes:
    row = shopify_head("#1")
    return workbook([SHOPIFY_HEADER, [row.get(name, "") for name in SHOPIFY_HEADER]])


def bomb() -> bytes:
    """A workbook of some 500 KB that unpacks to 500 MB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _megabyte in range(500):
                sheet.write(b"0" * 1_048_576)
    return stream.getvalue()


def picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8


FILES: dict[str, tuple[Any, str]] = {
    "empty.csv": (lambda: b"", "file.empty"),
    "blank.csv": (lambda: b"\r\n \r\n\r\n", "file.empty"),
    "header.csv": (lambda: csv_text(SHOPIFY_HEADER, []).encode(), "file.header_only"),
    "header.xlsx": (lambda: workbook([SHOPIFY_HEADER]), "file.header_only"),
    "picture.csv": (picture, "file.unknown"),
    "letter.csv": (lambda: b"Dear customer,\nthank you.\n", "file.unknown"),
    "other.csv": (lambda: b"a,b,c\n1,2,3\n", "file.unknown"),
    "bomb.xlsx": (bomb, "file.too_large"),
    "cut.xlsx": (lambda: shopify_workbook()[:3000], "file.damaged"),
    "cut.csv.gz": (lambda: gzip.compress(GOOD.encode(), mtime=0)[:-30], "file.damaged"),
    "garbage.xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "file.damaged"),
    "utf32.csv": (lambda: GOOD.encode("utf-32"), "file.unknown"),
}


@pytest.mark.parametrize("name", FILES)
def test_files_that_are_no_order_files(demo: CommandLine, name: str) -> None:
    make, code = FILES[name]
    path = demo.folder / name
    path.write_bytes(make())
    good = demo.export_file(SHOPIFY_HEADER, shopify_head("#1"), name="good.csv")
    before = everything(demo)
    assert demo.refused("import", good, path) == (code, {"path": str(path), **_more(code)})
    assert everything(demo) == before
    assert demo("import", good)["orders"]["new"] == 1


def _more(code: str) -> dict[str, str]:
    return {"limit": "400 MB"} if code == "file.too_large" else {}


def test_a_file_that_is_not_there_and_a_folder(run: CommandLine) -> None:
    assert run.refused("import", run.folder / "none.csv")[0] == "file.missing"
    assert run.refused("import", run.folder)[0] == "file.unknown"
    assert run.refused("import", "\0")[0] == "file.unreadable"


def test_names_that_are_no_utf8(run: CommandLine) -> None:
    path = run.folder / "order-\udcb6\udca9.csv"  # unpacked from a Chinese zip: GBK bytes as a name
    try:
        path.write_text(GOOD, encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    answer = run("import", path)
    assert answer["files"][0]["path"] == str(path).replace("\udcb6\udca9", "��")
    assert answer["orders"]["new"] == 1
    assert run.refused("import", run.folder / "none-\udcb6.csv")[0] == "file.missing"
    assert run.rows("orders", "--where", "buyer.name=\udcb6") == []


# -- good files with bad orders ------------------------------------------------------------------------------------

ROWS: dict[str, tuple[list[dict[str, str]], str]] = {
    "duplicate": ([shopify_head("#2"), shopify_head("#1"), shopify_head("#2")], "order.duplicate"),
    "two currencies": ([shopify_head("#2"), shopify_more("#2", Currency="EUR")], "order.two_currencies"),
    "negative quantity": ([shopify_head("#2", Lineitem_quantity="-2")], "line.quantity"),
    "year 0": ([shopify_head("#2", Created_at="0000-01-01 00:00:00 +0000")], "date.out_of_range"),
    "year 9999": ([shopify_head("#2", Created_at="9999-12-31 23:59:59 -1200")], "date.out_of_range"),
    "no date": ([shopify_head("#2", Created_at="yesterday")], "date.unreadable"),
    "no amount": ([shopify_head("#2", Total="free")], "money.unreadable"),
    "beyond money": ([shopify_head("#2", Total="9" * 25)], "money.unreadable"),
    "destroyed": ([shopify_head("1.37359E+14")], "id.destroyed"),
    "no head": ([shopify_more("#2")], "order.head_missing"),
}


@pytest.mark.parametrize("what", ROWS)
def test_a_bad_order_stays_out_and_the_good_one_goes_in(run: CommandLine, what: str) -> None:
    rows, code = ROWS[what]
    rows = [row for row in rows if row["Name"] != "#1"]
    path = run.export_file(SHOPIFY_HEADER, shopify_head("#1"), *rows)
    answer = run("import", path)
    assert (answer["orders"]["new"], answer["orders"]["refused"]) == (1, 1)
    assert [row["platform_order"] for row in run.rows("orders")] == ["#1"]
    (problem,) = [item for item in answer["problems"] if item["severity"] == "refused"]
    assert (problem["code"], problem["file"]) == (code, path)
    assert problem["row"] >= 3
    assert str(problem["row"]) in problem["text"]
    assert run("import", path)["orders"] == {"new": 0, "changed": 0, "unchanged": 1, "older": 0, "refused": 1}
    _refused_rows_can_be_saved(run, path, rows, problem["text"])


def _refused_rows_can_be_saved(run: CommandLine, path: str, rows: list[dict[str, str]], text: str) -> None:
    """All rows of the refused order with the reason beside each; mended, that file goes in."""
    desk = open_desk(run.shop)
    saved = run.folder / "refused.csv"
    assert imports.save_refused(imports.preview(desk, [path]), str(saved)) == len(rows)
    desk.close()
    with saved.open(encoding="utf-8-sig", newline="") as stream:
        table = list(csv.DictReader(stream))
    assert [row["ShopDesk: reason"] for row in table] == [text] * len(rows)
    assert [{name: row[name] for name in SHOPIFY_HEADER} for row in table] == [
        {name: row.get(name, "") for name in SHOPIFY_HEADER} for row in rows
    ]
    mended = dict(table[0]) | {name: text for name, text in shopify_head("#77").items() if text}
    with saved.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(mended))
        writer.writeheader()
        writer.writerow(mended)
    assert run("import", saved)["orders"]["new"] == 1


def test_a_refused_return_can_be_saved_too(run: CommandLine) -> None:
    path = run.export_file(["No", "SKU", "Qty", "Price"], ["1", "A", "2", "3.00"], ["C9", "A", "-1", "3.00"])
    columns = {"platform_order": "No", "sku": "SKU", "quantity": "Qty", "price": "Price"}
    desk = open_desk(run.shop, create=True)
    shown = imports.preview(desk, [path], imports.ImportOptions(mapping={"columns": columns}))
    assert imports.save_refused(shown, str(run.folder / "refused.csv")) == 1
    desk.close()
    told = (run.folder / "refused.csv").read_text(encoding="utf-8-sig").splitlines()
    assert told[1].endswith(",orders.csv,3,C9,A,-1,3.00")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "买家甲"),
        ("utf-8-sig", "买家甲"),
        ("gb18030", "买家甲"),
        ("utf-16", "买家甲"),
        ("cp1252", "Zoë Müller"),
    ],
)
def test_encodings_are_found(run: CommandLine, encoding: str, name: str) -> None:
    path = run.folder / "orders.csv"
    path.write_bytes(csv_text(SHOPIFY_HEADER, [shopify_head(Shipping_Name=name)]).encode(encoding))
    run("import", path)
    assert run.rows("orders")[0]["buyer"]["name"] == name


def test_a_file_with_broken_characters_goes_in_with_a_warning(run: CommandLine) -> None:
    path = run.folder / "orders.csv"
    text = csv_text(TAOBAO_HEADER, [taobao_row(买家留言="乙丙丁")])
    path.write_bytes(text.encode("gb18030").replace("乙丙丁".encode("gb18030"), b"\x81\x00\xff"))
    answer = run("import", path)
    assert [(item["code"], item["severity"]) for item in answer["problems"]] == [("file.bad_characters", "warning")]
    assert run.rows("orders")[0]["buyer"]["name"] == "买家甲"


def test_a_megabyte_in_a_cell_is_cut_and_told(run: CommandLine) -> None:
    answer = run("import", run.export_file(SHOPIFY_HEADER, shopify_head(Notes="x" * 1_000_000), shopify_head("#2")))
    assert (answer["orders"]["new"], [item["code"] for item in answer["problems"]]) == (2, ["cell.too_long"])
    notes = [row["buyer_message"] + row["seller_memo"] for row in run.rows("orders", "--sort", "number")]
    assert [len(note) for note in notes] == [32_000, 0]
    run("slips", run.folder / "slips.pdf")
    run("export", "2026-10", run.folder / "book.xlsx")


# -- text that would like to be code -------------------------------------------------------------------------------

SCRIPT = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://example.com","click")'


def test_script_and_formula_stay_text_all_the_way(run: CommandLine) -> None:
    order = shopify_head(Shipping_Name=SCRIPT, Lineitem_name=FORMULA, Notes="@SUM(1)\x0b<b>bold</b> &amp; A\x00B")
    run("import", run.export_file(SHOPIFY_HEADER, order))
    (row,) = run.rows("orders")
    assert (row["buyer"]["name"], row["lines"][0]["title"]) == (SCRIPT, FORMULA)
    assert run("search", "<script>")["count"] >= 1
    run("slips", run.folder / "slips.pdf")
    text = subprocess.run([need("pdftotext"), "-raw", run.folder / "slips.pdf", "-"], capture_output=True, check=True)
    shown = "".join(text.stdout.decode("utf-8").split())
    assert SCRIPT in shown
    assert FORMULA.replace(" ", "") in shown
    assert "<b>bold</b>&amp;" in shown
    out = run.folder / "book.xlsx"
    run("export", "2026-10", out)
    _holds_as_plain_text(out, {SCRIPT, FORMULA})


def _holds_as_plain_text(path: Path, texts: set[str]) -> None:
    """The cells are strings, shown as they are: no formula, no mark before them."""
    found = {
        cell.value: (cell.data_type, cell.quotePrefix)
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value in texts
    }
    assert found == dict.fromkeys(texts, ("s", False))
