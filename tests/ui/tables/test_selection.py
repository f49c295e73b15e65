"""Finding selected ids again after the list changed."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.ui.tables.selection import find, ids_of


@given(
    st.lists(st.integers(0, 3_000), unique=True), st.lists(st.integers(0, 3_000), unique=True, max_size=40), st.data()
)
def test_find_is_what_a_plain_search_gives(ids: list[int], wanted: list[int], data: st.DataObject) -> None:
    before = {identity: data.draw(st.integers(0, 3_000)) for identity in wanted}
    expected = sorted(ids.index(identity) for identity in wanted if identity in ids)
    assert find(array("q", ids), before) == expected
    assert find(ids, before) == expected


def test_find_far_away() -> None:
    ids = array("q", range(100_000))
    assert find(ids, {99_999: 0, 5: 80_000, -1: 3}) == [5, 99_999]


def test_ids_of_ranges() -> None:
    assert list(ids_of([(0, 1), (4, 4)], array("q", [9, 8, 7, 6, 5]))) == [9, 8, 5]
