"""What goes with what: counts of orders and people, taken from the newest lines so that the answer comes at once.

A line means the product it was matched with, or for lines typed by hand the one with its SKU. Variants of a product
share its title, and count as one.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import CTE, ColumnElement, Connection, Select, and_, func, or_, select, union

from shopdesk.db.door import chunks
from shopdesk.db.tables import Case, CaseLine, Customer, InquiryProduct, Order, OrderLine, Product
from shopdesk.domain.recommending import Bought, SentBack

NEWEST: Final = 500  # lines that hold the product asked about; more would hardly change the shares
_PEOPLE: Final = 250
_ALIKE: Final = 60
_SHARED: Final = 2  # products in common, below that two people are not alike
_HISTORY: Final = 200  # lines of one customer
_SAMPLE: Final = 8_000  # lines that tell how common each product is; as many in a shop of a million orders

_COUNTED = Order.status != "cancelled"
_TYPED = OrderLine.product_id.is_(None)
_MATCHED: Any = Product.__table__.alias("matched")
_NAMED: Any = Product.__table__.alias("named")
_TITLE = func.coalesce(_MATCHED.c.title, _NAMED.c.title)


@dataclass(frozen=True, slots=True)
class Goods:
    """Products (all variants of some titles), as lines name them."""

    ids: tuple[int, ...] = ()
    skus: tuple[str, ...] = ()
    titles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Counted:
    """In how many of `of` baskets (or with how many people) each title was; `orders`: a person's other orders."""

    by_title: Counter[str]
    of: int
    orders: float = 1.0


def goods_of(connection: Connection, product_ids: Collection[int]) -> Goods:
    """Products with all variants of theirs."""
    if not product_ids:
        return Goods()
    titles = select(Product.title).where(Product.id.in_(list(product_ids)), Product.title != "")
    query = select(Product.id, Product.sku, Product.title).where(
        or_(Product.id.in_(list(product_ids)), Product.title.in_(titles))
    )
    rows = list(connection.execute(query))
    return Goods(
        tuple(row.id for row in rows), tuple(row.sku for row in rows if row.sku), frozenset(row.title for row in rows)
    )


def bought_goods(connection: Connection, customer_id: int, limit: int) -> list[int]:
    """Ids of the products the customer bought last, without those of cancelled orders."""
    product = func.coalesce(_MATCHED.c.id, _NAMED.c.id)
    query = (
        select(product)
        .select_from(_titled())
        .join(Order, Order.id == OrderLine.order_id)
        .where(Order.customer_id == customer_id, _COUNTED, product.is_not(None))
        .group_by(product)
        .order_by(func.max(OrderLine.id).desc())
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def asked(connection: Connection, inquiry_id: int) -> set[int]:
    """Ids of the products that an inquiry asks about and the shop knows."""
    query = select(InquiryProduct.product_id).where(InquiryProduct.inquiry_id == inquiry_id)
    return {found for found in connection.execute(query).scalars() if found is not None}


def meant(connection: Connection, sku: str | None, order: str | None) -> set[int]:
    """Ids of the product with a SKU, else of those on an order, named by their numbers."""
    if sku:
        return set(connection.execute(select(Product.id).where(Product.sku == sku)).scalars())
    order_id = connection.execute(select(Order.id).where(Order.number == order)).scalar() if order else None
    return ordered(connection, order_id) if order_id is not None else set()


def ordered(connection: Connection, order_id: int) -> set[int]:
    """Ids of the products on an order."""
    product = func.coalesce(_MATCHED.c.id, _NAMED.c.id)
    query = select(product).select_from(_titled()).where(OrderLine.order_id == order_id, product.is_not(None))
    return set(connection.execute(query).scalars())


def together(connection: Connection, goods: Goods) -> Counted:
    """What else is in the newest orders that hold one of the goods."""
    orders = _baskets(goods)
    query = select(_TITLE, func.count(OrderLine.order_id.distinct())).select_from(_titled())
    found = connection.execute(query.where(OrderLine.order_id.in_(select(orders.c.order_id))).group_by(_TITLE))
    return Counted(_by_title(found), connection.execute(select(func.count()).select_from(orders)).scalar_one())


def over_time(connection: Connection, goods: Goods) -> Counted:
    """What the customers of these orders bought in other orders."""
    orders = _baskets(goods)
    people = select(orders.c.customer_id).where(orders.c.customer_id.is_not(None)).distinct().limit(_PEOPLE)
    return _bought_by(connection, people, Order.id.not_in(select(orders.c.order_id)))


def similar(connection: Connection, customer_id: int, goods: Goods) -> Counted:
    """What customers bought who bought several of the same things, the most alike."""
    if len(goods.titles) < _SHARED:
        return Counted(Counter(), 0)
    shared = func.count(_TITLE.distinct())
    people = (
        select(Order.customer_id)
        .select_from(_titled().join(Order, Order.id == OrderLine.order_id))
        .where(OrderLine.id.in_(_newest(goods)), _COUNTED, Order.customer_id.is_not(None))
        .where(Order.customer_id != customer_id)
        .group_by(Order.customer_id)
        .having(shared >= _SHARED)
        .order_by(shared.desc(), Order.customer_id.desc())
        .limit(_ALIKE)
    )
    return _bought_by(connection, list(connection.execute(people).scalars()))


def shares(connection: Connection, titles: Collection[str]) -> dict[str, float]:
    """In what share of the newest orders each title is; one more is counted, for what was not seen may still be."""
    newest = (
        select(OrderLine.order_id, OrderLine.product_id, OrderLine.sku)
        .order_by(OrderLine.id.desc())
        .limit(_SAMPLE)
        .subquery()
    )
    orders = connection.execute(select(func.count(newest.c.order_id.distinct()))).scalar_one()
    products = list(connection.execute(select(Product.id, Product.sku, Product.title).where(Product.title.in_(titles))))
    by_id = {row.id: row.title for row in products}
    by_sku = {row.sku: row.title for row in products if row.sku}
    lines: Counter[str] = Counter()
    groups = select(newest.c.product_id, newest.c.sku, func.count()).group_by(newest.c.product_id, newest.c.sku)
    for product_id, sku, count in connection.execute(groups):
        title = by_sku.get(sku) if product_id is None else by_id.get(product_id)
        if title is not None:
            lines[title] += count
    return {title: min(1.0, (lines[title] + 1) / (orders + 1)) for title in titles}


def sellable(connection: Connection, titles: Collection[str]) -> list[int]:
    """Ids of the active products with these titles."""
    query = select(Product.id).where(Product.title.in_(list(titles)), Product.status == "active")
    return list(connection.execute(query).scalars())


def sold(connection: Connection, product_ids: Sequence[int]) -> dict[int, int]:
    """Lines that each product was sold in."""
    found: dict[int, int] = {}
    for part in chunks(product_ids):
        query = select(OrderLine.product_id, func.count()).where(OrderLine.product_id.in_(part))
        found.update((row[0] or 0, row[1]) for row in connection.execute(query.group_by(OrderLine.product_id)))
    return found


def keys(connection: Connection, product_ids: Sequence[int]) -> dict[int, str]:
    """What the services call products: the SKU, or the platform's key of one that has none."""
    query = select(Product.id, Product.sku, Product.key).where(Product.id.in_(list(product_ids)))
    return {row.id: row.sku or row.key for row in connection.execute(query)}


# -- one customer --------------------------------------------------------------------------------------------------


def customer_cells(connection: Connection, customer_id: int) -> tuple[dict[str, Any], str]:
    """Preferences and notes."""
    query = select(Customer.preferences, Customer.notes).where(Customer.id == customer_id)
    row = connection.execute(query).one()
    return dict(row.preferences or {}), row.notes


def history(connection: Connection, customer_id: int) -> list[Bought]:
    """The customer's last lines that were not cancelled, newest first."""
    category = func.coalesce(_MATCHED.c.category, _NAMED.c.category, "")
    title = func.coalesce(func.nullif(_TITLE, ""), OrderLine.title)
    query = (
        select(title, OrderLine.variant, category, OrderLine.order_id)
        .select_from(_titled().join(Order, Order.id == OrderLine.order_id))
        .where(Order.customer_id == customer_id, _COUNTED)
        .order_by(Order.ordered_at.desc(), OrderLine.id.desc())
        .limit(_HISTORY)
    )
    return [Bought(*row) for row in connection.execute(query)]


def did_not_fit(connection: Connection, customer_id: int, limit: int = 10) -> list[SentBack]:
    """What the customer sent back, or complained of, because of its size; newest first."""
    title = func.coalesce(func.nullif(_TITLE, ""), OrderLine.title)
    query = (
        select(title, OrderLine.variant, Case.local_day)
        .select_from(
            _titled().join(CaseLine, CaseLine.order_line_id == OrderLine.id).join(Case, Case.id == CaseLine.case_id)
        )
        .where(Case.customer_id == customer_id, Case.reason == "size")
        .order_by(Case.id.desc(), CaseLine.id)
        .limit(limit)
    )
    return [SentBack(*row) for row in connection.execute(query)]


# -- inside --------------------------------------------------------------------------------------------------------


def _titled() -> Any:
    """Lines with the product they were matched with, else the one with their SKU."""
    lines: Any = OrderLine.__table__
    named = and_(_TYPED, OrderLine.sku != "", _NAMED.c.sku == OrderLine.sku)
    return lines.outerjoin(_MATCHED, _MATCHED.c.id == OrderLine.product_id).outerjoin(_NAMED, named)


def _newest(goods: Goods) -> Select[Any]:
    """Ids of the newest lines with these goods, found in the two indexes alone."""
    matched = select(OrderLine.id).where(OrderLine.product_id.in_(goods.ids)).order_by(OrderLine.id.desc())
    named = select(OrderLine.id).where(OrderLine.sku.in_(goods.skus)).order_by(OrderLine.id.desc())
    parts = union(*(select(one.limit(NEWEST).subquery().c.id) for one in (matched, named))).subquery()
    return select(parts.c.id)


def _baskets(goods: Goods) -> CTE:
    """The newest orders that hold one of the goods, and whose they are."""
    return (
        select(OrderLine.order_id, Order.customer_id)
        .join(Order, Order.id == OrderLine.order_id)
        .where(OrderLine.id.in_(_newest(goods)), _COUNTED)
        .distinct()
        .cte("baskets")
    )


def _bought_by(connection: Connection, people: Any, *orders: ColumnElement[bool]) -> Counted:
    """How many of the people (ids, or a query for them) bought each title in `orders`, and how many those are."""
    theirs = (Order.customer_id.in_(people), _COUNTED, *orders)
    each = select(func.count(Order.customer_id.distinct()), func.count()).select_from(Order).where(*theirs)
    buyers, bought = connection.execute(each).one()
    query = select(_TITLE, func.count(Order.customer_id.distinct()))
    lines = query.select_from(_titled().join(Order, Order.id == OrderLine.order_id))
    found = connection.execute(lines.where(*theirs).group_by(_TITLE))
    return Counted(_by_title(found), buyers, bought / max(1, buyers))


def _by_title(rows: Iterable[Any]) -> Counter[str]:
    return Counter({title: count for title, count in rows if title})
