"""Pre-orders: goods kept for a customer to the end of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from shopdesk.domain import money
from shopdesk.domain.amounts import CURRENCIES
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import CHANNELS

STATUSES: Final = ("open", "ordered", "released")
REMIND_DAYS: Final = 1  # so long before the end somebody is reminded
MOST_DAYS: Final = 366  # goods that nobody fetches must not be kept for ever


@dataclass(frozen=True, slots=True)
class ReservationDraft:
    """A pre-order as entered. `product` is an SKU, `customer` and `inquiry` are numbers.

    `price` of one unit and `deposit` are minor units of `currency`; price None: what the product costs on the day.
    """

    product: str
    until: date | None
    quantity: int = 1
    customer: str | None = None
    contact: str = ""
    channel: str = ""
    inquiry: str | None = None
    price: int | None = None
    currency: str = ""
    deposit: int = 0
    note: str = ""

    def check(self) -> None:
        """Raises UserError `form.required`, `form.quantity`, `form.choice`, `form.amount`, `reservation.deposit`."""
        if not self.product.strip():
            raise UserError("form.required", field="product")
        if not 1 <= self.quantity <= 1_000_000:
            raise UserError("form.quantity", field="quantity", found=self.quantity)
        if not (self.customer or "").strip() and not self.contact.strip():
            raise UserError("form.required", field="customer")
        if self.until is None:
            raise UserError("form.required", field="until")
        if self.channel and self.channel not in CHANNELS:
            raise UserError("form.choice", field="channel", found=self.channel, choices=", ".join(CHANNELS))
        if self.currency not in CURRENCIES:
            raise UserError("form.choice", field="currency", found=self.currency, choices="ISO 4217")
        if self.price is not None and not 0 <= self.price * self.quantity <= money.MOST:
            raise UserError("form.amount", field="price", found=money.to_text(self.price, self.currency))
        if not 0 <= self.deposit <= money.MOST:
            raise UserError("form.amount", field="deposit", found=money.to_text(self.deposit, self.currency))
        if self.price is not None:
            check_deposit(self.deposit, self.price * self.quantity, self.currency)


def check_until(until: date, today: date) -> None:
    """Raises UserError `reservation.past`, `reservation.too_long`. Today is the earliest day."""
    if until < today:
        raise UserError("reservation.past", field="until", found=until.isoformat())
    if until > today + timedelta(days=MOST_DAYS):
        raise UserError("reservation.too_long", field="until", found=until.isoformat(), most=MOST_DAYS)


def check_deposit(deposit: int, goods: int, currency: str) -> None:
    """Raises UserError `reservation.deposit`: nobody pays more beforehand than the goods cost."""
    if deposit > goods:
        raise UserError(
            "reservation.deposit",
            field="deposit",
            found=money.to_text(deposit, currency),
            most=money.to_text(goods, currency),
            currency=currency,
        )


def holds(status: str, until: date, today: date) -> bool:
    """Whether it keeps goods from others on that day."""
    return status == "open" and until >= today


def check_available(wanted: int, available: int | None, name: str) -> None:
    """Raises UserError `reservation.not_enough` where fewer are left. Goods that nobody counts are always enough."""
    if available is not None and wanted > available:
        raise UserError(
            "reservation.not_enough", field="quantity", found=wanted, available=max(0, available), product=name
        )


def buyer_of(cells: Iterable[tuple[int | None, str]]) -> tuple[int | None, str]:
    """The one (customer, contact) of several pre-orders. Raises UserError `reservation.different_customers`.

    A contact counts where there is no customer; upper and lower case are the same.
    """
    keys = {(customer, "" if customer is not None else contact.strip().casefold()) for customer, contact in cells}
    if len(keys) != 1:
        raise UserError("reservation.different_customers")
    ((customer, contact),) = keys
    return customer, contact
