"""A reply on its way to somebody: filled in for them, with its pictures. Nothing is changed."""

from dataclasses import dataclass, replace
from typing import Any

from shopdesk.db.queries import aftersales as case_queries
from shopdesk.db.queries import attachments, mentions
from shopdesk.db.queries import customers as customer_queries
from shopdesk.db.queries import inquiries as inquiry_queries
from shopdesk.db.queries import orders as order_queries
from shopdesk.db.queries import replies as queries
from shopdesk.db.queries.attachments import Attached
from shopdesk.domain.errors import UserError
from shopdesk.domain.replies import ReplyDraft, fields_of, fill
from shopdesk.domain.scenarios import LANGUAGES
from shopdesk.services.desk import Desk
from shopdesk.services.replies import starter
from shopdesk.services.replies.filling import About, values


@dataclass(frozen=True, slots=True)
class Whom:
    """The records that a reply is for, by number, as far as they are known; `contact` is a name as they go by."""

    customer: str | None = None
    inquiry: str | None = None
    case: str | None = None
    order: str | None = None
    product: str | None = None
    contact: str = ""


_NOBODY = Whom()
_FINDERS = {
    "order": order_queries.id_of, "customer": customer_queries.id_of, "inquiry": inquiry_queries.id_of,
    "case": case_queries.id_of,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ready:
    """A reply as it would go out; `missing` fields stand marked in the text, as ⟨buyer⟩.

    `number` is "" for a shipped reply that the shop does not keep: nothing can be remembered of it.
    """

    number: str
    title: str
    scenario: str
    text: str
    missing: tuple[str, ...] = ()
    pictures: tuple[Attached, ...] = ()


def ready(desk: Desk, number: str, whom: Whom = _NOBODY) -> Ready:
    """A reply by its number, `/code` or shipped name, filled in. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        known = _about(connection, whom)
        reply_id = queries.id_of(connection, number)
        if reply_id is None:
            draft = _shipped(number)
            filled = fill(draft.text, values(desk, connection, known, draft.language, fields_of(draft.text)))
            return Ready("", draft.title, draft.scenario, filled.text, filled.missing)
        (row,) = queries.rows(connection, [reply_id])
        known = replace(known, product=known.product or row.product)
        filled = fill(row.text, values(desk, connection, known, row.language, fields_of(row.text)))
        pictures = tuple(attachments.of(connection, "reply", reply_id))
        return Ready(row.number, row.title, row.scenario, filled.text, filled.missing, pictures)


def about(desk: Desk, whom: Whom) -> About:
    """What is known of them for a reply's fields: order, customer, product, name. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        return _about(connection, whom)


def whom_called(desk: Desk, number: str) -> Whom:
    """Whose number that is: an order's (also its platform's), a customer's, an inquiry's or a case's.

    Raises UserError `record.missing`.
    """
    with desk.shop.read() as connection:
        for name, find in _FINDERS.items():
            if find(connection, number) is not None:
                return Whom(**{name: number})
    raise UserError("record.missing", number=number)


def _about(connection: Any, whom: Whom) -> About:
    order, customer, product, contact = whom.order, whom.customer, whom.product, whom.contact
    if whom.inquiry:
        row_id = _known(inquiry_queries.id_of(connection, whom.inquiry), whom.inquiry)
        cells = inquiry_queries.cells(connection, [row_id])[row_id]
        order, customer = order or cells["order"], customer or cells["customer"]
        contact = contact or cells["contact"]
        asked = inquiry_queries.products(connection, [row_id]).get(row_id, ())
        product = product or next((item.sku for item in asked if item.sku), None)
    if whom.case:
        row_id = _known(case_queries.id_of(connection, whom.case), whom.case)
        customer = customer or case_queries.cells(connection, [row_id])[row_id]["customer"]
        orders = order_queries.rows(connection, list(case_queries.orders_of(connection, row_id)))
        order = order or next((row.number for row in orders), None)
    if order is None and customer:
        order = mentions.newest_order(connection, customer)  # the person sees it before it is sent
    return About(order, customer, product, contact)


def _shipped(name: str) -> ReplyDraft:
    language, slash, _code = name.partition("/")
    found = starter.starters(language).get(name) if slash and language in LANGUAGES else None
    if found is None:
        raise UserError("record.missing", number=name)
    return found


def _known(row_id: int | None, number: str) -> int:
    if row_id is None:
        raise UserError("record.missing", number=number)
    return row_id
