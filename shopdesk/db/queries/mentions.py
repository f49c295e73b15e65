"""Records by what a customer calls them: order and tracking numbers, words of a product's title."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, or_, select

from shopdesk.db import search
from shopdesk.db.folding import folded
from shopdesk.db.tables import Order, Package, PackingList, Product

_CANDIDATES = 20


def order_of(connection: Connection, number: str) -> str | None:
    """The number of the one order that has this number, its own or its platform's, with or without a #."""
    bare = number.removeprefix("#")
    candidates = search.matching("order", folded(bare).split())
    if candidates is None:
        return None
    query = select(Order.number, Order.platform_order).where(Order.id.in_(candidates.limit(_CANDIDATES)))
    same = {
        own
        for own, platform in connection.execute(query)
        if bare.casefold() in (own.casefold(), (platform or "").removeprefix("#").casefold())
    }
    return same.pop() if len(same) == 1 else None


def parcel_of(connection: Connection, tracking: str) -> str | None:
    """The number of the order or packing list that a tracking number belongs to."""
    words = folded(tracking).split()
    wanted = tracking.casefold()
    orders = search.matching("order", words)
    lists = search.matching("packing_list", words)
    assert orders is not None
    assert lists is not None
    held = select(Order.number).where(Order.id.in_(orders.limit(_CANDIDATES)), func.lower(Order.tracking) == wanted)
    found = connection.execute(held.limit(1)).scalar()
    if found is not None:
        return found
    parcels = select(PackingList.number).outerjoin(Package, Package.packing_list_id == PackingList.id)
    parcels = parcels.where(
        PackingList.id.in_(lists.limit(_CANDIDATES)),
        or_(func.lower(PackingList.tracking) == wanted, func.lower(Package.tracking) == wanted),
    )
    return connection.execute(parcels.limit(1)).scalar()


def last_product(connection: Connection) -> int:
    """The newest product's id, 0 without any."""
    return int(connection.execute(select(func.coalesce(func.max(Product.id), 0))).scalar_one())


def product_names(connection: Connection) -> Iterator[tuple[str, str]]:
    """(SKU, title and variant) of every product that is sold."""
    query = select(Product.sku, Product.title, Product.variant).where(Product.status == "active")
    for sku, title, variant in connection.execute(query):
        yield sku, f"{title} {variant}"


def products_with(connection: Connection, words: Sequence[str], most: int) -> list[str]:
    """SKUs of the newest products whose text holds all folded words."""
    candidates = search.matching("product", list(words))
    if candidates is None:
        return []
    query = select(Product.sku).where(Product.id.in_(candidates), Product.status == "active", Product.sku != "")
    return list(connection.execute(query.order_by(Product.id.desc()).limit(most)).scalars())
