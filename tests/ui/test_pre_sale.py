"""From a message to an order in the real window: assistant, reply with its picture, follow-up, quote, order."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QMenu

from shopdesk.domain.inquiries import InquiryDraft, ProductAsked
from shopdesk.domain.products import ProductDraft
from shopdesk.domain.replies import ReplyDraft
from shopdesk.services import attachments, inquiries, products
from shopdesk.services.replies import editing, reading
from shopdesk.ui.photos import read_photo
from tests.services.small_shop import inquiry_story, order_story, query
from tests.ui.promises.conftest import Stage, stage

__all__ = ["stage"]

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
ASKED = "这个杯子还有货吗？和碗一起买能便宜点吗"
ANSWER = "有货的亲，杯子加碗套餐更划算，我给您报个价。"
FORM = "inquiries.quote"


def _reply_with_a_picture(stage: Stage, folder: Path) -> str:
    draft = ReplyDraft("套餐", ANSWER, "price_promotion", "zh", status="approved", favourite=True)
    number = editing.create_reply(stage.desk, draft).value.number
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    assert image.save(str(folder / "set.png"))
    attachments.add_photos(stage.desk, "reply", number, [read_photo(str(folder / "set.png"))])
    return number


def _message(stage: Stage) -> str:
    products.create_product(stage.desk, ProductDraft("MUG", "Mug", "Blue", price=1_900, currency="CNY", stock=7))
    products.create_product(stage.desk, ProductDraft("BOWL", "Bowl", price=1_500, currency="CNY", stock=7))
    asked = (ProductAsked("MUG", quantity=2), ProductAsked("BOWL"))
    draft = InquiryDraft("wechat", "buyer_b", "Mug and bowl", products=asked, message=ASKED)
    return inquiries.create_inquiry(stage.desk, draft).value.number


def _copied(stage: Stage, page: Any, reply: str) -> None:
    """The reply's key copies it, wherever among the suggestions it stands."""
    beside = page.story.assistant
    stage.qtbot.waitUntil(lambda: beside._told is not None, timeout=60_000)
    place = [one.id for one in beside._suggestions()].index(reply)
    QGuiApplication.clipboard().setText("before")
    page.table.setFocus()
    stage.qtbot.keyClick(page.table, (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)[place], ALT | SHIFT)
    stage.qtbot.waitUntil(lambda: QGuiApplication.clipboard().mimeData().hasImage(), timeout=10_000)
    stage.settle()


def _follow_up_in_two_hours(stage: Stage, page: Any) -> None:
    stage.front.context.actions.action("inquiry.follow_up").trigger()
    menu = page.findChildren(QMenu, "inquiry.follow_up.menu")[-1]
    menu.actions()[0].trigger()
    menu.close()
    stage.window.activateWindow()  # without a window manager the menu keeps the keyboard
    stage.qtbot.waitUntil(stage.window.isActiveWindow)
    stage.settle()


def test_from_the_message_to_the_order(stage: Stage, tmp_path: Path) -> None:
    desk = stage.desk
    reply = _reply_with_a_picture(stage, tmp_path)
    number = _message(stage)
    page = stage.go("inquiries", number)

    _copied(stage, page, reply)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == ANSWER
    assert mime.imageData().size().toTuple() == (60, 40)
    ((used,)) = reading.story(desk, reading.ids(desk, query(number=reply))[0]).sent
    assert (used.asked, used.text) == (ASKED, ANSWER)

    _follow_up_in_two_hours(stage, page)
    due = inquiry_story(desk, number).row.follow_up_at
    assert due == stage.clock.now + timedelta(hours=2)
    strip = stage.front.reminders.strip
    assert strip.isHidden()
    stage.clock.forward(hours=3)
    stage.front.reminders.watch._timer.timeout.emit()
    stage.settle()
    assert "buyer_b" in strip.text
    stage.window.show_page("orders")
    stage.press("window.reminder.open")
    stage.qtbot.waitUntil(lambda: stage.window.current_page().key == "inquiries")
    page = stage.go("inquiries", number)

    page.table.setFocus()
    stage.qtbot.keyClick(page.table, Qt.Key.Key_Q, CONTROL | SHIFT)
    stage.qtbot.waitUntil(lambda: page.side.form is not None)
    assert stage.find(f"{FORM}.lines.2.product").text() == "BOWL"
    stage.type_into(f"{FORM}.bundle_price", "45")
    stage.type_into(f"{FORM}.valid_until.text", "+3")
    stage.qtbot.keyClick(page.side.form, Qt.Key.Key_Return, CONTROL)
    stage.settle()
    (quote,) = inquiry_story(desk, number).quotes
    assert (quote.total, quote.draft.listed) == (4_500, 5_300)

    stage.trigger("quote.order")
    story = inquiry_story(desk, number)
    assert story.row.status == "won"
    made = order_story(desk, story.row.order)
    assert (made.values["total"], made.values["buyer_name"]) == (4_500, "buyer_b")
    assert sorted(line.total for line in made.lines) == [1_274, 3_226], "the bundle price, shared out to the cent"
    stage.trigger("window.undo")
    assert inquiry_story(desk, number).row.order == ""
    assert inquiry_story(desk, number).row.status != "won"


@pytest.mark.parametrize(
    "text", ["‏هل لديكم هذا المقاس؟‎ 😀", "<b onclick=x>还有货吗</b><script>alert(1)</script>", "还有货吗 " * 110_000]
)
def test_odd_messages_are_answered_as_plain_text(stage: Stage, text: str) -> None:
    draft = InquiryDraft("wechat", "buyer_c", message=text)
    number = inquiries.create_inquiry(stage.desk, draft).value.number
    page = stage.go("inquiries", number)
    beside = page.story.assistant
    stage.qtbot.waitUntil(lambda: beside._told is not None, timeout=60_000)
    (message,) = inquiry_story(stage.desk, number).messages
    assert message.text == text.strip()
    bubble = page.story.conversation.widget()
    assert "alert(1)" not in bubble.accessibleName()
    assert len(beside._suggestions()) == 3
