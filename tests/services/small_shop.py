"""A small shop to work in: a real file, a clock that a test moves, orders that were paid and sent."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from shopdesk.db.tables import Order, OrderLine, metadata
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.services import aftersales, inquiries, orders
from shopdesk.services.desk import Desk, open_desk

START = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
# The ledger only grows: undo adds a counter-entry, so what holds of it is its sum by product.
_BEHIND = {"journal_entry", "journal_change", "journal_range", "journal_kept", "counter", "stock_move"}
_LEDGER = "SELECT product_id, sum(quantity) FROM stock_move GROUP BY product_id ORDER BY product_id"


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> datetime:
        """Moves on by `hours=`, `minutes=` …"""
        self.now += timedelta(**span)
        return self.now


def open_shop(tmp_path: Path) -> tuple[Desk, Clock]:
    """A new shop, and the clock of the person who works there."""
    clock = Clock()
    return open_desk(tmp_path / "small.shop", clock=clock, create=True), clock


def sent_order(
    desk: Desk,
    *quantities: int,
    currency: str = "CNY",
    price: int = 8_900,
    sent: bool = True,
    customer: str | None = None,
) -> str:
    """An order of Buyer A with one line per quantity, paid in full and (unless told otherwise) sent; its number."""
    lines = tuple(
        LineDraft(title=f"T-shirt {position}", sku=f"TS-{position}", quantity=quantity, price=price)
        for position, quantity in enumerate(quantities or (1,), start=1)
    )
    draft = OrderDraft("Buyer A", currency, lines, buyer_phone="555-0101", customer=customer)
    number = orders.create_order(desk, draft).value.number
    orders.pay_orders(desk, [number])
    orders.confirm_orders(desk, [number])
    if sent:
        order_id = orders.ids(desk, query(number=number))[0]
        story = orders.story(desk, order_id)
        with desk.write("packing.ship") as unit:
            unit.door.update(OrderLine, {line.id: {"shipped": line.quantity} for line in story.lines})
            unit.door.set(Order, order_id, status="shipped", delivery="full", shipped_at=desk.now())
            unit.commit()
    return number


def lines_of(desk: Desk, order: str) -> list[int]:
    """Ids of an order's lines, in order."""
    return [line.id for line in order_story(desk, order).lines]


def order_story(desk: Desk, number: str) -> orders.OrderStory:
    """An order whole, by number."""
    return orders.story(desk, orders.ids(desk, query(number=number))[0])


def case_story(desk: Desk, number: str) -> aftersales.CaseStory:
    """A case whole, by number."""
    return aftersales.story(desk, aftersales.ids(desk, query(number=number))[0])


def inquiry_story(desk: Desk, number: str) -> inquiries.InquiryStory:
    """An inquiry whole, by number."""
    return inquiries.story(desk, inquiries.ids(desk, query(number=number))[0])


def query(words: str = "", **equal: str) -> ListQuery:
    """A list query: words to find, and fields that equal a value."""
    return ListQuery(text=words, filters=tuple(Filter(name, "=", (value,)) for name, value in equal.items()))


def dump(desk: Desk) -> dict[str, list[Any]]:
    """Every row of every business table and of the search texts, as the file holds it; the stock ledger's sums."""
    with desk.shop.read() as connection:
        ledger = [tuple(row) for row in connection.execute(text(_LEDGER)) if row[1]]
        return {"ledger": ledger} | {
            name: sorted(map(tuple, connection.execute(text(f'SELECT * FROM "{name}"'))), key=repr)
            for name in metadata.tables
            if name not in _BEHIND
        }
