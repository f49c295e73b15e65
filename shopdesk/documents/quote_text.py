"""A quote as plain text, to paste into a chat in the customer's language."""

from shopdesk.documents.amounts import amount_text
from shopdesk.documents.dates import day_text
from shopdesk.domain.drafts import LineDraft
from shopdesk.domain.quotes import QuoteDraft
from shopdesk.words import catalogue


def quote_text(draft: QuoteDraft, shop: str, language: str) -> str:
    """One line for each product, then what it comes to and until when; `language` is `en` or `zh`."""
    words = catalogue(language)
    _ = words.gettext

    def money(minor: int) -> str:
        return amount_text(minor, draft.currency)

    told = [_("Quote from {shop}").format(shop=shop)] if shop else [_("Quote")]
    told += [f"{_named(line)} × {line.quantity}  {money(line.total)}" for line in draft.lines]
    if draft.bundle_price is not None:
        together = _("All together: {amount}").format(amount=money(draft.bundle_price))
        listed = _("one by one {amount}").format(amount=money(draft.listed))
        told.append(f"{together} ({listed})" if draft.bundle_price < draft.listed else together)
    if draft.discount:
        told.append(_("Discount: {amount}").format(amount=money(-draft.discount)))
    if draft.shipping:
        told.append(_("Shipping: {amount}").format(amount=money(draft.shipping)))
    told.append(_("Total: {amount}").format(amount=money(draft.total)))
    if draft.valid_until is not None:
        told.append(_("Valid until {day}").format(day=day_text(draft.valid_until, words)))
    if draft.note.strip():
        told.append(draft.note.strip())
    return "\n".join(told)


def _named(line: LineDraft) -> str:
    return " ".join(" ".join(part.split()) for part in (line.title or line.sku, line.variant) if part.strip())
