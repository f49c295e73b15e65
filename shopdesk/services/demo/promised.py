"""What the demo shop has promised: a quote that stands, goods kept until a day, things to do for customers."""

from collections.abc import Callable
from datetime import timedelta

from shopdesk.domain.drafts import LineDraft
from shopdesk.domain.listing import ListQuery
from shopdesk.domain.quotes import QuoteDraft
from shopdesk.domain.reservations import ReservationDraft
from shopdesk.domain.tasks import TaskDraft
from shopdesk.services import inquiries, quotes, reservations, tasks
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


def promises(at: At) -> None:
    """Something to keep today, something late, a task for the packing table, a note for the next shift."""
    now = at(0).now()
    asked = inquiries.rows(at(0), inquiries.ids(at(0), ListQuery(sort="created_at", descending=True), 3))
    first, second, third = ((asked[place % len(asked)].number if asked else None) for place in range(3))
    for hours, draft in (
        (3, TaskDraft("礼盒包装，附手写卡片", "promise", now + timedelta(hours=5), inquiry=first)),
        (20, TaskDraft("Send photos in daylight", "promise", now - timedelta(hours=2), inquiry=second)),
        (8, TaskDraft("问供应商什么时候补货", "task", now + timedelta(days=1), inquiry=third)),
        (6, TaskDraft("Order more padded envelopes", "task", now + timedelta(days=2), role="packing")),
        (1, TaskDraft("标签打印机的纸放在左边柜子里", "hand_over", role="packing")),
    ):
        tasks.create_task(at(hours), draft)


def _line(good: Good, quantity: int) -> LineDraft:
    return LineDraft(sku=good.sku, title=good.title, variant=good.variant, quantity=quantity, price=good.price)
