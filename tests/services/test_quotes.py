"""Quotes: made, corrected, replaced, declined, turned into an order in one step, and taken back."""

import json
from datetime import date, timedelta

import pytest

from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.drafts import LineDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import InquiryDraft, ProductAsked
from shopdesk.domain.products import ProductDraft
from shopdesk.domain.quotes import QuoteDraft
from shopdesk.services import customers, history, inquiries, inquiry_merging, listing, products, quotes
from shopdesk.services.desk import Desk
from tests.services.small_shop import Clock, dump, inquiry_story, order_story

TODAY = date(2026, 10, 5)
SHIRT = LineDraft("T-shirt", 2, 8_900, "TS-1", "Blue XL")
MUG = LineDraft("Mug", 1, 1_900, discount=100)
DRAFT = QuoteDraft(
    "CNY", (SHIRT, MUG), bundle_price=16_001, discount=1, shipping=1_200, valid_until=TODAY, note="With gift wrap"
)


def ask(desk: Desk, **changed: object) -> str:
    """An inquiry of Buyer A."""
    values = {"channel": "wechat", "contact": "buyer_a", "message": "How much together?"} | changed
    return inquiries.create_inquiry(desk, InquiryDraft(**values)).value.number


def listed(desk: Desk) -> str:
    """What `list` gives of every kind, as text."""
    kinds = ("inquiries", "orders", "customers", "products")
    return json.dumps(
        {kind: listing.list_records(desk, listing.kind_of(kind), [], "", True, None, 0) for kind in kinds}
    )


def quote_of(desk: Desk, inquiry: str) -> dict:
    return listing.show_record(desk, listing.kind_of("inquiries"), inquiry)["quote"]


def test_a_quote_is_listed_with_its_inquiry(desk: Desk) -> None:
    inquiry = ask(desk)
    assert quote_of(desk, inquiry) is None
    number = quotes.create_quote(desk, inquiry, DRAFT).value.number
    assert number == "QU-2026-000001"
    told = quote_of(desk, inquiry)
    assert told | {"lines": None} == {
        "number": number, "status": "open", "lines": None, "bundle_price": "160.01", "discount": "0.01",
        "shipping": "12.00", "total": "172.00", "currency": "CNY", "valid_until": "2026-10-05",
        "note": "With gift wrap", "order": None,
    }  # fmt: skip
    assert told["lines"][1] == {
        "sku": None, "title": "Mug", "variant": None, "quantity": 1, "price": "19.00", "discount": "1.00",
        "total": "18.00",
    }  # fmt: skip


def test_a_new_quote_begins_with_what_was_asked_about(desk: Desk) -> None:
    products.create_product(desk, ProductDraft("MUG", "Mug", "Blue", price=1_900, currency="CNY"))
    products.create_product(desk, ProductDraft("CUP", "Cup", price=900, currency="USD"))
    asked = (ProductAsked("MUG", quantity=3), ProductAsked("CUP"), ProductAsked(text="green plate"))
    draft = quotes.first_draft(desk, ask(desk, products=asked))
    assert draft.lines == (
        LineDraft("Mug", 3, 1_900, "MUG", "Blue"),
        LineDraft("Cup", 1, 0, "CUP"),  # its price is in another currency
        LineDraft("green plate"),
    )
    assert draft.currency == "CNY"


def test_a_new_quote_is_in_the_currency_that_its_goods_are_sold_in(desk: Desk) -> None:
    products.create_product(desk, ProductDraft("CUP", "Cup", price=900, currency="USD"))
    draft = quotes.first_draft(desk, ask(desk, products=(ProductAsked("CUP"), ProductAsked(text="green plate"))))
    assert (draft.currency, draft.lines[0].price) == ("USD", 900)


def test_a_new_quote_replaces_the_one_that_stands(desk: Desk) -> None:
    inquiry = ask(desk)
    first = quotes.create_quote(desk, inquiry, DRAFT).value.number
    second = quotes.create_quote(desk, inquiry, QuoteDraft("USD", (MUG,))).value.number
    assert [(row.number, row.status) for row in quotes.of_inquiry(desk, inquiry)] == [
        (second, "open"),
        (first, "replaced"),
    ]
    assert quote_of(desk, inquiry)["total"] == "18.00"
    with pytest.raises(UserError, match=r"move.not_allowed"):
        quotes.update_quote(desk, first, DRAFT)
    history.undo(desk)
    assert quote_of(desk, inquiry)["number"] == first
    assert quote_of(desk, inquiry)["status"] == "open"


def test_a_correction_keeps_the_number(desk: Desk) -> None:
    inquiry = ask(desk)
    number = quotes.create_quote(desk, inquiry, DRAFT).value.number
    before = dump(desk)
    quotes.update_quote(desk, number, QuoteDraft("CNY", (MUG,), valid_until=TODAY + timedelta(days=3)))
    told = quote_of(desk, inquiry)
    assert (told["number"], told["total"], len(told["lines"])) == (number, "18.00", 1)
    history.undo(desk)
    assert dump(desk) == before


def test_saving_the_same_again_changes_nothing(desk: Desk) -> None:
    number = quotes.create_quote(desk, ask(desk), DRAFT).value.number
    assert not quotes.update_quote(desk, number, DRAFT).changes


def test_the_order_is_one_step_and_one_step_back(desk: Desk) -> None:
    customer = customers.create_customer(
        desk, CustomerDraft("Buyer A", phone="555-0101", city="Sampletown", street="1 Example Street")
    ).value.number
    inquiry = ask(desk, customer=customer)
    number = quotes.create_quote(desk, inquiry, DRAFT).value.number
    before, rows = listed(desk), dump(desk)
    outcome = quotes.order_quote(desk, number)
    order = outcome.value.number
    values = order_story(desk, order).values
    assert (values["total"], values["discount"], values["shipping"], values["payment"]) == (17_200, 1, 1_200, "unpaid")
    assert (values["buyer_name"], values["buyer_phone"], values["street"]) == (
        "Buyer A",
        "555-0101",
        "1 Example Street",
    )
    assert (values["status"], values["customer"], values["platform"]) == ("awaiting_payment", customer, "")
    lines = order_story(desk, order).lines
    assert sum(line.total for line in lines) == 16_001
    assert [(line.sku, line.variant, line.quantity, line.price) for line in lines] == [
        ("TS-1", "Blue XL", 2, 8_900),
        ("", "", 1, 1_900),
    ]
    story = inquiry_story(desk, inquiry)
    assert (story.row.status, story.row.order) == ("won", order)
    assert (quote_of(desk, inquiry)["status"], quote_of(desk, inquiry)["order"]) == ("accepted", order)
    assert listed(desk) != before
    history.undo(desk)
    assert listed(desk) == before
    assert dump(desk) == rows
    history.redo(desk)
    assert quote_of(desk, inquiry)["order"] == order


def test_a_contact_without_customer_becomes_the_buyer(desk: Desk) -> None:
    for contact, cells in (
        ("buyer_a", ("buyer_a", "", "")),
        ("555-0101", ("555-0101", "555-0101", "")),
        ("a@example.com", ("a@example.com", "", "a@example.com")),
        ("@handle", ("@handle", "", "")),
    ):
        number = quotes.create_quote(desk, ask(desk, contact=contact), DRAFT).value.number
        values = order_story(desk, quotes.order_quote(desk, number).value.number).values
        assert (values["buyer_name"], values["buyer_phone"], values["buyer_email"]) == cells


def test_nobody_to_sell_to_is_said_and_changes_nothing(desk: Desk) -> None:
    number = quotes.create_quote(desk, ask(desk, contact="", subject="Somebody asks"), DRAFT).value.number
    before = dump(desk)
    with pytest.raises(UserError, match=r"buyer.unknown"):
        quotes.order_quote(desk, number)
    assert dump(desk) == before


def test_an_expired_quote_needs_anyway(desk: Desk, clock: Clock) -> None:
    inquiry = ask(desk)
    number = quotes.create_quote(desk, inquiry, DRAFT).value.number
    clock.forward(hours=14)  # 23:00 in the shop: still its last day
    clock.forward(hours=2)
    with pytest.raises(UserError, match=r"quote.expired") as refused:
        quotes.order_quote(desk, number)
    assert refused.value.where["until"] == TODAY
    assert quotes.order_quote(desk, number, anyway=True).value.number.startswith("SO-")


def test_a_quote_may_be_taken_on_its_last_day(desk: Desk, clock: Clock) -> None:
    number = quotes.create_quote(desk, ask(desk), DRAFT).value.number
    clock.forward(hours=14)
    assert quotes.order_quote(desk, number).value.number


def test_what_is_over_is_neither_declined_nor_ordered_again(desk: Desk) -> None:
    inquiry = ask(desk)
    number = quotes.create_quote(desk, inquiry, DRAFT).value.number
    quotes.decline_quote(desk, number)
    assert quote_of(desk, inquiry)["status"] == "declined"
    assert inquiry_story(desk, inquiry).row.status == "new"  # that one may still be won with another quote
    for again in (quotes.decline_quote, quotes.order_quote):
        with pytest.raises(UserError, match=r"move.not_allowed"):
            again(desk, number)
    with pytest.raises(UserError, match=r"record.missing"):
        quotes.order_quote(desk, "QU-2026-000999")


def test_a_lost_inquiry_is_reopened_first(desk: Desk) -> None:
    inquiry = ask(desk)
    number = quotes.create_quote(desk, inquiry, DRAFT).value.number
    inquiries.move_inquiries(desk, [inquiry], "lost", "price")
    with pytest.raises(UserError, match=r"move.not_allowed"):
        quotes.order_quote(desk, number)
    with pytest.raises(UserError, match=r"move.not_allowed"):
        quotes.create_quote(desk, inquiry, DRAFT)
    inquiries.move_inquiries(desk, [inquiry], "reopened")
    quotes.order_quote(desk, number)
    assert inquiry_story(desk, inquiry).row.status == "won"


def test_bad_input_changes_nothing(desk: Desk) -> None:
    inquiry = ask(desk)
    before = dump(desk)
    for draft, code in (
        (QuoteDraft("CNY"), "form.required"),
        (QuoteDraft("CNY", (LineDraft("Mug", 0, 1),)), "form.quantity"),
        (QuoteDraft("CNY", (MUG,), valid_until=date(2026, 10, 4)), "quote.past"),
    ):
        with pytest.raises(UserError, match=code):
            quotes.create_quote(desk, inquiry, draft)
    with pytest.raises(UserError, match=r"record.missing"):
        quotes.create_quote(desk, "IQ-2026-000999", DRAFT)
    assert dump(desk) == before


def test_an_inquiry_is_found_by_the_number_of_its_quote(desk: Desk) -> None:
    inquiry = ask(desk)
    number = quotes.create_quote(desk, inquiry, DRAFT).value.number
    assert [hit["number"] for hit in listing.search_records(desk, number, None)] == [inquiry]
    history.undo(desk)
    assert listing.search_records(desk, number, None) == []


def test_of_two_merged_inquiries_the_newer_quote_stands(desk: Desk) -> None:
    first, second = ask(desk), ask(desk)
    old = quotes.create_quote(desk, first, DRAFT).value.number
    new = quotes.create_quote(desk, second, QuoteDraft("CNY", (MUG,))).value.number
    inquiry_merging.merge_inquiries(desk, first, [second])
    assert quotes.open_quote(desk, first).number == new
    quotes.order_quote(desk, new)
    assert {row.number: row.status for row in quotes.of_inquiry(desk, first)} == {new: "accepted", old: "replaced"}
