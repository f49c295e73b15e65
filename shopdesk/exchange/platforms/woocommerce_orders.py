"""WooCommerce orders: one row per item with the order's cells repeated or blank, or one row per order with its items
in one cell or in numbered columns. The order's total is repeated, and never added up.
"""

from html import unescape

from shopdesk.domain.cells import value
from shopdesk.domain.identifiers import clean_id, clean_phone, clean_postcode, is_masked
from shopdesk.domain.imported import ImportedOrder
from shopdesk.domain.payment_words import is_pay_on_delivery
from shopdesk.exchange.platforms.by_order import read_each, rows_by_order, settle_dates, settle_decimal
from shopdesk.exchange.platforms.columns import Columns, Row
from shopdesk.exchange.platforms.format import BadCell, Reading, currency_of
from shopdesk.exchange.platforms.woocommerce_columns import ORDER_COLUMNS, PLACES
from shopdesk.exchange.platforms.woocommerce_lines import Items
from shopdesk.exchange.platforms.woocommerce_money import AMOUNTS, set_money
from shopdesk.exchange.platforms.woocommerce_status import Facts, facts_of

_DATES = {"ordered_at": "ordered_at", "paid_at": "paid_at", "shipped_at": "completed_at"}
_TEXTS = ("payment_reference", "shipping_method", "buyer_message", "seller_memo", "carrier")


class OrderColumns(Columns):
    """Indexes of the order cells and of both addresses."""

    def __init__(self, reading: Reading) -> None:
        table = reading.table
        super().__init__(table, ORDER_COLUMNS | {"post_id": ("id",)})
        if not self.has["platform_order"]:
            self.at["platform_order"] = self.at["post_id"]
        self.items = Items(table)
        self.places = {kind: Columns(table, names) for kind, names in PLACES.items()}
        if self.at["customer"] in self.items.at.values():  # `Name` is the product's where nothing else names it
            self.at["customer"] = table.width
        self.names_customer = self.at["customer"] < table.width
        taken = {*self.at.values(), *self.items.places()}
        for place in self.places.values():
            taken |= set(place.at.values())
        self.others = [(name, index) for name, index in table.others(frozenset()) if index not in taken]


def read_orders(reading: Reading) -> None:
    """Reads the table's orders into `reading.file`."""
    columns = OrderColumns(reading)
    at = columns.at
    groups = rows_by_order(reading, at["platform_order"], columns.items.is_line)
    settle_dates(reading, groups, [at[name] for name in _DATES.values()], warn="ordered_at")
    settle_decimal(reading, groups, [*(at[name] for name in AMOUNTS), *columns.items.money])
    reading.file.order_fields = _order_fields(columns)
    reading.file.line_fields = columns.items.fields()
    read_each(reading, at["platform_order"], groups, lambda name, rows: _order(reading, columns, name, rows))


def _order_fields(columns: OrderColumns) -> frozenset[str]:
    has = columns.has
    fields = {field for field, column in _DATES.items() if has[column]} | {"currency", "extra", "total"}
    fields |= {name for name in (*_TEXTS, "discount", "shipping", "payment_method", "tracking") if has[name]}
    fields |= {"tax", "tax_included"} if has["tax"] else set()
    fields |= {"goods", "lines"} if columns.items.any else set()
    fields |= {"goods"} if has["goods"] else set()
    if has["status"]:
        fields |= {"payment", "paid", "delivery", "finished", "cancelled", "refunded", "pay_on_delivery"}
    elif has["paid_at"]:
        fields |= {"payment", "paid"}
    fields |= {"refunded"} if has["refunded"] else set()
    fields |= {"buyer_email"} if has["email"] else set()
    fields |= {"buyer_phone"} if has["phone"] or has["ship_phone"] else set()
    places = columns.places.values()
    if any(place.has["first"] or place.has["full"] for place in places) or columns.names_customer:
        fields |= {"buyer_name", "buyer_masked"}
    for part in ("street", "city", "region", "postcode", "country"):
        fields |= {part} if any(place.has[part] for place in places) else set()
    fields |= {"address_raw"} if "street" in fields else set()
    return frozenset(fields)


def _order(reading: Reading, columns: OrderColumns, name: str, rows: list[Row]) -> ImportedOrder:
    at = columns.at
    order = ImportedOrder(name, rows[0][0], currency=currency_of(reading, rows, at["currency"]))
    for field, column in _DATES.items():
        setattr(order, field, reading.instant(columns.first(rows, column), at[column], field))
    columns.items.read(reading, order, rows)
    set_money(reading, columns, order, rows)
    _status(reading, columns, order, rows)
    for field in _TEXTS:
        setattr(order, field, columns.told(rows, field))
    order.payment_method = columns.told(rows, "payment_method")
    order.tracking = clean_id(columns.told(rows, "tracking"))
    _buyer(columns, order, rows)
    order.extra = columns.extra(rows)
    return order


def _status(reading: Reading, columns: OrderColumns, order: ImportedOrder, rows: list[Row]) -> None:
    text = columns.told(rows, "status")
    facts = facts_of(text) if text else Facts(None, "none")
    if facts is None:
        cause = BadCell("status.unknown", columns.at["status"], field="status", found=text)
        reading.warn(order.row, cause, order.platform_order)
        facts = Facts(None, "none")
    methods = (columns.told(rows, "payment_method"), columns.told(rows, "payment_code"))
    order.pay_on_delivery = any(map(is_pay_on_delivery, methods))
    order.delivery, order.finished, order.cancelled = facts.delivery, facts.finished, facts.cancelled
    was_paid = order.paid_at is not None
    order.payment = facts.payment or ("paid" if was_paid else "unpaid")
    if order.pay_on_delivery and order.payment == "paid" and not was_paid and not facts.finished:
        order.payment = "unpaid"  # WooCommerce works on it at once; the money comes with the parcel
    if not facts.finished:
        order.shipped_at = None
    if order.payment == "refunded" and not order.refunded:
        order.refunded = order.total
    elif order.refunded and order.payment != "unpaid":
        order.payment = "refunded" if order.refunded >= (order.total or 0) else "part_refunded"
    order.paid = {"unpaid": 0, "part_paid": None}.get(order.payment, order.total)


def _buyer(columns: OrderColumns, order: ImportedOrder, rows: list[Row]) -> None:
    """Receiver and address: the shipping cells, or all billing cells where there is no shipping address."""
    row = rows[0][1]
    ship, bill = columns.places["shipping"], columns.places["billing"]
    place = ship if any(ship.text(row, part) for part in ("street", "city", "postcode")) else bill
    order.buyer_name = _name(place, row) or _name(bill, row) or unescape(columns.told(rows, "customer"))
    order.buyer_email = columns.told(rows, "email")
    order.buyer_phone = clean_phone(row[columns.at["ship_phone"]]) or clean_phone(row[columns.at["phone"]])
    order.buyer_masked = any(map(is_masked, (order.buyer_name, order.buyer_phone)))
    order.street = ", ".join(dict.fromkeys(text for part in ("street", "street2") if (text := place.text(row, part))))
    order.city, order.region = unescape(place.text(row, "city")), place.text(row, "region")
    order.postcode = clean_postcode(row[place.at["postcode"]])
    order.country = value(row[place.at["country"]])
    town = " ".join(part for part in (order.city, order.region, order.postcode) if part)
    parts = (place.text(row, "company"), order.street, town, order.country)
    if order.street or order.city:
        order.address_raw = ", ".join(part for part in parts if part)


def _name(place: Columns, row: list[str]) -> str:
    first_last = " ".join(text for part in ("first", "last") if (text := place.text(row, part)))
    return unescape(first_last or place.text(row, "full"))
