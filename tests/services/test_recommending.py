"""What suits a customer: real orders in a real file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.errors import UserError
from shopdesk.services import aftersales, history, orders, products, quotes, recommending
from shopdesk.services.desk import Desk
from tests.services import presale_shop as shop
from tests.services.small_shop import dump, inquiry_story, open_shop, query


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk, _clock = open_shop(tmp_path)
    shop.stock_goods(desk)
    yield desk
    desk.close()


def titles(suits: recommending.Suits) -> list[str]:
    return [one.product.title for one in suits.suggestions]


def test_what_goes_with_it_comes_with_its_reason_and_without_what_is_out_of_stock(desk: Desk):
    shop.habits(desk)
    suits = recommending.for_inquiry(desk, shop.asks(desk, None, "SH-38"))
    assert titles(suits) == [shop.LACES, shop.COAT]
    laces, coat = suits.suggestions
    assert (laces.reason, laces.count, laces.product.available) == ("together", 12, 40)
    assert (coat.reason, coat.count, coat.product.available) == ("over_time", 12, None)
    assert not suits.likes
    assert not suits.from_bought


def test_cancelled_orders_and_hidden_products_do_not_count(desk: Desk):
    shop.habits(desk)
    with_laces = [row.number for row in orders.rows(desk, orders.ids(desk, query("LA-1")))]
    orders.cancel_orders(desk, with_laces[:3], "stock")
    products.hide_products(desk, ["CO-L", "CO-XL"])
    suits = recommending.for_inquiry(desk, shop.asks(desk, None, "SH-38"))
    assert titles(suits) == [shop.LACES]
    assert suits.suggestions[0].count == 9
    orders.cancel_orders(desk, with_laces[3:], "stock")
    assert titles(recommending.for_inquiry(desk, shop.asks(desk, None, "SH-38"))) == []


def test_an_old_customer_is_not_asked_again(desk: Desk):
    shop.habits(desk)
    known = shop.person(desk, "Buyer B", preferences={"size": "XL"}, notes="Rings twice")
    for _time in range(3):
        last = shop.buys(desk, known, "SH-38", "BAG")
    line = orders.story(desk, orders.ids(desk, query(last))[0]).lines[0]
    case = CaseDraft("complaint", orders=(last,), lines=((line.id, 1),), reason="size", customer=known)
    aftersales.open_case(desk, case)
    suits = recommending.for_inquiry(desk, shop.asks(desk, known, "LA-1"))
    assert suits.likes.preferences == (("size", "XL"),)
    assert suits.likes.notes == "Rings twice"
    assert [(one.title, one.variant) for one in suits.likes.sent_back] == [(shop.SHOES, "38")]
    assert dict(suits.likes.keeps) == {shop.SHOES: 3, shop.BAG: 3}
    # The coat in their size, though the other one sells; nothing they have: neither shoes nor bag.
    assert [one.key for one in suits.suggestions] == ["CO-XL"]


def test_who_asks_about_nothing_gets_what_goes_with_what_they_bought(desk: Desk):
    shop.habits(desk)
    known = shop.person(desk, "Buyer B")
    shop.buys(desk, known, "SH-38")
    suits = recommending.for_inquiry(desk, shop.asks(desk, known))
    assert titles(suits) == [shop.LACES, shop.COAT]
    assert suits.from_bought
    number = shop.buys(desk, None, "SH-39")
    assert titles(recommending.for_order(desk, number)) == [shop.LACES, shop.COAT]


def test_people_of_like_taste_count(desk: Desk):
    shop.habits(desk)
    known = shop.person(desk, "Buyer B")
    shop.buys(desk, known, "LA-1", "SH-39")
    suits = recommending.for_inquiry(desk, shop.asks(desk, known, "CO-L"))
    assert titles(suits) == []  # the bag sells everywhere, and the polish is out
    products.update_product(desk, "PO-1", replace(products.draft_of(desk, "PO-1"), stock=4))
    assert titles(recommending.for_inquiry(desk, shop.asks(desk, known, "CO-L"))) == [shop.POLISH]


def test_a_new_shop_recommends_nothing(desk: Desk):
    assert recommending.for_inquiry(desk, shop.asks(desk, None, "SH-38")) == recommending.Suits()
    with pytest.raises(UserError, match=r"record\.missing"):
        recommending.for_inquiry(desk, "IQ-1")


def test_a_recommended_product_is_added_once_and_taken_back(desk: Desk):
    number = shop.asks(desk, None, "SH-38")
    before = dump(desk)
    assert recommending.add_asked(desk, number, "LA-1").changes.counts == {"inquiry_products": 1}
    recommending.add_asked(desk, number, "LA-1")
    assert [(one.sku, one.quantity) for one in inquiry_story(desk, number).products] == [("SH-38", 1), ("LA-1", 1)]
    history.undo(desk)
    assert dump(desk) == before
    for product, quantity, code in (("NONE", 1, "record.missing"), ("LA-1", 0, "form.quantity")):
        with pytest.raises(UserError, match=code):
            recommending.add_asked(desk, number, product, quantity)
    assert dump(desk) == before


def test_what_was_added_is_on_the_quote_that_is_made_next(desk: Desk):
    number = shop.asks(desk, None, "SH-38")
    recommending.add_asked(desk, number, "LA-1", 2)
    lines = quotes.first_draft(desk, number).lines
    assert [(line.sku, line.quantity, line.price) for line in lines] == [("SH-38", 1, 1_000), ("LA-1", 2, 1_000)]
