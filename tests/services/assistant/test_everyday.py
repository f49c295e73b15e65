"""What customers ask every day in one line, and the reply a shop wants to see first."""

import re

import pytest

from shopdesk.db.queries import replies as queries
from shopdesk.domain.products import ProductDraft
from shopdesk.domain.replies import ReplyDraft
from shopdesk.domain.scenarios import LANGUAGES
from shopdesk.services import products
from shopdesk.services.assistant import shipped
from shopdesk.services.assistant.answering import answer
from shopdesk.services.desk import Desk
from shopdesk.services.replies import editing, starter
from shopdesk.services.replies.filling import About

EVERYDAY = [
    ("这个还有货吗", "product_question", "instock"),
    ("黑色还有吗", "product_question", "instock"),
    ("什么时候补货", "product_question", "restock"),
    ("面霜适合干皮吗", "product_question", "suits"),
    ("是纯棉的吗", "product_question", "material"),
    ("保质期到什么时候", "product_question", "bestbefore"),
    ("身高170体重65公斤穿什么码", "product_question", "size"),
    ("可以机洗吗", "product_question", "care"),
    ("能便宜点吗", "price_promotion", "bargain"),
    ("邮费多少", "price_promotion", "freeship"),
    ("付不了款怎么办", "payment", "payfail"),
    ("什么时候发货", "urge_shipping", "shiptime"),
    ("怎么还不发货", "urge_shipping", "soon"),
    ("我的快递到哪了", "logistics", "where"),
    ("发什么快递", "logistics", "carrier"),
    ("可以放门卫吗", "logistics", "handover"),
    ("明天能送到吗", "logistics", "eta"),
    ("我想换个颜色，还没发货", "order_change", "modify"),
    ("退货运费谁出", "return", "returnfee"),
    ("坏了能修吗", "repair_install", "repair"),
    ("发票还没收到", "invoice", "invoicesent"),
    ("谢谢", "other", "thanks"),
    ("Do you have this in blue?", "product_question", "instock"),
    ("When will it be back in stock?", "product_question", "restock"),
    ("Is the cream suitable for dry skin?", "product_question", "suits"),
    ("What is it made of?", "product_question", "material"),
    ("What size should I get? I'm 5'6 and 140 lbs", "product_question", "size"),
    ("Can I put it in the dishwasher?", "product_question", "care"),
    ("How much is it?", "price_promotion", "price"),
    ("Do you accept PayPal?", "payment", "paymethod"),
    ("When will it ship?", "urge_shipping", "shiptime"),
    ("Which courier do you use?", "logistics", "carrier"),
    ("Can you leave it with my neighbour?", "logistics", "handover"),
    ("Can you ship it next week instead?", "order_change", "later"),
    ("Please cancel my order", "order_cancel", "cancelok"),
    ("Can I return it if I don't like it?", "return", "return7"),
    ("It's too small, can I swap it for a larger one?", "exchange", "exchange"),
    ("I returned it a week ago and still no refund", "refund", "refundwhen"),
    ("Can I get an invoice?", "invoice", "invoice"),
    ("Thanks a lot!", "other", "thanks"),
]


@pytest.mark.parametrize(("text", "scenario", "name"), EVERYDAY)
def test_the_first_reply_is_the_one_wanted(text: str, scenario: str, name: str) -> None:
    told = answer(text)
    assert (told.scenario, told.replies[0].id.partition("/")[2]) == (scenario, name)


def test_a_shop_is_offered_the_same(desk: Desk) -> None:
    starter.load_starter(desk)
    with desk.shop.read() as connection:
        names = {row.number: row.starter for row in queries.usable(connection, desk.local_day(desk.now()))}
    firsts = [names[answer(text, desk).replies[0].id].partition("/")[2] for text, _scenario, _name in EVERYDAY]
    assert firsts == [name for _text, _scenario, name in EVERYDAY]


def test_a_reply_of_the_shop_s_own_is_found_by_its_title(desk: Desk) -> None:
    def own(title: str, text: str) -> str:
        draft = ReplyDraft(title, text, "product_question", "zh", status="approved")
        return editing.create_reply(desk, draft).value.number

    own("尺码表", "请看详情页第三张图。")
    wanted = own("还有没有货", "标了颜色的都能直接拍。")
    own("洗涤说明", "三十度以下手洗。")
    assert answer("黑色还有吗", desk).replies[0].id == wanted


def test_what_is_sold_out_is_not_called_in_stock_first(desk: Desk) -> None:
    starter.load_starter(desk)
    for stock, first in ((3, "有现货"), (0, "缺货登记")):
        sku = f"CREAM-{stock}"
        products.create_product(desk, ProductDraft(sku, "面霜", currency="CNY", stock=stock))
        assert answer("这个还有货吗", desk, About(product=sku)).replies[0].title == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_cues_name_shipped_replies_and_one_for_all_else(language: str) -> None:
    cues = shipped.cues(language)
    names = {name.partition("/")[2]: draft.scenario for name, draft in starter.starters(language).items()}
    asked = {name for name, _pattern in cues}
    assert asked <= set(names)
    assert {names[name] for name, pattern in cues if pattern is None} == set(names.values())  # one for all else
    assert all(isinstance(pattern, re.Pattern) and not pattern.search("") for _name, pattern in cues if pattern)
