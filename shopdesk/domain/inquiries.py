"""The life of an inquiry, and what a form holds of one before it is saved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from shopdesk.domain.errors import UserError

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


@dataclass(frozen=True, slots=True)
class ProductAsked:
    """A product asked about: one the shop knows by SKU, or what the customer called it."""

    sku: str = ""
    text: str = ""
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class InquiryDraft:
    """An inquiry as entered. `customer` is a number, `assignee` a name; `message` is the customer's first one."""

    channel: str
    contact: str = ""
    subject: str = ""
    customer: str | None = None
    assignee: str | None = None
    products: tuple[ProductAsked, ...] = ()
    message: str = ""
    priority: str = "normal"
    follow_up_at: datetime | None = None
    tags: tuple[str, ...] = ()

    def check(self) -> None:
        """Raises UserError `form.required`, `form.choice`, `form.quantity` naming the field."""
        if self.channel not in CHANNELS:
            code = "form.choice" if self.channel else "form.required"
            raise UserError(code, field="channel", found=self.channel, choices=", ".join(CHANNELS))
        if self.priority not in PRIORITIES:
            raise UserError("form.choice", field="priority", found=self.priority, choices=", ".join(PRIORITIES))
        said = (self.contact, self.subject, self.message, self.customer or "")
        if not any(text.strip() for text in said) and not self.products:
            raise UserError("form.required", field="contact")
        for position, product in enumerate(self.products, start=1):
            if not product.sku.strip() and not product.text.strip():
                raise UserError("form.required", field="products", line=position)
            if not 1 <= product.quantity <= 1_000_000:
                raise UserError("form.quantity", field="quantity", line=position, found=product.quantity)
