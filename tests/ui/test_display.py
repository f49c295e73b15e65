"""How values are shown."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from shopdesk.ui import display

NOW = datetime(2026, 10, 3, 14, 30, tzinfo=UTC)  # a Saturday
SHANGHAI = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (NOW - timedelta(minutes=25), "today 14:05"),
        (NOW - timedelta(days=1), "yesterday 14:30"),
        (NOW + timedelta(days=1), "tomorrow 14:30"),
        (NOW - timedelta(days=4), "Tue 14:30"),
        (NOW - timedelta(days=6), "Sun 14:30"),
        (NOW - timedelta(days=7), "26 Sep"),
        (datetime(2025, 10, 3, tzinfo=UTC), "3 Oct 2025"),
        (None, ""),
    ],
)
def test_moment(value: datetime | None, shown: str) -> None:
    assert display.moment(value, NOW, UTC) == shown


def test_a_moment_is_shown_in_the_zone_asked_for() -> None:
    late = datetime(2026, 10, 3, 17, 0, tzinfo=UTC)
    assert display.moment(late, late, SHANGHAI) == "today 01:00"
    assert display.moment_full(late, SHANGHAI) == "Sun 4 Oct 2026, 01:00"


def test_day() -> None:
    assert display.day(date(2026, 10, 3), date(2026, 10, 3)) == "today"
    assert display.day(date(2026, 10, 7), date(2026, 10, 3)) == "Wed"
    assert display.day_full(date(2026, 10, 7)) == "Wed 7 Oct 2026"


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [
        (17800, "CNY", "¥178.00"),
        (123456789, "USD", "$1,234,567.89"),
        (-520, "USD", "-$5.20"),
        (1200, "CHF", "CHF 12.00"),
        (1234, "JPY", "JP¥1,234"),
        (1234567, "KWD", "KWD 1,234.567"),
        (100, "INR", "₹1.00"),
        (0, "EUR", "€0.00"),
        (None, "EUR", ""),
    ],
)
def test_money(minor: int | None, currency: str, shown: str) -> None:
    assert display.money(minor, currency) == shown


def test_currencies_are_never_added() -> None:
    assert display.sums([("CNY", 53400), ("USD", 2000)]) == "¥534.00 + $20.00"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13800000000", "138 0000 0000"),
        ("+8613800000000", "+86 138 0000 0000"),
        ("138-0000-0000", "138 0000 0000"),
        ("+1  555 0100", "+1 555 0100"),
        (None, ""),
    ],
)
def test_phone(text: str | None, shown: str) -> None:
    assert display.phone(text) == shown


def test_selected() -> None:
    assert display.selected(0, 1204) == "1,204 rows"
    assert display.selected(0, 1) == "1 row"
    assert display.selected(3, 1204) == "3 of 1,204 selected"
    assert display.selected(3, None) == ""


def test_age() -> None:
    assert display.age(NOW - timedelta(seconds=20), NOW) == "just now"
    assert display.age(NOW - timedelta(minutes=25), NOW) == "25 min"
    assert display.age(NOW - timedelta(hours=30), NOW) == "30 h"
    assert display.age(NOW - timedelta(days=3), NOW) == "3 d"
