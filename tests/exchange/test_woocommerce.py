"""WooCommerce: orders of several exporters, and products."""

from datetime import UTC, date, datetime

import pytest

from shopdesk.domain.imported import ImportedFile
from shopdesk.exchange.reading import read_files
from tests.exchange.exports import Write, columns, csv_text

SCRIPT = columns(
    "Order ID,Date Created,Date Paid,Status,Customer ID,Name,Email,Product ID,Product Name,Category,Total Amount,"
    "Total Discount,Payment Method,Payment Method Title"
)
ADVANCED = columns(
    "Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Last Name (Billing),Company (Billing),"
    "Address 1&2 (Billing),City (Billing),State Code (Billing),Postcode (Billing),Country Code (Billing),"
    "Email (Billing),Phone (Billing),First Name (Shipping),Last Name (Shipping),Address 1&2 (Shipping),"
    "City (Shipping),State Code (Shipping),Postcode (Shipping),Country Code (Shipping),Payment Method Title,"
    "Cart Discount Amount,Order Subtotal Amount,Shipping Method Title,Order Shipping Amount,Order Refund Amount,"
    "Order Total Amount,Order Total Tax Amount,SKU,Item #,Item Name,Quantity,Item Cost,Coupon Code"
)
WIDE = columns(
    "order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,fee_total,tax_total,"
    "cart_discount,order_discount,discount_total,order_total,order_subtotal,order_currency,payment_method,"
    "payment_method_title,transaction_id,shipping_method,customer_id,customer_email,billing_first_name,"
    "billing_last_name,billing_email,billing_phone,billing_address_1,billing_address_2,billing_postcode,billing_city,"
    "billing_state,billing_country,shipping_first_name,shipping_last_name,shipping_address_1,shipping_postcode,"
    "shipping_city,shipping_state,shipping_country,customer_note,order_notes,line_item_1,line_item_2"
)


def script_row(number: str = "88601", **cells: str) -> dict[str, str]:
    row = {
        "Order ID": number, "Date Created": "2026-10-03 09:25:08", "Date Paid": "2026-10-03T09:25:13",
        "Status": "processing", "Customer ID": "0", "Name": "Buyer A", "Email": "buyer.a@example.com",
        "Product ID": "594", "Product Name": "Blue mug", "Total Amount": "30.00", "Total Discount": "5.00",
        "Payment Method": "example_gateway", "Payment Method Title": "Credit Card",
    }  # fmt: skip
    return row | {key.replace("_", " "): text for key, text in cells.items()}


def advanced_row(number: str = "501", cells: dict[str, str] | None = None) -> dict[str, str]:
    row = {
        "Order Number": number, "Order Status": "Processing", "Order Date": "2026-10-03 09:25",
        "Customer Note": "Please ring", "First Name (Billing)": "Buyer", "Last Name (Billing)": "B",
        "Address 1&2 (Billing)": "2 Invoice Road", "City (Billing)": "Billtown", "Postcode (Billing)": "10115",
        "Country Code (Billing)": "DE", "Email (Billing)": "buyer.b@example.com", "Phone (Billing)": "555-0101",
        "First Name (Shipping)": "Receiver", "Last Name (Shipping)": "C", "Address 1&2 (Shipping)": "3 Parcel Road",
        "City (Shipping)": "Shiptown", "Postcode (Shipping)": "01067", "Country Code (Shipping)": "DE",
        "Payment Method Title": "Credit card", "Cart Discount Amount": "2.00", "Order Subtotal Amount": "27.00",
        "Order Shipping Amount": "5.00", "Order Total Amount": "30.00", "Order Total Tax Amount": "0.00",
        "SKU": "MUG-B", "Item #": "1", "Item Name": "Blue mug", "Quantity": "2", "Item Cost": "10.00",
    }  # fmt: skip
    return row | (cells or {})


def second(number: str = "501") -> dict[str, str]:
    goods = {"SKU": "PLATE", "Item #": "2", "Item Name": "Plate", "Quantity": "1", "Item Cost": "7.00"}
    return advanced_row(number, goods)


def wide_row(**cells: str) -> dict[str, str]:
    row = {
        "order_id": "188", "order_number": "WC-188", "order_date": "2026-10-03 09:25:08", "status": "wc-completed",
        "shipping_total": "4.00", "tax_total": "2.00", "discount_total": "1.00", "order_total": "30.00",
        "order_currency": "GBP", "payment_method": "bacs", "transaction_id": "TX-1", "customer_email": "a@example.com",
        "billing_first_name": "Buyer", "billing_last_name": "D", "billing_address_1": "1 Example Street",
        "billing_city": "Springfield", "billing_postcode": "AB1 2CD", "billing_country": "GB",
        "line_item_1": "name:Blue mug|product_id:9|sku:MUG-B|quantity:2|total:19.00|sub_total:20.00",
        "line_item_2": "name:Plate &amp; bowl|product_id:10|sku:PLATE|quantity:1|total:5.00|sub_total:5.00",
    }  # fmt: skip
    return row | cells


def read(write: Write, header: list[str], *rows: dict[str, str], **options: object) -> ImportedFile:
    return read_files([write(csv_text(header, rows))], **options)[0]  # type: ignore[arg-type]


def told(file: ImportedFile) -> list[tuple[str, str, int | None]]:
    return [(problem.code, problem.severity, problem.row) for problem in file.problems]


def test_a_repeated_total_counts_once(write: Write) -> None:
    file = read(write, SCRIPT, script_row(), script_row(Product_Name="Plate"), script_row("88602"), zone="Asia/Tokyo")
    assert (file.platform, file.kind, file.problems) == ("woocommerce", "orders", [])
    order = file.orders[0]
    assert (order.total, order.goods, order.discount, order.paid) == (3000, 3500, 500, 3000)
    assert [(line.title, line.quantity, line.price) for line in order.lines] == [
        ("Blue mug", 1, None),
        ("Plate", 1, None),
    ]
    assert order.ordered_at == datetime(2026, 10, 3, 0, 25, 8, tzinfo=UTC)
    assert order.paid_at == datetime(2026, 10, 3, 0, 25, 13, tzinfo=UTC)
    assert (order.buyer_name, order.buyer_email) == ("Buyer A", "buyer.a@example.com")
    assert not {"price", "total"} & file.line_fields


def test_two_totals_in_one_order_are_refused(write: Write) -> None:
    file = read(write, SCRIPT, script_row(), script_row(Total_Amount="12.00"), script_row("88602"))
    assert told(file) == [("order.two_totals", "refused", 2)]
    assert [order.platform_order for order in file.orders] == ["88602"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("pending", ("unpaid", "none", False, False)),
        ("wc-pending", ("unpaid", "none", False, False)),
        ("Pending payment", ("unpaid", "none", False, False)),
        ("processing", ("paid", "none", False, False)),
        ("on-hold", ("unpaid", "none", False, False)),
        ("On hold", ("unpaid", "none", False, False)),
        ("completed", ("paid", "full", True, False)),
        ("cancelled", ("paid", "none", False, True)),
        ("refunded", ("refunded", "none", False, False)),
        ("failed", ("unpaid", "none", False, False)),
        ("checkout-draft", ("unpaid", "none", False, False)),
        ("In Bearbeitung", ("paid", "none", False, False)),
        ("Abgeschlossen", ("paid", "delivered", True, False)),
        ("已完成", ("paid", "full", True, False)),
    ],
)
def test_statuses(write: Write, status: str, expected: tuple[object, ...]) -> None:
    file = read(write, SCRIPT, script_row(Status=status))
    order = file.orders[0]
    assert (order.payment, order.delivery, order.finished, order.cancelled) == expected
    assert file.problems == []


def test_a_status_nobody_knows_leaves_it_to_the_payment(write: Write) -> None:
    file = read(write, SCRIPT, script_row(), script_row("88602", Status="quantum"))
    assert told(file) == [("status.unknown", "warning", 3)]
    assert file.orders[1].payment == "paid"


def test_cash_on_delivery_is_paid_at_the_door(write: Write) -> None:
    row = script_row(Payment_Method="cod", Payment_Method_Title="Cash on delivery", Date_Paid="")
    order = read(write, SCRIPT, row).orders[0]
    assert (order.pay_on_delivery, order.payment, order.paid) == (True, "unpaid", 0)
    done = read(write, SCRIPT, row | {"Status": "completed"}).orders[0]
    assert (done.payment, done.finished) == ("paid", True)


def test_refunds(write: Write) -> None:
    assert read(write, SCRIPT, script_row(Status="refunded")).orders[0].refunded == 3000
    part = read(write, ADVANCED, advanced_row(cells={"Order Refund Amount": "-10.00"}), second()).orders[0]
    assert (part.refunded, part.payment) == (1000, "part_refunded")


def test_advanced_order_export(write: Write) -> None:
    file = read(write, ADVANCED, advanced_row(), second())
    assert (file.platform, file.problems) == ("woocommerce", [])
    order = file.orders[0]
    assert [(line.sku, line.title, line.quantity, line.price, line.total) for line in order.lines] == [
        ("MUG-B", "Blue mug", 2, 1000, 2000),
        ("PLATE", "Plate", 1, 700, 700),
    ]
    assert (order.goods, order.discount, order.shipping, order.total) == (2700, 200, 500, 3000)
    assert (order.buyer_name, order.street, order.city) == ("Receiver C", "3 Parcel Road", "Shiptown")
    assert (order.postcode, order.country) == ("01067", "DE")
    assert (order.buyer_email, order.buyer_phone, order.buyer_message) == (
        "buyer.b@example.com",
        "555-0101",
        "Please ring",
    )


def test_the_quantity_that_the_exporter_ticks_by_default(write: Write) -> None:
    header = [name if name != "Quantity" else "Quantity (- Refund)" for name in ADVANCED]
    rows = [{("Quantity (- Refund)" if name == "Quantity" else name): text for name, text in row.items()}
            for row in (advanced_row(), second())]  # fmt: skip
    assert [line.quantity for line in read(write, header, *rows).orders[0].lines] == [2, 1]


def test_the_list_of_orders_that_woocommerce_itself_exports(write: Write) -> None:
    header = columns(
        "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),N. Revenue"
    )
    goods = "2× Blue mug, large, 1× Plate"
    row = ["2026-10-03 09:25:08", "501", "&#36;27.00", "processing", "Buyer A", "new", goods, "3", "", "27"]
    file = read_files([write(csv_text(header, [row]))])[0]
    assert (file.platform, file.problems) == ("woocommerce", [])
    order = file.orders[0]
    assert [(line.title, line.quantity) for line in order.lines] == [("Blue mug, large", 2), ("Plate", 1)]
    assert (order.goods, order.total, order.buyer_name, order.payment) == (2700, None, "Buyer A", "paid")


def test_no_shipping_address(write: Write) -> None:
    blank = dict.fromkeys((name for name in ADVANCED if name.endswith("(Shipping)")), "")
    order = read(write, ADVANCED, advanced_row(cells=blank), second()).orders[0]
    assert (order.buyer_name, order.street, order.postcode) == ("Buyer B", "2 Invoice Road", "10115")


def test_order_cells_on_the_first_row_only(write: Write) -> None:
    more = {
        name: text for name, text in second().items() if name in ("SKU", "Item #", "Item Name", "Quantity", "Item Cost")
    }
    file = read(write, ADVANCED, advanced_row(), more, advanced_row("502"), more)
    assert [len(order.lines) for order in file.orders] == [2, 2]
    assert file.problems == []


def test_items_packed_into_cells(write: Write) -> None:
    file = read(write, WIDE, wide_row())
    assert (file.platform, file.problems) == ("woocommerce", [])
    order = file.orders[0]
    assert (order.platform_order, order.currency, order.payment, order.finished) == ("WC-188", "GBP", "paid", True)
    assert [(line.sku, line.title, line.quantity, line.price, line.discount, line.total) for line in order.lines] == [
        ("MUG-B", "Blue mug", 2, 1000, 100, 1900),
        ("PLATE", "Plate & bowl", 1, 500, 0, 500),
    ]
    assert (order.goods, order.discount, order.tax, order.total) == (2400, 0, 200, 3000)
    assert order.postcode == "AB1 2CD"


def test_items_in_one_cell_and_in_numbered_columns(write: Write) -> None:
    header = [*WIDE[:-2], "line_items"]
    cell = "id:1|name:Mug|sku:M|quantity:2|subtotal:20.00|total:20.00;id:2|name:Pot|sku:P|quantity:1|total:5.00"
    row = {name: text for name, text in wide_row().items() if name in header} | {"line_items": cell}
    lines = read(write, header, row).orders[0].lines
    assert [(line.sku, line.quantity, line.total) for line in lines] == [("M", 2, 2000), ("P", 1, 500)]
    names = [f"Product Item {n} {name}" for n in (1, 2) for name in ("Name", "id", "SKU", "Quantity", "Total")]
    row = {name: text for name, text in wide_row().items() if name in WIDE[:-2]}
    row |= dict(zip(names, ["Mug", "9", "M", "2", "20.00", "Pot", "10", "P", "1", "5.00"], strict=True))
    lines = read(write, [*WIDE[:-2], *names], row).orders[0].lines
    assert [(line.sku, line.quantity, line.price, line.total) for line in lines] == [
        ("M", 2, 1000, 2000),
        ("P", 1, 500, 500),
    ]


def test_amounts_that_nothing_explains(write: Write) -> None:
    file = read(write, ADVANCED, advanced_row(cells={"Order Total Amount": "99.00"}))
    assert told(file) == [("order.total_mismatch", "warning", 2)]


def test_slashed_dates(write: Write) -> None:
    file = read(
        write, SCRIPT, script_row(Date_Created="25/10/2026 09:25"), script_row("2", Date_Created="03/10/2026 10:00")
    )
    days = [order.ordered_at.date() for order in file.orders if order.ordered_at]
    assert days == [date(2026, 10, 25), date(2026, 10, 3)]
    file = read(write, SCRIPT, script_row(Date_Created="03/10/2026 09:25"))
    assert told(file) == [("date.order_guessed", "warning", None)]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Order_ID": "8.86E+14"}, "id.destroyed"),
        ({"Total_Amount": "many"}, "money.unreadable"),
        ({"Total_Amount": "-30.00"}, "money.negative"),
        ({"Date_Created": "soon"}, "date.unreadable"),
    ],
)
def test_refused(write: Write, cells: dict[str, str], code: str) -> None:
    file = read(write, SCRIPT, script_row("1234"), script_row(**cells))
    assert told(file) == [(code, "refused", 3)]


def test_a_number_is_missing(write: Write) -> None:
    file = read(write, SCRIPT, script_row(Order_ID=""), script_row("7"))
    assert told(file) == [("order.number_missing", "refused", 2)]


# -- products ------------------------------------------------------------------------------------------------------

PRODUCTS = columns(
    "ID,Type,SKU,Name,Published,Is featured?,Visibility in catalog,Short description,In stock?,Stock,Weight (kg),"
    "Sale price,Regular price,Categories,Images,Parent,Attribute 1 name,Attribute 1 value(s),Attribute 2 name,"
    "Attribute 2 value(s),Attribute 1 default"
)


def product(number: str, kind: str = "simple", **cells: str) -> dict[str, str]:
    row = {"ID": number, "Type": kind, "Name": "Blue mug", "Published": "1", "Regular price": "12.50", "Stock": "4"}
    return row | {key.replace("_", " "): text for key, text in cells.items()}


def test_products_and_variations(write: Write) -> None:
    file = read(
        write,
        PRODUCTS,
        product("7", SKU="MUG", Categories="Kitchen > Mugs", **{"Weight (kg)": "0.35"}, Sale_price="10", Stock="-2"),
        product("8", "variable", SKU="TEE", Name="Tee", Categories="Clothing", Regular_price="", Stock=""),
        product("9", "variation", SKU="", Name="Tee - Red", Parent="id:8", Regular_price="20", Stock="parent",
                **{"Attribute 1 value(s)": "Red", "Attribute 2 value(s)": "L"}),
        product("10", "variation", SKU="TEE-B", Name="Tee - Blue", Parent="TEE", **{"Attribute 1 value(s)": "Blue"}),
        product("11", "simple, downloadable, virtual", Name="A &amp; B", Published="0", Stock=""),
        currency="EUR",
    )  # fmt: skip
    assert (file.platform, file.kind, file.problems) == ("woocommerce", "products", [])
    assert [(item.key, item.title, item.variant, item.price, item.stock) for item in file.products] == [
        ("MUG", "Blue mug", "", 1250, -2),
        ("woocommerce:9", "Tee", "Red / L", 2000, None),
        ("TEE-B", "Tee", "Blue", 1250, 4),
        ("woocommerce:11", "A & B", "", 1250, None),
    ]
    assert (file.products[0].category, file.products[0].weight_g) == ("Kitchen > Mugs", 350)
    assert (file.products[0].extra["Sale price"], file.products[1].category) == ("10", "Clothing")
    assert [item.status for item in file.products] == ["active", "active", "active", "hidden"]


def test_products_in_german(write: Write) -> None:
    header = columns(
        "ID;Typ;Artikelnummer;Name;Veröffentlicht;Lager;Gewicht (kg);Regulärer Preis;Kategorien".replace(";", ",")
    )
    row = ["5", "simple", "TASSE", "Tasse", "1", "3", "0,4", "12,50", "Küche"]
    file = read_files([write(csv_text(header, [row], ";"), encoding="utf-8-sig")])[0]
    item = file.products[0]
    assert (file.platform, item.sku, item.price, item.stock, item.weight_g) == ("woocommerce", "TASSE", 1250, 3, 400)


def test_products_that_cannot_be(write: Write) -> None:
    file = read(
        write,
        PRODUCTS,
        product("1", SKU="A"),
        product("2", SKU="A"),
        product("3", Regular_price="-1"),
        product("4", Name=""),
    )
    assert [problem.code for problem in file.problems] == ["product.duplicate", "money.negative", "product.unnamed"]
    assert len(file.products) == 1
