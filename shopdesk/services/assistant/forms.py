"""The form that a message asks for, filled in from what it names. Reads, changes nothing."""

from typing import Any

from shopdesk.db.queries import claims, mentions
from shopdesk.db.queries import orders as order_queries
from shopdesk.domain.aftersales import RETURNING, TALKING, CaseDraft, LineFacts
from shopdesk.domain.forms_wanted import CANCEL, CASE, ORDER, OrderChange, case_of, form_of
from shopdesk.domain.inquiries import InquiryDraft, ProductAsked
from shopdesk.domain.pasted import Pasted
from shopdesk.services import orders
from shopdesk.services.assistant import finding
from shopdesk.services.assistant.answering import Answer
from shopdesk.services.desk import Desk
from shopdesk.services.replies.filling import About

Form = InquiryDraft | CaseDraft | OrderChange

_SUBJECT = 60
_LONGEST = 20_000  # characters of a first message: who pastes a page wants its beginning


def wanted(desk: Desk, told: Answer, text: str, about: About, inquiry: str | None = None) -> Form:
    """The draft for the form of the answer's scenario. `inquiry`: the one that it came up in."""
    with desk.shop.read() as connection:
        customer = about.customer or _record(told, "phone") or _record(told, "email")
        order = _order(connection, told, about, customer)
        cells = mentions.order_cells(connection, order) if order else None
        form = form_of(told.scenario, cells[0]["status"] if cells else None)
    message = text.replace("\0", "").strip()[:_LONGEST]
    if form in (ORDER, CANCEL) and order:
        return OrderChange(order, _address(told, message), message, cancel=form == CANCEL)
    if form == CASE:
        kind, reason = case_of(told.scenario, message)
        lines = _lines(desk, order, told, kind) if order else ()
        return CaseDraft(
            kind, reason, orders=(order,) if order else (), lines=lines, customer=customer, inquiry=inquiry,
            message=message,
        )  # fmt: skip
    skus = dict.fromkeys(one.record for one in told.found if one.kind == "product" and one.record)
    contact = about.contact or _text(told, "phone") or _text(told, "email")
    return InquiryDraft(
        channel="", contact=contact, subject=subject_of(message), customer=customer, message=message,
        products=tuple(ProductAsked(sku=str(sku)) for sku in skus),
    )  # fmt: skip


def subject_of(message: str) -> str:
    """The first line of a message, cut to what a list shows."""
    first = next((" ".join(line.split()) for line in message[:_LONGEST].splitlines() if line.strip()), "")
    return first if len(first) <= _SUBJECT else f"{first[: _SUBJECT - 1].rstrip()}…"


def _order(connection: Any, told: Answer, about: About, customer: str | None) -> str | None:
    """The order that is named, else the one the record is about, else of the parcel named, else the last one."""
    parcel = _record(told, "tracking")
    of_parcel = parcel if parcel and not parcel.startswith("PL-") else None
    order = _record(told, "order") or about.order or of_parcel
    if order is None and customer:
        order = mentions.newest_order(connection, customer)
    return order


def _lines(desk: Desk, order: str, told: Answer, kind: str) -> tuple[tuple[int, int], ...]:
    """One unit of each line that is named, or of the only line; how many, the person says."""
    with desk.shop.read() as connection:
        order_id = order_queries.id_of(connection, order)
    if order_id is None:
        return ()
    story = orders.story(desk, order_id)
    named = {one.record for one in told.found if one.kind == "product" and one.record}
    about = [line for line in story.lines if line.sku and line.sku in named]
    if not about and len(story.lines) == 1:
        about = list(story.lines)
    with desk.shop.read() as connection:
        facts = claims.line_facts(connection, [line.id for line in about], None)
    return tuple((line.id, 1) for line in about if _is_left(kind, facts[line.id]))


def _is_left(kind: str, facts: LineFacts) -> bool:
    of = facts.shipped if kind in RETURNING else facts.ordered
    return of - (0 if kind in TALKING else facts.taken) > 0


def _address(told: Answer, message: str) -> Pasted | None:
    """The address as the fields of an order take it; None where the message has none."""
    return finding.address_of(message) if _text(told, "address") else None


def _record(told: Answer, kind: str) -> str | None:
    return next((one.record for one in told.found if one.kind == kind and one.record), None)


def _text(told: Answer, kind: str) -> str:
    return next((one.text for one in told.found if one.kind == kind), "")
