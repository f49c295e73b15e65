"""What suits somebody, in words."""

from collections.abc import Sequence
from datetime import date

from shopdesk.domain.recommending import Likes, SentBack, Usual
from shopdesk.services.recommending import Suggestion
from shopdesk.ui import display
from shopdesk.ui.widgets.key_values import Fact
from shopdesk.words import _, plural

_IN_ONE_LINE = 2  # of what they usually take, and of what did not fit


def likes_line(likes: Likes) -> str:
    """What nobody has to ask them again, as short as it can be said."""
    told = [f"{name}: {value}" if name else value for name, value in likes.preferences]
    told += [f"{one.category}: {_usual(one)}" for one in likes.usual[:_IN_ONE_LINE]]
    unfit = [_goods(one) for one in likes.sent_back[:_IN_ONE_LINE]]
    if unfit:
        told.append(_("did not fit: {what}").format(what=display.list_of(unfit)))
    return " · ".join(told)


def likes_facts(likes: Likes, today: date) -> list[Fact]:
    """The same in full: what they said, what they took, what they keep buying, what came back."""
    by_category: dict[str, list[str]] = {}
    for one in likes.usual:
        by_category.setdefault(one.category, []).append(_usual(one))
    keeps = [f"{title} ×{count}" for title, count in likes.keeps]
    unfit = [f"{_goods(one)} ({display.day(one.day, today)})" for one in likes.sent_back]
    return [
        *((name or _("Preferences"), value) for name, value in likes.preferences),
        *((category, display.list_of(taken)) for category, taken in by_category.items()),
        (_("Keeps buying"), display.list_of(keeps)),
        (_("Did not fit"), display.list_of(unfit)),
        (_("Notes"), likes.notes),
    ]


def product(one: Suggestion) -> str:
    """Title and variant."""
    return " ".join(part for part in (one.product.title or one.key, one.product.variant) if part)


def price(one: Suggestion) -> str:
    """What it costs; nothing when nobody said."""
    return display.money(one.product.price, one.product.currency)


def reason(one: Suggestion, from_bought: bool) -> str:
    """Why it is recommended."""
    if one.reason == "similar":
        return plural("{count} customer like them bought it", "{count} customers like them bought it", one.count)
    if one.reason == "over_time":
        return plural("{count} customer bought both", "{count} customers bought both", one.count)
    if from_bought:
        return _("bought with what they have {count} ×").format(count=one.count)
    return _("bought together {count} ×").format(count=one.count)


def stock(one: Suggestion) -> str:
    """How many can be sold; nothing where nobody counts."""
    left = one.product.available
    return "" if left is None else _("{count} in stock").format(count=display.count(left))


def for_chat(suggestions: Sequence[Suggestion]) -> str:
    """Names and prices as they are pasted into a chat, a line each."""
    return "\n".join(" ".join(part for part in (product(one), price(one)) if part) for one in suggestions)


def _usual(one: Usual) -> str:
    return f"{one.variant} ×{one.times}" if one.times > 1 else one.variant


def _goods(one: SentBack) -> str:
    return " ".join(part for part in (one.title, one.variant) if part)
