"""Records by what a customer calls them: numbers of orders and parcels, phones, words of a product's title.

Few queries, each of few rows: the assistant answers while somebody types.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select

from shopdesk.db import search
from shopdesk.db.door import table_of
from shopdesk.db.folding import folded
from shopdesk.db.prepared import ID_LIST, Prepared, listed
from shopdesk.db.tables import Customer, CustomerIdentity, Order, OrderLine, Package, PackingLine, PackingList, Product
from shopdesk.domain.customers import phone_key
from shopdesk.domain.text import contains

_CANDIDATES = 20
_ORDERS = Prepared(select(Order.number, Order.platform_order).where(Order.id.in_(ID_LIST)))
_SENT = Prepared(select(Order.number, Order.tracking).where(Order.id.in_(ID_LIST)))
_PARCELS = Prepared(
    select(PackingList.number)
    .outerjoin(Package, Package.packing_list_id == PackingList.id)
    .where(
        PackingList.id.in_(ID_LIST),
        or_(
            func.lower(PackingList.tracking) == bindparam("tracking"),
            func.lower(Package.tracking) == bindparam("tracking"),
        ),
    )
    .limit(1)
)
_PRODUCTS = Prepared(
    select(Product.sku, Product.title, Product.variant)
    .where(Product.id.in_(ID_LIST), Product.status == "active", Product.sku != "")
    .order_by(Product.id.desc())
)
_PHONES = Prepared(select(Customer.id, Customer.number, Customer.phone).where(Customer.id.in_(ID_LIST)))
_HANDLES = Prepared(
    select(CustomerIdentity.customer_id, CustomerIdentity.handle).where(
        CustomerIdentity.customer_id.in_(ID_LIST), CustomerIdentity.kind == "phone"
    )
)
_WAITING = (
    select(func.coalesce(func.sum(OrderLine.quantity - OrderLine.shipped), 0))
    .join(Order, Order.id == OrderLine.order_id)
    .where(Order.status == "to_ship", OrderLine.quantity > OrderLine.shipped)
)
_WAITING_KNOWN = Prepared(_WAITING.where(OrderLine.product_id == bindparam("row_id")))
_WAITING_TYPED = Prepared(_WAITING.where(OrderLine.product_id.is_(None), OrderLine.sku == bindparam("sku")))
_CUSTOMER = Prepared(select(Customer.number).where(Customer.id == bindparam("row_id")))
_NEWEST = Prepared(
    select(Order.number)
    .join(Customer, Customer.id == Order.customer_id)
    .where(Customer.number == bindparam("number"))
    .order_by(Order.ordered_at.desc())
    .limit(1)
)
_ORDER = Prepared(select(table_of(Order)).where(Order.number == bindparam("number")))
_FIRST_LINE = Prepared(
    select(
        OrderLine.sku,
        OrderLine.title,
        OrderLine.variant,
        OrderLine.quantity,
        OrderLine.price,
    )
    .where(OrderLine.order_id == bindparam("row_id"))
    .order_by(OrderLine.line)
    .limit(1)
)
_SOLD = Prepared(
    select(
        Product.id,
        Product.sku,
        Product.title,
        Product.variant,
        Product.price,
        Product.currency,
        Product.stock,
    )
    .where(Product.sku == bindparam("sku"))
    .order_by(Product.id)
    .limit(1)
)
_TRACKED = Prepared(
    select(Package.carrier, Package.tracking, PackingList.carrier.label("own"), PackingList.tracking.label("number"))
    .select_from(PackingLine)
    .join(OrderLine, OrderLine.id == PackingLine.order_line_id)
    .join(PackingList, PackingList.id == PackingLine.packing_list_id)
    .outerjoin(Package, Package.packing_list_id == PackingList.id)
    .where(OrderLine.order_id == bindparam("row_id"), PackingList.status != "cancelled")
    .where(or_(Package.tracking != "", PackingList.tracking != ""))
    .order_by(PackingList.id.desc(), Package.id)
    .limit(1)
)


def order_of(connection: Connection, number: str) -> str | None:
    """The number of the one order that has this number, its own or its platform's, with or without a #."""
    bare = number.removeprefix("#").casefold()
    ids = search.candidates(connection, "order", folded(bare).split(), _CANDIDATES)
    if not ids:
        return None
    same = {
        own
        for own, platform in _ORDERS.all(connection, ids=listed(ids))
        if bare in (own.casefold(), (platform or "").removeprefix("#").casefold())
    }
    return same.pop() if len(same) == 1 else None


def parcel_of(connection: Connection, tracking: str) -> str | None:
    """The number of the order or packing list that a tracking number belongs to."""
    words = folded(tracking).split()
    wanted = tracking.casefold()
    ids = search.candidates(connection, "order", words, _CANDIDATES)
    if ids:
        for number, sent in _SENT.all(connection, ids=listed(ids)):
            if sent.casefold() == wanted:
                return str(number)
    lists = search.candidates(connection, "packing_list", words, _CANDIDATES)
    if not lists:
        return None
    found: str | None = _PARCELS.scalar(connection, ids=listed(lists), tracking=wanted)
    return found


def customer_with_phone(connection: Connection, phone: str) -> str | None:
    """The number of the newest customer with that phone, however it is grouped, with or without +86."""
    key = phone_key(phone)
    ids = search.candidates(connection, "customer", [key], _CANDIDATES) if key else []
    if not ids:
        return None
    known = {row_id: (number, told) for row_id, number, told in _PHONES.all(connection, ids=listed(ids))}
    same = {row_id for row_id, (_number, told) in known.items() if phone_key(told) == key}
    if not same:
        handles = _HANDLES.all(connection, ids=listed(ids))
        same = {row_id for row_id, handle in handles if phone_key(handle) == key and row_id in known}
    return str(known[max(same)][0]) if same else None


def waiting(connection: Connection, product_id: int, sku: str) -> int:
    """Units of one product on orders to ship that no parcel took yet."""
    units = _WAITING_KNOWN.scalar(connection, row_id=product_id)
    if sku:
        units += _WAITING_TYPED.scalar(connection, sku=sku)
    return int(units)


def customer_number(connection: Connection, row_id: int) -> str | None:
    """A customer's number."""
    found: str | None = _CUSTOMER.scalar(connection, row_id=row_id)
    return found


def newest_order(connection: Connection, customer: str) -> str | None:
    """The number of a customer's latest order."""
    found: str | None = _NEWEST.scalar(connection, number=customer)
    return found


def product_names(connection: Connection) -> Iterator[tuple[str, str]]:
    """(SKU, title and variant) of every product that is sold."""
    query = select(Product.sku, Product.title, Product.variant).where(Product.status == "active")
    for sku, title, variant in connection.execute(query):
        yield sku, f"{title} {variant}"


def products_with(connection: Connection, words: Sequence[str], most: int) -> list[str]:
    """SKUs of the products whose title holds all folded words, newest first; at most `most`."""
    ids = search.candidates(connection, "product", words, 4 * most)
    if not ids:
        return []
    found = _PRODUCTS.all(connection, ids=listed(ids))
    told = [(sku, folded(f"{title} {variant}")) for sku, title, variant in found]
    return [sku for sku, shown in told if all(contains(shown, word) for word in words)][:most]


def order_cells(connection: Connection, number: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Every column of an order, and of its first line what a reply may say."""
    rows = _ORDER.named(connection, number=number)
    if not rows:
        return None
    lines = _FIRST_LINE.named(connection, row_id=rows[0]["id"])
    return rows[0], lines[0] if lines else {}


def product_cells(connection: Connection, sku: str) -> dict[str, Any] | None:
    """What a reply may say of the product with that SKU; of the first when several share it."""
    rows = _SOLD.named(connection, sku=sku)
    return rows[0] if rows else None


def newest_parcel(connection: Connection, order_id: int) -> tuple[str, str] | None:
    """(carrier, tracking number) of the newest packing list of an order that has one, of its first parcel."""
    row = _TRACKED.first(connection, row_id=order_id)
    if row is None:
        return None
    return (row[0], row[1]) if row[1] else (row[2], row[3])
