"""The assistant beside inquiries and cases, as a person works with it: suggestions, insert, send, learn, forms."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.domain.replies import ReplyDraft
from shopdesk.services import aftersales, history, inquiries
from shopdesk.services.assistant.answering import answer
from shopdesk.services.desk import Desk
from shopdesk.services.replies import editing, reading
from shopdesk.ui.aftersales.page import CasesPage
from shopdesk.ui.inquiries.page import InquiriesPage
from tests.services.small_shop import Clock, case_story, inquiry_story, query, sent_order
from tests.ui.conversations.stage import Stage, on_stage

ALT = Qt.KeyboardModifier.AltModifier
ASKED = "麻烦问下那个啥时候能寄"


@pytest.fixture
def stage(qtbot: QtBot, dressed: object, shop: tuple[Desk, Clock], tmp_path: Path) -> Iterator[Stage]:
    with on_stage(qtbot, shop[0], tmp_path, "inquiries", InquiriesPage, "inquiries") as stage:
        yield stage


@pytest.fixture
def cases(qtbot: QtBot, dressed: object, shop: tuple[Desk, Clock], tmp_path: Path) -> Iterator[Stage]:
    with on_stage(qtbot, shop[0], tmp_path, "aftersales", CasesPage, "cases") as stage:
        yield stage


def file_inquiry(desk: Desk, message: str = ASKED, **changed: Any) -> str:
    draft = InquiryDraft(**{"channel": "wechat", "contact": "buyer_a", "message": message} | changed)
    return inquiries.create_inquiry(desk, draft).value.number


def own_reply(desk: Desk, text: str, title: str = "自己的说法", language: str = "zh") -> str:
    draft = ReplyDraft(title, text, "urge_shipping", language, status="approved", favourite=True)
    return editing.create_reply(desk, draft).value.number


def show(stage: Stage, *numbers: str) -> None:
    stage.page.reload(None)
    stage.settle()
    stage.select(*numbers)
    assert stage.page.context.tasks.settle(60)
    stage.settle()


def suggested(stage: Stage) -> list[str]:
    """The suggestions in sight, as (reply's number) in order."""
    beside = stage.page.story.assistant
    shown = [stage.find(f"{stage.page.key}.assistant.reply.{place}", QPushButton) for place in (1, 2, 3)]
    return [one.id for one, made in zip(beside._suggestions(), shown, strict=False) if made.isVisible()]


def sent(desk: Desk, number: str) -> list[tuple[str, str, str]]:
    found = reading.story(desk, reading.ids(desk, query(number=number))[0])
    return [(one.asked, one.text, one.scenario) for one in found.sent]


def composer(stage: Stage) -> Any:
    return stage.find(f"{stage.page.key}.composer.text")


def press(stage: Stage, key: Qt.Key, modifiers: Qt.KeyboardModifier = ALT) -> None:
    stage.page.table.setFocus()
    stage.qtbot.keyClick(stage.page.table, key, modifiers)
    assert stage.page.context.tasks.settle(60)
    stage.settle()


def test_message_suggestion_insert_send_learn(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, _clock = shop
    number = file_inquiry(desk)
    show(stage, number)
    beside = stage.page.story.assistant
    assert beside.isVisible()
    assert len(suggested(stage)) == 3
    assert stage.find("inquiries.assistant.scenario").accessibleName().endswith("% sure")
    third = beside._suggestions()[2]
    press(stage, Qt.Key.Key_3)
    assert composer(stage).toPlainText() != ""
    assert stage.page.story.composer.kind.currentData() == "out"
    composer(stage).setPlainText(third.text.replace("⟨", "").replace("⟩", "") + "亲")  # touched up by hand
    stage.qtbot.keyClick(composer(stage), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert inquiry_story(desk, number).messages[-1].text.endswith("亲")
    ((asked, text, scenario),) = sent(desk, third.id)
    assert (asked, text, scenario) == (
        ASKED,
        inquiry_story(desk, number).messages[-1].text,
        beside._told.answer.scenario,
    )
    assert answer(ASKED, desk).replies[0].id == third.id  # the ranking learned
    assert history.undo(desk) is not None  # one step takes message and use away
    assert sent(desk, third.id) == []
    assert len(inquiry_story(desk, number).messages) == 1


def test_the_suggestions_follow_the_record_and_the_message(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, _clock = shop
    first, second, silent = (
        file_inquiry(desk, "怎么还不发货"),
        file_inquiry(desk, "Do you have it in blue?"),
        file_inquiry(desk, "", contact="buyer_b"),
    )
    show(stage, first)
    shipping = suggested(stage)
    show(stage, second)
    assert suggested(stage) != shipping
    show(stage, silent)
    assert not stage.page.story.assistant.isVisible()
    show(stage, first)
    assert suggested(stage) == shipping
    stage.write("in", "Then I want my money back")
    assert stage.page.context.tasks.settle(60)
    assert stage.find("inquiries.assistant.scenario").accessibleName().startswith("Refund")
    assert suggested(stage) != shipping


def test_a_gap_is_selected_and_is_never_sent(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, _clock = shop
    reply = own_reply(desk, "包裹 {tracking} 已发出，{buyer}请留意")
    number = file_inquiry(desk)
    show(stage, number)
    place = suggested(stage).index(reply)
    assert "⟨…⟩" in stage.find(f"inquiries.assistant.reply.{place + 1}").accessibleName()
    stage.click(f"inquiries.assistant.reply.{place + 1}")
    text = composer(stage)
    assert text.toPlainText() == "包裹 ⟨Tracking number⟩ 已发出，buyer_a请留意"
    assert text.textCursor().selectedText() == "⟨Tracking number⟩"
    stage.qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert stage.page.story.codes.error == "Fill in what is marked, or take it out: Tracking number."
    assert len(inquiry_story(desk, number).messages) == 1
    assert text.textCursor().selectedText() == "⟨Tracking number⟩"
    stage.qtbot.keyClicks(text, "SF1300000000001")
    stage.qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert stage.page.story.codes.error == ""
    assert sent(desk, reply) == [(ASKED, "包裹 SF1300000000001 已发出，buyer_a请留意", "urge_shipping")]


def test_another_suggestion_takes_the_place_of_the_first_and_own_words_stay(
    stage: Stage, shop: tuple[Desk, Clock]
) -> None:
    number = file_inquiry(shop[0])
    show(stage, number)
    press(stage, Qt.Key.Key_1)
    first = composer(stage).toPlainText()
    press(stage, Qt.Key.Key_2)
    second = composer(stage).toPlainText()
    assert first not in second
    composer(stage).setPlainText("我自己的话 ")
    composer(stage).moveCursor(composer(stage).textCursor().MoveOperation.End)
    press(stage, Qt.Key.Key_1)
    assert composer(stage).toPlainText() == f"我自己的话 {first}"


def test_what_was_written_by_hand_teaches_nothing(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, _clock = shop
    number = file_inquiry(desk)
    show(stage, number)
    one = stage.page.story.assistant._suggestions()[0]
    press(stage, Qt.Key.Key_1)
    stage.write("out", "Quite another thing, in my own words.")
    assert len(inquiry_story(desk, number).messages) == 2
    assert sent(desk, one.id) == []
    press(stage, Qt.Key.Key_1)
    stage.choose("inquiries.composer.kind", "note")
    stage.qtbot.keyClick(composer(stage), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert inquiry_story(desk, number).messages[-1].direction == "note"
    assert sent(desk, one.id) == []


def test_a_suggestion_in_a_draft_is_still_known_when_the_record_comes_back(
    stage: Stage, shop: tuple[Desk, Clock]
) -> None:
    desk, _clock = shop
    reply = own_reply(desk, "老板今天就寄")
    number, other = file_inquiry(desk), file_inquiry(desk, "hello")
    show(stage, number)
    press(stage, Qt.Key(Qt.Key.Key_1 + suggested(stage).index(reply)))
    show(stage, other)
    assert composer(stage).toPlainText() == ""
    stage.page.story.assistant._written.clear()  # as after a restart
    show(stage, number)
    assert composer(stage).toPlainText() == "老板今天就寄"
    stage.qtbot.keyClick(composer(stage), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert [one[0] for one in sent(desk, reply)] == [ASKED]


def test_one_key_copies_and_remembers(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, _clock = shop
    reply = own_reply(desk, "老板今天就寄，{buyer}")
    show(stage, file_inquiry(desk))
    QGuiApplication.clipboard().setText("before")
    press(stage, Qt.Key(Qt.Key.Key_1 + suggested(stage).index(reply)), ALT | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == "老板今天就寄，buyer_a"
    assert sent(desk, reply) == [(ASKED, "老板今天就寄，buyer_a", "urge_shipping")]


def test_the_button_on_a_message_shows_the_whole_answer(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, _clock = shop
    number = file_inquiry(desk, "The mug arrived broken, my number is 555-0101-22")
    inquiries.add_message(desk, number, "So sorry!")
    inquiries.add_message(desk, number, "还有货吗", "in")
    show(stage, number)
    buttons = [one for one in stage.page.findChildren(QToolButton, "message.ask") if one.isVisible()]
    assert len(buttons) == 2  # on theirs, not on ours
    buttons[0].click()
    assert stage.page.context.tasks.settle(60)
    whole = stage.page.story.assistant.whole
    assert whole.isVisible()
    assert not stage.page.story.conversation.isVisible()
    assert {one.kind for one in whole.view.told.answer.found} == {"phone"}
    chosen = whole.view.suggestions()[3]
    stage.click("inquiries.assistant.whole.view.reply.4")
    assert not whole.isVisible()
    assert stage.page.story.conversation.isVisible()
    assert stage.page.story.assistant._written[number].reply == chosen.id
    assert stage.page.story.assistant._written[number].asked.startswith("The mug")
    press(stage, Qt.Key.Key_0)
    assert whole.isVisible()
    assert whole.view.told.question.text == "还有货吗"
    stage.qtbot.keyClick(whole, Qt.Key.Key_Escape)
    assert not whole.isVisible()


def test_one_key_opens_the_form_already_filled_in(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, _clock = shop
    show(stage, file_inquiry(desk, "请问这款青瓷杯多大容量？\n想要两件"))
    press(stage, Qt.Key.Key_O)
    form = stage.page.side.form
    assert form is not None
    assert form.contact.value() == "buyer_a"
    assert form.subject.value() == "请问这款青瓷杯多大容量？"
    assert form.message.value().endswith("想要两件")
    assert not form.is_changed()
    stage.save()
    assert len(inquiries.ids(desk, query())) == 2


def test_beside_a_case(cases: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, _clock = shop
    order = sent_order(desk)
    draft = CaseDraft("return", orders=(order,), message="T恤大了，我要退货")
    number = aftersales.open_case(desk, draft).value.number
    show(cases, number)
    assert cases.find("aftersales.assistant.scenario").accessibleName().startswith("Return")
    one = cases.page.story.assistant._suggestions()[0]
    press(cases, Qt.Key.Key_1)
    text = in_full(cases)
    cases.qtbot.keyClick(composer(cases), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    cases.settle()
    assert case_story(desk, number).messages[-1].text == text
    assert [used[0] for used in sent(desk, one.id)] == ["T恤大了，我要退货"]
    press(cases, Qt.Key.Key_O)
    form = cases.page.side.form
    assert (form.kind.value(), form.reason.value(), form.lines.orders()) == ("return", "size", (order,))
    assert form.message.value() == "T恤大了，我要退货"


def in_full(stage: Stage) -> str:
    """What stands in the composer, its gaps filled in."""
    text = composer(stage).toPlainText().replace("⟨", "").replace("⟩", "")
    composer(stage).setPlainText(text)
    return str(text)


def test_a_page_pasted_as_a_message_freezes_nothing(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, _clock = shop
    text = "<script>alert(1)</script> 退货 " * 40_000  # 1 MB
    number = file_inquiry(desk, "退货")
    show(stage, number)
    inquiries.add_message(desk, number, text, "in")
    stage.page.reload(None)
    assert stage.page.context.tasks.settle(60)
    stage.settle()
    assert "Return" in stage.find("inquiries.assistant.scenario").accessibleName()
    copied = stage.page.findChildren(QPushButton, "message.copy")
    assert len(copied) == 1
    copied[0].click()
    assert QGuiApplication.clipboard().text() == text.strip()
    assert inquiry_story(desk, number).messages[-1].text == text.strip()  # nothing is lost
    mime = QMimeData()
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)
    began = perf_counter()
    stage.qtbot.keyClick(composer(stage), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert perf_counter() - began < 1  # a megabyte took 3.7 s
    assert composer(stage).toPlainText() == text[:20_000]
