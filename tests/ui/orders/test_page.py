"""The orders page as a person works it: find, select, act, take back."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from shopdesk.services import history, orders, packing
from shopdesk.services.desk import Desk
from shopdesk.ui.orders import columns
from tests.services.packing_shop import change_on_platform
from tests.ui.orders.stage import MUG, SHIRT, Clock, Stage

Open = Callable[[], Stage]
Enter = Callable[..., str]


def test_empty_shop_offers_what_fills_it(stage: Open) -> None:
    on = stage()
    assert on.page.table.records.rowCount() == 0
    assert on.find("orders.empty").isVisible()


def test_search_narrows_with_every_key(stage: Open, enter: Enter) -> None:
    first = enter(buyer_name="Buyer A")
    second = enter(buyer_name="买家乙", lines=(MUG,))
    on = stage()
    assert on.numbers() == [second, first]
    on.write("orders.search", "乙")
    on.settle()
    assert on.numbers() == [second]
    on.key(Qt.Key.Key_Escape)
    assert on.numbers() == [second, first]
    on.write("orders.search", first[3:])
    on.settle()
    assert on.numbers() == [first]


def test_going_to_an_order_from_elsewhere_selects_it_and_tells_its_story(stage: Open, enter: Enter) -> None:
    first, _second = enter(buyer_name="Buyer A"), enter(buyer_name="买家乙")
    on = stage()
    on.page.show_record(first)
    on.qtbot.waitUntil(lambda: on.page.has_selection(), timeout=5_000)
    on.settle()
    assert [row.number for row in on.page.selected_rows()] == [first]


def test_quick_view_shows_one_status_with_its_count_and_gives_it_back(stage: Open, enter: Enter) -> None:
    unpaid, paid = enter(paid=False), enter()
    on = stage()
    button = on.find("orders.quick.to_confirm")
    assert button.text() == "To confirm  1"
    on.press("orders.quick.to_confirm")
    assert on.numbers() == [paid]
    assert button.isChecked()
    assert [chip.split()[0] for chip in on.page.filters.chip_texts()] == ["To"]
    on.press("orders.quick.awaiting_payment")
    assert on.numbers() == [unpaid]
    assert not button.isChecked()
    on.press("orders.quick.awaiting_payment")
    assert on.numbers() == [paid, unpaid]


def test_filters_of_hold_ready_flag_and_platform(stage: Open, enter: Enter, desk: Desk) -> None:
    ready, held, flagged, cod = enter(), enter(), enter(), enter(paid=False, pay_on_delivery=True)
    orders.confirm_orders(desk, [ready, held, cod])
    orders.hold_orders(desk, [held], date(2026, 11, 25))
    orders.flag_orders(desk, [flagged], "red")
    on = stage()
    wanted = {
        ("ready", "yes"): [cod, ready],
        ("hold", "yes"): [held],
        ("flag", "red"): [flagged],
        ("flag", "none"): [cod, held, ready],
        ("platform", "shopdesk"): [cod, flagged, held, ready],
        ("problem", "yes"): [],
        ("payment", "unpaid"): [cod],
    }
    for (key, code), expected in wanted.items():
        on.page.filters.clear()
        on.page.filters.toggle(key, code)
        on.settle()
        assert on.numbers() == expected, (key, code)


def test_a_hold_ends_on_its_day(stage: Open, enter: Enter, desk: Desk, clock: Clock) -> None:
    number = enter()
    orders.confirm_orders(desk, [number])
    orders.hold_orders(desk, [number], date(2026, 11, 20))
    row = orders.rows(desk, orders.ids(desk, columns.by_number(number)))[0]
    assert columns.status_text(row, date(2026, 11, 19)) == "To ship · on hold"
    assert columns.status_text(row, date(2026, 11, 20)) == "To ship"


def test_confirm_several_names_what_was_left_out_and_is_undone_whole(stage: Open, enter: Enter, desk: Desk) -> None:
    first, second, unpaid, shipped = enter(), enter(), enter(paid=False), enter()
    orders.confirm_orders(desk, [shipped])
    packing.ship_orders(desk, [shipped])
    on = stage()
    on.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    on.key(Qt.Key.Key_Down)
    on.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    on.press("order.confirm.button")
    assert [on.order(number)["status"] for number in (first, second, unpaid, shipped)] == [
        "to_ship", "to_ship", "to_ship", "shipped",
    ]  # fmt: skip
    assert on.window.status.said == "3 orders confirmed"
    assert on.page.notice.text == f"Left out: {shipped} (is “Shipped”)"
    on.press("window.status.undo")
    assert [on.order(number)["status"] for number in (first, second, unpaid)] == [
        "to_confirm", "to_confirm", "awaiting_payment",
    ]  # fmt: skip


def test_an_action_that_fits_nobody_cannot_be_pressed(stage: Open, enter: Enter) -> None:
    on = stage()
    enter()
    on.page.reload(None)
    on.settle()
    assert not on.find("order.confirm.button").isEnabled()
    on.page.table.setFocus()
    on.key(Qt.Key.Key_Space)
    assert on.find("order.confirm.button").isEnabled()
    assert not on.find("order.deliver.button").isEnabled()
    assert not on.find("orders.make_lists.button").isEnabled()


def test_hold_with_a_quick_choice_and_release(stage: Open, enter: Enter, desk: Desk) -> None:
    number = enter()
    on = stage()
    on.select(number)
    on.key(Qt.Key.Key_H)
    on.press("orders.hold.monday")
    assert on.order(number)["hold_until"] == date(2026, 11, 23)
    assert not [one for one in on.window.findChildren(QWidget, "orders.hold") if one.isVisible()]
    on.context.actions.action("order.release").trigger()
    on.settle()
    assert on.order(number)["hold_until"] is None


def test_hold_until_a_typed_day_says_beside_the_field_when_it_is_past(stage: Open, enter: Enter) -> None:
    number = enter()
    on = stage()
    on.select(number)
    on.press("order.hold.button")
    on.write("orders.hold.until.text", "2026-11-01")
    on.press("orders.hold.apply")
    strip = on.page.strip_of("hold")
    assert strip.isVisible()
    assert "after today" in strip.error
    on.write("orders.hold.until.text", "+3")
    on.key(Qt.Key.Key_Return)
    assert on.order(number)["hold_until"] == date(2026, 11, 21)


def test_esc_closes_the_strip_and_gives_the_list_back_its_keys(stage: Open, enter: Enter) -> None:
    number = enter()
    on = stage()
    on.select(number)
    on.key(Qt.Key.Key_H)
    on.key(Qt.Key.Key_Escape)
    assert not on.page.strip_of("hold").isVisible()
    assert on.page.table.hasFocus()


def test_flag_from_the_menu(stage: Open, enter: Enter) -> None:
    first, second = enter(), enter()
    on = stage()
    on.select(first, second)
    on.press("order.flag.button")
    menu = on.window.findChild(QMenu, "orders.flags")
    assert menu is not None
    assert menu.isVisible()
    menu.actions()[1].trigger()
    menu.close()
    on.settle()
    assert [on.order(number)["flag"] for number in (first, second)] == ["yellow", "yellow"]


def test_make_lists_ship_and_deliver(stage: Open, enter: Enter, desk: Desk) -> None:
    first, second, unpaid = enter(), enter(buyer_name="Buyer B", lines=(MUG,)), enter(paid=False)
    orders.confirm_orders(desk, [first, second])
    on = stage()
    on.select(first, second, unpaid)
    on.press("orders.make_lists.button")
    assert on.window.status.said == "2 packing lists made"
    assert on.page.notice.text == f"Left out: {unpaid} (is “Awaiting payment”)"
    assert [len(on.order(number)["packing_lists"]) for number in (first, second)] == [1, 1]
    on.select(first)
    on.press("orders.ship.button")
    on.write("orders.ship.carrier", "SF Express")
    on.write("orders.ship.tracking", "SF100020003000")
    on.press("orders.ship.apply")
    shipped = on.order(first)
    assert (shipped["status"], shipped["carrier"], shipped["tracking"]) == ("shipped", "SF Express", "SF100020003000")
    on.press("order.deliver.button")
    on.write("orders.deliver.signed_on.text", "yesterday")
    on.key(Qt.Key.Key_Return)
    assert on.page.strip_of("deliver").isVisible() is False
    delivered = on.order(first)
    assert (delivered["status"], delivered["delivery"]) == ("completed", "delivered")
    assert delivered["signed_at"].astimezone(desk.zone).date() == date(2026, 11, 17)


def test_carrier_used_last_is_there_the_next_time(stage: Open, enter: Enter, desk: Desk) -> None:
    first, second = enter(), enter()
    orders.confirm_orders(desk, [first, second])
    on = stage()
    on.select(first)
    on.key(Qt.Key.Key_S)
    on.write("orders.ship.carrier", "Post")
    on.key(Qt.Key.Key_Return)
    on.select(second)
    on.key(Qt.Key.Key_S)
    assert on.find("orders.ship.carrier").currentText() == "Post"


def test_one_tracking_number_for_two_people_is_refused_in_the_strip(stage: Open, enter: Enter, desk: Desk) -> None:
    first, second = enter(), enter(buyer_name="Buyer B")
    orders.confirm_orders(desk, [first, second])
    on = stage()
    on.select(first, second)
    on.key(Qt.Key.Key_S)
    on.write("orders.ship.tracking", "X1")
    on.press("orders.ship.apply")
    assert on.page.strip_of("ship").isVisible()
    assert "X1" in on.page.strip_of("ship").error
    assert on.order(first)["status"] == "to_ship"


def test_cancel_with_a_reason_and_pay(stage: Open, enter: Enter) -> None:
    first, second = enter(paid=False), enter(paid=False)
    on = stage()
    on.select(first)
    on.context.actions.action("order.cancel").trigger()
    on.write("orders.cancel.reason", "changed mind")
    on.key(Qt.Key.Key_Return)
    assert (on.order(first)["status"], on.order(first)["close_reason"]) == ("cancelled", "changed mind")
    on.select(second)
    on.context.actions.action("order.pay").trigger()
    on.settle()
    assert (on.order(second)["status"], on.order(second)["payment"]) == ("to_confirm", "paid")


def test_more_orders_than_are_loaded_are_confirmed(stage: Open, enter: Enter, desk: Desk) -> None:
    made = [enter() for _count in range(300)]
    on = stage()
    on.page.table.setFocus()
    on.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    on.key(Qt.Key.Key_C)
    assert orders.counts(desk) == {"to_ship": len(made)}
    assert history.undoable(desk, 1)[0].action == "order.confirm"


@pytest.mark.parametrize("by_key", [True, False])
def test_rows_are_copied_for_a_spreadsheet(stage: Open, enter: Enter, by_key: bool) -> None:
    number = enter(lines=(SHIRT, MUG), flag="red", seller_memo="careful\twith tabs")
    on = stage()
    on.select(number)
    if by_key:
        on.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    else:
        on.context.actions.action("orders.copy").trigger()
    head, row = QGuiApplication.clipboard().text().splitlines()
    cells = dict(zip(head.split("\t"), row.split("\t"), strict=True))
    assert cells["Number"] == number
    assert cells["Flag"] == "Red flag"
    assert cells["Total"] == "223.00"
    assert cells["Items"] == "T恤 蓝 XL ×2, Mug ×1"
    assert cells["Notes"] == "Memo: careful with tabs"
    assert cells["Ordered"] == "2026-11-18 15:00"


def test_what_was_stopped_is_one_click_away_and_seen(desk: Desk, enter: Enter, stage: Open) -> None:
    moved, calm = enter(street="1 Example Street"), enter()
    orders.confirm_orders(desk, [moved, calm])
    packing.make_lists(desk, [moved])
    change_on_platform(desk, moved, street="2 Other Street")
    at_work = stage()
    assert at_work.page.problems.text() == "Problems  1"
    at_work.press("orders.problems")
    assert at_work.numbers() == [moved]
    at_work.select(moved)
    said = [label.text() for label in at_work.page.panel.story.findChildren(QLabel) if label.isVisible()]
    assert "Street: 1 Example Street → 2 Other Street" in said
    at_work.press("order.problem_seen.button")
    assert at_work.order(moved)["problems"] == []
    at_work.context.actions.action("window.undo").trigger()
    at_work.settle()
    assert (at_work.order(moved)["problems"], at_work.page.problems.text()) == (["address_changed"], "Problems  1")
