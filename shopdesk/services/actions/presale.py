"""Actions on offers and wishes."""

from dataclasses import replace
from typing import Any

from shopdesk.domain import offers as offer_rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.offers import OfferDraft
from shopdesk.domain.wishes import THEMES, WishDraft
from shopdesk.services import offers, wishes
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk

_ROLES = ("promotion", "inquiries", "orders", "aftersales")
_ONE = Field("offer", required=True)
_FORM = (
    Field("title", required=True),
    Field("text", required=True),
    Field("kind", "choice", choices=offer_rules.KINDS),
    Field("code"),
    Field("condition"),
    Field("valid_from", "date"),
    Field("valid_until", "date"),
    Field("skus", "list"),
    Field("channels", "list"),
)
_RECORDS = ("product", "customer", "inquiry", "case", "order")


def merged(values: Values, old: OfferDraft) -> OfferDraft:
    """A draft with the fields that are given; the others stay as they are. Raises UserError `form.*`."""
    given: dict[str, Any] = {
        name: read.text(values, name) for name in ("title", "text", "code", "condition") if name in values
    }
    if "kind" in values:
        given["kind"] = read.choice(values, "kind", offer_rules.KINDS) or old.kind
    given |= {name: read.day(values, name) for name in ("valid_from", "valid_until") if name in values}
    given |= {name: read.texts(values, name) for name in ("skus", "channels") if name in values}
    return replace(old, **given)


def _update(desk: Desk, values: Values) -> Outcome[Any]:
    number = read.number(values, "offer")
    return offers.update_offer(desk, number, merged(values, offers.draft_of(desk, number)))


def _log(desk: Desk, values: Values) -> Outcome[Any]:
    about = {name: read.text(values, name) or None for name in _RECORDS}
    theme = read.choice(values, "theme", THEMES, required=True)
    return wishes.log_wish(desk, WishDraft(theme, read.text(values, "text"), **about))


ACTIONS: tuple[Action, ...] = (
    Action("offer.create", _FORM, _ROLES, lambda desk, v: offers.create_offer(desk, merged(v, OfferDraft("", "")))),
    Action("offer.update", (_ONE, *(replace(field, required=False) for field in _FORM)), _ROLES, _update),
    Action("offer.end", (_ONE,), _ROLES, lambda desk, v: offers.end_offer(desk, read.number(v, "offer"))),
    Action(
        "offer.resume", (_ONE,), _ROLES, lambda desk, v: offers.end_offer(desk, read.number(v, "offer"), ended=False)
    ),
    Action(
        "wish.log",
        (Field("theme", "choice", required=True, choices=THEMES), Field("text"), *(Field(name) for name in _RECORDS)),
        _ROLES,
        _log,
    ),
)
