"""Rules of recommending: chance is taken off, what did not fit is nobody's size."""

from datetime import date

import pytest

from shopdesk.domain.recommending import (
    Bought,
    Likes,
    Seen,
    SentBack,
    Variant,
    best_variant,
    chance,
    likes,
    lower_bound,
    strength,
    suggested,
    taste,
)


def test_what_chance_explains_tells_nothing():
    assert strength(Seen("together", 30, 100, 0.3)) == 0
    assert strength(Seen("together", 30, 100, 0.9)) == 0
    assert strength(Seen("together", 30, 100, 0.1)) > 0


def test_once_is_no_habit():
    assert strength(Seen("together", 1, 1, 0.001)) == 0
    assert strength(Seen("together", 0, 0, 0.001)) == 0
    assert strength(Seen("together", 2, 2, 0.001)) > 0


def test_a_habit_of_many_beats_a_pair_seen_twice():
    assert strength(Seen("together", 60, 100, 0.05)) > strength(Seen("together", 2, 2, 0.05))


def test_the_lower_bound_is_wide_where_little_was_seen():
    assert lower_bound(2, 4) < lower_bound(50, 100) < 0.5
    assert 0 <= lower_bound(0, 10) < lower_bound(10, 10) < 1


@pytest.mark.parametrize(("share", "purchases", "expected"), [(0.5, 2, 0.75), (0, 9, 0), (1.5, 1, 1), (0.5, 0, 0)])
def test_chance_over_several_purchases(share: float, purchases: float, expected: float):
    assert chance(share, purchases) == pytest.approx(expected)


def test_what_sells_everywhere_is_not_recommended_for_selling_most():
    found = suggested(
        {
            "Bag that everybody buys": [Seen("together", 55, 100, 0.5)],
            "Laces": [Seen("together", 20, 100, 0.01)],
            "Polish": [Seen("together", 20, 100, 0.01), Seen("over_time", 10, 50, 0.02)],
        },
        9,
    )
    assert [one.title for one in found] == ["Polish", "Laces"]
    assert found[0].reason.code == "together"
    assert len(suggested({str(n): [Seen("together", 20, 100, 0.01)] for n in range(9)}, 4)) == 4


def test_likes_come_from_orders_without_what_did_not_fit():
    bought = [
        Bought("Shirt", "Blue / XL", "Shirts", 3),
        Bought("Shirt", "Blue / L", "Shirts", 2),
        Bought("Shirt", "Blue / L", "Shirts", 1),
        Bought("Tea", "", "", 1),
        Bought("Tea", "", "", 2),
        Bought("Tea", "", "", 3),
    ]
    known = likes({"size": " XL ", "shoes": 38, "": ""}, " calls in the evening ", bought,
                  [SentBack("Shirt", "Blue / L", date(2026, 10, 1))])  # fmt: skip
    assert known.preferences == (("size", "XL"), ("shoes", "38"))
    assert [(one.category, one.variant, one.times) for one in known.usual] == [("Shirts", "Blue / XL", 1)]
    assert known.keeps == (("Shirt", 3), ("Tea", 3))
    assert known.notes == "calls in the evening"
    assert known
    assert not likes({}, "", [], [])


def test_the_variant_they_take_is_chosen_else_the_one_that_sells():
    known = likes({"size": "xl"}, "", [Bought("Shoes", "红色 38", "Shoes", 1)], [])
    coats = [Variant(1, "Blue / L", "Coats", 50), Variant(2, "Red / XL", "Coats", 3), Variant(3, "XXL", "Coats", 60)]
    assert best_variant(coats, taste(known)) == coats[1]
    shoes = [Variant(4, "黑色 39", "Shoes", 9), Variant(5, "黑色 38", "Shoes", 1)]
    assert best_variant(shoes, taste(known)) == shoes[1]
    assert best_variant(coats, taste(Likes())) == coats[2]
    assert best_variant([], taste(Likes())) is None
