"""What selected records add up to, for the status bar."""

from collections.abc import Sequence
from typing import Any

from shopdesk.db.queries import sums as queries
from shopdesk.domain.listing import Sums as Sums
from shopdesk.services.desk import Desk

_KINDS = {
    "orders": queries.orders,
    "packing_lists": queries.packing_lists,
    "cases": queries.cases,
    "customers": queries.customers,
    "products": queries.products,
}


def add_up(desk: Desk, kind: str, ids: Sequence[int], interruptible: Any = None) -> Sums:
    """The sums of records of one kind; nothing for kinds that have neither amounts nor quantities."""
    if kind not in _KINDS or not ids:
        return Sums()
    with desk.shop.read(interruptible) as connection:
        return _KINDS[kind](connection, ids)
