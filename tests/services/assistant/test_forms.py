"""Forms filled in from a message."""

import pytest

from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.forms_wanted import OrderChange
from shopdesk.domain.inquiries import InquiryDraft, ProductAsked
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.services import aftersales, inquiries, orders
from shopdesk.services.assistant.answering import answer
from shopdesk.services.assistant.finding import address_of
from shopdesk.services.assistant.forms import Form, subject_of, wanted
from shopdesk.services.desk import Desk
from shopdesk.services.replies.filling import About
from tests.services.small_shop import lines_of, order_story, sent_order


def form(desk: Desk, text: str, about: About | None = None, inquiry: str | None = None, **chosen: str) -> Form:
    about = about or About()
    return wanted(desk, answer(text, desk, about, chosen.get("chosen")), text, about, inquiry)


def test_a_question_becomes_an_inquiry(demo: Desk) -> None:
    draft = form(demo, "青瓷马克杯还有货吗？\n想买两个送人", About(contact="买家甲"))
    assert isinstance(draft, InquiryDraft)
    assert (draft.contact, draft.subject) == ("买家甲", "青瓷马克杯还有货吗？")
    assert draft.products == (ProductAsked(sku="MUG-CEL"),)
    assert draft.message.endswith("想买两个送人")
    number = inquiries.create_inquiry(demo, InquiryDraft("wechat", draft.contact, draft.subject)).value.number
    assert number.startswith("IQ-")


def test_a_broken_thing_becomes_a_case_that_can_be_saved(desk: Desk) -> None:
    number = sent_order(desk, 2)
    draft = form(desk, f"order {number} arrived broken, I want my money back", inquiry=None)
    assert isinstance(draft, CaseDraft)
    assert (draft.kind, draft.reason, draft.orders) == ("refund", "damaged", (number,))
    assert draft.lines == ((lines_of(desk, number)[0], 1),)
    assert aftersales.open_case(desk, draft).value.number.startswith("AS-")


def test_what_was_claimed_back_is_not_claimed_again(desk: Desk) -> None:
    number = sent_order(desk, 2)
    lines = []
    for _piece in range(3):
        draft = form(desk, f"I want to return order {number}")
        assert isinstance(draft, CaseDraft)
        assert draft.kind == "return"
        lines.append([quantity for _line, quantity in draft.lines])
        aftersales.open_case(desk, draft)
    assert lines == [[1], [1], []]


def test_of_several_lines_only_those_named(desk: Desk) -> None:
    number = sent_order(desk, 1, 1)
    draft = form(desk, f"I want to return the order {number}")
    assert isinstance(draft, CaseDraft)
    assert (draft.kind, draft.lines) == ("return", ())


def test_an_address_for_the_order_that_is_named(desk: Desk) -> None:
    number = sent_order(desk, sent=False)
    draft = form(desk, f"麻烦把{number}的收货地址改成广东省深圳市南山区样例街道1号，买家乙，13800000002")
    assert isinstance(draft, OrderChange)
    assert (draft.number, draft.cancel) == (number, False)
    assert draft.address is not None
    assert (draft.address.name, draft.address.phone) == ("买家乙", "13800000002")
    assert (draft.address.district, draft.address.detail) == ("南山区", "样例街道1号")
    size = form(desk, f"{number} 换成XL码", chosen="order_change")
    assert isinstance(size, OrderChange)
    assert size.address is None


def test_a_cancellation_before_and_after_it_was_sent(desk: Desk) -> None:
    waiting, sent = sent_order(desk, sent=False), sent_order(desk)
    before = form(desk, f"{waiting} 不想要了，取消吧")
    assert before == OrderChange(waiting, None, f"{waiting} 不想要了，取消吧", cancel=True)
    after = form(desk, f"{sent} 不想要了，取消吧", chosen="order_cancel")
    assert isinstance(after, CaseDraft)
    assert (after.kind, after.reason) == ("refund", "changed_mind")


def test_the_order_of_the_record_and_of_the_parcel(demo: Desk) -> None:
    query = ListQuery(filters=(Filter("status", "=", ("completed",)),))
    row = orders.rows(demo, orders.ids(demo, query, 1))[0]
    about = form(demo, "我要退货", About(order=row.number))
    assert isinstance(about, CaseDraft)
    assert about.orders == (row.number,)
    tracking = order_story(demo, row.number).values["tracking"]
    parcel = form(demo, f"{tracking} 收到了，我要退货")
    assert isinstance(parcel, CaseDraft)
    assert parcel.orders == (row.number,)
    nobody = form(demo, "我要退货")
    assert isinstance(nobody, CaseDraft)
    assert nobody.orders == ()


@pytest.mark.parametrize(
    ("text", "detail", "name"),
    [
        ("地址写错了，应该是上海市浦东新区示例路88弄3号101室", "示例路88弄3号101室", ""),
        ("Please change the address of SO-2026-000090 to 12 Sample Street, Springfield, IL 62704",
         "12 Sample Street", ""),
        ("The new address is: Buyer B, 5 Example Road, London SW1A 1AA, phone 555 0102 99",
         "5 Example Road", "Buyer B"),
        ("can you ship to 99 Test Ave, Austin, TX 73301 instead?", "99 Test Ave", ""),
        ("改地址\n收件人：买家丙\n手机：13800000003\n地址：北京市朝阳区样例路5号院2号楼", "样例路5号院2号楼", "买家丙"),
    ],
)  # fmt: skip
def test_the_address_without_the_request_around_it(text: str, detail: str, name: str) -> None:
    found = address_of(text)
    assert found is not None
    assert (found.detail, found.name) == (detail, name)


@pytest.mark.parametrize(
    "text", ["我住在杭州市", "Is it in stock in London?", "还有货吗", "x" * 100_000, "路1号" * 100]
)
def test_no_address(text: str) -> None:
    assert address_of(text) is None


def test_long_and_odd_messages(desk: Desk) -> None:
    draft = form(desk, "\0" + "退货" * 50_000, inquiry=None)
    assert isinstance(draft, CaseDraft)
    assert len(draft.message) == 20_000
    assert subject_of("\n\n  " + "很长" * 100) == "很长" * 29 + "很…"
    assert subject_of("") == ""
