"""Actions on quotes. A quote is named by its number, or by its inquiry: then the one that stands is meant."""

from typing import Any

from shopdesk.domain.amounts import CURRENCIES
from shopdesk.domain.changes import Outcome
from shopdesk.domain.drafts import LineDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.quotes import QuoteDraft
from shopdesk.services import orders, quotes
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk

_ROLES = ("inquiries", "orders")
_NAMES = (Field("quote"), Field("inquiry"))


def _draft(desk: Desk, values: Values) -> QuoteDraft:
    currency = (read.text(values, "currency") or desk.currency).upper()
    if currency not in CURRENCIES:
        raise UserError("form.choice", field="currency", found=currency, choices="ISO 4217")
    return QuoteDraft(
        currency=currency,
        lines=tuple(_line(desk, item, currency) for item in read.objects(values, "lines")),
        bundle_price=read.amount(values, "bundle_price", currency, default=None),
        discount=read.amount(values, "discount", currency) or 0,
        shipping=read.amount(values, "shipping", currency) or 0,
        valid_until=read.day(values, "valid_until"),
        note=read.text(values, "note"),
    )


def _line(desk: Desk, item: Values, currency: str) -> LineDraft:
    """What is not given of a product by SKU comes from the shop."""
    sku = read.text(item, "sku")
    known: dict[str, Any] = orders.product_of(desk, sku, currency) if sku else {}
    price = read.amount(item, "price", currency, default=None)
    return LineDraft(
        title=read.text(item, "title") or known.get("title", ""),
        quantity=read.integer(item, "quantity", 1),
        price=price if price is not None else known.get("price") or 0,
        sku=sku,
        variant=read.text(item, "variant") or known.get("variant", ""),
        discount=read.amount(item, "discount", currency) or 0,
    )


def _save(desk: Desk, values: Values) -> Outcome[Any]:
    """With `quote` that one is corrected, with `inquiry` a new one is made that replaces the one that stands."""
    if not values.get("lines"):
        raise UserError("form.required", field="lines")
    draft = _draft(desk, values)
    number = read.text(values, "quote")
    if number:
        return quotes.update_quote(desk, number, draft)
    return quotes.create_quote(desk, read.text(values, "inquiry", required=True), draft)


def _named(desk: Desk, values: Values) -> str:
    number = read.text(values, "quote") or read.text(values, "number")
    if number:
        return number
    inquiry = read.text(values, "inquiry", required=True)
    found = quotes.open_quote(desk, inquiry)
    if found is None:
        raise UserError("quote.none", number=inquiry)
    return found.number


def _order(desk: Desk, values: Values) -> Outcome[Any]:
    return quotes.order_quote(desk, _named(desk, values), read.boolean(values, "anyway"))


ACTIONS: tuple[Action, ...] = (
    Action(
        "quote.save",
        (
            *_NAMES,
            Field("lines", "list", required=True),
            Field("bundle_price", "money"),
            Field("discount", "money"),
            Field("shipping", "money"),
            Field("currency"),
            Field("valid_until", "date"),
            Field("note"),
        ),
        _ROLES,
        _save,
    ),
    Action("quote.decline", _NAMES, _ROLES, lambda desk, v: quotes.decline_quote(desk, _named(desk, v))),
    Action("quote.order", (*_NAMES, Field("anyway", "boolean")), _ROLES, _order),
)
