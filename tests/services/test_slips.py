"""Slips: which lists are printed, and what stands on the paper."""

import pytest

from shopdesk.db.tables import OrderLine, Setting
from shopdesk.services import history, orders, packing, slips
from tests.services.packing_shop import day, list_story, product, refused, set_order, waiting_order
from tests.services.small_shop import dump, lines_of


def _print(desk, prepared):
    return packing.record_print(desk, prepared.numbers, "a4")


def _set(desk, **values):
    with desk.write("test.settings") as unit:
        unit.door.insert(Setting, [{"key": key, "value": value} for key, value in values.items()])
        unit.commit()
    desk.reload_settings()


def _numbers(prepared):
    return [slip.number for slip in prepared.slips]


# -- which ---------------------------------------------------------------------------------------------------------


def test_orders_without_a_list_get_one_each_and_it_is_one_undo_step(desk):
    first, second = waiting_order(desk, 2), waiting_order(desk, 1, cod=True)
    orders.hold_orders(desk, [waiting_order(desk, 1)], day("2026-10-09"))
    before = dump(desk)
    prepared = slips.prepare_slips(desk)
    assert (prepared.made, prepared.numbers) == (2, ("PL-2026-000001", "PL-2026-000002"))
    assert [slip.orders[0].number for slip in prepared.slips] == [first, second]
    _print(desk, prepared)
    assert [list_story(desk, number).values["printed_at"] for number in prepared.numbers] == [[desk.now()]] * 2
    history.undo(desk)
    assert dump(desk) == before


def test_a_list_made_before_is_printed_once(desk):
    order = waiting_order(desk, 5)
    packing.make_lists(desk, [order], {lines_of(desk, order)[0]: 2})
    prepared = slips.prepare_slips(desk)
    assert (prepared.made, _numbers(prepared)) == (0, ["PL-2026-000001"])
    assert not prepared.changes
    _print(desk, prepared)
    assert refused(slips.prepare_slips, desk).code == "slips.nothing"
    packing.ship_lists(desk, prepared.numbers)
    rest = slips.prepare_slips(desk)
    assert (rest.made, [line.quantity for line in rest.slips[0].lines]) == (1, [3])


def test_a_preview_writes_nothing(desk):
    listed, other = waiting_order(desk, 1), waiting_order(desk, 2)
    packing.make_lists(desk, [listed])
    before = dump(desk)
    prepared = slips.prepare_slips(desk, preview=True)
    assert (prepared.made, prepared.numbers, _numbers(prepared)) == (0, (), ["PL-2026-000001", ""])
    assert prepared.slips[1].orders[0].number == other
    assert dump(desk) == before
    assert packing.make_lists(desk, [other]).value.number == "PL-2026-000002"


def test_named_orders_only(desk):
    fresh, listed, gone, unpaid = (waiting_order(desk, 1) for _ in range(4))
    waiting_order(desk, 1)
    (one,) = packing.make_lists(desk, [listed]).value.numbers
    packing.record_print(desk, [one], "a4")
    (sent,) = packing.ship_orders(desk, [gone]).value.numbers
    set_order(desk, unpaid, payment="unpaid")
    prepared = slips.prepare_slips(desk, [gone, listed, fresh, unpaid])
    assert _numbers(prepared) == [sent, one, "PL-2026-000003"]
    assert (prepared.made, prepared.skipped) == (1, ((unpaid, "packing.unpaid"),))
    assert [slip.printed for slip in prepared.slips] == [0, 1, 0]
    assert refused(slips.prepare_slips, desk, [unpaid]).code == "slips.nothing"
    assert refused(slips.prepare_slips, desk, ["SO-1999-000001"]).code == "record.missing"


def test_an_order_in_a_shared_list_is_printed_once(desk):
    first, second = waiting_order(desk, 1), waiting_order(desk, 1)
    packing.make_lists(desk, [first, second], together=True)
    assert _numbers(slips.prepare_slips(desk, [first, second])) == ["PL-2026-000001"]


# -- what stands there ---------------------------------------------------------------------------------------------


def test_what_stands_on_a_slip(desk):
    _set(desk, name="Demo shop", address="1 Example Street", phone="555-0100", email="shop@example.com", thanks="谢谢")
    product(desk, "MUG-1", shelf="A2")
    order = waiting_order(desk, 3, buyer_message="Gift", seller_memo="VIP", shipping_method="Express")
    (number,) = packing.make_lists(desk, [order]).value.numbers
    packing.set_tracking(desk, number, "SF", "SF1")
    (slip,) = slips.slips(desk, [number])
    assert (slip.number, slip.created, slip.carrier, slip.tracking) == (number, day("2026-10-05"), "SF", "SF1")
    assert (slip.shop.name, slip.shop.address, slip.shop.phone, slip.shop.email, slip.thanks) == (
        "Demo shop", "1 Example Street", "555-0100", "shop@example.com", "谢谢",
    )  # fmt: skip
    assert (slip.ship_to.name, slip.ship_to.phone) == ("买家甲", "138 0000 0000")
    assert slip.ship_to.lines == ("浙江省 杭州市 西湖区", "测试路1号", "310000")
    assert (slip.orders[0].buyer_message, slip.orders[0].seller_memo, slip.orders[0].shipping_method) == (
        "Gift", "VIP", "Express",
    )  # fmt: skip
    (line,) = slip.lines
    assert (line.order, line.sku, line.quantity, line.ordered, line.shelf) == (order, "MUG-1", 3, 3, "A2")
    assert (line.price, line.total, slip.totals, slip.remaining, slip.pay_on_delivery) == (None, None, (), (), None)


def test_prices_where_they_are_wanted(desk):
    order = waiting_order(desk, 3, paid=False, shipping=500, discount=200)
    orders.pay_orders(desk, [order])
    (number,) = packing.make_lists(desk, [order]).value.numbers
    (slip,) = slips.slips(desk, [number], prices=True)
    assert (slip.lines[0].price, slip.lines[0].total) == ("¥10.00", "¥30.00")
    assert [(total.kind, total.text) for total in slip.totals] == [
        ("goods", "¥30.00"), ("discount", "-¥2.00"), ("shipping", "¥5.00"), ("total", "¥33.00"),
    ]  # fmt: skip


def test_a_part_shows_the_price_of_the_part_only(desk):
    order = waiting_order(desk, 3)
    (number,) = packing.make_lists(desk, [order], {lines_of(desk, order)[0]: 2}).value.numbers
    (slip,) = slips.slips(desk, [number], prices=True)
    assert (slip.lines[0].total, [(total.kind, total.text) for total in slip.totals]) == (
        "¥20.00", [("goods", "¥20.00")],
    )  # fmt: skip


def test_what_is_still_to_come_says_the_same_on_a_reprint(desk):
    order = waiting_order(desk, 5, 2)
    first_line, second_line = lines_of(desk, order)
    (first,) = packing.make_lists(desk, [order], {first_line: 2}).value.numbers
    packing.ship_lists(desk, [first])
    (second,) = packing.make_lists(desk, [order], {first_line: 1, second_line: 2}).value.numbers
    (third,) = packing.make_lists(desk, [order]).value.numbers

    def remaining():
        return [
            [(line.sku, line.quantity) for line in slip.remaining] for slip in slips.slips(desk, [first, second, third])
        ]

    expected = [[("MUG-1", 3), ("MUG-2", 2)], [("MUG-1", 2)], []]
    assert remaining() == expected
    packing.ship_lists(desk, [third, second])
    assert remaining() == expected
    packing.record_print(desk, [first], "a4")
    assert [slip.printed for slip in slips.slips(desk, [first, second])] == [1, 0]


def test_what_a_platform_sent_is_not_still_to_come(desk):
    order = waiting_order(desk, 5)
    (line,) = lines_of(desk, order)
    with desk.write("test.import") as unit:
        unit.door.set(OrderLine, line, shipped=3)
        unit.commit()
    (number,) = packing.make_lists(desk, [order]).value.numbers
    (slip,) = slips.slips(desk, [number])
    assert ([item.quantity for item in slip.lines], slip.remaining) == ([2], ())


def test_each_parcel_collects_its_part_and_all_together_what_is_due(desk):
    order = waiting_order(desk, 3, cod=True, shipping=1)
    (line,) = lines_of(desk, order)
    numbers = [packing.make_lists(desk, [order], {line: 1}).value.number for _ in range(3)]
    assert [slip.pay_on_delivery for slip in slips.slips(desk, numbers)] == ["¥10.00", "¥10.00", "¥10.01"]
    whole = waiting_order(desk, 2, cod=True)
    (slip,) = slips.slips(desk, packing.make_lists(desk, [whole]).value.numbers)
    assert slip.pay_on_delivery == "¥20.00"


# -- pick list -----------------------------------------------------------------------------------------------------


def test_the_pick_list_walks_by_shelf(desk):
    product(desk, "MUG-1", shelf="A10")
    product(desk, "MUG-2", shelf="A2")
    numbers = packing.make_lists(desk, [waiting_order(desk, 5, 4), waiting_order(desk, 3)]).value.numbers
    packing.scan(desk, numbers[0], "MUG-1")
    sent = packing.ship_orders(desk, [waiting_order(desk, 7)]).value.numbers
    found = slips.pick_list(desk, [*numbers, *sent])
    assert [(row.shelf, row.sku, row.quantity, row.picked) for row in found.rows] == [
        ("A2", "MUG-2", 4, 0), ("A10", "MUG-1", 8, 1),
    ]  # fmt: skip
    assert found.list_numbers == numbers
    assert refused(slips.pick_list, desk, sent).code == "picklist.nothing"


# -- addresses -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        (
            {"country": "US", "region": "CA", "city": "Springfield", "street": "1 Main St\nApt 2", "postcode": "90000"},
            ("1 Main St", "Apt 2", "Springfield, CA 90000", "US"),
        ),
        (
            {"country": "DE", "city": "Musterstadt", "street": "Musterweg 1", "postcode": "01234"},
            ("Musterweg 1", "01234 Musterstadt", "DE"),
        ),
    ],
)
def test_an_address_is_written_as_its_country_does(desk, fields, lines):
    empty = dict.fromkeys(("country", "region", "city", "district", "street", "postcode"), "")
    order = waiting_order(desk, 1, **empty | fields)
    (slip,) = slips.slips(desk, packing.make_lists(desk, [order]).value.numbers)
    assert slip.ship_to.lines == lines
