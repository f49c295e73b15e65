"""How much waits for a person on each page: the numbers on the tabs."""

from shopdesk.db.queries import aftersales, inquiries, lists, orders, packing
from shopdesk.db.queries.lists import ListSpec
from shopdesk.domain import aftersales as case_rules
from shopdesk.domain import packing as packing_rules
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.services import reservations
from shopdesk.services.desk import Desk
from shopdesk.services.orders import stopped_count, with_today
from shopdesk.services.snoozing import awake


def _count(desk: Desk, spec: ListSpec, *filters: Filter) -> int:
    with desk.shop.read() as connection:
        return lists.count(connection, spec, ListQuery(filters=filters))


def inquiries_waiting(desk: Desk) -> int:
    """Open inquiries without a first reply, or where the customer wrote last; not those snoozed."""
    asked = (Filter("open", "=", ("yes",)), Filter("unattended", "=", ("yes",)), awake(desk))
    return _count(desk, inquiries.SPEC, *asked)


def reservations_waiting(desk: Desk) -> int:
    """Pre-orders that end today or tomorrow, or have ended and nobody said what becomes of them."""
    return reservations.ending_count(desk)


def orders_waiting(desk: Desk) -> int:
    """Orders to confirm, orders to ship that no packing list holds yet and nobody holds back, and those stopped."""
    confirm = _count(desk, orders.SPEC, Filter("status", "=", ("to_confirm",)))
    ship = with_today(desk, (Filter("ready", "=", ("yes",)), Filter("listed", "=", ("no",))))
    return confirm + _count(desk, orders.SPEC, *ship) + stopped_count(desk)


def packing_lists_waiting(desk: Desk) -> int:
    """Packing lists that have not left yet."""
    return _count(desk, packing.SPEC, Filter("status", "=", packing_rules.OPEN))


def cases_waiting(desk: Desk) -> int:
    """Cases on which the shop has to act: neither ended nor waiting for the customer or the goods."""
    acting = tuple(status for status in case_rules.OPEN if not status.startswith("waiting"))
    return _count(desk, aftersales.SPEC, Filter("status", "=", acting))
