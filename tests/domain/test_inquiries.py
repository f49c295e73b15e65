"""The life of an inquiry and what its draft refuses."""

from datetime import UTC, datetime, timedelta

import pytest

from shopdesk.domain.conversations import after_message, clean_tags
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import STATUSES, InquiryDraft, ProductAsked, allowed, may_move, status_after_message

NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
MOVES = {
    ("new", "replied"), ("new", "following_up"), ("new", "won"), ("new", "lost"),
    ("replied", "following_up"), ("replied", "won"), ("replied", "lost"),
    ("following_up", "replied"), ("following_up", "won"), ("following_up", "lost"),
    ("won", "reopened"), ("lost", "reopened"),
    ("reopened", "replied"), ("reopened", "following_up"), ("reopened", "won"), ("reopened", "lost"),
}  # fmt: skip


@pytest.mark.parametrize("status", STATUSES)
def test_moves(status):
    assert {to for to in STATUSES if may_move(status, to)} == {to for start, to in MOVES if start == status}
    assert set(allowed(status)) == {to for start, to in MOVES if start == status}


def test_status_follows_messages():
    assert status_after_message("new", "out") == "replied"
    assert status_after_message("reopened", "out") == "replied"
    assert status_after_message("following_up", "out") == "following_up"
    assert status_after_message("lost", "in") == "reopened"
    assert status_after_message("won", "note") == "won"


def test_wait_begins_with_the_first_of_several_messages():
    later = NOW + timedelta(hours=1)
    assert after_message("in", NOW, None, None) == {"waiting_since": NOW}
    assert after_message("in", later, None, NOW) == {"waiting_since": NOW}
    assert after_message("out", later, None, NOW) == {"first_reply_at": later, "waiting_since": None}
    assert after_message("out", later, NOW, None) == {"first_reply_at": NOW, "waiting_since": None}
    assert after_message("note", later, None, NOW) == {}


@pytest.mark.parametrize(
    ("draft", "code", "field"),
    [
        (InquiryDraft("", contact="Buyer A"), "form.required", "channel"),
        (InquiryDraft("pigeon", contact="Buyer A"), "form.choice", "channel"),
        (InquiryDraft("wechat"), "form.required", "contact"),
        (InquiryDraft("wechat", contact="Buyer A", priority="soon"), "form.choice", "priority"),
        (InquiryDraft("wechat", products=(ProductAsked(),)), "form.required", "products"),
        (InquiryDraft("wechat", products=(ProductAsked("TS-1", quantity=0),)), "form.quantity", "quantity"),
    ],
)
def test_draft_names_the_wrong_field(draft, code, field):
    with pytest.raises(UserError) as error:
        draft.check()
    assert (error.value.code, error.value.where["field"]) == (code, field)


def test_tags_are_kept_once():
    assert clean_tags([" VIP ", "", "大客户", "VIP"]) == ["VIP", "大客户"]
