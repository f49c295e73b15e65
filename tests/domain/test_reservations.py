"""Pre-orders: what may be kept, for whom, until when."""

from datetime import date, timedelta

import pytest

from shopdesk.domain import reservations as rules
from shopdesk.domain.errors import UserError
from shopdesk.domain.reservations import ReservationDraft

TODAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"product": " "}, "form.required", "product"),
        ({"quantity": 0}, "form.quantity", "quantity"),
        ({"quantity": -3}, "form.quantity", "quantity"),
        ({"contact": "  "}, "form.required", "customer"),
        ({"until": None}, "form.required", "until"),
        ({"channel": "pigeon"}, "form.choice", "channel"),
        ({"currency": "XYZ"}, "form.choice", "currency"),
        ({"price": -1}, "form.amount", "price"),
        ({"deposit": -1}, "form.amount", "deposit"),
        ({"price": 1_900, "deposit": 1_901}, "reservation.deposit", "deposit"),
    ],
)
def test_what_is_refused_names_its_field(changed, code, field):
    values = {"product": "MUG", "until": TODAY, "contact": "buyer_a", "currency": "CNY"} | changed
    with pytest.raises(UserError) as refused:
        ReservationDraft(**values).check()
    assert (refused.value.code, refused.value.where["field"]) == (code, field)


def test_a_deposit_on_two_units_may_be_more_than_one_costs():
    ReservationDraft("MUG", TODAY, 2, contact="a", price=1_900, deposit=3_800, currency="CNY").check()


def test_goods_are_kept_to_the_end_of_the_last_day():
    assert rules.holds("open", TODAY, TODAY)
    assert not rules.holds("open", TODAY - timedelta(days=1), TODAY)
    assert not rules.holds("released", TODAY, TODAY)


def test_the_last_day_is_neither_over_nor_years_away():
    rules.check_until(TODAY, TODAY)
    rules.check_until(TODAY + timedelta(days=rules.MOST_DAYS), TODAY)
    for day, code in ((TODAY - timedelta(days=1), "past"), (TODAY + timedelta(days=rules.MOST_DAYS + 1), "too_long")):
        with pytest.raises(UserError, match=rf"reservation.{code}"):
            rules.check_until(day, TODAY)


def test_uncounted_goods_are_always_enough():
    rules.check_available(5, None, "Mug")
    rules.check_available(5, 5, "Mug")
    with pytest.raises(UserError) as refused:
        rules.check_available(5, -2, "Mug")
    assert refused.value.where["available"] == 0


def test_one_buyer_goes_by_customer_or_by_contact():
    assert rules.buyer_of([(7, "buyer_a"), (7, "")]) == (7, "")
    assert rules.buyer_of([(None, "Buyer_A "), (None, "buyer_a")]) == (None, "buyer_a")
    for others in ([(7, ""), (8, "")], [(7, "buyer_a"), (None, "buyer_a")], [(None, "a"), (None, "b")]):
        with pytest.raises(UserError, match=r"reservation.different_customers"):
            rules.buyer_of(others)
