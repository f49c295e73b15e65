"""The shop's policies: how soon customers hear from it, and by when a case is solved."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from shopdesk.db.queries import deadlines as queries
from shopdesk.db.tables import DeadlinePolicy as Row
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.policies import DeadlinePolicy
from shopdesk.services.desk import Desk
from shopdesk.services.numbered import Numbered

_LISTS = ("kinds", "priorities", "levels", "platforms")


def policies(desk: Desk) -> list[DeadlinePolicy]:
    """In the order in which they are tried. Open cases follow a change after `aftersales.clocks.recompute`."""
    with desk.shop.read() as connection:
        return of(connection)


def of(connection: Any) -> list[DeadlinePolicy]:
    """The same, inside a view."""
    return [_policy(row) for row in queries.policies(connection)]


def save_policy(desk: Desk, name: str, policy: DeadlinePolicy) -> Outcome[Numbered]:
    """Changes the policy called `name`, or with "" enters one at the end.

    Raises UserError `record.missing`, `policy.known`, `policy.limit`, `policy.empty`, `form.*`.
    """
    policy.check()
    cells = asdict(policy) | {"name": policy.name.strip()} | {key: list(getattr(policy, key)) for key in _LISTS}
    with desk.write("policy.save") as unit:
        rows = {row["name"]: row for row in queries.policies(unit.connection)}
        if name and name not in rows:
            raise UserError("record.missing", number=name)
        if cells["name"] != name and cells["name"] in rows:
            raise UserError("policy.known", field="name", name=cells["name"])
        if name:
            unit.door.set(Row, rows[name]["id"], **cells)
        else:
            last = max((row["position"] for row in rows.values()), default=0)
            unit.door.insert_one(Row, position=last + 1, **cells)
        unit.door.subject = cells["name"]
        unit.commit()
    return Outcome(Numbered(cells["name"]), unit.door.changes)


def delete_policy(desk: Desk, name: str) -> Outcome[Numbered]:
    """Forgets a policy. Raises UserError `record.missing`."""
    with desk.write("policy.delete") as unit:
        row = next((row for row in queries.policies(unit.connection) if row["name"] == name), None)
        if row is None:
            raise UserError("record.missing", number=name)
        unit.door.delete(Row, [row["id"]])
        unit.door.subject = name
        unit.commit()
    return Outcome(Numbered(name), unit.door.changes)


def order_policies(desk: Desk, names: Sequence[str]) -> Outcome[Numbered]:
    """Says in which order policies are tried; those not named follow.

    Raises UserError `form.required`, `record.missing`.
    """
    if not names:
        raise UserError("form.required", field="policies")
    with desk.write("policy.order") as unit:
        rows = {row["name"]: row for row in queries.policies(unit.connection)}
        for name in names:
            if name not in rows:
                raise UserError("record.missing", number=name)
        order = [*dict.fromkeys(names), *(name for name in rows if name not in names)]
        positions = {rows[name]["id"]: {"position": number} for number, name in enumerate(order, start=1)}
        unit.door.update(Row, positions)
        unit.door.subject = ", ".join(order)[:200]
        unit.commit()
    return Outcome(Numbered(order[0] if order else ""), unit.door.changes)


def _policy(row: dict[str, Any]) -> DeadlinePolicy:
    same = ("name", "first_reply", "next_reply", "resolution", "refund", "status")
    cells: dict[str, Any] = {key: row[key] for key in same} | {key: tuple(row[key]) for key in _LISTS}
    return DeadlinePolicy(**cells)
