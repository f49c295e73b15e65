"""What the return window of an order depends on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, select

from shopdesk.db.tables import Customer, Order, OrderLine, Product

_SAMPLE = 200  # of the newest parcels


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line: its category is that of the product, "" where the shop does not know it."""

    line: int
    sku: str
    title: str
    category: str


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """One order as return rules see it."""

    platform: str
    country: str
    level: str
    local_day: date
    shipped_at: datetime | None
    signed_at: datetime | None
    carrier: str
    lines: tuple[LineFacts, ...]


def facts(connection: Connection, order_id: int) -> OrderFacts | None:
    """The facts of an order, None when it is gone."""
    query = (
        select(
            Order.platform, Order.country, func.coalesce(Customer.level, ""), Order.local_day, Order.shipped_at,
            Order.signed_at, Order.carrier,
        )
        .outerjoin(Customer, Customer.id == Order.customer_id)
        .where(Order.id == order_id)
    )  # fmt: skip
    row = connection.execute(query).first()
    if row is None:
        return None
    lines = (
        select(OrderLine.line, OrderLine.sku, OrderLine.title, func.coalesce(Product.category, ""))
        .outerjoin(Product, Product.id == OrderLine.product_id)
        .where(OrderLine.order_id == order_id)
        .order_by(OrderLine.line)
    )
    return OrderFacts(*row, tuple(LineFacts(*line) for line in connection.execute(lines)))


def days_on_the_way(connection: Connection, carrier: str) -> list[float]:
    """How many days the newest parcels of a carrier took from dispatch to signing."""
    query = (
        select(Order.shipped_at, Order.signed_at)
        .where(Order.signed_at.is_not(None), Order.shipped_at.is_not(None), Order.carrier == carrier)
        .order_by(Order.id.desc())
        .limit(_SAMPLE)
    )
    spans = [signed - shipped for shipped, signed in connection.execute(query) if shipped and signed]
    return [span / timedelta(days=1) for span in spans if span >= timedelta()]
