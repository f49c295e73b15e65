"""Whole answers: records linked, replies filled in, what the shop learned, and bad input."""

import time

import pytest

from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.domain.replies import ReplyDraft
from shopdesk.domain.scenarios import SCENARIOS
from shopdesk.services import orders
from shopdesk.services.assistant.answering import Answer, answer
from shopdesk.services.desk import Desk
from shopdesk.services.replies import editing, reading, starter, using
from shopdesk.services.replies.filling import About
from shopdesk.services.replies.using import UseDraft
from tests.services.small_shop import sent_order


def found(told: Answer) -> dict[str, str | None]:
    return {one.kind: one.record for one in told.found}


def newest(demo: Desk, **conditions: str) -> orders.OrderRow:
    filters = tuple(Filter(name, "=", (value,)) for name, value in conditions.items())
    return orders.rows(demo, orders.ids(demo, ListQuery(filters=filters), 1))[0]


def test_without_a_shop() -> None:
    told = answer("我的订单20261122001怎么还不发货")
    assert told.scenario == "urge_shipping"
    assert 0.5 < told.confidence <= 1
    assert [(one.kind, one.text, one.record) for one in told.found] == [("order", "20261122001", None)]
    assert told.replies[0].id.startswith("zh/")
    assert "20261122001" in " ".join(one.text for one in told.replies)
    assert all("{" not in one.text for one in told.replies)
    assert all(f"⟨{name}⟩" in one.text for one in told.replies for name in one.missing)


def test_an_order_and_its_parcel_are_known(demo: Desk) -> None:
    row = newest(demo, status="completed", platform="taobao")
    story = orders.story(demo, row.id)
    tracking = story.values["tracking"]
    told = answer(f"订单{story.values['platform_order']}到哪了？", demo)
    assert found(told) == {"order": row.number}
    assert told.scenario == "logistics"
    assert told.replies[0].missing == ()
    assert tracking in told.replies[0].text
    assert found(answer(f"单号{tracking} 查一下物流", demo))["tracking"] == row.number


def test_a_phone_leads_to_the_customer_and_the_last_order(desk: Desk) -> None:
    starter.load_starter(desk)
    number = sent_order(desk)
    told = answer("where is my order? call 555-0101", desk)
    assert found(told)["phone"] is None  # an order alone makes nobody a customer
    told = answer("where is my order?", desk, About(order=number, contact="Buyer A"))
    assert number in " ".join(one.text for one in told.replies)


def test_products_are_found_by_words_and_sku(demo: Desk) -> None:
    assert found(answer("青瓷马克杯还有货吗", demo)) == {"product": "MUG-CEL"}
    assert found(answer("is SPOON-SET in stock", demo)) == {"product": "SPOON-SET"}
    assert [one.record for one in answer("Do you have the canvas apron in red?", demo).found] == ["APRON-NVY"]
    assert found(answer("你好，在吗，可以便宜吗", demo)) == {}


def test_an_address_is_taken_apart(demo: Desk) -> None:
    told = answer("地址改成 浙江省杭州市西湖区示例路9号2单元301，电话13800000009", demo)
    assert told.scenario == "order_change"
    assert next(one.text for one in told.found if one.kind == "address").startswith("浙江省杭州市西湖区示例路9号")


def test_what_was_really_sent_is_learned(desk: Desk) -> None:
    starter.load_starter(desk)
    asked = "麻烦问下那个啥时候能寄"
    own = editing.create_reply(desk, ReplyDraft("自己的说法", "老板今天就寄。", "other", "zh", status="approved"))
    assert answer(asked, desk).replies[0].id != own.value.number
    using.use_reply(desk, own.value.number, UseDraft(asked))
    assert answer("麻烦问一下那个什么时候能寄", desk).replies[0].id == own.value.number


def test_only_what_is_approved_is_offered(desk: Desk) -> None:
    starter.load_starter(desk)
    first = answer("发票怎么开", desk).replies[0]
    editing.hide_replies(desk, [first.id])
    assert first.id not in {one.id for one in answer("发票怎么开", desk).replies}
    every = [row.number for row in reading.rows(desk, reading.ids(desk, ListQuery()))]
    editing.hide_replies(desk, every)
    assert answer("发票怎么开", desk).replies[0].id.startswith("zh/")  # better the shipped ones than none


@pytest.mark.parametrize(
    "text",
    [
        "", " \n\t", "\0", "退货\0退款", "🙂" * 500, "مرحبا أين طلبي", "שלום \u202e abc", "\ud800",
        "'; DROP TABLE reply; --",
        "<script>alert(1)</script><b>退货</b>", "{buyer} {order} {0} {}", "%s %n", "a" * 1_000_000, "退货" * 500_000,
        "1" * 1_000_000, "省市区路1号" * 50_000, "\n" * 1_000_000, '" OR 1=1 NEAR(', "SO-2026-999999 #0 #999",
    ],
)  # fmt: skip
def test_bad_input_is_answered_quickly(demo: Desk, text: str) -> None:
    for first in ("hello", "你好"):  # loads what is loaded once
        answer(first, demo)
        answer(first)
    start = time.perf_counter()
    for told in (answer(text, demo), answer(text)):
        assert told.scenario in SCENARIOS
        assert all("{" not in one.text for one in told.replies)
    assert time.perf_counter() - start < 3


def test_nothing_is_changed(demo: Desk) -> None:
    before = demo.data_version()
    answer("订单在哪", demo)
    assert demo.data_version() == before


def test_brackets_of_a_buyer_stay_text(desk: Desk) -> None:
    starter.load_starter(desk)
    draft = OrderDraft("{order}", "CNY", (LineDraft(title="Mug", sku="M", price=100),))
    number = orders.create_order(desk, draft).value.number
    told = answer("怎么还不发货", desk, About(order=number))
    assert any("{order}" in one.text for one in told.replies)


def test_training_is_not_done_for_each_reply_sent(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    """A shop that sends thousands of replies learns from the newest ones without training a model each time."""
    from shopdesk.services.assistant import answering

    monkeypatch.setattr(answering, "_LEARN", 50)
    starter.load_starter(desk)
    first = reading.rows(desk, reading.ids(desk, ListQuery(), 1))[0].number
    names = []
    for number in range(120):
        using.use_reply(desk, first, UseDraft(f"发票怎么开 {'啊' * number}"))
        with desk.shop.read() as connection:
            names.append(answering._shelf(desk, connection).own.names["zh"])
    assert 3 < len(set(names)) < 15  # each is trained once
    assert len(set(names[-8:])) <= 2
