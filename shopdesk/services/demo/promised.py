"""What the demo shop has promised: a quote that stands, goods kept for customers until a day."""

from collections.abc import Callable
from datetime import timedelta

from shopdesk.domain.drafts import LineDraft
from shopdesk.domain.quotes import QuoteDraft
from shopdesk.domain.reservations import ReservationDraft
from shopdesk.services import quotes, reservations
from shopdesk.services.demo.goods import Good, Goods
from shopdesk.services.desk import Desk

At = Callable[[float], Desk]  # a desk whose clock stood still so many hours ago
# Product, units, buyer, until so many days from today, part of the price paid beforehand.
_KEPT = ((4, 2, "买家丙乙", 5, 0), (6, 1, "买家丁甲", 1, 2), (2, 1, "Buyer Kilo", 3, 0), (9, 3, "Buyer Lima", 0, 0))


def quote(at: At, goods: Goods, inquiry: str) -> None:
    """A price for two together, to the day after tomorrow."""
    desk = at(0.9)
    shirt, mug = goods.products[0], goods.products[4]
    lines = (_line(shirt, 2), _line(mug, 1))
    together = sum(line.total for line in lines) * 9 // 10 // 100 * 100
    until = desk.local_day(desk.now()) + timedelta(days=2)
    quotes.create_quote(desk, inquiry, QuoteDraft(shirt.currency, lines, together, shipping=800, valid_until=until))


def pre_orders(at: At, goods: Goods) -> None:
    """Some that end soon, one with a deposit."""
    today = at(0).local_day(at(0).now())
    for position, (place, units, contact, days, part) in enumerate(_KEPT):
        good = goods.products[place]
        draft = ReservationDraft(
            product=good.sku, until=today + timedelta(days=days), quantity=units, contact=contact, channel="wechat",
            price=good.price, currency=good.currency, deposit=good.price * units // part if part else 0,
        )  # fmt: skip
        reservations.create_reservation(at(5 + 6 * position), draft, anyway=True)


def _line(good: Good, quantity: int) -> LineDraft:
    return LineDraft(sku=good.sku, title=good.title, variant=good.variant, quantity=quantity, price=good.price)
