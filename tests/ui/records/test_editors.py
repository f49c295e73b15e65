"""Editors of lasting records: whole numbers, and preferences as lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.errors import UserError
from shopdesk.ui.customers.wishes import as_lines, from_lines
from shopdesk.ui.records.editors import read_whole


@pytest.mark.parametrize(
    ("text", "number"), [("", None), ("  ", None), ("0", 0), ("1,200", 1200), ("１２", 12), ("1 200", 1200)]
)
def test_whole_numbers_as_people_type_them(text: str, number: int | None) -> None:
    assert read_whole(text) == number


@pytest.mark.parametrize("text", ["-1", "1.5", "ten", "1e3"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        read_whole(text)
    assert caught.value.code == "form.whole"


def test_preferences_are_read_with_either_colon() -> None:
    assert from_lines("size: XL\n\n颜色：蓝\nno plastic\nshop: https://example.com", {}) == {
        "size": "XL", "颜色": "蓝", "no plastic": "", "shop": "https://example.com",
    }  # fmt: skip


def test_a_value_that_nobody_changed_keeps_its_type() -> None:
    before = {"parcels": 3, "vip": True}
    assert from_lines("parcels: 3\nvip: false", before) == {"parcels": 3, "vip": "false"}


_NAME = st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=10)
_VALUE = st.one_of(_NAME, st.integers(), st.booleans(), st.lists(st.integers(), max_size=3), st.just(""))


@given(st.dictionaries(_NAME, _VALUE, max_size=5))
def test_preferences_come_back_as_they_were(wishes: dict[str, object]) -> None:
    assert from_lines(as_lines(wishes), wishes) == wishes
