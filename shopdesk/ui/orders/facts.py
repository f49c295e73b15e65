"""Facts of an order as (label, value[, tooltip]) rows, from the cells of its story."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from shopdesk.ui import display, vocabulary
from shopdesk.ui.orders.columns import platform
from shopdesk.ui.widgets.key_values import Fact
from shopdesk.words import _

Values = Mapping[str, Any]
_HAN = ("一", "鿿")


def address(values: Values, between: str = "\n") -> str:
    """The address as it is written in its own country: Chinese from large to small on one line."""
    if not any(values[name] for name in ("street", "city", "region", "postcode")):
        return str(values["address_raw"]) or str(values["country"])
    text = values["region"] + values["city"] + values["street"]
    if any(_HAN[0] <= character <= _HAN[1] for character in text):
        parts = [values[name] for name in ("region", "city", "district", "street")]
        # 上海 上海市: a municipality is its own province.
        if parts[1].startswith(parts[0]):
            parts = parts[1:]
        return " ".join(part for part in (*parts, values["postcode"]) if part)
    place = " ".join(part for part in (values["city"], values["postcode"]) if part)
    lines = (values["street"], values["district"], place, values["region"], values["country"])
    return between.join(part for part in lines if part)


def delivery(values: Values, now: datetime, zone: tzinfo) -> list[Fact]:
    """Where it goes, how, and how far it is."""
    return [
        (_("Delivery"), vocabulary.word(vocabulary.DELIVERY, values["delivery"])),
        (_("Address"), address(values)),
        (_("Shipping method"), values["shipping_method"]),
        (_("Carrier"), values["carrier"]),
        (_("Tracking number"), values["tracking"]),
        _when(_("Ship by"), values["ship_by"], now, zone),
        _when(_("Promised for"), values["promised_delivery"], now, zone),
        _when(_("Shipped"), values["shipped_at"], now, zone),
        _when(_("Signed for"), values["signed_at"], now, zone),
        _when(_("Cancelled"), values["cancelled_at"], now, zone),
        (_("Reason"), values["close_reason"]),
    ]


def payment(values: Values, now: datetime, zone: tzinfo) -> list[Fact]:
    """How and when it was paid."""
    state = vocabulary.word(vocabulary.PAYMENT, values["payment"])
    if values["pay_on_delivery"]:
        state = display.list_of([state, _("pay on delivery")])
    return [
        (_("Payment"), state),
        _when(_("Paid on"), values["paid_at"], now, zone),
        (_("Payment method"), values["payment_method"]),
        (_("Reference"), values["payment_reference"]),
        (_("Invoice to"), values["invoice_title"]),
    ]


def origin(values: Values, now: datetime, zone: tzinfo) -> list[Fact]:
    """Who bought, where the order came from, and what the platform said beyond that."""
    facts: list[Fact] = [
        (_("E-mail"), values["buyer_email"]),
        (_("Buyer id"), values["buyer_id"]),
        (_("Platform"), display.list_of([platform(values["platform"]), values["account"]])),
        (_("Platform number"), values["platform_order"] or ""),
        _when(_("Ordered"), values["ordered_at"], now, zone),
        (_("Import"), values["batch"] or ""),
    ]
    facts += [(str(name), str(value)) for name, value in (values["extra"] or {}).items()]
    return facts


def _when(label: str, value: datetime | None, now: datetime, zone: tzinfo) -> Fact:
    return label, display.moment(value, now, zone), display.moment_full(value, zone)
