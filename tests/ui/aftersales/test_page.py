"""The after-sales page, worked with as a person does: keys, clicks, real shop files."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton

from shopdesk.domain import aftersales as rules
from shopdesk.domain.aftersales import CaseDraft
from shopdesk.services import aftersales
from shopdesk.services.desk import Desk
from shopdesk.ui.aftersales.form import CaseForm
from shopdesk.ui.links import new_case
from shopdesk.ui.tables.query import FilterValue
from tests.services.small_shop import Clock, case_story, lines_of, order_story, sent_order
from tests.ui.conversations.stage import Stage

FORM = "aftersales.form"


def open_case(desk: Desk, order: str, **changed: object) -> str:
    """A return of one unit of the order's first line, opened through the service."""
    lines = ((lines_of(desk, order)[0], 1),)
    values = {"kind": "return", "reason": "size", "orders": (order,), "lines": lines, "subject": "Too small"}
    return aftersales.open_case(desk, CaseDraft(**values | changed)).value.number


def refresh(stage: Stage) -> None:
    stage.page.reload(None)
    stage.settle()


def line(order: str, number: int = 1) -> str:
    return f"{FORM}.orders.lines.{order}.{number}"


def test_open_a_case_for_an_order_with_its_lines(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk = shop[0]
    order = sent_order(desk, 2, 1)
    new_case(stage.page.context, order)
    assert isinstance(stage.page.side.form, CaseForm)
    stage.save()
    assert stage.page.side.form.form.field("kind").error == "This is needed."
    stage.choose(f"{FORM}.kind", "return")
    stage.choose(f"{FORM}.reason", "damaged")
    stage.type_into(f"{line(order)}.units.field", "3")
    stage.save()
    assert "3 is more than can be taken; 2 of those ordered are left" in stage.find(f"{line(order)}.error").text()
    assert stage.find(f"{line(order)}.error").isVisible()
    assert stage.find(f"{line(order)}.units.field").hasFocus()
    assert stage.rows() == []
    stage.type_into(f"{line(order)}.units.field", "2")
    stage.choose(f"{line(order)}.choice", "refund")
    stage.type_into(f"{FORM}.message", "Both came broken")
    stage.type_into(f"{FORM}.asked", "178")
    stage.save()
    (row,) = stage.rows()
    story = case_story(desk, row.number)
    assert (row.kind, row.reason, row.orders, row.asked, row.currency) == ("return", "damaged", (order,), 17800, "CNY")
    assert [(one.order, one.line, one.quantity, one.outcome) for one in story.lines] == [(order, 1, 2, "refund")]
    assert (story.messages[0].text, story.messages[0].direction) == ("Both came broken", "in")
    assert stage.page.table.current_id() == row.id


def test_an_order_is_looked_up_by_its_number(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    order = sent_order(shop[0], currency="USD")
    stage.page.focus_search()
    stage.qtbot.keyClick(stage.page.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    stage.type_into(f"{FORM}.orders.order", order)
    stage.qtbot.keyClick(stage.find(f"{FORM}.orders.order"), Qt.Key.Key_Return)
    assert stage.find(f"{line(order)}.units.field").text() == "0"
    assert stage.page.side.form.asked.currency == "USD"
    stage.type_into(f"{FORM}.orders.order", "SO-1999-000001")
    stage.choose(f"{FORM}.kind", "advice")
    stage.save()
    assert "There is no record “SO-1999-000001”." in stage.page.side.form.form.field("orders").error
    stage.click(f"{FORM}.orders.{order}.remove")
    assert stage.page.side.form.lines.orders() == ("SO-1999-000001",)


def test_units_of_another_case_count(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    order = sent_order(shop[0], 2)
    open_case(shop[0], order)
    stage.page.new_case(order)
    assert "1 taken back or claimed" in stage.page.side.form.lines._orders[0].lines._lines[0].about
    stage.choose(f"{FORM}.kind", "return")
    stage.type_into(f"{line(order)}.units.field", "2")
    stage.save()
    assert "1 of those ordered are left" in stage.find(f"{line(order)}.error").text()


def test_messages_and_notes_in_order(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, clock = shop
    number = open_case(desk, sent_order(desk), message="It broke")
    refresh(stage)
    stage.select(number)
    clock.forward(minutes=5)
    stage.write("note", "Claim from the carrier")
    clock.forward(minutes=5)
    stage.write("out", "We send a new one")
    clock.forward(minutes=5)
    stage.write("note", "Sent by express")
    told = [(one.direction, one.text) for one in case_story(desk, number).messages]
    assert told == [
        ("in", "It broke"),
        ("note", "Claim from the carrier"),
        ("out", "We send a new one"),
        ("note", "Sent by express"),
    ]
    assert [one.text for one in stage.page.story.conversation._messages] == [text for _direction, text in told]


def test_steps_are_those_of_the_table_of_moves(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    number = open_case(shop[0], sent_order(shop[0]))
    refresh(stage)
    stage.select(number)
    for status in ("waiting_goods", "inspecting", "resolved", "closed", "reopened"):
        assert set(stage.page.story.moves.steps()) == set(rules.allowed(case_story(shop[0], number).values["status"]))
        entry = {"waiting_goods": "Waiting for goods", "inspecting": "Inspecting", "resolved": "Resolved"}
        words = entry.get(status, status.capitalize())
        stage.pick(stage.menu("case.move"), words)
        assert case_story(shop[0], number).values["status"] == status
    assert "Closed" not in stage.words(stage.menu("case.move"))


def test_giving_up_is_never_the_first_step(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    number = open_case(shop[0], sent_order(shop[0]))
    refresh(stage)
    stage.select(number)
    assert stage.page.story.moves.steps()[-2:] == ["rejected", "withdrawn"]


def test_goods_received_go_on_to_inspection(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk = shop[0]
    order = sent_order(desk, 2)
    number = open_case(desk, order, lines=((lines_of(desk, order)[0], 2),))
    aftersales.move_cases(desk, [number], "waiting_goods")
    refresh(stage)
    stage.select(number)
    stage.page.receive()
    field = f"aftersales.goods.lines.{order}.1"
    assert stage.find(f"{field}.units.field").text() == "2"
    stage.type_into(f"{field}.units.field", "3")
    stage.save()
    assert "more than the case still waits for" in stage.find(f"{field}.error").text()
    stage.click(f"{field}.units.minus")
    stage.type_into("aftersales.goods.tracking", "TEST0001")
    stage.save()
    story = case_story(desk, number)
    assert (story.lines[0].received, story.values["status"]) == (2, "inspecting")
    assert story.values["return_tracking"] == "TEST0001"
    assert order_story(desk, order).lines[0].returned == 2


def test_a_refund_above_what_was_paid_is_refused_beside_the_amount(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk = shop[0]
    order = sent_order(desk, price=8_900)
    number = open_case(desk, order, asked=5_000, agreed=4_000, currency="CNY")
    refresh(stage)
    stage.select(number)
    stage.page.refund()
    form = stage.page.side.form
    assert (form.amount.text(), form.left_over.text()) == ("40.00", "¥89.00 of what was paid is left.")
    stage.type_into("aftersales.refund.amount", "89.01")
    stage.save()
    assert "89.01 CNY is more than" in form.form.field("amount").error
    assert case_story(desk, number).values["paid"] == 0
    stage.type_into("aftersales.refund.paid_on.text", "+1")
    stage.type_into("aftersales.refund.amount", "40")
    stage.save()
    assert "still to come" in form.form.field("paid_on").error
    stage.type_into("aftersales.refund.paid_on.text", "today")
    stage.save()
    story = case_story(desk, number)
    assert (story.values["paid"], [one.amount for one in story.refunds]) == (4_000, [4_000])
    assert order_story(desk, order).values["refunded"] == 4_000
    stage.qtbot.keyClick(stage.page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert case_story(desk, number).refunds == ()
    assert order_story(desk, order).values["refunded"] == 0
    assert stage.page.story.story.refunds == ()


def test_a_case_without_orders_takes_no_refund_and_no_goods(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    number = aftersales.open_case(shop[0], CaseDraft("advice", subject="How to wash it?")).value.number
    refresh(stage)
    stage.select(number)
    enabled = {name: stage.page.context.actions.action(name).isEnabled() for name in ("case.refund", "case.receive")}
    assert enabled == {"case.refund": False, "case.receive": False}


def test_edit_keeps_what_the_form_does_not_show(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk = shop[0]
    order = sent_order(desk, 3)
    number = open_case(desk, order, tags=("vip",), asked=1_000, currency="CNY")
    refresh(stage)
    stage.select(number)
    stage.qtbot.keyClick(stage.page.table, Qt.Key.Key_F2)
    assert stage.find(f"{line(order)}.units.field").text() == "1"
    stage.type_into(f"{line(order)}.units.field", "2")
    stage.type_into(f"{FORM}.agreed", "9.50")
    stage.save()
    story = case_story(desk, number)
    assert (story.lines[0].quantity, story.row.asked, story.row.agreed, story.row.tags) == (2, 1_000, 950, ("vip",))


def test_a_draft_with_lines_is_offered_again(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    order = sent_order(shop[0], 2)
    stage.page.new_case(order)
    stage.type_into(f"{line(order)}.units.field", "2")
    stage.choose(f"{line(order)}.choice", "replace")
    stage.qtbot.keyClick(stage.find(f"{line(order)}.units.field"), Qt.Key.Key_Escape)
    assert stage.page.side.form is None
    stage.page.new_case(order)
    lines = stage.page.side.form.lines
    assert list(lines.units().values()) == [2]
    assert list(lines.outcomes().values()) == ["replace"]
    stage.page.new_case()
    assert stage.page.side.form.lines.orders() == (), "what was begun for one order is not offered for another"


def test_filters_and_search(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk = shop[0]
    order = sent_order(desk, 2)
    back, talk = open_case(desk, order), open_case(desk, order, kind="complaint", subject="Rude courier")
    aftersales.move_cases(desk, [talk], "withdrawn")
    refresh(stage)
    for chosen, wanted in (
        (FilterValue("kind", ("return",)), [back]),
        (FilterValue("status", ("withdrawn",)), [talk]),
        (FilterValue("open", ("yes",)), [back]),
        (FilterValue("local_day", ("2026-10-06", "")), []),
    ):
        stage.page.filters.set_values([chosen])
        stage.settle()
        assert stage.numbers() == wanted, chosen
    stage.page.filters.clear()
    stage.type_into("aftersales.search", "courier")
    stage.settle()
    assert stage.numbers() == [talk]


def test_opened_large_the_facts_stand_beside_the_conversation(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    number = open_case(shop[0], sent_order(shop[0]))
    refresh(stage)
    stage.select(number)
    story = stage.page.story
    details = stage.find("aftersales.panel.details")
    assert not details.isVisible()
    stage.qtbot.keyClick(stage.page.table, Qt.Key.Key_Return)
    stage.settle()
    assert details.isVisible()
    assert story.conversation.isVisible()
    stage.qtbot.keyClick(story.composer.text, Qt.Key.Key_Escape)
    stage.settle()
    assert stage.page.table.isVisible()


def test_every_widget_can_be_named_and_reached(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    number = open_case(shop[0], sent_order(shop[0]))
    refresh(stage)
    stage.select(number)
    stage.page.edit()
    for kind in (QLineEdit, QPlainTextEdit, QComboBox, QPushButton):
        for widget in stage.page.findChildren(kind):
            assert widget.objectName(), f"{kind.__name__} without a name in {widget.parent().objectName()}"
            spoken = widget.accessibleName() or (widget.text() if isinstance(widget, QPushButton) else "")
            assert spoken or not widget.isVisibleTo(stage.page), widget.objectName()
    assert stage.page.context.actions.duplicates() == []
