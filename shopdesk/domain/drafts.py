"""What a form holds before it is saved: drafts of records, and their checks."""

from dataclasses import dataclass, field

from shopdesk.domain import money
from shopdesk.domain.errors import UserError


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One line of an order as entered. `price` and `discount` are minor units of the order's currency."""

    title: str
    quantity: int = 1
    price: int = 0
    sku: str = ""
    variant: str = ""
    personalisation: str = ""
    discount: int = 0
    id: int | None = None  # the line being edited; None: a new one

    @property
    def total(self) -> int:
        """Minor units after the line's own discount."""
        return self.quantity * self.price - self.discount


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """An order as entered by hand. Amounts are minor units of `currency`."""

    buyer_name: str
    currency: str
    lines: tuple[LineDraft, ...]
    buyer_phone: str = ""
    buyer_email: str = ""
    country: str = ""
    region: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    postcode: str = ""
    discount: int = 0
    shipping: int = 0
    tax: int = 0
    paid: int = 0
    pay_on_delivery: bool = False
    payment_method: str = ""
    shipping_method: str = ""
    buyer_message: str = ""
    seller_memo: str = ""
    flag: str = ""
    platform: str = ""
    platform_order: str | None = None
    customer: str | None = None  # a customer's number, when known
    owed_more: int = 0  # what a platform's total has above the sum of these fields (tax within prices, points …)
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def goods(self) -> int:
        """Sum of the lines."""
        return sum(line.total for line in self.lines)

    @property
    def total(self) -> int:
        """What the buyer owes."""
        return self.goods - self.discount + self.shipping + self.tax + self.owed_more

    @property
    def units(self) -> int:
        """Units over all lines."""
        return sum(line.quantity for line in self.lines)

    def check(self) -> None:
        """Raises UserError `form.required`, `form.quantity`, `form.amount`, `form.above_total` naming the field."""
        if not self.buyer_name.strip():
            raise UserError("form.required", field="buyer_name")
        if not self.lines:
            raise UserError("form.required", field="lines")
        for number, line in enumerate(self.lines, start=1):
            if not line.title.strip() and not line.sku.strip():
                raise UserError("form.required", field="title", line=number)
            if line.quantity < 1 or line.quantity > 1_000_000:
                raise UserError("form.quantity", field="quantity", line=number, found=line.quantity)
            if line.price < 0 or line.discount < 0 or line.total < 0 or line.total > money.MOST:
                wrong = "discount" if line.price >= 0 and line.total <= money.MOST else "price"
                raise self._no_amount(wrong, getattr(line, wrong), line=number)
        for name in ("discount", "shipping", "tax", "paid"):
            if getattr(self, name) < 0:
                raise self._no_amount(name, getattr(self, name))
        if self.total < 0:
            raise self._no_amount("discount", self.discount)
        if self.total > money.MOST:
            raise self._no_amount("lines", self.total)
        if self.paid > self.total:
            raise UserError("form.above_total", field="paid")

    def _no_amount(self, name: str, minor: int, **where: int) -> UserError:
        return UserError("form.amount", field=name, found=money.to_text(minor, self.currency), **where)


def payment_state(total: int, paid: int, refunded: int) -> str:
    """`unpaid`, `part_paid`, `paid`, `part_refunded` or `refunded` from amounts in minor units."""
    if refunded > 0:
        return "refunded" if refunded >= paid else "part_refunded"
    if paid <= 0:
        return "paid" if total == 0 else "unpaid"
    return "paid" if paid >= total else "part_paid"
