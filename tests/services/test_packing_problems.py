"""An order that its platform changes while it is being packed is stopped with the reason until somebody has seen it."""

from pathlib import Path
from typing import Any

import pytest

from shopdesk.db.queries.packing import PackingRow
from shopdesk.services import history, imports, orders, packing, slips, waiting
from shopdesk.services.actions import find
from shopdesk.services.desk import Desk
from tests.exchange.exports import (
    SHOPIFY_HEADER,
    TAOBAO_HEADER,
    TAOBAO_LINES_HEADER,
    csv_text,
    shopify_head,
    shopify_more,
    taobao_row,
)
from tests.services.packing_shop import held, list_story, refused
from tests.services.small_shop import dump, order_story, query


class Packed:
    """One order of two lines on a list whose slip was printed, and the files its platform sends next."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self._folder = folder
        self._files = 0
        self.bring(shopify_head(), shopify_more())
        self.order = orders.rows(desk, orders.ids(desk, query()))[0].number
        self.list = packing.make_lists(desk, [self.order]).value.number
        packing.record_print(desk, [self.list], "a5")

    def bring(self, *rows: dict[str, str], header: Any = SHOPIFY_HEADER) -> dict[str, Any]:
        """Imports the next file."""
        self._files += 1
        path = self._folder / f"{self._files}.csv"
        path.write_text(csv_text(header, rows), encoding="utf-8")
        return imports.import_files(self.desk, [str(path)]).value

    @property
    def problems(self) -> list[str]:
        return list(order_story(self.desk, self.order).values["problems"])

    @property
    def row(self) -> PackingRow:
        return packing.rows(self.desk, packing.ids(self.desk, query(number=self.list)))[0]


@pytest.fixture
def packed(desk: Desk, tmp_path: Path) -> Packed:
    return Packed(desk, tmp_path)


CANCELLED = {
    "Financial_Status": "refunded", "Refunded_Amount": "25.00", "Cancelled_at": "2026-10-04 09:00:00 +0800",
}  # fmt: skip
MOVED = {"Shipping_Street": "2 Other Street", "Shipping_City": "Shelbyville"}


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([shopify_head(**MOVED), shopify_more()], ["address_changed"]),
        ([shopify_head(Shipping_Phone="555-0199"), shopify_more()], ["address_changed"]),
        ([shopify_head(Notes="please gift wrap"), shopify_more()], ["memo_changed"]),
        (
            [shopify_head(Financial_Status="partially_refunded", Refunded_Amount="5.00"), shopify_more()],
            ["refund_while_packing"],
        ),
        (
            [shopify_head(**CANCELLED), shopify_more()],
            ["refund_while_packing", "cancelled_while_packing"],
        ),
        ([shopify_head(Lineitem_quantity="1"), shopify_more()], ["lines_changed"]),
        ([shopify_head()], ["lines_changed", "line_removed"]),
        (
            [shopify_head(**MOVED, Notes="hurry", Lineitem_quantity="3"), shopify_more()],
            ["address_changed", "memo_changed", "lines_changed"],
        ),
        ([shopify_head(Payment_Reference="c1.2", Tags="vip"), shopify_more()], []),
        ([shopify_head(Lineitem_discount="1.00"), shopify_more()], []),
    ],
)
def test_what_the_platform_changed_is_named(packed: Packed, rows: list[dict[str, str]], codes: list[str]) -> None:
    packed.bring(*rows)
    assert sorted(packed.problems) == sorted(codes)
    assert (sorted(packed.row.problems), packed.row.print_again) == (sorted(codes), bool(codes))
    story = list_story(packed.desk, packed.list)
    assert sorted({one.code for one in story.problems}) == sorted(codes)


def test_it_says_from_what_to_what_and_of_which_item(packed: Packed) -> None:
    packed.bring(shopify_head(**MOVED, Lineitem_quantity="1"), shopify_more())
    told = {problem.code: problem for problem in list_story(packed.desk, packed.list).problems}
    assert ("street", "", "1 Example Street", "2 Other Street") in told["address_changed"].changes
    assert told["lines_changed"].changes == (("quantity", "Mug - Blue", 2, 1),)
    assert told["lines_changed"].order == packed.order


def test_a_stopped_list_goes_nowhere_until_somebody_has_seen_it(packed: Packed) -> None:
    desk, number = packed.desk, packed.list
    packed.bring(shopify_head(**MOVED), shopify_more())
    before = dump(desk)
    steps: list[tuple[Any, ...]] = [
        (packing.scan, number, "MUG-B"), (packing.mark_packed, [number]), (packing.ship_lists, [number]),
        (packing.ship_orders, [packed.order]), (slips.printable, [number]),
        (slips.prepare_slips,), (slips.prepare_slips, [packed.order]),
    ]  # fmt: skip
    for function, *arguments in steps:
        error = refused(function, desk, *arguments)
        assert (error.code, error.where["problems"]) == ("packing.order_changed", ["address_changed"]), function
    assert dump(desk) == before
    assert waiting.orders_waiting(desk) == orders.stopped_count(desk) == 1
    orders_with = orders.ids(desk, query(problem="stopping"))
    lists_with = packing.ids(desk, query(problem="yes"))
    assert (len(orders_with), len(lists_with), len(packing.ids(desk, query(problem="no")))) == (1, 1, 0)

    find("order.problem_seen").run(desk, {"orders": [packed.order]})
    assert (packed.problems, packed.row.problems, packed.row.print_again) == ([], (), True)
    assert [slip.ship_to.lines[0] for slip in slips.prepare_slips(desk).slips] == ["2 Other Street"]
    packing.record_print(desk, [number], "a5")
    assert packed.row.print_again is False
    assert refused(slips.prepare_slips, desk).code == "slips.nothing"
    packing.scan(desk, number, "MUG-B")
    assert packing.ship_lists(desk, [number]).value.numbers == (number,)


def test_seen_is_one_step_to_undo_and_nothing_to_see_is_said(packed: Packed) -> None:
    desk = packed.desk
    assert refused(packing.see_problems, desk, [packed.order]).code == "order.no_problem"
    assert refused(packing.take_over, desk, [packed.list]).code == "order.no_problem"
    packed.bring(shopify_head(**MOVED), shopify_more())
    stopped = dump(desk)
    for see in (lambda: packing.see_problems(desk, [packed.order]), lambda: packing.take_over(desk, [packed.list])):
        see()
        assert packed.problems == []
        history.undo(desk)
        assert dump(desk) == stopped
        history.redo(desk)
        assert packed.problems == []
        history.undo(desk)
    history.undo(desk)  # the import
    assert (packed.problems, packed.row.print_again) == ([], False)


def test_the_next_change_stops_it_again(packed: Packed) -> None:
    packed.bring(shopify_head(**MOVED), shopify_more())
    packing.see_problems(packed.desk, [packed.order])
    packing.record_print(packed.desk, [packed.list], "a5")
    packed.bring(shopify_head(**MOVED, Notes="ring twice"), shopify_more())
    assert (packed.problems, packed.row.print_again) == (["memo_changed"], True)
    packed.bring(shopify_head(**MOVED, Notes="ring twice"), shopify_more())
    assert packed.problems == ["memo_changed"]


def test_what_was_edited_here_before_the_platform_told_it_stops_nobody(packed: Packed) -> None:
    from dataclasses import replace

    draft = orders.draft_of(packed.desk, packed.order)
    orders.update_order(packed.desk, packed.order, replace(draft, street="2 Other Street", city="Shelbyville"))
    assert packed.row.print_again is True  # the slip on the table has the old one
    packed.bring(shopify_head(**MOVED), shopify_more())
    assert packed.problems == []


def test_taking_over_lowers_what_is_packed_to_what_is_ordered(packed: Packed) -> None:
    desk = packed.desk
    packing.mark_packed(desk, [packed.list])
    packed.bring(shopify_head(Lineitem_quantity="1"))  # one mug less, and no plate
    assert packed.problems == ["lines_changed", "line_removed"] or packed.problems == ["line_removed", "lines_changed"]
    find("packing.take_over").run(desk, {"lists": [packed.list]})
    assert (held(desk, packed.list), packed.problems, packed.row.status) == ({"MUG-B": 1}, [], "picking")
    assert [line.sku for line in order_story(desk, packed.order).lines] == ["MUG-B"]
    packing.ship_lists(desk, [packed.list])
    assert order_story(desk, packed.order).values["status"] == "shipped"


def test_taking_over_a_cancelled_order_cancels_its_list(packed: Packed) -> None:
    desk = packed.desk
    packed.bring(shopify_head(**CANCELLED), shopify_more())
    before = dump(desk)
    packing.take_over(desk, [packed.list])
    assert (packed.row.status, packed.problems) == ("cancelled", [])
    history.undo(desk)
    assert dump(desk) == before


def test_a_list_of_two_orders_keeps_the_one_that_nobody_cancelled(desk: Desk, tmp_path: Path) -> None:
    packed = Packed(desk, tmp_path)
    packing.cancel_lists(desk, [packed.list])
    packed.bring(shopify_head("#1002", Lineitem_sku="BOWL"))
    numbers = [row.number for row in orders.rows(desk, orders.ids(desk, query()))]
    both = packing.make_lists(desk, numbers, together=True).value.number
    packed.bring(shopify_head(**CANCELLED), shopify_more())
    assert refused(packing.ship_lists, desk, [both]).code == "packing.order_changed"
    packing.take_over(desk, [both])
    assert held(desk, both) == {"BOWL": 2}
    assert packing.ship_lists(desk, [both]).value.numbers == (both,)


def test_others_of_a_selection_go_on_and_the_stopped_one_is_named(packed: Packed) -> None:
    desk = packed.desk
    packed.bring(shopify_head(**MOVED), shopify_more(), shopify_head("#1002"))
    other = packing.make_lists(desk, [orders.rows(desk, orders.ids(desk, query(platform_order="#1002")))[0].number])
    numbers = [packed.list, other.value.number]
    assert packing.mark_packed(desk, numbers).value.skipped == ((packed.list, "packing.order_changed"),)
    assert slips.printable(desk, numbers) == ([other.value.number], [packed.list])
    prepared = slips.prepare_slips(desk)
    assert (prepared.numbers, prepared.skipped) == (
        (other.value.number,), ((packed.list, "packing.order_changed"),),
    )  # fmt: skip
    assert packing.ship_lists(desk, numbers).value.skipped == ((packed.list, "packing.order_changed"),)


def test_an_order_that_left_is_not_stopped(packed: Packed) -> None:
    packing.ship_lists(packed.desk, [packed.list])
    packed.bring(shopify_head(Fulfillment_Status="fulfilled", **MOVED), shopify_more())
    assert packed.problems == []


def test_no_list_is_made_of_an_order_stopped_before(packed: Packed) -> None:
    packed.bring(shopify_head(**MOVED), shopify_more())
    packing.cancel_lists(packed.desk, [packed.list])
    assert refused(packing.make_lists, packed.desk, [packed.order]).code == "packing.order_changed"
    assert len(orders.ids(packed.desk, query(ready="yes"))) == 0
    packing.see_problems(packed.desk, [packed.order])
    assert len(packing.make_lists(packed.desk, [packed.order]).value.numbers) == 1


def test_a_taobao_memo_refund_and_late_item_list(desk: Desk, tmp_path: Path) -> None:
    packed = Packed.__new__(Packed)
    packed.desk, packed._folder, packed._files = desk, tmp_path, 0
    two = {"宝贝种类 ": "2", "宝贝标题 ": "蓝色马克杯，盘子"}
    packed.bring(taobao_row(**two), header=TAOBAO_HEADER)
    packed.order = orders.rows(desk, orders.ids(desk, query()))[0].number
    packed.list = packing.make_lists(desk, [packed.order]).value.number
    packed.bring(taobao_row(订单备注="请放礼品卡", **two), header=TAOBAO_HEADER)
    assert packed.problems == ["memo_changed"]
    packing.see_problems(desk, [packed.order])
    moved = {"收货地址 ": "广东省 湛江市 霞山区 示例路 2号(524000)"}
    packed.bring(
        taobao_row(订单备注="请放礼品卡", 退款金额="5.00", **two, **moved),
        header=TAOBAO_HEADER,
    )
    assert sorted(packed.problems) == ["address_changed", "refund_while_packing"]
    packing.see_problems(desk, [packed.order])
    item = {"订单编号": '="2026100300001111"', "标题": "蓝色马克杯", "价格": "10.00", "购买数量": "2",
            "商家编码": "MUG-B", "订单状态": "买家已付款，等待卖家发货"}  # fmt: skip
    packed.bring(item, item | {"标题": "盘子", "商家编码": "PLATE", "购买数量": "1"}, header=TAOBAO_LINES_HEADER)
    assert packed.problems == ["line_removed"]  # the list holds the joined title, the real item waits
    packing.take_over(desk, [packed.list])
    assert packed.row.status == "cancelled"
    assert packing.make_lists(desk, [packed.order]).value.numbers
