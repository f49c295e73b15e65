"""The pre-sale desk: somebody asks, we answer, follow up, and win or lose."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from shopdesk.db.door import encode
from shopdesk.db.queries import attachments, lists, messages
from shopdesk.db.queries import customers as customer_queries
from shopdesk.db.queries import inquiries as queries
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import products as product_queries
from shopdesk.db.queries import quotes as quote_queries
from shopdesk.db.queries import reservations as reservation_queries
from shopdesk.db.queries.attachments import Attached
from shopdesk.db.queries.customers import CustomerRow
from shopdesk.db.queries.inquiries import Asked
from shopdesk.db.queries.inquiries import InquiryRow as InquiryRow
from shopdesk.db.queries.inquiry_merging import others_open
from shopdesk.db.queries.messages import MessageRow
from shopdesk.db.queries.orders import OrderRow
from shopdesk.db.queries.quotes import QuoteRow
from shopdesk.db.queries.reservations import ReservationRow
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Inquiry, InquiryProduct, Message
from shopdesk.domain import inquiries as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.conversations import after_message, checked_message, clean_tags
from shopdesk.domain.errors import UserError
from shopdesk.domain.handling import checked_seconds
from shopdesk.domain.inquiries import InquiryDraft, ProductAsked
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.domain.out_of_hours import after_message as beside_clocks
from shopdesk.domain.out_of_hours import answered, arrived
from shopdesk.domain.working_hours import WorkingHours
from shopdesk.services import bulk, history, snoozing
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk
from shopdesk.services.replies.using import Used, put_use
from shopdesk.services.staff import assignee_id
from shopdesk.services.working_hours import hours_of

_found = bulk.find(queries.id_of, queries.cells)


@dataclass(frozen=True, slots=True)
class InquiryStory:
    """One inquiry whole, for the panel beside the table. `allowed`: the statuses it may go to next."""

    values: dict[str, Any]
    row: InquiryRow
    products: tuple[Asked, ...]
    messages: tuple[MessageRow, ...]
    customer: CustomerRow | None
    order: OrderRow | None
    cases: tuple[str, ...]
    history: tuple[history.Event, ...]
    allowed: tuple[str, ...]
    others: tuple[InquiryRow, ...]  # other open inquiries of the same person
    quotes: tuple[QuoteRow, ...] = ()  # newest first
    reservations: tuple[ReservationRow, ...] = ()
    photos: tuple[Attached, ...] = ()


def ids(desk: Desk, query: ListQuery, limit: int | None = None, interruptible: Any = None) -> Sequence[int]:
    """Ids of the inquiries asked for, in order, those snoozed left out. `due=yes|no`, `snoozed=yes|no` mean by now."""
    query = replace(query, filters=tuple(with_now(desk, snoozing.in_sight(desk, query))))
    with desk.shop.read(interruptible) as connection:
        return lists.ids(connection, queries.SPEC, query, limit)


def with_now(desk: Desk, filters: Sequence[Filter]) -> list[Filter]:
    """Filters with `due=yes|no` and `snoozed=yes|no` turned into the instant that the list compares with."""
    out = []
    for item in filters:
        if item.field in ("due", "snoozed") and item.values in (("yes",), ("no",)):
            negated = (item.operator == "!=") != (item.values == ("no",))
            item = Filter(item.field, "!=" if negated else "=", (encode(desk.now()),))
        out.append(item)
    return out


def rows(desk: Desk, inquiry_ids: Sequence[int]) -> list[InquiryRow]:
    """Table rows by id."""
    with desk.shop.read() as connection:
        return queries.rows(connection, inquiry_ids)


def counts(desk: Desk) -> dict[str, int]:
    """How many inquiries are in each status, and how many are `unattended`."""
    with desk.shop.read() as connection:
        return queries.counts_by_status(connection)


def tags(desk: Desk) -> list[str]:
    """Every tag in use."""
    with desk.shop.read() as connection:
        return queries.tags(connection)


def story(desk: Desk, inquiry_id: int) -> InquiryStory:
    """One inquiry whole. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        values = queries.cells(connection, [inquiry_id]).get(inquiry_id)
        if values is None:
            raise UserError("record.missing", number=inquiry_id)
        customer = [values["customer_id"]] if values["customer_id"] is not None else []
        order = [values["order_id"]] if values["order_id"] is not None else []
        return InquiryStory(
            values=values,
            row=queries.rows(connection, [inquiry_id])[0],
            products=tuple(queries.products(connection, [inquiry_id]).get(inquiry_id, ())),
            messages=tuple(messages.of(connection, inquiry_id=inquiry_id)),
            customer=next(iter(customer_queries.rows(connection, customer)), None),
            order=next(iter(order_queries.rows(connection, order)), None),
            cases=tuple(queries.cases(connection, inquiry_id)),
            history=tuple(history.of(connection, queries.history_rows(connection, inquiry_id))),
            allowed=rules.allowed(values["status"]),
            others=tuple(queries.rows(connection, others_open(connection, values))),
            quotes=tuple(quote_queries.of_inquiries(connection, [inquiry_id]).get(inquiry_id, ())),
            reservations=tuple(
                reservation_queries.rows(connection, reservation_queries.of_inquiry(connection, inquiry_id))
            ),
            photos=tuple(attachments.of(connection, "inquiry", inquiry_id)),
        )


def draft_of(desk: Desk, number: str) -> InquiryDraft:
    """An inquiry as a form takes it. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        ((inquiry_id, values),) = _found(connection, [number]).items()
        asked = queries.products(connection, [inquiry_id]).get(inquiry_id, ())
    return InquiryDraft(
        **{name: values[name] for name in _CELLS},
        customer=values["customer"],
        assignee=values["assignee"],
        tags=tuple(values["tags"]),
        products=tuple(ProductAsked(item.sku, item.text, item.quantity) for item in asked),
    )


# -- one inquiry ---------------------------------------------------------------------------------------------------


def create_inquiry(desk: Desk, draft: InquiryDraft) -> Outcome[Bulk]:
    """Files an inquiry; with a first message the customer waits from now.

    Raises UserError `form.*`, `record.missing`, `staff.unknown`.
    """
    return _file(desk, "inquiry.create", draft, "")


def log_contact(desk: Desk, draft: InquiryDraft, answer: str) -> Outcome[Bulk]:
    """Files a call or a visit in one save: what they wanted, and what we said, which answers it.

    Raises what `create_inquiry` does.
    """
    return _file(desk, "inquiry.log", draft, answer.strip())


def _file(desk: Desk, action: str, draft: InquiryDraft, answer: str) -> Outcome[Bulk]:
    draft.check()
    now, asked = desk.now(), draft.message.strip()
    with desk.write(action) as unit:
        number = unit.door.number("IQ", desk.year())
        cells = _cells(desk, unit, draft)
        cells |= arrived(hours_of(desk), now, cells["follow_up_at"])
        inquiry_id = unit.door.insert_one(
            Inquiry,
            number=number,
            status="replied" if answer else "new",
            created_at=now,
            local_day=desk.local_day(now),
            first_reply_at=now if answer else None,
            waiting_since=now if asked and not answer else None,
            **cells | ({"follow_up_at": draft.follow_up_at} if answer else {}),
        )
        _write_products(unit, inquiry_id, draft.products)
        for direction, text in (("in", asked), ("out", answer)):
            if text:
                unit.door.insert_one(
                    Message, inquiry_id=inquiry_id, direction=direction, at=now, staff=desk.staff, text=text
                )
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def update_inquiry(desk: Desk, number: str, draft: InquiryDraft) -> Outcome[Bulk]:
    """Saves an edited inquiry; its status and messages stay. Raises UserError `form.*`, `record.missing`."""
    draft.check()
    with desk.write("inquiry.update") as unit:
        ((inquiry_id, _values),) = _found(unit.connection, [number]).items()
        unit.door.set(Inquiry, inquiry_id, **_cells(desk, unit, draft))
        old = queries.products(unit.connection, [inquiry_id]).get(inquiry_id, [])
        if [ProductAsked(item.sku, item.text, item.quantity) for item in old] != list(draft.products):
            unit.door.delete(InquiryProduct, [item.id for item in old])
            _write_products(unit, inquiry_id, draft.products)
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def add_message(
    desk: Desk,
    number: str,
    text: str,
    direction: str = "out",
    handled_s: int | None = None,
    used: Used | None = None,
) -> Outcome[Bulk]:
    """Files what was written: `in` by the customer, `out` by us, `note` for ourselves. Clocks and status follow.

    `handled_s`: seconds of work at it; `used`: the reply that the text was made from, which is remembered in the same
    step. Raises UserError `record.missing`, `form.*`.
    """
    text, seconds = checked_message(text, direction), checked_seconds(handled_s)
    now, hours = desk.now(), hours_of(desk)
    with desk.write("inquiry.message") as unit:
        ((inquiry_id, values),) = _found(unit.connection, [number]).items()
        unit.door.insert_one(
            Message, inquiry_id=inquiry_id, direction=direction, at=now, staff=desk.staff, text=text, handled_s=seconds
        )
        status = rules.status_after_message(values["status"], direction)
        clocks = after_message(direction, now, values["first_reply_at"], values["waiting_since"])
        cells = _moved(hours, status, "", values, now) if status == "reopened" else {"status": status}
        unit.door.set(Inquiry, inquiry_id, **cells | clocks | beside_clocks(hours, direction, now, values))
        if used is not None:
            put_use(desk, unit, used)
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def link_order(desk: Desk, number: str, order: str | None) -> Outcome[Bulk]:
    """Says which order an inquiry became: an open one is won by it. None takes the link away again."""
    with desk.write("inquiry.link") as unit:
        ((inquiry_id, values),) = _found(unit.connection, [number]).items()
        cells: dict[str, Any] = {"order_id": None}
        if order:
            order_id = order_queries.id_of(unit.connection, order)
            if order_id is None:
                raise UserError("record.missing", number=order)
            buyer = order_queries.full(unit.connection, [order_id])[order_id]["customer_id"]
            cells = {"customer_id": values["customer_id"] or buyer, **won_by(desk, values, order_id)}
        unit.door.set(Inquiry, inquiry_id, **cells)
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def won_by(desk: Desk, values: dict[str, Any], order_id: int) -> dict[str, Any]:
    """The cells of an inquiry that became an order: an open one is won."""
    may_be = rules.may_move(values["status"], "won")
    won = _moved(hours_of(desk), "won", "", values, desk.now()) if may_be else {}
    return {"order_id": order_id, **won}


# -- several at once -----------------------------------------------------------------------------------------------


def move_inquiries(desk: Desk, numbers: Sequence[str], to: str, reason: str = "") -> Outcome[Bulk]:
    """Moves inquiries to a status; `lost` needs a reason. Raises UserError `move.not_allowed`, `form.*`."""
    if to not in rules.STATUSES:
        raise UserError("form.choice", field="status", found=to, choices=", ".join(rules.STATUSES))
    if to == "lost" and not reason:
        raise UserError("form.required", field="lost_reason")
    if to == "lost" and reason not in rules.LOST_REASONS:
        raise UserError("form.choice", field="lost_reason", found=reason, choices=", ".join(rules.LOST_REASONS))
    now, hours = desk.now(), hours_of(desk)

    def move(values: dict[str, Any]) -> dict[str, Any] | str:
        return _moved(hours, to, reason, values, now) if rules.may_move(values["status"], to) else "move.not_allowed"

    return bulk.each(desk, "inquiry.move", Inquiry, lambda c: _found(c, numbers), lambda _unit: move)


def assign_inquiries(desk: Desk, numbers: Sequence[str], assignee: str | None) -> Outcome[Bulk]:
    """Gives inquiries to somebody, or to nobody (None). Raises UserError `staff.unknown`."""

    def decide(unit: Unit) -> bulk.Decide:
        staff = assignee_id(desk, unit, assignee)
        return lambda _values: {"assignee_id": staff}

    return bulk.each(desk, "inquiry.assign", Inquiry, lambda c: _found(c, numbers), decide)


def follow_up(desk: Desk, numbers: Sequence[str], at: datetime | None) -> Outcome[Bulk]:
    """Sets when to come back to open inquiries, or takes the reminder away (None). Raises UserError `date.past`."""
    if at is not None and at <= desk.now():
        raise UserError("date.past", field="follow_up_at", found=encode(at))

    def decide(values: dict[str, Any]) -> dict[str, Any] | str:
        status = values["status"]
        if at is None:
            return {"follow_up_at": None}
        if status not in rules.OPEN:
            return "move.not_allowed"
        later = "following_up" if rules.may_move(status, "following_up") else status
        return {"follow_up_at": at, "status": later}

    return bulk.each(desk, "inquiry.follow_up", Inquiry, lambda c: _found(c, numbers), lambda _unit: decide)


# -- inside --------------------------------------------------------------------------------------------------------

_CELLS = ("channel", "contact", "subject", "priority", "follow_up_at")


def _cells(desk: Desk, unit: Unit, draft: InquiryDraft) -> dict[str, Any]:
    customer_id = None
    if draft.customer:
        customer_id = customer_queries.id_of(unit.connection, draft.customer)
        if customer_id is None:
            raise UserError("record.missing", field="customer", number=draft.customer)
    return {
        **{name: getattr(draft, name) for name in _CELLS},
        "contact": draft.contact.strip(),
        "subject": draft.subject.strip(),
        "tags": clean_tags(draft.tags),
        "customer_id": customer_id,
        "assignee_id": assignee_id(desk, unit, draft.assignee),
    }


def _write_products(unit: Unit, inquiry_id: int, products: Sequence[ProductAsked]) -> None:
    new = []
    for item in products:
        known = product_queries.by_sku(unit.connection, item.sku.strip()) if item.sku.strip() else None
        # An unknown SKU is kept as what the customer called it.
        text = item.text.strip() or ("" if known else item.sku.strip())
        product_id = known["id"] if known else None
        new.append({"inquiry_id": inquiry_id, "product_id": product_id, "text": text, "quantity": item.quantity})
    unit.door.insert(InquiryProduct, new)


def _moved(hours: WorkingHours, to: str, reason: str, values: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Cells after a move. Saying `replied` means that we answered, somewhere else; the end stops wait and snooze."""
    if to == "replied":
        first = values["first_reply_at"] or now
        return {"status": to, "first_reply_at": first, "waiting_since": None} | answered(hours, now, values)
    if to in ("won", "lost"):
        ended = {"closed_at": now, "waiting_since": None, "snoozed_until": None} | answered(hours, now, values)
        return {"status": to, "lost_reason": reason if to == "lost" else "", **ended}
    return {"status": to, "lost_reason": "", "closed_at": None}
