"""One field of many records at once: one action, one undo step."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from shopdesk.db.queries import customers as customer_queries
from shopdesk.db.queries import inquiries as inquiry_queries
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import products as product_queries
from shopdesk.db.tables import Customer, Inquiry, Order, Product
from shopdesk.domain import money
from shopdesk.domain import orders as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.conversations import clean_tags
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import PRIORITIES
from shopdesk.services import bulk
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk

ORDER_FIELDS = ("seller_memo", "add_to_memo", "flag", "shipping_method", "payment_method", "ship_by")
CUSTOMER_FIELDS = ("level", "add_tag", "remove_tag")
INQUIRY_FIELDS = ("priority", "add_tag", "remove_tag")
PRODUCT_FIELDS = ("category", "supplier", "shelf", "price", "price_percent", "cost", "weight_g")
_LONGEST = 10_000  # characters of a memo

Cells = dict[str, Any]
Change = Callable[[Cells], Cells | str]


def edit_orders(desk: Desk, numbers: Sequence[str], field: str, value: str) -> Outcome[Bulk]:
    """Sets one of ORDER_FIELDS of these orders; `ship_by` is an ISO day, its end in the shop's zone.

    Raises UserError `form.*`, `record.missing`.
    """
    change = _order_change(desk, _one_of(field, ORDER_FIELDS), _text(value))
    found = bulk.find(order_queries.id_of, order_queries.full)
    return bulk.each(desk, "order.edit_many", Order, lambda c: found(c, numbers), lambda _unit: change)


def edit_customers(desk: Desk, numbers: Sequence[str], field: str, value: str) -> Outcome[Bulk]:
    """Sets the level of these customers, or gives or takes a tag. Raises UserError `form.*`, `record.missing`."""
    field, value = _one_of(field, CUSTOMER_FIELDS), _text(value)
    change: Change = (lambda _cells: {"level": value}) if field == "level" else _tags_change(field, value)
    found = bulk.find(customer_queries.id_of, customer_queries.cells)
    return bulk.each(desk, "customer.edit_many", Customer, lambda c: found(c, numbers), lambda _unit: change)


def edit_inquiries(desk: Desk, numbers: Sequence[str], field: str, value: str) -> Outcome[Bulk]:
    """Sets one of INQUIRY_FIELDS of these inquiries. Raises UserError `form.*`, `record.missing`."""
    field, value = _one_of(field, INQUIRY_FIELDS), _text(value)
    if field == "priority" and value not in PRIORITIES:
        raise UserError("form.choice", field="value", found=value, choices=", ".join(PRIORITIES))
    change: Change = (lambda _cells: {field: value}) if field == "priority" else _tags_change(field, value)
    found = bulk.find(inquiry_queries.id_of, inquiry_queries.cells)
    return bulk.each(desk, "inquiry.edit_many", Inquiry, lambda c: found(c, numbers), lambda _unit: change)


def edit_products(desk: Desk, skus: Sequence[str], field: str, value: str) -> Outcome[Bulk]:
    """Sets one of PRODUCT_FIELDS; `price_percent` raises or lowers prices, rounded half up to the smallest coin.

    A product without a price is left alone by a change in percent. Raises UserError `form.*`, `record.missing`.
    """
    change = _product_change(_one_of(field, PRODUCT_FIELDS), _text(value))
    found = bulk.find(product_queries.id_of, product_queries.cells)
    return bulk.each(
        desk, "product.edit_many", Product, lambda c: found(c, skus), lambda _unit: change, name="sku"
    )  # fmt: skip


def _tags_change(field: str, value: str) -> Change:
    """Gives tags (`add_tag`) or takes them away; several are parted by commas."""
    tags = clean_tags(value.replace("，", ",").split(","))
    if not tags:
        raise UserError("form.required", field="value")

    def change(cells: Cells) -> Cells:
        kept = [tag for tag in cells["tags"] if tag not in tags]
        if field == "remove_tag":
            return {"tags": kept}
        return {"tags": [*cells["tags"], *(tag for tag in tags if tag not in cells["tags"])]}

    return change


def _order_change(desk: Desk, field: str, value: str) -> Change:
    if field == "flag" and value and value not in rules.FLAGS:
        raise UserError("form.choice", field="value", found=value, choices=", ".join(rules.FLAGS))
    if field == "ship_by":
        by = _end_of_day(desk, value) if value else None
        return lambda cells: (
            "move.not_allowed" if cells["status"] in ("shipped", "completed", "cancelled") else {"ship_by": by}
        )
    if field == "add_to_memo":
        if not value:
            raise UserError("form.required", field="value")
        return lambda cells: {"seller_memo": "\n".join(filter(None, (cells["seller_memo"], value)))}
    return lambda _cells: {field: value}


def _product_change(field: str, value: str) -> Change:
    if field in ("price", "cost"):
        return lambda cells: {field: _price(value, cells["currency"]) if value or field == "price" else None}
    if field == "weight_g":
        grams = _grams(value) if value else None
        return lambda _cells: {"weight_g": grams}
    if field == "price_percent":
        factor = 1 + _percent(value) / 100
        return lambda cells: "product.no_price" if cells["price"] is None else {"price": _times(cells["price"], factor)}
    return lambda _cells: {field: value}


def _one_of(field: str, fields: Sequence[str]) -> str:
    if field not in fields:
        raise UserError("form.choice", field="field", found=field, choices=", ".join(fields))
    return field


def _text(value: str) -> str:
    if not isinstance(value, str):
        raise UserError("form.type", field="value", expected="text")
    if len(value) > _LONGEST:
        raise UserError("form.too_long", field="value", limit=_LONGEST)
    return value.strip()


def _end_of_day(desk: Desk, text: str) -> datetime:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UserError("form.date", field="value", found=text) from error
    return datetime.combine(day, time(23, 59, 59), desk.zone).astimezone(UTC)


def _price(text: str, currency: str) -> int:
    try:
        amount = Decimal(text)
        if amount.is_finite() and amount >= 0 and money.is_exact(amount, currency):
            minor = money.to_minor(amount, currency)
            if minor <= money.MOST:
                return minor
    except InvalidOperation:
        pass
    raise UserError("form.amount", field="value", found=text)


def _grams(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 1_000_000_000:
        raise UserError("form.whole", field="value", found=text)
    return int(text)


def _percent(text: str) -> Decimal:
    try:
        percent = Decimal(text.replace("%", "").replace("％", "").strip())
        if percent.is_finite() and -100 <= percent <= 1000:
            return percent
    except InvalidOperation:
        pass
    raise UserError("form.percent", field="value", found=text)


def _times(price: int, factor: Decimal) -> int:
    return min(int((price * factor).quantize(Decimal(1), ROUND_HALF_UP)), money.MOST)
