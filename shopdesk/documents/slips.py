"""A packing slip as data: what the services gather and `slip_html.slip_html` turns into paper.

Amounts arrive as finished text (`¥178.00`), because only the services know the currency. Platforms and totals
arrive as codes; their words belong to the paper's language.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SlipShop:
    """Who sends. `logo` is the path of a picture file or a `data:image/…;base64,` address; None: no logo."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    logo: str | None = None


@dataclass(frozen=True, slots=True)
class SlipAddress:
    """Where the parcel goes. `lines` in the order in which the country writes them."""

    name: str
    phone: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlipOrder:
    """One order that the list fulfils, wholly or in part. `seller_memo` is printed only when asked for."""

    number: str
    platform: str = ""  # code, as in domain.imported.PLATFORMS
    platform_order: str = ""
    ordered_on: date | None = None  # local day of the shop
    buyer_message: str = ""
    seller_memo: str = ""
    shipping_method: str = ""


@dataclass(frozen=True, slots=True)
class SlipLine:
    """Goods in this parcel: `quantity` units of the `ordered` ones. `order` is the number of its SlipOrder."""

    order: str
    sku: str = ""
    title: str = ""
    variant: str = ""
    personalisation: str = ""
    quantity: int = 1
    ordered: int = 1
    shelf: str = ""
    price: str | None = None  # of one unit
    total: str | None = None  # of `quantity` units


@dataclass(frozen=True, slots=True)
class SlipRemaining:
    """Units of an order that are in neither this parcel nor an earlier one: they are still to come."""

    order: str
    sku: str = ""
    title: str = ""
    variant: str = ""
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class SlipTotal:
    """One line below the prices. `kind`: goods, discount, shipping, tax, total, paid, due."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One packing list on paper. Several orders may share it; the rest of an order may follow on another one."""

    number: str
    created: date  # local day of the shop
    shop: SlipShop
    ship_to: SlipAddress
    orders: tuple[SlipOrder, ...]
    lines: tuple[SlipLine, ...]
    remaining: tuple[SlipRemaining, ...] = ()
    totals: tuple[SlipTotal, ...] = ()  # shown with prices only
    carrier: str = ""
    tracking: str = ""
    note: str = ""  # for the receiver of this parcel: a gift note
    thanks: str = ""  # the shop's own words at the end of every slip, in the place of ours
    pay_on_delivery: str | None = None  # the amount to collect, as text; None: nothing to collect
    package_count: int = 1
    printed: int = 0  # how often it was printed before; above 0 the paper says that it is a reprint


def slip_texts(slip: Slip) -> Iterator[str]:
    """Everything from outside that a slip may print, for the check whether a font covers it."""
    shop, address = slip.shop, slip.ship_to
    yield from (shop.name, shop.address, shop.phone, shop.email, address.name, address.phone, *address.lines)
    yield from (slip.carrier, slip.tracking, slip.note, slip.thanks, slip.pay_on_delivery or "")
    for order in slip.orders:
        yield from (order.platform_order, order.buyer_message, order.seller_memo, order.shipping_method)
    for line in slip.lines:
        yield from (line.sku, line.title, line.variant, line.personalisation, line.shelf)
        yield from (line.price or "", line.total or "")
    for rest in slip.remaining:
        yield from (rest.sku, rest.title, rest.variant)
    yield from (total.text for total in slip.totals)
