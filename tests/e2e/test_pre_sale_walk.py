"""An inquiry from its first message to its order, in the real window of a demo shop; and what is pasted by mistake."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from shopdesk import app
from shopdesk.domain.replies import ReplyDraft
from shopdesk.services import attachments, inquiries, quotes
from shopdesk.services.demo import make_demo
from shopdesk.services.desk import open_desk
from shopdesk.services.inquiries import InquiryStory
from shopdesk.services.replies import editing, reading
from shopdesk.ui import looks, theme
from shopdesk.ui.assistant.dialog import AskDialog
from shopdesk.ui.photos import read_photo
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.widgets.editors import LONGEST_PASTE
from shopdesk.ui.widgets.labels import RoleLabel
from tests.services.small_shop import Clock, dump, inquiry_story, order_story, query
from tests.ui.promises.conftest import Stage

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai
ASKED = "青瓷马克杯两个加一件蓝色T恤，一起买能便宜点吗？"
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
QUOTE = "inquiries.quote"


class Desk(Stage):
    """The window of the demo shop, and what a person at that desk does."""

    def __init__(self, qtbot: QtBot, front: app.Shopfront, clock: Clock, reply: str) -> None:
        self.qtbot, self.front, self.clock = qtbot, front, clock
        self.reply = reply  # the shop's own answer to who bargains, with a picture

    @property
    def page(self) -> Any:
        return self.window.current_page()

    def settle(self) -> None:
        for _round in range(4):
            assert self.front.tasks.settle(60)  # the first answer of the assistant trains its model
            self.qtbot.wait(15)

    def press_in_table(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        self.page.table.setFocus()
        self.qtbot.keyClick(self.page.table, key, modifiers)
        self.settle()

    def write_inquiry(self, contact: str, message: str) -> str:
        """Ctrl+N, who and what, Ctrl+Enter; the number of what was filed."""
        before = {row.number for row in inquiries.rows(self.desk, inquiries.ids(self.desk, query()))}
        self.window.show_page("inquiries")
        self.settle()
        self.press_in_table(Qt.Key.Key_N, CONTROL)
        self.type_into("inquiries.form.contact", contact)
        field = self.find("inquiries.form.message")
        field.setFocus()
        field.setPlainText(message)  # no keyboard of a test types Chinese
        self.qtbot.keyClick(field, Qt.Key.Key_Return, CONTROL)
        self.settle()
        (number,) = {row.number for row in inquiries.rows(self.desk, inquiries.ids(self.desk, query()))} - before
        return number

    def show(self, number: str) -> None:
        """Select an inquiry, its answer there."""
        self.go("inquiries", number)
        self.qtbot.waitUntil(lambda: self.page.story.assistant.has_answer, timeout=60_000)
        self.settle()

    def suggested(self) -> list[str]:
        """The replies in sight beside the message, by number."""
        shown = [self.find(f"inquiries.assistant.reply.{place}", QPushButton) for place in (1, 2, 3)]
        told = self.page.story.assistant._suggestions()
        for made, one in zip(shown, told[:3], strict=True):
            assert one.title in made.accessibleName()
        return [one.id for one in told]

    def uses(self) -> list[tuple[str, str, str, str | None]]:
        """(asked, text, scenario, inquiry) of every time that the shop's own reply was used."""
        found = reading.story(self.desk, reading.ids(self.desk, query(number=self.reply))[0])
        return [(one.asked, one.text, one.scenario, one.inquiry) for one in found.sent]

    def pick_time(self, words: str) -> None:
        """A quick choice of the follow-up menu."""
        self.press_in_table(Qt.Key.Key_U, CONTROL | SHIFT)
        menu = self.page.findChildren(QMenu, "inquiry.follow_up.menu")[-1]
        assert menu.isVisible()
        next(one for one in menu.actions() if one.text().split("\t")[0] == words).trigger()
        menu.close()
        self.settle()

    def look_at_the_clock(self) -> None:
        self.front.reminders.watch._timer.timeout.emit()
        self.settle()

    def reminded_of(self) -> list[str]:
        """Every line of the strip, one behind the other; it stays where it was."""
        strip = self.front.reminders.strip
        lines = []
        for _one in strip._due:
            lines.append(strip.text)
            strip.show_next()
        return lines

    def quote_line(self, line: int, sku: str, quantity: int) -> None:
        """A product of the shop in a line of the quote: its title and price come by themselves."""
        if line > 1:
            self.press(f"{QUOTE}.lines.add")
        self.type_into(f"{QUOTE}.lines.{line}.product", sku)
        self.type_into(f"{QUOTE}.lines.{line}.quantity.field", str(quantity))
        self.find(f"{QUOTE}.note").setFocus()
        self.settle()

    def story(self, number: str) -> InquiryStory:
        return inquiry_story(self.desk, number)


@pytest.fixture(scope="module")
def demo_with_reply(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A demo shop with a reply of its own that has a picture; nobody writes to it."""
    folder = tmp_path_factory.mktemp("pre-sale")
    clock = Clock()
    clock.now = NOW
    desk = open_desk(folder / "demo.shopdesk", create=True, clock=clock)
    make_demo(desk, orders=30)
    draft = ReplyDraft(
        "组合价", "亲 {buyer}，青瓷马克杯和T恤一起买更便宜，见图。", "price_promotion", "zh", status="approved",
        favourite=True,
    )  # fmt: skip
    number = editing.create_reply(desk, draft).value.number
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(folder / "set.png"))
    attachments.add_photos(desk, "reply", number, [read_photo(str(folder / "set.png"))])
    desk.close()
    return folder, number


@pytest.fixture
def desk(qtbot: QtBot, demo_with_reply: tuple[Path, str], tmp_path: Path) -> Iterator[Desk]:
    application = app.make_application()
    theme.apply(application, "light")
    looks.force_language(None)
    folder, number = demo_with_reply
    shutil.copytree(folder, tmp_path / "shop")
    clock = Clock()
    clock.now = NOW
    opened = open_desk(tmp_path / "shop" / "demo.shopdesk", clock=clock)
    front = app.Shopfront(application, opened, Preferences(tmp_path / "window.ini"))
    made = Desk(qtbot, front, clock, number)
    front.window.resize(1280, 800)
    front.window.show()
    front.window.activateWindow()
    qtbot.waitUntil(front.window.isActiveWindow)
    made.settle()
    yield made
    front.window.close()
    front.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_from_the_message_to_the_order(desk: Desk) -> None:
    # A message comes in; the assistant's answer stands beside it.
    number = desk.write_inquiry("Buyer Z", ASKED)
    assert [(one.direction, one.text) for one in desk.story(number).messages] == [("in", ASKED)]
    desk.show(number)
    assert desk.find("inquiries.assistant.scenario").accessibleName().startswith("Price and offers")
    place = desk.suggested().index(desk.reply)

    # One key copies the reply with its picture, and the use is remembered.
    QGuiApplication.clipboard().setText("before")
    desk.press_in_table(Qt.Key(Qt.Key.Key_1 + place), ALT | SHIFT)
    mime = QGuiApplication.clipboard().mimeData()
    sent = "亲 Buyer Z，青瓷马克杯和T恤一起买更便宜，见图。"
    assert mime.text() == sent
    assert mime.imageData().size().toTuple() == (60, 40)
    assert mime.imageData().pixelColor(30, 20).red() > 200
    assert desk.uses() == [(ASKED, sent, "price_promotion", number)]

    # The customer thinks it over; two hours later the window tells it on any page.
    desk.pick_time("In 2 hours")
    assert desk.story(number).row.follow_up_at == NOW + timedelta(hours=2)
    desk.window.show_page("orders")
    desk.look_at_the_clock()
    assert not [line for line in desk.reminded_of() if "Buyer Z" in line]
    desk.clock.forward(hours=2, minutes=1)
    desk.look_at_the_clock()
    (line,) = [line for line in desk.reminded_of() if "Buyer Z" in line]
    assert line == "Follow up: Buyer Z — since today 12:00 (1 min)"
    strip = desk.front.reminders.strip
    while strip.text != line:
        desk.press("window.reminder.next")
    desk.press("window.reminder.open")
    assert desk.page.key == "inquiries"
    desk.qtbot.waitUntil(lambda: [row.number for row in desk.page.selected_rows()] == [number])
    desk.settle()

    # What both cost together becomes a quote.
    desk.press_in_table(Qt.Key.Key_Q, CONTROL | SHIFT)
    desk.quote_line(1, "TEE-BLU-M", 1)
    desk.quote_line(2, "MUG-CEL", 2)
    desk.type_into(f"{QUOTE}.bundle_price", "200")
    desk.type_into(f"{QUOTE}.valid_until.text", "+3")
    desk.qtbot.keyClick(desk.find(f"{QUOTE}.bundle_price"), Qt.Key.Key_Return, CONTROL)
    desk.settle()
    (quote,) = quotes.of_inquiry(desk.desk, number)
    assert (quote.status, quote.draft.listed, quote.total) == ("open", 22_500, 20_000)
    assert quote.valid_until == NOW.date() + timedelta(days=3)

    # The customer takes it: one click makes the order.
    before = dump(desk.desk)
    desk.press(f"{desk.page.story.objectName()}.quote.order")
    won = desk.story(number)
    assert (won.row.status, [one.status for one in won.quotes]) == ("won", ["accepted"])
    order = order_story(desk.desk, won.row.order)
    assert order.inquiries == (number,)
    assert (order.values["buyer_name"], order.values["total"]) == ("Buyer Z", 20_000)
    assert [(one.sku, one.quantity, one.total) for one in order.lines] == [
        ("TEE-BLU-M", 1, 7_911), ("MUG-CEL", 2, 12_089),
    ]  # fmt: skip
    assert won.order is not None
    desk.go("orders", won.row.order)

    # And one step takes it back.
    desk.window.show_page("inquiries")
    desk.settle()
    desk.press_in_table(Qt.Key.Key_Z, CONTROL)
    assert dump(desk.desk) == before
    assert desk.story(number).row.order == ""
    desk.go("inquiries", number)
    assert desk.has(f"{desk.page.story.objectName()}.quote.order")


# What is pasted by mistake

MARKUP = "<p onclick='x()'>有 <b>青瓷杯</b>吗</p><script>alert(1)</script><img src='http://example.com/x.png'>"


def from_a_browser() -> QMimeData:
    mime = QMimeData()
    mime.setHtml(MARKUP)
    mime.setText("有 青瓷杯吗")
    return mime


def plain(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    return mime


def picture() -> QMimeData:
    mime = QMimeData()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    mime.setImageData(image)
    return mime


LONG = "有货吗 🙂 " * 60_000  # more than a megabyte
PASTED = {
    "browser": (from_a_browser, "有 青瓷杯吗"),
    "rtl": (lambda: plain("مرحبا، أين طلبي؟ שלום 🙂"), "مرحبا، أين طلبي؟ שלום 🙂"),
    "tags": (lambda: plain(MARKUP), MARKUP),  # who writes tags means them: they are text, and shown as such
    "megabyte": (lambda: plain(LONG), None),
    "picture": (picture, ""),
}


def paste(desk: Desk, field: QPlainTextEdit, mime: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(mime)
    field.setFocus()
    desk.qtbot.keyClick(field, Qt.Key.Key_V, CONTROL)
    desk.settle()


@pytest.mark.parametrize("kind", list(PASTED))
def test_what_is_pasted_into_a_conversation_is_kept_as_text(desk: Desk, kind: str) -> None:
    mime, kept = PASTED[kind]
    number = desk.write_inquiry("Buyer Z", ASKED)
    desk.show(number)
    field = desk.find("inquiries.composer.text")
    paste(desk, field, mime())
    desk.qtbot.keyClick(field, Qt.Key.Key_Return, CONTROL)
    desk.settle()
    told = [one.text for one in desk.story(number).messages[1:]]
    if kept is None:
        assert len(told) == 1
        assert LONG.startswith(told[0])
        assert LONGEST_PASTE - 10 < len(told[0]) <= LONGEST_PASTE
    else:
        assert told == ([kept] if kept else [])
    for shown in desk.page.story.findChildren(RoleLabel):
        assert shown.textFormat() == Qt.TextFormat.PlainText, shown.text()


@pytest.mark.parametrize("kind", list(PASTED))
def test_what_is_pasted_into_the_assistant_is_asked_as_text(desk: Desk, kind: str) -> None:
    mime, kept = PASTED[kind]
    desk.window.show_page("inquiries")
    desk.settle()
    before = dump(desk.desk)
    desk.press_in_table(Qt.Key.Key_J, CONTROL)
    dialog = desk.window.findChild(AskDialog)
    assert isinstance(dialog, AskDialog)
    paste(desk, dialog.text, mime())
    told = dialog.view.told
    if kind == "picture":
        assert told is None
    else:
        assert told is not None
        assert len(told.question.text) < 10_000
        assert kept is None or told.question.text == kept
    assert dump(desk.desk) == before  # to ask changes nothing
    dialog.close()
    QApplication.processEvents()
