"""Lays the new records of a plan out as rows, under numbers reserved for them, in a staging file."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from shopdesk.db import search
from shopdesk.db.engine import known_trouble
from shopdesk.db.folding import folded
from shopdesk.db.search_sources import LINE_FIELDS, ORDER_FIELDS, phone_text
from shopdesk.db.staging import Staging
from shopdesk.db.tables import Customer, CustomerIdentity, Order, OrderImport, OrderLine, Product, Refund
from shopdesk.domain import importing
from shopdesk.domain.imported import ImportedOrder
from shopdesk.domain.text import index_grams
from shopdesk.services.desk import Desk
from shopdesk.services.importing.matching import customer_image, payload, product_image
from shopdesk.services.importing.plan import NewOrder, Plan, Tick

MODELS = (Customer, CustomerIdentity, Product, Order, OrderLine, OrderImport, Refund)
Identity = tuple[str, str, str]
_CELLS = attrgetter(*importing.CELLS)
_INSTANTS = tuple(name for name in importing.CELLS if name in importing.INSTANTS)
_LINE_CELLS = attrgetter(*importing.LINE_CELLS)
_LINE_TEXTS = attrgetter(*LINE_FIELDS)


@dataclass(frozen=True)
class Numbers:
    """Ids and numbers reserved for one import; never given out again, also when it is cancelled."""

    batch: int
    batch_number: str
    ids: dict[str, range]
    orders: range
    customers: range


def reserve(desk: Desk, plan: Plan) -> Numbers:
    """Takes the ids and numbers an import will need."""
    year = desk.year()
    people = len(plan.new_customers) + len(plan.new_buyers)
    wanted = {
        "customer": people,
        "customer_identity": people,
        "product": len(plan.new_products),
        "orders": len(plan.new),
        "order_line": sum(len(item.order.lines) for item in plan.new),
        "refund": sum(1 for item in plan.new if item.amounts["refunded"] > 0),
    }
    with desk.write("import.reserve") as unit:
        take = unit.door.next_numbers
        ids = {name: take(name, count) if count else range(0) for name, count in wanted.items()}
        ids["order_import"] = ids["orders"]
        batch = take("import_batch", 1)[0]
        number = unit.door.number("IM", year)
        orders = take(f"SO-{year}", len(plan.new)) if plan.new else range(0)
        customers = take(f"CU-{year}", people) if people else range(0)
        unit.commit()
    return Numbers(batch, number, ids, orders, customers)


def new_customers(plan: Plan, numbers: Numbers) -> dict[Identity, int]:
    """The ids of the customers that this import makes, in the order in which they are laid out."""
    people = [(file.platform, customer.key_kind, customer.key) for customer, file in plan.new_customers]
    return dict(zip([*people, *plan.new_buyers], numbers.ids["customer"], strict=True))


class Layout:
    """Writes one staging file."""

    def __init__(self, desk: Desk, plan: Plan, numbers: Numbers, tick: Tick) -> None:
        self._desk = desk
        self._plan = plan
        self._numbers = numbers
        self._tick = tick
        self._done, self._total = 0, sum(map(len, numbers.ids.values()))
        self._now = importing.plain(desk.now())
        self._year = desk.year()
        self._customer_of: dict[Identity, int] = {}
        self._texts: list[tuple[int, str, str]] = []

    def write(self, path: Path) -> None:
        """Raises Cancelled, UserError `shop.disk_full|disk_error`; the file is then of no use."""
        with known_trouble(path), closing(Staging(path)) as staging:
            self._stage(staging, Customer, self._customers())
            self._stage(staging, CustomerIdentity, self._identities())
            self._stage(staging, Product, self._products())
            self._stage(staging, Order, self._orders())
            self._stage(staging, OrderLine, self._lines())
            self._stage(staging, OrderImport, self._images())
            self._stage(staging, Refund, self._refunds())

    def _stage(self, staging: Staging, model: Any, rows: Iterator[dict[str, Any]]) -> None:
        ids = self._numbers.ids[model.__tablename__]
        if ids:
            for done in staging.rows(model, ids, rows):
                staging.search(self._texts)
                self._texts.clear()
                self._done += done
                self._tick(self._done, self._total)

    def _index(self, kind: str, record_id: int, fields: list[str]) -> None:
        text = folded(" ".join(fields))
        self._texts.append((search.row_id(kind, record_id), text, index_grams(text)))

    # -- people --------------------------------------------------------------------------------------------------

    def _people(self) -> Iterator[tuple[Identity, dict[str, Any]]]:
        for customer, file in self._plan.new_customers:
            cells = {
                "name": customer.name, "phone": customer.phone, "email": customer.email, "country": customer.country,
                "region": customer.region, "city": customer.city, "street": customer.street,
                "postcode": customer.postcode, "notes": customer.note, "consent": customer.accepts_marketing,
                "tags": [tag.strip() for tag in customer.tags.split(",") if tag.strip()],
                "imported": customer_image(customer),
            }  # fmt: skip
            yield (file.platform, customer.key_kind, customer.key), cells
        for identity, item in self._plan.new_buyers.items():
            order = item.order
            names = ("country", "region", "city", "district", "street", "postcode")
            cells = {name: getattr(order, name) for name in names}
            # The parcel may go to somebody else: the platform's own name of the buyer is the surer one.
            name = order.buyer_name or order.buyer_id
            yield identity, {**cells, "name": name, "phone": order.buyer_phone, "email": order.buyer_email}

    def _customers(self) -> Iterator[dict[str, Any]]:
        people = zip(self._numbers.ids["customer"], self._numbers.customers, self._people(), strict=True)
        for customer_id, count, (identity, cells) in people:
            number = f"CU-{self._year}-{count:06d}"
            self._customer_of[identity] = customer_id
            shown = {**cells, "number": number}
            fields = ("number", "name", "phone", "email", "region", "city", "district", "street", "postcode", "notes")
            told = [_shown(name, shown[name]) for name in fields if shown.get(name)]
            self._index("customer", customer_id, [*told, identity[2]])
            yield {**shown, "created_at": self._now}

    def _identities(self) -> Iterator[dict[str, Any]]:
        for (platform, kind, handle), customer_id in self._customer_of.items():
            yield {"customer_id": customer_id, "platform": platform, "kind": kind, "handle": handle}

    # -- goods ---------------------------------------------------------------------------------------------------

    def _products(self) -> Iterator[dict[str, Any]]:
        names = ("sku", "barcode", "title", "variant", "category", "supplier", "price", "currency", "cost",
                 "weight_g", "stock", "shelf", "status")  # fmt: skip
        searched = ("sku", "barcode", "title", "variant", "category", "supplier", "shelf")
        for product_id, (product, _file) in zip(self._numbers.ids["product"], self._plan.new_products, strict=True):
            if product.sku:
                self._plan.skus.setdefault(product.sku, product_id)
            told = [getattr(product, name) for name in searched if getattr(product, name)]
            self._index("product", product_id, told)
            cells = {name: getattr(product, name) for name in names}
            yield {**cells, "key": product.key, "imported": product_image(product), "created_at": self._now}

    # -- orders --------------------------------------------------------------------------------------------------

    def _orders(self) -> Iterator[dict[str, Any]]:
        numbers = zip(self._numbers.ids["orders"], self._numbers.orders, self._plan.new, strict=True)
        for order_id, count, item in numbers:
            cells = self._order(item, f"SO-{self._year}-{count:06d}")
            told = [cells[name] for name in ORDER_FIELDS if cells[name]]
            if item.order.buyer_phone:
                told[told.index(item.order.buyer_phone)] = phone_text(item.order.buyer_phone)
            for line in item.order.lines:
                told += filter(None, _LINE_TEXTS(line))
            self._index("order", order_id, told)
            yield cells

    def _order(self, item: NewOrder, number: str) -> dict[str, Any]:
        order = item.order
        ordered_at = order.ordered_at or self._desk.now()
        cells = dict(zip(importing.CELLS, _CELLS(order), strict=True))
        for name in _INSTANTS:
            cells[name] = importing.plain(cells[name])
        return {
            **cells,
            **item.amounts,
            "number": number,
            "platform": item.platform,
            "account": item.account,
            "platform_order": order.platform_order,
            "status": importing.status(order),
            "problems": ["partner_missing"] if item.told.kind == "lines" else [],
            "ordered_at": importing.plain(ordered_at),
            "local_day": self._desk.local_day(ordered_at).isoformat(),
            "signed_source": "import" if order.signed_at else "",
            "customer_id": self._customer(item),
            "currency": order.currency,
            "units": importing.units(order),
            "batch_id": self._numbers.batch,
            "created_at": self._now,
        }

    def _customer(self, item: NewOrder) -> int | None:
        identity = importing.identity(item.order)
        if identity is None:
            return None
        key = (item.platform, *identity)
        return self._plan.buyers.get(key) or self._customer_of.get(key)

    def _lines(self) -> Iterator[dict[str, Any]]:
        for order_id, item in zip(self._numbers.ids["orders"], self._plan.new, strict=True):
            yield from order_lines(item.order, order_id, self._plan.skus)

    def _images(self) -> Iterator[dict[str, Any]]:
        for item in self._plan.new:
            yield {"batch_id": self._numbers.batch, "payload": payload(item.image)}

    def _refunds(self) -> Iterator[dict[str, Any]]:
        for order_id, item in zip(self._numbers.ids["orders"], self._plan.new, strict=True):
            amount = item.amounts["refunded"]
            if amount > 0:
                yield refund(self._desk, item.order, order_id, amount)


def order_lines(order: ImportedOrder, order_id: int, skus: dict[str, int], first: int = 1) -> Iterator[dict[str, Any]]:
    """The rows of an order's lines."""
    for number, line in enumerate(order.lines, first):
        yield {
            **dict(zip(importing.LINE_CELLS, _LINE_CELLS(line), strict=True)),
            "order_id": order_id,
            "line": number,
            "import_key": line.key,
            "provisional": order.lines_provisional,
            "product_id": skus.get(line.sku) if line.sku else None,
            "shipped": importing.shipped(line, order),
        }


def refund(desk: Desk, order: ImportedOrder, order_id: int, amount: int) -> dict[str, Any]:
    """The refund row of an order whose platform tells money went back.

    Platforms tell how much but rarely when: without a day of its own it counts on the day the order was closed,
    else on the order's own day, so that the month's figures do not depend on when the file was imported.
    """
    at = order.refunded_at or order.cancelled_at or order.ordered_at or desk.now()
    return {
        "order_id": order_id,
        "amount": amount,
        "currency": order.currency,
        "paid_at": importing.plain(at),
        "local_day": desk.local_day(at).isoformat(),
        "source": "import",
    }


def _shown(name: str, value: Any) -> str:
    return phone_text(str(value)) if name.endswith("phone") else str(value)
