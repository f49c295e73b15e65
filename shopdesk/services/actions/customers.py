"""Actions on customers."""

from dataclasses import replace
from typing import Any

from shopdesk.domain.changes import Outcome
from shopdesk.domain.customers import CustomerDraft, Identity
from shopdesk.services import bulk_editing, customer_merging, customers
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk

_ROLES = ("promotion", "inquiries", "orders", "aftersales")
_TEXTS = ("name", "phone", "email", "level", "country", "region", "city", "district", "street", "postcode", "notes")
_SOME = Field("customers", "numbers", required=True)
_FORM = (
    *(Field(name) for name in _TEXTS),
    Field("points", "integer"),
    Field("tags", "list"),
    Field("identities", "list"),
    Field("preferences", "object"),
    Field("consent", "boolean"),
    Field("next_callback", "instant"),
)


def merged(values: Values, old: CustomerDraft) -> CustomerDraft:
    """A draft with the fields that are given; the others stay as they are. Raises UserError `form.*`."""
    given: dict[str, Any] = {name: read.text(values, name) for name in _TEXTS if name in values}
    if "points" in values:
        given["points"] = read.integer(values, "points", 0)
    if "tags" in values:
        given["tags"] = read.texts(values, "tags")
    if "preferences" in values:
        given["preferences"] = read.group(values, "preferences")
    if "consent" in values:
        given["consent"] = None if values["consent"] is None else read.boolean(values, "consent")
    if "next_callback" in values:
        given["next_callback"] = read.instant(values, "next_callback")
    if "identities" in values:
        given["identities"] = tuple(
            Identity(read.text(item, "platform"), read.text(item, "kind") or "login", read.text(item, "handle"))
            for item in read.objects(values, "identities")
        )
    return replace(old, **given)


def _update(desk: Desk, values: Values) -> Outcome[Any]:
    number = read.number(values, "customer")
    return customers.update_customer(desk, number, merged(values, customers.draft_of(desk, number)))


ACTIONS: tuple[Action, ...] = (
    Action(
        "customer.create",
        _FORM,
        _ROLES,
        lambda desk, v: customers.create_customer(desk, merged(v, CustomerDraft(name=""))),
    ),
    Action("customer.update", (Field("customer", required=True), *_FORM), _ROLES, _update),
    Action("customer.block", (_SOME,), _ROLES, lambda desk, v: customers.block(desk, read.numbers(v, "customers"))),
    Action(
        "customer.unblock",
        (_SOME,),
        _ROLES,
        lambda desk, v: customers.block(desk, read.numbers(v, "customers"), blocked=False),
    ),
    Action(
        "customer.edit_many",
        (_SOME, Field("field", "choice", required=True, choices=bulk_editing.CUSTOMER_FIELDS), Field("value")),
        _ROLES,
        lambda desk, v: bulk_editing.edit_customers(
            desk, read.numbers(v, "customers"), read.text(v, "field", required=True), read.text(v, "value")
        ),
    ),
    Action(
        "customer.merge",
        (Field("keep", required=True), Field("others", "numbers", required=True)),
        _ROLES,
        lambda desk, v: customer_merging.merge(desk, read.number(v, "keep"), read.numbers(v, "others")),
    ),
    Action(
        "customer.apart",
        (Field("first", required=True), Field("second", required=True)),
        _ROLES,
        lambda desk, v: customer_merging.keep_apart(desk, read.number(v, "first"), read.number(v, "second")),
    ),
)
