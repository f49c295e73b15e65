"""Etsy's order list and item list."""

import io
import re
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from shopdesk.domain.imported import ImportedFile
from shopdesk.domain.order_dates import out_of_step
from shopdesk.exchange.reading import read_files
from tests.exchange.etsy_exports import ITEMS_HEADER, ORDERS_HEADER, etsy_item, etsy_order, etsy_second_item
from tests.exchange.exports import Write, csv_text
from tests.exchange.test_sheets import workbook


def orders(write: Write, *rows: dict[str, str], delimiter: str = ",") -> ImportedFile:
    return read_files([write(csv_text(ORDERS_HEADER, rows, delimiter), "anything.csv")])[0]


def items(write: Write, *rows: dict[str, str]) -> ImportedFile:
    return read_files([write(csv_text(ITEMS_HEADER, rows), "items.csv")])[0]


def told(file: ImportedFile) -> list[tuple[str, str, int | None]]:
    return [(problem.code, problem.severity, problem.row) for problem in file.problems]


def test_the_order_list(write: Write) -> None:
    file = orders(write, etsy_order())
    assert (file.platform, file.kind, file.problems) == ("etsy", "orders", [])
    order = file.orders[0]
    assert order.ordered_at == datetime(2020, 11, 12, tzinfo=UTC)
    money = (order.goods, order.discount, order.shipping, order.tax, order.fees, order.total, order.paid)
    assert money == (2000, 200, 500, 150, 100, 2450, 2450)
    assert (order.payment, order.delivery, order.units, order.lines) == ("paid", "none", 3, [])
    assert (order.buyer_id, order.buyer_name) == ("buyer_a", "Buyer A")
    assert (order.street, order.city, order.region) == ("1 Example Street, Unit 2", "Springfield", "MA")
    assert (order.postcode, order.country, order.currency) == ("01234", "United States", "USD")
    assert order.extra["Coupon Code"] == "EXAMPLE10"


def test_the_item_list(write: Write) -> None:
    file = items(write, etsy_item(), etsy_second_item())
    assert (file.platform, file.kind, file.problems) == ("etsy", "lines", [])
    order = file.orders[0]
    assert (order.ordered_at, order.paid_at) == (datetime(2020, 11, 12, tzinfo=UTC),) * 2
    assert [(line.sku, line.title, line.quantity, line.price, line.total) for line in order.lines] == [
        ("FOX-S", 'Fox | stickers, "gift"', 2, 750, 1500),
        ("OWL", "Owl print", 1, 500, 500),
    ]
    assert (order.lines[0].variant, order.lines[0].personalisation) == ("Size:Small", "For Anna, with love")
    assert (order.buyer_id, order.buyer_name, order.postcode) == ("buyer_a", "Buyer A", "01234")
    assert "total" not in file.order_fields
    assert order.extra["Order Shipping"] == "5"


@pytest.mark.parametrize(
    ("buyer", "login"),
    [("Buyer A (buyer_a)", "buyer_a"), ("buyer_a", "buyer_a"), ("", ""), ("Buyer A", ""), ("(x) B (b7)", "b7")],
)
def test_buyers_and_guests(write: Write, buyer: str, login: str) -> None:
    order = items(write, etsy_item(Buyer=buyer)).orders[0]
    assert (order.buyer_id, order.buyer_name) == (login, "Buyer A")
    assert items(write, etsy_item(Buyer=buyer, Ship_Name="")).orders[0].buyer_id == login


def test_sent_items_and_a_part_of_them(write: Write) -> None:
    file = items(write, etsy_item(Date_Shipped="11/14/2020"), etsy_second_item())
    order = file.orders[0]
    assert (order.delivery, [line.shipped for line in order.lines]) == ("partial", [2, 0])
    assert items(write, etsy_item(Date_Shipped="11/14/2020")).orders[0].delivery == "full"
    assert items(write, etsy_item(Date_Paid="")).orders[0].payment == "unpaid"


def test_one_item_in_two_exports_put_together(write: Write) -> None:
    order = items(write, etsy_item(), etsy_second_item(), etsy_item()).orders[0]
    assert [line.sku for line in order.lines] == ["FOX-S", "OWL"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, ("paid", "none", False, False)),
        ({"Date_Shipped": "11/14/2020"}, ("paid", "full", False, False)),
        ({"Status": "Completed", "Date_Shipped": "11/14/2020"}, ("paid", "full", True, False)),
        ({"Status": "Paid"}, ("paid", "none", False, False)),
        ({"Status": "Unpaid"}, ("unpaid", "none", False, False)),
        ({"Status": "Canceled"}, ("refunded", "none", False, True)),
        ({"Status": "Fully refunded"}, ("refunded", "none", False, False)),
    ],
)
def test_statuses(write: Write, cells: dict[str, str], expected: tuple[object, ...]) -> None:
    file = orders(write, etsy_order(**cells))
    order = file.orders[0]
    assert (order.payment, order.delivery, order.finished, order.cancelled) == expected
    assert file.problems == []


def test_a_status_nobody_knows(write: Write) -> None:
    file = orders(write, etsy_order(Status="Quantum"))
    assert told(file) == [("status.unknown", "warning", 2)]
    assert file.orders[0].payment == "paid"


def test_tax_that_only_the_total_holds(write: Write) -> None:
    file = orders(write, etsy_order(Sales_Tax="0", Order_Total="24.50"))
    assert (file.orders[0].tax, file.problems) == (150, [])
    file = orders(write, etsy_order(Sales_Tax="0", Order_Total="24.50", Order_Net="20.00"))
    assert told(file) == [("order.total_mismatch", "warning", 2)]


@pytest.mark.parametrize(
    ("cells", "refunded", "payment"),
    [
        ({"Adjusted_Order_Total": "19.50", "Adjusted_Net_Order_Amount": "17"}, 500, "part_refunded"),
        ({"Adjusted_Card_Processing_Fees": "0.75", "Adjusted_Net_Order_Amount": "17.25"}, 500, "part_refunded"),
        ({"Adjusted_Card_Processing_Fees": "0", "Adjusted_Net_Order_Amount": "0"}, 2450, "refunded"),
        ({"Adjusted_Order_Total": "0", "Adjusted_Net_Order_Amount": "0"}, 2450, "refunded"),
        ({"Adjusted_Order_Total": "24.50", "Adjusted_Net_Order_Amount": "22.00"}, 0, "paid"),
    ],
)
def test_refunds_by_the_adjusted_amounts(write: Write, cells: dict[str, str], refunded: int, payment: str) -> None:
    file = orders(write, etsy_order(), etsy_order("1900000002", **cells))
    assert [order.refunded for order in file.orders] == [0, refunded]
    assert file.orders[1].payment == payment


def test_years_that_write_zero_for_no_adjustment(write: Write) -> None:
    zeros = {
        "Adjusted_Order_Total": "0.00",
        "Adjusted_Card_Processing_Fees": "0.00",
        "Adjusted_Net_Order_Amount": "0.00",
    }
    file = orders(write, etsy_order(**zeros), etsy_order("1900000002", **zeros))
    assert [(order.refunded, order.payment) for order in file.orders] == [(0, "paid")] * 2


def test_the_same_order_twice(write: Write) -> None:
    assert len(orders(write, etsy_order(), etsy_order()).orders) == 1
    file = orders(write, etsy_order(), etsy_order(Order_Total="30.00"))
    assert (file.orders, told(file)) == ([], [("order.duplicate", "refused", 2)])


def test_semicolons_and_decimal_commas(write: Write) -> None:
    row = etsy_order(Order_Value="1.220,00", Order_Total="1.224,50", Discount_Amount="2,00", Shipping="5,00")
    row |= {"Sales Tax": "1,50", "Card Processing Fees": "1,00", "Order Net": "1.222", "Currency": "EUR"}
    file = orders(write, row, delimiter=";")
    assert (file.orders[0].total, file.orders[0].goods, file.problems) == (122450, 122000, [])


def test_a_workbook_saved_by_a_spreadsheet(write: Write) -> None:
    numbers = {"Order ID": 1900000001.0, "Order Value": 20.0, "Order Total": 24.5, "Discount Amount": 2, "Shipping": 5}
    row: dict[str, object] = {**etsy_order(), **numbers, "Sale Date": datetime(2020, 11, 12)}
    rows = [["Sold orders"], list(ORDERS_HEADER), [row.get(name) for name in ORDERS_HEADER]]
    order = read_files([write(workbook(rows), "orders.xlsx")])[0].orders[0]
    assert (order.platform_order, order.total, order.row) == ("1900000001", 2450, 3)
    assert order.ordered_at == datetime(2020, 11, 12, tzinfo=UTC)


def test_a_workbook_with_merged_captions_that_lies_about_its_size(write: Write) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Sold orders of November"])
    sheet.merge_cells("A1:F1")
    for row in ([], ORDERS_HEADER, [etsy_order().get(name, "") for name in ORDERS_HEADER]):
        sheet.append(row)
    whole, lying = io.BytesIO(), io.BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(lying, "w") as target:
        for name in source.namelist():
            target.writestr(name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', source.read(name)))
    order = read_files([write(lying.getvalue(), "orders.xlsx")])[0].orders[0]
    assert (order.platform_order, order.total, order.row) == ("1900000001", 2450, 4)


def test_all_dates_are_read_in_one_order(write: Write) -> None:
    file = orders(write, etsy_order(Sale_Date="31/12/2020"), etsy_order("1900000002", Sale_Date="05/11/2020"))
    days = [order.ordered_at.date() for order in file.orders if order.ordered_at]
    assert days == [date(2020, 12, 31), date(2020, 11, 5)]


def test_headers_in_other_places_and_spellings(write: Write) -> None:
    header = [f" {name.upper()}\xa0" for name in reversed(ORDERS_HEADER)] + ["A column of next year"]
    row = [etsy_order().get(name, "") for name in reversed(ORDERS_HEADER)] + ["kept"]
    file = read_files([write("Etsy\r\n\r\n" + csv_text(header, [row]))])[0]
    assert (file.platform, file.orders[0].total, file.orders[0].row) == ("etsy", 2450, 4)
    assert file.orders[0].extra["A column of next year"] == "kept"


# -- what a spreadsheet did ----------------------------------------------------------------------------------------


def numbered(dates: list[str]) -> list[dict[str, str]]:
    return [etsy_order(str(1900000001 + 7 * at), Sale_Date=text) for at, text in enumerate(dates)]


def test_dates_out_of_step_with_their_neighbours(write: Write) -> None:
    dates = ["11/08/20", "11/09/20", "11/11/20", "2011-12-20", "11/13/20", "11/14/20", "11/20/20"]
    file = orders(write, *numbered(dates))
    problem = file.problems[0]
    assert told(file) == [("date.misread", "warning", 5)]
    assert (problem.found, problem.expected, problem.order) == ("2011-12-20", "2020-11-12", "1900000022")
    assert file.orders[3].ordered_at == datetime(2011, 12, 20, tzinfo=UTC)  # nothing is made up


def test_day_and_month_swapped(write: Write) -> None:
    dates = ["3/1/2020", "3/2/2020", "2020-04-03", "3/5/2020", "2020-08-03", "3/9/2020", "3/14/2020", "3/15/2020"]
    file = orders(write, *numbered(dates))
    assert [(problem.code, problem.row, problem.expected) for problem in file.problems] == [
        ("date.misread", 4, "2020-03-04"),
        ("date.misread", 6, "2020-03-08"),
    ]


def test_a_date_that_no_reading_explains(write: Write) -> None:
    dates = ["11/08/20", "11/09/20", "11/11/20", "1/31/2017", "11/13/20", "11/14/20"]
    file = orders(write, *numbered(dates))
    assert [(problem.code, problem.row, problem.expected) for problem in file.problems] == [
        ("date.out_of_step", 5, "2020-11-11 … 2020-11-13")
    ]


def test_numbers_that_do_not_rise_with_time_tell_nothing() -> None:
    days = [date(2020, 1 + (at * 7) % 12, 3) for at in range(60)]
    assert out_of_step([((at * 37) % 61, day) for at, day in enumerate(days)]) == []
    steady = [(at, date(2020, 1, 1 + at // 2)) for at in range(40)]
    assert out_of_step(steady) == []


def test_two_series_of_numbers_side_by_side_are_no_trouble() -> None:
    early = [(1_500_000 + 2 * at, date.fromordinal(737_000 + at)) for at in range(0, 200, 2)]
    late = [(1_500_001 + 2 * at, date.fromordinal(737_022 + at)) for at in range(0, 200, 3)]
    assert out_of_step(early + late) == []


def test_lost_leading_zeros(write: Write) -> None:
    file = orders(
        write,
        etsy_order(Ship_Zipcode="1234"),
        etsy_order("1900000002", Ship_Zipcode="1234", Ship_State="TX"),
        etsy_order("1900000003", Ship_Zipcode="901", Ship_State="PR"),
        etsy_order("1900000004", Ship_Zipcode="1067", Ship_State="", Ship_Country="Germany"),
        etsy_order("1900000005", Ship_Zipcode="3001", Ship_State="", Ship_Country="Switzerland"),
        etsy_order("1900000006", Ship_Zipcode="12345-6789"),
    )
    assert [order.postcode for order in file.orders] == ["01234", "1234", "00901", "1067", "3001", "12345-6789"]
    assert file.orders[0].address_raw.endswith("Springfield MA 01234, United States")
    assert [(problem.code, problem.severity, problem.row, problem.found) for problem in file.problems] == [
        ("postcode.zeros_lost", "warning", 3, "2"),
        ("postcode.zeros_restored", "warning", 2, "2"),
    ]


def test_a_second_header_and_formulas_are_left_out(write: Write) -> None:
    named = dict.fromkeys(ORDERS_HEADER, "the same in words")
    sums = {"Order ID": "=COUNT(B2:B9)", "Order Total": "=SUM(X2:X9)", "Currency": "USD"}
    file = orders(write, named, etsy_order(), sums)
    assert [order.platform_order for order in file.orders] == ["1900000001"]
    assert [(problem.code, problem.found) for problem in file.problems] == [("row.left_out", "2, 4")]


def test_destroyed_phones_are_left_empty(write: Write) -> None:
    header = ["No", "Phone", "Tracking", "Item"]
    rows = [["A-1", "1.38E+10", "7.1E+11", "Mug"], ["A-2", "555-0100", "TR1", "Mug"]]
    names = {"platform_order": "No", "buyer_phone": "Phone", "tracking": "Tracking", "title": "Item"}
    file = read_files([write(csv_text(header, rows))], mapping={"columns": names})[0]
    assert [(order.buyer_phone, order.tracking) for order in file.orders] == [("", ""), ("555-0100", "TR1")]
    assert [(problem.code, problem.field, problem.row) for problem in file.problems] == [
        ("cell.destroyed", "buyer_phone", 2),
        ("cell.destroyed", "tracking", 2),
    ]


def test_rows_of_totals_are_said(write: Write) -> None:
    text = csv_text(ORDERS_HEADER, [etsy_order()]) + "Total,,,,,,,,,,,,,,,,,,,,,,,24.50\r\n"
    file = read_files([write(text + "Downloaded by example\r\n")])[0]
    assert [order.total for order in file.orders] == [2450]
    assert [(problem.code, problem.severity, problem.found) for problem in file.problems] == [
        ("row.left_out", "warning", "3, 4")
    ]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Order_ID": "1.9E+09"}, "id.destroyed"),
        ({"Order_ID": ""}, "order.number_missing"),
        ({"Order_Total": "much"}, "money.unreadable"),
        ({"Order_Total": "-24.50"}, "money.negative"),
        ({"Sale_Date": "yesterday"}, "date.unreadable"),
        ({"Currency": "XQX"}, "currency.unknown"),
        ({"Number_of_Items": "some"}, "line.quantity"),
    ],
)
def test_refused(write: Write, cells: dict[str, str], code: str) -> None:
    file = orders(write, etsy_order("1900000009"), etsy_order(**cells))
    assert told(file) == [(code, "refused", 3)]
    assert [order.platform_order for order in file.orders] == ["1900000009"]


@pytest.mark.parametrize(("cells", "code"), [({"Quantity": "0"}, "line.quantity"), ({"Price": "-1"}, "money.negative")])
def test_a_bad_item_keeps_its_order_out(write: Write, cells: dict[str, str], code: str) -> None:
    file = items(write, etsy_item(), etsy_second_item(**cells))
    assert (file.orders, told(file)) == ([], [(code, "refused", 3)])
    assert [row for row, _cells in file.refused_rows] == [2, 3]
