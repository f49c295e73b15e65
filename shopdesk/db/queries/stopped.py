"""What a platform changed on orders that are being packed: which of them, and their lists and slips, are stopped."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, exists, func, literal_column, not_, or_, select

from shopdesk.db.door import chunks
from shopdesk.db.tables import Order, OrderLine, PackingLine, PackingList, PackingPrint
from shopdesk.domain.packing import OPEN, STOPPING, stopping


def has_problems() -> ColumnElement[bool]:
    """Whether an order has any problem, in the words of the index of these few orders."""
    return Order.problems.op("!=", is_comparison=True)(literal_column("'[]'"))


def stops() -> ColumnElement[bool]:
    """Whether an order has a problem that stops its parcels until somebody has seen it."""
    return and_(has_problems(), or_(*(func.instr(Order.problems, f'"{code}"') > 0 for code in STOPPING)))


def printed_as_it_is() -> ColumnElement[bool]:
    """Whether a slip was printed that still says what is to be sent."""
    return exists().where(
        PackingPrint.packing_list_id == PackingList.id, PackingPrint.id > func.coalesce(PackingList.stale_print, 0)
    )


def problems(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """What stops open lists until somebody has seen it, by list id: codes of the problems of their orders."""
    out: dict[int, tuple[str, ...]] = {}
    for part in chunks(ids):
        query = (
            select(PackingLine.packing_list_id, Order.problems)
            .join(OrderLine, OrderLine.id == PackingLine.order_line_id)
            .join(Order, Order.id == OrderLine.order_id)
            .join(PackingList, PackingList.id == PackingLine.packing_list_id)
            .where(PackingLine.packing_list_id.in_(part), PackingList.status.in_(OPEN), stops())
        )
        for list_id, codes in connection.execute(query):
            out[list_id] = tuple(dict.fromkeys((*out.get(list_id, ()), *stopping(codes))))
    return out


def outdated(connection: Connection, ids: Sequence[int]) -> set[int]:
    """Open lists whose slip was printed, but says something else than their orders do now."""
    out: set[int] = set()
    for part in chunks(ids):
        query = select(PackingList.id).where(
            PackingList.id.in_(part),
            PackingList.status.in_(OPEN),
            PackingList.stale_print.is_not(None),
            not_(printed_as_it_is()),
        )
        out.update(connection.execute(query).scalars())
    return out


def open_of_orders(connection: Connection, order_ids: Sequence[int]) -> dict[int, set[int]]:
    """Open lists that hold any of the orders: list id → those orders."""
    out: dict[int, set[int]] = defaultdict(set)
    for part in chunks(order_ids):
        query = (
            select(PackingLine.packing_list_id, OrderLine.order_id)
            .join(OrderLine, OrderLine.id == PackingLine.order_line_id)
            .join(PackingList, PackingList.id == PackingLine.packing_list_id)
            .where(OrderLine.order_id.in_(part), PackingList.status.in_(OPEN))
            .distinct()
        )
        for list_id, order_id in connection.execute(query):
            out[list_id].add(order_id)
    return dict(out)


def last_prints(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    """The id of the last print of lists that were printed."""
    out: dict[int, int] = {}
    for part in chunks(ids):
        query = select(PackingPrint.packing_list_id, func.max(PackingPrint.id))
        query = query.where(PackingPrint.packing_list_id.in_(part)).group_by(PackingPrint.packing_list_id)
        out.update((list_id, print_id) for list_id, print_id in connection.execute(query))
    return out
