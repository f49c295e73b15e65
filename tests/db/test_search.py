"""What a person types, and what has to be found."""

import pytest

from shopdesk.db import search
from shopdesk.db.folding import folded
from shopdesk.db.shop import Shop
from tests.db.small_orders import NOW, add_order, rows


@pytest.fixture
def filled(shop: Shop) -> Shop:
    """Three orders."""
    with shop.write("order.create", staff="owner", at=NOW) as unit:
        add_order(unit, "SO-2026-000123", "棉质T恤 蓝色", "青瓷茶壶", buyer_name="買家甲", buyer_phone="138-0013-8000")
        add_order(unit, "SO-2026-000456", "Linen tote bag", buyer_name="Ｂuyer Ö", platform_order="#5017")
        add_order(unit, "SO-2026-000789", "Mug", buyer_name="x<script>", seller_memo="50% off = yes; don't")
        unit.commit()
    return shop


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("茶", [1]),
        ("茶壶", [1]),
        ("瓷茶壶", [1]),
        ("茶瓷", []),
        ("买家", [1]),  # simplified finds traditional
        ("買家", [1]),
        ("t恤", [1]),
        ("T恤 蓝", [1]),
        ("ＭＵＧ", [3]),  # full width finds half width
        ("buyer", [2]),
        ("ö", [2]),
        ("li", [2]),  # two letters: beginnings of words
        ("in", []),
        ("nen", [2]),  # three letters: any part
        ("5017", [2]),
        ("#5017", [2]),
        ("000456", [2]),
        ("6-000", [1, 2, 3]),
        ("8000", [1]),  # the last digits of a phone
        ("13800138000", [1]),
        ("138-0013", [1]),
        ("tote mug", []),
        ("tote bag", [2]),
        ("<script>", [3]),
        ('"', []),
        ("50%", [3]),
        ("don't", [3]),
        ("tote OR mug", []),
        ("so-2026-000789", [3]),
        ("x" * 500, []),
    ],
)
def test_words_find(filled: Shop, words: str, wanted: list[int]) -> None:
    with filled.read() as connection:
        query = search.matching("order", folded(words).split())
        assert query is not None
        assert sorted(connection.execute(query).scalars()) == wanted


def test_a_megabyte_in_one_cell_is_indexed_within_reason(shop: Shop) -> None:
    with shop.write("order.create", staff="owner", at=NOW) as unit:
        add_order(unit, "SO-2026-000001", "Tea", seller_memo="长" * 1_000_000)
        unit.commit()
    with shop.read() as connection:
        assert list(connection.execute(search.matching("order", ["tea"])).scalars()) == [1]


def test_rebuilding_gives_the_same_index(filled: Shop) -> None:
    before = rows(filled, "search_text")
    with filled.write("check.repair", staff="owner", at=NOW) as unit:
        assert search.rebuild(unit.connection) == 3
        unit.commit()
    assert rows(filled, "search_text") == before
