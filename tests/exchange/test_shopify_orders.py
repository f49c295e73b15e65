"""Shopify's orders export, quirk by quirk."""

from datetime import UTC, datetime

import pytest

from shopdesk.domain.imported import ImportedFile
from shopdesk.exchange.reading import read_files
from tests.exchange.exports import SHOPIFY_HEADER, Read, Write, csv_text, shopify_head, shopify_more


def codes(file: ImportedFile, severity: str = "refused") -> list[tuple[str, int | None]]:
    return [(problem.code, problem.row) for problem in file.problems if problem.severity == severity]


def test_an_order_of_several_rows(shopify: Read) -> None:
    file = shopify(
        shopify_head(Subtotal="34.00", Total="39.00"),
        shopify_more(),
        shopify_more(Lineitem_quantity="1"),
        shopify_head("#1002"),
    )
    assert (file.platform, file.kind, file.rows, file.encoding) == ("shopify", "orders", 4, "utf-8")
    assert [order.platform_order for order in file.orders] == ["#1001", "#1002"]
    order = file.orders[0]
    assert [(line.sku, line.quantity, line.price, line.total, line.row) for line in order.lines] == [
        ("MUG-B", 2, 1000, 2000, 2),
        ("PLATE", 1, 700, 700, 3),
        ("PLATE", 1, 700, 700, 4),
    ]
    assert [line.key for line in order.lines] == ["MUG-B|Mug - Blue|", "PLATE|Plate|", "PLATE|Plate|#2"]
    assert (order.goods, order.shipping, order.total, order.paid, order.currency) == (3400, 500, 3900, 3900, "USD")
    assert order.ordered_at == datetime(2026, 10, 3, 4, 4, 5, tzinfo=UTC)
    assert order.paid_at == datetime(2026, 10, 3, 4, 5, 6, tzinfo=UTC)
    assert file.zone is None  # every cell named its own
    assert file.problems == []


def test_address_and_wrapped_cells(shopify: Read) -> None:
    order = shopify(shopify_head()).orders[0]
    assert (order.buyer_name, order.buyer_phone, order.buyer_email) == ("Buyer A", "555-0100", "buyer.a@example.com")
    assert (order.street, order.city, order.postcode, order.country) == (
        "1 Example Street",
        "Springfield",
        "01234",
        "US",
    )
    assert order.extra["Id"] == "9000000000001"


def test_billing_address_where_nothing_is_shipped_to(shopify: Read) -> None:
    blank = {f"Shipping_{name}": "" for name in ("Name", "Street", "City", "Zip", "Province", "Country", "Phone")}
    order = shopify(
        shopify_head(**blank, Billing_Name="Buyer B", Billing_Address1="2 Example Road", Billing_Address2="Flat 3",
                     Billing_City="Shelbyville", Billing_Country="US", Phone="'+1 555-0101")
    ).orders[0]  # fmt: skip
    assert (order.buyer_name, order.street, order.city) == ("Buyer B", "2 Example Road, Flat 3", "Shelbyville")
    assert order.buyer_phone == "+1 555-0101"


@pytest.mark.parametrize(
    ("financial", "fulfillment", "payment", "delivery", "cancelled"),
    [
        ("paid", "unfulfilled", "paid", "none", False),
        ("paid", "fulfilled", "paid", "full", False),
        ("paid", "partial", "paid", "partial", False),
        ("paid", "restocked", "paid", "none", False),
        ("paid", "", "paid", "none", False),
        ("PAID", "Fulfilled", "paid", "full", False),
        ("pending", "fulfilled", "unpaid", "full", False),
        ("authorized", "unfulfilled", "unpaid", "none", False),
        ("expired", "unfulfilled", "unpaid", "none", False),
        ("partially_paid", "unfulfilled", "part_paid", "none", False),
        ("partially_refunded", "fulfilled", "part_refunded", "full", False),
        ("refunded", "fulfilled", "refunded", "full", False),
        ("voided", "unfulfilled", "unpaid", "none", True),
    ],
)
def test_statuses(
    shopify: Read, financial: str, fulfillment: str, payment: str, delivery: str, cancelled: bool
) -> None:
    order = shopify(shopify_head(Financial_Status=financial, Fulfillment_Status=fulfillment)).orders[0]
    assert (order.payment, order.delivery, order.cancelled) == (payment, delivery, cancelled)


def test_unknown_status_is_said(shopify: Read) -> None:
    file = shopify(shopify_head(Financial_Status="bartered"))
    assert codes(file, "warning") == [("status.unknown", 2)]
    assert file.orders[0].payment == "unpaid"


def test_cancelled_at(shopify: Read) -> None:
    order = shopify(shopify_head(Cancelled_at="2026-10-04 00:00:00 +0000")).orders[0]
    assert order.cancelled
    assert order.cancelled_at == datetime(2026, 10, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("financial", "outstanding", "paid"),
    [
        ("paid", "0.00", 2500),
        ("paid", "25.00", 2500),  # imported orders: paid, the whole sum outstanding, Paid at blank
        ("partially_paid", "15.00", 1000),
        ("pending", "25.00", 0),
        ("voided", "0.00", 0),
        ("pending", "", 0),
    ],
)
def test_paid(shopify: Read, financial: str, outstanding: str, paid: int) -> None:
    order = shopify(shopify_head(Financial_Status=financial, Outstanding_Balance=outstanding, Paid_at="")).orders[0]
    assert order.paid == paid
    assert order.paid_at is None


@pytest.mark.parametrize(
    ("method", "expected"), [("Cash on Delivery (COD)", True), ("货到付款", True), ("custom", False), ("", False)]
)
def test_cash_on_delivery(shopify: Read, method: str, expected: bool) -> None:
    order = shopify(shopify_head(Financial_Status="pending", Payment_Method=method)).orders[0]
    assert order.pay_on_delivery is expected


def test_notes_attributes_and_scripts_stay_text(shopify: Read) -> None:
    order = shopify(
        shopify_head(
            Notes="First paragraph.\n\nSecond paragraph.",
            Note_Attributes="First name: Buyer A\nCity: Springfield",
            Shipping_Name="<script>alert(1)</script>",
            Lineitem_name='=HYPERLINK("http://example.com")',
            Tags="gift, COD form",
        )
    ).orders[0]
    assert order.buyer_message == "First paragraph.\n\nSecond paragraph."
    assert order.extra["Note Attributes"] == "First name: Buyer A\nCity: Springfield"
    assert order.extra["Tags"] == "gift, COD form"
    assert order.buyer_name == "<script>alert(1)</script>"
    assert order.lines[0].title == '=HYPERLINK("http://example.com")'


def test_row_numbers_count_records_and_blank_ones(write: Write) -> None:
    lines = csv_text(SHOPIFY_HEADER, [shopify_head(Notes="two\nlines"), [""] * 5, [], shopify_head("#1002")])
    orders = read_files([write(lines)])[0].orders
    assert [order.row for order in orders] == [2, 5]


def test_two_zones_in_one_file_and_cells_without(shopify: Read) -> None:
    file = shopify(
        shopify_head("#1", Created_at="2026-04-05 19:50:32 +0400", Paid_at=""),
        shopify_head("#2", Created_at="2026-04-05 19:50:32 +0500", Paid_at=""),
        shopify_head("#3", Created_at="2026-04-05 19:50:32", Paid_at=""),
        zone="America/New_York",
    )
    hours = [order.ordered_at.hour for order in file.orders if order.ordered_at]
    assert hours == [15, 14, 23]
    assert file.zone == "America/New_York"


def test_repeated_order_cells_are_never_summed(shopify: Read) -> None:
    head = shopify_head(Subtotal="27.00", Total="32.00")
    second = head | {
        "Lineitem name": "Plate",
        "Lineitem sku": "PLATE",
        "Lineitem quantity": "1",
        "Lineitem price": "7.00",
    }
    file = shopify(head, second)
    assert file.problems == []
    assert [(order.total, len(order.lines)) for order in file.orders] == [(3200, 2)]


def test_duplicate_order_number(shopify: Read) -> None:
    file = shopify(shopify_head(), shopify_head("#1002"), shopify_head())
    assert [order.platform_order for order in file.orders] == ["#1002"]
    assert codes(file) == [("order.duplicate", 4)]
    assert [row for row, _cells in file.refused_rows] == [2, 4]


def test_duplicate_next_to_each_other(shopify: Read) -> None:
    other = shopify(shopify_head(), shopify_head(Total="26.00"))
    same = shopify(shopify_head(), shopify_head())
    assert [problem.code for problem in other.problems] == ["order.duplicate"]
    assert [problem.code for problem in same.problems] == ["order.duplicate"]
    assert not other.orders
    assert not same.orders


def test_two_currencies(shopify: Read) -> None:
    file = shopify(shopify_head(), shopify_more(Currency="EUR"), shopify_head("#1002"))
    assert codes(file) == [("order.two_currencies", 3)]
    assert [order.platform_order for order in file.orders] == ["#1002"]


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"Lineitem_quantity": "-1"}, "line.quantity", "Lineitem quantity"),
        ({"Lineitem_quantity": "1.5"}, "line.quantity", "Lineitem quantity"),
        ({"Lineitem_quantity": "many"}, "line.quantity", "Lineitem quantity"),
        ({"Lineitem_price": "free"}, "money.unreadable", "Lineitem price"),
        ({"Lineitem_price": "-1.00"}, "money.negative", "Lineitem price"),
        ({"Total": "12,3,4"}, "money.unreadable", "Total"),
        ({"Created_at": "0000-01-01 00:00:00 +0000"}, "date.out_of_range", "Created at"),
        ({"Created_at": "9999-12-31 00:00:00 +0000"}, "date.out_of_range", "Created at"),
        ({"Paid_at": "yesterday"}, "date.unreadable", "Paid at"),
        ({"Name": "1.37E+14"}, "id.destroyed", "Name"),
        ({"Name": ""}, "order.number_missing", "Name"),
        ({"Currency": "Dollars"}, "currency.unknown", "Currency"),
    ],
)
def test_refused(shopify: Read, cells: dict[str, str], code: str, column: str) -> None:
    file = shopify(shopify_head("#1000"), shopify_head(**cells))
    assert [(problem.code, problem.column, problem.row) for problem in file.problems] == [(code, column, 3)]
    assert [order.platform_order for order in file.orders] == ["#1000"]
    assert file.refused_rows[0][0] == 3


def test_a_bad_line_refuses_its_whole_order(shopify: Read) -> None:
    file = shopify(shopify_head(), shopify_more(Lineitem_quantity="-2"), shopify_head("#1002"))
    assert [order.platform_order for order in file.orders] == ["#1002"]
    assert codes(file) == [("line.quantity", 3)]
    assert [row for row, _cells in file.refused_rows] == [2, 3]


def test_a_file_cut_at_its_beginning(shopify: Read) -> None:
    file = shopify(shopify_more(), shopify_head("#1002"))
    assert codes(file) == [("order.head_missing", 2)]


def test_totals_that_do_not_add_up_are_said_and_kept(shopify: Read) -> None:
    file = shopify(shopify_head(Total="99.00"))
    assert codes(file, "warning") == [("order.total_mismatch", 2)]
    assert file.orders[0].total == 9900


@pytest.mark.parametrize(
    ("cells", "discount", "included"),
    [
        ({"Taxes": "2.00", "Total": "27.00"}, 0, False),
        ({"Taxes": "2.00"}, 0, True),
        ({"Discount_Amount": "4.00", "Subtotal": "16.00", "Total": "21.00"}, 400, False),
        # the order's discount holds the line's again
        ({"Lineitem_discount": "4.00", "Discount_Amount": "4.00", "Subtotal": "16.00", "Total": "21.00"}, 0, False),
        ({"Lineitem_discount": "4.00", "Subtotal": "16.00", "Total": "21.00"}, 0, False),
        # a discount on shipping only: the subtotal leaves it out
        ({"Discount_Amount": "5.00", "Total": "20.00"}, 500, False),
    ],
)
def test_totals_that_add_up(shopify: Read, cells: dict[str, str], discount: int, included: bool) -> None:
    file = shopify(shopify_head(**cells))
    assert file.problems == []
    assert (file.orders[0].discount, file.orders[0].tax_included) == (discount, included)


def test_ids_that_count_rows(shopify: Read) -> None:
    file = shopify(*(shopify_head(str(number)) for number in (1, 2, 3)))
    assert file.ids_count_rows
    assert codes(file, "warning") == [("id.counts_rows", None)]


def test_short_long_and_total_rows(write: Write) -> None:
    text = csv_text(SHOPIFY_HEADER, [shopify_head()])
    text += "#1002,buyer.b@example.com,paid,,,,,USD,1.00,0.00,0.00,1.00,,,,2026-10-03 12:04:05 +0800,1,Mug,1.00\r\n"
    text += ",".join(["Total", *[""] * 10, "26.00"]) + "\r\n" + "," * 90 + "\r\nexported by example\r\n"
    file = read_files([write(text)])[0]
    assert [order.platform_order for order in file.orders] == ["#1001", "#1002"]
    assert [(problem.code, problem.severity, problem.found) for problem in file.problems] == [
        ("row.left_out", "warning", "4, 6")
    ]


def test_only_columns_of_the_file_are_spoken_of(write: Write) -> None:
    narrow = csv_text(["Name", "Created at", "Lineitem name", "Lineitem quantity"], [["#1", "2026-10-03", "Mug", "1"]])
    file = read_files([write(narrow)], default_currency="EUR", default_zone="Europe/Berlin")[0]
    assert "total" not in file.order_fields
    assert "payment" not in file.order_fields
    assert {"ordered_at", "lines"} <= file.order_fields
    assert (file.currency, file.zone) == ("EUR", "Europe/Berlin")
    assert file.orders[0].ordered_at == datetime(2026, 10, 2, 22, tzinfo=UTC)
