"""What Amazon means by an order's status, its courier's and its items' status."""

from dataclasses import dataclass
from functools import lru_cache

from shopdesk.domain.cells import fold_name
from shopdesk.exchange.platforms.table_status import table_facts


@dataclass(slots=True, frozen=True)
class Facts:
    """A status in the shop's terms."""

    payment: str
    delivery: str
    finished: bool = False
    cancelled: bool = False


_PAID, _SENT = Facts("paid", "none"), Facts("paid", "full")
# Letters only: Amazon writes PartiallyShipped, Partially Shipped and partially_shipped.
_STATUSES = {
    "pending": Facts("unpaid", "none"),
    "pendingavailability": Facts("unpaid", "none"),
    "pendingwaitingforpickup": _PAID,
    "unshipped": _PAID,
    "invoiceunconfirmed": _PAID,
    "shipping": _PAID,
    "partiallyshipped": Facts("paid", "partial"),
    "shipped": _SENT,
    "shippedpickedup": _SENT,
    "shippedoutfordelivery": _SENT,
    "shippeddamaged": _SENT,
    "shippeddeliveredtobuyer": Facts("paid", "delivered", finished=True),
    "complete": Facts("paid", "delivered", finished=True),
    "shippedreturningtoseller": Facts("paid", "returning"),
    "shippedreturnedtoseller": Facts("paid", "returning"),
    "shippedrejectedbybuyer": Facts("paid", "refused"),
    "shippedundeliverable": Facts("paid", "returning"),
    "shippedlostintransit": Facts("paid", "lost"),
    "unfulfillable": _PAID,
    "cancelled": Facts("unpaid", "none", cancelled=True),
    "canceled": Facts("unpaid", "none", cancelled=True),
}
_BY_AMAZON = ("amazon", "afn", "fba")


@lru_cache(maxsize=1024)
def letters(text: str) -> str:
    """The letters of a status, folded."""
    return "".join(filter(str.isalpha, fold_name(text)))


@lru_cache(maxsize=1024)
def facts_of(status: str) -> Facts | None:
    """The facts of an order's status; None where its words are unknown."""
    known = _STATUSES.get(letters(status))
    if known is not None:
        return known
    told = table_facts(status)
    if told is None:
        return None
    return Facts(told.payment or "unpaid", told.delivery or "none", told.finished, told.cancelled)


@lru_cache(maxsize=1024)
def is_by_amazon(channel: str) -> bool:
    """Whether a fulfilment channel means that Amazon packs and sends (`Amazon`, `AFN`, `AMAZON_NA`)."""
    return letters(channel).startswith(_BY_AMAZON)
