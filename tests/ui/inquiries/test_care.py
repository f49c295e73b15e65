"""Snooze, merge, a call noted down, tags and priority of many, the mark of the night: with keys and clicks."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.services import inquiries, snoozing
from shopdesk.services.desk import Desk
from shopdesk.ui.inquiries.log_form import LogForm
from tests.services.small_shop import Clock, inquiry_story
from tests.ui.conversations.stage import Stage

LOG = "inquiries.log"


def file_inquiry(desk: Desk, **changed: object) -> str:
    values = {"channel": "wechat", "contact": "buyer_a", "subject": "Size of the T-shirt", "message": "Which size?"}
    return inquiries.create_inquiry(desk, InquiryDraft(**values | changed)).value.number


def refresh(stage: Stage) -> None:
    stage.page.reload(None)
    stage.settle()


def glance(stage: Stage) -> list[str]:
    """What stands below the head of the story."""
    return [label.text() for label in stage.page.story._glance.findChildren(QLabel) if label.isVisible()]


def column(stage: Stage, key: str) -> Any:
    return next(one for one in stage.page.columns if one.key == key)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("In 2 hours", "05 11:00"), ("Tonight", "05 20:00"), ("Tomorrow", "06 10:00"), ("Next week", "12 10:00")],
)
def test_snoozed_ones_leave_the_list_until_they_wake(
    stage: Stage, shop: tuple[Desk, Clock], words: str, wanted: str
) -> None:
    desk, clock = shop
    stays, sleeps = file_inquiry(desk), file_inquiry(desk, contact="buyer_b")
    stage.page.filters.toggle("open", "yes")
    refresh(stage)
    stage.select(sleeps)
    stage.pick(stage.menu("inquiry.snooze"), words)
    assert stage.numbers() == [stays]
    until = inquiry_story(desk, sleeps).values["snoozed_until"]
    assert until.astimezone(desk.zone).strftime("%d %H:%M") == wanted
    stage.page.filters.toggle("snoozed", "yes")
    stage.settle()
    assert stage.numbers() == [sleeps]
    assert column(stage, "follow_up").icon(stage.rows()[0]) == ("snooze", "muted")
    stage.page.filters.toggle("snoozed", "yes")
    stage.settle()
    clock.now = until
    stage.page._waking.look()
    stage.settle()
    assert set(stage.numbers()) == {stays, sleeps}, "the clock woke it, and the list looked again by itself"


def test_it_is_woken_by_hand(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, clock = shop
    number = file_inquiry(desk)
    snoozing.snooze_inquiries(desk, [number], clock.now + timedelta(hours=3))
    refresh(stage)
    stage.select(number)
    assert "Snoozed until today 12:00" in glance(stage)
    stage.pick(stage.menu("inquiry.snooze"), "Wake up now")
    assert inquiry_story(desk, number).values["snoozed_until"] is None
    assert not any("Snoozed" in text for text in glance(stage))


def test_another_time_is_asked_in_a_strip(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk = shop[0]
    number = file_inquiry(desk)
    refresh(stage)
    stage.select(number)
    stage.pick(stage.menu("inquiry.snooze"), "Another time…")
    strip = stage.find("inquiries.snooze")
    stage.click("inquiries.snooze.apply")
    assert strip.error == "This is needed."
    stage.type_into("inquiries.snooze.until.day.text", "2020-01-01")
    stage.click("inquiries.snooze.apply")
    assert "already over" in strip.error
    stage.type_into("inquiries.snooze.until.day.text", "2026-10-08")
    stage.click("inquiries.snooze.apply")
    assert not strip.isVisible()
    until = inquiry_story(desk, number).values["snoozed_until"]
    assert until.astimezone(desk.zone).strftime("%Y-%m-%d %H:%M") == "2026-10-08 10:00"


def test_two_selected_are_merged_into_the_first(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, clock = shop
    first = file_inquiry(desk)
    clock.forward(minutes=1)
    second = file_inquiry(desk, channel="phone", contact="555-0101", subject="", message="Is it washable?")
    refresh(stage)
    stage.select(first)
    merge = stage.page.context.actions.action("inquiry.merge")
    assert not merge.isEnabled()
    stage.select(first, second)
    assert merge.isEnabled()
    merge.trigger()
    stage.settle()
    assert stage.numbers() == [first]
    texts = [message.text for message in inquiry_story(desk, first).messages]
    assert texts == ["Which size?", "Is it washable?", f"Merged with {second} (555-0101)"]


def test_the_panel_offers_the_other_inquiries_of_this_person(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk = shop[0]
    shown, other = file_inquiry(desk), file_inquiry(desk, subject="Colour of the T-shirt")
    file_inquiry(desk, contact="buyer_b")
    refresh(stage)
    stage.select(shown)
    assert "1 more open inquiry of this person:" in glance(stage)
    assert stage.find(f"inquiries.panel.link.{other}", QPushButton).text() == "Colour of the T-shirt"
    stage.click("inquiries.panel.merge")
    assert other not in stage.numbers()
    assert len(stage.numbers()) == 2
    assert not any("of this person" in text for text in glance(stage))


def test_a_call_is_noted_down_in_one_save(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, clock = shop
    stage.page.context.actions.action("inquiry.log").trigger()
    stage.settle()
    assert isinstance(stage.page.side.form, LogForm)
    stage.save()
    assert stage.page.side.form.form.field("contact").error == "This is needed."
    stage.type_into(f"{LOG}.contact", "555-0101")
    stage.choose(f"{LOG}.channel", "walk_in")
    stage.type_into(f"{LOG}.message", "Wanted a blue mug")
    stage.type_into(f"{LOG}.answer", "Back on Friday")
    stage.save()
    (row,) = stage.rows()
    assert (row.channel, row.status, row.first_reply_at, row.waiting_since) == ("walk_in", "replied", clock.now, None)
    story = inquiry_story(desk, row.number)
    assert [(one.direction, one.text) for one in story.messages] == [
        ("in", "Wanted a blue mug"), ("out", "Back on Friday"),
    ]  # fmt: skip
    assert stage.page.table.current_id() == row.id


def test_a_half_written_call_is_offered_again(stage: Stage) -> None:
    stage.page.care.log()
    stage.type_into(f"{LOG}.message", "Wanted a")
    stage.qtbot.keyClick(stage.find(f"{LOG}.message"), Qt.Key.Key_Escape)
    stage.settle()
    stage.page.resume("inquiry.log")
    assert stage.find(f"{LOG}.message").toPlainText() == "Wanted a"


def test_tags_and_priority_of_many_and_the_filter_by_tag(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk = shop[0]
    numbers = [file_inquiry(desk, tags=("gift",)), file_inquiry(desk, contact="buyer_b")]
    file_inquiry(desk, contact="buyer_c")
    refresh(stage)
    stage.select(*numbers)
    stage.page.context.actions.action("inquiry.edit_many").trigger()
    stage.choose("inquiries.edit_many.field", "add_tag")
    line = stage.find("inquiries.edit_many.add_tag")
    line.setFocus()
    stage.qtbot.keyClicks(line, "big, gi")
    completer = line.completer()
    assert completer.currentCompletion() == "big, gift", "what is in use completes the last word"
    line.setText(completer.currentCompletion())
    stage.click("inquiries.edit_many.apply")
    assert [inquiry_story(desk, number).row.tags for number in numbers] == [("gift", "big"), ("big", "gift")]
    stage.page.context.actions.action("inquiry.edit_many").trigger()
    stage.choose("inquiries.edit_many.field", "priority")
    stage.choose("inquiries.edit_many.priority", "urgent")
    stage.click("inquiries.edit_many.apply")
    assert {inquiry_story(desk, number).row.priority for number in numbers} == {"urgent"}
    offered = next(choice for choice in stage.page.declare_filters() if choice.key == "tag").words()
    assert list(offered) == ["big", "gift"]
    stage.page.filters.toggle("tag", "gift")
    stage.settle()
    assert set(stage.numbers()) == set(numbers)


def test_tags_are_edited_in_the_form(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    number = file_inquiry(shop[0], tags=("gift",))
    refresh(stage)
    stage.select(number)
    stage.page.edit()
    assert stage.find("inquiries.form.tags").text() == "gift"
    stage.type_into("inquiries.form.tags", "gift, big")
    stage.save()
    assert inquiry_story(shop[0], number).row.tags == ("gift", "big")


def test_what_came_at_night_is_marked_and_waits_in_open_hours(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, clock = shop
    by_day = file_inquiry(desk, contact="buyer_b")
    clock.forward(hours=13, minutes=30)  # 22:30
    number = file_inquiry(desk)
    clock.forward(hours=11)  # 09:30
    refresh(stage)
    icons = {row.number: column(stage, "subject").icon(row) for row in stage.rows()}
    assert icons == {by_day: None, number: ("moon", "muted")}
    stage.select(number)
    assert glance(stage)[:3] == [
        "Waiting for our answer: 11 h, 30 min of it open", "Came out of hours", "Follow-up: today 09:00",
    ]  # fmt: skip
    stage.write("out", "Size M")
    assert "Came out of hours" not in glance(stage)
    assert not any(text.startswith("Follow-up") for text in glance(stage))
    stage.page.filters.toggle("out_of_hours", "yes")
    stage.settle()
    assert stage.numbers() == [number]


def test_seconds_of_work_go_with_the_message(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk = shop[0]
    number, other = file_inquiry(desk), file_inquiry(desk, contact="buyer_b")
    refresh(stage)
    stage.window.activateWindow()
    stage.qtbot.waitUntil(stage.window.isActiveWindow)
    handling = stage.page.story.handling
    time = [1000.0]
    handling.seconds = lambda: time[0]

    def pass_by(seconds: int) -> None:
        for _second in range(seconds):
            time[0] += 1
            handling.tick()

    stage.select(number)
    pass_by(40)
    assert handling.spent(number) == 40
    pass_by(100)
    assert handling.spent(number) == 60, "nobody touched anything for a minute: nobody is there"
    QTest.mouseMove(stage.window.windowHandle(), QPoint(50, 50))
    pass_by(10)
    assert handling.spent(number) == 70
    stage.select(other)
    pass_by(5)
    assert (handling.spent(number), handling.spent(other)) == (70, 5)
    stage.select(number)
    stage.write("out", "Size M")
    assert inquiry_story(desk, number).messages[-1].handled_s == 70
    assert handling.spent(number) is None, "what comes now counts for the next message"
    stage.write("note", "Asked the tailor")
    assert inquiry_story(desk, number).messages[-1].handled_s is None
    time[0] += 3600
    handling.used()
    time[0] += 3600
    handling.tick()
    assert (handling.spent(number) or 0) <= 5, "a computer that slept worked at nothing"


def test_a_record_left_open_counts_a_quarter_of_an_hour(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    number = file_inquiry(shop[0])
    refresh(stage)
    stage.window.activateWindow()
    stage.qtbot.waitUntil(stage.window.isActiveWindow)
    handling = stage.page.story.handling
    time = [1000.0]
    handling.seconds = lambda: time[0]
    stage.select(number)
    for _second in range(2_000):
        time[0] += 1
        handling.used()
        handling.tick()
    assert handling.spent(number) == 900


def test_who_asks_becomes_a_customer_with_one_click(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk = shop[0]
    number = file_inquiry(desk, contact="buyer_new")
    refresh(stage)
    stage.select(number)
    stage.click("inquiries.panel.make_customer")
    customer = inquiry_story(desk, number).customer
    assert customer is not None
    assert stage.find(f"inquiries.panel.link.{customer.number}", QPushButton)
