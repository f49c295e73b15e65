"""Quotes: made for an inquiry, told to the customer, and turned into an order in one step."""

from dataclasses import replace
from typing import Any

from shopdesk.db.queries import inquiries as inquiry_queries
from shopdesk.db.queries import messages
from shopdesk.db.queries import products as product_queries
from shopdesk.db.queries import quotes as queries
from shopdesk.db.queries.quotes import QuoteRow as QuoteRow
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Inquiry, Quote, QuoteLine
from shopdesk.documents.quote_text import quote_text
from shopdesk.domain import inquiries as inquiry_rules
from shopdesk.domain import quotes as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.quotes import QuoteDraft
from shopdesk.domain.scenarios import language_of
from shopdesk.services import inquiries, orders
from shopdesk.services.buyers import buyer_of
from shopdesk.services.desk import Desk
from shopdesk.services.orders import Bulk


def of_inquiry(desk: Desk, number: str) -> list[QuoteRow]:
    """The quotes of an inquiry, newest first. Raises UserError `record.missing`."""
    with desk.shop.read() as connection:
        inquiry_id = inquiry_queries.id_of(connection, number)
        if inquiry_id is None:
            raise UserError("record.missing", number=number)
        return queries.of_inquiries(connection, [inquiry_id]).get(inquiry_id, [])


def open_quote(desk: Desk, inquiry: str) -> QuoteRow | None:
    """The quote that stands, the newest where there are several; None when there is none."""
    return next((row for row in of_inquiry(desk, inquiry) if row.status == "open"), None)


def text_for(desk: Desk, quote: QuoteRow, spoken: str = "") -> str:
    """A quote as text for the chat, in the language of the customer's last message.

    Where they wrote none it is that of the papers, then the one `spoken` here.
    """
    with desk.shop.read() as connection:
        said = [one.text for one in messages.of(connection, inquiry_id=quote.inquiry_id) if one.direction == "in"]
    language = language_of(said[-1]) if said else str(desk.setting("paper_language") or spoken)
    return quote_text(quote.draft, desk.shop_name, language)


def first_draft(desk: Desk, inquiry: str) -> QuoteDraft:
    """What a new quote begins with: the products asked about, at their price.

    Its currency is the one that all of them are sold in, else the shop's.
    """
    with desk.shop.read() as connection:
        inquiry_id = inquiry_queries.id_of(connection, inquiry)
        if inquiry_id is None:
            raise UserError("record.missing", number=inquiry)
        asked = inquiry_queries.products(connection, [inquiry_id]).get(inquiry_id, ())
        found = (product_queries.by_sku(connection, item.sku) for item in asked if item.sku)
        sold_in = {known["currency"] for known in found if known and known["price"] is not None and known["currency"]}
    currency = sold_in.pop() if len(sold_in) == 1 else desk.currency
    lines = []
    for item in asked:
        known = orders.product_of(desk, item.sku, currency) if item.sku else {}
        title = known.get("title") or item.name
        price = known.get("price") or 0
        lines.append(LineDraft(title, item.quantity, price, item.sku, known.get("variant", "")))
    return QuoteDraft(currency, tuple(lines))


def create_quote(desk: Desk, inquiry: str, draft: QuoteDraft) -> Outcome[Bulk]:
    """Makes a quote for an open inquiry; it replaces the one that stands.

    Raises UserError `form.*`, `quote.*`, `record.missing`, `move.not_allowed`.
    """
    now = desk.now()
    draft.check(desk.local_day(now))
    with desk.write("quote.save") as unit:
        inquiry_id, values = _inquiry(unit, inquiry)
        if values["status"] not in inquiry_rules.OPEN:
            raise UserError("move.not_allowed", number=inquiry, status=values["status"], action="quote.save")
        _replace_open(unit, inquiry_id)
        number = unit.door.number("QU", desk.year())
        quote_id = unit.door.insert_one(
            Quote, number=number, inquiry_id=inquiry_id, created_at=now, local_day=desk.local_day(now),
            staff=desk.staff, **_cells(draft),
        )  # fmt: skip
        _write_lines(unit, quote_id, draft)
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def update_quote(desk: Desk, number: str, draft: QuoteDraft) -> Outcome[Bulk]:
    """Corrects a quote that stands. Raises UserError `form.*`, `quote.*`, `record.missing`, `move.not_allowed`."""
    draft.check(desk.local_day(desk.now()))
    with desk.write("quote.save") as unit:
        row = _open(unit, number, "quote.save")
        unit.door.set(Quote, row.id, **_cells(draft))
        if _bare(row.draft.lines) != _bare(draft.lines):
            unit.door.delete(QuoteLine, [line.id for line in row.draft.lines if line.id is not None])
            _write_lines(unit, row.id, draft)
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def decline_quote(desk: Desk, number: str) -> Outcome[Bulk]:
    """The customer does not want it. Raises UserError `record.missing`, `move.not_allowed`."""
    with desk.write("quote.decline") as unit:
        row = _open(unit, number, "quote.decline")
        unit.door.set(Quote, row.id, status="declined")
        unit.door.subject = number
        unit.commit()
    return Outcome(Bulk((number,)), unit.door.changes)


def order_quote(desk: Desk, number: str, anyway: bool = False) -> Outcome[Bulk]:
    """The customer takes it: the order is entered, the inquiry won by it, in one step. Gives the order's number.

    Raises UserError `quote.expired` unless `anyway`, `buyer.unknown`, `record.missing`, `move.not_allowed`.
    """
    now = desk.now()
    with desk.write("quote.order") as unit:
        row = _open(unit, number, "quote.order")
        inquiry_id, values = _inquiry(unit, row.inquiry)
        if values["status"] not in inquiry_rules.OPEN:
            raise UserError("move.not_allowed", number=row.inquiry, status=values["status"], action="quote.order")
        if rules.is_over(row.valid_until, desk.local_day(now)) and not anyway:
            raise UserError("quote.expired", number=number, until=row.valid_until)
        buyer = buyer_of(unit.connection, values["customer_id"], values["contact"], row.inquiry)
        draft = replace(_as_order(row.draft), **buyer)
        order_id, order = orders.enter(desk, unit, draft)
        unit.door.set(Quote, row.id, status="accepted", order_id=order_id)
        _replace_open(unit, inquiry_id, but=row.id)
        unit.door.set(Inquiry, inquiry_id, **inquiries.won_by(desk, values, order_id))
        unit.door.subject = order
        unit.commit()
    return Outcome(Bulk((order,)), unit.door.changes)


# -- inside --------------------------------------------------------------------------------------------------------


def _as_order(draft: QuoteDraft) -> OrderDraft:
    """Amounts and lines; who buys is added."""
    return OrderDraft(
        buyer_name="",
        currency=draft.currency,
        lines=tuple(replace(line, id=None) for line in draft.order_lines()),
        discount=draft.discount,
        shipping=draft.shipping,
        seller_memo=draft.note,
    )


def _inquiry(unit: Unit, number: str) -> tuple[int, dict[str, Any]]:
    inquiry_id = inquiry_queries.id_of(unit.connection, number)
    if inquiry_id is None:
        raise UserError("record.missing", number=number)
    return inquiry_id, inquiry_queries.cells(unit.connection, [inquiry_id])[inquiry_id]


def _open(unit: Unit, number: str, action: str) -> QuoteRow:
    quote_id = queries.id_of(unit.connection, number)
    if quote_id is None:
        raise UserError("record.missing", number=number)
    (row,) = queries.rows(unit.connection, [quote_id])
    if row.status != "open":
        raise UserError("move.not_allowed", number=number, status=row.status, action=action)
    return row


def _replace_open(unit: Unit, inquiry_id: int, but: int | None = None) -> None:
    """Merging two inquiries may leave several that stand."""
    found = queries.of_inquiries(unit.connection, [inquiry_id]).get(inquiry_id, ())
    stand = [row.id for row in found if row.status == "open" and row.id != but]
    unit.door.update(Quote, {row_id: {"status": "replaced"} for row_id in stand})


def _cells(draft: QuoteDraft) -> dict[str, Any]:
    names = ("currency", "bundle_price", "discount", "shipping", "total", "valid_until")
    return {**{name: getattr(draft, name) for name in names}, "note": draft.note.strip()}


def _write_lines(unit: Unit, quote_id: int, draft: QuoteDraft) -> None:
    known = queries.product_ids(unit.connection, [line.sku for line in draft.lines])
    names = ("sku", "title", "variant", "quantity", "price", "discount")
    unit.door.insert(
        QuoteLine,
        [
            {
                "quote_id": quote_id,
                "line": place,
                "product_id": known.get(line.sku),
                **{name: getattr(line, name) for name in names},
            }
            for place, line in enumerate(draft.lines, start=1)
        ],
    )


def _bare(lines: tuple[LineDraft, ...]) -> list[LineDraft]:
    return [replace(line, id=None) for line in lines]
