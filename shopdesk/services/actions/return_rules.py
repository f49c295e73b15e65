"""Actions on the rules by which goods may come back. Only the owner does these."""

from typing import Any

from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.return_rules import EXEMPTIONS, ReturnRule
from shopdesk.services import return_rules
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk
from shopdesk.services.numbered import Numbered

_LISTS = ("platforms", "countries", "categories", "skus", "levels")
_NUMBERS = ("days", "hours", "warranty_months")


def _save(desk: Desk, values: Values) -> Outcome[Numbered]:
    """Cells not named stay."""
    name = read.text(values, "rule")
    known = {one.name: one for one in return_rules.own_rules(desk)}
    if name and name not in known:
        raise UserError("record.missing", number=name)
    old = known.get(name, ReturnRule(""))
    given: dict[str, Any] = {key: read.texts(values, key) for key in _LISTS if key in values}
    given |= {key: _number(values, key) for key in _NUMBERS if key in values}
    given |= {key: read.day(values, key) for key in ("valid_from", "valid_until") if key in values}
    given |= {key: read.text(values, key) for key in ("name", "note") if key in values}
    if "past_holidays" in values:
        given["past_holidays"] = read.boolean(values, "past_holidays", True)
    if "exempt" in values:
        given["exempt"] = read.choice(values, "exempt", EXEMPTIONS)
    names = ("name", "note", "valid_from", "valid_until", "past_holidays", "exempt", *_LISTS, *_NUMBERS)
    return return_rules.save_rule(desk, name, ReturnRule(**{key: getattr(old, key) for key in names} | given))


def _number(values: Values, name: str) -> int | None:
    return None if values[name] in (None, "") else read.integer(values, name)


ACTIONS: tuple[Action, ...] = (
    Action(
        "return_rule.save",
        (
            Field("rule"),
            Field("name"),
            Field("valid_from", "date"),
            Field("valid_until", "date"),
            *(Field(name, "list") for name in _LISTS),
            *(Field(name, "integer") for name in _NUMBERS),
            Field("past_holidays", "boolean"),
            Field("exempt", "choice", choices=EXEMPTIONS),
            Field("note"),
        ),
        (),
        _save,
    ),
    Action(
        "return_rule.delete",
        (Field("rule", required=True),),
        (),
        lambda desk, values: return_rules.delete_rule(desk, read.text(values, "rule", required=True)),
    ),
    Action(
        "return_rule.order",
        (Field("rules", "list", required=True),),
        (),
        lambda desk, values: return_rules.order_rules(desk, read.texts(values, "rules")),
    ),
)
