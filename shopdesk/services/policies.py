"""The shop's policies: how soon customers hear from it, and by when a case is solved."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from shopdesk.db.queries.ranked import ranked_rows
from shopdesk.db.tables import DeadlinePolicy as Row
from shopdesk.domain.changes import Outcome
from shopdesk.domain.policies import DeadlinePolicy
from shopdesk.services import ranked_rules
from shopdesk.services.desk import Desk
from shopdesk.services.numbered import Numbered

_LISTS = ("kinds", "priorities", "levels", "platforms")
_SAME = ("name", "first_reply", "next_reply", "resolution", "refund", "status")


def policies(desk: Desk) -> list[DeadlinePolicy]:
    """In the order in which they are tried. Open cases follow a change after `aftersales.clocks.recompute`."""
    with desk.shop.read() as connection:
        return of(connection)


def of(connection: Any) -> list[DeadlinePolicy]:
    """The same, inside a view."""
    return [_policy(row) for row in ranked_rows(connection, Row)]


def save_policy(desk: Desk, name: str, policy: DeadlinePolicy) -> Outcome[Numbered]:
    """Changes the policy called `name`, or with "" enters one at the end.

    Raises UserError `record.missing`, `policy.known`, `policy.limit`, `policy.empty`, `form.*`.
    """
    policy.check()
    cells = asdict(policy) | {"name": policy.name.strip()} | {key: list(getattr(policy, key)) for key in _LISTS}
    return ranked_rules.save(desk, "policy.save", Row, name, cells, "policy.known")


def delete_policy(desk: Desk, name: str) -> Outcome[Numbered]:
    """Forgets a policy. Raises UserError `record.missing`."""
    return ranked_rules.delete(desk, "policy.delete", Row, name)


def order_policies(desk: Desk, names: Sequence[str]) -> Outcome[Numbered]:
    """Says in which order policies are tried. Raises UserError `form.required`, `record.missing`."""
    return ranked_rules.order(desk, "policy.order", Row, names, "policies")


def _policy(row: dict[str, Any]) -> DeadlinePolicy:
    cells: dict[str, Any] = {key: row[key] for key in _SAME} | {key: tuple(row[key]) for key in _LISTS}
    return DeadlinePolicy(**cells)
