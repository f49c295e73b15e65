"""The history of an order in words: who, when, what they did, from what to what."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from shopdesk.services.history import Event
from shopdesk.ui import display, vocabulary
from shopdesk.ui.orders.columns import problem_words
from shopdesk.ui.widgets.timeline import Told
from shopdesk.words import _, mark

_DID = {
    "order.create": mark("Order entered"),
    "order.update": mark("Order edited"),
    "order.confirm": mark("Confirmed"),
    "order.pay": mark("Marked as paid"),
    "order.hold": mark("Put on hold"),
    "order.release": mark("Released from hold"),
    "order.flag": mark("Flag changed"),
    "order.deliver": mark("Marked as delivered"),
    "order.cancel": mark("Cancelled"),
    "order.note": mark("Note written"),
    "order.problem_seen": mark("Problem seen"),
    "packing.make": mark("Packing list made"),
    "packing.ship": mark("Shipped"),
    "packing.take_over": mark("Changes taken over"),
    "packing.deliver": mark("Parcel delivered"),
    "packing.cancel": mark("Packing list cancelled"),
    "packing.track": mark("Tracking number changed"),
    "packing.quantities": mark("Packing list changed"),
    "packing.pick": mark("Picking begun"),
    "packing.pack": mark("Packed"),
    "case.receive": mark("Goods came back"),
    "case.refund": mark("Refund paid"),
    "import": mark("Imported from a file"),
    "demo": mark("Made as an example"),
}
_BY_AREA = {
    "case": mark("After-sales case"),
    "packing": mark("Packing"),
    "inquiry": mark("Inquiry"),
    "customer": mark("Customer"),
    "product": mark("Product"),
    "import": mark("Imported from a file"),
    "demo": mark("Made as an example"),
}
_FIELDS = {
    "status": mark("Status"),
    "payment": mark("Payment"),
    "delivery": mark("Delivery"),
    "pay_on_delivery": mark("Pay on delivery"),
    "hold_until": mark("On hold until"),
    "flag": mark("Flag"),
    "problems": mark("Problems"),
    "ship_by": mark("Ship by"),
    "signed_at": mark("Signed for"),
    "close_reason": mark("Reason"),
    "buyer_name": mark("Buyer"),
    "buyer_phone": mark("Phone"),
    "buyer_email": mark("E-mail"),
    "country": mark("Country"),
    "region": mark("Province or state"),
    "city": mark("City"),
    "district": mark("District"),
    "street": mark("Street"),
    "postcode": mark("Postcode"),
    "discount": mark("Discount"),
    "shipping": mark("Shipping"),
    "tax": mark("Tax"),
    "fees": mark("Fees"),
    "total": mark("Total"),
    "paid": mark("Paid"),
    "refunded": mark("Refunded"),
    "payment_method": mark("Payment method"),
    "payment_reference": mark("Payment reference"),
    "shipping_method": mark("Shipping method"),
    "carrier": mark("Carrier"),
    "tracking": mark("Tracking number"),
    "buyer_message": mark("Buyer's message"),
    "seller_memo": mark("Seller's memo"),
    "title": mark("Title"),
    "variant": mark("Variant"),
    "sku": mark("SKU"),
    "personalisation": mark("Personalisation"),
    "quantity": mark("Quantity"),
    "price": mark("Price"),
    "shipped": mark("Units sent"),
    "returned": mark("Units taken back"),
}
_CODES = {
    "status": vocabulary.ORDER_STATUS,
    "payment": vocabulary.PAYMENT,
    "delivery": vocabulary.DELIVERY,
    "flag": vocabulary.FLAG,
}
_MONEY = frozenset({"discount", "shipping", "tax", "fees", "total", "paid", "refunded", "price"})
_DATES = frozenset({"hold_until", "ship_by", "signed_at"})
_LONG = 60


def tell(events: Sequence[Event], currency: str, zone: tzinfo) -> list[Told]:
    """The events in words, newest first."""
    return [
        Told(
            event.at,
            display.person(event.staff),
            action_words(event.action),
            tuple(dict.fromkeys(_change(*field, currency, zone) for field in _worth_telling(event))),
            event.state != "done",
        )
        for event in reversed(events)
    ]


def _worth_telling(event: Event) -> list[tuple[str, Any, Any]]:
    """The cells that have a word, the status first; the others are bookkeeping."""
    places = {name: place for place, name in enumerate(_FIELDS)}
    return sorted((field for field in event.fields if field[0] in places), key=lambda field: places[field[0]])


def action_words(action: str) -> str:
    """What an action of the journal did; one that nobody listed by its area."""
    text = _DID.get(action) or _BY_AREA.get(action.split(".")[0])
    return _(text) if text else action


def _change(name: str, before: Any, after: Any, currency: str, zone: tzinfo) -> str:
    field = _(_FIELDS[name])
    old, new = _value(name, before, currency, zone), _value(name, after, currency, zone)
    if not old:
        return _("{field}: {after}").format(field=field, after=new or _("empty"))
    return _("{field}: {before} → {after}").format(field=field, before=old, after=new or _("empty"))


def _value(name: str, value: Any, currency: str, zone: tzinfo) -> str:
    if value is None or value == "" or value == []:
        return ""
    if name in _CODES:
        return vocabulary.word(_CODES[name], str(value))
    if name in _MONEY and isinstance(value, int):
        return display.money(value, currency)
    if isinstance(value, bool) or name == "pay_on_delivery":
        return _("yes") if value else _("no")
    if name == "problems" and isinstance(value, list):
        return display.list_of(problem_words([str(code) for code in value]))
    if name in _DATES:
        return _date(value, zone)
    text = " ".join(str(value).split())
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def _date(value: Any, zone: tzinfo) -> str:
    """A day or an instant; the journal gives them back as ISO text."""
    if isinstance(value, str):
        value = date.fromisoformat(value) if len(value) == len("2026-10-03") else datetime.fromisoformat(value)
    return display.moment_full(value, zone) if isinstance(value, datetime) else display.day_full(value)
