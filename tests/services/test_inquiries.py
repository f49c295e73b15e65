"""The pre-sale desk: messages and clocks, moves, follow-up, what a list finds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import STATUSES, InquiryDraft, ProductAsked, may_move
from shopdesk.domain.products import ProductDraft
from shopdesk.services import customers, history, inquiries, products, staff
from shopdesk.services.customers import CustomerDraft
from tests.services.small_shop import START, dump, inquiry_story, query, sent_order


def _inquiry(desk, **fields):
    fields = {"channel": "wechat", "contact": "buyer_a", **fields}
    return inquiries.create_inquiry(desk, InquiryDraft(**fields)).value.number


def _numbers(desk, words="", **equal):
    return [row.number for row in inquiries.rows(desk, inquiries.ids(desk, query(words, **equal)))]


def test_a_new_inquiry_holds_all_that_was_asked(desk):
    products.create_product(desk, ProductDraft("TS-1", "T-shirt", variant="blue"))
    customer = customers.create_customer(desk, CustomerDraft("Buyer A")).value.number
    staff.add_staff(desk, "Staff B", ["inquiries"])
    number = _inquiry(
        desk, subject="Size", customer=customer, assignee="Staff B", message=" Is L in stock? ", tags=("VIP", "VIP"),
        products=(ProductAsked("TS-1", quantity=2), ProductAsked(text="the long one"), ProductAsked("NO-SUCH")),
    )  # fmt: skip
    story = inquiry_story(desk, number)
    assert number == "IQ-2026-000001"
    assert (story.row.status, story.row.waiting_since, story.row.first_reply_at) == ("new", START, None)
    assert (story.row.customer, story.row.customer_number, story.row.assignee) == ("Buyer A", customer, "Staff B")
    assert [(item.sku, item.name, item.quantity) for item in story.products] == [
        ("TS-1", "T-shirt", 2), ("", "the long one", 1), ("", "NO-SUCH", 1),
    ]  # fmt: skip
    assert [(message.direction, message.text) for message in story.messages] == [("in", "Is L in stock?")]
    assert story.row.products == "T-shirt ×2, the long one ×1, NO-SUCH ×1"
    assert (story.row.tags, story.row.last_message) == (("VIP",), "Is L in stock?")
    assert [event.action for event in story.history] == ["inquiry.create"]
    assert story.allowed == ("replied", "following_up", "won", "lost")


def test_the_clocks_run_with_the_messages(desk, clock):
    number = _inquiry(desk, message="Hello?")
    clock.forward(minutes=5)
    inquiries.add_message(desk, number, "Anybody there?", "in")
    assert inquiry_story(desk, number).row.waiting_since == START
    inquiries.add_message(desk, number, "Ask the supplier", "note")
    assert inquiry_story(desk, number).row.first_reply_at is None
    replied = clock.forward(minutes=5)
    inquiries.add_message(desk, number, "Yes, we have L.")
    row = inquiry_story(desk, number).row
    assert (row.status, row.first_reply_at, row.waiting_since) == ("replied", replied, None)
    asked = clock.forward(hours=1)
    inquiries.add_message(desk, number, "And XL?", "in")
    clock.forward(hours=1)
    row = inquiry_story(desk, number).row
    assert (row.status, row.first_reply_at, row.waiting_since) == ("replied", replied, asked)
    inquiries.add_message(desk, number, "XL too.")
    assert inquiry_story(desk, number).row.first_reply_at == replied
    inquiries.move_inquiries(desk, [number], "lost", "price")
    inquiries.add_message(desk, number, "I take it!", "in")
    values = inquiry_story(desk, number).values
    assert (values["status"], values["closed_at"], values["lost_reason"]) == ("reopened", None, "")
    assert values["waiting_since"] == clock.now


@pytest.mark.parametrize("start", STATUSES)
def test_each_move(desk, start):
    path = {"new": [], "reopened": ["won", "reopened"]}.get(start, [start])
    for to in STATUSES:
        number = _inquiry(desk)
        for status in path:
            inquiries.move_inquiries(desk, [number], status, "price")
        if may_move(start, to):
            inquiries.move_inquiries(desk, [number], to, "price")
            assert inquiry_story(desk, number).row.status == to
        else:
            before = dump(desk)
            with pytest.raises(UserError, match=r"move\.not_allowed"):
                inquiries.move_inquiries(desk, [number], to, "price")
            assert dump(desk) == before


def test_lost_needs_a_reason_that_we_know(desk):
    number = _inquiry(desk)
    for reason, code in (("", "form.required"), ("weather", "form.choice")):
        with pytest.raises(UserError) as error:
            inquiries.move_inquiries(desk, [number], "lost", reason)
        assert (error.value.code, error.value.where["field"]) == (code, "lost_reason")
    inquiries.move_inquiries(desk, [number], "lost", "stock")
    row = inquiry_story(desk, number).row
    assert (row.lost_reason, row.closed_at, row.waiting_since) == ("stock", START, None)


def test_several_at_once_skip_what_does_not_fit(desk):
    first, second = _inquiry(desk), _inquiry(desk)
    inquiries.move_inquiries(desk, [second], "won")
    outcome = inquiries.move_inquiries(desk, [first, second, first], "following_up")
    assert outcome.value.numbers == (first,)
    assert outcome.value.skipped == ((second, "move.not_allowed"),)
    with pytest.raises(UserError, match=r"record\.missing"):
        inquiries.move_inquiries(desk, [first, "IQ-2026-000099"], "won")


def test_follow_up_comes_due(desk, clock):
    number, other = _inquiry(desk), _inquiry(desk)
    inquiries.follow_up(desk, [number], clock.now + timedelta(hours=2))
    assert inquiry_story(desk, number).row.status == "following_up"
    assert _numbers(desk, due="yes") == []
    assert set(_numbers(desk, due="no")) == {number, other}
    clock.forward(hours=2)
    assert _numbers(desk, due="yes") == [number]
    assert _numbers(desk, due="no") == [other]
    with pytest.raises(UserError, match=r"date\.past"):
        inquiries.follow_up(desk, [number], clock.now)
    inquiries.move_inquiries(desk, [number], "won")
    assert _numbers(desk, due="yes") == []
    with pytest.raises(UserError, match=r"move\.not_allowed"):
        inquiries.follow_up(desk, [number], clock.now + timedelta(hours=2))


def test_unattended_means_never_answered_or_customer_wrote_last(desk):
    silent, answered, waiting, over = (_inquiry(desk) for _ in range(4))
    for number in (answered, waiting):
        inquiries.add_message(desk, number, "Hello")
    inquiries.add_message(desk, waiting, "And?", "in")
    inquiries.move_inquiries(desk, [over], "lost", "other")
    assert set(_numbers(desk, unattended="yes")) == {silent, waiting}
    assert set(_numbers(desk, unattended="no")) == {answered, over}
    assert set(_numbers(desk, open="no")) == {over}
    assert inquiries.counts(desk) == {"new": 1, "replied": 2, "lost": 1, "unattended": 2}


def test_lists_filter_by_people_days_and_tags(desk, clock):
    customer = customers.create_customer(desk, CustomerDraft("Buyer A")).value.number
    first = _inquiry(desk, customer=customer, assignee=desk.staff, tags=("大客户",))
    clock.forward(days=1)
    second = _inquiry(desk, channel="phone")
    assert _numbers(desk) == [second, first]
    assert _numbers(desk, customer=customer) == [first]
    assert _numbers(desk, customer="") == [second]
    assert _numbers(desk, assignee=desk.staff) == [first]
    assert _numbers(desk, assignee="") == [second]
    assert _numbers(desk, tag="大客户") == [first]
    assert _numbers(desk, tag="大") == []
    assert _numbers(desk, channel="phone") == [second]
    assert _numbers(desk, local_day="2026-10-06") == [second]


def test_work_is_given_only_to_people_who_work_here(desk):
    number = _inquiry(desk)
    with pytest.raises(UserError, match=r"staff\.unknown"):
        inquiries.assign_inquiries(desk, [number], "Nobody")
    staff.add_staff(desk, "Staff B")
    inquiries.assign_inquiries(desk, [number], "Staff B")
    assert inquiry_story(desk, number).row.assignee == "Staff B"
    inquiries.assign_inquiries(desk, [number], None)
    assert inquiry_story(desk, number).row.assignee == ""
    with pytest.raises(UserError, match=r"staff\.known"):
        staff.add_staff(desk, "Staff B")
    assert staff.staff_names(desk) == ["Staff B", "owner"]


def test_an_inquiry_is_won_by_its_order(desk):
    customer = customers.create_customer(desk, CustomerDraft("Buyer A")).value.number
    order = sent_order(desk, customer=customer)
    number = _inquiry(desk, message="How much?")
    inquiries.link_order(desk, number, order)
    story = inquiry_story(desk, number)
    assert (story.row.status, story.row.order, story.row.customer_number) == ("won", order, customer)
    assert story.order is not None
    assert story.order.number == order
    assert story.customer is not None
    assert story.customer.orders == 1
    inquiries.link_order(desk, number, None)
    assert inquiry_story(desk, number).row.order == ""
    with pytest.raises(UserError, match=r"record\.missing"):
        inquiries.link_order(desk, number, "SO-2026-009999")


def test_editing_keeps_status_and_messages(desk):
    number = _inquiry(desk, message="Hello", products=(ProductAsked(text="coat"),))
    inquiries.add_message(desk, number, "Hi")
    draft = inquiries.draft_of(desk, number)
    assert inquiries.update_inquiry(desk, number, draft).changes.counts == {}
    inquiries.update_inquiry(desk, number, replace(draft, subject="Coat", products=(ProductAsked(text="hat"),)))
    story = inquiry_story(desk, number)
    assert (story.row.subject, story.row.status, len(story.messages)) == ("Coat", "replied", 2)
    assert [item.text for item in story.products] == ["hat"]


@pytest.mark.parametrize("words", ["运费", "运", "stock le", "buyer_a", "IQ-2026-000001", "红色"])
def test_search_finds_words_of_messages_contacts_and_products(desk, words):
    number = _inquiry(desk, message="请问运费多少? Any stock left?", products=(ProductAsked(text="红色 T-shirt"),))
    _inquiry(desk, contact="somebody", message="nothing of that")
    assert _numbers(desk, words) == [number]


def test_every_action_is_undone_and_done_again_whole(desk, clock):
    order = sent_order(desk)
    number = _inquiry(desk, message="How much?", products=(ProductAsked(text="coat"),))
    changed = replace(inquiries.draft_of(desk, number), subject="Hats", products=(ProductAsked(text="hat"),))
    steps = [
        lambda: inquiries.create_inquiry(desk, InquiryDraft("phone", message="运费?", assignee=desk.staff)),
        lambda: inquiries.update_inquiry(desk, number, changed),
        lambda: inquiries.add_message(desk, number, "Ten."),
        lambda: inquiries.add_message(desk, number, "Too much.", "in"),
        lambda: inquiries.assign_inquiries(desk, [number], desk.staff),
        lambda: inquiries.follow_up(desk, [number], clock.now + timedelta(hours=2)),
        lambda: inquiries.link_order(desk, number, order),
        lambda: inquiries.move_inquiries(desk, [number], "reopened"),
        lambda: inquiries.move_inquiries(desk, [number], "lost", "price"),
    ]
    pictures = [dump(desk)]
    for step in steps:
        clock.forward(minutes=1)
        assert step().changes
        pictures.append(dump(desk))
    for picture in reversed(pictures[:-1]):
        history.undo(desk)
        assert dump(desk) == picture
    for picture in pictures[1:]:
        history.redo(desk)
        assert dump(desk) == picture
