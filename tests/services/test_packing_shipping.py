"""The packing desk: what shipping and arriving mean for lists and orders."""

from shopdesk.db.tables import OrderLine
from shopdesk.services import history, orders, packing
from tests.services.packing_shop import (
    day,
    held,
    list_story,
    refused,
    set_order,
    state,
    units,
    waiting_order,
)
from tests.services.small_shop import dump, lines_of, order_story, query


def _make(desk, *numbers, **named):
    return packing.make_lists(desk, numbers, **named).value.numbers


def _status(desk, number):
    return list_story(desk, number).values["status"]


# -- shipping ------------------------------------------------------------------------------------------------------


def test_an_order_is_shipped_when_its_last_unit_leaves(desk):
    """Order of 10: picked, ship 3 partial, ship 7 full; nothing is sent twice (a peer's delivery status)."""
    order = waiting_order(desk, 10)
    (line,) = lines_of(desk, order)
    (first,) = _make(desk, order, quantities={line: 3})
    assert state(desk, order) == ("to_ship", "none")
    packing.ship_lists(desk, [first], "SF Express", "SF1")
    assert state(desk, order) == ("to_ship", "partial")
    assert units(desk, order) == [(3, 0, 7)]
    assert refused(packing.make_lists, desk, [order], {line: 8}).code == "quantity.above_ordered"
    (second,) = _make(desk, order)
    packing.ship_lists(desk, [second], "SF Express", "SF2")
    assert state(desk, order) == ("shipped", "full")
    assert units(desk, order) == [(10, 0, 0)]
    values = order_story(desk, order).values
    assert (values["carrier"], values["tracking"], values["shipped_at"]) == ("SF Express", "SF2", desk.now())


def test_a_list_that_leaves_has_a_parcel_with_its_number(desk):
    (number,) = _make(desk, waiting_order(desk, 1))
    packing.ship_lists(desk, [number], " SF Express ", " SF1 ")
    values = list_story(desk, number).values
    assert (values["status"], values["carrier"], values["tracking"]) == ("shipped", "SF Express", "SF1")
    assert values["packages"] == [
        {"no": 1, "box": "", "net_g": None, "gross_g": None, "carrier": "SF Express", "tracking": "SF1"}
    ]
    assert packing.ids(desk, query("SF1")) == packing.ids(desk, query(number=number))


def test_goods_that_left_otherwise_are_not_sent_again(desk):
    order = waiting_order(desk, 2)
    (number,) = _make(desk, order)
    with desk.write("test.import") as unit:
        unit.door.set(OrderLine, lines_of(desk, order)[0], shipped=2)
        unit.commit()
    set_order(desk, order, status="shipped", delivery="full")
    before = dump(desk)
    assert refused(packing.ship_lists, desk, [number]).code == "packing.sent_already"
    assert dump(desk) == before


def test_an_order_held_or_cancelled_meanwhile_does_not_leave(desk):
    first, second = waiting_order(desk, 1), waiting_order(desk, 1)
    held_back, gone = _make(desk, first, second)
    orders.hold_orders(desk, [first], day("2026-10-09"))
    set_order(desk, second, status="cancelled")
    assert refused(packing.ship_lists, desk, [held_back]).code == "packing.on_hold"
    assert refused(packing.ship_lists, desk, [gone]).code == "packing.order_closed"


def test_one_tracking_number_is_one_parcel(desk):
    lists = _make(desk, waiting_order(desk, 1), waiting_order(desk, 1, buyer_name="买家乙"), waiting_order(desk, 1))
    before = dump(desk)
    assert refused(packing.ship_lists, desk, lists, "SF", "SF1").code == "packing.tracking_once"
    assert refused(packing.ship_lists, desk, lists[:2], "SF", dict.fromkeys(lists[:2], "SF1")).code == (
        "packing.tracking_once"
    )
    assert dump(desk) == before
    packing.ship_lists(desk, [lists[0], lists[2]], "SF", "SF1")
    assert [list_story(desk, number).values["tracking"] for number in (lists[0], lists[2])] == ["SF1", "SF1"]


def test_each_list_may_have_its_own_tracking_number(desk):
    lists = _make(desk, waiting_order(desk, 1), waiting_order(desk, 1, buyer_name="买家乙"))
    packing.set_tracking(desk, lists[1], "YTO", "YT2")
    packing.ship_lists(desk, lists, "", {lists[0]: "SF1"})
    told = [(list_story(desk, n).values["carrier"], list_story(desk, n).values["tracking"]) for n in lists]
    assert told == [("", "SF1"), ("YTO", "YT2")]


def test_orders_are_shipped_with_lists_made_on_the_way(desk):
    order, other, unpaid = waiting_order(desk, 5), waiting_order(desk, 2), waiting_order(desk, 1)
    set_order(desk, unpaid, payment="unpaid")
    (first,) = _make(desk, order, quantities={lines_of(desk, order)[0]: 2})
    before = dump(desk)
    value = packing.ship_orders(desk, [order, other, unpaid], "SF", "").value
    assert value.numbers == (first, "PL-2026-000002", "PL-2026-000003")
    assert value.skipped == ((unpaid, "packing.unpaid"),)
    assert [held(desk, number) for number in value.numbers] == [{"MUG-1": 2}, {"MUG-1": 3}, {"MUG-1": 2}]
    assert state(desk, order) == state(desk, other) == ("shipped", "full")
    history.undo(desk)
    assert dump(desk) == before
    history.redo(desk)
    assert state(desk, order) == ("shipped", "full")
    assert refused(packing.ship_orders, desk, [order]).code == "move.not_allowed"
    assert refused(packing.ship_orders, desk, [unpaid]).code == "packing.unpaid"


def test_one_parcel_number_for_an_order_in_two_lists(desk):
    order = waiting_order(desk, 5)
    _make(desk, order, quantities={lines_of(desk, order)[0]: 2})
    assert len(packing.ship_orders(desk, [order], "SF", "SF1").value.numbers) == 2


def test_a_corrected_tracking_number_reaches_the_order(desk):
    order = waiting_order(desk, 4)
    (line,) = lines_of(desk, order)
    (first,) = _make(desk, order, quantities={line: 2})
    packing.ship_lists(desk, [first], "SF", "SF1")
    packing.set_tracking(desk, first, "SF", "SF9")
    assert order_story(desk, order).values["tracking"] == "SF9"
    assert list_story(desk, first).packages[0]["tracking"] == "SF9"
    (second,) = _make(desk, order)
    packing.ship_lists(desk, [second], "YTO", "YT2")
    packing.set_tracking(desk, first, "SF", "SF10")
    assert order_story(desk, order).values["tracking"] == "YT2"
    packing.cancel_lists(desk, _make(desk, waiting_order(desk, 1)))
    assert refused(packing.set_tracking, desk, "PL-2026-000003", "SF", "X").code == "move.not_allowed"


# -- arriving ------------------------------------------------------------------------------------------------------


def test_an_order_has_arrived_when_all_its_parcels_have(desk):
    order = waiting_order(desk, 4)
    (line,) = lines_of(desk, order)
    (first,) = _make(desk, order, quantities={line: 1})
    packing.ship_lists(desk, [first])
    packing.deliver_lists(desk, [first])
    assert state(desk, order) == ("to_ship", "partial")
    (second,) = _make(desk, order)
    packing.ship_lists(desk, [second])
    assert state(desk, order) == ("shipped", "full")
    packing.deliver_lists(desk, [second], day("2026-10-04"))
    assert state(desk, order) == ("completed", "delivered")
    values = order_story(desk, order).values
    assert (desk.local_day(values["signed_at"]), values["signed_source"]) == (day("2026-10-04"), "hand")
    assert list_story(desk, second).values["delivered_at"] == values["signed_at"]


def test_the_money_comes_with_the_signature(desk):
    order = waiting_order(desk, 2, cod=True)
    lists = packing.ship_orders(desk, [order]).value.numbers
    assert order_story(desk, order).values["payment"] == "unpaid"
    packing.deliver_lists(desk, lists)
    values = order_story(desk, order).values
    assert (values["payment"], values["paid"], values["status"]) == ("paid", 2_000, "completed")


def test_nothing_arrives_tomorrow(desk):
    lists = packing.ship_orders(desk, [waiting_order(desk, 1)]).value.numbers
    assert refused(packing.deliver_lists, desk, lists, day("2026-10-06")).code == "date.in_future"
