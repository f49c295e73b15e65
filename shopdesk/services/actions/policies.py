"""Actions on the limits that cases have. Only the owner does these."""

from typing import Any

from shopdesk.domain.aftersales import KINDS
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import PRIORITIES
from shopdesk.domain.policies import LIMITS, STATUSES, DeadlinePolicy, read_length
from shopdesk.services import policies
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk
from shopdesk.services.numbered import Numbered

_LISTS = ("kinds", "priorities", "levels", "platforms")
_CHOICES = {"kinds": KINDS, "priorities": PRIORITIES}


def _save(desk: Desk, values: Values) -> Outcome[Numbered]:
    """Cells not named stay. Limits are seconds, or texts like "2 h"."""
    policy = read.text(values, "policy")
    known = {one.name: one for one in policies.policies(desk)}
    if policy and policy not in known:
        raise UserError("record.missing", number=policy)
    old = known.get(policy, DeadlinePolicy(""))
    given: dict[str, Any] = {}
    for name in _LISTS:
        if name in values:
            given[name] = _codes(values, name)
    for name in LIMITS:
        if name in values:
            given[name] = _limit(values, name)
    if "name" in values:
        given["name"] = read.text(values, "name")
    if "status" in values:
        given["status"] = read.choice(values, "status", STATUSES, required=True)
    cells = {name: getattr(old, name) for name in ("name", *_LISTS, *LIMITS, "status")} | given
    return policies.save_policy(desk, policy, DeadlinePolicy(**cells))


def _codes(values: Values, name: str) -> tuple[str, ...]:
    found = read.texts(values, name)
    for code in found:
        if name in _CHOICES and code not in _CHOICES[name]:
            raise UserError("form.choice", field=name, found=code, choices=", ".join(_CHOICES[name]))
    return found


def _limit(values: Values, name: str) -> int | None:
    value = values[name]
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return read_length(read.text(values, name), name)


ACTIONS: tuple[Action, ...] = (
    Action(
        "policy.save",
        (
            Field("policy"),
            Field("name"),
            *(Field(name, "list") for name in _LISTS),
            *(Field(name) for name in LIMITS),
            Field("status", "choice", choices=STATUSES),
        ),
        (),
        _save,
    ),
    Action(
        "policy.delete",
        (Field("policy", required=True),),
        (),
        lambda desk, values: policies.delete_policy(desk, read.text(values, "policy", required=True)),
    ),
    Action(
        "policy.order",
        (Field("policies", "list", required=True),),
        (),
        lambda desk, values: policies.order_policies(desk, read.texts(values, "policies")),
    ),
)
