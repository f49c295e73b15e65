"""Snoozed inquiries are out of sight until their moment, or until the customer writes; the clock wakes them."""

from datetime import timedelta

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.services import history, inquiries, snoozing, waiting
from tests.services.small_shop import dump, inquiry_story, query


def _inquiry(desk, **fields):
    return inquiries.create_inquiry(desk, InquiryDraft("wechat", contact="buyer-a", **fields)).value.number


def _numbers(desk, words="", **equal):
    return [row.number for row in inquiries.rows(desk, inquiries.ids(desk, query(words, **equal)))]


def test_it_is_hidden_from_the_work_and_wakes_by_the_clock(desk, clock):
    awake, asleep = _inquiry(desk, message="Hi"), _inquiry(desk, message="No hurry")
    until = clock.now + timedelta(hours=2)
    snoozing.snooze_inquiries(desk, [asleep], until)
    for narrowed in ({"open": "yes"}, {"unattended": "yes"}, {"snoozed": "no"}):
        assert _numbers(desk, **narrowed) == [awake], narrowed
    assert _numbers(desk, snoozed="yes") == [asleep]
    assert set(_numbers(desk)) == {awake, asleep}, "everything is everything"
    assert _numbers(desk, "hurry", open="yes") == [asleep], "a search finds it"
    assert _numbers(desk, open="yes", snoozed="yes") == [asleep]
    assert waiting.inquiries_waiting(desk) == 1
    assert snoozing.next_moment(desk) == until
    written = dump(desk)
    clock.now = until
    assert set(_numbers(desk, open="yes")) == {awake, asleep}
    assert _numbers(desk, snoozed="yes") == []
    assert waiting.inquiries_waiting(desk) == 2
    assert dump(desk) == written, "waking writes nothing"
    assert snoozing.next_moment(desk) is None


def test_the_customer_wakes_it_our_answer_does_not(desk, clock):
    number = _inquiry(desk, message="Hi")
    until = clock.now + timedelta(hours=5)
    snoozing.snooze_inquiries(desk, [number], until)
    inquiries.add_message(desk, number, "I ask.")
    inquiries.add_message(desk, number, "Asked.", "note")
    assert inquiry_story(desk, number).values["snoozed_until"] == until
    inquiries.add_message(desk, number, "Any news?", "in")
    assert inquiry_story(desk, number).values["snoozed_until"] is None
    assert _numbers(desk, open="yes") == [number]


def test_it_can_be_woken_and_ends_with_the_inquiry(desk, clock):
    first, second = _inquiry(desk), _inquiry(desk)
    snoozing.snooze_inquiries(desk, [first, second], clock.now + timedelta(hours=5))
    snoozing.snooze_inquiries(desk, [first], None)
    assert _numbers(desk, open="yes") == [first]
    history.undo(desk)
    assert _numbers(desk, open="yes") == []
    inquiries.move_inquiries(desk, [second], "won")
    assert inquiry_story(desk, second).values["snoozed_until"] is None


def test_only_open_ones_and_only_until_later(desk, clock):
    number, over = _inquiry(desk), _inquiry(desk)
    inquiries.move_inquiries(desk, [over], "won")
    before = dump(desk)
    with pytest.raises(UserError, match=r"date\.past"):
        snoozing.snooze_inquiries(desk, [number], clock.now)
    with pytest.raises(UserError, match=r"move\.not_allowed"):
        snoozing.snooze_inquiries(desk, [over], clock.now + timedelta(hours=1))
    assert dump(desk) == before
    outcome = snoozing.snooze_inquiries(desk, [number, over], clock.now + timedelta(hours=1))
    assert outcome.value.skipped == ((over, "move.not_allowed"),)
    history.undo(desk)
    assert dump(desk) == before
