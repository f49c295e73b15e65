"""Offers: entered, ended, and which may be said about what a customer asks; by the commands' actions, too."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter
from shopdesk.domain.offers import OfferDraft, state
from shopdesk.domain.replies import ReplyDraft
from shopdesk.services import history, listing, offers
from shopdesk.services.actions import find
from shopdesk.services.desk import Desk
from shopdesk.services.replies import editing
from shopdesk.services.replies.filling import About, filled
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


def enter(desk: Desk, title: str, **told: object) -> str:
    return offers.create_offer(desk, OfferDraft(title, f"{title}!", **told)).value.number  # type: ignore[arg-type]


def titles(rows: list[offers.OfferRow]) -> list[str]:
    return [row.title for row in rows]


def test_an_offer_is_valid_from_its_first_day_to_its_last(desk_and_clock: tuple[Desk, Clock]):
    desk, clock = desk_and_clock  # it is 5 October, 09:00
    enter(desk, "Always")
    enter(desk, "Until today", valid_until=date(2026, 10, 5))
    enter(desk, "From tomorrow", valid_from=date(2026, 10, 6), valid_until=date(2026, 10, 6))
    assert titles(offers.valid_on(desk)) == ["Until today", "Always"]
    clock.forward(hours=15)  # 00:00 in the shop
    assert titles(offers.valid_on(desk)) == ["From tomorrow", "Always"]
    assert titles(offers.offers(desk)) == ["From tomorrow", "Always", "Until today"]
    assert titles(offers.valid_on(desk, date(2026, 10, 7))) == ["Always"]


def test_it_stands_beside_what_it_is_for(desk: Desk):
    enter(desk, "Shoes week", skus=("sh-39",))  # one variant stands for the product
    enter(desk, "Laces as a gift", skus=("LA-1",))
    enter(desk, "WeChat only", channels=("wechat",))
    enter(desk, "WhatsApp only", channels=("whatsapp",))
    about_shoes = offers.for_inquiry(desk, shop.asks(desk, None, "SH-38"))
    assert sorted(titles(about_shoes)) == ["Shoes week", "WeChat only"]
    assert len(offers.for_inquiry(desk, shop.asks(desk, None))) == 3
    assert titles(offers.for_order(desk, shop.buys(desk, None, "LA-1", "BAG"))) == ["Laces as a gift"]
    with pytest.raises(UserError, match=r"record\.missing"):
        offers.for_order(desk, "SO-1")


def test_it_is_ended_taken_up_again_and_undone(desk: Desk):
    number = enter(desk, "Shoes week")
    before = dump(desk)
    offers.end_offer(desk, number)
    assert offers.valid_on(desk) == []
    history.undo(desk)
    assert dump(desk) == before
    offers.end_offer(desk, number)
    offers.end_offer(desk, number, ended=False)
    assert titles(offers.valid_on(desk)) == ["Shoes week"]


@pytest.mark.parametrize(
    ("told", "code", "field"),
    [
        ({"title": " "}, "form.required", "title"),
        ({"text": ""}, "form.required", "text"),
        ({"text": "x" * 4_001}, "form.too_long", "text"),
        ({"kind": "miracle"}, "form.choice", "kind"),
        ({"valid_from": "2026-10-06", "valid_until": "2026-10-05"}, "form.date_order", "valid_until"),
        ({"valid_until": "soon"}, "form.date", "valid_until"),
        ({"skus": {"a": 1}}, "form.type", "skus"),
        ({"offer": "OF-9"}, "record.missing", None),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(desk: Desk, told: dict, code: str, field: str | None):
    find("offer.create").run(desk, {"title": "Shoes week", "text": "Ten off"})
    before = dump(desk)
    action = "offer.update" if "offer" in told else "offer.create"
    with pytest.raises(UserError) as caught:
        find(action).run(desk, {"title": "New", "text": "New"} | told)
    assert (caught.value.code, caught.value.where.get("field")) == (code, field)
    assert dump(desk) == before


def test_actions_and_list(desk: Desk):
    made = find("offer.create").run(
        desk,
        {"title": "Shoes week", "text": "Ten off", "kind": "gift", "code": "SHOES", "valid_until": "2026-10-31",
         "skus": ["SH-38", "SH-38", ""], "channels": ["wechat"]},
    )  # fmt: skip
    number = made.value.number
    find("offer.update").run(desk, {"offer": number, "condition": "from 50"})
    kind = listing.kind_of("offers")
    count, rows = listing.list_records(desk, kind, [Filter("valid", "=", ("yes",))], "", True, None, 0)
    assert count == 1
    assert rows[0] == {
        "number": "OF-2026-000001", "kind": "gift", "status": "active", "title": "Shoes week", "text": "Ten off",
        "code": "SHOES", "condition": "from 50", "valid_from": None, "valid_until": "2026-10-31", "skus": ["SH-38"],
        "channels": ["wechat"], "created_at": "2026-10-05T01:00:00Z",
    }  # fmt: skip
    find("offer.end").run(desk, {"offer": number})
    assert listing.list_records(desk, kind, [Filter("valid", "=", ("no",))], "", True, None, 0)[0] == 1
    assert [one["action"] for one in listing.show_record(desk, kind, number)["history"]] == [
        "offer.create", "offer.update", "offer.end",
    ]  # fmt: skip
    with pytest.raises(UserError, match=r"form\.date"):
        listing.list_records(desk, kind, [Filter("valid", "=", ("soon",))], "", True, None, 0)


def test_states():
    day = date(2026, 10, 5)
    assert state("active", None, None, day) == "valid"
    assert state("active", day, day, day) == "valid"
    assert state("active", date(2026, 10, 6), None, day) == "later"
    assert state("active", None, date(2026, 10, 4), day) == "over"
    assert state("ended", day, day, day) == "ended"


def test_a_reply_says_the_offer_that_ends_first(desk: Desk):
    enter(desk, "Always")
    enter(desk, "Shoes week", skus=("SH-38",), valid_until=date(2026, 10, 9))
    draft = ReplyDraft("Offer", "Today: {offer}", status="approved")
    number = editing.create_reply(desk, draft).value.number
    assert filled(desk, number, About(product="SH-39")).text == "Today: Shoes week!"
    assert filled(desk, number, About(order=shop.buys(desk, None, "LA-1"))).text == "Today: Always!"
    assert filled(desk, number, About()).text == "Today: Shoes week!"
    for one in offers.offers(desk):
        offers.end_offer(desk, one.number)
    assert filled(desk, number, About()).missing == ("offer",)
