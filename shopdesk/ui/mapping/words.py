"""What the fields of an order are called where columns are chosen for them."""

from typing import Final

from shopdesk.words import mark

# Groups of fields in the order in which a person thinks of an order.
FIELD_GROUPS: Final[tuple[tuple[str, tuple[tuple[str, str], ...]], ...]] = (
    (
        mark("Order"),
        (
            ("platform_order", mark("Order number")),
            ("ordered_at", mark("Order date")),
            ("status", mark("Status")),
            ("paid_at", mark("Paid on")),
            ("shipped_at", mark("Sent on")),
            ("signed_at", mark("Delivered on")),
            ("cancelled_at", mark("Cancelled on")),
            ("zone", mark("Time zone")),
        ),
    ),
    (
        mark("Items"),
        (
            ("title", mark("Item")),
            ("sku", mark("SKU")),
            ("variant", mark("Variant")),
            ("personalisation", mark("Personalisation")),
            ("quantity", mark("Quantity")),
            ("price", mark("Price of one")),
            ("line_total", mark("Amount of the row")),
            ("line_discount", mark("Discount of the row")),
            ("line_tax", mark("Tax of the row")),
        ),
    ),
    (
        mark("Amounts"),
        (
            ("total", mark("Order total")),
            ("shipping", mark("Shipping")),
            ("discount", mark("Order discount")),
            ("tax", mark("Tax")),
            ("paid", mark("Paid amount")),
            ("refunded", mark("Refunded amount")),
            ("currency", mark("Currency")),
            ("payment_method", mark("Payment method")),
            ("payment_reference", mark("Payment reference")),
        ),
    ),
    (
        mark("Buyer"),
        (
            ("buyer_name", mark("Name")),
            ("buyer_phone", mark("Phone")),
            ("buyer_email", mark("E-mail")),
            ("buyer_id", mark("Login or number")),
            ("buyer_message", mark("Buyer’s message")),
        ),
    ),
    (
        mark("Address"),
        (
            ("address", mark("Whole address")),
            ("street", mark("Street")),
            ("district", mark("District")),
            ("city", mark("City")),
            ("region", mark("Province or state")),
            ("postcode", mark("Postcode")),
            ("country", mark("Country")),
        ),
    ),
    (
        mark("Sending"),
        (
            ("shipping_method", mark("Shipping method")),
            ("carrier", mark("Carrier")),
            ("tracking", mark("Tracking number")),
            ("seller_memo", mark("Memo")),
        ),
    ),
)
SURENESS: Final[dict[str, tuple[str, str]]] = {
    "sure": (mark("sure"), "ok"),
    "likely": (mark("likely"), "active"),
    "unsure": (mark("please check"), "waiting"),
    "chosen": (mark("chosen"), "muted"),
}
STATES: Final[tuple[tuple[str, str], ...]] = (
    ("", mark("Not paid")),
    ("to_ship", mark("Paid, to be sent")),
    ("shipped", mark("Paid and sent")),
    ("completed", mark("Completed")),
)
DATE_ORDERS: Final[tuple[tuple[str, str], ...]] = (
    ("dmy", mark("day, month, year")),
    ("mdy", mark("month, day, year")),
    ("ymd", mark("year, month, day")),
)
# What has to be answered before the file can be read, by what is open.
QUESTIONS: Final[dict[str, str]] = {
    "platform_order": mark("Which column is the order number? Without one, rows cannot become orders."),
    "decimal": mark("Amounts such as {example} can be read in two ways: choose how they are written."),
    "date_order": mark("Dates such as {example} can be read in two ways: choose how they are written."),
    "currency": mark("Which currency is {example} in? Choose it."),
}
