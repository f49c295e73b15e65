"""Replies entered, changed, approved and hidden; one action each."""

from collections.abc import Sequence
from typing import Any

from shopdesk.db.queries import products as product_queries
from shopdesk.db.queries import replies as queries
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Reply
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.replies import ReplyDraft, is_usable
from shopdesk.services import bulk
from shopdesk.services.desk import Desk
from shopdesk.services.numbered import Numbered
from shopdesk.services.orders import Bulk

_found = bulk.find(queries.id_of, queries.cells)
_DRAFT = tuple(ReplyDraft.__dataclass_fields__)


def draft_of(desk: Desk, number: str) -> ReplyDraft:
    """A reply as a form takes it. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        (values,) = _found(connection, [number]).values()
    return ReplyDraft(**{name: values[name] for name in _DRAFT})


def create_reply(desk: Desk, draft: ReplyDraft) -> Outcome[Numbered]:
    """Enters a reply. Raises UserError `form.*`, `reply.*`, `record.missing` for its product."""
    draft.check()
    with desk.write("reply.create") as unit:
        (number,) = put_new(desk, unit, [(draft, "")])
        unit.door.subject = draft.title
        unit.commit()
    return Outcome(Numbered(number), unit.door.changes)


def put_new(desk: Desk, unit: Unit, drafts: Sequence[tuple[ReplyDraft, str]]) -> list[str]:
    """Rows for checked drafts, each with the name of the shipped one that it is; their numbers."""
    taken: set[tuple[str, str]] = set()
    cells = []
    for draft, starter in drafts:
        values = cells_of(unit, draft, None)
        if draft.code and (draft.code, draft.language) in taken:
            raise UserError("reply.code_taken", field="code", found=draft.code)
        taken.add((draft.code, draft.language))
        cells.append({**values, "starter": starter, "created_at": desk.now(), "updated_at": desk.now()})
    numbers = unit.door.numbers("RE", desk.year(), len(cells))
    revisions = unit.door.next_numbers("reply_revision", len(cells))
    unit.door.insert(
        Reply,
        [
            {**values, "number": number, "revision": revision}
            for values, number, revision in zip(cells, numbers, revisions, strict=True)
        ],
    )
    return numbers


def update_reply(desk: Desk, number: str, draft: ReplyDraft) -> Outcome[Numbered]:
    """Saves an edited reply. Raises UserError `form.*`, `reply.*`, `record.missing`."""
    draft.check()
    with desk.write("reply.update") as unit:
        ((reply_id, values),) = _found(unit.connection, [number]).items()
        set_cells(desk, unit, reply_id, values, cells_of(unit, draft, reply_id))
        unit.door.subject = draft.title
        unit.commit()
    return Outcome(Numbered(values["number"]), unit.door.changes)


def set_cells(desk: Desk, unit: Unit, reply_id: int, old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Cells that differ, under a new revision; False where none does."""
    if all(old[name] == value for name, value in new.items()):
        return False
    revision = unit.door.next_numbers("reply_revision", 1)[0]
    return unit.door.set(Reply, reply_id, **new, revision=revision, updated_at=desk.now())


def approve_replies(desk: Desk, numbers: Sequence[str], approved: bool = True) -> Outcome[Bulk]:
    """Lets replies be offered, or makes drafts of them. Raises UserError `record.missing`."""
    return _move(desk, "reply.approve" if approved else "reply.withdraw", numbers, "approved" if approved else "draft")


def hide_replies(desk: Desk, numbers: Sequence[str], hidden: bool = True) -> Outcome[Bulk]:
    """Takes replies off the lists to choose from, or puts them back as drafts. Raises UserError `record.missing`."""
    return _move(desk, "reply.hide" if hidden else "reply.show", numbers, "hidden" if hidden else "draft")


def _move(desk: Desk, action: str, numbers: Sequence[str], status: str) -> Outcome[Bulk]:
    with desk.write(action) as unit:
        found = _found(unit.connection, numbers)
        if not found:
            raise UserError("form.required", field="replies")
        for reply_id, values in found.items():
            if status != "hidden" and values["status"] == "hidden" and values["code"]:
                _check_free(unit, values["code"], values["language"], reply_id)
            set_cells(desk, unit, reply_id, values, {"status": status})
        done = tuple(values["number"] for values in found.values())
        unit.door.subject = done[0] if len(done) == 1 else str(len(done))
        unit.commit()
    return Outcome(Bulk(done), unit.door.changes)


def state(desk: Desk, row: queries.ReplyRow) -> str:
    """`draft`, `approved`, `hidden`, or `expired` when an approved reply's day has passed."""
    if row.status == "approved" and not is_usable(row.status, row.valid_until, desk.local_day(desk.now())):
        return "expired"
    return row.status


def cells_of(unit: Unit, draft: ReplyDraft, own_id: int | None) -> dict[str, Any]:
    """A checked draft as a row holds it. Raises UserError `reply.code_taken`, `record.missing`."""
    product = None
    if draft.product:
        product = product_queries.id_of(unit.connection, draft.product)
        if product is None:
            raise UserError("record.missing", number=draft.product)
    if draft.code:
        _check_free(unit, draft.code, draft.language, own_id)
    same = ("kind", "status", "scenario", "language", "favourite", "valid_until")
    trimmed = {name: getattr(draft, name).strip() for name in ("title", "text", "folder", "code")}
    return {**{name: getattr(draft, name) for name in same}, **trimmed, "product_id": product}


def _check_free(unit: Unit, code: str, language: str, own_id: int | None) -> None:
    holder = queries.holder_of(unit.connection, code, language)
    if holder is not None and holder != own_id:
        raise UserError("reply.code_taken", field="code", found=code)
