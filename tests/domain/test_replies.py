"""Fields of replies, and what a form may hold."""

from datetime import date
from typing import Any

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.replies import ReplyDraft, fields_of, fill, is_usable


def test_fields_are_filled_and_what_is_missing_is_marked() -> None:
    filled = fill(
        "您好{buyer}，{ order }已由{carrier}发出，{nonsense}", {"buyer": "买家甲", "order": "A1", "carrier": " "}
    )
    assert filled.text == "您好买家甲，A1已由⟨carrier⟩发出，⟨nonsense⟩"
    assert filled.missing == ("carrier", "nonsense")


def test_a_value_is_not_filled_again() -> None:
    assert fill("{buyer}", {"buyer": "{order}", "order": "x"}).text == "{order}"


def test_fields_once_each_in_order() -> None:
    assert fields_of("{order} {buyer} {order} {1x} {} { staff }") == ("order", "buyer", "staff")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"title": " "}, "form.required"),
        ({"text": ""}, "form.required"),
        ({"text": "x" * 20_001}, "form.too_long"),
        ({"title": "x" * 201}, "form.too_long"),
        ({"scenario": "weather"}, "form.choice"),
        ({"language": "fr"}, "form.choice"),
        ({"status": "expired"}, "form.choice"),
        ({"code": "size"}, "reply.code"),
        ({"code": "/two words"}, "reply.code"),
        ({"text": "Dear {byuer}"}, "reply.field"),
    ],
)
def test_what_a_form_refuses(cells: dict[str, Any], code: str) -> None:
    with pytest.raises(UserError) as caught:
        ReplyDraft(**{"title": "Hello", "text": "Hi {buyer}", **cells}).check()
    assert caught.value.code == code


def test_chinese_shortcuts_are_fine() -> None:
    ReplyDraft(title="尺码", text="{product}", code="/尺码").check()


def test_the_last_valid_day_counts() -> None:
    day = date(2026, 11, 22)
    assert is_usable("approved", day, day)
    assert is_usable("approved", None, day)
    assert not is_usable("approved", date(2026, 11, 21), day)
    assert not is_usable("draft", None, day)
