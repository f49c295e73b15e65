"""Products: their states, and what a form holds of one before it is saved."""

from dataclasses import dataclass
from typing import Final

from shopdesk.domain.amounts import CURRENCIES
from shopdesk.domain.errors import UserError

STATUSES: Final = ("active", "hidden")
LOW_STOCK: Final = 5  # units available at which a product counts as running low


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A sellable variant as entered. `price` and `cost` are minor units of `currency`; stock None: not counted."""

    sku: str
    title: str
    variant: str = ""
    barcode: str = ""
    category: str = ""
    supplier: str = ""
    price: int | None = None
    currency: str = ""
    cost: int | None = None
    weight_g: int | None = None
    shelf: str = ""
    stock: int | None = None

    def check(self) -> None:
        """Raises UserError `form.required`, `form.amount`, `form.quantity`, `form.choice` naming the field."""
        for name in ("sku", "title"):
            if not getattr(self, name).strip():
                raise UserError("form.required", field=name)
        for name in ("price", "cost"):
            amount = getattr(self, name)
            if amount is not None and amount < 0:
                raise UserError("form.amount", field=name, found=amount)
        for name in ("weight_g", "stock"):
            number = getattr(self, name)
            if number is not None and not 0 <= number <= 1_000_000_000:
                raise UserError("form.quantity", field=name, found=number)
        if self.price is not None or self.cost is not None:
            check_currency(self.currency)


def check_currency(code: str) -> None:
    """Raises UserError `form.choice` for what is no ISO 4217 code."""
    if code not in CURRENCIES:
        raise UserError("form.choice", field="currency", found=code, choices="ISO 4217")


def available(stock: int | None, reserved: int) -> int | None:
    """Units that can still be sold: None when the stock is not counted, below zero when too much is promised."""
    return None if stock is None else stock - reserved
