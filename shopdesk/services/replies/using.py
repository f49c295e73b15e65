"""A reply that went to somebody: kept, because the assistant learns from it."""

from dataclasses import dataclass

from shopdesk.db.queries import aftersales as case_queries
from shopdesk.db.queries import customers as customer_queries
from shopdesk.db.queries import inquiries as inquiry_queries
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import replies as queries
from shopdesk.db.shop import Unit
from shopdesk.db.tables import ReplyUse
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.scenarios import SCENARIOS
from shopdesk.services.desk import Desk
from shopdesk.services.numbered import Numbered

_ASKED = 1_000  # characters of the customer's words that are kept
_OWNERS = {
    "customer": customer_queries.id_of, "inquiry": inquiry_queries.id_of, "case": case_queries.id_of,
    "order": order_queries.id_of,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UseDraft:
    """What was sent: `asked` are the customer's words before it, `scenario` what the person took them for."""

    asked: str = ""
    text: str = ""
    scenario: str = ""
    customer: str | None = None
    inquiry: str | None = None
    case: str | None = None
    order: str | None = None


Used = tuple[str, UseDraft]  # number of a reply, and how it was used


def use_reply(desk: Desk, number: str, draft: UseDraft) -> Outcome[Numbered]:
    """Remembers that a reply was sent. Without a scenario, the reply's own counts.

    Raises UserError `record.missing`, `form.choice`.
    """
    if draft.scenario and draft.scenario not in SCENARIOS:
        raise UserError("form.choice", field="scenario", found=draft.scenario, choices=", ".join(SCENARIOS))
    with desk.write("reply.use") as unit:
        reply_id = queries.id_of(unit.connection, number)
        if reply_id is None:
            raise UserError("record.missing", number=number)
        row = _put(desk, unit, reply_id, draft)
        unit.door.subject = row.title
        unit.commit()
    return Outcome(Numbered(row.number), unit.door.changes)


def put_use(desk: Desk, unit: Unit, used: Used) -> None:
    """The same as a part of another action: of a message that is filed. A reply that is gone is no reason to refuse it.

    Raises UserError `record.missing` for whom it was sent to.
    """
    number, draft = used
    reply_id = queries.id_of(unit.connection, number)
    if reply_id is not None:
        _put(desk, unit, reply_id, draft)


def _put(desk: Desk, unit: Unit, reply_id: int, draft: UseDraft) -> queries.ReplyRow:
    owners = {}
    for name, find in _OWNERS.items():
        wanted = getattr(draft, name)
        owners[f"{name}_id"] = find(unit.connection, wanted) if wanted else None
        if wanted and owners[f"{name}_id"] is None:
            raise UserError("record.missing", number=wanted)
    (row,) = queries.rows(unit.connection, [reply_id])
    unit.door.insert_one(
        ReplyUse, reply_id=reply_id, at=desk.now(), staff=desk.staff, scenario=draft.scenario or row.scenario,
        asked=draft.asked.strip().replace("\0", "")[:_ASKED], text=(draft.text or row.text).replace("\0", ""),
        **owners,
    )  # fmt: skip
    return row
