"""Ctrl+J: the assistant without a record."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from shopdesk.services.desk import Desk
from shopdesk.services.replies import reading
from shopdesk.ui.assistant.dialog import AskDialog
from shopdesk.ui.inquiries.page import InquiriesPage
from tests.services.small_shop import Clock, query
from tests.ui.conversations.stage import Stage, on_stage

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def stage(qtbot: QtBot, dressed: object, shop: tuple[Desk, Clock], tmp_path: Path) -> Iterator[Stage]:
    with on_stage(qtbot, shop[0], tmp_path, "inquiries", InquiriesPage, "inquiries") as stage:
        yield stage


@pytest.fixture
def dialog(stage: Stage) -> AskDialog:
    stage.qtbot.keyClick(stage.window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    found = stage.window.findChild(AskDialog)
    assert isinstance(found, AskDialog)
    return found


def paste(stage: Stage, dialog: AskDialog, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)
    stage.qtbot.keyClick(dialog.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert stage.page.context.tasks.settle(60)
    stage.settle()


def test_paste_answer_copy(stage: Stage, dialog: AskDialog, shop: tuple[Desk, Clock]) -> None:
    paste(stage, dialog, "Can I get an invoice for this order?")
    assert dialog.view.told is not None
    assert dialog.view.told.answer.scenario == "invoice"
    place, chosen = next((place, one) for place, one in enumerate(dialog.view.suggestions()) if not one.missing)
    stage.qtbot.keyClick(dialog.text, Qt.Key(Qt.Key.Key_1 + place), ALT)
    assert stage.page.context.tasks.settle()
    stage.settle()
    assert QGuiApplication.clipboard().text() == chosen.text
    story = reading.story(shop[0], reading.ids(shop[0], query(number=chosen.id))[0])
    assert [(one.asked, one.scenario) for one in story.sent] == [("Can I get an invoice for this order?", "invoice")]


def test_the_form_opens_in_the_window_behind(stage: Stage, dialog: AskDialog) -> None:
    paste(stage, dialog, "请问这款青瓷杯多大容量？")
    stage.qtbot.keyClick(dialog.text, Qt.Key.Key_O, ALT)
    stage.settle()
    assert stage.window.findChild(AskDialog) is None
    form = stage.page.side.form
    assert form is not None
    assert form.message.value() == "请问这款青瓷杯多大容量？"


def test_typing_is_answered_and_the_key_brings_the_same_dialog_back(stage: Stage, dialog: AskDialog) -> None:
    stage.qtbot.keyClicks(dialog.text, "I want my money back")
    stage.qtbot.waitUntil(lambda: dialog.view.told is not None, timeout=60_000)
    stage.page.context.actions.action("window.assistant").trigger()
    assert stage.window.findChildren(AskDialog) == [dialog]
    dialog.text.clear()
    dialog.ask()
    assert dialog.view.told is None


def test_of_a_pasted_page_both_ends_are_taken(stage: Stage, dialog: AskDialog) -> None:
    paste(stage, dialog, "退货 " + "x" * 1_000_000 + " 谢谢")
    text = dialog.text.toPlainText()
    assert len(text) < 10_000
    assert text.startswith("退货")
    assert text.endswith("谢谢")
    assert dialog.view.told is not None
