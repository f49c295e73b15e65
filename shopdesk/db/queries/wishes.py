"""Wishes: counted by theme and product in a span of days, and each as it was told."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, select

from shopdesk.db.door import table_of
from shopdesk.db.tables import Case, Customer, Inquiry, Order, Product, Wish

WISHES: Table = table_of(Wish)


@dataclass(frozen=True, slots=True)
class WishCount:
    """How often something was wished. `sku` and `title` are empty for wishes about no product."""

    theme: str
    product_id: int | None
    sku: str
    title: str
    variant: str
    count: int
    last: date


@dataclass(frozen=True, slots=True)
class WishRow:
    """One wish; `about` is (kind, number) of the record it was told in, `customer` a name and its number."""

    id: int
    theme: str
    text: str
    sku: str
    title: str
    at: datetime
    staff: str
    customer: str
    customer_number: str
    about: tuple[str, str] | None


def counts(connection: Connection, first: date | None = None, last: date | None = None) -> list[WishCount]:
    """Wishes by theme and product from one day to another (None: open), the most wished first."""
    number = func.count(WISHES.c.id)
    query = (
        select(WISHES.c.theme, WISHES.c.product_id, Product.sku, Product.title, Product.variant, number,
               func.max(WISHES.c.local_day))
        .outerjoin(Product, Product.id == WISHES.c.product_id)
        .group_by(WISHES.c.theme, WISHES.c.product_id)
        .order_by(number.desc(), func.max(WISHES.c.local_day).desc(), WISHES.c.theme)
    )  # fmt: skip
    return [
        WishCount(row[0], row[1], row[2] or "", row[3] or "", row[4] or "", row[5], row[6])
        for row in connection.execute(_between(query, first, last))
    ]


def by_theme(connection: Connection, first: date | None = None, last: date | None = None) -> dict[str, int]:
    """How many wishes of each theme."""
    query = select(WISHES.c.theme, func.count(WISHES.c.id)).group_by(WISHES.c.theme)
    return {row[0]: row[1] for row in connection.execute(_between(query, first, last))}


def told(
    connection: Connection,
    *,
    theme: str = "",
    product_id: int | None = None,
    any_product: bool = True,
    first: date | None = None,
    last: date | None = None,
    limit: int = 200,
) -> list[WishRow]:
    """Wishes of a theme ("" all) and a product, newest first; `any_product` False: only those about `product_id`."""
    query = (
        select(WISHES, Product.sku, Product.title, Customer.name.label("customer"),
               Customer.number.label("customer_number"), Inquiry.number.label("inquiries"),
               Case.number.label("cases"), Order.number.label("orders"))
        .select_from(Wish)
        .outerjoin(Product, Product.id == WISHES.c.product_id)
        .outerjoin(Customer, Customer.id == WISHES.c.customer_id)
        .outerjoin(Inquiry, Inquiry.id == WISHES.c.inquiry_id)
        .outerjoin(Case, Case.id == WISHES.c.case_id)
        .outerjoin(Order, Order.id == WISHES.c.order_id)
        .order_by(WISHES.c.id.desc())
        .limit(limit)
    )  # fmt: skip
    if theme:
        query = query.where(WISHES.c.theme == theme)
    if not any_product:
        query = query.where(WISHES.c.product_id.is_not_distinct_from(product_id))
    return [_row(row) for row in connection.execute(_between(query, first, last)).mappings()]


def _between(query: Any, first: date | None, last: date | None) -> Any:
    if first is not None:
        query = query.where(WISHES.c.local_day >= first)
    return query if last is None else query.where(WISHES.c.local_day <= last)


def _row(values: Any) -> WishRow:
    about = next(((kind, values[kind]) for kind in ("inquiries", "cases", "orders") if values[kind]), None)
    told: dict[str, Any] = {name: values[name] for name in ("id", "theme", "text", "at", "staff")}
    told |= {name: values[name] or "" for name in ("sku", "title", "customer", "customer_number")}
    return WishRow(**told, about=about)
