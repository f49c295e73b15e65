"""The life of an after-sales case. The table of moves is the only place that says what may follow what."""

from typing import Final

STATUSES: Final = (
    "open", "awaiting_approval", "waiting_customer", "waiting_goods", "inspecting", "acting", "resolved", "closed",
    "rejected", "withdrawn", "reopened",
)  # fmt: skip
OPEN: Final = (
    "open", "awaiting_approval", "waiting_customer", "waiting_goods", "inspecting", "acting", "reopened",
)  # fmt: skip
KINDS: Final = (
    "return", "exchange", "refund", "repair", "resend", "complaint", "carrier_inquiry", "advice",
)  # fmt: skip
REASONS: Final = (
    "size", "colour", "not_as_described", "damaged", "wrong_item", "missing_item", "late", "lost", "quality",
    "changed_mind", "price", "attitude", "customs", "other",
)  # fmt: skip
RESPONSIBLE: Final = ("shop", "supplier", "carrier", "customer", "platform")
OUTCOMES: Final = ("return", "repair", "replace", "refund", "resend", "spare_part", "reject")

_WORKING: Final = frozenset(OPEN)
_ENDS: Final = frozenset({"resolved", "rejected", "withdrawn"})
_MOVES: Final[dict[str, frozenset[str]]] = {
    **{status: (_WORKING | _ENDS) - {status, "open", "reopened"} for status in OPEN},
    "resolved": frozenset({"closed", "reopened"}),
    "closed": frozenset({"reopened"}),
    "rejected": frozenset({"closed", "reopened"}),
    "withdrawn": frozenset({"closed", "reopened"}),
}


def may_move(status: str, to: str) -> bool:
    """Whether a case in `status` may be put into `to`."""
    return to in _MOVES.get(status, frozenset())


def allowed(status: str) -> tuple[str, ...]:
    """The statuses a case may go to next, in the order of its life."""
    return tuple(name for name in STATUSES if may_move(status, name))
