"""Replies entered, changed, approved, hidden and made favourites; one action each."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from shopdesk.db.queries import products as product_queries
from shopdesk.db.queries import replies as queries
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Reply
from shopdesk.domain.attachments import NewFile
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.replies import KINDS, LONGEST_NAME, ReplyDraft, is_usable
from shopdesk.domain.scenarios import SCENARIOS
from shopdesk.services import attachments, bulk
from shopdesk.services.desk import Desk
from shopdesk.services.numbered import Numbered
from shopdesk.services.orders import Bulk

_found = bulk.find(queries.id_of, queries.cells)
MANY_FIELDS: Final = ("folder", "scenario", "kind", "valid_until")
_DRAFT = tuple(ReplyDraft.__dataclass_fields__)


def draft_of(desk: Desk, number: str) -> ReplyDraft:
    """A reply as a form takes it. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        (values,) = _found(connection, [number]).values()
    return ReplyDraft(**{name: values[name] for name in _DRAFT})


def create_reply(desk: Desk, draft: ReplyDraft, photos: Sequence[NewFile] = ()) -> Outcome[Numbered]:
    """Enters a reply with its pictures.

    Raises UserError `form.*`, `reply.*`, `photo.*`, `record.missing` for its product.
    """
    draft.check()
    kept = attachments.keep(desk, photos)
    with desk.write("reply.create") as unit:
        (number,) = put_new(desk, unit, [(draft, "")])
        (reply_id,) = _found(unit.connection, [number])
        attachments.attach(desk, unit, "reply", reply_id, photos, kept)
        unit.door.subject = draft.title
        unit.commit()
    return Outcome(Numbered(number), unit.door.changes)


def put_new(desk: Desk, unit: Unit, drafts: Sequence[tuple[ReplyDraft, str]]) -> list[str]:
    """Rows for checked drafts, each with the name of the shipped one that it is; their numbers."""
    taken: set[tuple[str, str]] = set()
    cells = []
    for draft, starter in drafts:
        values = cells_of(unit.connection, draft, None)
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


def update_reply(desk: Desk, number: str, draft: ReplyDraft, photos: Sequence[NewFile] = ()) -> Outcome[Numbered]:
    """Saves an edited reply; pictures come behind those it has.

    Raises UserError `form.*`, `reply.*`, `photo.*`, `record.missing`.
    """
    draft.check()
    kept = attachments.keep(desk, photos)
    with desk.write("reply.update") as unit:
        ((reply_id, values),) = _found(unit.connection, [number]).items()
        set_cells(desk, unit, reply_id, values, cells_of(unit.connection, draft, reply_id))
        attachments.attach(desk, unit, "reply", reply_id, photos, kept)
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


def favour_replies(desk: Desk, numbers: Sequence[str], favourite: bool = True) -> Outcome[Bulk]:
    """Marks replies as favourites, or takes the mark away. Raises UserError `record.missing`."""
    return _change(desk, "reply.favourite", numbers, lambda _unit, _id, _values: {"favourite": favourite})


def edit_replies(desk: Desk, numbers: Sequence[str], field: str, value: str) -> Outcome[Bulk]:
    """Sets one of MANY_FIELDS of these replies; `valid_until` is an ISO day, empty for no end.

    Raises UserError `form.*`, `record.missing`.
    """
    cells = {field: _one_of_many(field, value)}
    return _change(desk, "reply.edit_many", numbers, lambda _unit, _id, _values: cells)


def _one_of_many(field: str, value: str) -> Any:
    if field not in MANY_FIELDS:
        raise UserError("form.choice", field="field", found=field, choices=", ".join(MANY_FIELDS))
    if field == "valid_until":
        try:
            return date.fromisoformat(value) if value else None
        except ValueError as error:
            raise UserError("form.date", field="value", found=value) from error
    choices = {"scenario": SCENARIOS, "kind": KINDS}.get(field, ())
    if choices and value not in choices:
        raise UserError("form.choice", field="value", found=value, choices=", ".join(choices))
    if len(value) > LONGEST_NAME:
        raise UserError("form.too_long", field="value", limit=LONGEST_NAME)
    return value.strip()


def _move(desk: Desk, action: str, numbers: Sequence[str], status: str) -> Outcome[Bulk]:
    def decide(unit: Unit, reply_id: int, values: dict[str, Any]) -> dict[str, Any]:
        if status != "hidden" and values["status"] == "hidden" and values["code"]:
            _check_free(unit.connection, values["code"], values["language"], reply_id)
        return {"status": status}

    return _change(desk, action, numbers, decide)


def _change(
    desk: Desk,
    action: str,
    numbers: Sequence[str],
    decide: Callable[[Unit, int, dict[str, Any]], dict[str, Any]],
) -> Outcome[Bulk]:
    with desk.write(action) as unit:
        found = _found(unit.connection, numbers)
        if not found:
            raise UserError("form.required", field="replies")
        for reply_id, values in found.items():
            set_cells(desk, unit, reply_id, values, decide(unit, reply_id, values))
        done = tuple(values["number"] for values in found.values())
        unit.door.subject = done[0] if len(done) == 1 else str(len(done))
        unit.commit()
    return Outcome(Bulk(done), unit.door.changes)


def state(desk: Desk, row: queries.ReplyRow) -> str:
    """`draft`, `approved`, `hidden`, or `expired` when an approved reply's day has passed."""
    if row.status == "approved" and not is_usable(row.status, row.valid_until, desk.local_day(desk.now())):
        return "expired"
    return row.status


def cells_of(connection: Any, draft: ReplyDraft, own_id: int | None) -> dict[str, Any]:
    """A checked draft as a row holds it. Raises UserError `reply.code_taken`, `record.missing`."""
    product = None
    if draft.product:
        product = product_queries.id_of(connection, draft.product)
        if product is None:
            raise UserError("record.missing", field="product", number=draft.product)
    if draft.code:
        _check_free(connection, draft.code, draft.language, own_id)
    same = ("kind", "status", "scenario", "language", "favourite", "valid_until")
    trimmed = {name: getattr(draft, name).strip() for name in ("title", "text", "folder", "code")}
    return {**{name: getattr(draft, name) for name in same}, **trimmed, "product_id": product}


def _check_free(connection: Any, code: str, language: str, own_id: int | None) -> None:
    holder = queries.holder_of(connection, code, language)
    if holder is not None and holder != own_id:
        raise UserError("reply.code_taken", field="code", found=code)
