"""The life of a packing list, and how much of an order may still go into one."""

from typing import Final

STATUSES: Final = ("draft", "picking", "packed", "shipped", "delivered", "cancelled")
OPEN: Final = ("draft", "picking", "packed")  # holds units but nothing has left yet

_MOVES: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"picking", "packed", "shipped", "cancelled"}),
    "picking": frozenset({"draft", "packed", "shipped", "cancelled"}),
    "packed": frozenset({"picking", "shipped", "cancelled"}),
    "shipped": frozenset({"delivered"}),
    "delivered": frozenset(),
    "cancelled": frozenset(),
}


def may_move(status: str, to: str, *, verified: bool = True) -> bool:
    """Whether a list may go from `status` to `to`. `verified`: False when a required scan is missing."""
    if to == "shipped" and not verified and status != "packed":
        return False
    return to in _MOVES.get(status, frozenset())


def remaining(ordered: int, returned_unshipped: int, on_lists: int, shipped_elsewhere: int) -> int:
    """Units of an order line that no list holds yet: never below zero, never more than ordered."""
    return max(0, ordered - returned_unshipped - on_lists - shipped_elsewhere)
