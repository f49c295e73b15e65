"""The life of an order: its statuses and the moves between them."""

from typing import Final

STATUSES: Final = ("draft", "awaiting_payment", "to_confirm", "to_ship", "shipped", "completed", "cancelled")
PAYMENTS: Final = ("unpaid", "part_paid", "paid", "part_refunded", "refunded")
DELIVERIES: Final = ("none", "partial", "full", "delivered", "refused", "returning", "lost")
FLAGS: Final = ("red", "yellow", "green", "blue", "purple")

# What a person may do by hand. A move back is undo's business, except reopening a cancelled order.
_MOVES: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"awaiting_payment", "to_confirm", "to_ship", "cancelled"}),
    "awaiting_payment": frozenset({"to_confirm", "to_ship", "cancelled"}),
    "to_confirm": frozenset({"to_ship", "awaiting_payment", "cancelled"}),
    "to_ship": frozenset({"shipped", "completed", "cancelled"}),
    "shipped": frozenset({"completed", "to_ship"}),
    "completed": frozenset(),
    "cancelled": frozenset({"to_confirm"}),
}
# How far along each status is; an imported file moves an order forward only.
_RANK: Final = {name: rank for rank, name in enumerate(STATUSES)}
_PAYMENT_RANK: Final = {"unpaid": 0, "part_paid": 1, "paid": 2, "part_refunded": 3, "refunded": 4}
_DELIVERY_RANK: Final = {
    "none": 0,
    "partial": 1,
    "full": 2,
    "returning": 3,
    "refused": 3,
    "lost": 3,
    "delivered": 4,
}


def may_move(status: str, to: str) -> bool:
    """Whether an order in `status` may be put into `to` by hand."""
    return to in _MOVES.get(status, frozenset())


def is_paid(payment: str) -> bool:
    """Whether the money came in, even when some of it went back since."""
    return payment in ("paid", "part_refunded", "refunded")


def imported_status(*, payment: str, delivery: str, finished: bool, cancelled: bool, pay_on_delivery: bool) -> str:
    """The status of an order as its platform tells it (COMMANDS.md, "Status of imported orders")."""
    if cancelled:
        return "cancelled"
    if finished:
        return "completed"
    if delivery == "delivered":
        return "completed" if is_paid(payment) else "shipped"
    if delivery in ("full", "refused", "returning", "lost"):
        return "shipped"
    if payment == "refunded":
        return "cancelled"  # all money went back before anything was sent: nothing is left to ship
    if is_paid(payment) or pay_on_delivery:
        return "to_ship"
    return "awaiting_payment"


def status_after_import(current: str, told: str) -> str:
    """The status of an order whose platform now tells `told`: forward, or cancelled before it was sent."""
    if told == "cancelled":
        return "cancelled" if current not in ("shipped", "completed") else current
    if current == "cancelled":
        return told
    return told if _RANK[told] > _RANK[current] else current


def is_behind(told: dict[str, object], last: dict[str, object]) -> bool:
    """Whether the paid, sent, refunded or closed state told now is behind the one imported last."""

    def rank(facts: dict[str, object]) -> tuple[int, int, int, int, int]:
        return (
            _PAYMENT_RANK.get(str(facts.get("payment", "unpaid")), 0),
            _DELIVERY_RANK.get(str(facts.get("delivery", "none")), 0),
            int(str(facts.get("refunded") or 0)),
            int(bool(facts.get("finished"))),
            int(bool(facts.get("cancelled"))),
        )

    return any(now < before for now, before in zip(rank({**last, **told}), rank(last), strict=True))


def ready_to_pack(status: str, payment: str, pay_on_delivery: bool, on_hold: bool) -> bool:
    """Whether a parcel may be made: to ship, not held, and paid unless it is paid on delivery."""
    return status == "to_ship" and not on_hold and (is_paid(payment) or payment == "part_paid" or pay_on_delivery)


def delivery_state(ordered: int, shipped: int) -> str:
    """`none`, `partial` or `full` from units ordered (returns excluded) and units sent."""
    if shipped <= 0:
        return "none"
    return "full" if shipped >= ordered else "partial"
