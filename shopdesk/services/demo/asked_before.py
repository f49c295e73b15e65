"""Who asked in the two months before the demo shop's last days, how it was answered, and what came of it.

For the figures: written in one go, as it would stand there if somebody had worked so. All of it is over,
so that nothing waits for the person who looks around.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from shopdesk.db.queries import replies as reply_queries
from shopdesk.db.queries.imports import product_ids
from shopdesk.db.shop import Unit
from shopdesk.db.tables import Inquiry, InquiryProduct, Message, Quote, QuoteLine, ReplyUse, Wish
from shopdesk.domain.inquiries import LOST_REASONS
from shopdesk.domain.working_hours import WorkingHours
from shopdesk.services.demo.goods import Good, Goods
from shopdesk.services.desk import Desk
from shopdesk.services.working_hours import hours_of

_MANY = 72
_FIRST, _LAST = 62, 4  # days ago
# Local hours, and how often somebody writes then: a quiet morning, a busy evening, some in the night.
_HOURS = (9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 1)
_OFTEN = (2, 4, 5, 6, 5, 5, 4, 4, 4, 5, 8, 10, 9, 6, 3, 1)
_CHANNELS = {
    "zh": ("wechat", "wangwang", "wangwang", "phone", "platform"), "en": ("whatsapp", "email", "email", "social"),
}  # fmt: skip
# Seconds that an answer takes about while the shop is open.
_TAKES = {
    "phone": 8, "wangwang": 70, "wechat": 200, "platform": 260, "whatsapp": 420, "social": 1_500, "email": 3_000,
}  # fmt: skip
_STAFF = ("客服甲", "客服甲", "Staff B")


@dataclass(frozen=True, slots=True)
class _Said:
    direction: str
    at: datetime
    text: str
    staff: str = ""
    handled_s: int | None = None


@dataclass(frozen=True, slots=True)
class _Talk:
    """One inquiry: who asked what about which product, and what was said."""

    language: str
    scenario: str
    channel: str
    good: Good
    said: tuple[_Said, ...]
    number: int

    @property
    def begun(self) -> datetime:
        return self.said[0].at

    @property
    def ended(self) -> datetime:
        return self.said[-1].at


def do(desk: Desk, goods: Goods, seed: int, now: datetime) -> None:
    """Writes it all as one action. The same for the same seed and clock."""
    chance = random.Random(f"asked {seed}")
    talks = sorted(_talks(desk, goods, chance, now), key=lambda talk: talk.begun)
    with desk.write("demo", undoable=False) as unit:
        known = product_ids(unit.connection, [good.sku for good in goods.products])
        numbers = unit.door.numbers("IQ", desk.year(), len(talks))
        for talk, number in zip(talks, numbers, strict=True):
            _write(desk, unit, talk, number, known, chance)
        _wishes(desk, unit, goods, known, chance, now)
        unit.commit()


def _talks(desk: Desk, goods: Goods, chance: random.Random, now: datetime) -> Iterator[_Talk]:
    hours = hours_of(desk)
    for number in range(_MANY):
        language, scenario, question, answer = chance.choice(goods.texts["asked_before"])
        good = chance.choice(goods.priced_in("CNY" if language == "zh" else "USD"))
        channel = chance.choice(_CHANNELS[language])
        # More and more of them lately, as with the orders.
        day = desk.local_day(now) - timedelta(days=_LAST + int((_FIRST - _LAST) * chance.random() ** 1.4))
        at = datetime.combine(day, time(chance.choices(_HOURS, _OFTEN)[0], chance.randrange(60)), desk.zone)
        rounds = [(question.format(product=good.title), answer)]
        again = [(asked, told) for spoken, asked, told in goods.texts["asked_again"] if spoken == language]
        rounds += chance.sample(again, k=chance.choice((0, 0, 1, 1, 2)))
        said = tuple(_conversation(hours, chance, channel, at.astimezone(UTC), rounds))
        yield _Talk(language, scenario, channel, good, said, number)


def _conversation(
    hours: WorkingHours, chance: random.Random, channel: str, at: datetime, rounds: list[tuple[str, str]]
) -> Iterator[_Said]:
    staff = chance.choice(_STAFF)
    for asked, told in rounds:
        yield _Said("in", at, asked, staff)
        begins = hours.next_opening(at) or at
        late = chance.randrange(120, 2_400) if begins > at else 0  # in the morning there is more than one
        at = begins + timedelta(seconds=max(4, late + int(chance.expovariate(1 / _TAKES[channel]))))
        yield _Said("out", at, told, staff, chance.randrange(25, 200))
        at += timedelta(seconds=chance.randrange(40, 900))


def _write(desk: Desk, unit: Unit, talk: _Talk, number: str, known: dict[str, int], chance: random.Random) -> None:
    status = chance.choices(("won", "lost"), (9, 11))[0]
    # Price and stock first: they are what is lost on most.
    reason = chance.choices(LOST_REASONS, (6, 4, 2, 2, 3, 2, 1))[0] if status == "lost" else ""
    begun, product = talk.begun, known.get(talk.good.sku)
    inquiry = unit.door.insert_one(
        Inquiry, number=number, status=status, channel=talk.channel, contact=_contact(talk), subject=talk.said[0].text,
        created_at=begun, local_day=desk.local_day(begun), first_reply_at=talk.said[1].at, lost_reason=reason,
        closed_at=talk.ended + timedelta(hours=2),
        out_of_hours=not hours_of(desk).is_open(begun),
    )  # fmt: skip
    unit.door.insert_one(InquiryProduct, inquiry_id=inquiry, product_id=product, text="", quantity=1)
    unit.door.insert(
        Message,
        [
            {"inquiry_id": inquiry, "direction": one.direction, "at": one.at, "staff": one.staff, "text": one.text,
             "handled_s": one.handled_s}
            for one in talk.said
        ],
    )  # fmt: skip
    if chance.random() < (0.4 if status == "won" else 0.15):
        _quote(desk, unit, talk, inquiry, product, "accepted" if status == "won" else "declined")
    _uses(unit, talk, inquiry, chance)


def _contact(talk: _Talk) -> str:
    letters = "甲乙丙丁戊己庚辛壬癸" if talk.language == "zh" else "ABCDEFGHIJ"
    tens, ones = divmod(talk.number, 10)
    return f"买家{letters[ones]}{letters[tens]}" if talk.language == "zh" else f"Buyer {letters[ones]}{letters[tens]}"


def _quote(desk: Desk, unit: Unit, talk: _Talk, inquiry: int, product: int | None, status: str) -> None:
    good, at = talk.good, talk.said[1].at
    total = 2 * good.price
    quote = unit.door.insert_one(
        Quote, number=unit.door.number("QU", desk.year()), inquiry_id=inquiry, status=status, currency=good.currency,
        total=total, valid_until=desk.local_day(at) + timedelta(days=2), note="", created_at=at,
        local_day=desk.local_day(at), staff=talk.said[1].staff,
    )  # fmt: skip
    unit.door.insert_one(
        QuoteLine, quote_id=quote, line=1, product_id=product, sku=good.sku, title=good.title, variant=good.variant,
        quantity=2, price=good.price, discount=0,
    )  # fmt: skip


def _uses(unit: Unit, talk: _Talk, inquiry: int, chance: random.Random) -> None:
    """Now and then the first answer was one of the shop's replies."""
    if chance.random() > 0.5:
        return
    fitting = [
        row for row in reply_queries.usable(unit.connection, talk.begun.date())
        if (row.scenario, row.language) == (talk.scenario, talk.language)
    ]  # fmt: skip
    if fitting:
        row = fitting[min(len(fitting) - 1, int(chance.expovariate(1)))]
        answer = talk.said[1]
        unit.door.insert_one(
            ReplyUse, reply_id=row.id, at=answer.at, staff=answer.staff, scenario=row.scenario,
            asked=talk.said[0].text, text=row.text, inquiry_id=inquiry,
        )  # fmt: skip


def _wishes(desk: Desk, unit: Unit, goods: Goods, known: dict[str, int], chance: random.Random, now: datetime) -> None:
    rows: list[dict[str, Any]] = []
    for theme, text, sku in goods.texts["wished_before"]:
        at = now - timedelta(days=chance.uniform(2, 40))
        at = at.replace(microsecond=0)
        rows.append(
            {"theme": theme, "text": text, "product_id": known.get(sku), "at": at, "local_day": desk.local_day(at),
             "staff": chance.choice(_STAFF)}
        )  # fmt: skip
    unit.door.insert(Wish, rows)
