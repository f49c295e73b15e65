"""A new shop: whether its first questions are still to be asked, and that they were."""

from collections.abc import Mapping
from typing import Any

from shopdesk.db.queries import shop as queries
from shopdesk.domain.changes import Outcome
from shopdesk.services.desk import Desk
from shopdesk.services.settings import Changed, set_settings


def wanted(desk: Desk) -> bool:
    """Whether the shop is new: nobody answered or skipped the questions, and nothing is in it."""
    if not desk.setting("first_steps"):
        return False
    with desk.shop.read() as connection:
        return queries.is_empty(connection)


def finish(desk: Desk, answers: Mapping[str, Any]) -> Outcome[Changed]:
    """Keeps the answers, one undo step, and asks no more. Raises UserError `form.*`, `zone.unknown` naming the key."""
    return set_settings(desk, {**answers, "first_steps": False})
