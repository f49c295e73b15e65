"""A quote: what the goods asked about would cost together, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from shopdesk.domain import money
from shopdesk.domain.amounts import CURRENCIES
from shopdesk.domain.drafts import LineDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.packing import share

STATUSES: Final = ("open", "accepted", "replaced", "declined")
MOST_LINES: Final = 200


@dataclass(frozen=True, slots=True)
class QuoteDraft:
    """A quote as entered. Amounts are minor units of `currency`; lines are those of an order to be.

    `bundle_price` is the price of all lines together, instead of their sum; None: the lines are simply added.
    """

    currency: str
    lines: tuple[LineDraft, ...] = ()
    bundle_price: int | None = None
    discount: int = 0
    shipping: int = 0
    valid_until: date | None = None
    note: str = ""

    @property
    def listed(self) -> int:
        """What the lines cost one by one."""
        return sum(line.total for line in self.lines)

    @property
    def goods(self) -> int:
        """What the lines cost together."""
        return self.listed if self.bundle_price is None else self.bundle_price

    @property
    def total(self) -> int:
        """What the customer would pay."""
        return self.goods - self.discount + self.shipping

    def check(self, today: date) -> None:
        """Raises UserError `form.required`, `form.choice`, `form.quantity`, `form.amount`, `quote.past`."""
        if self.currency not in CURRENCIES:
            raise UserError("form.choice", field="currency", found=self.currency, choices="ISO 4217")
        if not self.lines:
            raise UserError("form.required", field="lines")
        if len(self.lines) > MOST_LINES:
            raise UserError("quote.too_many_lines", field="lines", found=len(self.lines), most=MOST_LINES)
        for number, line in enumerate(self.lines, start=1):
            self._check_line(line, number)
        for name in ("bundle_price", "discount", "shipping"):
            amount = getattr(self, name) or 0
            if not 0 <= amount <= money.MOST:
                raise self._no_amount(name, amount)
        if self.total < 0:
            raise self._no_amount("discount", self.discount)
        if self.total > money.MOST:
            raise self._no_amount("lines", self.total)
        if self.valid_until is not None and self.valid_until < today:
            raise UserError("quote.past", field="valid_until", found=self.valid_until.isoformat())

    def _check_line(self, line: LineDraft, number: int) -> None:
        if not line.title.strip() and not line.sku.strip():
            raise UserError("form.required", field="title", line=number)
        if not 1 <= line.quantity <= 1_000_000:
            raise UserError("form.quantity", field="quantity", line=number, found=line.quantity)
        if line.price < 0 or line.quantity * line.price > money.MOST:
            raise self._no_amount("price", line.price, line=number)
        if line.discount < 0 or line.total < 0:
            raise self._no_amount("discount", line.discount, line=number)

    def order_lines(self) -> tuple[LineDraft, ...]:
        """The lines as an order has them: their totals add up to what they cost together."""
        if self.bundle_price is None:
            return self.lines
        parts = shared_out(self.bundle_price, [line.total for line in self.lines], [one.quantity for one in self.lines])
        return tuple(_costing(line, part) for line, part in zip(self.lines, parts, strict=True))

    def _no_amount(self, name: str, minor: int, **where: int) -> UserError:
        return UserError("form.amount", field=name, found=money.to_text(minor, self.currency), **where)


def is_over(valid_until: date | None, today: date) -> bool:
    """Whether a quote is no longer valid; it is to the end of its last day."""
    return valid_until is not None and valid_until < today


def shared_out(amount: int, worth: Sequence[int], units: Sequence[int]) -> list[int]:
    """`amount` in parts as large as what each is worth, to the smallest unit; by units where nothing has a worth.

    The parts add up to `amount`, and none is further from its exact part than one unit.
    """
    weights = list(worth) if sum(worth) > 0 else list(units)
    whole, before, parts = sum(weights), 0, []
    for own in weights:
        parts.append(share(amount, before, own, whole))
        before += own
    return parts


def _costing(line: LineDraft, part: int) -> LineDraft:
    """A line whose total is `part`: a lower one by its discount, a higher one by a price that reaches it."""
    price = line.price
    if line.quantity * price < part:
        price = -(-part // line.quantity)
    return LineDraft(
        title=line.title,
        quantity=line.quantity,
        price=price,
        sku=line.sku,
        variant=line.variant,
        personalisation=line.personalisation,
        discount=line.quantity * price - part,
    )
