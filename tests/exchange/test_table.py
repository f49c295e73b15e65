"""Any table through a mapping."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.imported import ImportedFile
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
