"""The page of pre-orders, worked with as a person does."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from shopdesk.domain.products import ProductDraft
from shopdesk.domain.reservations import ReservationDraft
from shopdesk.services import products, reservations
from shopdesk.services.desk import Desk
from shopdesk.ui.reserving.form import NAME, ReserveForm
from tests.services.small_shop import Clock, order_story, query
from tests.ui.conversations.stage import Stage

Shop = tuple[Desk, Clock]
TODAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def goods(shop: Shop) -> None:
    """Seven mugs; nobody counts the plates."""
    products.create_product(shop[0], ProductDraft("MUG", "Mug", "Blue", price=1_900, currency="CNY", stock=7))
    products.create_product(shop[0], ProductDraft("PLATE", "Plate", price=2_500, currency="USD"))


def keep(stage: Stage, shop: Shop, quantity: int = 2, days: int = 3, contact: str = "buyer_a", deposit: int = 0) -> str:
    """A pre-order made through the service, and shown."""
    draft = ReservationDraft(
        "MUG", TODAY + timedelta(days=days), quantity, contact=contact, price=1_900, currency="CNY", deposit=deposit
    )
    number = reservations.create_reservation(shop[0], draft).value.number
    refresh(stage)
    return number


def refresh(stage: Stage) -> None:
    stage.page.reload(None)
    stage.settle()


def trigger(stage: Stage, action: str) -> None:
    stage.page.context.actions.action(action).trigger()
    stage.settle()


def one(shop: Shop, number: str) -> reservations.ReservationRow:
    return reservations.rows(shop[0], reservations.ids(shop[0], query(number=number)))[0]


def cells(stage: Stage, row: int = 0) -> dict[str, str]:
    """What the table shows in a row, by column."""
    records = stage.page.table.records
    return {column.key: str(records.index(row, n).data()) for n, column in enumerate(records.columns)}


def test_a_shop_without_pre_orders_offers_the_first_one(stage: Stage) -> None:
    stage.click("reservations.empty.button")
    assert isinstance(stage.page.side.form, ReserveForm)


def test_entered_with_mistakes_mended_on_the_way(stage: Stage, shop: Shop) -> None:
    trigger(stage, "reservation.create")
    stage.save()
    form = stage.page.side.form
    assert form.form.field("product").error == "This is needed."
    stage.type_into(f"{NAME}.product", "MUG")
    stage.find(f"{NAME}.note").setFocus()
    assert form.available.text() == "Mug · Blue: 7 available"
    assert stage.find(f"{NAME}.price").text() == "19.00"
    stage.type_into(f"{NAME}.quantity.field", "0")
    stage.save()
    assert "whole number above zero" in form.form.field("quantity").error
    stage.type_into(f"{NAME}.quantity.field", "8")
    stage.save()
    assert form.form.field("customer").error == "This is needed."
    stage.type_into(f"{NAME}.contact", "buyer_a")
    stage.type_into(f"{NAME}.until.text", "yesterday")
    stage.save()
    assert "is over already" in form.form.field("until").error
    stage.type_into(f"{NAME}.until.text", "+4")
    stage.save()
    assert "Only 7 of “Mug” are left, not 8" in form.form.field("quantity").error
    assert reservations.counts(shop[0]) == {}
    stage.click(f"{NAME}.notice.action")
    assert stage.page.side.form is None
    (row,) = stage.rows()
    assert (row.quantity, row.until, row.price, row.contact) == (8, date(2026, 10, 9), 1_900, "buyer_a")
    assert stage.page.table.current_id() == row.id


def test_a_foreign_price_brings_its_currency(stage: Stage) -> None:
    trigger(stage, "reservation.create")
    stage.type_into(f"{NAME}.product", "PLATE")
    stage.find(f"{NAME}.note").setFocus()
    assert (stage.find(f"{NAME}.currency").value(), stage.find(f"{NAME}.price").text()) == ("USD", "25.00")
    assert stage.page.side.form.available.text() == "Plate: nobody counts the stock"


def test_an_unknown_product_is_refused_beside_the_field(stage: Stage) -> None:
    trigger(stage, "reservation.create")
    stage.type_into(f"{NAME}.product", "nothing")
    stage.type_into(f"{NAME}.contact", "buyer_a")
    stage.save()
    assert stage.page.side.form.form.field("product").error == "There is no record “nothing”."


def test_those_that_end_first_stand_above_and_say_so(stage: Stage, shop: Shop) -> None:
    later, soon = keep(stage, shop, days=9), keep(stage, shop, days=1)
    assert stage.numbers() == [soon, later]
    assert (cells(stage)["status"], cells(stage)["until"]) == ("Kept", "tomorrow")
    shop[1].forward(days=2)
    refresh(stage)
    assert (cells(stage)["status"], cells(stage)["until"]) == ("Expired", "yesterday")


def test_extended_by_the_menu_and_taken_back(stage: Stage, shop: Shop) -> None:
    number = keep(stage, shop)
    stage.select(number)
    stage.pick(stage.menu("reservation.extend"), "7 days")
    assert one(shop, number).until == date(2026, 10, 12)
    stage.window.context.actions.action("window.undo").trigger()
    stage.settle()
    assert one(shop, number).until == date(2026, 10, 8)


def test_what_ended_and_was_sold_is_kept_again_only_when_asked(stage: Stage, shop: Shop) -> None:
    number = keep(stage, shop, 5, days=0)
    shop[1].forward(days=1)
    keep(stage, shop, 4, days=5, contact="buyer_b")
    stage.select(number)
    stage.pick(stage.menu("reservation.extend"), "3 days")
    assert one(shop, number).until == TODAY
    assert "Only 3 of “Mug” are left, not 5" in stage.page.notice.text
    stage.click("reservations.notice.action")
    assert one(shop, number).until == date(2026, 10, 9)


def test_let_go_and_no_longer_to_be_ordered(stage: Stage, shop: Shop) -> None:
    number = keep(stage, shop)
    stage.select(number)
    trigger(stage, "reservation.release")
    assert one(shop, number).status == "released"
    stage.page.filters.clear()
    stage.settle()
    stage.select(number)
    assert not stage.page.context.actions.action("reservation.order").isEnabled()


def test_two_of_one_buyer_become_one_order(stage: Stage, shop: Shop) -> None:
    numbers = [keep(stage, shop, 2, deposit=500), keep(stage, shop, 1)]
    stage.select(*numbers)
    trigger(stage, "reservation.order")
    order = one(shop, numbers[0]).order
    values = order_story(shop[0], order).values
    assert (values["units"], values["total"], values["paid"], values["payment"]) == (3, 5_700, 500, "part_paid")


def test_those_of_two_buyers_are_refused_and_stay(stage: Stage, shop: Shop) -> None:
    numbers = [keep(stage, shop), keep(stage, shop, contact="buyer_b")]
    stage.select(*numbers)
    trigger(stage, "reservation.order")
    assert "different customers" in stage.page.notice.text
    assert {one(shop, number).status for number in numbers} == {"open"}


def test_a_draft_left_with_esc_is_offered_again(stage: Stage) -> None:
    trigger(stage, "reservation.create")
    stage.type_into(f"{NAME}.contact", "buyer_a")
    stage.type_into(f"{NAME}.quantity.field", "3")
    stage.qtbot.keyClick(stage.find(f"{NAME}.contact"), Qt.Key.Key_Escape)
    stage.settle()
    stage.page.resume("reservation.create")
    stage.settle()
    assert (stage.page.side.form.contact.value(), stage.page.side.form.quantity.value()) == ("buyer_a", 3)


def test_editing_changes_only_what_is_typed(stage: Stage, shop: Shop) -> None:
    number = keep(stage, shop, deposit=500)
    stage.select(number)
    trigger(stage, "reservation.update")
    stage.type_into(f"{NAME}.note", "Calls back")
    stage.save()
    row = one(shop, number)
    assert (row.note, row.deposit, row.quantity, row.until) == ("Calls back", 500, 2, TODAY + timedelta(days=3))
