"""Actions on pre-orders. A product is named by its SKU."""

from dataclasses import replace
from typing import Any

from shopdesk.domain.amounts import CURRENCIES
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import CHANNELS
from shopdesk.domain.reservations import ReservationDraft
from shopdesk.services import orders, reservations
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk

_ROLES = ("inquiries", "orders")
_SOME = Field("reservations", "numbers", required=True)
_ANYWAY = Field("anyway", "boolean")
_FORM = (
    Field("quantity", "integer"),
    Field("customer"),
    Field("contact"),
    Field("channel", "choice", choices=CHANNELS),
    Field("inquiry"),
    Field("price", "money"),
    Field("currency"),
    Field("deposit", "money"),
    Field("note"),
)
_PRODUCT, _UNTIL = Field("product", required=True), Field("until", "date", required=True)


def merged(desk: Desk, values: Values, old: ReservationDraft) -> ReservationDraft:
    """A draft with the fields that are given; the others stay as they are. Raises UserError `form.*`."""
    currency = read.text(values, "currency").upper() or old.currency or desk.currency
    if currency not in CURRENCIES:
        raise UserError("form.choice", field="currency", found=currency, choices="ISO 4217")
    if currency != old.currency and old.price is not None and "price" not in values:
        old = replace(old, price=None)  # an amount of another currency means nothing in this one
    given: dict[str, Any] = {name: read.text(values, name) for name in ("product", "contact", "note") if name in values}
    given |= {name: read.text(values, name) or None for name in ("customer", "inquiry") if name in values}
    if "quantity" in values:
        given["quantity"] = read.integer(values, "quantity")
    if "channel" in values:
        given["channel"] = read.choice(values, "channel", CHANNELS)
    if "until" in values:
        given["until"] = read.day(values, "until")
    if "price" in values:
        given["price"] = read.amount(values, "price", currency, default=None)
    if "deposit" in values:
        given["deposit"] = read.amount(values, "deposit", currency) or 0
    return replace(old, currency=currency, **given)


def _create(desk: Desk, values: Values) -> Outcome[Any]:
    """Without a price, the product's."""
    new = merged(desk, values, ReservationDraft(product="", until=None))
    if new.price is None and "price" not in values:
        new = replace(new, price=orders.product_of(desk, new.product, new.currency).get("price"))
    return reservations.create_reservation(desk, new, read.boolean(values, "anyway"))


def _update(desk: Desk, values: Values) -> Outcome[Any]:
    number = read.number(values, "reservation")
    new = merged(desk, values, reservations.draft_of(desk, number))
    return reservations.update_reservation(desk, number, new, read.boolean(values, "anyway"))


def _extend(desk: Desk, values: Values) -> Outcome[Any]:
    until = read.day(values, "until", required=True)
    assert until is not None  # required
    numbers = read.numbers(values, "reservations")
    return reservations.extend_reservations(desk, numbers, until, read.boolean(values, "anyway"))


ACTIONS: tuple[Action, ...] = (
    Action("reservation.create", (_PRODUCT, _UNTIL, *_FORM, _ANYWAY), _ROLES, _create),
    Action(
        "reservation.update",
        (Field("reservation", required=True), Field("product"), Field("until", "date"), *_FORM, _ANYWAY),
        _ROLES,
        _update,
    ),
    Action("reservation.extend", (_SOME, _UNTIL, _ANYWAY), _ROLES, _extend),
    Action(
        "reservation.release",
        (_SOME,),
        _ROLES,
        lambda desk, v: reservations.release_reservations(desk, read.numbers(v, "reservations")),
    ),
    Action(
        "reservation.order",
        (_SOME,),
        _ROLES,
        lambda desk, v: reservations.order_reservations(desk, read.numbers(v, "reservations")),
    ),
)
