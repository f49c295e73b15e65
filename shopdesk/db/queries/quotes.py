"""Quotes of inquiries, newest first, with their lines."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from shopdesk.db.door import chunks, table_of
from shopdesk.db.tables import Inquiry, Order, Product, Quote, QuoteLine
from shopdesk.domain.drafts import LineDraft
from shopdesk.domain.money import to_text
from shopdesk.domain.quotes import QuoteDraft

QUOTES: Table = table_of(Quote)


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """One quote whole. `inquiry` and `order` are numbers; lines carry the ids of their rows."""

    id: int
    number: str
    status: str
    inquiry_id: int
    inquiry: str
    order: str
    created_at: datetime
    staff: str
    total: int
    draft: QuoteDraft

    @property
    def currency(self) -> str:
        """ISO code."""
        return self.draft.currency

    @property
    def valid_until(self) -> date | None:
        """The last day on which it holds."""
        return self.draft.valid_until


def of_inquiries(connection: Connection, inquiry_ids: Sequence[int]) -> dict[int, list[QuoteRow]]:
    """Quotes by inquiry id, newest first."""
    ids: list[int] = []
    for part in chunks(inquiry_ids):
        ids += connection.execute(select(Quote.id).where(Quote.inquiry_id.in_(part))).scalars()
    out: dict[int, list[QuoteRow]] = defaultdict(list)
    for row in rows(connection, sorted(ids, reverse=True)):
        out[row.inquiry_id].append(row)
    return dict(out)


def rows(connection: Connection, ids: Sequence[int]) -> list[QuoteRow]:
    """Quotes by id, in the order of `ids`; ids that are gone are left out."""
    lines = _lines(connection, ids)
    found: dict[int, QuoteRow] = {}
    query = (
        select(QUOTES, Inquiry.number.label("inquiry"), Order.number.label("order"))
        .join(Inquiry, Inquiry.id == Quote.inquiry_id)
        .outerjoin(Order, Order.id == Quote.order_id)
    )
    for part in chunks(ids):
        for row in connection.execute(query.where(Quote.id.in_(part))).mappings():
            found[row["id"]] = _row(row, tuple(lines.get(row["id"], ())))
    return [found[row_id] for row_id in ids if row_id in found]


def id_of(connection: Connection, number: str) -> int | None:
    """The id of a quote by number."""
    return connection.execute(select(Quote.id).where(Quote.number == number)).scalar()


def product_ids(connection: Connection, skus: Sequence[str]) -> dict[str, int]:
    """The product of each SKU that has one; the first where several share it."""
    out: dict[str, int] = {}
    for part in chunks(sorted({sku for sku in skus if sku})):
        query = select(Product.sku, Product.id).where(Product.sku.in_(part)).order_by(Product.id.desc())
        out.update((sku, row_id) for sku, row_id in connection.execute(query))
    return out


def history_rows(connection: Connection, inquiry_id: int) -> list[int]:
    """Ids of every quote that an inquiry has."""
    return list(connection.execute(select(Quote.id).where(Quote.inquiry_id == inquiry_id)).scalars())


def told(row: QuoteRow) -> dict[str, Any]:
    """A quote as commands list it, money as text."""
    draft = row.draft

    def text(minor: int | None) -> str | None:
        return to_text(minor, draft.currency)

    return {
        "number": row.number,
        "status": row.status,
        "lines": [
            {
                "sku": line.sku or None, "title": line.title, "variant": line.variant or None,
                "quantity": line.quantity, "price": text(line.price), "discount": text(line.discount),
                "total": text(line.total),
            }
            for line in draft.lines
        ],
        "bundle_price": text(draft.bundle_price),
        "discount": text(draft.discount),
        "shipping": text(draft.shipping),
        "total": text(row.total),
        "currency": draft.currency,
        "valid_until": draft.valid_until,
        "note": draft.note or None,
        "order": row.order or None,
    }  # fmt: skip


def _row(row: Any, lines: tuple[LineDraft, ...]) -> QuoteRow:
    draft = QuoteDraft(
        currency=row["currency"],
        lines=lines,
        bundle_price=row["bundle_price"],
        discount=row["discount"],
        shipping=row["shipping"],
        valid_until=row["valid_until"],
        note=row["note"],
    )
    names = ("id", "number", "status", "inquiry_id", "inquiry", "created_at", "staff", "total")
    return QuoteRow(**{name: row[name] for name in names}, order=row["order"] or "", draft=draft)


def _lines(connection: Connection, quote_ids: Sequence[int]) -> dict[int, list[LineDraft]]:
    out: dict[int, list[LineDraft]] = defaultdict(list)
    names = ("id", "sku", "title", "variant", "quantity", "price", "discount")
    table = table_of(QuoteLine)
    for part in chunks(quote_ids):
        query = select(table).where(QuoteLine.quote_id.in_(part)).order_by(QuoteLine.quote_id, QuoteLine.line)
        for row in connection.execute(query).mappings():
            out[row["quote_id"]].append(LineDraft(**{name: row[name] for name in names}))
    return dict(out)
