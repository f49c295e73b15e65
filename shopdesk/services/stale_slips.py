"""Slips that were printed before their order changed."""

from collections.abc import Sequence

from shopdesk.db.queries import stopped
from shopdesk.db.shop import Unit
from shopdesk.db.tables import PackingList


def outdate_slips(unit: Unit, order_ids: Sequence[int]) -> None:
    """Printed slips of these orders tell the truth no longer: open lists that hold any of them are to print again."""
    prints = stopped.last_prints(unit.connection, list(stopped.open_of_orders(unit.connection, order_ids)))
    unit.door.update(PackingList, {list_id: {"stale_print": print_id} for list_id, print_id in prints.items()})
