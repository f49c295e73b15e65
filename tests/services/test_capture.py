"""Beside the chat: who is recognised by what, where it may be filed, and filing it as one step."""

import pytest

from shopdesk.domain.customers import CustomerDraft, Identity
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.services import attachments, capture, customers, history, inquiries
from shopdesk.services.capture import CaptureDraft
from shopdesk.services.desk import Desk
from tests.services.packing_shop import refused
from tests.services.small_shop import Clock, dump, inquiry_story, sent_order
from tests.services.test_attachments import photo


def enter(desk: Desk, name: str, *handles: str, phone: str = "", email: str = "") -> str:
    draft = CustomerDraft(
        name, phone, email, level="VIP", notes="likes blue", preferences={"size": "L"},
        identities=tuple(Identity("wechat", "login", handle) for handle in handles),
    )  # fmt: skip
    return customers.create_customer(desk, draft).value.number


def ask(desk: Desk, contact: str = "", channel: str = "wechat", customer: str | None = None) -> str:
    draft = InquiryDraft(channel, contact, customer=customer, message="在吗")
    return inquiries.create_inquiry(desk, draft).value.number


def recognised(desk: Desk, text: str) -> list[tuple[str, str]]:
    return [(one.customer, one.by) for one in capture.look(desk, text).matches]


def test_people_are_recognised_by_what_stands_in_the_text(desk: Desk) -> None:
    a = enter(desk, "Buyer A", "buyer_a", phone="+86 138 0000 0003", email="a@example.com")
    b = enter(desk, "买家乙", "Wind 风")
    order = sent_order(desk, customer=b)
    for text, who, by in (
        ("电话13800000003，改个地址", a, "phone"),
        ("write to A@example.com please", a, "email"),
        (f"where is {order}", b, "order"),
        ("@BUYER_A: has mine been sent?", a, "handle"),
        ("wind 风 2026/10/3 10:03:05\n有货吗", b, "handle"),
        ("买家乙：有货吗", b, "handle"),
        ("买家乙", b, "handle"),
    ):
        assert recognised(desk, text) == [(who, by)], text
        person = capture.look(desk, text).person
        assert person is not None
        assert person.row.number == who
    assert recognised(desk, "somebody: is it in stock?") == []
    assert recognised(desk, "手机 13800000009") == []
    told = capture.look(desk, "买家乙：在吗").person
    assert told is not None
    assert (told.notes, told.preferences) == ("likes blue", (("size", "L"),))
    assert (told.row.level, [one.number for one in told.orders]) == ("VIP", [order])


def test_the_surest_counts_and_namesakes_are_only_offered(desk: Desk) -> None:
    a, b = enter(desk, "买家甲"), enter(desk, "买家甲", phone="13800000004")
    seen = capture.look(desk, "买家甲：在吗")
    assert {one.customer for one in seen.matches} == {a, b}
    assert seen.person is None
    assert seen.contact == "买家甲"
    seen = capture.look(desk, "买家甲：在吗，我的电话 138-0000-0004")
    assert next((one.customer, one.by) for one in seen.matches) == (b, "phone")
    assert seen.person is not None
    assert seen.person.row.number == b
    seen = capture.look(desk, "买家甲：在吗", customer=a)  # the person said so
    assert seen.person is not None
    assert seen.person.row.number == a
    assert refused(capture.look, desk, "在吗", "CU-2026-999999").code == "record.missing"


def test_a_contact_stays_known_by_earlier_inquiries(desk: Desk) -> None:
    a = enter(desk, "Buyer A")
    ask(desk, "小风", customer=a)
    assert recognised(desk, "小风: 又来了") == [(a, "contact")]


def test_our_own_name_is_nobody(desk: Desk) -> None:
    assert capture.look(desk, f"{desk.shop_name}: 您好\n{desk.staff}: hi").contact == ""


def test_the_right_inquiry_comes_first(desk: Desk, clock: Clock) -> None:
    a = enter(desk, "Buyer A", phone="13800000003")
    older = ask(desk, "小风", "wechat", a)
    clock.forward(hours=1)
    newer = ask(desk, "a@example.com", "email", a)
    nobodys = ask(desk, "小风", "wechat")
    closed = ask(desk, "小风", "wechat", a)
    inquiries.move_inquiries(desk, [closed], "lost", "price")
    ask(desk, "somebody else", "wechat")

    def offered(**known: str) -> list[str]:
        return [row.number for row in capture.look(desk, "小风: 13800000003", **known).inquiries]

    assert set(offered()) == {older, newer, nobodys}
    assert offered(channel="email")[0] == newer
    assert offered(channel="wechat")[-1] == newer
    assert next(row.number for row in capture.look(desk, "小风: 在吗").inquiries) in (older, nobodys, newer)


def test_a_new_inquiry_with_our_answer_is_one_step(desk: Desk, clock: Clock) -> None:
    before = dump(desk)
    a = enter(desk, "Buyer A")
    between = dump(desk)
    draft = CaptureDraft(
        "小风:\n青瓷杯有货吗", "有的，今天发。", channel="wangwang", contact="小风", customer=a, photos=(photo(),),
        products=("MUG",),
    )  # fmt: skip
    made = capture.file(desk, draft)
    story = inquiry_story(desk, made.value.number)
    assert [(one.direction, one.text) for one in story.messages] == [
        ("in", "小风:\n青瓷杯有货吗"), ("out", "有的，今天发。")
    ]  # fmt: skip
    assert (story.row.status, story.row.channel, story.row.contact) == ("replied", "wangwang", "小风")
    assert (story.row.subject, story.row.customer_number) == ("青瓷杯有货吗", a)
    assert story.row.waiting_since is None
    assert [one.text for one in story.products] == ["MUG"]
    assert len(attachments.of(desk, "inquiry", made.value.number)) == 1
    assert {"inquiries", "messages", "attachments"} <= made.changes.kinds
    after = dump(desk)
    history.undo(desk)
    assert dump(desk) == between
    history.redo(desk)
    assert dump(desk) == after
    assert before != after


def test_filed_on_an_open_inquiry(desk: Desk) -> None:
    a = enter(desk, "Buyer A")
    number = ask(desk, "小风")
    capture.file(desk, CaptureDraft("还在吗", inquiry=number, customer=a))
    story = inquiry_story(desk, number)
    assert [one.text for one in story.messages] == ["在吗", "还在吗"]
    assert story.row.customer_number == a  # it belonged to nobody
    b = enter(desk, "Buyer B")
    capture.file(desk, CaptureDraft(reply="在的", inquiry=number, customer=b))
    story = inquiry_story(desk, number)
    assert (story.row.customer_number, story.row.status) == (a, "replied")  # whose it is stays


def test_what_is_refused_changes_nothing(desk: Desk) -> None:
    number = ask(desk, "小风")
    before = dump(desk)
    for draft, code in (
        (CaptureDraft(" \0 "), "form.required"),
        (CaptureDraft("a", channel="pigeon"), "form.choice"),
        (CaptureDraft("a"), "form.required"),
        (CaptureDraft("a", inquiry="IQ-2026-999999"), "record.missing"),
        (CaptureDraft("a", "b", number, photos=(photo("x.png", b"x" * 11_000_000),)),
         "photo.too_large"),
        (CaptureDraft("a", channel="wechat", customer="CU-2026-999999"), "record.missing"),
    ):  # fmt: skip
        assert refused(capture.file, desk, draft).code == code
        assert dump(desk) == before


@pytest.mark.parametrize("text", ["<b>退货</b> <script>alert(1)</script>", "'; DROP TABLE inquiry; --", "مرحبا 🙂"])
def test_text_stays_text(desk: Desk, text: str) -> None:
    number = capture.file(desk, CaptureDraft(text, channel="wechat")).value.number
    assert inquiry_story(desk, number).messages[0].text == text
    assert capture.look(desk, text).matches == ()
