"""The life of an inquiry."""

from typing import Final

STATUSES: Final = ("new", "replied", "following_up", "won", "lost", "reopened")
OPEN: Final = ("new", "replied", "following_up", "reopened")
CHANNELS: Final = ("wechat", "wangwang", "whatsapp", "email", "phone", "walk_in", "social", "platform")
LOST_REASONS: Final = ("price", "stock", "size", "shipping", "no_answer", "bought_elsewhere", "other")
PRIORITIES: Final = ("low", "normal", "high", "urgent")

_MOVES: Final[dict[str, frozenset[str]]] = {
    "new": frozenset({"replied", "following_up", "won", "lost"}),
    "replied": frozenset({"following_up", "won", "lost"}),
    "following_up": frozenset({"replied", "won", "lost"}),
    "won": frozenset({"reopened"}),
    "lost": frozenset({"reopened"}),
    "reopened": frozenset({"replied", "following_up", "won", "lost"}),
}


def may_move(status: str, to: str) -> bool:
    """Whether an inquiry in `status` may be put into `to`."""
    return to in _MOVES.get(status, frozenset())


def allowed(status: str) -> tuple[str, ...]:
    """The statuses an inquiry may go to next, in the order of its life."""
    return tuple(name for name in STATUSES if may_move(status, name))


def status_after_message(status: str, direction: str) -> str:
    """Our reply answers a new inquiry; a customer who writes again after the end reopens it. Notes change nothing."""
    if direction == "out" and status in ("new", "reopened"):
        return "replied"
    if direction == "in" and status in ("won", "lost"):
        return "reopened"
    return status
