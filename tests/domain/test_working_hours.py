"""Opening hours: frames, breaks, days off and worked, changes of the clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.errors import UserError
from shopdesk.domain.working_hours import WorkingClock, WorkingHours, read_days, read_week

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = read_week({name: [["09:00", "12:00"], ["13:00", "18:00"]] for name in ("mon", "tue", "wed", "thu", "fri")})
HOURS = WorkingHours(SHANGHAI, OFFICE)
ALWAYS = WorkingHours(
    BERLIN, read_week({name: [["00:00", "24:00"]] for name in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")})
)


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def test_two_hours_from_friday_evening_are_due_on_monday_morning() -> None:
    assert HOURS.after(at("2026-11-06 17:30"), 7200) == at("2026-11-09 10:30")
    assert HOURS.seconds(at("2026-11-06 17:30"), at("2026-11-09 10:30")) == 7200


def test_a_deadline_on_closing_time_rolls_or_stays() -> None:
    assert HOURS.after(at("2026-11-06 17:00"), 3600) == at("2026-11-09 09:00")
    assert HOURS.after(at("2026-11-06 17:00"), 3600, roll=False) == at("2026-11-06 18:00")
    assert HOURS.after(at("2026-11-06 11:00"), 3600) == at("2026-11-06 13:00"), "the lunch break"
    assert ALWAYS.after(at("2026-11-06 23:00", BERLIN), 3600) == at("2026-11-07 00:00", BERLIN), "24:00 is no closing"


def test_a_holiday_is_off_and_a_working_weekend_uses_mondays_frames() -> None:
    hours = WorkingHours(SHANGHAI, OFFICE, read_days(["2026-10-01"], "holidays"), read_days(["2026-10-10"], "workdays"))
    assert not hours.is_open(at("2026-10-01 10:00"))
    assert hours.is_open(at("2026-10-10 10:00")), "a Saturday that is worked"
    assert hours.next_opening(at("2026-10-09 18:00")) == at("2026-10-10 09:00")


def test_open_until_closing_time_and_not_at_it() -> None:
    assert HOURS.is_open(at("2026-11-06 17:59"))
    assert not HOURS.is_open(at("2026-11-06 18:00"))
    assert HOURS.next_opening(at("2026-11-06 18:00")) == at("2026-11-09 09:00")
    assert HOURS.next_opening(at("2026-11-06 10:00")) == at("2026-11-06 10:00")


def test_the_hour_that_a_zone_skips_or_repeats_counts_as_it_passed() -> None:
    assert ALWAYS.seconds(at("2026-03-29 00:00", BERLIN), at("2026-03-30 00:00", BERLIN)) == 23 * 3600
    assert ALWAYS.seconds(at("2026-10-25 00:00", BERLIN), at("2026-10-26 00:00", BERLIN)) == 25 * 3600
    night = WorkingHours(BERLIN, read_week({"sun": [["02:00", "03:00"]]}))
    assert night.spans(date(2026, 3, 29)) == [], "that hour was not there"


def test_a_shop_that_never_opens_is_never_due() -> None:
    closed = WorkingHours(SHANGHAI, read_week({}))
    assert closed.after(at("2026-11-06 17:00"), 1) is None
    assert closed.next_opening(at("2026-11-06 17:00")) is None


@pytest.mark.parametrize(
    ("week", "code"),
    [
        ({"mon": [["18:00", "09:00"]]}, "hours.frame"),
        ({"mon": [["09:00", "09:00"]]}, "hours.frame"),
        ({"mon": [["09:00", "25:00"]]}, "hours.time"),
        ({"mon": [["9", "12"]]}, "hours.time"),
        ({"mon": [["09:00", "12:00"], ["11:00", "13:00"]]}, "hours.overlap"),
        ({"monday": []}, "form.choice"),
        ({"mon": "09:00-18:00"}, "hours.frame"),
        ([], "form.type"),
    ],
)
def test_a_week_that_cannot_be_is_refused(week: object, code: str) -> None:
    with pytest.raises(UserError) as refused:
        read_week(week)
    assert refused.value.code == code


def test_days_that_are_none_are_refused() -> None:
    for value, code in ((["2026-02-30"], "form.date"), ("2026-02-03", "form.type"), (3, "form.type")):
        with pytest.raises(UserError) as refused:
            read_days(value, "holidays")
        assert refused.value.code == code


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))


@given(start=MOMENTS, seconds=st.integers(1, 40 * 3600), roll=st.booleans())
def test_a_deadline_is_never_in_closed_time_and_takes_just_that_long(start: datetime, seconds: int, roll: bool) -> None:
    start = start.replace(microsecond=0)
    due = HOURS.after(start, seconds, roll=roll)
    assert due is not None
    assert HOURS.seconds(start, due) == seconds
    assert HOURS.is_open(due if roll else due - timedelta(seconds=1))


@given(start=MOMENTS, length=st.timedeltas(timedelta(), timedelta(days=20)))
def test_the_clock_of_many_moments_counts_the_same(start: datetime, length: timedelta) -> None:
    start = start.replace(microsecond=0)
    end = (start + length).replace(microsecond=0)
    clock = WorkingClock.over(HOURS, date(2025, 12, 31), date(2027, 1, 31))
    assert clock.seconds(start, end) == HOURS.seconds(start, end)
