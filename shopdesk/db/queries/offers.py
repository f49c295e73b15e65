"""Offers: the list, its rows, and those that are valid on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.queries.lists import ListSpec
from shopdesk.db.tables import Offer

OFFERS: Table = table_of(Offer)


def _valid(value: str) -> ColumnElement[bool]:
    """`valid=DAY`: may be said on that day."""
    day = date.fromisoformat(value)
    return and_(
        OFFERS.c.status == "active",
        or_(OFFERS.c.valid_from.is_(None), OFFERS.c.valid_from <= day),
        or_(OFFERS.c.valid_until.is_(None), OFFERS.c.valid_until >= day),
    )


SPEC = ListSpec(
    kind="offer",
    table=OFFERS,
    columns={name: OFFERS.c[name] for name in ("number", "kind", "status", "title", "code")},
    special={"valid": _valid},
    sorts={
        "created_at": (),  # ids are given in order of entry
        "title": (OFFERS.c.title,),
        "status": (OFFERS.c.status,),
        "valid_from": (OFFERS.c.valid_from,),
        "valid_until": (OFFERS.c.valid_until,),
    },
    default_sort="created_at",
)


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer. Empty `skus` and `channels`: for all of them."""

    id: int
    number: str
    kind: str
    status: str
    title: str
    text: str
    code: str
    condition: str
    valid_from: date | None
    valid_until: date | None
    skus: tuple[str, ...]
    channels: tuple[str, ...]


def cells(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Every column of offers by id."""
    out: dict[int, dict[str, Any]] = {}
    for part in chunks(ids):
        for row in connection.execute(select(OFFERS).where(OFFERS.c.id.in_(part))).mappings():
            out[row["id"]] = dict(row)
    return out


def all_rows(connection: Connection) -> list[OfferRow]:
    """Every offer, the newest first."""
    query = select(OFFERS).order_by(OFFERS.c.id.desc())
    return [_row(row) for row in connection.execute(query).mappings()]


def valid(connection: Connection, day: date) -> list[OfferRow]:
    """What may be said on a day, what ends first on top."""
    query = select(OFFERS).where(_valid(day.isoformat()))
    query = query.order_by(OFFERS.c.valid_until.is_(None), OFFERS.c.valid_until, OFFERS.c.id.desc())
    return [_row(row) for row in connection.execute(query).mappings()]


def _row(values: Any) -> OfferRow:
    plain = {name: values[name] for name in OfferRow.__dataclass_fields__}
    return OfferRow(**{**plain, "skus": tuple(values["skus"]), "channels": tuple(values["channels"])})


_LISTED = (
    "number", "kind", "status", "title", "text", "code", "condition", "valid_from", "valid_until", "skus", "channels",
    "created_at",
)  # fmt: skip


def full(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Offers as commands list them, by id."""
    return {row_id: {name: row[name] for name in _LISTED} for row_id, row in cells(connection, ids).items()}


def history_rows(_connection: Connection, offer_id: int) -> dict[str, list[int]]:
    """The rows whose history is the offer's, by table."""
    return {"offer": [offer_id]}


def id_of(connection: Connection, number: str) -> int | None:
    """The id of an offer by number."""
    return connection.execute(select(OFFERS.c.id).where(OFFERS.c.number == number)).scalar()
