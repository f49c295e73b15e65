"""The data sheets: which columns each has, and which rows its totals count."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from shopdesk import vocabulary as words
from shopdesk.domain.month import MonthFacts
from shopdesk.exchange.workbook.columns import Column
from shopdesk.words import mark


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """One data sheet. `counted` says which rows go into the totals; `by_currency`: one totals row per currency."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Any]
    by_currency: bool = False
    counted: Callable[[Any], bool] = lambda _row: True

    def letter_index(self, field: str) -> int:
        """The position of a column, from 1."""
        return next(place for place, column in enumerate(self.columns, start=1) if column.field == field)


SUMMARY = mark("Summary")

ORDERS = (
    Column("number", mark("Order no.")),
    Column("local_day", mark("Day"), "day"),
    Column("ordered_at", mark("Ordered"), "moment"),
    Column("platform", mark("Platform"), "word", words.PLATFORM),
    Column("account", mark("Account")),
    Column("platform_order", mark("Platform order no.")),
    Column("status", mark("Status"), "word", words.ORDER_STATUS),
    Column("payment", mark("Payment"), "word", words.PAYMENT),
    Column("delivery", mark("Delivery"), "word", words.DELIVERY),
    Column("buyer_name", mark("Buyer")),
    Column("currency", mark("Currency")),
    Column("units", mark("Units"), "count", total=True),
    Column("goods", mark("Goods"), "money", total=True),
    Column("discount", mark("Discount"), "money", total=True),
    Column("shipping", mark("Shipping"), "money", total=True),
    Column("tax", mark("Tax"), "money", total=True),
    Column("total", mark("Total"), "money", total=True),
    Column("paid", mark("Paid"), "money", total=True),
    Column("refunded", mark("Refunded so far"), "money", total=True),
    Column("paid_at", mark("Paid on"), "moment"),
    Column("payment_method", mark("Payment method")),
    Column("payment_reference", mark("Payment reference")),
    Column("pay_on_delivery", mark("Pay on delivery"), "yes"),
    Column("shipped_at", mark("Shipped on"), "moment"),
    Column("signed_at", mark("Delivered on"), "moment"),
    Column("carrier", mark("Carrier")),
    Column("tracking", mark("Tracking no.")),
    Column("flag", mark("Flag"), "word", words.FLAG),
    Column("customer", mark("Customer no.")),
    Column("buyer_phone", mark("Phone")),
    Column("buyer_email", mark("E-mail")),
    Column("country", mark("Country")),
    Column("region", mark("Region")),
    Column("city", mark("City")),
    Column("district", mark("District")),
    Column("street", mark("Street")),
    Column("postcode", mark("Postcode")),
    Column("buyer_message", mark("Buyer's message")),
    Column("seller_memo", mark("Seller's memo")),
)
LINES = (
    Column("order", mark("Order no.")),
    Column("local_day", mark("Day"), "day"),
    Column("platform", mark("Platform"), "word", words.PLATFORM),
    Column("status", mark("Status"), "word", words.ORDER_STATUS),
    Column("line", mark("Line"), "place"),
    Column("sku", mark("SKU")),
    Column("title", mark("Title")),
    Column("variant", mark("Variant")),
    Column("personalisation", mark("Personalisation")),
    Column("currency", mark("Currency")),
    Column("quantity", mark("Quantity"), "count", total=True),
    Column("price", mark("Price"), "money"),
    Column("discount", mark("Discount"), "money", total=True),
    Column("total", mark("Total"), "money", total=True),
    Column("shipped", mark("Units shipped"), "count", total=True),
    Column("returned", mark("Units returned"), "count", total=True),
    Column("refunded", mark("Refunded so far"), "money", total=True),
)
_INQUIRIES = (
    Column("number", mark("Inquiry no.")),
    Column("local_day", mark("Day"), "day"),
    Column("created_at", mark("Came in"), "moment"),
    Column("status", mark("Status"), "word", words.INQUIRY_STATUS),
    Column("channel", mark("Channel"), "word", words.CHANNEL),
    Column("contact", mark("Contact")),
    Column("customer", mark("Customer no.")),
    Column("subject", mark("Subject")),
    Column("products", mark("Products")),
    Column("assignee", mark("Assignee")),
    Column("priority", mark("Priority"), "word", words.PRIORITY),
    Column("first_reply_at", mark("First reply"), "moment"),
    Column("follow_up_at", mark("Follow up"), "moment"),
    Column("closed_at", mark("Closed on"), "moment"),
    Column("lost_reason", mark("Lost because of"), "word", words.LOST_REASON),
    Column("order", mark("Became order")),
)
_CASES = (
    Column("number", mark("Case no.")),
    Column("local_day", mark("Day"), "day"),
    Column("opened_at", mark("Opened"), "moment"),
    Column("kind", mark("Kind"), "word", words.CASE_KIND),
    Column("status", mark("Status"), "word", words.CASE_STATUS),
    Column("reason", mark("Reason"), "word", words.CASE_REASON),
    Column("responsible", mark("Responsible"), "word", words.RESPONSIBLE),
    Column("orders", mark("Orders")),
    Column("customer", mark("Customer no.")),
    Column("customer_name", mark("Customer")),
    Column("subject", mark("Subject")),
    Column("assignee", mark("Assignee")),
    Column("currency", mark("Currency")),
    Column("asked", mark("Asked"), "money", total=True),
    Column("agreed", mark("Agreed"), "money", total=True),
    Column("paid", mark("Paid back"), "money", total=True, value=lambda row: row.paid if row.currency else None),
    Column("received_at", mark("Goods received"), "moment"),
    Column("return_carrier", mark("Return carrier")),
    Column("return_tracking", mark("Return tracking no.")),
    Column("resolved_at", mark("Resolved on"), "moment"),
    Column("closed_at", mark("Closed on"), "moment"),
    Column("resolution", mark("Resolution")),
    Column("rating", mark("Rating"), "count"),
)
_REFUND_SOURCE = {"import": mark("Platform"), "hand": mark("Entered here")}
_REFUNDS = (
    Column("order", mark("Order no.")),
    Column("local_day", mark("Refunded on"), "day"),
    Column("paid_at", mark("Time"), "moment"),
    Column("platform", mark("Platform"), "word", words.PLATFORM),
    Column("order_day", mark("Order day"), "day"),
    Column("buyer_name", mark("Buyer")),
    Column("case", mark("Case no.")),
    Column("source", mark("Known from"), "word", _REFUND_SOURCE),
    Column("note", mark("Note")),
    Column("currency", mark("Currency")),
    Column("amount", mark("Amount"), "money", total=True),
)
_PACKING = (
    Column("number", mark("List no.")),
    Column("local_day", mark("Day"), "day"),
    Column("created_at", mark("Made"), "moment"),
    Column("status", mark("Status"), "word", words.PACKING_STATUS),
    Column("orders", mark("Orders")),
    Column("buyer_name", mark("Buyer")),
    Column("carrier", mark("Carrier")),
    Column("service", mark("Service")),
    Column("tracking", mark("Tracking no.")),
    Column("packed_by", mark("Packed by")),
    Column("units", mark("Units"), "count", total=True),
    Column("parcels", mark("Parcels"), "count", total=True),
    Column("net_g", mark("Net weight (g)"), "count", total=True),
    Column("gross_g", mark("Gross weight (g)"), "count", total=True),
    Column("printed", mark("Times printed"), "count"),
    Column("shipped_at", mark("Shipped on"), "moment"),
    Column("delivered_at", mark("Delivered on"), "moment"),
    Column("note", mark("Note")),
)
_CUSTOMERS = (
    Column("number", mark("Customer no.")),
    Column("name", mark("Name")),
    Column("phone", mark("Phone")),
    Column("email", mark("E-mail")),
    Column("place", mark("Place")),
    Column("level", mark("Level")),
    Column("status", mark("Status"), "word", words.CUSTOMER_STATUS),
    Column("points", mark("Points"), "count"),
    Column("orders", mark("Orders"), "count", total=True),
    Column("inquiries", mark("Inquiries"), "count", total=True),
)


def data_sheets(facts: MonthFacts) -> list[SheetSpec]:
    """The data sheets of a month, in their order."""

    def listed(row: Any) -> bool:
        return bool(row.status != "cancelled")

    return [
        SheetSpec("orders", mark("Orders"), ORDERS, facts.orders, by_currency=True, counted=listed),
        SheetSpec("lines", mark("Lines"), LINES, facts.lines, by_currency=True, counted=listed),
        SheetSpec("inquiries", mark("Inquiries"), _INQUIRIES, facts.inquiries),
        SheetSpec("aftersales", mark("After-sales"), _CASES, facts.cases, by_currency=True),
        SheetSpec("refunds", mark("Refunds"), _REFUNDS, facts.refunds, by_currency=True),
        SheetSpec("packing", mark("Packing"), _PACKING, facts.packing, counted=listed),
        SheetSpec("customers", mark("Customers"), (*_CUSTOMERS, *_spent(facts)), facts.customers),
    ]


def _spent(facts: MonthFacts) -> list[Column]:
    """A column of spend per currency: one row stays one customer, and currencies are never added."""

    def of(currency: str) -> Callable[[Any], int | None]:
        return lambda row: row.spent.get(currency)

    found = sorted({currency for row in facts.customers for currency in row.spent})
    return [
        Column(f"spent_{code}", mark("Spent {currency}"), "money", total=True, value=of(code), currency=code)
        for code in found
    ]
