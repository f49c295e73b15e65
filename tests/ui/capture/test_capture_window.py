"""The small window beside the chat, with a real clipboard, shop and assistant."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.domain.customers import CustomerDraft, Identity
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.domain.listing import ListQuery
from shopdesk.domain.pasted_chats import LONGEST
from shopdesk.services import attachments, customers, history, inquiries
from shopdesk.services.desk import Desk
from shopdesk.services.inquiries import InquiryStory
from shopdesk.services.replies import reading, starter
from shopdesk.ui.actions import Actions
from shopdesk.ui.bus import Bus
from shopdesk.ui.capture.window import CaptureWindow
from shopdesk.ui.context import Context
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tasks import TaskRunner
from tests.services.small_shop import open_shop, sent_order

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk, _clock = open_shop(tmp_path)
    starter.load_starter(desk)
    yield desk
    desk.close()


@pytest.fixture
def buyer(desk: Desk) -> str:
    draft = CustomerDraft(
        "买家甲", "13800000003", level="VIP", notes="likes blue", preferences={"尺码": "L"},
        identities=(Identity("wechat", "login", "xiaofeng"),),
    )  # fmt: skip
    return customers.create_customer(desk, draft).value.number


class Beside:
    """The window, and what a person does in it."""

    def __init__(self, qtbot: QtBot, context: Context) -> None:
        self.qtbot, self.context = qtbot, context
        self.main = QWidget()
        qtbot.addWidget(self.main)
        self.opened: list[tuple[str, str]] = []
        context.open_record = lambda kind, number: self.opened.append((kind, number))
        self.window = CaptureWindow(context, self.main)
        qtbot.addWidget(self.window)
        self.window.come()
        self.window.activateWindow()

    def copied(self, text: str = "", html: str = "", image: QImage | None = None) -> None:
        """Somebody copies in another program."""
        mime = QMimeData()
        if text:
            mime.setText(text)
        if html:
            mime.setHtml(html)
        if image is not None:
            mime.setImageData(image)
        QGuiApplication.clipboard().setMimeData(mime)
        self.settle()

    def take(self) -> None:
        self.key(Qt.Key.Key_V, CONTROL | SHIFT)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.window.focusWidget() or self.window, key, held)
        self.settle()

    def settle(self) -> None:
        for _round in range(4):
            self.qtbot.wait(5)
            assert self.context.tasks.settle(60)

    def shown(self) -> str:
        labels = [one.text() for one in self.window.findChildren(QLabel) if one.isVisible()]
        buttons = [one.text() for one in self.window.findChildren(QPushButton) if one.isVisible()]
        return "\n".join([*labels, *buttons])

    def stories(self) -> list[InquiryStory]:
        desk = self.context.desk
        return [inquiries.story(desk, row_id) for row_id in inquiries.ids(desk, ListQuery())]


@pytest.fixture
def beside(qtbot: QtBot, dressed: object, desk: Desk, tmp_path: Path, tasks: TaskRunner) -> Beside:
    context = Context(desk, Bus(), tasks, Actions(), Preferences(tmp_path / "window.ini"), now=desk.now)
    QGuiApplication.clipboard().setText("a secret")
    return Beside(qtbot, context)


def picture() -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    return image


def test_it_stays_on_top_and_reads_no_clipboard_unasked(beside: Beside) -> None:
    flags = beside.window.windowFlags()
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert beside.window.parent() is None  # a child would be minimised with the main window
    beside.copied("still a secret")
    assert beside.window.text.value() == ""
    assert "secret" not in beside.shown()


def test_taken_recognised_answered_copied_and_filed_by_keys_alone(beside: Beside, desk: Desk, buyer: str) -> None:
    order = sent_order(desk, customer=buyer)
    beside.copied("小风: 你们几点下班，能开发票吗，我电话13800000003", image=picture())
    beside.take()
    told = beside.shown()
    for words in ("买家甲", "VIP", "尺码: L", "likes blue", order, "by phone 13800000003"):
        assert words in told
    assert beside.window.bar.contact.value() == "小风"
    assert len(beside.window.answer.suggestions()) == 5
    best = beside.window.answer.suggestions()[0]
    beside.key(Qt.Key.Key_Return, CONTROL)
    if beside.window.copier.isVisible():
        beside.window.copier.text.set_value("可以开发票的。")
        beside.key(Qt.Key.Key_Return, CONTROL)
    reply = QGuiApplication.clipboard().text()
    assert reply
    assert "Reply copied" in beside.shown()
    used = {row.number: row.used for row in reading.rows(desk, reading.ids(desk, ListQuery()))}
    assert used[best.id] == 1
    beside.window.bar.channel.set_value("wangwang")
    beside.key(Qt.Key.Key_S, CONTROL)
    (story,) = beside.stories()
    assert [one.direction for one in story.messages] == ["in", "out"]
    assert story.messages[0].text.startswith("小风: 你们几点下班")
    assert story.messages[1].text == reply
    assert (story.row.channel, story.row.contact, story.row.customer_number) == ("wangwang", "小风", buyer)
    assert len(attachments.of(desk, "inquiry", story.row.number)) == 1
    assert f"Filed as {story.row.number}" in beside.shown()
    assert beside.window.text.value() == ""
    assert not beside.window.pictures.files
    assert beside.context.preferences.text("inquiries/channel") == "wangwang"
    history.undo(desk)
    assert beside.stories() == []


def test_the_open_inquiry_is_offered_first(beside: Beside, desk: Desk, buyer: str) -> None:
    number = inquiries.create_inquiry(desk, InquiryDraft("email", "x", customer=buyer, message="在吗")).value.number
    beside.copied("@xiaofeng 还有货吗")
    beside.take()
    assert beside.window.bar.inquiry == number
    assert not beside.window.bar.channel.isEnabled()
    beside.key(Qt.Key.Key_S, CONTROL)
    (story,) = beside.stories()
    assert [one.text for one in story.messages] == ["在吗", "@xiaofeng 还有货吗"]
    beside.copied("@xiaofeng 另一件事")
    beside.take()
    beside.window.bar.target.setCurrentIndex(beside.window.bar.target.count() - 1)
    beside.window.bar.target.activated.emit(beside.window.bar.target.count() - 1)
    beside.window.file()
    beside.settle()
    assert len(beside.stories()) == 2


def test_a_customer_chosen_by_hand_and_namesakes(beside: Beside, desk: Desk, buyer: str) -> None:
    other = customers.create_customer(desk, CustomerDraft("买家甲", "13800000004")).value.number
    beside.copied("买家甲：在吗")
    beside.take()
    assert "It may be:" in beside.shown()
    button = beside.window.findChild(QPushButton, f"capture.person.{other}")
    assert isinstance(button, QPushButton)
    beside.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    beside.settle()
    beside.window.file()
    beside.settle()
    assert beside.stories()[0].row.customer_number == other
    beside.copied("someone new")  # the next one begins with nobody
    beside.take()
    assert beside.window.person.lookup.value() is None
    assert "买家甲" not in beside.shown()


def test_records_open_in_the_main_window(beside: Beside, desk: Desk, buyer: str) -> None:
    order = sent_order(desk, customer=buyer)
    beside.main.showMinimized()
    beside.window.come()
    beside.copied("13800000003")
    beside.take()
    chip = beside.window.findChild(QPushButton, f"capture.person.{order}")
    assert isinstance(chip, QPushButton)
    beside.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert beside.opened == [("orders", order)]
    assert not beside.main.isMinimized()


def test_following_shows_what_others_copy_until_it_is_hidden(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(CaptureWindow, "_is_ours", staticmethod(lambda: False))
    beside.window.follow.click()
    beside.copied("有货吗")
    assert beside.window.text.value() == "有货吗"
    beside.copied("几点发货")
    assert beside.window.text.value() == "几点发货"
    beside.window.text.undo()
    assert beside.window.text.value() == "有货吗"  # nothing is lost
    monkeypatch.setattr(CaptureWindow, "_is_ours", staticmethod(lambda: True))
    beside.copied("copied in ShopDesk itself")
    assert beside.window.text.value() == "有货吗"
    monkeypatch.setattr(CaptureWindow, "_is_ours", staticmethod(lambda: False))
    beside.key(Qt.Key.Key_Escape)
    assert not beside.window.isVisible()
    beside.copied("password")
    beside.window.come()
    beside.copied("password 2")
    assert beside.window.text.value() == "有货吗"
    assert not beside.window.follow.isChecked()


def test_markup_from_a_browser_leaves_text_only(beside: Beside) -> None:
    beside.copied(html="<style>p{}</style><p onclick='x()'>有 <b>青瓷杯</b>吗</p><script>alert(1)</script><img src=x>")
    beside.take()
    assert beside.window.text.value() == "有 青瓷杯吗"
    beside.window.file()
    beside.settle()
    assert [one.text for one in beside.stories()[0].messages] == ["有 青瓷杯吗"]


@pytest.mark.parametrize(
    "text", ["مرحبا أين طلبي 🙂", "שלום \u202egnp", "<b>bold</b> & {buyer}", "'; DROP TABLE x; --"]
)
def test_strange_text_is_filed_as_text(beside: Beside, text: str) -> None:
    beside.copied(text)
    beside.take()
    beside.window.file()
    beside.settle()
    assert beside.stories()[0].messages[0].text == text.replace("\u202e", "")


@pytest.mark.parametrize("kind", ["text", "html", "typed"])
def test_a_megabyte_is_cut_with_one_sentence_and_freezes_nothing(beside: Beside, kind: str) -> None:
    beside.copied("warm")
    beside.take()
    many = "有货吗 🙂" * 200_000
    mime = QMimeData()
    if kind == "html":
        mime.setHtml("<p>" * 1000 + many)
    else:
        mime.setText(many)
    QGuiApplication.clipboard().setMimeData(mime)
    gaps: list[float] = []
    last = perf_counter()

    def tick() -> None:
        nonlocal last
        gaps.append(perf_counter() - last)
        last = perf_counter()

    timer = QTimer(interval=2)
    timer.timeout.connect(tick)
    timer.start()
    if kind == "typed":
        beside.window.text.selectAll()
        beside.window.text.paste()
        beside.settle()
    else:
        beside.take()
    timer.stop()
    assert len(beside.window.text.value()) in range(LONGEST - 10, LONGEST + 1)
    assert "Only the first 20,000 characters were taken" in beside.shown()
    assert max(gaps) < 0.5  # a machine shared with others; alone it is a fifth of that
    beside.window.file()
    beside.settle()
    assert len(beside.stories()[0].messages[0].text) <= LONGEST


def test_pictures_are_offered_and_taken_off_again(beside: Beside) -> None:
    beside.copied(image=picture())
    beside.take()
    assert len(beside.window.pictures.files) == 1
    made = beside.window.findChild(QToolButton, "capture.pictures.1")
    assert isinstance(made, QToolButton)
    beside.qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    beside.settle()
    assert not beside.window.pictures.files
    beside.key(Qt.Key.Key_S, CONTROL)
    assert beside.stories() == []  # nothing to file
    assert beside.window.notice.text
    assert beside.window.file_button.isEnabled()


def test_an_empty_clipboard_is_said(beside: Beside) -> None:
    QGuiApplication.clipboard().clear()
    beside.take()
    assert "no text and no picture" in beside.shown()


def test_a_reply_goes_with_its_own_text_only(beside: Beside) -> None:
    beside.copied("能开发票吗")
    beside.take()
    beside.window._on_reply(None, "可以的")  # type: ignore[arg-type]
    beside.window.text.set_value("别的事")
    beside.settle()
    beside.window.file()
    beside.settle()
    assert [one.direction for one in beside.stories()[0].messages] == ["in"]


def test_size_and_place_come_back(qtbot: QtBot, beside: Beside) -> None:
    beside.window.resize(500, 640)
    beside.window.hide()
    again = CaptureWindow(beside.context, beside.main)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (500, 640)


def test_everything_to_use_has_a_name(beside: Beside) -> None:
    beside.copied("电话13800000003 有货吗", image=picture())
    beside.take()
    for widget in beside.window.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QLabel):
            assert widget.objectName(), widget
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget.objectName()
