"""What the packing page shows: the list, and one packing list whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shopdesk.db.queries import lists, orders, packing, parcels
from shopdesk.db.queries.packing import HeldLine, PackingRow
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import ListQuery
from shopdesk.services import history
from shopdesk.services.desk import Desk
from shopdesk.services.packing.finding import list_id_of
from shopdesk.services.packing.problems import Problem, told


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line of a list. `ordered` units were ordered, `remaining` of them are in no parcel yet."""

    id: int  # of the order line, as `update_quantities` takes it
    order: str
    line: int
    sku: str
    title: str
    variant: str
    personalisation: str
    shelf: str
    barcode: str
    quantity: int
    scanned: int
    ordered: int
    remaining: int


@dataclass(frozen=True, slots=True)
class StoryOrder:
    """One order of a list, as far as the packer needs it."""

    number: str
    platform: str
    platform_order: str | None
    status: str
    buyer_name: str
    buyer_phone: str
    city: str
    buyer_message: str
    seller_memo: str
    pay_on_delivery: bool


@dataclass(frozen=True, slots=True)
class PackingStory:
    """One list whole, for the panel beside the table. `values` as `list packing-lists` names them, plus `id`.

    `problems`: what its orders' platforms changed since, and nobody has seen yet.
    """

    values: dict[str, Any]
    lines: tuple[StoryLine, ...]
    orders: tuple[StoryOrder, ...]
    packages: tuple[dict[str, Any], ...]
    prints: tuple[tuple[datetime, str, str], ...]  # at, staff, paper
    history: tuple[history.Event, ...]
    problems: tuple[Problem, ...] = ()


def ids(desk: Desk, query: ListQuery, limit: int | None = None, interruptible: Any = None) -> Sequence[int]:
    """Ids of the lists asked for, in order. `interruptible` is given the driver's connection."""
    with desk.shop.read(interruptible) as connection:
        return lists.ids(connection, packing.SPEC, query, limit)


def rows(desk: Desk, list_ids: Sequence[int]) -> list[PackingRow]:
    """Table rows by id."""
    with desk.shop.read() as connection:
        return packing.rows(connection, list_ids)


def counts(desk: Desk) -> dict[str, int]:
    """How many lists are in each status."""
    with desk.shop.read() as connection:
        return packing.counts_by_status(connection)


def carriers(desk: Desk) -> list[str]:
    """The carriers that this shop has sent with, the most used first."""
    with desk.shop.read() as connection:
        return packing.carriers(connection)


def story(desk: Desk, list_id: int) -> PackingStory:
    """One list whole. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        values = packing.full(connection, [list_id]).get(list_id)
        if values is None:
            raise UserError("record.missing", number=list_id)
        held = packing.held(connection, [list_id])[list_id]
        order_ids = list(dict.fromkeys(line.order_id for line in held))
        return PackingStory(
            values={"id": list_id, **values},
            lines=_lines(connection, held, order_ids),
            orders=_orders(connection, order_ids),
            packages=tuple(values["packages"]),
            prints=tuple(packing.printed(connection, [list_id]).get(list_id, ())),
            history=tuple(history.of(connection, packing.history_rows(connection, list_id))),
            problems=_problems(connection, order_ids) if values["problems"] else (),
        )


def _problems(connection: Any, order_ids: Sequence[int]) -> tuple[Problem, ...]:
    orders_of = parcels.order_cells(connection, order_ids)
    return tuple(one for order_id, cells in orders_of.items() for one in told(connection, order_id, cells))


def _lines(connection: Any, held: Sequence[HeldLine], order_ids: Sequence[int]) -> tuple[StoryLine, ...]:
    goods = parcels.goods(connection, [(line.order_line_id, line.product_id, line.sku) for line in held])
    left = {line.id: line.remaining for of in orders.lines(connection, order_ids).values() for line in of}
    same = ("order", "line", "sku", "title", "variant", "personalisation", "quantity", "scanned", "ordered")
    out = []
    for line in held:
        product = goods.get(line.order_line_id)
        out.append(
            StoryLine(
                id=line.order_line_id,
                shelf=product.shelf if product else "",
                barcode=product.barcode if product else "",
                remaining=left.get(line.order_line_id, 0),
                **{name: getattr(line, name) for name in same},
            )
        )
    return tuple(out)


def _orders(connection: Any, order_ids: Sequence[int]) -> tuple[StoryOrder, ...]:
    names = StoryOrder.__dataclass_fields__.keys()
    return tuple(
        StoryOrder(**{name: values[name] for name in names})
        for values in parcels.order_cells(connection, order_ids).values()
    )


def only_order(desk: Desk, number: str) -> str:
    """The number of the order a list is about, empty when it holds several. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        list_id = list_id_of(connection, number)
        numbers = {line.order for line in packing.held(connection, [list_id])[list_id]}
    return numbers.pop() if len(numbers) == 1 else ""
