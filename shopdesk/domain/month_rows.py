"""The rows of a month's workbook as plain data. Money in minor units of the row's currency, instants in UTC."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple


class OrderFacts(NamedTuple):
    """An order of the month, by its local day; cancelled ones too."""

    id: int
    number: str
    local_day: date
    ordered_at: datetime
    platform: str
    account: str
    platform_order: str | None
    status: str
    payment: str
    delivery: str
    pay_on_delivery: bool
    flag: str
    customer_id: int | None
    customer: str | None
    buyer_name: str
    buyer_phone: str
    buyer_email: str
    currency: str
    units: int
    goods: int
    discount: int
    shipping: int
    tax: int
    total: int
    paid: int
    refunded: int
    payment_method: str
    payment_reference: str
    paid_at: datetime | None
    shipped_at: datetime | None
    signed_at: datetime | None
    carrier: str
    tracking: str
    country: str
    region: str
    city: str
    district: str
    street: str
    postcode: str
    buyer_message: str
    seller_memo: str


class LineFacts(NamedTuple):
    """One line of an order of the month. `price` is None when finer than the currency's smallest unit."""

    order: str
    local_day: date
    platform: str
    status: str
    line: int
    sku: str
    title: str
    variant: str
    personalisation: str
    currency: str
    quantity: int
    price: int | None
    discount: int
    total: int
    shipped: int
    returned: int
    refunded: int


class InquiryFacts(NamedTuple):
    """An inquiry that came in the month."""

    number: str
    local_day: date
    created_at: datetime
    status: str
    channel: str
    customer_id: int | None
    customer: str | None
    contact: str
    subject: str
    products: str
    assignee: str | None
    priority: str
    first_reply_at: datetime | None
    follow_up_at: datetime | None
    closed_at: datetime | None
    lost_reason: str
    order: str | None


class CaseFacts(NamedTuple):
    """An after-sales case opened in the month."""

    number: str
    local_day: date
    opened_at: datetime
    kind: str
    status: str
    reason: str
    responsible: str
    orders: str
    customer: str | None
    customer_name: str | None
    subject: str
    assignee: str | None
    currency: str
    asked: int | None
    agreed: int | None
    paid: int
    return_carrier: str
    return_tracking: str
    received_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    resolution: str
    rating: int | None


class RefundFacts(NamedTuple):
    """Money given back in the month, whenever the order was made."""

    local_day: date
    paid_at: datetime
    platform: str
    order: str
    order_day: date
    buyer_name: str
    case: str | None
    currency: str
    amount: int
    source: str
    note: str


class PackingFacts(NamedTuple):
    """A packing list made in the month."""

    number: str
    local_day: date
    created_at: datetime
    status: str
    orders: str
    buyer_name: str
    units: int
    parcels: int
    net_g: int | None
    gross_g: int | None
    carrier: str
    service: str
    tracking: str
    packed_by: str
    printed: int
    shipped_at: datetime | None
    delivered_at: datetime | None
    note: str


class CustomerFacts(NamedTuple):
    """What is known of a customer."""

    id: int
    number: str
    name: str
    phone: str
    email: str
    level: str
    points: int
    status: str
    country: str
    region: str
    city: str


@dataclass(frozen=True, slots=True)
class CustomerMonth:
    """Somebody who ordered or asked in the month. `number` is empty for a buyer without a customer record."""

    number: str
    name: str
    phone: str
    email: str
    level: str
    points: int | None
    status: str
    place: str
    orders: int
    inquiries: int
    spent: Mapping[str, int]  # currency → total of orders not cancelled


def customers_of_month(
    orders: Iterable[OrderFacts], inquiries: Iterable[InquiryFacts], known: Mapping[int, CustomerFacts]
) -> list[CustomerMonth]:
    """Who ordered or asked, with what they spent; the biggest number of orders first.

    Cancelled orders neither count nor add. Buyers without a customer record are told apart by name, phone and e-mail.
    """
    spent: dict[object, Counter[str]] = defaultdict(Counter)
    counted: Counter[object] = Counter()
    asked: Counter[object] = Counter()
    strangers: dict[object, OrderFacts] = {}
    for order in orders:
        who: object = order.customer_id
        if order.customer_id is None:
            who = (order.buyer_name, order.buyer_phone, order.buyer_email)
            strangers.setdefault(who, order)
        spent[who].update({order.currency: order.total} if order.status != "cancelled" else {})
        counted[who] += order.status != "cancelled"
    for inquiry in inquiries:
        if inquiry.customer_id is not None:
            asked[inquiry.customer_id] += 1
    people: dict[object, CustomerMonth] = {}
    for who in [*counted, *(who for who in asked if who not in counted)]:
        figures = (counted[who], asked[who], dict(spent[who]))
        if isinstance(who, int):
            people[who] = _customer(known[who], *figures)
        else:
            people[who] = _stranger(strangers[who], *figures)
    return sorted(people.values(), key=lambda person: (-person.orders, person.number == "", person.number, person.name))


def _customer(known: CustomerFacts, orders: int, inquiries: int, spent: Mapping[str, int]) -> CustomerMonth:
    return CustomerMonth(
        number=known.number, name=known.name, phone=known.phone, email=known.email, level=known.level,
        points=known.points, status=known.status, place=place(known.country, known.region, known.city),
        orders=orders, inquiries=inquiries, spent=spent,
    )  # fmt: skip


def _stranger(order: OrderFacts, orders: int, inquiries: int, spent: Mapping[str, int]) -> CustomerMonth:
    return CustomerMonth(
        number="", name=order.buyer_name, phone=order.buyer_phone, email=order.buyer_email, level="", points=None,
        status="", place=place(order.country, order.region, order.city),
        orders=orders, inquiries=inquiries, spent=spent,
    )  # fmt: skip


def place(*parts: str) -> str:
    """Where somebody lives, from the largest part to the smallest, each once."""
    return " ".join(dict.fromkeys(part for part in parts if part))
