"""Actions that keep the inquiries in order: calls and visits, snoozing, merging, one field of many."""

from typing import Any

from shopdesk.domain.changes import Outcome
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.services import bulk_editing, inquiries, inquiry_customers, inquiry_merging, snoozing
from shopdesk.services.actions import inquiries as desk_actions
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk

_ROLES = ("inquiries",)
_SOME = Field("inquiries", "numbers", required=True)


def _log(desk: Desk, values: Values) -> Outcome[Any]:
    draft = desk_actions.merged(values, InquiryDraft(channel=""))
    return inquiries.log_contact(desk, draft, read.text(values, "answer"))


def _merge(desk: Desk, values: Values) -> Outcome[Any]:
    keep = read.text(values, "keep", required=True)
    return inquiry_merging.merge_inquiries(desk, keep, read.numbers(values, "others"), read.text(values, "note"))


ACTIONS: tuple[Action, ...] = (
    Action("inquiry.log", (*desk_actions.FORM, Field("message"), Field("answer")), _ROLES, _log),
    Action(
        "inquiry.snooze",
        (_SOME, Field("until", "instant")),
        _ROLES,
        lambda desk, v: snoozing.snooze_inquiries(desk, desk_actions.numbers_of(v), read.instant(v, "until")),
    ),
    Action(
        "inquiry.merge",
        (Field("keep", required=True), Field("others", "numbers", required=True), Field("note")),
        _ROLES,
        _merge,
    ),
    Action(
        "inquiry.make_customer",
        (Field("inquiry", required=True), Field("name")),
        _ROLES,
        lambda desk, v: inquiry_customers.make_customer(desk, read.number(v, "inquiry"), read.text(v, "name")),
    ),
    Action(
        "inquiry.edit_many",
        (_SOME, Field("field", "choice", required=True, choices=bulk_editing.INQUIRY_FIELDS), Field("value")),
        _ROLES,
        lambda desk, v: bulk_editing.edit_inquiries(
            desk, desk_actions.numbers_of(v), read.text(v, "field", required=True), read.text(v, "value")
        ),
    ),
)
