"""Amazon: all orders, new and unshipped orders, sale reports."""

from datetime import UTC, datetime

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.imported import ImportedFile
from shopdesk.exchange.reading import read_files
from tests.exchange.exports import Write, columns, csv_text

ALL = columns(
    "amazon-order-id,merchant-order-id,purchase-date,last-updated-date,order-status,fulfillment-channel,sales-channel,"
    "order-channel,url,ship-service-level,product-name,sku,asin,item-status,quantity,currency,item-price,item-tax,"
    "shipping-price,shipping-tax,gift-wrap-price,gift-wrap-tax,item-promotion-discount,ship-promotion-discount,"
    "ship-city,ship-state,ship-postal-code,ship-country,promotion-ids,is-business-order,purchase-order-number,"
    "price-designation"
)
UNSHIPPED = columns(
    "order-id,order-item-id,purchase-date,payments-date,reporting-date,promise-date,days-past-promise,buyer-email,"
    "buyer-name,buyer-phone-number,sku,product-name,quantity-purchased,quantity-shipped,quantity-to-ship,"
    "ship-service-level,recipient-name,ship-address-1,ship-address-2,ship-address-3,ship-city,ship-state,"
    "ship-postal-code,ship-country,is-business-order,purchase-order-number,price-designation,is-iba,"
    "verge-of-cancellation,verge-of-lateShipment"
)
NUMBER = "111-0000001-0000001"


def sold(number: str = NUMBER, **cells: str) -> dict[str, str]:
    row = {
        "amazon-order-id": number, "merchant-order-id": number, "purchase-date": "2026-10-03T04:05:06+00:00",
        "last-updated-date": "2026-10-03T05:00:00+00:00", "order-status": "Unshipped",
        "fulfillment-channel": "Merchant", "sales-channel": "Amazon.com", "ship-service-level": "Standard",
        "product-name": 'Mug 4" blue', "sku": "MUG-B", "asin": "B000000001", "item-status": "Unshipped",
        "quantity": "2", "currency": "USD", "item-price": "20.00", "item-tax": "1.60", "shipping-price": "5.00",
        "shipping-tax": "0.40", "item-promotion-discount": "2.00", "ship-promotion-discount": "1.00",
        "ship-city": "SPRINGFIELD", "ship-state": "MA", "ship-postal-code": "01234", "ship-country": "US",
        "is-business-order": "false",
    }  # fmt: skip
    return row | {key.replace("_", "-"): text for key, text in cells.items()}


def plate(number: str = NUMBER, **cells: str) -> dict[str, str]:
    goods = {"sku": "PLATE", "product_name": "Plate", "quantity": "1", "item_price": "7.00", "item_tax": "0.56"}
    nothing = dict.fromkeys(
        ("shipping_price", "shipping_tax", "item_promotion_discount", "ship_promotion_discount"), ""
    )
    return sold(number, **(goods | nothing | cells))


def waiting(number: str = NUMBER, **cells: str) -> dict[str, str]:
    row = {
        "order-id": number, "order-item-id": "52000000000001", "purchase-date": "2026-10-03T04:05:06+00:00",
        "payments-date": "2026-10-03T04:05:06+00:00", "reporting-date": "2026-10-04T00:00:00+00:00",
        "promise-date": "2026-10-08T18:29:59+00:00", "days-past-promise": "-4",
        "buyer-email": "a1b2@marketplace.amazon.in", "buyer-name": "Buyer A", "buyer-phone-number": "555-0100",
        "sku": "MUG-B", "product-name": 'Mug 4" blue', "quantity-purchased": "2", "quantity-shipped": "0",
        "quantity-to-ship": "2", "ship-service-level": "Standard", "recipient-name": "Receiver B",
        "ship-address-1": "1 Example Street", "ship-address-2": "Near the well", "ship-city": "BENGALURU",
        "ship-state": "KARNATAKA", "ship-postal-code": "560001", "ship-country": "IN",
    }  # fmt: skip
    return row | {key.replace("_", "-"): text for key, text in cells.items()}


def read(write: Write, header: list[str], *rows: dict[str, str], **options: object) -> ImportedFile:
    text = csv_text(header, rows, "\t").replace('"Mug 4"" blue"', 'Mug 4" blue')  # Amazon quotes nothing
    return read_files([write(text, "report.txt")], **options)[0]  # type: ignore[arg-type]


def told(file: ImportedFile) -> list[tuple[str, str, int | None]]:
    return [(problem.code, problem.severity, problem.row) for problem in file.problems]


def test_all_orders(write: Write) -> None:
    file = read(write, ALL, sold(), plate(), sold("111-0000002-0000002"))
    assert (file.platform, file.kind, len(file.orders)) == ("amazon", "orders", 2)
    order = file.orders[0]
    assert [(line.sku, line.title, line.quantity, line.price, line.discount, line.total) for line in order.lines] == [
        ("MUG-B", 'Mug 4" blue', 2, 1000, 200, 1800),
        ("PLATE", "Plate", 1, 700, 0, 700),
    ]
    assert (order.goods, order.shipping, order.discount, order.tax, order.total) == (2500, 500, 100, 256, 3156)
    assert (order.payment, order.delivery, order.shipping_method) == ("paid", "none", "Standard")
    assert order.ordered_at == datetime(2026, 10, 3, 4, 5, 6, tzinfo=UTC)
    assert (order.city, order.postcode, order.country) == ("SPRINGFIELD", "01234", "US")
    assert order.extra["fulfillment-channel"] == "Merchant"


def test_indian_thousands(write: Write) -> None:
    order = read(write, ALL, sold(item_price="1,00,000.00", currency="INR"), plate(currency="INR")).orders[0]
    assert order.lines[0].total == 9_999_800


@pytest.mark.parametrize(
    ("channel", "currency", "total", "included"),
    [("Amazon.com", "USD", 2600, False), ("Amazon.de", "EUR", 2400, True), ("Amazon.co.jp", "JPY", 24, True)],
)
def test_tax_is_added_or_included(write: Write, channel: str, currency: str, total: int, included: bool) -> None:
    row = sold(sales_channel=channel, currency="", item_promotion_discount="", ship_promotion_discount="1.00")
    order = read(write, ALL, row).orders[0]
    assert (order.currency, order.total, order.tax_included) == (currency, total, included)


@pytest.mark.parametrize(
    ("status", "channel", "expected"),
    [
        ("Pending", "Merchant", ("unpaid", "none", False, False)),
        ("Unshipped", "Merchant", ("paid", "none", False, False)),
        ("PartiallyShipped", "Merchant", ("paid", "partial", False, False)),
        ("Partially Shipped", "Merchant", ("paid", "partial", False, False)),
        ("Shipped", "Merchant", ("paid", "full", False, False)),
        ("Cancelled", "Merchant", ("unpaid", "none", False, True)),
        ("Canceled", "Amazon", ("unpaid", "none", False, True)),
        ("Shipped - Delivered to Buyer", "Merchant", ("paid", "delivered", True, False)),
        ("Shipped - Returned to Seller", "Merchant", ("paid", "returning", False, False)),
        ("Shipped - Rejected by Buyer", "Merchant", ("paid", "refused", False, False)),
        ("Shipped - Lost in Transit", "Merchant", ("paid", "lost", False, False)),
        ("Pending - Waiting for Pick Up", "Merchant", ("paid", "none", False, False)),
        ("Shipping", "Amazon", ("paid", "full", False, False)),
        ("Unshipped", "Amazon", ("paid", "full", False, False)),
        ("Unshipped", "AFN", ("paid", "full", False, False)),
        ("Pending", "Amazon", ("unpaid", "none", False, False)),
    ],
)
def test_statuses_and_what_amazon_sends_itself(
    write: Write, status: str, channel: str, expected: tuple[object, ...]
) -> None:
    file = read(write, ALL, sold(order_status=status, fulfillment_channel=channel))
    order = file.orders[0]
    assert (order.payment, order.delivery, order.finished, order.cancelled) == expected
    assert told(file) == []


def test_a_part_is_sent_by_amazon(write: Write) -> None:
    order = read(write, ALL, sold(item_status=""), plate(fulfillment_channel="Amazon", item_status="")).orders[0]
    assert (order.delivery, [line.shipped for line in order.lines]) == ("partial", [None, 1])


def test_cancelled_items(write: Write) -> None:
    gone = plate(item_status="Cancelled", quantity="0", item_price="", item_tax="")
    order = read(write, ALL, sold(), gone).orders[0]
    assert ([line.sku for line in order.lines], order.extra["product-name"]) == (["MUG-B"], "Plate")
    order = read(write, ALL, gone | {"order-status": "Cancelled"}).orders[0]
    assert (order.lines, order.cancelled, order.total) == ([], True, 0)


def test_the_same_goods_twice_and_one_item_on_two_rows(write: Write) -> None:
    order = read(write, ALL, sold(), sold()).orders[0]
    assert [line.key for line in order.lines] == ["MUG-B", "MUG-B#2"]
    header = [*ALL, "order-item-id"]
    row = sold() | {"order-item-id": "1"}
    order = read(write, header, row | {"promotion-ids": "P1"}, row | {"promotion-ids": "P2"}).orders[0]
    assert (len(order.lines), order.total, order.extra["promotion-ids"]) == (1, 2400, "P1; P2")


def test_unshipped_orders_have_no_prices(write: Write) -> None:
    file = read(write, UNSHIPPED, waiting(), waiting("111-0000002-0000002", quantity_shipped="1", order_item_id="2"))
    assert (file.platform, file.kind, file.problems) == ("amazon", "orders", [])
    order = file.orders[0]
    assert order.ship_by == datetime(2026, 10, 8, 18, 29, 59, tzinfo=UTC)
    assert (order.payment, order.delivery, order.currency) == ("paid", "none", "INR")
    assert (order.buyer_name, order.buyer_phone, order.street) == (
        "Receiver B", "555-0100", "1 Example Street, Near the well",
    )  # fmt: skip
    assert order.extra["days-past-promise"] == "-4"
    assert (order.lines[0].title, order.lines[0].price) == ('Mug 4" blue', None)
    assert file.orders[1].delivery == "partial"
    assert not {"goods", "total", "paid", "refunded"} & file.order_fields
    assert not {"price", "total"} & file.line_fields


def test_promised_days(write: Write) -> None:
    header = [*UNSHIPPED, "latest-delivery-date"]
    order = read(write, header, waiting() | {"latest-delivery-date": "2026-10-12T18:29:59+00:00"}).orders[0]
    assert order.promised_delivery == datetime(2026, 10, 12, 18, 29, 59, tzinfo=UTC)


def test_a_cut_of_a_sale_report_is_known_by_its_numbers(write: Write) -> None:
    header = columns("Order ID,Date,Category,Qty,Amount")
    rows = [
        ["405-0000001-0000001", "2026-10-03", "Set", "1", "597"],
        ["405-0000001-0000001", "2026-10-03", "Set", "2", "549"],
    ]
    file = read_files([write(csv_text(header, rows))], currency="INR")[0]
    assert (file.platform, len(file.orders), file.orders[0].total) == ("amazon", 1, 114600)
    assert [(line.title, line.quantity, line.price) for line in file.orders[0].lines] == [
        ("Set", 1, 59700),
        ("Set", 2, 27450),
    ]
    with pytest.raises(UserError) as caught:
        read_files([write(csv_text(header, [["1001", "2026-10-03", "Set", "1", "597"]]))])
    assert caught.value.code == "file.unknown"


def test_a_whole_sale_report(write: Write) -> None:
    header = columns(
        "index,Order ID,Date,Status,Fulfilment,Sales Channel ,ship-service-level,Style,SKU,Category,Size,ASIN,"
        "Courier Status,Qty,currency,Amount,ship-city,ship-state,ship-postal-code,ship-country,promotion-ids,B2B,"
        "fulfilled-by,Unnamed: 22"
    )
    row = dict(zip(header, ["0", "405-0000001-0000001", "04-30-22", "Shipped - Delivered to Buyer", "Merchant",
                            "Amazon.in", "Standard", "S1", "S1-KR-M", "kurta", "M", "B000000001", "Shipped", "1",
                            "INR", "647.62", "MUMBAI", "MAHARASHTRA", "400081.0", "IN"], strict=False))  # fmt: skip
    gone = row | {"Order ID": "405-0000002-0000002", "Status": "Cancelled", "Qty": "0", "Amount": "", "currency": ""}
    file = read_files([write(csv_text(header, [row, gone]))])[0]
    order = file.orders[0]
    assert (order.total, order.currency, order.delivery, order.postcode) == (64762, "INR", "delivered", "400081")
    assert order.ordered_at == datetime(2022, 4, 30, tzinfo=UTC)
    assert (order.lines[0].sku, order.lines[0].title, order.lines[0].variant) == ("S1-KR-M", "kurta", "M")
    assert (file.orders[1].cancelled, file.orders[1].currency, file.problems) == (True, "INR", [])


def test_japanese_names_in_shift_jis(write: Write) -> None:
    rows = [
        sold(f"250-0000001-000000{n}", product_name="青いマグカップ 大きいサイズ 贈り物に", currency="JPY")
        for n in range(9)
    ]
    file = read_files([write(csv_text(ALL, rows, "\t"), encoding="shift_jis")])[0]
    assert file.orders[0].lines[0].title == "青いマグカップ 大きいサイズ 贈り物に"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"amazon_order_id": ""}, "order.number_missing"),
        ({"item_price": "cheap"}, "money.unreadable"),
        ({"quantity": "-1"}, "line.quantity"),
        ({"purchase_date": "2026-13-45"}, "date.unreadable"),
        ({"currency": "XQX"}, "currency.unknown"),
    ],
)
def test_refused(write: Write, cells: dict[str, str], code: str) -> None:
    file = read(write, ALL, sold("111-0000009-0000009"), sold(**cells))
    assert told(file) == [(code, "refused", 3)]
    assert [order.platform_order for order in file.orders] == ["111-0000009-0000009"]


def test_two_currencies_in_one_order(write: Write) -> None:
    file = read(write, ALL, sold(), plate(currency="CAD"))
    assert (file.orders, told(file)) == ([], [("order.two_currencies", "refused", 2)])


@pytest.mark.parametrize(
    "header",
    [
        "Sales Record Number,Order Number,Buyer Username,Buyer Name,Ship To Name,Item Number,Item Title,Custom Label,"
        "Quantity,Sold For,Total Price,Sale Date,Paid On Date",
        "Order ID,Email,Financial Status,Currency,Subtotal,Shipping,Total,Lineitem quantity,Lineitem name,Billing Name",
        "Date,Order No,Status,Total,Customer",
        "Order ID,Customer ID,Customer Name,Order Date,Order Status,Subtotal (inc tax),Order Total (inc tax)",
        'ID,"Purchase Point","Purchase Date",Status,"Customer Email",Subtotal,"Payment Method","Total Refunded"',
    ],
)
def test_tables_of_others_are_not_taken_for_a_known_platform(write: Write, header: str) -> None:
    width = header.count(",") + 1
    with pytest.raises(UserError) as caught:
        read_files([write(header + "\r\n" + ",".join(["405-0000001-0000001"] * width) + "\r\n")])
    assert caught.value.code == "file.unknown"
