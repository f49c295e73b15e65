"""The workbook from plain data: cells exactly as they were, a book that prints and filters, in two languages."""

import gettext
import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook, load_workbook

from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.domain.month import Figures, Group, Month, MonthFacts, parse_month
from shopdesk.domain.month_rows import LineFacts, OrderFacts, RefundFacts, customers_of_month
from shopdesk.exchange.workbook import BookInfo, cells, write_month

NOVEMBER = Month(2026, 11)
ZONE = ZoneInfo("Asia/Shanghai")
CHINESE = {
    "Orders": "订单",
    "Summary": "汇总",
    "After-sales": "售后",
    "Cancelled": "已取消",
    "Check": "核对",
    "Yes": "是",
}


class Chinese(gettext.NullTranslations):
    """A few words, so that this test does not depend on the state of the catalogue."""

    def gettext(self, message: str) -> str:
        return CHINESE.get(message, message)


def order(number: int = 1, **cells_: Any) -> OrderFacts:
    at = datetime(2026, 11, 1, 1, 2, 3, tzinfo=UTC) + timedelta(days=number)
    values: dict[str, Any] = dict.fromkeys(OrderFacts._fields, "") | {
        "id": number, "number": f"SO-2026-{number:06d}", "local_day": at.astimezone(ZONE).date(), "ordered_at": at,
        "platform": "shopify", "status": "to_ship", "payment": "paid", "delivery": "none", "currency": "CNY",
        "pay_on_delivery": False, "customer_id": None, "customer": None, "platform_order": "00123", "units": 1,
        "goods": 995, "discount": 0, "shipping": 0, "tax": 0, "total": 995, "paid": 995, "refunded": 0,
        "paid_at": None, "shipped_at": None, "signed_at": None, "buyer_name": "Buyer A", "buyer_phone": "0138",
    }  # fmt: skip
    return OrderFacts(**(values | cells_))


def line_of(row: OrderFacts, **cells_: Any) -> LineFacts:
    values: dict[str, Any] = {
        "order": row.number, "local_day": row.local_day, "platform": row.platform, "status": row.status, "line": 1,
        "sku": "0042", "title": "T-shirt", "variant": "", "personalisation": "", "currency": row.currency,
        "quantity": 1, "price": row.goods, "discount": 0, "total": row.goods,
        "shipped": 0, "returned": 0, "refunded": 0,
    }  # fmt: skip
    return LineFacts(**(values | cells_))


def month_of(*orders: OrderFacts, refunds: tuple[RefundFacts, ...] = (), **parts: Any) -> MonthFacts:
    groups = [
        Group(row.local_day, row.platform, row.currency, Figures(1, row.units, row.goods, total=row.total))
        for row in orders
        if row.status != "cancelled"
    ]
    known: dict[str, Any] = {
        "month": NOVEMBER, "orders": orders, "lines": [line_of(row) for row in orders], "inquiries": [], "cases": [],
        "refunds": refunds, "packing": [], "customers": customers_of_month(orders, [], {}), "groups": groups,
        "counts": {"lines": len(orders)},
    }  # fmt: skip
    return MonthFacts(**(known | parts))


def written(facts: MonthFacts, language: str = "en", **options: Any) -> bytes:
    words = gettext.NullTranslations() if language == "en" else Chinese()
    target = io.BytesIO()
    made = datetime(2026, 12, 1, 1, tzinfo=UTC)
    write_month(facts, BookInfo("Shop & Co", ZONE, "Asia/Shanghai", "CNY", language, made, words), target, **options)
    return target.getvalue()


def opened(facts: MonthFacts, language: str = "en") -> Workbook:
    return load_workbook(io.BytesIO(written(facts, language)))


def column(book: Workbook, sheet: str, title: str) -> list[Any]:
    """The cells of a column, by its header."""
    page = book[sheet]
    place = next(cell.column for cell in page[1] if cell.value == title)
    return [page.cell(row, place) for row in range(2, page.max_row + 1)]


AWKWARD = [
    '=HYPERLINK("http://example.com","pay")', "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "#N/A", "1e5", "00123", "TRUE",
    "<script>alert(1)</script> & ]]>", "  spaces around  ", "two\nlines", "🙂 emoji", "=", "'quoted",
]  # fmt: skip


@pytest.mark.parametrize("text", AWKWARD)
def test_text_stays_the_same_text(text: str) -> None:
    cell = column(opened(month_of(order(buyer_name=text))), "Orders", "Buyer")[0]
    assert (cell.data_type, cell.value) == ("s", text)


def test_no_text_becomes_a_formula_anywhere() -> None:
    rows = [order(place, buyer_name=text, seller_memo=text) for place, text in enumerate(AWKWARD, start=1)]
    with zipfile.ZipFile(io.BytesIO(written(month_of(*rows)))) as package:
        for sheet in range(2, 9):
            assert "<f>" not in package.read(f"xl/worksheets/sheet{sheet}.xml").decode()


def test_control_characters_are_left_out() -> None:
    book = opened(month_of(order(buyer_name="bell\x07 nul\x00 tab\t cr\r\nend\ufffe\ud800")))
    assert column(book, "Orders", "Buyer")[0].value == "bell nul tab\t cr\nend"


def test_text_that_looks_like_an_escape_is_escaped() -> None:
    # Excel reads _x000D_ as a carriage return; _x005F_ is the underscore that keeps it a text.
    assert "_x005F_x000D_" in cells.text_cell("_x000D_", 1, "…")


@pytest.mark.parametrize("text", ["长" * 40_000, "🙂" * 20_000, "x" + "🙂" * 20_000])
def test_long_text_is_cut_with_a_mark(text: str) -> None:
    memo = column(opened(month_of(order(seller_memo=text))), "Orders", "Seller's memo")[0].value
    assert memo.endswith("… (cut)")
    assert len(memo.encode("utf-16-le")) // 2 in (cells.LONGEST, cells.LONGEST - 1)
    assert memo.removesuffix("… (cut)") == text[: len(memo) - 7]


def test_a_text_of_just_the_longest_length_is_whole() -> None:
    assert cells.clean_text("a" * cells.LONGEST) == "a" * cells.LONGEST


@pytest.mark.parametrize(
    ("minor", "currency", "digits", "number_format"),
    [
        (995, "CNY", "9.95", "#,##0.00"),
        (-1_230, "CNY", "-12.30", "#,##0.00"),
        (123_456_789_012_345, "ZAR", "1234567890123.45", "#,##0.00"),
        (1_980, "JPY", "1980", "#,##0"),
        (1_005, "KWD", "1.005", "#,##0.000"),
    ],
)
def test_money_is_exact_and_formatted(minor: int, currency: str, digits: str, number_format: str) -> None:
    data = written(month_of(order(total=minor, currency=currency)))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("xl/worksheets/sheet2.xml").decode()
        summary = package.read("xl/worksheets/sheet1.xml").decode()
    assert re.search(rf'<c r="Q2" s="\d+"><v>{re.escape(digits)}</v></c>', xml)
    assert f"<v>{digits}</v>" in summary
    assert not re.search(r"<v>[^<]*\.\d{4,}</v>", summary)
    cell = column(load_workbook(io.BytesIO(data)), "Orders", "Total")[0]
    assert (cell.number_format, cell.alignment.horizontal) == (number_format, "right")


def test_what_is_not_known_is_blank() -> None:
    row = order()
    book = opened(month_of(row, lines=[line_of(row, price=None)]))
    assert column(book, "Lines", "Price")[0].value is None
    assert column(book, "Orders", "Paid on")[0].value is None
    assert column(book, "Orders", "Pay on delivery")[0].value is None


def test_moments_are_dates_on_the_shops_clock() -> None:
    at = datetime(2026, 11, 30, 15, 59, 58, tzinfo=UTC)
    book = opened(month_of(order(ordered_at=at, local_day=date(2026, 11, 30), pay_on_delivery=True)))
    day, moment = column(book, "Orders", "Day")[0], column(book, "Orders", "Ordered")[0]
    assert (day.value, day.number_format) == (datetime(2026, 11, 30), "yyyy-mm-dd")
    assert (moment.value, moment.number_format) == (datetime(2026, 11, 30, 23, 59, 58), "yyyy-mm-dd hh:mm")
    assert column(book, "Orders", "Pay on delivery")[0].value == "Yes"


@pytest.mark.parametrize("at", [datetime(1, 1, 1, tzinfo=UTC), datetime(1899, 5, 5, tzinfo=UTC), datetime.max])
def test_a_date_no_spreadsheet_knows_is_a_text(at: datetime) -> None:
    cell = column(opened(month_of(order(paid_at=at.replace(tzinfo=UTC)))), "Orders", "Paid on")[0]
    assert (cell.data_type, cell.value[:4]) == ("s", f"{at.year:04d}")


def test_ids_and_phones_are_texts() -> None:
    book = opened(month_of(order()))
    for sheet, title, value in (
        ("Orders", "Platform order no.", "00123"), ("Orders", "Phone", "0138"), ("Lines", "SKU", "0042"),
    ):  # fmt: skip
        cell = column(book, sheet, title)[0]
        assert (cell.data_type, cell.value, cell.number_format) == ("s", value, "@")


def test_headers_are_frozen_filtered_and_repeated_in_print() -> None:
    book = opened(month_of(order(1), order(2)))
    for page in book.worksheets[1:]:
        assert page.freeze_panes == "B2"
        assert page.print_title_rows == "$1:$1"
    assert book["Orders"].auto_filter.ref == "A1:AM3"
    for page in book.worksheets:
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.oddFooter.center.text == "&P / &N"
        assert page.oddFooter.left.text == "Shop && Co · 2026-11"
    assert book.properties.title == "Shop & Co 2026-11"


def test_totals_stand_apart_one_row_per_currency_without_cancelled_orders() -> None:
    rows = [order(1), order(2, currency="JPY", total=500), order(3, status="cancelled"), order(4, total=5)]
    page = opened(month_of(*rows))["Orders"]
    assert [page.cell(row, 1).value for row in range(5, 9)] == [
        "SO-2026-000004",
        None,
        "Total CNY (2)",
        "Total JPY (1)",
    ]
    assert (page["Q7"].value, page["Q8"].value) == (10.0, 500)
    assert page.max_row == 8


def test_columns_are_as_wide_as_what_they_hold() -> None:
    page = opened(month_of(order(buyer_email="somebody.long@example.com", buyer_name="买家" * 8)))["Orders"]
    widths = {page.cell(1, place).value: page.column_dimensions[page.cell(1, place).column_letter].width
              for place in range(1, page.max_column + 1)}  # fmt: skip
    assert widths["E-mail"] >= len("somebody.long@example.com")
    assert widths["Buyer"] >= 32
    assert max(widths.values()) <= 40


def test_an_empty_month_is_a_whole_workbook() -> None:
    book = opened(month_of())
    assert [page.max_row for page in book.worksheets[1:]] == [1] * 7
    summary = book["Summary"]
    assert len(summary._charts) == 2  # per day; there is no platform to show
    days = [row for row in summary.iter_rows(min_row=5, max_col=3) if isinstance(row[0].value, datetime)]
    assert [row[0].value.day for row in days] == list(range(1, 31))
    assert {(row[1].value, row[2].value) for row in days} == {("CNY", 0)}


def test_charts_show_days_and_platforms() -> None:
    one = opened(month_of(order(1), order(2, platform="taobao")))["Summary"]
    assert len(one._charts) == 3
    data = written(month_of(order(1), order(2, currency="ZAR")))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        charts = "".join(package.read(name).decode() for name in package.namelist() if "charts/chart" in name)
    assert "multiLvlStrRef" in charts  # one platform in two currencies: two bars, each with its currency
    assert charts.count("'Summary'!$C$") >= 3


def test_the_check_beside_each_figure_is_a_formula() -> None:
    summary = opened(month_of(order(1)))["Summary"]
    header = [cell.value for cell in summary[4]]
    assert header[2:] == [word for name in header[2::2] for word in (name, "Check")]
    row = next(cells_ for cells_ in summary.iter_rows(min_row=5) if cells_[1].value == "CNY")
    for figure, check in zip(row[2::2], row[3::2], strict=True):
        assert figure.data_type == "n"
        assert check.data_type == "f"
        assert re.search(r"(COUNT|SUM)IFS\(", check.value)


def test_the_workbook_speaks_chinese() -> None:
    book = opened(month_of(order(1, status="cancelled"), order(2)), "zh_CN")
    assert book.sheetnames[:2] == ["汇总", "订单"]
    assert [cell.value for cell in column(book, "订单", "Status")][:1] == ["已取消"]
    assert "2026年11月" in book["汇总"]["A2"].value
    formulas = [cell.value for row in book["汇总"].iter_rows() for cell in row if cell.data_type == "f"]
    assert any('"<>已取消"' in formula and "'订单'!" in formula for formula in formulas)
    assert not any("Cancelled" in formula for formula in formulas)


def test_progress_is_told_and_cancel_heard() -> None:
    rows = [order(place % 28 + 1) for place in range(1, 1_300)]
    told: list[tuple[int, int]] = []
    written(month_of(*rows), progress=lambda done, total: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]
    assert told == sorted(told)
    with pytest.raises(Cancelled):
        written(month_of(*rows), cancelled=lambda: len(told) > 0)


def test_customers_are_those_who_ordered_with_what_they_spent() -> None:
    rows = [order(1, total=100), order(2, total=200, currency="JPY"), order(3, total=400, status="cancelled"),
            order(4, buyer_name="Buyer B", total=50)]  # fmt: skip
    people = customers_of_month(rows, [], {})
    assert [(person.name, person.orders, dict(person.spent)) for person in people] == [
        ("Buyer A", 2, {"CNY": 100, "JPY": 200}),
        ("Buyer B", 1, {"CNY": 50}),
    ]


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "26-11", "November", "2026-1", "1899-12", "２０２６-11"]
)
def test_a_bad_month_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_month(text)
    assert caught.value.code == "export.month"


def test_a_month_knows_its_days() -> None:
    assert parse_month(" 2028-02 ").last == date(2028, 2, 29)
    assert len(NOVEMBER.days) == 30
