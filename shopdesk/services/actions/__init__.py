"""The registry of actions: what a person can do, by name. Menus, palette and the commands `actions` and `do` read it.

To add one: write the service function, then an `Action` in the file of its role here.
"""

from shopdesk.domain.errors import UserError
from shopdesk.services.actions import (
    aftersales,
    customers,
    inquiries,
    inquiry_care,
    orders,
    packing,
    policies,
    presale,
    products,
    quotes,
    replies,
    reservations,
    return_rules,
    shop,
    tasks,
)
from shopdesk.services.actions.action import Action, Field

_ALL: tuple[Action, ...] = (
    *orders.ACTIONS,
    *packing.ACTIONS,
    *inquiries.ACTIONS,
    *inquiry_care.ACTIONS,
    *quotes.ACTIONS,
    *reservations.ACTIONS,
    *aftersales.ACTIONS,
    *customers.ACTIONS,
    *products.ACTIONS,
    *replies.ACTIONS,
    *tasks.ACTIONS,
    *presale.ACTIONS,
    *policies.ACTIONS,
    *return_rules.ACTIONS,
    *shop.ACTIONS,
)
ACTIONS: dict[str, Action] = {action.id: action for action in _ALL}


def find(action_id: str) -> Action:
    """The action of that name. Raises UserError `action.unknown`."""
    if action_id not in ACTIONS:
        raise UserError("action.unknown", action=action_id)
    return ACTIONS[action_id]


__all__ = ["ACTIONS", "Action", "Field", "find"]
