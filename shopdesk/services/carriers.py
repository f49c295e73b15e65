"""Who carries the shop's parcels: the common carriers, and what the shop itself says of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shopdesk.db.queries import carriers as queries
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Carrier as Row
from shopdesk.domain import carriers as rules
from shopdesk.domain import settings as values
from shopdesk.domain.carriers import STARTERS, Carrier
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.text import fold
from shopdesk.services.desk import Desk
from shopdesk.services.numbered import Numbered

FIELDS = ("name", "phone", "tracking_url", "cut_off", "status")
_KNOWN = {carrier.code: carrier for carrier in STARTERS}


def carriers(desk: Desk) -> list[Carrier]:
    """The shop's own carriers by name, then the common ones; one that the shop changed stands with its own cells."""
    with desk.shop.read() as connection:
        return of(connection)


def of(connection: Any) -> list[Carrier]:
    """The same, inside a view."""
    kept = {row["code"]: _carrier(row) for row in queries.rows(connection)}
    return [*(one for one in kept.values() if one.code not in _KNOWN), *(kept.get(one.code, one) for one in STARTERS)]


def tracking_link(desk: Desk, name: str, tracking: str) -> str:
    """Where a parcel can be followed, "" when nobody knows."""
    return rules.link(carriers(desk), name, tracking)


def find(desk: Desk, name: str) -> Carrier | None:
    """The carrier that somebody calls `name`."""
    return next((one for one in carriers(desk) if one.is_called(name)), None)


def save_carrier(desk: Desk, code: str, cells: Mapping[str, Any]) -> Outcome[Numbered]:
    """Changes a carrier, or with an empty code enters one. Cells not named stay.

    Raises UserError `record.missing`, `carrier.known`, `carrier.link`, `form.*`.
    """
    wanted = checked(cells)
    with desk.write("carrier.save") as unit:
        made = put(unit, code, wanted)
        unit.door.subject = made.name or made.code
        unit.commit()
    return Outcome(Numbered(made.code), unit.door.changes)


def put(unit: Unit, code: str, wanted: Mapping[str, Any]) -> Carrier:
    """The same inside a unit of work; `wanted` is checked."""
    rows = {row["code"]: row for row in queries.rows(unit.connection)}
    known = {**_KNOWN, **{row_code: _carrier(row) for row_code, row in rows.items()}}
    if code and code not in known:
        raise UserError("record.missing", number=code)
    made = replace(known[code] if code else Carrier(""), own=True, **wanted)
    if not made.name and made.code not in _KNOWN:
        raise UserError("form.required", field="name")
    if made.name and any(one.code != code and one.is_called(made.name) for one in known.values()):
        raise UserError("carrier.known", field="name", name=made.name)
    if not code:
        made = replace(made, code=_new_code(made.name, known))
    cells = {name: getattr(made, name) for name in FIELDS}
    if made.code in rows:
        unit.door.set(Row, rows[made.code]["id"], **cells)
    else:
        unit.door.insert_one(Row, code=made.code, **cells)
    return made


def delete_carrier(desk: Desk, code: str) -> Outcome[Numbered]:
    """Forgets a carrier of the shop's own; a common one is as at first again. Raises UserError `record.missing`."""
    with desk.write("carrier.delete") as unit:
        row = next((row for row in queries.rows(unit.connection) if row["code"] == code), None)
        if row is None:
            raise UserError("record.missing", number=code)
        unit.door.delete(Row, [row["id"]])
        unit.door.subject = row["name"] or code
        unit.commit()
    return Outcome(Numbered(code), unit.door.changes)


def checked(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Cells of a carrier as they are kept. Raises UserError `form.*`, `carrier.link`."""
    out: dict[str, Any] = {}
    for name, value in cells.items():
        match name:
            case "name" | "phone":
                out[name] = values.text(name, value, 100)
            case "tracking_url":
                out[name] = rules.tracking_url(name, value)
            case "cut_off":
                out[name] = values.clock_time(name, value)
            case "status":
                out[name] = values.choice(name, value, rules.STATUSES)
            case _:
                raise UserError("form.choice", field=name, found=name, choices=", ".join(FIELDS))
    return out


def _carrier(row: Mapping[str, Any]) -> Carrier:
    known = _KNOWN.get(row["code"])
    names = known.names if known is not None else ()
    return Carrier(row["code"], **{name: row[name] for name in FIELDS}, names=names, own=True)


def _new_code(name: str, taken: Mapping[str, Any]) -> str:
    base = "own." + fold(name)
    number = 1
    while (code := base if number == 1 else f"{base}.{number}") in taken:
        number += 1
    return code
