"""What customers wish that the shop had or did: themes, and what a form holds of one before it is saved."""

from dataclasses import dataclass
from typing import Final

from shopdesk.domain.errors import UserError

THEMES: Final = (
    "new_product", "restock", "size", "colour", "material", "price", "packaging", "shipping", "service", "other",
)  # fmt: skip
LONGEST_TEXT: Final = 4_000


@dataclass(frozen=True, slots=True)
class WishDraft:
    """A wish as entered: `product` is a SKU, the others numbers."""

    theme: str
    text: str = ""
    product: str | None = None
    customer: str | None = None
    inquiry: str | None = None
    case: str | None = None
    order: str | None = None

    def check(self) -> None:
        """Raises UserError `form.choice`, `form.required`, `form.too_long` naming the field."""
        if self.theme not in THEMES:
            raise UserError("form.choice", field="theme", found=self.theme, choices=", ".join(THEMES))
        if not self.text.strip() and not self.product:
            raise UserError("form.required", field="text")
        if len(self.text) > LONGEST_TEXT:
            raise UserError("form.too_long", field="text", limit=LONGEST_TEXT)
