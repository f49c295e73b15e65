"""Records by the numbers people use."""

from collections.abc import Collection, Sequence
from typing import Any

from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import packing, parcels
from shopdesk.domain.errors import UserError


def order_ids_of(connection: Any, numbers: Sequence[str]) -> list[int]:
    """Ids of orders, each once. Raises UserError `record.missing`."""
    found = parcels.order_ids(connection, numbers)
    return list(dict.fromkeys(_known(found, number) for number in numbers))


def list_ids_of(connection: Any, numbers: Sequence[str]) -> list[int]:
    """Ids of packing lists, each once. Raises UserError `record.missing`, `form.required` without any number."""
    if not numbers:
        raise UserError("form.required", field="lists")
    found = packing.ids_of(connection, numbers)
    return list(dict.fromkeys(_known(found, number) for number in numbers))


def list_id_of(connection: Any, number: str) -> int:
    """The id of one packing list. Raises UserError `record.missing`."""
    return list_ids_of(connection, [number])[0]


def line_ids(connection: Any, lines: Sequence[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """Ids of order lines by (order number, line number). Raises UserError `record.missing`."""
    told = parcels.order_ids(connection, [order for order, _line in lines])
    orders = {order: _known(told, order) for order, _line in lines}
    found = order_queries.lines(connection, list(set(orders.values())))
    known = {(order_id, line.line): line.id for order_id, of in found.items() for line in of}
    out: dict[tuple[str, int], int] = {}
    for order, line in lines:
        if (orders[order], line) not in known:
            raise UserError("record.missing", field="quantities", number=f"{order}/{line}")
        out[order, line] = known[orders[order], line]
    return out


def subject(numbers: Collection[str]) -> str:
    """What the journal says an action was about: the one number, or how many."""
    return next(iter(numbers)) if len(numbers) == 1 else str(len(numbers))


def _known(found: dict[str, int], number: str) -> int:
    if number not in found:
        raise UserError("record.missing", number=number)
    return found[number]
