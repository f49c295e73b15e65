"""Any table through a mapping."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.imported import ImportedFile
from shopdesk.exchange.platforms.table_mapping import header_key
from shopdesk.exchange.reading import read_files
from tests.exchange.exports import Write, columns, csv_text

HEADER = columns("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country")
MAP: dict[str, Any] = {
    "columns": {
        "platform_order": "InvoiceNo",
        "sku": "StockCode",
        "title": "Description",
        "quantity": "Quantity",
        "ordered_at": "InvoiceDate",
        "price": "UnitPrice",
        "buyer_id": "CustomerID",
        "country": "Country",
    },
    "zone": "Europe/London",
    "currency": "GBP",
    "date_order": "ymd",
    "decimal": ".",
}


def line(number: str, quantity: str, price: str = "2.55", sku: str = "A1") -> list[str]:
    return [number, sku, "Lantern", quantity, "2026-07-01 08:26:00", price, "17850.0", "United Kingdom"]


@pytest.fixture
def table(write: Write) -> Any:
    def read(*rows: list[str], mapping: dict[str, Any] = MAP, header: list[str] = HEADER) -> ImportedFile:
        return read_files([write(csv_text(header, rows))], mapping=mapping)[0]

    return read


def test_orders_of_a_mapped_table(table: Any) -> None:
    file = table(line("536365", "6"), line("536365", "2", "3.39", "A2"), line("536366", "1"))
    assert (file.platform, file.kind, file.zone, file.currency, file.rows) == (
        "table", "orders", "Europe/London", "GBP", 3,
    )  # fmt: skip
    first = file.orders[0]
    assert (first.platform_order, first.goods, first.total, first.buyer_id) == ("536365", 2208, 2208, "17850")
    assert first.ordered_at == datetime(2026, 7, 1, 7, 26, tzinfo=UTC)
    assert [(item.sku, item.quantity, item.price) for item in first.lines] == [("A1", 6, 255), ("A2", 2, 339)]
    assert "payment" not in file.order_fields


def test_cancellation_invoices_are_returns(table: Any) -> None:
    file = table(line("536365", "6"), line("C536365", "-2"), line("C536365", "-1", sku="A2"), line("536370", "-4"))
    assert [order.platform_order for order in file.orders] == ["536365"]
    told = [
        (back.platform_order, back.original, [(each.sku, each.quantity, each.total) for each in back.lines])
        for back in file.returns
    ]
    assert told == [
        ("C536365", "536365", [("A1", 2, 510), ("A2", 1, 255)]),
        ("536370", "", [("A1", 4, 1020)]),
    ]


def test_negative_lines_beside_their_goods(table: Any) -> None:
    file = table(line("1001", "6"), line("1001", "-2"), line("1002", "1"), line("1002", "-3"))
    assert [(order.platform_order, order.lines[0].returned, order.lines[0].refunded) for order in file.orders] == [
        ("1001", 2, 510)
    ]
    assert [(problem.code, problem.row, problem.order) for problem in file.problems] == [("line.quantity", 5, "1002")]
    (order,) = file.orders
    assert (order.total, order.refunded, order.payment) == (1530, 510, "part_refunded")
    assert {"refunded", "payment"} <= file.order_fields


@pytest.mark.parametrize(("status", "told"), [("paid", (2000, 1500)), ("unpaid", (500, None))])
@pytest.mark.parametrize("totals", [("20.00",) * 3, ("5.00",) * 3, ("20.00", "-10.00", "-5.00")])
def test_the_money_of_negative_lines_is_counted_whatever_the_totals_say(
    table: Any, status: str, told: tuple[int, int | None], totals: tuple[str, ...]
) -> None:
    names = {"platform_order": "No", "title": "Item", "quantity": "Qty", "price": "Price", "total": "Total",
             "status": "State"}  # fmt: skip
    rows = [
        ["A-1", "Mug", count, "5.00", total, status] for count, total in zip(("4", "-2", "-1"), totals, strict=True)
    ]
    (order,) = table(*rows, mapping={"columns": names, "currency": "GBP"}, header=list(names.values())).orders
    assert (order.total, order.refunded) == told
    assert sum(line.total for line in order.lines) == order.goods == order.total
    assert [(line.quantity, line.returned) for line in order.lines] == [(4, 3) if status == "paid" else (1, 0)]


def test_totals_that_run_on_are_not_believed_in_silence(table: Any) -> None:
    names = {"platform_order": "No", "title": "Item", "price": "Price", "shipping": "Post", "total": "Total"}
    rows = [["A-1", "Mug", "20.00", "5.00", "25.00"], ["A-1", "Cup", "3.00", "5.00", "28.00"],
            ["A-2", "Mug", "20.00", "5.00", "25.00"]]  # fmt: skip
    file = table(*rows, mapping={"columns": names, "currency": "GBP"}, header=list(names.values()))
    assert [(each.code, each.severity, each.row, each.expected, each.found) for each in file.problems] == [
        ("order.total_mismatch", "warning", 2, "28.00", "53.00")
    ]
    rows[1][-1] = "3.00"  # each row's own, the post in the first
    assert not table(*rows, mapping={"columns": names, "currency": "GBP"}, header=list(names.values())).problems


def test_totals_of_a_few_rows_are_no_orders(table: Any) -> None:
    totals = ["Subtotal 1001", "小计：1001", "Zwischensumme 1001", "Sub-total"]
    file = table(line("1001", "1"), *(line(text, "1") for text in totals), line("Subway-2", "1"))
    assert [order.platform_order for order in file.orders] == ["1001", "Subway-2"]
    assert [(problem.code, problem.found) for problem in file.problems] == [("row.left_out", "3, 4, 5, 6")]


def test_what_nobody_paid_and_all_came_back_is_cancelled(table: Any) -> None:
    mapping = {**MAP, "columns": {**MAP["columns"], "status": "Country"}}
    del mapping["columns"]["country"]
    rows = [[*line("1001", count)[:-1], "unpaid"] for count in ("6", "-6")]
    (order,) = table(*rows, mapping=mapping).orders
    assert (order.cancelled, order.lines, order.goods, order.total, order.refunded) == (True, [], 0, 0, None)


def test_a_quantity_of_zero_is_refused_not_dropped(table: Any) -> None:
    file = table(line("1001", "1"), line("1001", "0", sku="A2"), line("1002", "3"))
    assert [(problem.code, problem.row, problem.order) for problem in file.problems] == [("line.quantity", 3, "1001")]
    assert [order.platform_order for order in file.orders] == ["1002"]


def test_prices_finer_than_the_smallest_coin(table: Any) -> None:
    item = table(line("1001", "1000", "0.001")).orders[0].lines[0]
    assert (item.price, item.total) == (None, 100)


def test_bad_cells_refuse_their_order(table: Any) -> None:
    file = table(line("1001", "1"), line("1001", "1", "-5"), line("1002", "x"), line("1.2E+15", "1"), line("1003", "1"))
    assert [(problem.code, problem.row) for problem in file.problems] == [
        ("money.negative", 3),
        ("line.quantity", 4),
        ("id.destroyed", 5),
    ]
    assert [order.platform_order for order in file.orders] == ["1003"]


def test_totals_repeated_or_per_line(table: Any) -> None:
    header = ["No", "Item", "Sum", "State", "When"]
    mapping = {
        "columns": {"platform_order": "No", "title": "Item", "total": "Sum", "status": "State", "ordered_at": "When"}
    }
    day = "2026-10-03"
    repeated = table(
        ["A", "Mug", "9.00", "shipped", day], ["A", "Cup", "9.00", "", day], mapping=mapping, header=header
    )
    each = table(["A", "Mug", "9.00", "paid", day], ["A", "Cup", "4.00", "", day], mapping=mapping, header=header)
    assert [order.total for order in (*repeated.orders, *each.orders)] == [900, 1300]
    assert (repeated.orders[0].payment, repeated.orders[0].delivery) == ("paid", "full")
    assert [item.total for item in each.orders[0].lines] == [900, 400]


def test_currencies_and_decimal_comma(table: Any) -> None:
    header = ["Nr", "Artikel", "Preis", "Menge", "Datum"]
    names = {"platform_order": "Nr", "title": "Artikel", "price": "Preis", "quantity": "Menge", "ordered_at": "Datum"}
    rows = [["1001", "Tasse", "1.015,00 €", "2", "3.10.2026"], ["1002", "Tasse", "15,00€", "1", "3.10.2026"],
            ["1002", "Teller", "AU $5,00", "1", "3.10.2026"]]  # fmt: skip
    file = table(*rows, mapping={"columns": names, "decimal": ","}, header=header)
    assert [(order.currency, order.total) for order in file.orders] == [("EUR", 203000)]
    assert [problem.code for problem in file.problems] == ["order.two_currencies"]


def test_month_and_day_by_the_dates_themselves(table: Any) -> None:
    names = {"columns": {"platform_order": "No", "ordered_at": "When"}}
    told = table(["A", "3/10/2026"], ["B", "25/10/2026"], mapping=names, header=["No", "When"])
    untold = table(["A", "3/10/2026"], ["B", "4/10/2026"], mapping=names, header=["No", "When"])
    assert [order.ordered_at.month for order in told.orders] == [10, 10]
    assert told.problems == []
    assert [problem.code for problem in untold.problems] == ["date.order_guessed"]


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({}, "map.invalid"),
        ({"columns": {"sku": "StockCode"}}, "map.invalid"),
        ({"columns": {"platform_order": "InvoiceNo", "colour": "Description"}}, "map.invalid"),
        ({"columns": {"platform_order": "InvoiceNo"}, "decimal": "'"}, "map.invalid"),
        ({"columns": {"platform_order": "InvoiceNo"}, "date_order": "ydm"}, "map.invalid"),
        ({"columns": {"platform_order": "InvoiceNo"}, "zones": "UTC"}, "map.invalid"),
        ({"columns": {"platform_order": ["InvoiceNo"]}}, "map.invalid"),
        ({"columns": {"platform_order": "InvoiceNo", "title": []}}, "map.invalid"),
        ({"columns": {"platform_order": "InvoiceNo", "title": ["Description", 3]}}, "map.invalid"),
        ({"columns": {"platform_order": "InvoiceNo", "title": ["Description"] * 20}}, "map.invalid"),
        ({"columns": {"platform_order": "InvoiceNo"}, "platform": "bazaar"}, "map.invalid"),
        ({"columns": {"platform_order": "InvoiceNo"}, "status": "lost"}, "map.invalid"),
        ({"columns": {"platform_order": "InvoiceNo"}, "header": "InvoiceNo"}, "map.invalid"),
        ({"columns": {"platform_order": "InvoiceNo"}, "currency": "GBX"}, "currency.unknown"),
        ({"columns": {"platform_order": "InvoiceNo"}, "zone": "Mars/Olympus"}, "zone.unknown"),
        ({"columns": {"platform_order": "InvoiceNo", "price": "Prix"}}, "map.column_missing"),
    ],
)
def test_wrong_mappings(table: Any, mapping: dict[str, Any], code: str) -> None:
    with pytest.raises(UserError) as caught:
        table(line("1001", "1"), mapping=mapping)
    assert caught.value.code == code


def test_the_person_names_the_platform_of_a_mapped_table(write: Write) -> None:
    path = write(csv_text(HEADER, [line("1001", "1")]))
    assert read_files([path], mapping=MAP, platform="amazon")[0].platform == "amazon"


def test_a_product_beyond_any_sum(table: Any) -> None:
    file = table(line("1001", "999999999", "999999999999.00"))
    assert [problem.code for problem in file.problems] == ["money.unreadable"]


def test_missing_column_is_named(table: Any) -> None:
    mapping = {"columns": {"platform_order": "InvoiceNo", "price": "Prix"}}
    with pytest.raises(UserError) as caught:
        table(line("1001", "1"), mapping=mapping)
    assert caught.value.where["column"] == "Prix"


SQUARE = columns("Date,Time,Time Zone,Item,Qty,Gross Sales,Discounts,Tax,Transaction ID,First,Last,Tel,Mobile")
SQUARE_MAP: dict[str, Any] = {
    "columns": {
        "platform_order": "Transaction ID", "ordered_at": ["Date", "Time"], "zone": "Time Zone", "title": "Item",
        "quantity": "Qty", "line_total": "Gross Sales", "line_discount": "Discounts", "line_tax": "Tax",
        "buyer_name": ["First", "Last"], "buyer_phone": ["Tel", "Mobile"],
    },
    "currency": "USD", "status": "completed", "platform": "square",
}  # fmt: skip


def sale(
    number: str, quantity: str = "2.0", gross: str = "$8.00", zone: str = "Eastern Time (US & Canada)"
) -> list[str]:
    return [
        "2026-05-30",
        "1:03 PM",
        zone,
        "Tea",
        quantity,
        gross,
        "-$1.00",
        "$0.56",
        number,
        "A",
        "Buyer",
        "",
        "555-0100",
    ]


def test_fields_of_several_columns(table: Any) -> None:
    file = table(sale("t1"), sale("t1", "1.0", "$3.00"), mapping=SQUARE_MAP, header=SQUARE)
    (order,) = file.orders
    assert (file.platform, file.mapping, file.zone) == ("square", "", None)
    assert order.ordered_at == datetime(2026, 5, 30, 17, 3, tzinfo=UTC)
    assert (order.buyer_name, order.buyer_phone) == ("A Buyer", "555-0100")
    assert [(line.quantity, line.price, line.discount, line.total) for line in order.lines] == [
        (2, 400, 100, 700), (1, 300, 100, 200),
    ]  # fmt: skip
    assert (order.goods, order.tax, order.total) == (900, 112, 1012)
    assert (order.payment, order.delivery, order.finished) == ("paid", "delivered", True)
    assert order.extra == {}


def test_equal_taxes_of_two_rows_are_two_taxes(table: Any) -> None:
    (order,) = table(sale("t1"), sale("t1"), mapping=SQUARE_MAP, header=SQUARE).orders
    assert (order.goods, order.tax, order.total) == (1400, 112, 1512)


def test_amounts_of_several_columns_are_added(table: Any) -> None:
    header = ["No", "Total", "Shop discount", "Platform discount"]
    names = {"platform_order": "No", "total": "Total", "discount": ["Shop discount", "Platform discount"]}
    (order,) = table(["A-1", "7.00", "1.00", "2.50"], mapping={"columns": names}, header=header).orders
    assert (order.total, order.discount) == (700, 350)


def test_a_refund_of_its_own_is_a_return(table: Any) -> None:
    back = ["2026-05-31", "9:00", "America/New_York", "Tea", "-1.0", "-$4.00", "$0.00", "-$0.28", "t2", "", "", "", ""]
    file = table(sale("t1"), back, mapping=SQUARE_MAP, header=SQUARE)
    assert [order.platform_order for order in file.orders] == ["t1"]
    assert [(each.platform_order, each.lines[0].quantity, each.lines[0].total) for each in file.returns] == [
        ("t2", 1, 400)
    ]


def test_what_a_row_cannot_say(table: Any) -> None:
    rows = [sale("t1", zone="Mars"), sale("t2", gross="-$4.00"), sale("t3", gross="¥400"), sale("t4")]
    file = table(*rows, mapping=SQUARE_MAP, header=SQUARE)
    assert [(problem.code, problem.row, problem.column) for problem in file.problems] == [
        ("zone.in_cell", 2, "Time Zone"), ("money.negative", 3, "Gross Sales"), ("currency.sign", 4, "Gross Sales"),
    ]  # fmt: skip
    assert [order.platform_order for order in file.orders] == ["t4"]


def test_a_dollar_is_not_taken_for_the_shops_yuan(write: Write) -> None:
    path = write(csv_text(["No", "Total"], [["A-1", "$7.00"]]))
    mapping = {"columns": {"platform_order": "No", "total": "Total"}}
    refused = read_files([path], mapping=mapping, default_currency="CNY")[0]
    assert [(problem.code, problem.expected) for problem in refused.problems] == [("currency.sign", "CNY")]
    assert read_files([path], mapping=mapping, default_currency="CAD")[0].orders[0].currency == "CAD"


def test_refunds_in_brackets_behind_the_total(table: Any) -> None:
    header = ["No", "Total", "State"]
    names = {"columns": {"platform_order": "No", "total": "Total", "status": "State"}, "currency": "CNY"}
    rows = [
        ["A-1", "131.77(已退款89.84)", "交易成功"],
        ["A-2", "468.32(已全额退款)", "交易成功"],
        ["A-3", "5.00", "已付款"],
    ]
    file = table(*rows, mapping=names, header=header)
    assert [(order.total, order.refunded, order.payment) for order in file.orders] == [
        (13177, 8984, "part_refunded"), (46832, 46832, "refunded"), (500, None, "paid"),
    ]  # fmt: skip


def test_further_lines_without_the_order_number(table: Any) -> None:
    header = ["No", "Buyer", "Item", "Qty", "Price"]
    names = {"platform_order": "No", "buyer_name": "Buyer", "title": "Item", "quantity": "Qty", "price": "Price"}
    rows = [["A-1", "Buyer A", "Mug", "1", "5.00"], ["", "", "Cup", "2", "3.00"],
            ["A-2", "Buyer B", "Cup", "1", "3.00"], ["", "Buyer C", "Mug", "1", "5.00"],
            ["", "", "Cup", "1", "3.00"]]  # fmt: skip
    file = table(*rows, mapping={"columns": names}, header=header)
    assert [(order.platform_order, [line.title for line in order.lines], order.total) for order in file.orders] == [
        ("A-1", ["Mug", "Cup"], 1100), ("A-2", ["Cup"], 300),
    ]  # fmt: skip
    # Somebody else's row, and what hangs on it, belong to no order.
    assert [(problem.code, problem.row) for problem in file.problems] == [
        ("order.number_missing", 5), ("order.number_missing", 6),
    ]  # fmt: skip


def test_a_guessed_decimal_sign_is_said(table: Any) -> None:
    header, names = ["No", "Total"], {"platform_order": "No", "total": "Total"}
    rows = [["A-1", "1.015"], ["A-2", "2.500"]]
    guessed = table(*rows, mapping={"columns": names}, header=header)
    assert [(problem.code, problem.column, problem.found) for problem in guessed.problems] == [
        ("decimal.guessed", "Total", "1.015")
    ]
    told = table(*rows, mapping={"columns": names, "decimal": ","}, header=header)
    assert (told.problems, [order.total for order in told.orders]) == ([], [101_500, 250_000])
    wrong = table(["A-1", "15,00"], mapping={"columns": names, "decimal": "."}, header=header)
    assert [problem.code for problem in wrong.problems] == ["money.unreadable"]


def test_remembered_mappings_know_their_header(write: Write) -> None:
    path = write(csv_text(HEADER, [line("1001", "1")]))
    known = {header_key([f" {name.upper()} " for name in reversed(HEADER)]): MAP | {"name": "Wholesale"}}
    file = read_files([path], remembered=known)[0]
    assert (file.mapping, file.currency, len(file.orders)) == ("Wholesale", "GBP", 1)
    with pytest.raises(UserError) as caught:
        read_files([path], remembered={header_key(HEADER[1:]): MAP})
    assert caught.value.code == "file.unknown"


def test_of_two_delimiters_the_one_that_makes_the_header(write: Write) -> None:
    text = 'No;Total;Item\r\nA-1;"1,50";Mug, blue, with a handle\r\nA-2;"2,50";Mug, red, small, and, so, on\r\n'
    mapping = {"columns": {"platform_order": "No", "total": "Total", "title": "Item"}, "decimal": ","}
    file = read_files([write(text)], mapping=mapping, default_currency="EUR")[0]
    assert [(order.total, order.lines[0].title) for order in file.orders] == [
        (150, "Mug, blue, with a handle"), (250, "Mug, red, small, and, so, on"),
    ]  # fmt: skip
