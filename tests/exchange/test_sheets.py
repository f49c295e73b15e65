"""Files in every packing, encoding and state of health."""

import gzip
import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.exchange import files as packed
from shopdesk.exchange.reading import read_files
from tests.exchange.exports import (
    SHOPIFY_HEADER,
    TAOBAO_HEADER,
    Write,
    csv_text,
    shopify_head,
    shopify_more,
    taobao_row,
)
from tests.exchange.old_excel import xls

SHOPIFY = csv_text(SHOPIFY_HEADER, [shopify_head(Shipping_Name="Jürgen Müller", Shipping_City="Zürich")])
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def workbook(rows: list[list[object]], sheet: str = "Orders") -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Read me"
    book.active.append(["How to read this file"])
    page = book.create_sheet(sheet)
    for row in rows:
        page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def shopify_rows() -> list[list[object]]:
    row: dict[str, object] = dict(shopify_head("#1001"))
    row |= {
        "Lineitem quantity": 2,
        "Lineitem price": 10.0,
        "Total": 25.0,
        "Created at": datetime(2026, 10, 3, 12, 4, 5),
    }
    return [["Orders of October"], list(SHOPIFY_HEADER), [row.get(name) for name in SHOPIFY_HEADER], [None]]


@pytest.mark.parametrize(
    ("encoding", "told"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16")]
)
def test_western_encodings(write: Write, encoding: str, told: str) -> None:
    file = read_files([write(SHOPIFY, encoding=encoding)])[0]
    assert file.encoding == told
    assert (file.orders[0].buyer_name, file.orders[0].city) == ("Jürgen Müller", "Zürich")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_chinese_encodings(write: Write, encoding: str) -> None:
    file = read_files([write(csv_text(TAOBAO_HEADER, [taobao_row()]), encoding=encoding)])[0]
    assert file.orders[0].buyer_name == "买家甲"


def test_korean_names_under_a_western_header(write: Write) -> None:
    names = ["김철수", "서울특별시 강남구", "이영희 고객님", "박지민", "대한민국 부산광역시"]
    rows = [
        shopify_head(f"#{n}", Shipping_Name=names[n % 5], Shipping_City=names[(n + 1) % 5]) for n in range(1000, 1040)
    ]
    file = read_files([write(csv_text(SHOPIFY_HEADER, rows), encoding="euc-kr")])[0]
    assert file.orders[0].buyer_name == "김철수"


def test_a_character_cut_in_half(write: Write) -> None:
    data = csv_text(SHOPIFY_HEADER, [shopify_head(Shipping_Name="买家甲" * 20, Notes="买")]).encode()
    at = data.rindex("买".encode())
    file = read_files([write(data[: at + 2] + data[at + 3 :])])[0]
    assert file.orders[0].buyer_name == "买家甲" * 20
    assert [problem.code for problem in file.problems] == ["file.bad_characters"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimiters(write: Write, delimiter: str) -> None:
    text = csv_text(SHOPIFY_HEADER, [shopify_head(Notes="a;b,c\td")], delimiter)
    file = read_files([write(text, "export.txt")])[0]
    assert file.orders[0].buyer_message == "a;b,c\td"


def test_header_below_captions_with_odd_spaces(write: Write) -> None:
    header = [f" {name}\xa0" if number % 2 else name.upper() for number, name in enumerate(SHOPIFY_HEADER)]
    text = "Export\r\n" + "caption,of,the,file\r\n" * 22 + ",,,\r\n" + csv_text(header, [list(shopify_cells())])
    file = read_files([write(text)])[0]
    assert file.orders[0].row == 26


def shopify_cells() -> list[str]:
    row = shopify_head()
    return [row.get(name, "") for name in SHOPIFY_HEADER]


def test_header_repeated_between_rows(write: Write) -> None:
    text = csv_text(SHOPIFY_HEADER, [shopify_cells(), list(SHOPIFY_HEADER), list(shopify_head("#1002").values())[:1]])
    file = read_files([write(text)])[0]
    assert [order.platform_order for order in file.orders] == ["#1001"]


def test_gzip(write: Write) -> None:
    assert len(read_files([write(gzip.compress(SHOPIFY.encode()), "export.csv.gz")])[0].orders) == 1


def test_workbook_with_several_sheets(write: Write) -> None:
    file = read_files([write(workbook(shopify_rows()), "wrong_name.csv")], zone="Asia/Shanghai")[0]
    order = file.orders[0]
    assert (file.sheet, file.encoding, order.row, order.total) == ("Orders", None, 3, 2500)
    assert order.ordered_at is not None
    assert order.ordered_at.isoformat() == "2026-10-03T04:04:05+00:00"
    assert order.lines[0].quantity == 2


def test_workbook_gzipped(write: Write) -> None:
    assert len(read_files([write(gzip.compress(workbook(shopify_rows())), "export.xlsx.gz")])[0].orders) == 1


def test_true_xls(write: Write) -> None:
    row: dict[str, str | float] = dict(taobao_row("2026100300001111")) | {"总金额": 20.0, "买家应付货款": 20.0}
    file = read_files([write(xls([["已卖出的宝贝"], list(TAOBAO_HEADER), [row.get(n, "") for n in TAOBAO_HEADER]]))])[0]
    order = file.orders[0]
    assert (file.sheet, order.platform_order, order.total, order.row) == ("Orders", "2026100300001111", 2000, 3)
    assert order.buyer_phone == "13800000000"


def test_long_numbers_of_a_workbook_are_no_ids(write: Write) -> None:
    rows: list[list[object]] = [list(TAOBAO_HEADER)]
    for number in (202610030000111122, 137359000000001):
        row: dict[str, object] = dict(taobao_row()) | {"订单编号": float(number)}
        rows.append([row.get(name) for name in TAOBAO_HEADER])
    file = read_files([write(workbook(rows), "orders.xlsx")])[0]
    assert [problem.code for problem in file.problems] == ["id.destroyed"]
    assert [order.platform_order for order in file.orders] == ["137359000000001"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b" \r\n\r\n", "file.empty"),
        (gzip.compress(b"", mtime=0), "file.empty"),
        (csv_text(SHOPIFY_HEADER, []).encode(), "file.header_only"),
        (csv_text(SHOPIFY_HEADER, [[""] * 9, []]).encode(), "file.header_only"),
        (PNG, "file.unknown"),
        (b"%PDF-1.7 ...", "file.unknown"),
        (b"just,a,table\r\nof,no,platform\r\n", "file.unknown"),
        (gzip.compress(SHOPIFY.encode(), mtime=0)[:-20], "file.damaged"),
        (workbook(shopify_rows())[:3000], "file.damaged"),
        (workbook([["just", "a", "table"]]), "file.unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "file.damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file.encrypted"),
    ],
)
def test_files_that_cannot_be_read(write: Write, content: bytes, code: str) -> None:
    path = write(content)
    with pytest.raises(UserError) as caught:
        read_files([path])
    assert (caught.value.code, caught.value.where["path"]) == (code, path)


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.csv", "file.missing"), (tmp_path, "file.unknown")):
        with pytest.raises(UserError) as caught:
            read_files([str(path)])
        assert caught.value.code == code


def test_one_unreadable_file_refuses_the_batch(write: Write) -> None:
    with pytest.raises(UserError):
        read_files([write(SHOPIFY, "a.csv"), write(PNG, "b.csv")])


def zip_with(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(name, content)
    return stream.getvalue()


def test_bombs(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_BYTES", 5_000_000)
    bomb = zip_with("xl/worksheets/sheet1.xml", b"0" * 6_000_000)
    liar = bytearray(bomb)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = liar.rindex(signature)
        liar[at + offset : at + offset + 4] = (100).to_bytes(4, "little")
    far = b'<sheetData><row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row></sheetData>'
    contents = (
        bomb,
        bytes(liar),
        zip_with("xl/worksheets/sheet1.xml", far),
        gzip.compress(b"0" * 6_000_000),
        b"a" * 6_000_000,
    )
    for content in contents:
        with pytest.raises(UserError) as caught:
            read_files([write(content)])
        assert caught.value.code == "file.too_large"


def test_a_megabyte_in_a_cell(write: Write) -> None:
    file = read_files([write(csv_text(SHOPIFY_HEADER, [shopify_head(Notes="x" * 1_000_000), shopify_head("#1002")]))])[
        0
    ]
    assert [len(order.buyer_message) for order in file.orders] == [32_000, 0]
    assert [(problem.code, problem.severity, problem.row, problem.column) for problem in file.problems] == [
        ("cell.too_long", "warning", 2, "Notes")
    ]


def test_an_unclosed_quote_is_said(write: Write) -> None:
    text = csv_text(SHOPIFY_HEADER, [shopify_head(), shopify_more(Lineitem_name="Plate")]).replace("Plate", '"Plate')
    file = read_files([write(text)])[0]
    assert "file.unclosed_quote" in [problem.code for problem in file.problems]


def test_progress_and_cancel(write: Write) -> None:
    path = write(csv_text(SHOPIFY_HEADER, [shopify_head(f"#{number}") for number in range(5000)]))
    heard: list[tuple[int, int]] = []
    read_files([path], progress=lambda done, total: heard.append((done, total)))
    assert heard[0][0] < 5000
    assert heard[-1] == (5001, 5001)
    assert heard == sorted(heard)
    with pytest.raises(Cancelled):
        read_files([path], cancelled=lambda: True)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"platform": "marketplace"}, "platform.unknown"),
        ({"zone": "Mars/Olympus"}, "zone.unknown"),
        ({"currency": "Dollars"}, "currency.unknown"),
        ({"platform": "taobao"}, "file.unknown"),
        ({"platform": "table"}, "map.missing"),
    ],
)
def test_options_are_checked(write: Write, options: dict[str, str], code: str) -> None:
    with pytest.raises(UserError) as caught:
        read_files([write(SHOPIFY)], **options)  # type: ignore[arg-type]
    assert caught.value.code == code


def test_zone_and_currency_precedence(write: Write) -> None:
    text = csv_text(["Name", "Created at", "Lineitem name", "Lineitem quantity"], [["#1", "2026-10-03", "Mug", "1"]])
    path = write(text)

    def account(platform: str, name: str | None) -> tuple[str | None, str | None]:
        assert (platform, name) == ("shopify", "eu")
        return "Europe/Paris", "EUR"

    file = read_files([path], account="eu", zone_of=account, default_zone="UTC", default_currency="USD")[0]
    assert (file.zone, file.currency) == ("Europe/Paris", "EUR")
    file = read_files([path], account="eu", zone_of=account, zone="+08:00", currency="CNY")[0]
    assert (file.zone, file.currency) == ("+08:00", "CNY")
