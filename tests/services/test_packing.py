"""The packing desk: what may go into a list, what shipping and arriving mean, and that all of it can be taken back."""

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.domain.packing import STATUSES, may_move
from shopdesk.services import actions, history, listing, orders, packing
from tests.services.packing_shop import (
    day,
    held,
    list_story,
    product,
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


# -- making --------------------------------------------------------------------------------------------------------


def test_each_order_gets_a_list_with_all_its_units(desk):
    first, second = waiting_order(desk, 2, 1), waiting_order(desk, 3)
    outcome = packing.make_lists(desk, [first, second])
    assert outcome.value.numbers == ("PL-2026-000001", "PL-2026-000002")
    assert dict(outcome.changes.counts) == {"packing_lists": 2, "packing_lines": 3}
    assert held(desk, "PL-2026-000001") == {"MUG-1": 2, "MUG-2": 1}
    assert units(desk, second) == [(0, 3, 0)]
    assert order_story(desk, second).values["packing_lists"] == ["PL-2026-000002"]


def test_a_part_now_and_the_rest_later(desk):
    """A delivery of 10: 4 packed, the next list takes 6, cancelling gives back (a peer's packing slips)."""
    order = waiting_order(desk, 10)
    (line,) = lines_of(desk, order)
    (first,) = _make(desk, order, quantities={line: 4})
    assert units(desk, order) == [(0, 4, 6)]
    (second,) = _make(desk, order)
    assert held(desk, second) == {"MUG-1": 6}
    packing.cancel_lists(desk, [first])
    assert units(desk, order) == [(0, 6, 4)]
    packing.cancel_lists(desk, [second])
    assert units(desk, order) == [(0, 0, 10)]
    error = refused(packing.make_lists, desk, [order], {line: 20})
    assert (error.code, error.where["line"], error.where["found"], error.where["allowed"]) == (
        "quantity.above_ordered", 1, 20, 10,
    )  # fmt: skip
    assert units(desk, order) == [(0, 0, 10)]


@pytest.mark.parametrize("quantity", [0, -1])
def test_less_than_one_unit_is_refused(desk, quantity):
    order = waiting_order(desk, 2)
    assert refused(packing.make_lists, desk, [order], {lines_of(desk, order)[0]: quantity}).code == "form.quantity"


def test_lines_that_are_not_named_stay_behind(desk):
    order, other = waiting_order(desk, 2, 3), waiting_order(desk, 5)
    lines = lines_of(desk, order)
    first, second = _make(desk, order, other, quantities={lines[1]: 1})
    assert held(desk, first) == {"MUG-2": 1}
    assert held(desk, second) == {"MUG-1": 5}
    assert refused(packing.make_lists, desk, [other], {lines[0]: 1}).code == "record.missing"


def test_orders_that_cannot_be_packed_are_skipped_and_say_why(desk):
    good = waiting_order(desk, 1)
    held_back, unpaid, listed = waiting_order(desk, 1), waiting_order(desk, 1), waiting_order(desk, 1)
    gone, confirmed = waiting_order(desk, 1), waiting_order(desk, 1)
    orders.hold_orders(desk, [held_back], day("2026-10-09"))
    set_order(desk, unpaid, payment="unpaid")
    set_order(desk, confirmed, status="to_confirm")
    orders.cancel_orders(desk, [gone])
    _make(desk, listed)
    value = packing.make_lists(desk, [held_back, unpaid, good, listed, gone, confirmed]).value
    assert len(value.numbers) == 1
    assert dict(value.skipped) == {
        held_back: "packing.on_hold", unpaid: "packing.unpaid", listed: "packing.nothing_left",
        gone: "move.not_allowed", confirmed: "move.not_allowed",
    }  # fmt: skip
    assert refused(packing.make_lists, desk, [unpaid, good]).code == "packing.unpaid"
    assert refused(packing.make_lists, desk, ["SO-1999-000001"]).code == "record.missing"
    assert refused(packing.make_lists, desk, []).code == "form.required"


def test_a_hold_ends_on_its_day(desk, clock):
    order = waiting_order(desk, 1)
    orders.hold_orders(desk, [order], day("2026-10-06"))
    assert refused(packing.make_lists, desk, [order]).code == "packing.on_hold"
    clock.forward(hours=24)
    assert _make(desk, order)


def test_what_is_paid_on_delivery_is_ready_though_unpaid(desk):
    order = waiting_order(desk, 2, cod=True)
    assert order_story(desk, order).values["payment"] == "unpaid"
    assert _make(desk, order)


def test_several_orders_of_one_buyer_share_a_list(desk):
    first, second = waiting_order(desk, 2), waiting_order(desk, 3)
    (number,) = _make(desk, first, second, together=True)
    assert list_story(desk, number).values["orders"] == [first, second]
    assert [line.quantity for line in list_story(desk, number).lines] == [2, 3]


@pytest.mark.parametrize("fields", [{"buyer_name": "买家乙"}, {"street": "测试路2号"}, {"buyer_phone": "555-0102"}])
def test_other_people_or_places_get_their_own_parcel(desk, fields):
    first, second = waiting_order(desk, 1), waiting_order(desk, 1, **fields)
    before = dump(desk)
    assert refused(packing.make_lists, desk, [first, second], together=True).code == "packing.different_address"
    assert dump(desk) == before
    assert len(_make(desk, first, second)) == 2


def test_buyers_whom_a_platform_masks_alike_are_not_one(desk):
    first, second = waiting_order(desk, 1), waiting_order(desk, 1)
    set_order(desk, first, buyer_id="tb_a")
    set_order(desk, second, buyer_id="tb_b")
    assert refused(packing.make_lists, desk, [first, second], together=True).code == "packing.different_address"


# -- changing an open list -----------------------------------------------------------------------------------------


def test_quantities_of_an_open_list(desk):
    order = waiting_order(desk, 5, 2, 4)
    first, second, third = lines_of(desk, order)
    (number,) = _make(desk, order, quantities={first: 3, second: 2})
    packing.scan(desk, number, "MUG-1", 3)
    packing.mark_packed(desk, [number])
    packing.update_quantities(desk, number, {first: 1, second: 0, third: 4})
    story = list_story(desk, number)
    assert {line.sku: (line.quantity, line.scanned) for line in story.lines} == {"MUG-1": (1, 1), "MUG-3": (4, 0)}
    assert (story.values["status"], story.values["packed_by"]) == ("picking", "")
    assert refused(packing.update_quantities, desk, number, {first: 6}).where["allowed"] == 5
    assert refused(packing.update_quantities, desk, number, {first: -1}).code == "form.quantity"
    assert refused(packing.update_quantities, desk, number, {first: 0, third: 0}).code == "packing.empty"
    assert refused(packing.update_quantities, desk, number, {lines_of(desk, waiting_order(desk, 1))[0]: 1}).code == (
        "record.missing"
    )
    packing.ship_lists(desk, [number])
    assert refused(packing.update_quantities, desk, number, {first: 2}).code == "move.not_allowed"


def test_a_list_may_not_grow_into_what_another_one_holds(desk):
    order = waiting_order(desk, 5)
    (line,) = lines_of(desk, order)
    (first,) = _make(desk, order, quantities={line: 2})
    _make(desk, order, quantities={line: 2})
    assert refused(packing.update_quantities, desk, first, {line: 4}).where["allowed"] == 3
    packing.update_quantities(desk, first, {line: 3})
    assert units(desk, order) == [(0, 5, 0)]


# -- moves ---------------------------------------------------------------------------------------------------------

_STEPS = {
    "picking": packing.start_picking,
    "packed": packing.mark_packed,
    "shipped": packing.ship_lists,
    "delivered": packing.deliver_lists,
    "cancelled": packing.cancel_lists,
}
_WAYS = {"delivered": ("shipped", "delivered"), "draft": ()}


@pytest.mark.parametrize("start", STATUSES)
@pytest.mark.parametrize("to", _STEPS)
def test_each_move(desk, start, to):
    (number,) = _make(desk, waiting_order(desk, 1))
    for step in _WAYS.get(start, (start,)):
        _STEPS[step](desk, [number])
    assert _status(desk, number) == start
    if may_move(start, to):
        _STEPS[to](desk, [number])
        assert _status(desk, number) == to
    else:
        error = refused(_STEPS[to], desk, [number])
        assert (error.code, error.where["status"]) == ("move.not_allowed", start)
        assert _status(desk, number) == start


def test_what_does_not_fit_is_skipped(desk):
    good, gone = _make(desk, waiting_order(desk, 1), waiting_order(desk, 1))
    packing.cancel_lists(desk, [gone])
    value = packing.mark_packed(desk, [gone, good], "Packer P").value
    assert (value.numbers, value.skipped) == ((good,), ((gone, "move.not_allowed"),))
    values = list_story(desk, good).values
    assert (values["packed_by"], values["packed_at"]) == ("Packer P", desk.now())
    assert refused(packing.mark_packed, desk, ["PL-1999-000001"]).code == "record.missing"


# -- scanning ------------------------------------------------------------------------------------------------------


def test_scanning_counts_what_is_in_the_parcel(desk):
    product(desk, "MUG-1", barcode="036000291452", shelf="A2")
    (number,) = _make(desk, waiting_order(desk, 2, 1))
    packing.scan(desk, number, "mug-1")
    assert _status(desk, number) == "picking"
    packing.scan(desk, number, "0036000291452")  # the same UPC as a scanner gives it as EAN-13
    assert [line.scanned for line in list_story(desk, number).lines] == [2, 0]
    before = dump(desk)
    assert refused(packing.scan, desk, number, "MUG-1").where["allowed"] == 0
    assert refused(packing.scan, desk, number, "MUG-2", 2).code == "scan.too_many"
    assert refused(packing.scan, desk, number, "MUG-9").code == "scan.unknown"
    assert refused(packing.scan, desk, number, " ").code == "scan.unknown"
    assert refused(packing.scan, desk, number, "MUG-2", 0).code == "form.quantity"
    assert dump(desk) == before
    history.undo(desk)
    assert [line.scanned for line in list_story(desk, number).lines] == [1, 0]
    packing.cancel_lists(desk, [number])
    assert refused(packing.scan, desk, number, "MUG-1").code == "move.not_allowed"


def test_the_same_goods_on_two_lines_are_counted_one_after_the_other(desk):
    first, second = waiting_order(desk, 2), waiting_order(desk, 3)
    (number,) = _make(desk, first, second, together=True)
    packing.scan(desk, number, "MUG-1", 4)
    assert [line.scanned for line in list_story(desk, number).lines] == [2, 2]


# -- undo ----------------------------------------------------------------------------------------------------------


def _partly(desk, order, _number):
    packing.make_lists(desk, [order], {lines_of(desk, order)[1]: 1})


_DEEDS = {
    "make": lambda desk, order, _number: packing.make_lists(desk, [order]),
    "partial": _partly,
    "together": lambda desk, order, _number: packing.make_lists(desk, [order, "SO-2026-000003"], together=True),
    "quantities": lambda desk, _order, number: packing.update_quantities(
        desk, number, dict(zip((line.id for line in list_story(desk, number).lines), (1, 0), strict=True))
    ),
    "pick": lambda desk, _order, number: packing.start_picking(desk, [number]),
    "pack": lambda desk, _order, number: packing.mark_packed(desk, [number]),
    "track": lambda desk, _order, number: packing.set_tracking(desk, number, "SF", "SF7"),
    "scan": lambda desk, _order, number: packing.scan(desk, number, "MUG-1", 2),
    "cancel": lambda desk, _order, number: packing.cancel_lists(desk, [number]),
    "ship": lambda desk, _order, number: packing.ship_lists(desk, [number], "SF", "SF1"),
    "ship_orders": lambda desk, order, _number: packing.ship_orders(desk, [order], "SF", "SF1"),
}


@pytest.mark.parametrize("deed", _DEEDS)
def test_undo_leaves_everything_as_it_was(desk, deed):
    order, listed = waiting_order(desk, 3, 2), waiting_order(desk, 3, 2, buyer_name="买家乙")
    (number,) = _make(desk, listed)
    packing.set_tracking(desk, number, "YTO", "YT1")
    waiting_order(desk, 1)
    before = dump(desk)
    _DEEDS[deed](desk, order, number)
    after = dump(desk)
    assert after != before
    history.undo(desk)
    assert dump(desk) == before
    history.redo(desk)
    assert dump(desk) == after
    history.undo(desk)
    assert dump(desk) == before


def test_arrival_is_taken_back_whole(desk):
    lists = packing.ship_orders(desk, [waiting_order(desk, 2, cod=True), waiting_order(desk, 1)]).value.numbers
    before = dump(desk)
    packing.deliver_lists(desk, lists)
    after = dump(desk)
    history.undo(desk)
    assert dump(desk) == before
    history.redo(desk)
    assert dump(desk) == after


def test_a_printed_list_can_still_be_unmade_and_its_prints_come_back_with_it(desk):
    order = waiting_order(desk, 1)
    before = dump(desk)
    lists = _make(desk, order)
    assert packing.record_print(desk, lists, "a4").value.numbers == lists
    printed = dump(desk)
    assert list_story(desk, lists[0]).prints == ((desk.now(), desk.staff, "a4"),)
    assert _status(desk, lists[0]) == "draft"
    assert history.undo(desk).value.entry.action == "packing.make"
    assert dump(desk) == before
    history.redo(desk)
    assert dump(desk) == printed


# -- lists and actions ---------------------------------------------------------------------------------------------


def test_lists_are_found_by_state_order_print_and_words(desk):
    first, second = waiting_order(desk, 1), waiting_order(desk, 2, buyer_name="买家乙")
    one, two = _make(desk, first, second)
    packing.record_print(desk, [one], "a4")
    packing.ship_lists(desk, [two], "SF", "SF778899")

    def found(words="", **equal):
        return [row.number for row in packing.rows(desk, packing.ids(desk, query(words, **equal)))]

    assert found() == [two, one]
    assert found(status="draft") == found(printed="yes") == found(order=first) == found(open="yes") == [one]
    assert found(carrier="SF") == found(printed="no") == found("778899") == found("买家乙") == [two]
    assert found(local_day="2026-10-05") == [two, one]
    assert packing.counts(desk) == {"draft": 1, "shipped": 1}
    row = packing.rows(desk, packing.ids(desk, query(number=two)))[0]
    assert (row.orders, row.buyer, row.city, row.units, row.items, row.printed) == (
        (second,), "买家乙", "杭州市", 2, "Mug 1 ×2", 0,
    )  # fmt: skip


def test_the_story_tells_what_the_packer_needs(desk):
    product(desk, "MUG-2", shelf="B1", barcode="4006381333931")
    order = waiting_order(desk, 3, 2, buyer_message="Gift, please", seller_memo="VIP")
    (line, _other) = lines_of(desk, order)
    (number,) = _make(desk, order, quantities={line: 1})
    packing.update_quantities(desk, number, {lines_of(desk, order)[1]: 2})
    story = list_story(desk, number)
    assert [(one.shelf, one.quantity, one.ordered, one.remaining) for one in story.lines] == [
        ("", 1, 3, 2), ("B1", 2, 2, 0),
    ]  # fmt: skip
    assert (story.orders[0].buyer_message, story.orders[0].seller_memo) == ("Gift, please", "VIP")
    assert [event.action for event in story.history] == ["packing.make", "packing.quantities"]
    with pytest.raises(UserError):
        packing.story(desk, 999)


def test_the_commands_do_what_the_window_does(desk):
    order, other = waiting_order(desk, 4, 2), waiting_order(desk, 1)

    def do(name, **values):
        return actions.find(name).run(desk, values).value

    one = do("packing.make", quantities=[{"order": order, "line": 1, "quantity": 3}]).number
    assert held(desk, one) == {"MUG-1": 3}
    do("packing.quantities", list=one, quantities=[{"line": 1, "quantity": 2}, {"line": 2, "quantity": 2}])
    assert held(desk, one) == {"MUG-1": 2, "MUG-2": 2}
    do("packing.pick", lists=[one])
    do("packing.scan", list=one, code="MUG-1")
    do("packing.pack", lists=[one], packed_by="Packer P")
    do("packing.track", list=one, carrier="SF", tracking="SF1")
    do("packing.ship", lists=[one], tracking={one: "SF2"})
    assert do("packing.ship", orders=[order, other], carrier="SF").numbers == ("PL-2026-000002", "PL-2026-000003")
    do("packing.deliver", numbers=[one, "PL-2026-000002"], signed_on="2026-10-05")
    assert state(desk, order) == ("completed", "delivered")
    last = do("packing.make", orders=[waiting_order(desk, 1)], together=True).number
    do("packing.cancel", list=last)
    count, records = listing.list_records(desk, listing.kind_of("packing-lists"), (), "number", False, None, 0)
    assert count == 4
    assert records[0] | {"lines": [], "packages": []} == records[0] | {
        "number": one, "status": "delivered", "orders": [order], "carrier": "SF", "tracking": "SF2",
        "packed_by": "Packer P", "shipped_at": "2026-10-05T01:00:00Z", "printed_at": [], "lines": [], "packages": [],
    }  # fmt: skip
    assert [(line["order"], line["line"], line["sku"], line["quantity"], line["scanned"])
            for line in records[0]["lines"]] == [(order, 1, "MUG-1", 2, 1), (order, 2, "MUG-2", 2, 0)]  # fmt: skip
    assert refused(do, "packing.make").code == "form.required"
    assert refused(do, "packing.make", orders=[other], quantities=[{"line": 9, "quantity": 1}]).code == "record.missing"
    assert refused(do, "packing.make", quantities=[{"line": 1, "quantity": 1}]).code == "form.required"
