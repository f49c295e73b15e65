"""Dates and times as platforms write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from shopdesk.domain.instants import InstantError, parse_instant, slash_dates_tell_order

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("text", "utc", "own_zone"),
    [
        ("2021-05-13 11:01:13 +0200", "2021-05-13T09:01:13", True),
        ("2025-12-06 10:37:33 -0500", "2025-12-06T15:37:33", True),
        ("2021-05-13 10:00:00 UTC", "2021-05-13T10:00:00", True),
        ("2021-05-13T10:00:00Z", "2021-05-13T10:00:00", True),
        ("2012-5-23 23:34", "2012-05-23T15:34:00", False),
        ("2012-5-23 23:34 +08:00", "2012-05-23T15:34:00", True),
        ("2020/02/21 0:00:00", "2020-02-20T16:00:00", False),
        ("2012年5月23日 23:34", "2012-05-23T15:34:00", False),
        ("2021/5/3 下午 3:20:11", "2021-05-03T07:20:11", False),
        ("12/31/20", "2020-12-30T16:00:00", False),
        ("12/31/2020", "2020-12-30T16:00:00", False),
        ("31/12/2020", "2020-12-30T16:00:00", False),
        ("7/25/2018 21:06", "2018-07-25T13:06:00", False),
        ("3/4/2021 2:05 PM", "2021-03-04T06:05:00", False),
        ("13.05.2021 10:00", "2021-05-13T02:00:00", False),
        ("1. Dez. 2025, 12:32 Uhr CET(UTC+1)", "2025-12-01T11:32:00", True),
        ("Sep-07-26", "2026-09-06T16:00:00", False),
        ("10-Dez-25", "2025-12-09T16:00:00", False),
        ("May 3, 2021", "2021-05-02T16:00:00", False),
        ("3 février 2024 14:05", "2024-02-03T06:05:00", False),
        ("1er août 2024", "2024-07-31T16:00:00", False),
        ("12 déc. 2025", "2025-12-11T16:00:00", False),
        ("3 de marzo de 2024", "2024-03-02T16:00:00", False),
        ("3 settembre 2024", "2024-09-02T16:00:00", False),
        ("20120523233455", "2012-05-23T15:34:55", False),
        ("44000.5", "2020-06-18T04:00:00", False),
    ],
)
def test_reads(text: str, utc: str, own_zone: bool) -> None:
    assert parse_instant(text, SHANGHAI) == (datetime.fromisoformat(utc).replace(tzinfo=UTC), own_zone)


@pytest.mark.parametrize(("order", "month"), [("dmy", 4), ("mdy", 3), (None, 3)])
def test_date_order(order: str | None, month: int) -> None:
    parsed = parse_instant("3/4/2021 12:00", UTC, order)
    assert parsed is not None
    assert parsed[0].month == month


@pytest.mark.parametrize("text", ["", "-", "NULL"])
def test_nothing_told(text: str) -> None:
    assert parse_instant(text, UTC) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0000-00-00 00:00:00", "date.out_of_range"),
        ("0001-01-01 00:00:00 +0000", "date.out_of_range"),
        ("9999-12-31", "date.out_of_range"),
        ("9999-12-31 23:59:59 -1200", "date.out_of_range"),
        ("1/1/1899", "date.out_of_range"),
        ("2021-13-45", "date.unreadable"),
        ("2021-02-30 10:00:00", "date.unreadable"),
        ("soon", "date.unreadable"),
    ],
)
def test_refuses(text: str, code: str) -> None:
    with pytest.raises(InstantError) as caught:
        parse_instant(text, UTC)
    assert caught.value.code == code


def test_slash_dates_tell_their_order() -> None:
    assert slash_dates_tell_order(["3/4/21", "5/13/21"]) == "mdy"
    assert slash_dates_tell_order(["3/4/21", "13/5/21"]) == "dmy"
    assert slash_dates_tell_order(["3/4/21"]) is None
