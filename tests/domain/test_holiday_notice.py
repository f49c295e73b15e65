"""A pasted notice or list becomes days off and days worked."""

from datetime import date

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.holiday_notice import read_notice

NOTICE = """2026年部分节假日安排如下：
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
七、国庆节：10月1日(周四)至7日(周三)放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""


def test_a_notice_in_sentences() -> None:
    found = read_notice(NOTICE, 2030)
    assert found.workdays == {
        date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 9, 20), date(2026, 10, 10),
    }  # fmt: skip
    assert len(found.holidays) == 3 + 9 + 7
    assert {date(2026, 2, 15), date(2026, 2, 23), date(2026, 10, 7)} <= found.holidays


def test_the_year_asked_for_counts_where_none_is_named() -> None:
    assert read_notice("1月1日放假，1月3日上班", 2027).workdays == {date(2027, 1, 3)}
    over = read_notice("12月30日至1月2日放假", 2026)
    assert over.holidays == {date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)}


def test_a_list_of_dates_and_spans() -> None:
    found = read_notice("2027-02-05 - 2027-02-11 Spring Festival\n2027-02-14 work\n2027/5/1\n", 2027)
    assert len(found.holidays) == 8
    assert found.workdays == {date(2027, 2, 14)}


def test_a_day_named_as_both_is_worked() -> None:
    found = read_notice("2027-10-01 to 2027-10-07\n2027-10-03 上班", 2027)
    assert found.workdays == {date(2027, 10, 3)}
    assert date(2027, 10, 3) not in found.holidays


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "holidays.none"),
        ("共3天", "holidays.none"),
        ("2月30日放假", "holidays.date"),
        ("2027-13-01", "holidays.date"),
        ("2027-01-01 - 2028-01-01", "holidays.date"),
        ("x" * 1_000_000, "holidays.none"),
        ("<b>3日</b>", "holidays.none"),
    ],
)
def test_a_text_without_usable_days_is_refused(text: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        read_notice(text, 2027)
    assert refused.value.code == code
