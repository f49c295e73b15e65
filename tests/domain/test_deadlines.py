"""The three clocks: rounds, pauses, ends of frames; published cases of other systems, and what must always hold."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.deadlines import Deadlines, Event, Pause, Policy, evaluate, pauses_of
from shopdesk.domain.errors import UserError
from shopdesk.domain.working_hours import WorkingHours, read_days, read_week

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE = WorkingHours(SHANGHAI, read_week({name: [["09:00", "12:00"], ["13:00", "18:00"]] for name in DAYS}))
POLICY = Policy(first_reply=3600, next_reply=7200, resolution=28800)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def told(*events: tuple[str, str]) -> list[Event]:
    return [Event(at(when), kind) for when, kind in events]


def look(now: str, *events: tuple[str, str], policy: Policy = POLICY, roll: bool = True) -> Deadlines:
    return evaluate(OFFICE, policy, told(*events), at(now), roll=roll)


def test_two_hours_from_friday_evening_and_with_a_pause() -> None:
    two_hours = Policy(resolution=7200)
    opened = ("2026-11-06 17:30", "opened")
    plain = look("2026-11-06 17:30", opened, policy=two_hours)
    assert plain.resolution.due == at("2026-11-09 10:30")
    assert plain.escalation == plain.resolution.due
    waited = (opened, ("2026-11-09 09:00", "waiting"), ("2026-11-09 09:35", "resumed"))
    paused = look("2026-11-09 10:00", *waited, policy=two_hours)
    assert paused.resolution.due == at("2026-11-09 11:05")
    assert (paused.resolution.left, paused.resolution.paused) == (7200 - 1800 - 1500, 2100)


def test_while_it_is_paused_nobody_can_say_until_when() -> None:
    found = look("2026-11-09 16:00", ("2026-11-09 09:00", "opened"), ("2026-11-09 09:30", "waiting"))
    assert (found.first_reply.due, found.first_reply.left) == (None, 1800)
    assert found.escalation is None


def test_a_deadline_that_passed_before_the_pause_stays_passed() -> None:
    found = look("2026-11-09 16:00", ("2026-11-09 09:00", "opened"), ("2026-11-09 11:00", "waiting"))
    assert (found.first_reply.due, found.first_reply.left) == (at("2026-11-09 10:00"), -3600)
    assert found.escalation == at("2026-11-09 10:00")


def test_repeats_of_the_customer_do_not_start_the_next_reply_anew() -> None:
    events = (
        ("2026-11-09 09:00", "opened"),
        ("2026-11-09 09:10", "staff_reply"),
        ("2026-11-09 10:00", "customer_message"),
        ("2026-11-09 11:00", "customer_message"),
    )
    found = look("2026-11-09 11:30", *events)
    assert found.first_reply.took == 600
    assert (found.next_reply.started, found.next_reply.due) == (at("2026-11-09 10:00"), at("2026-11-09 13:00"))
    answered = look("2026-11-09 13:30", *events, ("2026-11-09 13:20", "staff_reply"))
    assert (answered.next_reply.took, answered.next_reply.left) == (7200 + 1200, -1200)


def test_the_opening_is_the_customers_first_message() -> None:
    found = look("2026-11-09 09:30", ("2026-11-09 09:00", "opened"))
    assert (found.next_reply.due, found.next_reply.left) == (at("2026-11-09 11:00"), 5400)
    early = look("2026-11-09 09:30", ("2026-11-09 09:00", "opened"), ("2026-11-09 09:20", "staff_reply"))
    assert (early.next_reply.took, early.next_reply.left) == (1200, 6000)


def test_from_solved_to_reopened_nothing_counts() -> None:
    events = (("2026-11-09 09:00", "opened"), ("2026-11-09 10:00", "resolved"))
    solved = look("2026-11-10 09:00", *events)
    assert (solved.resolution.took, solved.resolution.due) == (3600, at("2026-11-10 09:00"))
    again = look("2026-11-11 10:00", *events, ("2026-11-11 09:00", "reopened"))
    assert (again.resolution.took, again.resolution.left) == (None, 28800 - 7200)
    assert again.resolution.due == at("2026-11-11 17:00")
    done = look("2026-11-11 18:00", *events, ("2026-11-11 09:00", "reopened"), ("2026-11-11 11:00", "resolved"))
    assert done.resolution.took == 3600 + 7200


def test_closing_time_and_the_lunch_break_roll_or_stay() -> None:
    hour = Policy(first_reply=3600)
    late, noon = ("2026-11-06 17:00", "opened"), ("2026-11-06 11:00", "opened")
    assert look("2026-11-06 17:00", late, policy=hour).first_reply.due == at("2026-11-09 09:00")
    assert look("2026-11-06 17:00", late, policy=hour, roll=False).first_reply.due == at("2026-11-06 18:00")
    assert look("2026-11-06 11:00", noon, policy=hour).first_reply.due == at("2026-11-06 13:00")


def test_days_off_are_named() -> None:
    off = read_days(["2026-11-09"], "holidays")
    found = evaluate(
        WorkingHours(SHANGHAI, OFFICE.week, off), Policy(resolution=7200), told(("2026-11-06 17:30", "opened")),
        at("2026-11-06 17:30"),
    )  # fmt: skip
    assert found.resolution.due == at("2026-11-10 10:30")
    assert found.resolution.closed == tuple(off)


# First response of a helpdesk open 10:00–18:00 on weekdays. Where it counts one second for closed time, we count none.
@pytest.mark.parametrize(
    ("opened", "replied", "seconds"),
    [
        ("2026-11-09 11:00", "2026-11-09 12:00", 3600),
        ("2026-11-09 12:00", "2026-11-09 20:00", 21600),
        ("2026-11-09 06:00", "2026-11-09 12:00", 7200),
        ("2026-11-09 19:00", "2026-11-09 20:00", 0),
        ("2026-11-08 10:00", "2026-11-08 12:00", 0),
        ("2026-11-09 06:00", "2026-11-10 11:00", 32400),
        ("2026-11-13 12:00", "2026-11-14 11:00", 21600),
        ("2026-11-09 06:00", "2026-11-12 20:00", 115200),
    ],
)
def test_published_first_responses(opened: str, replied: str, seconds: int) -> None:
    hours = WorkingHours(SHANGHAI, read_week({name: [["10:00", "18:00"]] for name in DAYS}))
    found = evaluate(hours, POLICY, told((opened, "opened"), (replied, "staff_reply")), at(replied))
    assert found.first_reply.took == seconds


def test_pauses_that_touch_are_one() -> None:
    events = told(
        ("2026-11-09 09:00", "opened"), ("2026-11-09 10:00", "waiting"), ("2026-11-09 10:30", "resolved"),
        ("2026-11-09 11:00", "reopened"), ("2026-11-09 11:30", "resumed"),
    )  # fmt: skip
    assert pauses_of(events) == (Pause(at("2026-11-09 10:00"), at("2026-11-09 11:00")),)


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ([], "deadline.events"),
        ([("2026-11-09 09:00", "staff_reply")], "deadline.events"),
        ([("2026-11-09 09:00", "opened"), ("2026-11-09 10:00", "opened")], "deadline.events"),
        ([("2026-11-09 09:00", "opened"), ("2026-11-09 08:00", "staff_reply")], "deadline.order"),
        ([("2026-11-09 09:00", "opened"), ("2026-11-09 10:00", "sneezed")], "form.choice"),
    ],
)
def test_events_that_cannot_be_are_refused(events: list[tuple[str, str]], code: str) -> None:
    with pytest.raises(UserError) as refused:
        evaluate(OFFICE, POLICY, told(*events), at("2026-11-09 12:00"))
    assert refused.value.code == code


STARTS = st.datetimes(datetime(2026, 11, 1), datetime(2026, 11, 30), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
LENGTHS = st.timedeltas(timedelta(), timedelta(days=4)).map(
    lambda length: timedelta(seconds=int(length.total_seconds()))
)


@given(start=STARTS, limit=st.integers(1, 40 * 3600), before=LENGTHS, length=LENGTHS, roll=st.booleans())
def test_a_pause_never_makes_it_earlier_and_it_is_never_due_in_closed_time(
    start: datetime, limit: int, before: timedelta, length: timedelta, roll: bool
) -> None:
    policy, now = Policy(resolution=limit), start + timedelta(days=30)
    opened = [Event(start, "opened")]
    waited = [*opened, Event(start + before, "waiting"), Event(start + before + length, "resumed")]
    plain = evaluate(OFFICE, policy, opened, now, roll=roll).resolution.due
    paused = evaluate(OFFICE, policy, waited, now, roll=roll).resolution.due
    assert plain is not None
    assert paused is not None
    assert paused >= plain
    for due in (plain, paused):
        assert OFFICE.is_open(due if roll else due - timedelta(seconds=1))
    assert not (start + before < paused < start + before + length)
