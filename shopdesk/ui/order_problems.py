"""What stopped an order while it was packed, in words: told alike on the orders and the packing page."""

from collections.abc import Sequence
from typing import Any

from shopdesk import vocabulary as words_of
from shopdesk.services.packing import Problem
from shopdesk.ui import display, vocabulary
from shopdesk.ui.widgets.callout import Callout
from shopdesk.words import _, mark

_FIELDS = {
    "buyer_name": mark("Buyer"),
    "buyer_phone": mark("Phone"),
    "country": mark("Country"),
    "region": mark("Province or state"),
    "city": mark("City"),
    "district": mark("District"),
    "street": mark("Street"),
    "postcode": mark("Postcode"),
    "buyer_message": mark("Buyer's message"),
    "seller_memo": mark("Seller's memo"),
    "refunded": mark("Refunded"),
    "payment": mark("Payment"),
    "status": mark("Status"),
    "close_reason": mark("Reason"),
    "quantity": mark("Quantity"),
    "title": mark("Title"),
    "variant": mark("Variant"),
    "personalisation": mark("Personalisation"),
    "sku": mark("SKU"),
}
_LONG = 80


def callouts(problems: Sequence[Problem], *, several: bool = False) -> list[Callout]:
    """One for each problem: what happened, and from what to what. `several`: with the order it is of."""
    made = []
    for problem in problems:
        what = words_of.word(words_of.ORDER_PROBLEM, problem.code, _)
        if several:
            what = f"{what} · {problem.order}"
        changes = "\n".join(_change(*change, problem.currency) for change in problem.changes if change[0] in _FIELDS)
        made.append(Callout(what, changes, "trouble") if changes else Callout("", what, "trouble"))
    return made


def _change(field: str, item: str, before: Any, after: Any, currency: str) -> str:
    name = _(_FIELDS[field])
    if item:
        name = _("{item}, {field}").format(item=item, field=name)
    old, new = _value(field, before, currency), _value(field, after, currency)
    return _("{field}: {before} → {after}").format(field=name, before=old or _("empty"), after=new or _("empty"))


def _value(field: str, value: Any, currency: str) -> str:
    if value is None or value == "":
        return ""
    if field == "refunded":
        return display.money(int(value), currency)
    tables = {"payment": vocabulary.PAYMENT, "status": vocabulary.ORDER_STATUS}
    if field in tables:
        return vocabulary.word(tables[field], str(value))
    text = " ".join(str(value).split())
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
