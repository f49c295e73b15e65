"""Actions of the inquiries desk beside a chat: filing what was said, and pictures of an inquiry."""

from typing import Any

from shopdesk.domain import inquiries as rules
from shopdesk.domain.changes import Outcome
from shopdesk.services import attachments, capture
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.capture import CaptureDraft
from shopdesk.services.desk import Desk

_ROLES = ("inquiries",)
_ONE = Field("inquiry", required=True)


def _capture(desk: Desk, values: Values) -> Outcome[Any]:
    draft = CaptureDraft(
        text=read.text(values, "text"), reply=read.text(values, "reply"), inquiry=read.text(values, "inquiry") or None,
        channel=read.choice(values, "channel", rules.CHANNELS), contact=read.text(values, "contact"),
        customer=read.text(values, "customer") or None, products=read.texts(values, "products"),
        photos=tuple(read.photos(values, "photo")) if values.get("photo") else (),
    )  # fmt: skip
    return capture.file(desk, draft)


ACTIONS: tuple[Action, ...] = (
    Action(
        "inquiry.capture",
        (
            Field("text"), Field("reply"), Field("inquiry"), Field("channel", "choice", choices=rules.CHANNELS),
            Field("contact"), Field("customer"), Field("products", "list"), Field("photo", "photo"),
        ),
        _ROLES,
        _capture,
    ),
    Action(
        "inquiry.add_photo",
        (_ONE, Field("photo", "photo", required=True)),
        _ROLES,
        lambda desk, v: attachments.add_photos(desk, "inquiry", read.number(v, "inquiry"), read.photos(v, "photo")),
    ),
    Action(
        "inquiry.remove_photo",
        (_ONE, Field("place", "integer", required=True)),
        _ROLES,
        lambda desk, v: attachments.remove_photo(
            desk, "inquiry", read.number(v, "inquiry"), read.integer(v, "place")
        ),
    ),
)  # fmt: skip
