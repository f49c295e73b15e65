"""Actions of the order desk."""

from dataclasses import replace
from typing import Any

from shopdesk.domain import money
from shopdesk.domain import orders as rules
from shopdesk.domain.amounts import CURRENCIES
from shopdesk.domain.changes import Outcome
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.errors import UserError
from shopdesk.services import bulk_editing, orders, packing
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk

_ROLES = ("orders",)
_ORDERS = Field("orders", "numbers", required=True)
_FORM = (
    Field("buyer", "object", required=True),
    Field("address", "object"),
    Field("lines", "list", required=True),
    Field("currency"),
    Field("discount", "money"),
    Field("shipping", "money"),
    Field("tax", "money"),
    Field("paid", "money"),
    Field("pay_on_delivery", "boolean"),
    Field("payment_method"),
    Field("shipping_method"),
    Field("buyer_message"),
    Field("seller_memo"),
    Field("flag", "choice", choices=rules.FLAGS),
    Field("customer"),
)


def draft(desk: Desk, values: Values, known: str = "") -> OrderDraft:
    """An order draft from the same names that `list orders` shows. Raises UserError `form.*`.

    `known`: the currency that the order has already, right even where it is no longer in use.
    """
    currency = (read.text(values, "currency") or desk.currency).upper()
    if currency not in CURRENCIES and currency != known:
        raise UserError("form.choice", field="currency", found=currency, choices="ISO 4217")
    buyer = read.group(values, "buyer")
    address = read.group(values, "address")

    def amount(name: str) -> int:
        return read.amount(values, name, currency) or 0

    place = ("country", "region", "city", "district", "street", "postcode")
    cells: dict[str, Any] = {name: read.text(address, name) for name in place}
    cells |= {name: amount(name) for name in ("discount", "shipping", "tax", "paid")}
    return OrderDraft(
        **cells,
        buyer_name=read.text(buyer, "name", required=True),
        buyer_phone=read.text(buyer, "phone"),
        buyer_email=read.text(buyer, "email"),
        currency=currency,
        lines=tuple(_line(desk, item, currency) for item in read.objects(values, "lines")),
        pay_on_delivery=read.boolean(values, "pay_on_delivery"),
        payment_method=read.text(values, "payment_method"),
        shipping_method=read.text(values, "shipping_method"),
        buyer_message=read.text(values, "buyer_message"),
        seller_memo=read.text(values, "seller_memo"),
        flag=read.choice(values, "flag", rules.FLAGS),
        customer=read.text(values, "customer") or None,
    )


def _line(desk: Desk, item: Values, currency: str) -> LineDraft:
    sku = read.text(item, "sku")
    known: dict[str, Any] = orders.product_of(desk, sku, currency) if sku else {}
    price = read.amount(item, "price", currency, default=None)
    return LineDraft(
        sku=sku,
        title=read.text(item, "title") or known.get("title", ""),
        variant=read.text(item, "variant") or known.get("variant", ""),
        personalisation=read.text(item, "personalisation"),
        quantity=read.integer(item, "quantity", 1),
        price=price if price is not None else known.get("price") or 0,
        discount=read.amount(item, "discount", currency) or 0,
    )


def _note(desk: Desk, values: Values) -> Outcome[Any]:
    return orders.add_note(desk, read.number(values, "order"), read.text(values, "text", required=True))


def _update(desk: Desk, values: Values) -> Outcome[Any]:
    """Fields that are not given stay as they are; `lines`, when given, replace all lines."""
    number = read.number(values, "order")
    old = orders.draft_of(desk, number)
    merged = _as_values(old) | {key: value for key, value in values.items() if key not in ("buyer", "address")}
    for name in ("buyer", "address"):
        merged[name] = {**merged[name], **read.group(values, name)}
    new = draft(desk, merged, known=old.currency)
    if "lines" not in values:
        new = replace(new, lines=old.lines)
    return orders.update_order(desk, number, new)


def _as_values(old: OrderDraft) -> dict[str, Any]:
    parts = ("country", "region", "city", "district", "street", "postcode")
    amounts = {
        name: money.to_text(getattr(old, name), old.currency) for name in ("discount", "shipping", "tax", "paid")
    }
    same = ("currency", "pay_on_delivery", "payment_method", "shipping_method", "buyer_message", "seller_memo", "flag")
    return {
        "buyer": {"name": old.buyer_name, "phone": old.buyer_phone, "email": old.buyer_email},
        "address": {name: getattr(old, name) for name in parts},
        "lines": [],
        "customer": old.customer,
        **amounts,
        **{name: getattr(old, name) for name in same},
    }


ACTIONS = (
    Action("order.create", _FORM, _ROLES, lambda desk, v: orders.create_order(desk, draft(desk, v))),
    Action("order.update", (Field("order", required=True), *_FORM), _ROLES, _update),
    Action("order.confirm", (_ORDERS,), _ROLES, lambda desk, v: orders.confirm_orders(desk, read.numbers(v, "orders"))),
    Action("order.pay", (_ORDERS,), _ROLES, lambda desk, v: orders.pay_orders(desk, read.numbers(v, "orders"))),
    Action(
        "order.hold",
        (_ORDERS, Field("until", "date", required=True)),
        _ROLES,
        lambda desk, v: orders.hold_orders(desk, read.numbers(v, "orders"), read.day(v, "until", required=True)),
    ),
    Action(
        "order.release", (_ORDERS,), _ROLES, lambda desk, v: orders.hold_orders(desk, read.numbers(v, "orders"), None)
    ),
    Action(
        "order.flag",
        (_ORDERS, Field("flag", "choice", choices=rules.FLAGS)),
        _ROLES,
        lambda desk, v: orders.flag_orders(desk, read.numbers(v, "orders"), read.choice(v, "flag", rules.FLAGS)),
    ),
    Action(
        "order.deliver",
        (_ORDERS, Field("signed_on", "date")),
        _ROLES,
        lambda desk, v: orders.deliver_orders(desk, read.numbers(v, "orders"), read.day(v, "signed_on")),
    ),
    Action(
        "order.cancel",
        (_ORDERS, Field("reason")),
        _ROLES,
        lambda desk, v: orders.cancel_orders(desk, read.numbers(v, "orders"), read.text(v, "reason")),
    ),
    Action(
        "order.problem_seen",
        (_ORDERS,),
        (*_ROLES, "packing"),
        lambda desk, v: packing.see_problems(desk, read.numbers(v, "orders")),
    ),
    Action("order.note", (Field("order", required=True), Field("text", required=True)), _ROLES, _note),
    Action(
        "order.edit_many",
        (_ORDERS, Field("field", "choice", required=True, choices=bulk_editing.ORDER_FIELDS), Field("value")),
        _ROLES,
        lambda desk, v: bulk_editing.edit_orders(
            desk, read.numbers(v, "orders"), read.text(v, "field", required=True), read.text(v, "value")
        ),
    ),
)
