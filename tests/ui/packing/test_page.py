"""The packing page in a real window over a real shop: making, picking, shipping, delivering, quantities, undo."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from shopdesk.domain.changes import Changes
from shopdesk.services import packing
from shopdesk.services.desk import Desk
from shopdesk.ui.packing.panel import PackingPanel
from shopdesk.ui.tables.query import FilterValue
from tests.services.packing_shop import (
    change_on_platform,
    held,
    list_story,
    product,
    set_order,
    state,
    units,
    waiting_order,
)
from tests.ui.packing.stage import Stage

Open = Callable[[], Stage]


def words(panel: PackingPanel) -> list[str]:
    """Every text in sight in the panel."""
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible() and label.text()]


def test_the_empty_page_makes_lists_for_all_ready_orders(desk: Desk, stage: Open) -> None:
    ready = [waiting_order(desk, 2), waiting_order(desk, 1, 3)]
    unpaid = waiting_order(desk, 1, paid=False)
    at_work = stage()
    assert at_work.context.actions.action("packing.make").text() == "Make lists (2)"
    at_work.press("packing.empty.button")
    assert sorted(row.orders[0] for row in at_work.rows()) == ready
    assert units(desk, unpaid) == [(0, 0, 1)]
    assert at_work.context.actions.action("packing.make").text() == "Make lists"
    at_work.window.context.actions.action("window.undo").trigger()
    at_work.settle()
    assert at_work.numbers() == []
    assert units(desk, ready[0]) == [(0, 0, 2)]


def test_nothing_ready_is_said(desk: Desk, stage: Open) -> None:
    at_work = stage()
    at_work.trigger("packing.make")
    assert at_work.page.notice.text.startswith("No order is ready to pack")


def test_only_open_lists_stand_there_first(desk: Desk, stage: Open) -> None:
    numbers = packing.make_lists(desk, [waiting_order(desk), waiting_order(desk), waiting_order(desk)]).value.numbers
    packing.ship_lists(desk, numbers[:1], "SF Express", "SF1")
    packing.cancel_lists(desk, numbers[1:2])
    at_work = stage()
    assert at_work.numbers() == [numbers[2]]
    at_work.page.filters.set_values([FilterValue("carrier", ("SF Express",))])
    at_work.settle()
    assert at_work.numbers() == [numbers[0]]
    at_work.page.filters.set_values([FilterValue("printed", ("yes",))])
    at_work.settle()
    assert at_work.numbers() == []
    at_work.page.show_record(numbers[1])
    at_work.settle()
    assert at_work.numbers() == [numbers[1]]


def test_picking_and_packing_name_those_left_out(desk: Desk, stage: Open) -> None:
    first, second = packing.make_lists(desk, [waiting_order(desk), waiting_order(desk)]).value.numbers
    at_work = stage()
    at_work.select(first)
    at_work.trigger("packing.pick")
    assert at_work.row(first).status == "picking"
    at_work.select(first, second)
    at_work.trigger("packing.pick")
    assert at_work.row(second).status == "picking"
    assert at_work.page.notice.text == f"Left out: {first} (is “Picking”)"
    at_work.trigger("packing.pack")
    assert {row.status for row in at_work.rows()} == {"packed"}
    assert list_story(desk, first).values["packed_by"] == "owner"


def test_two_lists_leave_with_the_numbers_that_were_scanned(desk: Desk, stage: Open) -> None:
    orders = [waiting_order(desk, buyer_name="Buyer A"), waiting_order(desk, buyer_name="Buyer B")]
    first, second = packing.make_lists(desk, orders).value.numbers
    at_work = stage()
    at_work.select(first, second)
    at_work.trigger("packing.ship")
    strip = at_work.page.ship_strip
    strip.carrier.setCurrentText("SF Express")
    strip.each.begin()
    asked = list(strip.each.fields)
    at_work.type_and_enter("SF100", "SF200")
    told = {number: list_story(desk, number).values["tracking"] for number in asked}
    assert list(told.values()) == ["SF100", "SF200"]
    assert [state(desk, order) for order in orders] == [("shipped", "full"), ("shipped", "full")]
    assert not strip.isVisible()
    assert at_work.numbers() == []  # only open ones are shown
    at_work.context.actions.action("window.undo").trigger()
    at_work.settle()
    assert sorted(at_work.numbers()) == sorted([first, second])
    assert [state(desk, order) for order in orders] == [("to_ship", "none"), ("to_ship", "none")]


def test_one_tracking_number_for_two_people_is_refused_in_the_strip(desk: Desk, stage: Open) -> None:
    orders = [waiting_order(desk, buyer_name="Buyer A"), waiting_order(desk, buyer_name="Buyer B")]
    first, second = packing.make_lists(desk, orders).value.numbers
    at_work = stage()
    at_work.select(first, second)
    at_work.trigger("packing.ship")
    at_work.page.ship_strip.carrier.setCurrentText("SF Express")
    at_work.page.ship_strip.each.begin()
    at_work.type_and_enter("SF100", "SF100")
    assert "SF100" in at_work.page.ship_strip.error
    assert {row.status for row in at_work.rows()} == {"draft"}


def test_one_list_is_shipped_from_the_keyboard_then_corrected_and_delivered(desk: Desk, stage: Open) -> None:
    order = waiting_order(desk)
    (number,) = packing.make_lists(desk, [order]).value.numbers
    at_work = stage()
    at_work.page.filters.clear()
    at_work.settle()
    at_work.select(number)
    at_work.qtbot.keyClick(at_work.page.table, Qt.Key.Key_S)
    at_work.settle()
    at_work.page.ship_strip.carrier.setCurrentText("DHL")
    at_work.page.ship_strip.tracking.setFocus()
    at_work.type_and_enter("JD0001")
    assert (at_work.row(number).status, at_work.row(number).carrier) == ("shipped", "DHL")
    at_work.qtbot.keyClick(at_work.page.table, Qt.Key.Key_T)
    at_work.type_and_enter("JD0002")
    assert at_work.row(number).tracking == "JD0002"
    at_work.qtbot.keyClick(at_work.page.table, Qt.Key.Key_D)
    at_work.settle()
    strip = at_work.page.deliver_strip
    strip.day._text.setText("2026-10-06")
    strip.submit()
    at_work.settle()
    assert "2026-10-06" in strip.error  # tomorrow
    strip.day._text.setText("2026-10-05")
    strip.submit()
    at_work.settle()
    assert at_work.row(number).status == "delivered"
    assert state(desk, order) == ("completed", "delivered")


def test_a_part_goes_and_the_rest_gets_a_list_of_its_own(desk: Desk, stage: Open) -> None:
    order = waiting_order(desk, 3)
    (number,) = packing.make_lists(desk, [order]).value.numbers
    at_work = stage()
    at_work.select(number)
    contents = at_work.page.panel.story.contents
    assert contents is not None
    (line,) = list_story(desk, number).lines
    contents.box(line.id).field.setFocus()
    contents.box(line.id).field.selectAll()
    at_work.type_and_enter("2")
    assert held(desk, number) == {"MUG-1": 2}
    at_work.qtbot.waitUntil(lambda: "1 more is in no parcel yet" in words(at_work.page.panel.story))
    at_work.press("packing.panel.make_rest")
    (rest,) = set(at_work.numbers()) - {number}
    assert held(desk, rest) == {"MUG-1": 1}
    at_work.context.actions.action("window.undo").trigger()
    at_work.settle()
    at_work.context.actions.action("window.undo").trigger()
    at_work.settle()
    assert held(desk, number) == {"MUG-1": 3}


def test_more_than_ordered_is_refused_beside_the_field(desk: Desk, stage: Open) -> None:
    (number,) = packing.make_lists(desk, [waiting_order(desk, 3, 1)]).value.numbers
    at_work = stage()
    at_work.select(number)
    contents = at_work.page.panel.story.contents
    assert contents is not None
    first, second = list_story(desk, number).lines
    contents.box(second.id).set_value(5)
    contents.submit()
    at_work.settle()
    assert contents.error_of(first.id) == ""
    assert contents.error_of(second.id).endswith("5 is more than can be taken; 1 of those ordered are left.")
    assert held(desk, number) == {"MUG-1": 3, "MUG-2": 1}
    contents.take_back()
    assert contents.pending() == {}


def test_quantities_of_a_list_that_left_cannot_be_edited(desk: Desk, stage: Open) -> None:
    (number,) = packing.make_lists(desk, [waiting_order(desk, 3)]).value.numbers
    packing.ship_lists(desk, [number], "DHL", "JD1")
    at_work = stage()
    at_work.page.filters.clear()
    at_work.settle()
    at_work.select(number)
    (line,) = list_story(desk, number).lines
    assert at_work.page.panel.findChild(QLabel, f"packing.panel.units.{line.id}") is None
    assert "× 3" in words(at_work.page.panel.story)


def test_the_panel_says_what_the_packer_must_not_overlook(desk: Desk, stage: Open) -> None:
    product(desk, "MUG-1", shelf="A-07")
    order = waiting_order(desk, 1, cod=True, buyer_message="Please no invoice", seller_memo="礼品包装")
    (number,) = packing.make_lists(desk, [order]).value.numbers
    set_order(desk, order, status="cancelled")
    at_work = stage()
    at_work.select(number)
    said = words(at_work.page.panel.story)
    for text in ("Please no invoice", "礼品包装", "A-07", "买家甲", f"{order} was cancelled. Do not send it."):
        assert any(text in one for one in said), text
    assert any(one.startswith("Collect ") for one in said)
    at_work.press("packing.copy_address")
    assert "测试路1号" in QGuiApplication.clipboard().text()
    at_work.trigger("packing.ship")
    at_work.page.ship_strip.submit()
    at_work.settle()
    assert "not to be shipped" in at_work.page.ship_strip.error
    at_work.page.ship_strip.leave()
    at_work.trigger("packing.cancel")
    assert at_work.numbers() == []


def test_what_can_be_done_follows_the_selection(desk: Desk, stage: Open) -> None:
    first, second = packing.make_lists(desk, [waiting_order(desk), waiting_order(desk)]).value.numbers
    packing.ship_lists(desk, [second], "DHL", "JD1")
    at_work = stage()
    at_work.page.filters.clear()
    at_work.settle()

    def able() -> set[str]:
        actions = at_work.context.actions
        return {one.id.split(".")[1] for one in actions.of_page("packing") if actions.action(one.id).isEnabled()}

    assert able() == {"make"}
    at_work.select(first)
    assert able() == {"make", "print", "pick_list", "pick", "pack", "ship", "track", "cancel", "copy"}
    at_work.select(second)
    assert able() == {"make", "print", "track", "deliver", "copy"}


def test_a_stopped_list_says_why_and_goes_on_when_it_was_seen(desk: Desk, stage: Open) -> None:
    moved, calm = waiting_order(desk, 2), waiting_order(desk, 1)
    numbers = packing.make_lists(desk, [moved, calm]).value.numbers
    packing.record_print(desk, numbers, "a5")
    at_work = stage()
    assert not at_work.page.problems.isVisible()
    change_on_platform(desk, moved, street="测试路2号")
    at_work.context.bus.changed.emit(Changes({"orders": 1, "packing_lists": 1}))
    at_work.settle()
    assert (at_work.page.problems.text(), at_work.page.problems.isVisible()) == ("Problems  1", True)
    at_work.press("packing.problems")
    assert at_work.numbers() == [numbers[0]]
    at_work.select(numbers[0])
    said = words(at_work.page.panel.story)
    assert "The address changed on the platform while this was being packed" in said
    assert "Street: 测试路1号 → 测试路2号" in said
    assert "The order changed after this slip was printed. Print it again." in said
    at_work.trigger("packing.pack")
    assert "is stopped: The address changed on the platform" in at_work.page.notice.text
    at_work.press("packing.take_over.button")
    assert (at_work.page.problems.text(), at_work.numbers()) == ("Problems", [])
    assert at_work.page.problems.isVisible()  # it is what is being looked at
    at_work.press("packing.problems")
    assert not at_work.page.problems.isVisible()
    assert (at_work.row(numbers[0]).print_again, at_work.row(numbers[1]).print_again) == (True, False)
    at_work.select(numbers[0])
    at_work.trigger("packing.pack")
    assert at_work.row(numbers[0]).status == "packed"


def test_the_slip_of_a_stopped_list_is_left_out(desk: Desk, stage: Open) -> None:
    moved, calm = waiting_order(desk, 2), waiting_order(desk, 1)
    stopped, free = packing.make_lists(desk, [moved, calm]).value.numbers
    change_on_platform(desk, moved, street="测试路2号")
    at_work = stage()
    at_work.select(stopped, free)
    at_work.trigger("packing.print")
    dialog = at_work.dialog("slips")
    assert dialog.ready is not None
    assert dialog.ready.numbers == (free,)
    assert "1 is left out: its order changed and nobody has seen it" in dialog._summary.text()
    dialog.reject()
    at_work.select(stopped)
    at_work.trigger("packing.print")
    dialog = at_work.dialog("slips")
    assert dialog.ready is None
    assert f"{stopped} is stopped" in dialog._notice.text()
    dialog.reject()
    at_work.trigger("packing.problem_seen")
    assert at_work.row(stopped).problems == ()
