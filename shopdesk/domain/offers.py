"""Offers: when and to whom one may be said, and what a form holds of one before it is saved."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from shopdesk.domain.errors import UserError

KINDS: Final = ("discount", "bundle", "gift", "free_shipping", "other")
STATUSES: Final = ("active", "ended")
LONGEST_TEXT: Final = 4_000
LONGEST_LINE: Final = 200


@dataclass(frozen=True, slots=True)
class OfferDraft:
    """An offer as entered. Days are the shop's, both included; None: open. No SKUs, no channels: all of them."""

    title: str
    text: str
    kind: str = "discount"
    code: str = ""
    condition: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    skus: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    def check(self) -> None:
        """Raises UserError `form.required`, `form.too_long`, `form.choice`, `form.date_order` naming the field."""
        for name in ("title", "text"):
            if not getattr(self, name).strip():
                raise UserError("form.required", field=name)
        limits = (("title", LONGEST_LINE), ("code", LONGEST_LINE), ("condition", LONGEST_TEXT), ("text", LONGEST_TEXT))
        for name, limit in limits:
            if len(getattr(self, name)) > limit:
                raise UserError("form.too_long", field=name, limit=limit)
        if self.kind not in KINDS:
            raise UserError("form.choice", field="kind", found=self.kind, choices=", ".join(KINDS))
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise UserError("form.date_order", field="valid_until", found=self.valid_until.isoformat())


def state(status: str, valid_from: date | None, valid_until: date | None, today: date) -> str:
    """`valid`, `later`, `over`, or `ended` by hand."""
    if status == "ended":
        return "ended"
    if valid_from is not None and today < valid_from:
        return "later"
    return "over" if valid_until is not None and today > valid_until else "valid"


def fits(skus: Collection[str], channels: Collection[str], about: Collection[str] | None, channel: str | None) -> bool:
    """Whether an offer for `skus` and `channels` may be said `about` these products there.

    None means that nobody said which: then it fits.
    """
    fits_products = not skus or about is None or bool(_folded(skus) & _folded(about))
    return fits_products and (not channels or channel is None or channel in channels)


def _folded(skus: Collection[str]) -> set[str]:
    return {sku.casefold() for sku in skus}
