"""Wishes: noted where they are heard, counted by theme and product."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.wishes import WishDraft
from shopdesk.services import customer_merging, history, wishes
from shopdesk.services.actions import find
from shopdesk.services.desk import Desk
from shopdesk.services.wishes import Span
from tests.services import presale_shop as shop
from tests.services.small_shop import Clock, dump, open_shop


@pytest.fixture
def desk_and_clock(tmp_path: Path) -> Iterator[tuple[Desk, Clock]]:
    desk, clock = open_shop(tmp_path)
    shop.stock_goods(desk)
    yield desk, clock
    desk.close()


@pytest.fixture
def desk(desk_and_clock: tuple[Desk, Clock]) -> Desk:
    return desk_and_clock[0]


def test_a_wish_remembers_who_wishes_what_where(desk: Desk):
    known = shop.person(desk, "Buyer B")
    inquiry = shop.asks(desk, known, "SH-38")
    assert wishes.product_about(desk, "inquiry", inquiry) == "SH-38"
    before = dump(desk)
    wishes.log_wish(desk, WishDraft("size", " Also in 42 ", product="SH-38", inquiry=inquiry))
    (one,) = wishes.counts(desk)
    (told,) = wishes.told(desk, one)
    assert (one.theme, one.sku, one.title, one.count) == ("size", "SH-38", shop.SHOES, 1)
    assert (told.text, told.customer_number, told.about) == ("Also in 42", known, ("inquiries", inquiry))
    history.undo(desk)
    assert dump(desk) == before


def test_counts_by_theme_and_product_in_a_span_of_days(desk_and_clock: tuple[Desk, Clock]):
    desk, clock = desk_and_clock
    for theme, product in (("size", "SH-38"), ("size", "SH-38"), ("size", None), ("price", "SH-38")):
        wishes.log_wish(desk, WishDraft(theme, "Please", product=product))
    clock.forward(hours=48)
    wishes.log_wish(desk, WishDraft("price", "Please"))
    counted = [(one.theme, one.sku, one.count) for one in wishes.counts(desk)]
    assert counted[0] == ("size", "SH-38", 2)
    assert sorted(counted[1:]) == [("price", "", 1), ("price", "SH-38", 1), ("size", "", 1)]
    later = Span(first=date(2026, 10, 7))
    assert [(one.theme, one.count) for one in wishes.counts(desk, later)] == [("price", 1)]
    earlier = Span(last=date(2026, 10, 6))
    assert sum(one.count for one in wishes.counts(desk, earlier)) == 4
    with desk.shop.read() as connection:
        from shopdesk.db.queries.wishes import by_theme

        assert by_theme(connection) == {"size": 3, "price": 2}
        assert by_theme(connection, date(2026, 10, 5), date(2026, 10, 5)) == {"size": 3, "price": 1}
    without_product = next(one for one in wishes.counts(desk) if (one.theme, one.sku) == ("size", ""))
    assert [one.sku for one in wishes.told(desk, without_product)] == [""]


def test_wishes_move_with_merged_customers(desk: Desk):
    keep, other = shop.person(desk, "Buyer B"), shop.person(desk, "Buyer C")
    wishes.log_wish(desk, WishDraft("service", "Call me", customer=other))
    customer_merging.merge(desk, keep, [other])
    assert wishes.told(desk, wishes.counts(desk)[0])[0].customer_number == keep


@pytest.mark.parametrize(
    ("told", "code", "field"),
    [
        ({"theme": "magic", "text": "x"}, "form.choice", "theme"),
        ({"text": "x"}, "form.required", "theme"),
        ({"theme": "size"}, "form.required", "text"),
        ({"theme": "size", "text": "x" * 4_001}, "form.too_long", "text"),
        ({"theme": "size", "text": "x", "product": "NONE"}, "record.missing", "product"),
        ({"theme": "size", "text": "x", "order": "SO-9"}, "record.missing", "order"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(desk: Desk, told: dict, code: str, field: str):
    before = dump(desk)
    with pytest.raises(UserError) as caught:
        find("wish.log").run(desk, told)
    assert (caught.value.code, caught.value.where.get("field")) == (code, field)
    assert dump(desk) == before


def test_the_action_needs_no_text_where_a_product_is_named(desk: Desk):
    order = shop.buys(desk, None, "SH-38")
    find("wish.log").run(desk, {"theme": "restock", "product": "PO-1", "order": order})
    (one,) = wishes.counts(desk)
    assert wishes.told(desk, one)[0].about == ("orders", order)
