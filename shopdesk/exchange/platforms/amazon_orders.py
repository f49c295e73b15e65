"""Amazon's order reports: one row per item, the order's own cells repeated on each.

Prices are those of all units of an item. An item that stands on several rows (one for each of its promotions, or
because two reports were put together) is known by its order item id and counts once.
"""

from shopdesk.domain.cells import value
from shopdesk.domain.identifiers import clean_id, clean_phone, clean_postcode, is_masked
from shopdesk.domain.imported import ImportedLine, ImportedOrder
from shopdesk.domain.orders import PAYMENTS, is_paid
from shopdesk.domain.payment_words import is_pay_on_delivery
from shopdesk.exchange.platforms.amazon_columns import COLUMNS
from shopdesk.exchange.platforms.amazon_status import Facts, facts_of, is_by_amazon, letters
from shopdesk.exchange.platforms.by_order import add_line, read_each, rows_by_order, settle_dates, settle_decimal
from shopdesk.exchange.platforms.columns import Columns, Row
from shopdesk.exchange.platforms.format import BadCell, Reading, currency_of

_DATES = {"ordered_at": "ordered_at", "paid_at": "paid_at", "ship_by": "ship_by", "promised_delivery": "deliver_by"}
_MONEY = ("price", "tax", "shipping", "shipping_tax", "gift", "gift_tax", "item_discount", "ship_discount")
_CURRENCIES = {
    "com": "USD", "ca": "CAD", "commx": "MXN", "combr": "BRL", "couk": "GBP", "de": "EUR", "fr": "EUR", "it": "EUR",
    "es": "EUR", "nl": "EUR", "combe": "EUR", "ie": "EUR", "se": "SEK", "pl": "PLN", "comtr": "TRY", "in": "INR",
    "cojp": "JPY", "comau": "AUD", "sg": "SGD", "ae": "AED", "sa": "SAR", "eg": "EGP", "coza": "ZAR",
}  # fmt: skip
# Read, and worth keeping as they stand too.
_KEPT = ("fulfilment", "sales_channel", "asin", "category")
# Where tax is added to the price; everywhere else prices hold it.
_TAX_ADDED = frozenset({"USD", "CAD"})


def read_orders(reading: Reading) -> None:
    """Reads the table's orders into `reading.file`."""
    columns = Columns(reading.table, COLUMNS)
    at, width = columns.at, reading.table.width
    columns.others += [(reading.table.header[at[name]].strip(), at[name]) for name in _KEPT if at[name] < width]
    groups = rows_by_order(reading, at["platform_order"])
    settle_dates(reading, groups, [at[name] for name in _DATES.values()], warn="ordered_at")
    settle_decimal(reading, groups, [at[name] for name in _MONEY])
    reading.file.order_fields = _order_fields(columns)
    reading.file.line_fields = _line_fields(columns)
    read_each(reading, at["platform_order"], groups, lambda name, rows: _order(reading, columns, name, rows))


def _order_fields(columns: Columns) -> frozenset[str]:
    has = columns.has
    fields = {field for field, column in _DATES.items() if has[column]} | {"lines", "extra"}
    fields |= {"currency"} if has["currency"] or has["sales_channel"] or has["price"] else set()
    if has["status"]:
        fields |= {"payment", "delivery", "finished", "cancelled"}
    elif has["paid_at"]:
        fields |= {"payment", "delivery"}
    if has["price"]:
        fields |= {"goods", "total", "paid", "discount", "shipping", "tax", "tax_included"}
    fields |= {name for name in ("buyer_email", "buyer_phone", "city", "region", "country", "postcode") if has[name]}
    fields |= {"street", "address_raw"} if has["street"] else set()
    fields |= {"buyer_name", "buyer_masked"} if has["buyer_name"] or has["orderer"] else set()
    fields |= {"shipping_method"} if has["service"] else set()
    fields |= {"payment_method", "pay_on_delivery"} if has["payment_method"] else set()
    fields |= {name for name in ("tracking", "carrier") if has[name]}
    return frozenset(fields | ({"buyer_message"} if has["message"] else set()))


def _line_fields(columns: Columns) -> frozenset[str]:
    has = columns.has
    fields = {"title", "quantity"} | ({"sku"} if has["sku"] or has["asin"] else set())
    fields |= {"price", "total"} if has["price"] else set()
    fields |= {"discount"} if has["item_discount"] else set()
    fields |= {"variant"} if has["size"] else set()
    fields |= {"personalisation"} if has["own_words"] else set()
    fields |= {"shipped"} if has["shipped"] or has["item_status"] else set()
    return frozenset(fields)


def _order(reading: Reading, columns: Columns, name: str, rows: list[Row]) -> ImportedOrder:
    at = columns.at
    order = ImportedOrder(name, rows[0][0], currency=_currency(reading, columns, rows))
    for field, column in _DATES.items():
        setattr(order, field, reading.instant(columns.first(rows, column), at[column], field))
    once = _each_item_once(columns, rows)
    _lines(reading, columns, order, once)
    if columns.has["price"]:
        _money(reading, columns, order, once)
    _status(reading, columns, order, once)
    order.paid = order.total if is_paid(order.payment) else 0 if columns.has["price"] else None
    _buyer(columns, order, rows)
    order.shipping_method = columns.told(rows, "service")
    order.payment_method = columns.told(rows, "payment_method")
    order.pay_on_delivery = is_pay_on_delivery(order.payment_method)
    order.tracking, order.carrier = clean_id(columns.told(rows, "tracking")), columns.told(rows, "carrier")
    order.buyer_message = columns.told(rows, "message")
    order.extra |= columns.extra(rows)
    return order


def _currency(reading: Reading, columns: Columns, rows: list[Row]) -> str:
    """As the cells name it, else the marketplace's: `Amazon.de`, or the buyer's address at marketplace.amazon.in."""
    if not columns.told(rows, "currency") and not reading.settings.currency:
        for text in (columns.told(rows, "sales_channel"), columns.told(rows, "buyer_email")):
            _name, found, domain = text.lower().rpartition("amazon.")
            if found and domain.replace(".", "") in _CURRENCIES:
                return _CURRENCIES[domain.replace(".", "")]
    return currency_of(reading, rows, columns.at["currency"])


def _each_item_once(columns: Columns, rows: list[Row]) -> list[Row]:
    seen: set[str] = set()
    kept = []
    for number, row in rows:
        own = clean_id(row[columns.at["item_id"]])
        if not own or own not in seen:
            kept.append((number, row))
        seen.add(own)
    return kept


def _lines(reading: Reading, columns: Columns, order: ImportedOrder, rows: list[Row]) -> None:
    """Items as lines; what was cancelled before it was sent has quantity 0 and is remembered by its name only."""
    keys: dict[str, int] = {}
    for number, row in rows:
        try:
            line = _line(reading, columns, row, number, order.currency)
        except BadCell as cause:
            cause.row = number
            raise
        if line.quantity:
            add_line(order, line, keys)
        elif line.title or line.sku:
            header = reading.column_name(columns.at["title"]) or "product-name"
            gone = [text for text in (order.extra.get(header), line.title or line.sku) if text]
            order.extra[header] = "; ".join(gone)


def _line(reading: Reading, columns: Columns, row: list[str], number: int, currency: str) -> ImportedLine:
    at = columns.at
    quantity = reading.quantity(row[at["quantity"]], at["quantity"])
    amount = reading.money(row, at["price"], "price", currency) or 0
    off = abs(reading.money(row, at["item_discount"], "discount", currency) or 0)
    if amount < 0:
        raise BadCell("money.negative", at["price"], field="price", found=row[at["price"]])
    sku = clean_id(row[at["sku"]]) or clean_id(row[at["asin"]])
    title = columns.text(row, "title") or columns.text(row, "category")
    variant = columns.text(row, "size")
    price = amount // quantity if columns.has["price"] and quantity and not amount % quantity else None
    line = ImportedLine(
        sku or f"|{title}|{variant}", sku, title, variant, columns.text(row, "own_words"), quantity, price,
        min(off, amount), max(0, amount - off), row=number,
    )  # fmt: skip
    item = letters(row[at["item_status"]])
    if columns.has["shipped"] and value(row[at["shipped"]]):
        line.shipped = min(quantity, reading.quantity(row[at["shipped"]], at["shipped"]))
    elif item or is_by_amazon(row[at["fulfilment"]]):
        line.shipped = quantity if item == "shipped" or (not item and is_by_amazon(row[at["fulfilment"]])) else 0
    return line


def _money(reading: Reading, columns: Columns, order: ImportedOrder, rows: list[Row]) -> None:
    """The order's amounts out of its items'. Where prices hold the tax it is named, not added."""

    def added(*names: str) -> int:
        cells = [(columns.at[name], name) for name in names if columns.has[name]]
        return sum(
            abs(reading.money(row, index, name, order.currency) or 0) for _number, row in rows for index, name in cells
        )

    order.goods = sum(line.total for line in order.lines)
    order.shipping = added("shipping", "gift")
    order.tax = added("tax", "shipping_tax", "gift_tax")
    order.discount = added("ship_discount")
    order.tax_included = order.tax > 0 and order.currency not in _TAX_ADDED
    order.total = order.goods + order.shipping - order.discount + (0 if order.tax_included else order.tax)


def _status(reading: Reading, columns: Columns, order: ImportedOrder, rows: list[Row]) -> None:
    by_amazon = [is_by_amazon(row[columns.at["fulfilment"]]) for _number, row in rows]
    told = {row[columns.at["status"]].strip(): number for number, row in rows if value(row[columns.at["status"]])}
    known: list[Facts] = []
    for text, number in told.items():
        facts = facts_of(text)
        if facts is not None:
            known.append(facts)
        else:
            cause = BadCell("status.unknown", columns.at["status"], field="status", found=text)
            reading.warn(number, cause, order.platform_order)
    live = [facts for facts in known if not facts.cancelled] or known
    if live:
        deliveries = {facts.delivery for facts in live}
        order.payment = min((facts.payment for facts in live), key=PAYMENTS.index)
        order.delivery = deliveries.pop() if len(deliveries) == 1 else "partial"
        order.finished = all(facts.finished for facts in live)
        order.cancelled = all(facts.cancelled for facts in live)
    else:
        _without_status(columns, order)
    if order.cancelled or order.payment == "unpaid":
        return
    if all(by_amazon) and order.delivery in ("none", "partial"):
        order.delivery = "full"
    elif any(by_amazon) and order.delivery == "none":
        order.delivery = "partial"


def _without_status(columns: Columns, order: ImportedOrder) -> None:
    """Reports without a status list orders that Amazon released to be sent, and sales."""
    order.payment = "paid" if order.paid_at is not None or not columns.has["paid_at"] else "unpaid"
    sent = sum(line.shipped or 0 for line in order.lines)
    if not sent:
        order.delivery = "none"
    else:
        order.delivery = "full" if sent >= sum(line.quantity for line in order.lines) else "partial"


def _buyer(columns: Columns, order: ImportedOrder, rows: list[Row]) -> None:
    order.buyer_name = columns.told(rows, "buyer_name") or columns.told(rows, "orderer")
    order.buyer_email = columns.told(rows, "buyer_email")
    order.buyer_phone = clean_phone(columns.told(rows, "buyer_phone"))
    order.buyer_masked = any(map(is_masked, (order.buyer_name, order.buyer_phone)))
    streets = [columns.told(rows, name) for name in ("street", "street2", "street3")]
    order.street = ", ".join(dict.fromkeys(text for text in streets if text))
    order.city, order.region = columns.told(rows, "city"), columns.told(rows, "region")
    order.postcode = clean_postcode(columns.told(rows, "postcode"))
    order.country = columns.told(rows, "country").upper()
    town = " ".join(part for part in (order.city, order.region, order.postcode) if part)
    if order.street:
        order.address_raw = ", ".join(part for part in (order.street, town, order.country) if part)
