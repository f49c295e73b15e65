"""Pre-orders: they hold stock to the end of their day, are extended, let go, ordered, and taken back."""

import json
from datetime import date, timedelta

import pytest

from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.domain.listing import Filter
from shopdesk.domain.products import ProductDraft
from shopdesk.domain.reservations import ReservationDraft
from shopdesk.services import customer_merging, customers, history, inquiries, listing, products, reservations, waiting
from shopdesk.services.desk import Desk
from tests.services.small_shop import Clock, dump, inquiry_story, order_story, query

TODAY = date(2026, 10, 5)
FRIDAY = date(2026, 10, 9)


@pytest.fixture(autouse=True)
def goods(desk: Desk) -> None:
    """Seven mugs; nobody counts the plates."""
    products.create_product(desk, ProductDraft("MUG", "Mug", "Blue", price=1_900, currency="CNY", stock=7))
    products.create_product(desk, ProductDraft("PLATE", "Plate", price=2_500, currency="CNY"))


def keep(desk: Desk, quantity: int = 2, anyway: bool = False, **changed: object) -> str:
    """A pre-order of Buyer A until Friday; its number."""
    values = {"product": "MUG", "until": FRIDAY, "contact": "buyer_a", "price": 1_900, "currency": "CNY"} | changed
    draft = ReservationDraft(quantity=quantity, **values)
    return reservations.create_reservation(desk, draft, anyway).value.number


def mug(desk: Desk, sku: str = "MUG") -> tuple[int, int | None]:
    """Units reserved and available."""
    (row,) = products.rows(desk, products.ids(desk, query(sku=sku)))
    return row.reserved, row.available


def one(desk: Desk, number: str) -> reservations.ReservationRow:
    return reservations.rows(desk, reservations.ids(desk, query(number=number)))[0]


def listed(desk: Desk) -> str:
    kinds = ("inquiries", "orders", "customers", "products", "reservations")
    return json.dumps(
        {kind: listing.list_records(desk, listing.kind_of(kind), [], "", True, None, 0) for kind in kinds}
    )


def records(desk: Desk, kind: str, *filters: Filter) -> list[dict]:
    return listing.list_records(desk, listing.kind_of(kind), list(filters), "", True, None, 0)[1]


def test_it_holds_stock_to_the_end_of_its_day(desk: Desk, clock: Clock) -> None:
    keep(desk, 3)
    assert mug(desk) == (3, 4)
    assert records(desk, "products", Filter("sku", "=", ("MUG",)))[0]["available"] == 4
    clock.forward(days=4, hours=14)  # Friday 23:00 in the shop
    assert mug(desk) == (3, 4)
    clock.forward(hours=2)
    assert mug(desk) == (0, 7)
    assert records(desk, "reservations")[0]["holds"] is False


def test_low_stock_counts_what_is_kept(desk: Desk, clock: Clock) -> None:
    low = query(stock="low")
    assert list(products.ids(desk, low)) == []
    keep(desk, 2)
    assert len(products.ids(desk, low)) == 1
    assert [row["sku"] for row in records(desk, "products", Filter("stock", "=", ("low",)))] == ["MUG"]
    clock.forward(days=5)
    assert list(products.ids(desk, low)) == []
    assert records(desk, "products", Filter("stock", "=", ("low",))) == []
    assert [row["sku"] for row in records(desk, "products", Filter("stock", ">=", ("7",)))] == ["MUG"]


def test_a_pre_order_is_listed(desk: Desk) -> None:
    customer = customers.create_customer(desk, CustomerDraft("Buyer A")).value.number
    number = keep(desk, 2, customer=customer, channel="wechat", deposit=500, note="Calls back")
    (row,) = records(desk, "reservations")
    assert row == {
        "number": number, "status": "open", "holds": True, "product": "MUG", "title": "Mug", "variant": "Blue",
        "quantity": 2, "customer": customer, "contact": "buyer_a", "channel": "wechat", "until": "2026-10-09",
        "price": "19.00", "deposit": "5.00", "currency": "CNY", "note": "Calls back", "order": None, "inquiry": None,
        "created_at": "2026-10-05T01:00:00Z", "closed_at": None,
    }  # fmt: skip
    shown = listing.show_record(desk, listing.kind_of("reservation"), number)
    assert [event["action"] for event in shown["history"]] == ["reservation.create"]


def test_more_than_is_left_needs_anyway(desk: Desk) -> None:
    keep(desk, 5)
    before = dump(desk)
    with pytest.raises(UserError, match=r"reservation.not_enough") as refused:
        keep(desk, 3)
    assert refused.value.where == {"field": "quantity", "found": 3, "available": 2, "product": "Mug"}
    assert dump(desk) == before
    keep(desk, 3, anyway=True)
    assert mug(desk) == (8, -1)
    keep(desk, 1_000, product="PLATE")  # nobody counts them
    assert mug(desk, "PLATE") == (1_000, None)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"quantity": 0}, "form.quantity"),
        ({"until": date(2026, 10, 4)}, "reservation.past"),
        ({"until": date(2028, 10, 4)}, "reservation.too_long"),
        ({"product": "NOTHING"}, "record.missing"),
        ({"customer": "CU-2026-000999"}, "record.missing"),
        ({"inquiry": "IQ-2026-000999"}, "record.missing"),
        ({"deposit": 4_000}, "reservation.deposit"),
        ({"currency": "XXY"}, "form.choice"),
    ],
)
def test_bad_input_changes_nothing(desk: Desk, changed: dict, code: str) -> None:
    before = dump(desk)
    with pytest.raises(UserError, match=code):
        keep(desk, **changed)
    assert dump(desk) == before


def test_editing_asks_only_for_what_is_more(desk: Desk) -> None:
    number = keep(desk, 5)
    keep(desk, 1)
    draft = reservations.draft_of(desk, number)
    assert draft.quantity == 5
    reservations.update_reservation(desk, number, ReservationDraft("MUG", FRIDAY, 6, contact="buyer_a", currency="CNY"))
    assert mug(desk) == (7, 0)
    with pytest.raises(UserError) as refused:
        reservations.update_reservation(
            desk, number, ReservationDraft("MUG", FRIDAY, 7, contact="buyer_a", currency="CNY")
        )
    assert (refused.value.code, refused.value.where["available"]) == ("reservation.not_enough", 6)


def test_a_note_on_one_that_ended_leaves_its_day(desk: Desk, clock: Clock) -> None:
    number = keep(desk)
    clock.forward(days=6)
    draft = reservations.draft_of(desk, number)
    reservations.update_reservation(desk, number, ReservationDraft("MUG", draft.until, 2, contact="b", currency="CNY"))
    assert (one(desk, number).contact, one(desk, number).until) == ("b", FRIDAY)
    with pytest.raises(UserError, match=r"reservation.past"):
        reservations.extend_reservations(desk, [number], date(2026, 10, 10))


def test_one_that_ended_is_kept_anew_only_if_enough_is_left(desk: Desk, clock: Clock) -> None:
    first, second = keep(desk, 4), keep(desk, 3)
    clock.forward(days=6)  # both are over
    later = date(2026, 10, 20)
    assert [row.number for row in reservations.ending(desk)] == [first, second]
    keep(desk, 2, until=later)
    with pytest.raises(UserError, match=r"reservation.not_enough"):
        reservations.extend_reservations(desk, [first, second], later)
    assert one(desk, first).until == FRIDAY  # neither of them
    reservations.extend_reservations(desk, [first], later)
    reservations.extend_reservations(desk, [second], later, anyway=True)
    assert mug(desk) == (9, -2)


def test_time_to_remind_is_the_day_before(desk: Desk, clock: Clock) -> None:
    number = keep(desk)
    assert reservations.ending(desk) == []
    clock.forward(days=3)
    assert [row.number for row in reservations.ending(desk)] == [number]
    assert list(reservations.ids(desk, query(ending="soon"))) == [one(desk, number).id]
    assert list(reservations.ids(desk, query(ending="ended"))) == []
    assert waiting.reservations_waiting(desk) == 1
    clock.forward(days=2)
    assert list(reservations.ids(desk, query(ending="soon"))) == []
    assert [row["number"] for row in records(desk, "reservations", Filter("ending", "=", ("ended",)))] == [number]
    reservations.release_reservations(desk, [number])
    assert reservations.ending(desk) == []


def test_letting_go_frees_the_goods_and_undo_keeps_them_again(desk: Desk) -> None:
    number = keep(desk)
    before, rows = listed(desk), dump(desk)
    reservations.release_reservations(desk, [number])
    assert (one(desk, number).status, mug(desk)) == ("released", (0, 7))
    for again in (reservations.release_reservations, reservations.order_reservations):
        with pytest.raises(UserError, match=r"move.not_allowed"):
            again(desk, [number])
    history.undo(desk)
    assert (listed(desk), dump(desk)) == (before, rows)


def test_several_become_one_order_with_what_was_paid(desk: Desk) -> None:
    customer = customers.create_customer(desk, CustomerDraft("Buyer A", phone="555-0101")).value.number
    inquiry = inquiries.create_inquiry(desk, InquiryDraft("wechat", "buyer_a", customer=customer)).value.number
    first = keep(desk, 2, customer=customer, deposit=500, inquiry=inquiry, note="Gift")
    second = keep(desk, 1, customer=customer, product="PLATE", price=None, deposit=100)
    before, rows = listed(desk), dump(desk)
    order = reservations.order_reservations(desk, [first, second]).value.number
    story = order_story(desk, order)
    assert [(line.sku, line.quantity, line.price, line.variant) for line in story.lines] == [
        ("MUG", 2, 1_900, "Blue"),
        ("PLATE", 1, 2_500, ""),
    ]
    values = story.values
    assert (values["total"], values["paid"], values["payment"], values["status"]) == (
        6_300,
        600,
        "part_paid",
        "awaiting_payment",
    )
    assert (values["customer"], values["buyer_phone"], values["seller_memo"]) == (customer, "555-0101", "Gift")
    assert {one(desk, number).order for number in (first, second)} == {order}
    assert (inquiry_story(desk, inquiry).row.status, inquiry_story(desk, inquiry).row.order) == ("won", order)
    history.undo(desk)
    assert (listed(desk), dump(desk)) == (before, rows)
    history.redo(desk)
    assert one(desk, first).status == "ordered"


def test_paid_in_full_beforehand_is_to_confirm(desk: Desk) -> None:
    order = reservations.order_reservations(desk, [keep(desk, 2, deposit=3_800)]).value.number
    values = order_story(desk, order).values
    assert (values["payment"], values["status"], values["buyer_name"]) == ("paid", "to_confirm", "buyer_a")


def test_one_order_is_of_one_customer_in_one_currency(desk: Desk) -> None:
    mine, theirs = keep(desk), keep(desk, contact="buyer_b")
    dollars = keep(desk, 1, price=500, currency="USD")
    before = dump(desk)
    for numbers, code in (
        ([mine, theirs], "reservation.different_customers"),
        ([mine, dollars], "reservation.different_currencies"),
        ([mine, "RS-2026-000999"], "record.missing"),
    ):
        with pytest.raises(UserError, match=code):
            reservations.order_reservations(desk, numbers)
    assert dump(desk) == before


def test_a_price_that_is_not_known_cannot_have_been_paid(desk: Desk) -> None:
    number = keep(desk, 1, price=None, currency="USD", deposit=500)  # the product costs yuan
    with pytest.raises(UserError, match=r"reservation.deposit"):
        reservations.order_reservations(desk, [number])


def test_it_is_found_by_contact_product_and_customer(desk: Desk) -> None:
    customer = customers.create_customer(desk, CustomerDraft("买家甲")).value.number
    number = keep(desk, customer=customer)
    for words in (number, "buyer_a", "买家", "mug"):
        hits = listing.search_records(desk, words, None)
        assert ("reservation", number) in {(hit["kind"], hit["number"]) for hit in hits}, words
    products.update_product(desk, "MUG", ProductDraft("MUG", "Beaker", price=1_900, currency="CNY", stock=7))
    assert any(hit["kind"] == "reservation" for hit in listing.search_records(desk, "beaker", None))


def test_merged_customers_keep_their_pre_orders(desk: Desk) -> None:
    first, second = (customers.create_customer(desk, CustomerDraft(name)).value.number for name in ("A", "B"))
    number = keep(desk, customer=second)
    customer_merging.merge(desk, first, [second])
    assert one(desk, number).customer_number == first


def test_a_story_has_the_product_as_it_stands(desk: Desk) -> None:
    number = keep(desk, 3)
    story = reservations.story(desk, one(desk, number).id)
    assert (story.product.sku, story.product.available, story.customer, story.order) == ("MUG", 4, None, None)
    held = products.story(desk, story.product.id).held
    assert [(row.number, row.quantity) for row in held] == [(number, 3)]


def test_extending_is_for_what_is_open(desk: Desk) -> None:
    number = keep(desk)
    reservations.extend_reservations(desk, [number], FRIDAY + timedelta(days=7))
    assert one(desk, number).until == date(2026, 10, 16)
    reservations.release_reservations(desk, [number])
    with pytest.raises(UserError, match=r"move.not_allowed"):
        reservations.extend_reservations(desk, [number], FRIDAY)
