"""One inquiry made of several of the same person."""

from collections.abc import Sequence
from typing import Any

from shopdesk.db.queries import inquiries as inquiry_queries
from shopdesk.db.queries import inquiry_merging as queries
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Attachment, Inquiry, InquiryProduct, Message, Quote
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiry_merging import Said, merged
from shopdesk.services import bulk
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk

_found = bulk.find(inquiry_queries.id_of, inquiry_queries.cells)
_NOTE = "{numbers} → {kept}"


def merge_inquiries(desk: Desk, keep: str, others: Sequence[str], note: str = "") -> Outcome[Bulk]:
    """Makes one inquiry of several: messages and all else that hangs on the others moves to `keep`.

    The others are gone; undo brings them back. `note` is what the conversation says of it, with `{numbers}` for them.
    Raises UserError `record.missing`, `form.required`, `inquiry.same`, `inquiry.other_customer`.
    """
    if not others:
        raise UserError("form.required", field="others")
    if keep in others or len(set(others)) < len(others):
        raise UserError("inquiry.same", number=keep)
    with desk.write("inquiry.merge") as unit:
        found = _found(unit.connection, [keep, *others])
        keep_id, *gone = found
        _refuse_strangers(list(found.values()))
        said = {
            row_id: [Said(at, direction) for at, direction in queries.said(unit.connection, row_id)] for row_id in found
        }
        cells = merged(found[keep_id], [found[row_id] for row_id in gone], said)
        _move(unit, keep_id, gone)
        unit.door.set(Inquiry, keep_id, **cells)
        told = ", ".join(_told(found[row_id], cells) for row_id in gone)
        text = (note if "{numbers}" in note else _NOTE).replace("{kept}", keep).replace("{numbers}", told)
        unit.door.insert_one(Message, inquiry_id=keep_id, direction="note", at=desk.now(), staff=desk.staff, text=text)
        unit.door.delete(Inquiry, gone)
        unit.door.subject = keep
        unit.commit()
    return Outcome(Bulk((keep,)), unit.door.changes)


def _refuse_strangers(every: Sequence[dict[str, Any]]) -> None:
    """Inquiries of two customers are two; merging the customers comes first."""
    first = next((one for one in every if one["customer_id"] is not None), None)
    for one in every:
        if first is not None and one["customer_id"] not in (None, first["customer_id"]):
            raise UserError(
                "inquiry.other_customer", number=one["number"], customer=one["customer"], other=first["customer"]
            )


def _move(unit: Unit, keep_id: int, gone: Sequence[int]) -> None:
    for model in queries.belonging():
        kept = queries.rows_of(unit.connection, model, keep_id)
        for row_id in gone:
            rows = queries.rows_of(unit.connection, model, row_id)
            unit.door.update(model, {row: {"inquiry_id": keep_id} for row in rows})
            kept += rows
        if model is Attachment:
            unit.door.update(Attachment, {row: {"position": place} for place, row in enumerate(kept)})
    # One quote stands, the newest: as if it had been made in this inquiry.
    standing = queries.standing_quotes(unit.connection, keep_id)
    unit.door.update(Quote, {row: {"status": "replaced"} for row in standing[1:]})
    _name_products_once(unit, keep_id)


def _name_products_once(unit: Unit, keep_id: int) -> None:
    """A product that both asked about stands there once, with the larger quantity."""
    asked = inquiry_queries.products(unit.connection, [keep_id]).get(keep_id, [])
    first: dict[tuple[str, str], Any] = {}
    twice: list[int] = []
    larger: dict[int, int] = {}
    for item in asked:
        known = first.setdefault((item.sku, item.name), item)
        if known is not item:
            twice.append(item.id)
            larger[known.id] = max(larger.get(known.id, known.quantity), item.quantity)
    unit.door.update(InquiryProduct, {row_id: {"quantity": quantity} for row_id, quantity in larger.items()})
    unit.door.delete(InquiryProduct, twice)


def _told(one: dict[str, Any], cells: dict[str, Any]) -> str:
    """The number of one that goes, with what the kept inquiry has no room for."""
    lost = [
        one["contact"] if one["contact"] != cells["contact"] else "",
        one["order"] if one["order"] and one["order_id"] != cells["order_id"] else "",
        one["subject"] if one["subject"] != cells["subject"] else "",
    ]
    about = ", ".join(part for part in lost if part)
    return f"{one['number']} ({about})" if about else str(one["number"])
