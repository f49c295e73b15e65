"""What suits the customer of an inquiry or an order: what they like first, then what goes with what they ask about."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from shopdesk.db.queries import inquiries as inquiry_queries
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import products as product_queries
from shopdesk.db.queries import recommending as queries
from shopdesk.db.queries.products import ProductRow
from shopdesk.db.tables import InquiryProduct
from shopdesk.domain import recommending as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.recommending import Likes, Seen, Variant
from shopdesk.services import bulk
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk

SHOWN: Final = 6
_CANDIDATES: Final = 40  # titles looked at closely
_LAST_BOUGHT: Final = 10  # products of the customer that tell their taste
_inquiry = bulk.find(inquiry_queries.id_of, inquiry_queries.cells)
_order = bulk.find(order_queries.id_of, order_queries.full)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A product to recommend, in the variant that fits them best, and why."""

    product: ProductRow
    key: str  # what the services call it: its SKU, or the platform's key of one that has none
    reason: str  # together, over_time, similar
    count: int


@dataclass(frozen=True, slots=True)
class Suits:
    """What is known of the customer, and what to recommend; `from_bought`: nothing was asked about."""

    likes: Likes = field(default_factory=Likes)
    suggestions: tuple[Suggestion, ...] = ()
    from_bought: bool = False


def for_inquiry(desk: Desk, number: str, interruptible: Any = None) -> Suits:
    """What suits who asked. Raises UserError `record.missing`."""
    with desk.shop.read(interruptible) as connection:
        ((inquiry_id, values),) = _inquiry(connection, [number]).items()
        asked = queries.asked(connection, inquiry_id)
        return _suits(connection, desk.local_day(desk.now()), values["customer_id"], asked)


def for_order(desk: Desk, number: str, interruptible: Any = None) -> Suits:
    """What suits whose order it is. Raises UserError `record.missing`."""
    with desk.shop.read(interruptible) as connection:
        ((order_id, values),) = _order(connection, [number]).items()
        return _suits(
            connection, desk.local_day(desk.now()), values["customer_id"], queries.ordered(connection, order_id)
        )


def add_asked(desk: Desk, number: str, product: str, quantity: int = 1) -> Outcome[Bulk]:
    """Adds a product to those an inquiry asks about; one that is there already gets no second row.

    Raises UserError `record.missing`, `form.quantity`.
    """
    if not 1 <= quantity <= 1_000_000:
        raise UserError("form.quantity", field="quantity", found=quantity)
    with desk.write("inquiry.add_product") as unit:
        ((inquiry_id, _values),) = _inquiry(unit.connection, [number]).items()
        product_id = product_queries.id_of(unit.connection, product)
        if product_id is None:
            raise UserError("record.missing", field="product", number=product)
        if product_id not in queries.asked(unit.connection, inquiry_id):
            unit.door.insert_one(
                InquiryProduct, inquiry_id=inquiry_id, product_id=product_id, text="", quantity=quantity
            )
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


# -- inside --------------------------------------------------------------------------------------------------------


def _suits(connection: Any, today: date, customer_id: int | None, asked: Collection[int]) -> Suits:
    known = Likes()
    has = set(queries.goods_of(connection, asked).titles)
    bought: list[int] = []
    if customer_id is not None:
        preferences, notes = queries.customer_cells(connection, customer_id)
        history = queries.history(connection, customer_id)
        known = rules.likes(preferences, notes, history, queries.did_not_fit(connection, customer_id))
        has |= {line.title for line in history}
        bought = queries.bought_goods(connection, customer_id, _LAST_BOUGHT)
    evidence = _evidence(connection, customer_id, asked or bought, bought)
    evidence = {title: seen for title, seen in evidence.items() if title and title not in has}
    suggestions = _sellable(connection, today, rules.suggested(evidence, _CANDIDATES), known)
    return Suits(known, suggestions, from_bought=not asked and bool(suggestions))


def _evidence(
    connection: Any, customer_id: int | None, asked: Collection[int], bought: Collection[int]
) -> dict[str, list[Seen]]:
    """What speaks for each title."""
    goods = queries.goods_of(connection, asked)
    counted = {"together": queries.together(connection, goods), "over_time": queries.over_time(connection, goods)}
    if customer_id is not None and bought:
        counted["similar"] = queries.similar(connection, customer_id, queries.goods_of(connection, bought))
    most: dict[str, int] = defaultdict(int)
    for one in counted.values():
        for title, count in one.by_title.items():
            most[title] = max(most[title], count if count >= rules.LEAST else 0)
    titles = sorted((title for title in most if title and most[title]), key=lambda title: -most[title])
    shares = queries.shares(connection, titles[:_CANDIDATES])
    return {
        title: [
            Seen(code, one.by_title[title], one.of, rules.chance(share, one.orders))
            for code, one in counted.items()
            if one.by_title[title]
        ]
        for title, share in shares.items()
    }


def _sellable(connection: Any, today: date, found: list[rules.Suggested], known: Likes) -> tuple[Suggestion, ...]:
    """The first few that can be sold now, each in the variant that suits them."""
    ids = queries.sellable(connection, [one.title for one in found])
    rows = {row.id: row for row in product_queries.rows(connection, ids, today)}
    sold = queries.sold(connection, ids)
    by_title: dict[str, list[Variant]] = defaultdict(list)
    for row in rows.values():
        if row.available is None or row.available > 0:
            by_title[row.title].append(Variant(row.id, row.variant, row.category, sold.get(row.id, 0)))
    taste = rules.taste(known)
    chosen = ((one.reason, rules.best_variant(by_title[one.title], taste)) for one in found)
    shown = [(reason, best.product_id) for reason, best in chosen if best is not None][:SHOWN]
    keys = queries.keys(connection, [product_id for _reason, product_id in shown])
    return tuple(Suggestion(rows[one], keys[one], reason.code, reason.both) for reason, one in shown)
