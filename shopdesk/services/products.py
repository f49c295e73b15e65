"""Products: what the shop sells, by SKU."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from shopdesk.db.queries import attachments as attached
from shopdesk.db.queries import lists
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import products as queries
from shopdesk.db.queries import reservations as reservation_queries
from shopdesk.db.queries import wishes as wish_queries
from shopdesk.db.queries.attachments import Attached
from shopdesk.db.queries.orders import OrderRow
from shopdesk.db.queries.products import ProductRow as ProductRow
from shopdesk.db.queries.reservations import ReservationRow
from shopdesk.db.queries.wishes import WishRow
from shopdesk.db.tables import Product
from shopdesk.domain.attachments import NewFile
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.domain.products import ProductDraft
from shopdesk.services import attachments, bulk, history
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk

_found = bulk.find(queries.id_of, queries.cells)
_TEXTS = ("sku", "title", "variant", "barcode", "category", "supplier", "currency", "shelf")
_NUMBERS = ("price", "cost", "weight_g", "stock")


@dataclass(frozen=True, slots=True)
class ProductStory:
    """One product whole: the latest 20 orders that hold it, and numbers of inquiries and cases about it."""

    values: dict[str, Any]
    row: ProductRow
    orders: tuple[OrderRow, ...]
    inquiries: tuple[str, ...]
    cases: tuple[str, ...]
    history: tuple[history.Event, ...]
    photos: tuple[Attached, ...] = ()  # the first is its picture
    wishes: tuple[WishRow, ...] = ()  # the latest
    held: tuple[ReservationRow, ...] = ()  # open pre-orders of it, those that end first above


def ids(desk: Desk, query: ListQuery, limit: int | None = None, interruptible: Any = None) -> Sequence[int]:
    """Ids of the products asked for, in order."""
    query = replace(query, filters=with_today(desk, query.filters))
    with desk.shop.read(interruptible) as connection:
        return lists.ids(connection, queries.SPEC, query, limit)


def with_today(desk: Desk, filters: Sequence[Filter]) -> tuple[Filter, ...]:
    """Conditions on low stock, told which day it is: a pre-order holds to the end of its day."""
    low = f"low:{desk.local_day(desk.now()).isoformat()}"
    return tuple(
        replace(item, values=tuple(low if value == "low" else value for value in item.values))
        if item.field == "stock"
        else item
        for item in filters
    )


def rows(desk: Desk, product_ids: Sequence[int]) -> list[ProductRow]:
    """Table rows by id."""
    with desk.shop.read() as connection:
        return queries.rows(connection, product_ids, desk.local_day(desk.now()))


def values_in_use(desk: Desk, field: str) -> list[str]:
    """Every value of `category`, `supplier` or `shelf` that a product has."""
    with desk.shop.read() as connection:
        return queries.values_of(connection, field)


def story(desk: Desk, product_id: int) -> ProductStory:
    """One product whole. Raises UserError `record.missing`."""
    today = desk.local_day(desk.now())
    with desk.shop.read() as connection:
        values = queries.counted(connection, [product_id], today).get(product_id)
        if values is None:
            raise UserError("record.missing", number=product_id)
        sku = values["sku"]
        return ProductStory(
            values=values,
            row=queries.rows(connection, [product_id], today)[0],
            orders=tuple(order_queries.rows(connection, queries.latest_orders(connection, product_id, sku))),
            inquiries=tuple(queries.latest_inquiries(connection, product_id)),
            cases=tuple(queries.latest_cases(connection, product_id, sku)),
            history=tuple(history.of(connection, queries.history_rows(connection, product_id))),
            photos=tuple(attached.of(connection, "product", product_id)),
            wishes=tuple(wish_queries.told(connection, product_id=product_id, any_product=False, limit=20)),
            held=tuple(reservation_queries.rows(connection, reservation_queries.open_of(connection, product_id))),
        )


def draft_of(desk: Desk, sku: str) -> ProductDraft:
    """A product as a form takes it. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        (values,) = _found(connection, [sku]).values()
    return ProductDraft(**{name: values[name] for name in (*_TEXTS, *_NUMBERS)})


def create_product(desk: Desk, draft: ProductDraft, photos: Sequence[NewFile] = ()) -> Outcome[Bulk]:
    """Enters a product, with its photos. Raises UserError `form.*`, `product.sku_taken`, `photo.*`."""
    draft.check()
    cells = _cells(draft)
    names = attachments.keep(desk, photos)
    with desk.write("product.create") as unit:
        _check_free(unit.connection, cells["sku"], None)
        product_id = unit.door.insert_one(Product, key=cells["sku"], created_at=desk.now(), **cells)
        attachments.attach(desk, unit, "product", product_id, photos, names)
        unit.door.subject = cells["sku"]
        unit.commit()
    return Outcome(Bulk((cells["sku"],)), unit.door.changes)


def update_product(desk: Desk, sku: str, draft: ProductDraft, photos: Sequence[NewFile] = ()) -> Outcome[Bulk]:
    """Saves an edited product; `photos` come to those it has.

    Raises UserError `form.*`, `record.missing`, `product.sku_taken`, `photo.*`.
    """
    draft.check()
    cells = _cells(draft)
    names = attachments.keep(desk, photos)
    with desk.write("product.update") as unit:
        ((product_id, values),) = _found(unit.connection, [sku]).items()
        if cells["sku"] != values["sku"]:
            _check_free(unit.connection, cells["sku"], product_id)
            # The platform's key of a product that had no SKU stays: its files are matched by it.
            if values["key"] == values["sku"]:
                cells["key"] = cells["sku"]
        unit.door.set(Product, product_id, **cells)
        attachments.attach(desk, unit, "product", product_id, photos, names)
        unit.door.subject = cells["sku"]
        unit.commit()
    return Outcome(Bulk((cells["sku"],)), unit.door.changes)


def hide_products(desk: Desk, skus: Sequence[str], hidden: bool = True) -> Outcome[Bulk]:
    """Takes products off the lists to choose from, or puts them back. Raises UserError `record.missing`."""
    status = "hidden" if hidden else "active"
    return bulk.each(
        desk, "product.hide" if hidden else "product.show", Product, lambda c: _found(c, skus),
        lambda _unit: lambda _values: {"status": status}, name="sku",
    )  # fmt: skip


def _check_free(connection: Any, sku: str, own_id: int | None) -> None:
    owner = queries.holder_of(connection, sku)
    if owner is not None and owner != own_id:
        raise UserError("product.sku_taken", field="sku", found=sku)


def _cells(draft: ProductDraft) -> dict[str, Any]:
    return {
        **{name: getattr(draft, name).strip() for name in _TEXTS},
        **{name: getattr(draft, name) for name in _NUMBERS},
    }
