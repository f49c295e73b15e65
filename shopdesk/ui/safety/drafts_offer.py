"""“You were entering a new order”: forms that were half filled when the program ended, offered at the next start."""

from typing import Any

from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.drafts import Draft
from shopdesk.ui.main_window import MainWindow
from shopdesk.ui.widgets.offer import Offer
from shopdesk.words import _, mark, plural

_AT_ONCE = 2  # more would push the list out of sight
_WORDS = {
    "order.create": mark("You were entering a new order{about}, {when}. It is not saved yet."),
    "customer.create": mark("You were entering a new customer{about}, {when}. It is not saved yet."),
    "product.create": mark("You were entering a new product{about}, {when}. It is not saved yet."),
    "inquiry.create": mark("You were entering a new inquiry{about}, {when}. It is not saved yet."),
    "inquiry.log": mark("You were noting down a call or visit{about}, {when}. It is not saved yet."),
    "case.open": mark("You were entering a new case{about}, {when}. It is not saved yet."),
    "case.receive": mark("You were entering goods received for {number}, {when}. It is not saved yet."),
    "case.refund": mark("You were entering a refund for {number}, {when}. It is not saved yet."),
    "task.create": mark("You were noting a promise about {number}{about}, {when}. It is not saved yet."),
    "quote.save": mark("You were making a quote for {number}, {when}. It is not saved yet."),
    "quote.update": mark("You were changing the quote for {number}, {when}. It is not saved yet."),
    "reservation.create": mark("You were entering a new pre-order{about}, {when}. It is not saved yet."),
    "message": mark("You were writing to {number}{about}, {when}. It is not saved yet."),
    "notes": mark("You were writing notes on {number}{about}, {when}. They are not saved yet."),
}
_CHANGES = mark("You were changing {number}{about}, {when}. It is not saved yet.")
_TELLING = ("buyer_name", "contact", "name", "title", "subject", "text", "message", "sku", "phone", "buyer_phone")
_LONGEST = 24


def offer_drafts(window: MainWindow, context: Context) -> None:
    """Offer the newest drafts above the pages; the others wait where they belong, and are counted."""
    pages = {spec.key for spec in window.pages()}
    drafts = [draft for draft in context.drafts.all() if draft.page in pages]
    for draft in drafts[:_AT_ONCE]:
        window.offer(_offer(window, context, draft))
    rest = len(drafts) - _AT_ONCE
    if rest > 0:
        said = plural(
            "{count} more unsaved draft waits in its form.", "{count} more unsaved drafts wait in their forms.", rest
        )
        window.offer(Offer("window.drafts", said, ()))


def _offer(window: MainWindow, context: Context, draft: Draft) -> Offer:
    def go_on() -> None:
        window.show_page(draft.page).resume(draft.name)

    def throw_away() -> None:
        context.drafts.put(draft.page, draft.name, None)

    choices = (("continue", _("Continue"), go_on), ("discard", _("Throw away"), throw_away))
    return Offer("window.draft", sentence(draft, context), choices)


def sentence(draft: Draft, context: Context) -> str:
    """What was being written, about whom, and when."""
    kind, _slash, number = draft.name.partition("/")
    words = _WORDS.get(kind, _CHANGES)
    about = _about(draft.value)
    return _(words).format(
        number=number or kind,
        about=_(" (“{text}”)").format(text=about) if about else "",
        when=display.moment(draft.at, context.now(), context.desk.zone),
    )


def _about(value: Any) -> str:
    """The first words that tell which one it was."""
    if not isinstance(value, dict):
        value = {"text": value}
    for key in _TELLING:
        text = " ".join(str(value.get(key) or "").split())
        if text:
            return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return ""
