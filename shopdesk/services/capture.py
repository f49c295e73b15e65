"""Beside the chat: who wrote this, what is known of them, and filing what was said on both sides in one save."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shopdesk.db.queries import aftersales as case_queries
from shopdesk.db.queries import capture as queries
from shopdesk.db.queries import customers as customer_queries
from shopdesk.db.queries import inquiries as inquiry_queries
from shopdesk.db.queries import mentions
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries.aftersales import CaseRow
from shopdesk.db.queries.customers import CustomerRow
from shopdesk.db.queries.inquiries import InquiryRow
from shopdesk.db.queries.orders import OrderRow
from shopdesk.domain.attachments import NewFile
from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import InquiryDraft, ProductAsked
from shopdesk.domain.mentions import mentions as named_in
from shopdesk.domain.pasted_chats import names_in, plain, whole_name, without_names
from shopdesk.services import attachments, inquiries
from shopdesk.services.desk import Desk
from shopdesk.services.joined import as_one
from shopdesk.services.orders import Bulk

_ORDERS = 3
_OTHERS = 5
_SUBJECT = 60
# How somebody was recognised, surest first.
_NAMES = ("handle", "name", "contact")
BY = ("phone", "email", "order", "tracking", "handle", "name", "contact")


@dataclass(frozen=True, slots=True)
class Match:
    """A customer recognised: by what (`BY`), and how it stood in the text."""

    customer: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of a customer at a glance. Inquiries and cases are those that are open."""

    row: CustomerRow
    notes: str
    preferences: tuple[tuple[str, Any], ...]
    orders: tuple[OrderRow, ...]
    cases: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """Who wrote, as far as it can be told. `inquiries`: where it may be filed, the right one first."""

    matches: tuple[Match, ...]
    person: Person | None
    contact: str
    inquiries: tuple[InquiryRow, ...]


@dataclass(frozen=True, slots=True)
class CaptureDraft:
    """What is to be filed: their words, our answer where one went out, pictures; on an open inquiry, or as a new one.

    Channel, contact and products are for a new one; `customer` also for one that belongs to nobody yet.
    """

    text: str = ""
    reply: str = ""
    inquiry: str | None = None
    channel: str = ""
    contact: str = ""
    customer: str | None = None
    products: tuple[str, ...] = ()
    photos: tuple[NewFile, ...] = ()


def look(desk: Desk, text: str, customer: str | None = None, contact: str = "", channel: str = "") -> Seen:
    """Who wrote `text`. `customer` and `contact` are what the person said themselves: they count before all else.

    Raises UserError `record.missing` for a customer that nobody knows.
    """
    text, _cut = plain(text)
    with desk.shop.read() as connection:
        names = [name for name in names_in(text) if name not in (desk.shop_name, desk.staff)]
        asked = names or [name for name in (whole_name(text),) if name]
        found: dict[str, Match] = {}
        for row_id, by, told in _recognised(connection, text, asked):
            if row_id is not None:
                number = mentions.customer_number(connection, row_id)
                if number:
                    found.setdefault(number, Match(number, by, told))
        matches = tuple(sorted(found.values(), key=lambda one: BY.index(one.by)))[:_OTHERS]
        chosen = customer or _sure(matches)
        row_id = customer_queries.id_of(connection, chosen) if chosen else None
        if customer and row_id is None:
            raise UserError("record.missing", field="customer", number=customer)
        called = [contact] if contact else asked
        open_ids = queries.open_inquiries(connection, row_id, called, _OTHERS)
        rows = inquiry_queries.rows(connection, open_ids)
        rows.sort(key=lambda row: row.channel != channel)  # stable: the newest on the same channel comes first
        person = _person(connection, row_id) if row_id is not None else None
        told = next((one.text for one in matches if one.by in _NAMES), "")
    return Seen(matches, person, contact or next(iter(names), told), tuple(rows))


def file(desk: Desk, draft: CaptureDraft) -> Outcome[Bulk]:
    """Files it: one save, one step to undo. The clocks run as if both messages had been entered by hand.

    Raises UserError `form.required` for nothing at all, `form.*`, `record.missing`, `photo.*`.
    """
    said, reply = draft.text.replace("\0", "").strip(), draft.reply.replace("\0", "").strip()
    if not said and not reply and not draft.photos:
        raise UserError("form.required", field="text")
    with as_one(desk, "inquiry.capture") as joined:
        if draft.inquiry is None:
            made = inquiries.create_inquiry(joined, _inquiry(draft, said, reply))
            number = made.value.number
        else:
            number = draft.inquiry
            before = inquiries.draft_of(desk, number)
            if draft.customer and not before.customer:
                inquiries.update_inquiry(joined, number, replace(before, customer=draft.customer))
            if said:
                inquiries.add_message(joined, number, said, "in")
        if reply:
            inquiries.add_message(joined, number, reply, "out")
        if draft.photos:
            attachments.add_photos(joined, "inquiry", number, draft.photos)
    return Outcome(Bulk((number,)), joined.changes)


def subject_of(text: str) -> str:
    """The first line that says something, as long as a list shows it."""
    first = next((" ".join(line.split()) for line in without_names(text).splitlines() if line.strip()), "")
    return first if len(first) <= _SUBJECT else f"{first[: _SUBJECT - 1].rstrip()}…"


def _inquiry(draft: CaptureDraft, said: str, reply: str) -> InquiryDraft:
    return InquiryDraft(
        channel=draft.channel, contact=draft.contact.strip(), subject=subject_of(said or reply),
        customer=draft.customer, message=said, products=tuple(ProductAsked(sku=sku) for sku in draft.products),
    )  # fmt: skip


def _recognised(connection: Any, text: str, names: Sequence[str]) -> Iterator[tuple[int | None, str, str]]:
    """(customer, by what, how it stood there), in no order of sureness."""
    for one in named_in(text):
        match one.kind:
            case "phone":
                yield customer_queries.find(connection, phone=one.text), "phone", one.text
            case "email":
                yield customer_queries.find(connection, email=one.text), "email", one.text
            case "order" | "number" | "tracking":
                order = mentions.order_of(connection, one.text) if one.kind != "tracking" else None
                parcel = mentions.parcel_of(connection, one.text) if order is None else None
                number = order or parcel or ""
                of = queries.customer_of_list if number.startswith("PL-") else queries.customer_of_order
                yield of(connection, number) if number else None, "order" if order else "tracking", one.text
    for name in names:
        called = queries.customers_called(connection, name)
        for row_id in called:
            yield row_id, "handle" if len(called) == 1 else "name", name
        if not called:
            yield queries.customer_of_contact(connection, name), "contact", name


def _sure(matches: Sequence[Match]) -> str | None:
    """The one meant: the best, unless several share what it was recognised by."""
    if not matches:
        return None
    best = matches[0]
    same = [one for one in matches if one.by == best.by]
    return best.customer if best.by != "name" and len(same) == 1 else None


def _person(connection: Any, row_id: int) -> Person:
    cells = customer_queries.cells(connection, [row_id])[row_id]
    return Person(
        row=customer_queries.rows(connection, [row_id])[0],
        notes=cells["notes"],
        preferences=tuple((cells["preferences"] or {}).items()),
        orders=tuple(order_queries.rows(connection, customer_queries.latest_orders(connection, row_id, _ORDERS))),
        cases=tuple(case_queries.rows(connection, queries.open_cases(connection, row_id, _OTHERS))),
    )
