"""What people did in the demo shop on the last days: parcels, inquiries, cases, holds, an order by phone."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.inquiries import InquiryDraft, ProductAsked
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.domain.offers import OfferDraft
from shopdesk.domain.wishes import WishDraft
from shopdesk.services import aftersales, inquiries, offers, orders, packing, wishes
from shopdesk.services.demo import promised
from shopdesk.services.demo.goods import Goods
from shopdesk.services.desk import Desk

At = Callable[[float], Desk]  # a desk whose clock stood still so many hours ago


def do(desk: Desk, goods: Goods, seed: int, now: datetime, staff: str) -> None:
    """Does a few days' work through the same services that the window uses."""
    chance = random.Random(f"work {seed}")

    def at(hours: float) -> Desk:
        moment = now - timedelta(hours=hours)
        return Desk(desk.shop, staff, lambda: moment)

    _parcels(at)
    _order_by_phone(at, goods)
    _inquiries(at, goods, chance)
    _cases(at, goods)
    promised.pre_orders(at, goods)
    _offers_and_wishes(at, goods)
    promised.promises(at)


def _numbers(desk: Desk, *conditions: tuple[str, str], limit: int = 400) -> list[str]:
    filters = tuple(Filter(field, "=", (value,)) for field, value in conditions)
    found = orders.ids(desk, ListQuery(filters=filters, descending=False), limit)
    return [row.number for row in orders.rows(desk, found)]


def _parcels(at: At) -> None:
    ready = _numbers(at(26), ("ready", "yes"))
    if not ready:
        return
    share = max(1, len(ready) // 5)
    sent = packing.make_lists(at(26), ready[:share]).value.numbers
    packing.mark_packed(at(25), sent)
    for position, number in enumerate(sent):
        packing.ship_lists(at(24), [number], "SF", f"SF13000000{position:05d}")
    waiting = packing.make_lists(at(3), ready[share : 2 * share]).value.numbers if ready[share:] else ()
    if len(waiting) > 1:
        packing.mark_packed(at(2), waiting[: len(waiting) // 2])
    rest = ready[2 * share :]
    if len(rest) > 2:
        worker = at(2)
        orders.hold_orders(worker, rest[:1], worker.local_day(worker.now()) + timedelta(days=3))
        orders.flag_orders(worker, rest[1:3], "red")
        orders.add_note(worker, rest[1], "买家来电，明天改地址")


def _order_by_phone(at: At, goods: Goods) -> None:
    tea, mug = goods.products[6], goods.products[4]
    draft = OrderDraft(
        buyer_name="买家甲乙", buyer_phone="13800000001", currency="CNY", country="CN", region="浙江省", city="杭州市",
        district="西湖区", street="示例路2号", postcode="310000", seller_memo="电话下单，周五前到", flag="yellow",
        paid=tea.price + 2 * mug.price, payment_method="转账",
        lines=(
            LineDraft(sku=tea.sku, title=tea.title, variant=tea.variant, price=tea.price),
            LineDraft(sku=mug.sku, title=mug.title, variant=mug.variant, price=mug.price, quantity=2),
        ),
    )  # fmt: skip
    orders.create_order(at(1.5), draft)


def _inquiries(at: At, goods: Goods, chance: random.Random) -> None:
    for position, (channel, subject, asked, answer, sku, contact) in enumerate(goods.texts["inquiries"]):
        hours = 2 + position * 7 + chance.random() * 3
        draft = InquiryDraft(
            channel=channel, contact=contact, subject=subject, message=asked,
            products=(ProductAsked(sku=sku),),
        )  # fmt: skip
        number = inquiries.create_inquiry(at(hours), draft).value.number
        if answer:
            inquiries.add_message(at(hours - 0.2 - chance.random()), number, answer, "out")
        if position == 1:
            inquiries.move_inquiries(at(1), [number], "following_up")
            inquiries.follow_up(at(1), [number], at(0).now() + timedelta(hours=20))
            promised.quote(at, goods, number)
        if position == 5:
            inquiries.move_inquiries(at(1), [number], "won")
        if position == 9:
            inquiries.move_inquiries(at(1), [number], "lost", "stock")


def _cases(at: At, goods: Goods) -> None:
    done = _numbers(at(0), ("status", "completed"), limit=60)
    for position, (kind, reason, responsible, said, status, answer) in enumerate(goods.texts["cases"]):
        hours = 3 + position * 11
        about = done[-1 - position * 2 : len(done) - position * 2] if len(done) > position * 2 else []
        draft = CaseDraft(
            kind=kind, reason=reason, responsible=responsible, subject=said, message=said, orders=tuple(about),
        )  # fmt: skip
        number = aftersales.open_case(at(hours), draft).value.number
        if answer:
            aftersales.add_message(at(hours - 1), number, answer, "out")
        if status != "open":
            aftersales.move_cases(at(hours - 1.5), [number], status)


def _offers_and_wishes(at: At, goods: Goods) -> None:
    worker = at(30)
    today = worker.local_day(worker.now())
    tea, mug = goods.products[6], goods.products[4]
    offers.create_offer(
        worker,
        OfferDraft(
            "茶具组合立减20", "茶叶和马克杯一起买，立减20元，拍下留言我改价哦～", kind="bundle",
            skus=(tea.sku, mug.sku), valid_until=today + timedelta(days=9),
        ),
    )  # fmt: skip
    text = "This week we ship orders from $60 free of charge."
    offers.create_offer(worker, OfferDraft("Free shipping from $60", text, kind="free_shipping"))
    wishes.log_wish(at(20), WishDraft("size", "想要大一点的杯子，500ml 左右", product=mug.sku))
    wishes.log_wish(at(9), WishDraft("size", "Is there a larger one?", product=mug.sku))
    wishes.log_wish(at(4), WishDraft("packaging", "Less plastic around it, please"))
