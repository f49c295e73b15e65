"""The inquiries page, worked with as a person does: keys, clicks, real shop files."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton

from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.inquiries import InquiryDraft, ProductAsked
from shopdesk.services import customers, inquiries
from shopdesk.services.desk import Desk
from shopdesk.ui.inquiries.form import InquiryForm
from shopdesk.ui.tables.query import FilterValue
from tests.services.small_shop import Clock, inquiry_story, sent_order
from tests.ui.conversations.stage import Stage

FORM = "inquiries.form"


def file_inquiry(desk: Desk, **changed: object) -> str:
    """An inquiry of Buyer A, entered through the service."""
    values = {"channel": "wechat", "contact": "buyer_a", "subject": "Size of the T-shirt", "message": "Which size?"}
    return inquiries.create_inquiry(desk, InquiryDraft(**values | changed)).value.number


def refresh(stage: Stage) -> None:
    stage.page.reload(None)
    stage.settle()


def test_a_shop_without_inquiries_offers_the_first_one(stage: Stage) -> None:
    stage.click("inquiries.empty.button")
    assert isinstance(stage.page.side.form, InquiryForm)


def test_create_with_a_mistake_mended_on_the_way(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, clock = shop
    stage.page.focus_search()
    stage.qtbot.keyClick(stage.page.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    stage.save()
    form = stage.page.side.form
    assert form.form.field("contact").error == "This is needed."
    stage.type_into(f"{FORM}.contact", "buyer_a")
    stage.choose(f"{FORM}.channel", "phone")
    stage.type_into(f"{FORM}.message", "Is the mug back?")
    stage.type_into(f"{FORM}.products.1.product", "green mug")
    stage.qtbot.keyClick(stage.find(f"{FORM}.products.1.quantity.field"), Qt.Key.Key_Up)
    stage.choose(f"{FORM}.assignee", "owner")
    stage.choose(f"{FORM}.priority", "high")
    stage.type_into(f"{FORM}.follow_up_at.day.text", "tomorrow")
    stage.save()
    assert stage.page.side.form is None
    (row,) = stage.rows()
    assert (row.channel, row.contact, row.status, row.priority) == ("phone", "buyer_a", "new", "high")
    assert (row.products, row.assignee, row.waiting_since) == ("green mug ×2", "owner", clock.now)
    assert row.follow_up_at.astimezone(desk.zone).strftime("%d %H:%M") == "06 10:00"
    assert stage.page.table.current_id() == row.id
    assert stage.page.story.story.messages[0].text == "Is the mug back?"


def test_a_follow_up_in_the_past_and_half_a_date_stand_beside_their_field(stage: Stage) -> None:
    stage.page.new()
    stage.type_into(f"{FORM}.contact", "buyer_a")
    stage.type_into(f"{FORM}.follow_up_at.day.text", "soon")
    stage.save()
    assert "“soon” is no date" in stage.page.side.form.form.field("follow_up_at").error
    assert stage.rows() == []


def test_an_old_customer_is_recognised_by_their_phone(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    number = customers.create_customer(shop[0], CustomerDraft("Buyer A", phone="138 0000 0000")).value.number
    stage.page.new()
    stage.type_into(f"{FORM}.contact", "+86 13800000000")
    stage.qtbot.keyClick(stage.find(f"{FORM}.contact"), Qt.Key.Key_Return)
    stage.settle()
    assert stage.find(f"{FORM}.customer").text() == number
    assert "Buyer A" in stage.find(f"{FORM}.known").text()


def test_customers_are_found_while_one_types(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    number = customers.create_customer(shop[0], CustomerDraft("Buyer A", phone="555-0101")).value.number
    stage.page.new()
    stage.type_into(f"{FORM}.customer", "buyer a")
    lookup = stage.find(f"{FORM}.customer")
    stage.qtbot.waitUntil(lambda: lookup.suggestions() != [])
    assert lookup.suggestions()[0].startswith(f"{number}   Buyer A")
    popup = lookup._list.popup()
    stage.qtbot.keyClick(popup, Qt.Key.Key_Down)
    stage.qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert lookup.value() == number


def test_an_unknown_customer_is_refused_beside_the_field(stage: Stage) -> None:
    stage.page.new()
    stage.type_into(f"{FORM}.contact", "buyer_a")
    stage.type_into(f"{FORM}.customer", "nobody")
    stage.save()
    assert stage.page.side.form.form.field("customer").error == "There is no record “nobody”."


def test_a_draft_left_with_esc_is_offered_again(stage: Stage) -> None:
    stage.page.new()
    stage.type_into(f"{FORM}.contact", "buyer_a")
    stage.type_into(f"{FORM}.products.1.product", "mug")
    stage.qtbot.keyClick(stage.find(f"{FORM}.contact"), Qt.Key.Key_Escape)
    stage.settle()
    assert stage.page.side.form is None
    stage.page.new()
    form = stage.page.side.form
    assert form.contact.value() == "buyer_a"
    assert form.products.value() == (ProductAsked(text="mug"),)
    assert form.notice.text == "Your unsaved draft is back."
    stage.click(f"{FORM}.notice.action")
    assert form.contact.value() == ""
    stage.qtbot.keyClick(form, Qt.Key.Key_Escape)
    stage.settle()
    stage.page.new()
    assert not stage.page.side.form.notice.isVisible()


def test_a_form_stays_open_while_rows_are_read_slowly(stage: Stage, shop: tuple[Desk, Clock], monkeypatch) -> None:
    monkeypatch.setattr("shopdesk.ui.tables.pages._SLOW", 0.0)
    number = file_inquiry(shop[0])
    refresh(stage)
    stage.select(number)
    stage.page.edit()
    stage.type_into(f"{FORM}.subject", "Half typed")
    inquiries.add_message(shop[0], number, "Are you there?", "in")
    refresh(stage)
    assert stage.page.side.form is not None
    assert stage.find(f"{FORM}.subject").text() == "Half typed"
    assert stage.page.side.currentWidget() is stage.page.side.form


def test_reply_note_and_customer_drive_status_and_clocks(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, clock = shop
    number = file_inquiry(desk)
    refresh(stage)
    stage.select(number)
    clock.forward(minutes=10)
    stage.write("note", "Ask the supplier")
    assert inquiry_story(desk, number).values["status"] == "new"
    stage.write("out", "Medium fits")
    story = inquiry_story(desk, number)
    assert (story.values["status"], story.values["first_reply_at"]) == ("replied", clock.now)
    assert stage.page.composer_text() == ""
    assert [said.side for said in stage.page.story.conversation._messages] == ["theirs", "note", "ours"]
    stage.page.filters.set_values([FilterValue("unattended", ("yes",))])
    stage.settle()
    assert stage.numbers() == []
    stage.page.filters.clear()
    stage.settle()
    stage.select(number)
    clock.forward(hours=3)
    stage.write("in", "And in blue?")
    clock.forward(hours=2)
    stage.page.filters.set_values([FilterValue("unattended", ("yes",))])
    stage.settle()
    assert stage.numbers() == [number]
    assert stage.page.table.records.index(0, 4).data() == "2 h"


def test_what_is_written_stays_with_its_inquiry(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    first, second = file_inquiry(shop[0]), file_inquiry(shop[0], contact="buyer_b")
    refresh(stage)
    stage.select(first)
    stage.type_into("inquiries.composer.text", "Half a rep")
    stage.select(second)
    assert stage.page.composer_text() == ""
    stage.select(first)
    assert stage.page.composer_text() == "Half a rep"


def test_lost_needs_a_reason_and_undo_takes_it_back(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    number = file_inquiry(shop[0])
    refresh(stage)
    stage.select(number)
    menu = stage.menu("inquiry.move")
    assert stage.words(menu) == ["Replied", "Following up", "Won", "Lost"]
    stage.pick(menu, "Lost", "Price")
    story = inquiry_story(shop[0], number)
    assert (story.values["status"], story.values["lost_reason"]) == ("lost", "price")
    assert story.values["closed_at"] is not None
    stage.page.context.actions.action("window.undo").trigger()
    stage.settle()
    story = inquiry_story(shop[0], number)
    assert (story.values["status"], story.values["lost_reason"]) == ("new", "")
    assert stage.rows()[0].status == "new"


def test_the_story_offers_the_allowed_steps_as_buttons(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    number, other = file_inquiry(shop[0]), file_inquiry(shop[0])
    refresh(stage)
    stage.select(number)
    assert stage.page.story.moves.steps() == ["replied", "following_up", "won", "lost"]
    stage.select(number, other)
    stage.click("inquiries.panel.moves.won")
    changed = inquiry_story(shop[0], number).values["status"], inquiry_story(shop[0], other).values["status"]
    assert sorted(changed) == ["new", "won"], "a step of the story is for the story's record alone"
    assert stage.page.story.moves.steps() == ["reopened"]


def test_several_move_together_only_where_all_may(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    open_one, won = file_inquiry(shop[0]), file_inquiry(shop[0])
    inquiries.move_inquiries(shop[0], [won], "won")
    refresh(stage)
    stage.select(open_one, won)
    menu = stage.menu("inquiry.move")
    assert stage.words(menu) == ["No step fits all of them"]
    assert not menu.actions()[0].isEnabled()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("In 2 hours", "05 11:00"), ("Tonight", "05 20:00"), ("Tomorrow", "06 10:00"), ("Next week", "12 10:00")],
)
def test_quick_follow_up(stage: Stage, shop: tuple[Desk, Clock], words: str, wanted: str) -> None:
    desk = shop[0]
    numbers = [file_inquiry(desk), file_inquiry(desk)]
    refresh(stage)
    stage.select(*numbers)
    stage.pick(stage.menu("inquiry.follow_up"), words)
    for row in stage.rows():
        assert row.follow_up_at.astimezone(desk.zone).strftime("%d %H:%M") == wanted
        assert row.status == "following_up"
    stage.pick(stage.menu("inquiry.follow_up"), "No follow-up")
    assert [row.follow_up_at for row in stage.rows()] == [None, None]


def test_tonight_is_not_offered_at_night(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    number = file_inquiry(shop[0])
    shop[1].forward(hours=12)
    refresh(stage)
    stage.select(number)
    assert "Tonight" not in stage.words(stage.menu("inquiry.follow_up"))


def test_a_due_follow_up_is_found_and_marked(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, clock = shop
    due, later = file_inquiry(desk), file_inquiry(desk)
    inquiries.follow_up(desk, [due], clock.now + timedelta(hours=1))
    inquiries.follow_up(desk, [later], clock.now + timedelta(hours=9))
    clock.forward(hours=2)
    stage.page.filters.toggle("due", "yes")
    stage.settle()
    assert stage.numbers() == [due]
    column = next(one for one in stage.page.columns if one.key == "follow_up")
    assert column.dot(stage.rows()[0]) == "trouble"


def test_assign_and_filter_by_assignee(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    mine, free = file_inquiry(shop[0]), file_inquiry(shop[0])
    refresh(stage)
    stage.select(mine)
    stage.pick(stage.menu("inquiry.assign"), "Owner")
    stage.page.filters.toggle("assignee", "owner")
    stage.settle()
    assert stage.numbers() == [mine]
    stage.page.filters.set_values([FilterValue("assignee", ("",))])
    stage.settle()
    assert stage.numbers() == [free]


def test_link_to_an_order_wins_the_inquiry(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk = shop[0]
    number, order = file_inquiry(desk), sent_order(desk)
    refresh(stage)
    stage.select(number)
    stage.page.link()
    stage.type_into("inquiries.link.order", "SO-1999-000001")
    stage.save()
    assert "There is no record" in stage.page.side.form.form.field("order").error
    stage.type_into("inquiries.link.order", order)
    stage.save()
    story = inquiry_story(desk, number)
    assert (story.values["status"], story.values["order"]) == ("won", order)
    went: list[tuple[str, str]] = []
    stage.page.context.open_record = lambda kind, found: went.append((kind, found))
    stage.click(f"inquiries.panel.link.{order}")
    assert went == [("orders", order)]


def test_edit_changes_products_and_keeps_messages(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    number = file_inquiry(shop[0], products=(ProductAsked(text="mug"), ProductAsked(text="cup")), tags=("gift",))
    refresh(stage)
    stage.select(number)
    stage.qtbot.keyClick(stage.page.table, Qt.Key.Key_F2)
    stage.click(f"{FORM}.products.2.remove")
    stage.type_into(f"{FORM}.subject", "Two mugs")
    stage.save()
    story = inquiry_story(shop[0], number)
    assert [item.text for item in story.products] == ["mug"]
    assert (story.values["subject"], story.values["tags"], len(story.messages)) == ("Two mugs", ["gift"], 1)


def test_search_as_you_type_and_going_to_a_record(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    first = file_inquiry(shop[0], subject="Teapot")
    second = file_inquiry(shop[0], subject="Scarf")
    inquiries.move_inquiries(shop[0], [second], "won")
    stage.page.filters.toggle("open", "yes")
    refresh(stage)
    stage.type_into("inquiries.search", "teap")
    stage.settle()
    assert stage.numbers() == [first]
    stage.page.context.open_record("inquiries", second)
    stage.settle()
    assert stage.page.table.current_row().number == second
    assert stage.page.story.story.row.number == second


def test_every_widget_can_be_named_and_reached(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    file_inquiry(shop[0], products=(ProductAsked(text="mug"),))
    refresh(stage)
    stage.select(stage.numbers()[0])
    stage.page.edit()
    for kind in (QLineEdit, QPlainTextEdit, QComboBox, QPushButton):
        for widget in stage.page.findChildren(kind):
            assert widget.objectName(), f"{kind.__name__} without a name in {widget.parent().objectName()}"
            spoken = widget.accessibleName() or (widget.text() if isinstance(widget, QPushButton) else "")
            assert spoken or not widget.isVisibleTo(stage.page), widget.objectName()
    assert stage.page.context.actions.duplicates() == []
