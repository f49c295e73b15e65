"""Rules of the packing desk."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain import packing
from shopdesk.domain.errors import UserError

TODAY = date(2026, 10, 5)
READY = {"status": "to_ship", "payment": "paid", "pay_on_delivery": False, "hold_until": None, "problems": ()}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({}, None),
        ({"payment": "part_paid"}, None),
        ({"payment": "unpaid"}, "packing.unpaid"),
        ({"payment": "unpaid", "pay_on_delivery": True}, None),
        ({"hold_until": date(2026, 10, 6)}, "packing.on_hold"),
        ({"hold_until": TODAY}, None),
        ({"problems": ["address_changed"]}, "packing.order_changed"),
        ({"problems": ["partner_missing"]}, None),
        ({"status": "cancelled", "problems": ["address_changed"]}, "move.not_allowed"),
        ({"status": "to_confirm"}, "move.not_allowed"),
        ({"status": "shipped", "payment": "unpaid"}, "move.not_allowed"),
    ],
)
def test_why_an_order_may_not_be_packed(cells, code):
    assert packing.refusal(READY | cells, TODAY) == code


@pytest.mark.parametrize(
    ("scanned", "codes", "same"),
    [
        ("mug-1", ("MUG-1",), True),
        (" MUG-1 ", ("MUG-1", "", ""), True),
        ("0036000291452", ("", "036000291452"), True),
        ("36000291453", ("036000291452",), False),
        ("007", ("7",), False),  # a short number may be a SKU of its own
        ("", ("",), False),
    ],
)
def test_codes_as_a_scanner_gives_them(scanned, codes, same):
    assert packing.is_code(scanned, codes) is same


@given(st.lists(st.integers(0, 9), max_size=6), st.integers(0, 60))
def test_spread_fills_the_first_lines_first(rooms, quantity):
    taken = packing.spread(rooms, quantity)
    assert sum(taken) == min(quantity, sum(rooms))
    assert all(0 <= units <= room for units, room in zip(taken, rooms, strict=True))
    started = [place for place, units in enumerate(taken) if units]
    assert all(taken[place] == rooms[place] for place in range(started[-1] if started else 0))


@given(st.integers(0, 10**9), st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_shares_add_up_to_the_amount(amount, parcels):
    whole = sum(parcels)
    parts = [packing.share(amount, sum(parcels[:place]), own, whole) for place, own in enumerate(parcels)]
    assert sum(parts) == amount
    assert min(parts) >= 0


def test_taking_within_what_is_left():
    assert packing.take("SO-1", 1, 3, 3) == 3
    with pytest.raises(UserError, match=r"form\.quantity"):
        packing.take("SO-1", 1, 0, 3)
    with pytest.raises(UserError, match=r"quantity\.above_ordered"):
        packing.take("SO-1", 1, 4, 3)


def test_a_destination_does_not_depend_on_spaces_and_case():
    place = {"buyer_id": "", "buyer_name": "Buyer A", "buyer_phone": "138 0000 0000", "country": "", "region": "",
             "city": "", "district": "", "street": "1 Example Street", "postcode": "", "address_raw": "x"}  # fmt: skip
    same = place | {"buyer_name": "buyer  a", "buyer_phone": "13800000000", "address_raw": "y"}
    assert packing.destination(place) == packing.destination(same)
    assert packing.destination(place) != packing.destination(place | {"street": "2 Example Street"})
    whole = place | {"street": ""}
    assert packing.destination(whole) != packing.destination(whole | {"address_raw": "y"})
