"""Photos of records: added, put in order, taken off; each one step to undo. The bytes stay for undo and redo."""

from collections.abc import Sequence
from typing import Any

from shopdesk.db import attachments as store
from shopdesk.db.queries import attachments as queries
from shopdesk.db.queries import inquiries, products, replies
from shopdesk.db.queries.attachments import Attached as Attached
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Attachment
from shopdesk.domain import attachments as rules
from shopdesk.domain.attachments import NewFile
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk

_FINDERS = {"inquiry": inquiries.id_of, "product": products.id_of, "reply": replies.id_of}


def read(desk: Desk, sha256: str) -> bytes:
    """What an attachment holds. Raises UserError `photo.missing`."""
    return store.read(desk.path, sha256)


def of(desk: Desk, owner: str, number: str) -> list[Attached]:
    """The photos of a record, in order. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        return queries.of(connection, owner, _record(connection, owner, number))


def add_photos(desk: Desk, owner: str, number: str, photos: Sequence[NewFile]) -> Outcome[Bulk]:
    """Gives a record photos, behind those it has; one that it has already is left out.

    Raises UserError `photo.unreadable`, `photo.too_large`, `photo.too_many`, `photo.unwritable`, `record.missing`.
    """
    names = keep(desk, photos)
    with desk.write(f"{owner}.add_photo") as unit:
        row_id = _record(unit.connection, owner, number)
        attach(desk, unit, owner, row_id, photos, names)
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def keep(desk: Desk, photos: Sequence[NewFile]) -> list[str]:
    """Writes the bytes before any row names them; what no row comes to name does no harm."""
    if not photos:
        return []
    for photo in photos:
        photo.check()
    rules.check_number(0, len(photos))
    return [store.keep(desk.path, photo.data) for photo in photos]


def attach(
    desk: Desk, unit: Unit, owner: str, row_id: int, photos: Sequence[NewFile], names: Sequence[str]
) -> None:  # fmt: skip
    """Rows for photos that `keep` wrote, inside somebody's unit of work."""
    have = queries.of(unit.connection, owner, row_id)
    known = {one.sha256 for one in have}
    fresh = {name: photo for name, photo in zip(names, photos, strict=True) if name not in known}
    rules.check_number(len(have), len(fresh))
    first = max((one.position for one in have), default=-1) + 1
    unit.door.insert(
        Attachment,
        [
            {
                queries.OWNERS[owner]: row_id, "position": position, "sha256": name, "name": photo.name[:200],
                "media_type": photo.media_type, "bytes": len(photo.data), "at": desk.now(), "staff": desk.staff,
            }
            for position, (name, photo) in enumerate(fresh.items(), first)
        ],
    )  # fmt: skip


def remove_photo(desk: Desk, owner: str, number: str, place: int) -> Outcome[Bulk]:
    """Takes the photo at `place` (from 1) off a record. Raises UserError `photo.no_place`, `record.missing`."""
    with desk.write(f"{owner}.remove_photo") as unit:
        one = _at(unit.connection, owner, number, place)[1]
        unit.door.delete(Attachment, [one.id])
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def put_first(desk: Desk, owner: str, number: str, place: int) -> Outcome[Bulk]:
    """Makes the photo at `place` (from 1) the picture of a record. Raises UserError `photo.no_place`."""
    with desk.write(f"{owner}.first_photo") as unit:
        every, one = _at(unit.connection, owner, number, place)
        ordered = [one, *(other for other in every if other.id != one.id)]
        unit.door.update(Attachment, {other.id: {"position": at} for at, other in enumerate(ordered)})
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def _at(connection: Any, owner: str, number: str, place: int) -> tuple[list[Attached], Attached]:
    every = queries.of(connection, owner, _record(connection, owner, number))
    if not 1 <= place <= len(every):
        raise UserError("photo.no_place", field="place", found=place, number=number, most=len(every))
    return every, every[place - 1]


def _record(connection: Any, owner: str, number: str) -> int:
    row_id = _FINDERS[owner](connection, number)
    if row_id is None:
        raise UserError("record.missing", number=number)
    return row_id
