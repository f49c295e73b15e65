"""Promises in the window: noted with a key or from a reply, in sight on every story they matter to, kept, undone."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from shopdesk import app
from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.services import customers, inquiries, staff, tasks
from shopdesk.services.desk import open_desk
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.promises.part import PromisesPart
from shopdesk.ui.safety.drafts_offer import offer_drafts
from tests.services.small_shop import START, query, sent_order
from tests.ui.promises.conftest import Stage

EDITOR = "inquiries.promises.editor"
CTRL = Qt.KeyboardModifier.ControlModifier


def part(page: object) -> PromisesPart:
    return page.findChild(PromisesPart)  # type: ignore[attr-defined]


def rows(stage: Stage) -> list[tasks.TaskRow]:
    return tasks.rows(stage.desk, tasks.ids(stage.desk, query()))


def test_one_key_notes_a_promise_and_one_button_keeps_it(stage: Stage) -> None:
    page = stage.go("inquiries", stage.inquiry)
    assert part(page).isHidden()
    stage.key(Qt.Key.Key_T, CTRL)
    stage.qtbot.keyClicks(stage.find(f"{EDITOR}.text"), "Gift wrap")
    stage.type_into(f"{EDITOR}.due.day.text", "tomorrow")
    stage.type_into(f"{EDITOR}.due.time", "18:00")
    stage.key(Qt.Key.Key_Return)
    assert not stage.has(EDITOR)
    assert part(page).lines == ["Promised: Gift wrap — by tomorrow 18:00"]
    assert stage.window.status.said == "Promise noted"
    (row,) = rows(stage)
    assert (row.kind, row.about, row.due_at) == ("promise", ("inquiry", stage.inquiry), START + timedelta(hours=33))
    stage.press(f"inquiries.promises.{row.number}.done")
    assert part(page).isHidden()
    assert stage.statuses() == ["done"]
    stage.trigger("window.undo")
    assert part(page).lines == ["Promised: Gift wrap — by tomorrow 18:00"]


def test_it_stays_on_the_order_it_became_on_the_customer_and_is_red_when_late(stage: Stage) -> None:
    number = stage.promise(due_at=START + timedelta(hours=2))
    order = sent_order(stage.desk, customer=stage.customer)
    inquiries.link_order(stage.desk, stage.inquiry, order)
    stage.clock.forward(hours=3)
    for kind, record in (("orders", order), ("customers", stage.customer)):
        page = stage.go(kind, record)
        assert part(page).lines == ["Promised: Gift wrap — overdue: today 11:00"], kind
        late = [one for one in part(page).findChildren(QLabel) if one.text().startswith("overdue")]
        assert late[0].property("role") == "trouble"
    stage.press(f"customers.promises.{number}.done")
    assert not stage.has(f"customers.promises.{number}.done")


def test_a_line_turns_red_while_one_looks_at_it(stage: Stage) -> None:
    stage.promise(due_at=START + timedelta(minutes=5))
    page = stage.go("inquiries", stage.inquiry)
    assert part(page).lines == ["Promised: Gift wrap — by today 09:05"]
    stage.clock.forward(minutes=6)
    part(page)._aging.timeout.emit()
    assert part(page).lines == ["Promised: Gift wrap — overdue: today 09:05"]


def test_many_promises_leave_the_conversation_its_room(stage: Stage) -> None:
    for place in range(4):
        stage.promise(f"Promise {place}", due_at=START + timedelta(days=place + 1))
    page = stage.go("inquiries", stage.inquiry)
    assert [line.split(" —")[0] for line in part(page).lines] == ["Promised: Promise 0", "Promised: Promise 1"]
    stage.press("inquiries.promises.more")
    assert len(part(page).lines) == 4


def test_a_reply_that_promises_something_is_offered_to_be_noted(stage: Stage) -> None:
    page = stage.go("inquiries", stage.inquiry)
    stage.write("Yes, we have it in blue.")
    assert part(page).isHidden()
    stage.write("Sorry for the wait! I will send you photos tomorrow morning.")
    assert (
        "I will send you photos tomorrow morning" in stage.find("inquiries.promises").findChildren(QLabel)[0].toolTip()
    )
    assert rows(stage) == []
    stage.press("inquiries.promises.offer.note")
    assert stage.find(f"{EDITOR}.text").text() == "I will send you photos tomorrow morning"
    stage.key(Qt.Key.Key_Return)
    assert part(page).lines == ["Promised: I will send you photos tomorrow morning — by tomorrow 12:00"]
    assert not stage.has("inquiries.promises.offer.note")


def test_an_offer_that_is_not_taken_goes_with_the_record_and_leaves_nothing(stage: Stage) -> None:
    other = stage.file_inquiry("Another")
    page = stage.go("inquiries", stage.inquiry)
    stage.write("亲，明天给您回复")
    assert stage.has("inquiries.promises.offer.note")
    stage.press("inquiries.promises.offer.close")
    assert part(page).isHidden()
    stage.write("亲，后天给您回复")
    assert stage.has("inquiries.promises.offer.note")
    stage.go("inquiries", other)
    assert not stage.has("inquiries.promises.offer.note")
    assert rows(stage) == []


def test_what_the_customer_wrote_and_notes_are_no_promises_of_ours(stage: Stage) -> None:
    page = stage.go("inquiries", stage.inquiry)
    page.story.composer.kind.setCurrentIndex(page.story.composer.kind.findData("note"))
    stage.write("I will send it today")
    assert part(page).isHidden()


def test_a_mistake_is_said_in_place_and_loses_nothing(stage: Stage) -> None:
    stage.go("inquiries", stage.inquiry)
    stage.trigger("task.create")
    stage.key(Qt.Key.Key_Return)
    assert stage.find(f"{EDITOR}.error").text() == "This is needed."
    stage.type_into(f"{EDITOR}.text", "Gift wrap")
    stage.type_into(f"{EDITOR}.due.day.text", "soonish")
    stage.press(f"{EDITOR}.save")
    assert "“soonish” is no date" in stage.find(f"{EDITOR}.error").text()
    assert stage.find(f"{EDITOR}.text").text() == "Gift wrap"
    assert rows(stage) == []
    stage.type_into(f"{EDITOR}.due.day.text", "+2")
    stage.press(f"{EDITOR}.save")
    assert [row.text for row in rows(stage)] == ["Gift wrap"]


def test_for_a_person_or_a_role_and_edited_afterwards(stage: Stage) -> None:
    staff.add_staff(stage.desk, "Staff B")
    stage.go("inquiries", stage.inquiry)
    stage.trigger("task.create")
    editor = stage.find(EDITOR)
    editor.text.setText("Look for the parcel")
    editor.kind.set_value("task")
    editor.person.set_value("role:packing")
    stage.press(f"{EDITOR}.save")
    (row,) = rows(stage)
    assert (row.kind, row.role, row.assignee) == ("task", "packing", "")
    stage.press(f"inquiries.promises.{row.number}.open")
    assert (editor.text.text(), editor.person.value()) == ("Look for the parcel", "role:packing")
    editor.person.set_value("staff:Staff B")
    stage.press(f"{EDITOR}.save")
    (row,) = rows(stage)
    assert (row.role, row.assignee) == ("", "Staff B")


def test_a_half_typed_promise_comes_back_also_after_a_restart(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    other = stage.file_inquiry("Another")
    stage.go("inquiries", stage.inquiry)
    stage.trigger("task.create")
    stage.type_into(f"{EDITOR}.text", "Gift wr")
    stage.go("inquiries", other)
    assert not stage.has(EDITOR)
    stage.trigger("task.create")
    assert stage.find(f"{EDITOR}.text").text() == ""
    stage.key(Qt.Key.Key_Escape)
    assert not stage.has(EDITOR)
    stage.front.context.drafts.flush()
    offer_drafts(stage.window, stage.front.context)
    stage.settle()
    assert "You were noting a promise about IQ-2026-000001 (“Gift wr”)" in stage.find("window.draft").text
    stage.press("window.draft.continue")
    qtbot.waitUntil(lambda: stage.has(EDITOR))
    assert stage.find(f"{EDITOR}.text").text() == "Gift wr"
    stage.key(Qt.Key.Key_Return)
    assert rows(stage)[0].about == ("inquiry", stage.inquiry)
    assert stage.front.context.drafts.all() == []


def test_a_draft_about_an_order_is_offered_on_its_page(stage: Stage) -> None:
    order = sent_order(stage.desk)
    stage.go("orders", order)
    stage.trigger("task.create")
    stage.type_into("orders.promises.editor.text", "Gift")
    stage.find("orders.promises.editor").leave()
    stage.window.show_page("inquiries")
    stage.window.show_page("orders").resume(f"task.create/{order}")
    stage.settle()
    stage.qtbot.waitUntil(lambda: stage.has("orders.promises.editor"))
    assert stage.find("orders.promises.editor.text").text() == "Gift"
    stage.find("orders.promises.editor").leave()
    other = sent_order(stage.desk)
    stage.front.context.drafts.put("orders", f"task.create/{other}", {"text": "Other"})
    stage.window.show_page("orders").resume(f"task.create/{other}")
    stage.qtbot.waitUntil(lambda: stage.has("orders.promises.editor"))
    assert stage.find("orders.promises.editor.text").text() == "Other"


def test_the_list_shows_what_is_due_first_and_enter_goes_there(stage: Stage) -> None:
    order = sent_order(stage.desk)
    stage.promise("later", due_at=START + timedelta(days=1))
    stage.promise("late", due_at=START - timedelta(hours=1), inquiry=None, order=order)
    stage.promise("note", kind="hand_over", inquiry=None)
    stage.key(Qt.Key.Key_T, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = stage.dialog()
    assert [dialog.table.records.row_at(place).text for place in range(3)] == ["late", "later", "note"]
    assert dialog.table.records.index(0, 0).data() == "today 08:00: overdue"
    stage.qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: stage.window.current_page().key == "orders")
    stage.qtbot.waitUntil(lambda: stage.window.current_page().table.selected_count() == 1)
    assert stage.window.current_page().selected_rows()[0].number == order


def test_d_says_that_it_is_done_and_what_is_over_can_be_taken_up_again(stage: Stage) -> None:
    stage.promise("first", due_at=START)
    stage.promise("second", due_at=START + timedelta(days=1))
    stage.trigger("tasks.open")
    dialog = stage.dialog()
    stage.qtbot.keyClick(dialog.table, Qt.Key.Key_D)
    stage.settle()
    assert [row.text for row in rows(stage) if row.status == "open"] == ["second"]
    assert dialog.table.records.rowCount() == 1
    dialog.choice.set_value("over")
    stage.settle()
    assert dialog.table.records.row_at(0).text == "first"
    dialog.table.selectRow(0)
    stage.settle()
    for name, may in (("done", False), ("drop", False), ("reopen", True), ("open", True)):
        assert stage.find(f"promises.{name}", above=dialog).isEnabled() == may, name
    stage.qtbot.mouseClick(stage.find("promises.reopen", above=dialog), Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.statuses() == ["open", "open"]
    dialog.reject()


def test_the_choices_of_the_list(stage: Stage) -> None:
    staff.add_staff(stage.desk, "Staff B")
    stage.promise("late", due_at=START)
    stage.promise("of b", kind="task", assignee="Staff B")
    stage.promise("note", kind="hand_over")
    tasks.drop_tasks(stage.desk, [stage.promise("dropped")])
    stage.trigger("tasks.open")
    dialog = stage.dialog()
    found = {}
    for code in ("open", "due", "promise", "task", "hand_over", "mine", "over"):
        dialog.choice.set_value(code)
        stage.settle()
        records = dialog.table.records
        found[code] = {records.row_at(place).text for place in range(records.rowCount())}
    dialog.reject()
    assert found == {
        "open": {"late", "of b", "note"}, "due": {"late"}, "promise": {"late"}, "task": {"of b"},
        "hand_over": {"note"}, "mine": {"late", "note"}, "over": {"dropped"},
    }  # fmt: skip


def test_without_a_record_in_sight_the_list_takes_a_new_one(stage: Stage) -> None:
    stage.window.show_page("history")
    stage.settle()
    stage.trigger("task.create")
    dialog = stage.dialog()
    dialog.editor.text.setText("Count the shelves")
    stage.qtbot.keyClick(dialog.editor.text, Qt.Key.Key_Return)
    stage.settle()
    (row,) = rows(stage)
    assert (row.kind, row.about, row.text) == ("task", None, "Count the shelves")
    assert dialog.table.records.rowCount() == 1
    dialog.open_record()
    assert dialog.editor.isVisible(), "one about nothing is edited"
    dialog.reject()


def test_behind_a_form_the_list_takes_it_about_the_record(stage: Stage) -> None:
    page = stage.go("inquiries", stage.inquiry)
    page.edit()
    stage.settle()
    stage.trigger("task.create")
    dialog = stage.dialog()
    dialog.editor.text.setText("Gift wrap")
    dialog.editor.save()
    stage.settle()
    assert rows(stage)[0].about == ("inquiry", stage.inquiry)
    dialog.reject()


def test_the_status_bar_counts_what_is_due_with_time_alone(stage: Stage) -> None:
    label = stage.front.promises.label
    assert label.isHidden()
    for hours in (1, 2, 30):
        stage.promise(f"in {hours}", due_at=START + timedelta(hours=hours))
    stage.promise("task", kind="task", due_at=START + timedelta(hours=1))
    stage.front.promises.look()
    stage.settle()
    assert label.text() == "4 promises and tasks open"
    stage.clock.forward(hours=3)
    stage.front.promises._timer.timeout.emit()
    stage.settle()
    assert label.text() == "2 promises due, 1 task due"
    stage.press("window.status.promises")
    stage.dialog().reject()


def test_what_another_window_notes_is_seen_here(stage: Stage, tmp_path: Path) -> None:
    page = stage.go("inquiries", stage.inquiry)
    other = open_desk(stage.desk.path, clock=stage.clock)
    tasks.create_task(other, tasks.TaskDraft("Gift wrap", "promise", inquiry=stage.inquiry))
    other.close()
    stage.qtbot.waitUntil(lambda: part(page).lines == ["Promised: Gift wrap"], timeout=5_000)


@pytest.mark.parametrize("text", ["x" * 3_000, "a\nb\tc", "<b>bold</b> \u202eabc 🙂"])
def test_any_text_is_taken_as_text_or_refused_in_a_sentence(stage: Stage, text: str) -> None:
    page = stage.go("inquiries", stage.inquiry)
    stage.trigger("task.create")
    editor = stage.find(EDITOR)
    editor.text.setText(text)
    stage.press(f"{EDITOR}.save")
    if len(text) > 2_000:
        assert editor.error == "This is too long: at most 2000 characters."
    else:
        assert [row.text for row in rows(stage)] == [editor.text.text()]
        assert part(page).lines


def test_a_customer_with_many_inquiries_sees_promises_on_the_newest(stage: Stage) -> None:
    stage.promise("Call back")
    stranger = customers.create_customer(stage.desk, CustomerDraft("Buyer B")).value.number
    other = stage.file_inquiry("Another")
    inquiries.create_inquiry(stage.desk, InquiryDraft("wechat", "b", customer=stranger))
    page = stage.go("inquiries", other)
    assert part(page).lines == ["Promised: Call back"]


def test_a_shop_opened_anew_still_shows_it(stage: Stage, tmp_path: Path, qtbot: QtBot) -> None:
    stage.promise()
    front = app.Shopfront(
        app.make_application(), open_desk(stage.desk.path, clock=stage.clock), Preferences(tmp_path / "other.ini")
    )
    front.window.show()
    qtbot.waitUntil(lambda: front.promises.label.text() == "1 promise or task open", timeout=5_000)
    front.window.close()
    front.window.deleteLater()
