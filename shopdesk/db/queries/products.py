"""Products: the list, its rows with what is promised to orders, one product whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, false, func, or_, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.queries import attachments, reservations
from shopdesk.db.queries.lists import ListSpec
from shopdesk.db.tables import Case, CaseLine, Inquiry, InquiryProduct, Order, OrderLine, Product, Reservation
from shopdesk.domain import products as rules
from shopdesk.domain.money import to_text

PRODUCTS: Table = table_of(Product)
_WAITING = OrderLine.quantity - OrderLine.shipped
_PROMISED = (Order.status == "to_ship", OrderLine.quantity > OrderLine.shipped)


def _running_low(today: str) -> ColumnElement[bool]:
    """Stock counted, and few units left that no order to ship is waiting for and no pre-order holds."""
    known = (
        select(OrderLine.product_id, func.sum(_WAITING).label("units"))
        .join(Order, Order.id == OrderLine.order_id)
        .where(*_PROMISED, OrderLine.product_id.is_not(None))
        .group_by(OrderLine.product_id)
        .cte("promised_by_product")
    )
    typed = (
        select(OrderLine.sku, func.sum(_WAITING).label("units"))
        .join(Order, Order.id == OrderLine.order_id)
        .where(*_PROMISED, OrderLine.product_id.is_(None), OrderLine.sku != "")
        .group_by(OrderLine.sku)
        .cte("promised_by_sku")
    )
    held = (
        select(Reservation.product_id, func.sum(Reservation.quantity).label("units"))
        .where(reservations.holding(today))
        .group_by(Reservation.product_id)
        .cte("held_by_product")
    )
    by_product = select(known.c.units).where(known.c.product_id == Product.id).correlate(PRODUCTS).scalar_subquery()
    by_sku = select(typed.c.units).where(typed.c.sku == Product.sku).correlate(PRODUCTS).scalar_subquery()
    kept = select(held.c.units).where(held.c.product_id == Product.id).correlate(PRODUCTS).scalar_subquery()
    left = Product.stock - func.coalesce(by_product, 0) - func.coalesce(by_sku, 0) - func.coalesce(kept, 0)
    return and_(Product.stock.is_not(None), left <= rules.LOW_STOCK)


def _stock(value: str) -> ColumnElement[bool]:
    """`stock=low:DAY|out|uncounted`: few available on that day, none on the shelf, or nobody counted.

    Without a day every open pre-order holds.
    """
    state, _colon, today = value.partition(":")
    match state:
        case "low":
            return _running_low(today)
        case "out":
            return and_(Product.stock.is_not(None), Product.stock <= 0)
        case "uncounted":
            return Product.stock.is_(None)
        case _:
            return false()


SPEC = ListSpec(
    kind="product",
    table=PRODUCTS,
    columns={
        name: PRODUCTS.c[name]
        for name in ("sku", "barcode", "title", "variant", "category", "supplier", "currency", "shelf", "status")
    },
    special={"stock": _stock},
    sorts={
        "created_at": (),  # ids are given in order of entry
        "sku": (PRODUCTS.c.sku,),
        "title": (PRODUCTS.c.title, PRODUCTS.c.variant),
        "category": (PRODUCTS.c.category,),
        "supplier": (PRODUCTS.c.supplier,),
        "price": (PRODUCTS.c.currency, PRODUCTS.c.price),
        "stock": (PRODUCTS.c.stock,),
        "shelf": (PRODUCTS.c.shelf,),
        "status": (PRODUCTS.c.status,),
    },
    default_sort="created_at",
)


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One row of the products table. Money in minor units of `currency`; stock None: not counted."""

    id: int
    sku: str
    barcode: str
    title: str
    variant: str
    category: str
    supplier: str
    price: int | None
    currency: str
    cost: int | None
    stock: int | None
    reserved: int
    available: int | None
    shelf: str
    status: str
    weight_g: int | None = None


_ROW = (
    "id", "sku", "barcode", "title", "variant", "category", "supplier", "price", "currency", "cost", "stock", "shelf",
    "status", "weight_g",
)  # fmt: skip


def rows(connection: Connection, ids: Sequence[int], today: date) -> list[ProductRow]:
    """Table rows by id, in the order of `ids`; ids that are gone are left out. Pre-orders hold until their day."""
    found: dict[int, ProductRow] = {}
    for product_id, values in counted(connection, ids, today).items():
        found[product_id] = ProductRow(
            **{name: values[name] for name in _ROW}, reserved=values["reserved"], available=values["available"]
        )
    return [found[row_id] for row_id in ids if row_id in found]


def cells(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Every column of products by id."""
    out: dict[int, dict[str, Any]] = {}
    for part in chunks(ids):
        for row in connection.execute(select(PRODUCTS).where(Product.id.in_(part))).mappings():
            out[row["id"]] = dict(row)
    return out


def counted(connection: Connection, ids: Sequence[int], today: date) -> dict[int, dict[str, Any]]:
    """Every column of products by id, plus `reserved` and `available` units on that day."""
    by_product, by_sku = reserved(connection, today)
    out = cells(connection, ids)
    for row in out.values():
        held = by_product.get(row["id"], 0) + (by_sku.get(row["sku"], 0) if row["sku"] else 0)
        row |= {"reserved": held, "available": rules.available(row["stock"], held)}
    return out


_LISTED = (
    "sku", "barcode", "title", "variant", "category", "supplier", "currency", "weight_g", "stock", "reserved",
    "available", "shelf", "status", "created_at",
)  # fmt: skip


def full(connection: Connection, ids: Sequence[int], today: date) -> dict[int, dict[str, Any]]:
    """Products as commands list them, by id, money as text."""
    photos = attachments.counts(connection, "product", ids)
    return {
        product_id: {
            **{name: row[name] for name in _LISTED},
            **{name: to_text(row[name], row["currency"]) for name in ("price", "cost")},
            "photos": photos.get(product_id, 0),
        }
        for product_id, row in counted(connection, ids, today).items()
    }


def history_rows(connection: Connection, product_id: int) -> dict[str, list[int]]:
    """The rows whose history is the product's, by table; photos taken off are among them."""
    return {"product": [product_id], "attachment": attachments.ever_of(connection, "product", product_id)}


def reserved(connection: Connection, today: date) -> tuple[dict[int, int], dict[str, int]]:
    """Units on orders to ship that no parcel took yet, by product id, and by SKU for lines typed by hand.

    What pre-orders hold on that day is among them.
    """
    by_product: dict[int, int] = defaultdict(int)
    by_sku: dict[str, int] = defaultdict(int)
    query = (
        select(OrderLine.product_id, OrderLine.sku, func.sum(_WAITING))
        .join(Order, Order.id == OrderLine.order_id)
        .where(*_PROMISED)
        .group_by(OrderLine.product_id, OrderLine.sku)
    )
    for product_id, sku, units in connection.execute(query):
        if product_id is not None:
            by_product[product_id] += units
        elif sku:
            by_sku[sku] += units
    for product_id, units in reservations.held(connection, today.isoformat()).items():
        by_product[product_id] += units
    return by_product, by_sku


def by_sku(connection: Connection, sku: str) -> dict[str, Any] | None:
    """Every column of the product with that SKU; the first when several share it."""
    query = select(PRODUCTS).where(PRODUCTS.c.sku == sku).order_by(PRODUCTS.c.id).limit(1)
    row = connection.execute(query).mappings().first()
    return dict(row) if row is not None else None


def id_of(connection: Connection, sku: str) -> int | None:
    """The id of a product by SKU, by its platform's key when it has no SKU, or by barcode when only one has it."""
    for column in (Product.sku, Product.key):
        found = connection.execute(select(func.min(Product.id)).where(column == sku)).scalar()
        if found is not None:
            return found
    others = list(connection.execute(select(Product.id).where(Product.barcode == sku).limit(2)).scalars())
    return others[0] if sku and len(others) == 1 else None


def meant(connection: Connection, pairs: Sequence[tuple[str, str]]) -> list[list[int]]:
    """The products that (SKU, barcode) mean: by SKU, else by the key of a product without one, else by barcode.

    Where several have the SKU, the barcode tells them apart if it can.
    """
    skus, codes = {sku for sku, _code in pairs if sku}, {code for _sku, code in pairs if code}
    by_sku = _ids_by(connection, PRODUCTS.c.sku, skus)
    by_key = _ids_by(connection, PRODUCTS.c.key, skus)
    by_code = _ids_by(connection, PRODUCTS.c.barcode, codes)
    out = []
    for sku, code in pairs:
        found = by_sku.get(sku) or by_key.get(sku) or by_code.get(code) or []
        same = [row_id for row_id in found if row_id in by_code.get(code, ())]
        out.append(same if len(found) > 1 and len(same) == 1 else found)
    return out


def _ids_by(connection: Connection, column: Any, values: set[str]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = defaultdict(list)
    for part in chunks(sorted(values)):
        query = select(column, PRODUCTS.c.id).where(column.in_(part)).order_by(PRODUCTS.c.id)
        for value, row_id in connection.execute(query):
            out[value].append(row_id)
    return dict(out)


def holder_of(connection: Connection, sku: str) -> int | None:
    """The id of a product that has this SKU, or this key, which nobody else may then take."""
    query = select(Product.id).where(or_(Product.sku == sku, Product.key == sku)).order_by(Product.id).limit(1)
    return connection.execute(query).scalar()


def latest_orders(connection: Connection, product_id: int, sku: str, limit: int = 20) -> list[int]:
    """Ids of the orders that hold a product, newest first."""
    held = OrderLine.product_id == product_id
    if sku:
        held = or_(held, OrderLine.sku == sku)
    query = select(Order.id).where(Order.id.in_(select(OrderLine.order_id).where(held)))
    return list(connection.execute(query.order_by(Order.ordered_at.desc(), Order.id.desc()).limit(limit)).scalars())


def latest_inquiries(connection: Connection, product_id: int, limit: int = 20) -> list[str]:
    """Numbers of the inquiries that asked about a product, newest first."""
    asked = select(InquiryProduct.inquiry_id).where(InquiryProduct.product_id == product_id)
    query = select(Inquiry.number).where(Inquiry.id.in_(asked)).order_by(Inquiry.id.desc()).limit(limit)
    return list(connection.execute(query).scalars())


def latest_cases(connection: Connection, product_id: int, sku: str, limit: int = 20) -> list[str]:
    """Numbers of the cases about a product, newest first."""
    held = OrderLine.product_id == product_id
    if sku:
        held = or_(held, OrderLine.sku == sku)
    about = select(CaseLine.case_id).join(OrderLine, OrderLine.id == CaseLine.order_line_id).where(held)
    query = select(Case.number).where(Case.id.in_(about)).order_by(Case.id.desc()).limit(limit)
    return list(connection.execute(query).scalars())


def values_of(connection: Connection, field: str) -> list[str]:
    """Every value in use of `category`, `supplier` or `shelf`."""
    column = PRODUCTS.c[field]
    return list(connection.execute(select(column).where(column != "").distinct().order_by(column)).scalars())
