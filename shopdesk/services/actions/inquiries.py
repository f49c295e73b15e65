"""Actions of the inquiries desk."""

from dataclasses import replace
from typing import Any

from shopdesk.domain import inquiries as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.conversations import DIRECTIONS
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import InquiryDraft, ProductAsked
from shopdesk.services import inquiries, recommending
from shopdesk.services.actions import inquiry_capture
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk

_ROLES = ("inquiries",)
_ONE = Field("inquiry", required=True)
_SOME = Field("inquiries", "numbers", required=True)
FORM = (
    Field("channel", "choice", required=True, choices=rules.CHANNELS),
    Field("contact"),
    Field("subject"),
    Field("customer"),
    Field("assignee"),
    Field("products", "list"),
    Field("priority", "choice", choices=rules.PRIORITIES),
    Field("follow_up_at", "instant"),
    Field("tags", "list"),
)


def merged(values: Values, old: InquiryDraft) -> InquiryDraft:
    """A draft with the fields that are given; the others stay as they are. Raises UserError `form.*`."""
    given: dict[str, Any] = {name: read.text(values, name) for name in ("contact", "subject") if name in values}
    given |= {name: read.text(values, name) or None for name in ("customer", "assignee") if name in values}
    if "channel" in values:
        given["channel"] = read.choice(values, "channel", rules.CHANNELS, required=True)
    if "priority" in values:
        given["priority"] = read.choice(values, "priority", rules.PRIORITIES) or "normal"
    if "follow_up_at" in values:
        given["follow_up_at"] = read.instant(values, "follow_up_at")
    if "tags" in values:
        given["tags"] = read.texts(values, "tags")
    if "products" in values:
        given["products"] = _products(values)
    if "message" in values:
        given["message"] = read.text(values, "message")
    return replace(old, **given)


def _products(values: Values) -> tuple[ProductAsked, ...]:
    """SKUs or names as texts, or objects with `sku`, `text` (or `title`) and `quantity`."""
    listed = values.get("products") or []
    if isinstance(listed, list):
        listed = [{"sku": item} if isinstance(item, str) else item for item in listed]
    return tuple(
        ProductAsked(
            sku=read.text(item, "sku"),
            text=read.text(item, "text") or ("" if read.text(item, "sku") else read.text(item, "title")),
            quantity=read.integer(item, "quantity", 1),
        )
        for item in read.objects({"products": listed}, "products")
    )


def numbers_of(values: Values, field: str = "inquiries") -> list[str]:
    """`inquiries`, `inquiry`, `numbers` or `number`."""
    for name in ("inquiries", "inquiry", "numbers", "number"):
        found = read.texts(values, name)
        if found:
            return list(found)
    raise UserError("form.required", field=field)


def _one(values: Values) -> str:
    return numbers_of(values, "inquiry")[0]


def _update(desk: Desk, values: Values) -> Outcome[Any]:
    number = _one(values)
    return inquiries.update_inquiry(desk, number, merged(values, inquiries.draft_of(desk, number)))


def _message(desk: Desk, values: Values) -> Outcome[Any]:
    direction = read.choice(values, "direction", DIRECTIONS) or "out"
    text = read.text(values, "text", required=True)
    return inquiries.add_message(desk, _one(values), text, direction, values.get("handled_s"))


def _move(desk: Desk, values: Values) -> Outcome[Any]:
    status = read.choice(values, "status", rules.STATUSES, required=True)
    reason = read.choice(values, "lost_reason", rules.LOST_REASONS)
    return inquiries.move_inquiries(desk, numbers_of(values), status, reason)


ACTIONS: tuple[Action, ...] = (
    Action(
        "inquiry.create",
        (*FORM, Field("message")),
        _ROLES,
        lambda desk, v: inquiries.create_inquiry(desk, merged(v, InquiryDraft(channel=""))),
    ),
    Action("inquiry.update", (_ONE, *(replace(field, required=False) for field in FORM)), _ROLES, _update),
    Action(
        "inquiry.message",
        (
            _ONE,
            Field("text", required=True),
            Field("direction", "choice", choices=DIRECTIONS),
            Field("handled_s", "integer"),
        ),
        _ROLES,
        _message,
    ),
    Action(
        "inquiry.move",
        (
            _SOME,
            Field("status", "choice", required=True, choices=rules.STATUSES),
            Field("lost_reason", "choice", choices=rules.LOST_REASONS),
        ),
        _ROLES,
        _move,
    ),
    Action(
        "inquiry.assign",
        (_SOME, Field("assignee")),
        _ROLES,
        lambda desk, v: inquiries.assign_inquiries(desk, numbers_of(v), read.text(v, "assignee") or None),
    ),
    Action(
        "inquiry.follow_up",
        (_SOME, Field("follow_up_at", "instant")),
        _ROLES,
        lambda desk, v: inquiries.follow_up(desk, numbers_of(v), read.instant(v, "follow_up_at")),
    ),
    Action(
        "inquiry.link",
        (_ONE, Field("order")),
        _ROLES,
        lambda desk, v: inquiries.link_order(desk, _one(v), read.text(v, "order") or None),
    ),
    Action(
        "inquiry.add_product",
        (_ONE, Field("product", required=True), Field("quantity", "integer")),
        _ROLES,
        lambda desk, v: recommending.add_asked(
            desk, _one(v), read.text(v, "product", required=True), read.integer(v, "quantity", 1)
        ),
    ),
    *inquiry_capture.ACTIONS,
)
