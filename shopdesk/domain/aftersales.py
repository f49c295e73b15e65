"""The life of an after-sales case. The table of moves is the only place that says what may follow what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import PRIORITIES

STATUSES: Final = (
    "open", "awaiting_approval", "waiting_customer", "waiting_goods", "inspecting", "acting", "resolved", "closed",
    "rejected", "withdrawn", "reopened",
)  # fmt: skip
OPEN: Final = (
    "open", "awaiting_approval", "waiting_customer", "waiting_goods", "inspecting", "acting", "reopened",
)  # fmt: skip
WAITING: Final = ("waiting_customer", "waiting_goods")  # for others: the clocks of the case stand still
KINDS: Final = (
    "return", "exchange", "refund", "repair", "resend", "complaint", "carrier_inquiry", "advice",
)  # fmt: skip
REASONS: Final = (
    "size", "colour", "not_as_described", "damaged", "wrong_item", "missing_item", "late", "lost", "quality",
    "changed_mind", "price", "attitude", "customs", "other",
)  # fmt: skip
RESPONSIBLE: Final = ("shop", "supplier", "carrier", "customer", "platform")
OUTCOMES: Final = ("return", "repair", "replace", "refund", "resend", "spare_part", "reject")
RETURNING: Final = frozenset({"return", "exchange"})  # the customer has to send goods back
# Only talk: the goods may have come back already.
TALKING: Final = frozenset({"complaint", "carrier_inquiry", "advice"})
GIVEN_UP: Final = ("rejected", "withdrawn")  # claims no units any more, except those that came in
MOST_RATING: Final = 5

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


def ends(status: str) -> bool:
    """Whether nothing is left to do in this status (until somebody reopens the case)."""
    return status not in _WORKING


def status_after_message(status: str, direction: str) -> str:
    """A customer who answers ends our waiting for them; one who writes after the end reopens the case."""
    if direction != "in":
        return status
    if status == "waiting_customer":
        return "acting"
    return "reopened" if ends(status) else status


def counts_as_returned(kind: str) -> bool:
    """Whether goods received on such a case come back for good. A repaired thing stays its owner's."""
    return kind != "repair"


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What is known of an order line: `taken` units are returned, or claimed back on other cases."""

    order: str
    line: int
    ordered: int
    shipped: int
    taken: int


def check_quantity(kind: str, quantity: int, facts: LineFacts) -> None:
    """Raises UserError `form.quantity`, `quantity.above_ordered`, `quantity.above_shipped`."""
    if quantity < 1:
        raise UserError("form.quantity", field="quantity", order=facts.order, line=facts.line, found=quantity)
    taken = 0 if kind in TALKING else facts.taken
    most = max(0, facts.ordered - taken)
    if quantity > most:
        raise UserError(
            "quantity.above_ordered", field="quantity", order=facts.order, line=facts.line, found=quantity, most=most
        )
    most = max(0, facts.shipped - taken)
    if kind in RETURNING and quantity > most:
        raise UserError(
            "quantity.above_shipped", field="quantity", order=facts.order, line=facts.line, found=quantity, most=most
        )


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """A case as entered. `lines` are (order line id, quantity); `outcomes` go by order line id.

    Amounts are minor units of `currency`, which has to be that of the orders; `message` is the customer's first one.
    """

    kind: str
    reason: str = ""
    responsible: str = ""
    subject: str = ""
    orders: tuple[str, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()
    outcomes: Mapping[int, str] = field(default_factory=dict)
    customer: str | None = None
    inquiry: str | None = None
    currency: str = ""
    asked: int | None = None
    agreed: int | None = None
    message: str = ""
    assignee: str | None = None
    priority: str = "normal"
    tags: tuple[str, ...] = ()

    def check(self) -> None:
        """Raises UserError `form.required`, `form.choice`, `form.amount`, `form.twice` naming the field."""
        if not self.kind:
            raise UserError("form.required", field="kind")
        for name, choices in (
            ("kind", KINDS), ("reason", REASONS), ("responsible", RESPONSIBLE), ("priority", PRIORITIES),
        ):  # fmt: skip
            value = getattr(self, name)
            if value and value not in choices:
                raise UserError("form.choice", field=name, found=value, choices=", ".join(choices))
        for outcome in self.outcomes.values():
            if outcome and outcome not in OUTCOMES:
                raise UserError("form.choice", field="outcome", found=outcome, choices=", ".join(OUTCOMES))
        for name in ("asked", "agreed"):
            amount = getattr(self, name)
            if amount is not None and amount < 0:
                raise UserError("form.amount", field=name, found=amount)
        if len({line for line, _quantity in self.lines}) < len(self.lines):
            raise UserError("form.twice", field="lines")
        texts = (self.subject, self.message, self.customer or "", self.inquiry or "")
        if not self.orders and not self.lines and not any(text.strip() for text in texts):
            raise UserError("form.required", field="orders")


def currency_of(draft: CaseDraft, orders: Mapping[str, str]) -> str:
    """The currency of a case from those of its orders (number → currency): theirs, or none when they differ.

    Raises UserError `amount.mixed` for amounts over several currencies, `amount.currency` for another one.
    """
    currencies = sorted(set(orders.values()))
    amounts = draft.asked is not None or draft.agreed is not None
    if len(currencies) > 1:
        if amounts:
            raise UserError("amount.mixed", field="asked", currencies=", ".join(currencies))
        return ""
    if currencies and amounts and draft.currency and draft.currency != currencies[0]:
        raise UserError("amount.currency", field="currency", found=draft.currency, expected=currencies[0])
    return currencies[0] if currencies else draft.currency
