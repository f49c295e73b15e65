"""Replies filled in for an order, a customer, a product."""

from collections import Counter

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import ListQuery
from shopdesk.domain.replies import FIELDS, fields_of, fill
from shopdesk.domain.scenarios import LANGUAGES, SCENARIOS
from shopdesk.services import orders, settings
from shopdesk.services.desk import Desk
from shopdesk.services.replies import filling, reading, starter
from shopdesk.services.replies.filling import About, day_text, money_text, values
from tests.services.small_shop import START, sent_order


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_starter_set_covers_every_scenario(language: str) -> None:
    drafts = starter.starters(language)
    assert len(drafts) >= 60
    assert set(Counter(draft.scenario for draft in drafts.values())) == set(SCENARIOS)
    assert len({draft.code for draft in drafts.values()}) == len(drafts)
    assert len({draft.text for draft in drafts.values()}) == len(drafts)
    for draft in drafts.values():
        draft.check()


def test_both_languages_have_the_same_starters() -> None:
    assert {name[3:] for name in starter.starters("en")} == {name[3:] for name in starter.starters("zh")}


def test_every_starter_reply_resolves_on_the_demo_shop(demo: Desk) -> None:
    """For each there is an order in the demo shop for which all its fields can be told."""
    with demo.shop.read() as connection:
        numbers = [row.number for row in orders.rows(demo, orders.ids(demo, ListQuery()))]
        told = {
            language: [values(demo, connection, About(order=n), language) for n in numbers] for language in LANGUAGES
        }
    replies = reading.rows(demo, reading.ids(demo, ListQuery()))
    assert len(replies) >= 120
    open_fields = {
        (row.language, row.code): min((fill(row.text, one).missing for one in told[row.language]), key=len)
        for row in replies
    }
    assert {name: missing for name, missing in open_fields.items() if missing} == {}
    assert {field for row in replies for field in fields_of(row.text)} <= set(FIELDS)


def test_fields_of_an_order(desk: Desk) -> None:
    settings.set_settings(desk, {"name": "Tea House", "address": "1 Example Street"})
    number = sent_order(desk, 2, currency="USD", price=1_234_50)
    with desk.shop.read() as connection:
        told = values(desk, connection, About(order=number), "en")
    assert told["buyer"] == "Buyer A"
    assert (told["order"], told["product"], told["quantity"]) == (number, "T-shirt 1", "2")
    assert (told["price"], told["total"]) == ("$1,234.50", "$2,469.00")
    assert (told["shop"], told["shop_address"], told["staff"]) == ("Tea House", "1 Example Street", "owner")
    assert told["shipped_on"] == "October 5"
    assert not {"tracking", "signed_on", "return_until", "refund"} & set(told)


def test_what_nobody_knows_is_refused(desk: Desk) -> None:
    for about in (About(order="SO-0"), About(customer="CU-0"), About(product="MUG")):
        with desk.shop.read() as connection, pytest.raises(UserError) as caught:
            values(desk, connection, about, "en")
        assert caught.value.code == "record.missing"
    with pytest.raises(UserError) as caught:
        filling.filled(desk, "RE-0", About())
    assert caught.value.code == "record.missing"


def test_a_reply_ready_to_copy(demo: Desk) -> None:
    (product,) = [row for row in reading.rows(demo, reading.ids(demo, ListQuery())) if row.code == "/instock"][:1]
    filled = filling.filled(demo, product.number, About(product="MUG-CEL"))
    assert filled.missing == ()
    assert "青瓷马克杯" in filled.text
    assert filling.filled(demo, "RE-2026-000001", About()).text.count("⟨") == 0  # needs the shop only


def test_days_and_money_as_people_write_them() -> None:
    day = START.date()
    assert (day_text(day, "zh"), day_text(day, "en")) == ("10月5日", "October 5")
    assert money_text(6_800, "CNY", "zh") == "¥68.00"
    assert money_text(-500, "JPY", "en") == "-¥500"
    assert money_text(None, "CNY", "zh") == ""


def test_an_order_by_its_platforms_number(demo: Desk) -> None:
    (row,) = orders.rows(demo, orders.ids(demo, ListQuery(), 1))
    platform = orders.story(demo, row.id).values["platform_order"] or row.number
    with demo.shop.read() as connection:
        own = values(demo, connection, About(order=row.number), "en")
        assert values(demo, connection, About(order=platform), "en") == own
