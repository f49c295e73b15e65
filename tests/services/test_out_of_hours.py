"""What comes while the shop is closed: marked, followed up at the next opening; answered, the follow-up goes."""

from datetime import UTC, datetime, timedelta

import pytest

from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.services import history, inquiries
from shopdesk.services.settings import set_settings
from tests.services.small_shop import dump, inquiry_story, query

NIGHT = datetime(2026, 10, 5, 14, 30, tzinfo=UTC)  # Monday, 22:30 in Shanghai
OPENING = datetime(2026, 10, 6, 1, 0, tzinfo=UTC)


def _inquiry(desk, **fields):
    return inquiries.create_inquiry(desk, InquiryDraft("wechat", contact="buyer-a", **fields)).value.number


def _cells(desk, number):
    values = inquiry_story(desk, number).values
    return values["out_of_hours"], values["follow_up_at"], values["status"]


def _numbers(desk, **equal):
    return [row.number for row in inquiries.rows(desk, inquiries.ids(desk, query(**equal)))]


def test_an_inquiry_at_night_is_marked_and_comes_back_at_the_next_opening(desk, clock):
    by_day = _inquiry(desk, message="Open?")
    clock.now = NIGHT
    by_night = _inquiry(desk, message="Still there?")
    planned = _inquiry(desk, message="Later", follow_up_at=NIGHT + timedelta(days=3))
    assert _cells(desk, by_day) == (False, None, "new")
    assert _cells(desk, by_night) == (True, OPENING, "new"), "it is still new: nobody answered"
    assert _cells(desk, planned) == (True, NIGHT + timedelta(days=3), "new")
    assert set(_numbers(desk, out_of_hours="yes")) == {by_night, planned}
    assert _numbers(desk, out_of_hours="no") == [by_day]
    clock.now = OPENING
    assert _numbers(desk, due="yes") == [by_night]


def test_the_next_opening_heeds_days_off(desk, clock):
    set_settings(desk, {"holidays": ["2026-10-06", "2026-10-07"]})
    clock.now = NIGHT
    assert _cells(desk, _inquiry(desk, message="Hi"))[1] == OPENING + timedelta(days=2)


def test_our_answer_takes_the_follow_up_away_and_leaves_the_mark(desk, clock):
    clock.now = NIGHT
    at_once, next_day, elsewhere, lost = (_inquiry(desk, message="Hi") for _ in range(4))
    clock.forward(minutes=10)
    inquiries.add_message(desk, at_once, "A note for us", "note")
    assert _cells(desk, at_once)[1] == OPENING
    inquiries.add_message(desk, at_once, "Good evening")
    assert _cells(desk, at_once) == (True, None, "replied"), "answered in the same night, before it was due"
    clock.now = OPENING + timedelta(minutes=5)
    inquiries.add_message(desk, next_day, "Good morning")
    assert _cells(desk, next_day) == (True, None, "replied")
    inquiries.move_inquiries(desk, [elsewhere], "replied")
    assert _cells(desk, elsewhere) == (True, None, "replied")
    inquiries.move_inquiries(desk, [lost], "lost", "price")
    assert _cells(desk, lost) == (True, None, "lost")


def test_what_somebody_planned_for_later_outlives_an_answer(desk, clock):
    number = _inquiry(desk, message="Hi")
    later = clock.now + timedelta(days=2)
    inquiries.follow_up(desk, [number], later)
    inquiries.add_message(desk, number, "I ask the supplier.")
    assert inquiry_story(desk, number).values["follow_up_at"] == later
    clock.now = later
    inquiries.add_message(desk, number, "It is here.")
    assert inquiry_story(desk, number).values["follow_up_at"] is None, "writing to them was the follow-up"


def test_a_message_at_night_marks_what_it_starts_or_reopens(desk, clock):
    answered, waiting, over = (_inquiry(desk, message="Hi") for _ in range(3))
    inquiries.add_message(desk, answered, "Hello")
    inquiries.move_inquiries(desk, [over], "lost", "price")
    clock.now = NIGHT
    for number in (answered, waiting, over):
        inquiries.add_message(desk, number, "And now?", "in")
    assert _cells(desk, answered) == (True, OPENING, "replied")
    assert _cells(desk, over) == (True, OPENING, "reopened")
    assert _cells(desk, waiting) == (False, None, "new"), "it waited already, by day"


def test_a_call_answered_at_once_has_nothing_to_follow_up(desk, clock):
    clock.now = NIGHT
    before = dump(desk)
    draft = InquiryDraft("phone", contact="555-0101", message="Is it open?")
    number = inquiries.log_contact(desk, draft, " From nine. ").value.number
    story = inquiry_story(desk, number)
    assert _cells(desk, number) == (True, None, "replied")
    assert [(message.direction, message.text) for message in story.messages] == [
        ("in", "Is it open?"), ("out", "From nine."),
    ]  # fmt: skip
    assert (story.row.first_reply_at, story.row.waiting_since) == (NIGHT, None)
    history.undo(desk)
    assert dump(desk) == before
    unanswered = inquiries.log_contact(desk, draft, "").value.number
    assert _cells(desk, unanswered) == (True, OPENING, "new")
    assert inquiry_story(desk, unanswered).row.waiting_since == NIGHT


@pytest.mark.parametrize("direction", ["in", "out"])
def test_undo_takes_mark_and_follow_up_back(desk, clock, direction):
    number = _inquiry(desk, message="Hi")
    inquiries.add_message(desk, number, "Hello")
    clock.now = NIGHT
    if direction == "out":
        inquiries.add_message(desk, number, "?", "in")
    before = dump(desk)
    inquiries.add_message(desk, number, "!", direction)
    assert dump(desk) != before
    history.undo(desk)
    assert dump(desk) == before
