"""Seven days and their like: counted from the day after signing, moved past rest days, the longer reading wins."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.errors import UserError
from shopdesk.domain.return_rules import STARTING_RULES, ReturnRule, Sold, months_later, rule_for, window

SHANGHAI = ZoneInfo("Asia/Shanghai")
NATIONAL_DAY = {date(2026, 10, day) for day in range(1, 8)}
SEVEN = ReturnRule("seven days", days=7)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def never(_day: date) -> bool:
    return False


def national_day(day: date) -> bool:
    return day in NATIONAL_DAY


def test_seven_days_run_to_the_end_of_the_seventh_day_after_signing() -> None:
    found = window(SEVEN, at("2026-11-02 09:00"), at("2026-11-05 12:00"), SHANGHAI, never)
    assert (found.light, found.ends, found.last_day) == ("open", at("2026-11-10 00:00"), date(2026, 11, 9))
    assert window(SEVEN, at("2026-11-02 23:59"), at("2026-11-05 12:00"), SHANGHAI, never).ends == found.ends
    assert window(SEVEN, at("2026-11-02 09:00"), at("2026-11-09 23:59"), SHANGHAI, never).light == "ending"
    assert window(SEVEN, at("2026-11-02 09:00"), at("2026-11-10 00:00"), SHANGHAI, never).light == "over"


def test_a_last_day_in_a_holiday_moves_past_it() -> None:
    found = window(SEVEN, at("2026-09-25 10:00"), at("2026-09-30 12:00"), SHANGHAI, national_day)
    assert (found.last_day, found.ends) == (date(2026, 10, 8), at("2026-10-09 00:00"))
    assert found.moved == tuple(date(2026, 10, day) for day in range(2, 8))
    stays = ReturnRule("stays", days=7, past_holidays=False)
    assert window(stays, at("2026-09-25 10:00"), at("2026-09-30 12:00"), SHANGHAI, national_day).moved == ()


def test_a_holiday_in_the_middle_moves_nothing() -> None:
    found = window(SEVEN, at("2026-10-01 10:00"), at("2026-10-02 12:00"), SHANGHAI, national_day)
    assert (found.last_day, found.moved) == (date(2026, 10, 8), ())


def test_of_days_and_hours_the_longer_wins() -> None:
    both = ReturnRule("both", days=7, hours=168)
    found = window(both, at("2026-11-02 23:00"), at("2026-11-05 12:00"), SHANGHAI, never)
    assert (found.basis, found.ends) == ("days", at("2026-11-10 00:00"))
    longer = ReturnRule("longer", days=7, hours=200)
    found = window(longer, at("2026-11-02 23:00"), at("2026-11-05 12:00"), SHANGHAI, never)
    assert (found.basis, found.ends) == ("hours", at("2026-11-11 07:00"))
    hours = ReturnRule("hours", hours=168)
    assert window(hours, at("2026-11-02 23:00"), at("2026-11-05 12:00"), SHANGHAI, never).ends == at("2026-11-09 23:00")


def test_an_old_order_keeps_its_rule() -> None:
    old = ReturnRule("old", valid_until=date(2026, 6, 30), days=7)
    new = ReturnRule("new", valid_from=date(2026, 7, 1), days=15)
    assert rule_for((old, new), Sold(date(2026, 6, 30))) is old
    assert rule_for((old, new), Sold(date(2026, 7, 1))) is new


def test_the_first_rule_that_fits_counts() -> None:
    custom = ReturnRule("engraved", skus=("MUG-ENGRAVED",), exempt="custom_made")
    gold = ReturnRule("gold", levels=("gold",), days=30)
    rules = (custom, gold, *STARTING_RULES)
    assert rule_for(rules, Sold(date(2026, 11, 2), sku="MUG-ENGRAVED", level="gold")) is custom
    assert rule_for(rules, Sold(date(2026, 11, 2), country="CN", level="gold")) is gold
    assert rule_for(rules, Sold(date(2026, 11, 2), country="DE")).days == 14  # type: ignore[union-attr]
    assert rule_for(rules, Sold(date(2026, 11, 2), country="US")).name == "*"  # type: ignore[union-attr]
    found = window(custom, at("2026-11-02 09:00"), at("2026-11-03 09:00"), SHANGHAI, never)
    assert (found.light, found.exempt) == ("exempt", "custom_made")


def test_before_it_was_signed_for_nothing_runs() -> None:
    assert window(SEVEN, None, at("2026-11-03 09:00"), SHANGHAI, never).light == "unsigned"
    assert window(None, at("2026-11-02 09:00"), at("2026-11-03 09:00"), SHANGHAI, never).light == "none"
    assert window(SEVEN, at("2026-11-02 09:00"), at("2026-11-03 09:00"), SHANGHAI, never, estimated=True).estimated


def test_warranty_runs_in_months() -> None:
    rule = ReturnRule("with warranty", days=7, warranty_months=12)
    found = window(rule, at("2024-02-29 09:00"), at("2024-03-01 09:00"), SHANGHAI, never)
    assert found.warranty_until == date(2025, 2, 28)
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (ReturnRule(" "), "form.required"),
        (ReturnRule("x", days=-1), "form.whole"),
        (ReturnRule("x", hours=10**6), "form.whole"),
        (ReturnRule("x", exempt="because"), "form.choice"),
        (ReturnRule("x", valid_from=date(2026, 2, 1), valid_until=date(2026, 1, 1)), "form.date_order"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(rule: ReturnRule, code: str) -> None:
    with pytest.raises(UserError) as refused:
        rule.check()
    assert refused.value.code == code


@given(
    signed=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(SHANGHAI)),
    days=st.integers(0, 60),
    hours=st.none() | st.integers(0, 2000),
)
def test_never_shorter_than_either_reading_and_never_ending_on_a_rest_day(
    signed: datetime, days: int, hours: int | None
) -> None:
    found = window(ReturnRule("any", days=days, hours=hours), signed, signed, SHANGHAI, national_day)
    assert found.ends is not None
    assert found.ends >= signed + timedelta(hours=hours or 0)
    assert found.ends.astimezone(SHANGHAI).date() > signed.date() + timedelta(days=days) or found.basis == "hours"
    if found.basis == "days":
        assert found.last_day is not None
        assert not national_day(found.last_day)
