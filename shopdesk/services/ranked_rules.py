"""Rules of the shop that are tried one after the other: named, each in its place, the first that fits counts."""

from collections.abc import Mapping, Sequence
from typing import Any

from shopdesk.db.queries.ranked import ranked_rows
from shopdesk.db.tables.base import Base
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk
from shopdesk.services.numbered import Numbered


def save(
    desk: Desk, action: str, model: type[Base], name: str, cells: Mapping[str, Any], known: str
) -> Outcome[Numbered]:
    """Changes the rule called `name`, or with "" enters one at the end; `known` is the code for a name that is taken.

    Raises UserError `record.missing` and `known`.
    """
    wanted = str(cells["name"])
    with desk.write(action) as unit:
        rows = {row["name"]: row for row in ranked_rows(unit.connection, model)}
        if name and name not in rows:
            raise UserError("record.missing", number=name)
        if wanted != name and wanted in rows:
            raise UserError(known, field="name", name=wanted)
        if name:
            unit.door.set(model, rows[name]["id"], **cells)
        else:
            last = max((row["position"] for row in rows.values()), default=0)
            unit.door.insert_one(model, position=last + 1, **cells)
        unit.door.subject = wanted
        unit.commit()
    return Outcome(Numbered(wanted), unit.door.changes)


def delete(desk: Desk, action: str, model: type[Base], name: str) -> Outcome[Numbered]:
    """Forgets a rule. Raises UserError `record.missing`."""
    with desk.write(action) as unit:
        row = next((row for row in ranked_rows(unit.connection, model) if row["name"] == name), None)
        if row is None:
            raise UserError("record.missing", number=name)
        unit.door.delete(model, [row["id"]])
        unit.door.subject = name
        unit.commit()
    return Outcome(Numbered(name), unit.door.changes)


def order(desk: Desk, action: str, model: type[Base], names: Sequence[str], field: str) -> Outcome[Numbered]:
    """Says in which order rules are tried; those not named follow.

    Raises UserError `form.required` naming `field`, `record.missing`.
    """
    if not names:
        raise UserError("form.required", field=field)
    with desk.write(action) as unit:
        rows = {row["name"]: row for row in ranked_rows(unit.connection, model)}
        for name in names:
            if name not in rows:
                raise UserError("record.missing", number=name)
        wanted = [*dict.fromkeys(names), *(name for name in rows if name not in names)]
        unit.door.update(model, {rows[name]["id"]: {"position": at} for at, name in enumerate(wanted, start=1)})
        unit.door.subject = ", ".join(wanted)[:200]
        unit.commit()
    return Outcome(Numbered(wanted[0]), unit.door.changes)
