"""Copying a reply: text and pictures on a real clipboard, gaps filled in first, the use remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.db.attachments import path_of
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.domain.replies import ReplyDraft
from shopdesk.services import attachments, history, inquiries
from shopdesk.services.desk import Desk
from shopdesk.services.replies import editing, reading
from shopdesk.services.replies.sending import Whom
from shopdesk.ui.actions import Actions
from shopdesk.ui.bus import Bus
from shopdesk.ui.context import Context
from shopdesk.ui.photos import read_photo
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.replying.copier import ReplyCopier, Sending
from shopdesk.ui.tasks import TaskRunner
from tests.services.small_shop import open_shop, query, sent_order


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk, _clock = open_shop(tmp_path)
    yield desk
    desk.close()


class Host:
    """A window with a copier in it, and what a person sees of it."""

    def __init__(self, qtbot: QtBot, desk: Desk, folder: Path, tasks: TaskRunner) -> None:
        self.qtbot = qtbot
        self.context = Context(desk, Bus(), tasks, Actions(), Preferences(folder / "window.ini"), now=desk.now)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.copier = ReplyCopier("host.copy", self.context)
        QVBoxLayout(self.window).addWidget(self.copier)
        self.said: list[str] = []
        self.context.bus.message.connect(lambda text, _undo: self.said.append(text))
        self.window.show()
        QGuiApplication.clipboard().setText("before")

    def copy(self, sent: Sending, edit: bool = False) -> None:
        self.copier.copy(sent, edit=edit)
        self.settle()

    def settle(self) -> None:
        for _round in range(3):
            self.qtbot.wait(5)
            assert self.context.tasks.settle()


@pytest.fixture
def host(qtbot: QtBot, dressed: object, desk: Desk, tmp_path: Path, tasks: TaskRunner) -> Host:
    return Host(qtbot, desk, tmp_path, tasks)


def reply(desk: Desk, text: str) -> str:
    draft = ReplyDraft(title="Size", text=text, status="approved", scenario="product_question")
    return editing.create_reply(desk, draft).value.number


def add_picture(desk: Desk, number: str, folder: Path, colour: str) -> None:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(folder / f"{colour}.png"))
    attachments.add_photos(desk, "reply", number, [read_photo(str(folder / f"{colour}.png"))])


def sent(desk: Desk, number: str) -> list[tuple[str, str, str]]:
    """(asked, text, scenario) of every use, as remembered."""
    found = reading.story(desk, reading.ids(desk, query(number=number))[0])
    return [(one.asked, one.text, one.scenario) for one in found.sent]


def test_text_and_picture_are_on_the_clipboard_and_the_use_is_remembered(
    host: Host, desk: Desk, tmp_path: Path
) -> None:
    order = sent_order(desk, 1)
    number = reply(desk, "Dear {buyer}, see the chart for {product}.")
    add_picture(desk, number, tmp_path, "red")
    host.copy(Sending(number, Whom(order=order), "Which size?", "exchange"))
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Dear Buyer A, see the chart for T-shirt 1."
    assert (mime.imageData().size().toTuple(), mime.urls()) == ((60, 40), [])
    assert sent(desk, number) == [("Which size?", "Dear Buyer A, see the chart for T-shirt 1.", "exchange")]
    assert host.said == ["Reply and 1 picture copied"]
    assert not host.copier.isVisible()
    history.undo(desk)
    assert sent(desk, number) == []


def test_several_pictures_are_files_to_paste_as_well(host: Host, desk: Desk, tmp_path: Path) -> None:
    number = reply(desk, "Two charts.")
    for colour in ("red", "blue"):
        add_picture(desk, number, tmp_path, colour)
    host.copy(Sending(number))
    mime = QGuiApplication.clipboard().mimeData()
    files = [url.toLocalFile() for url in mime.urls()]
    assert (mime.text(), len(files), mime.hasImage()) == ("Two charts.", 2, True)
    middles = [QImage(file).pixelColor(30, 20) for file in files]
    assert [one.red() > 200 for one in middles] == [True, False]
    assert host.said == ["Reply and 2 pictures copied"]


def test_what_nobody_knows_is_filled_in_before_anything_is_copied(host: Host, desk: Desk) -> None:
    number = reply(desk, "Parcel {tracking} for {buyer} is on its way.")
    host.copy(Sending(number))
    text = host.copier.text
    assert QGuiApplication.clipboard().text() == "before"
    assert text.toPlainText() == "Parcel ⟨Tracking number⟩ for ⟨Buyer⟩ is on its way."
    assert text.textCursor().selectedText() == "⟨Tracking number⟩"
    assert len(text.extraSelections()) == 2
    host.qtbot.keyClicks(text, "SF100")
    host.qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert host.copier.error == "Fill in what is marked, or take it out: Buyer."
    assert (QGuiApplication.clipboard().text(), sent(desk, number)) == ("before", [])
    assert text.textCursor().selectedText() == "⟨Buyer⟩"
    host.qtbot.keyClicks(text, "Buyer B")
    host.qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    host.settle()
    assert QGuiApplication.clipboard().text() == "Parcel SF100 for Buyer B is on its way."
    assert [one[1] for one in sent(desk, number)] == ["Parcel SF100 for Buyer B is on its way."]
    assert not host.copier.isVisible()


def test_tab_goes_from_mark_to_mark_and_braces_are_never_copied(host: Host, desk: Desk) -> None:
    number = reply(desk, "{tracking} {ship_by}")
    host.copy(Sending(number))
    text = host.copier.text
    host.qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert text.textCursor().selectedText() == "⟨Ship by⟩"
    host.qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert text.textCursor().selectedText() == "⟨Tracking number⟩"
    text.setPlainText("Dear {buyer}")
    host.copier.submit()
    assert host.copier.error == "Fill in what is marked, or take it out: Buyer."
    text.setPlainText("   ")
    host.copier.submit()
    assert host.copier.error == "This is needed."
    text.setPlainText("Set {a, b} is 5 ⟨sic⟩")
    host.copier.submit()
    assert QGuiApplication.clipboard().text() == "Set {a, b} is 5 ⟨sic⟩"


def test_esc_leaves_the_clipboard_alone(host: Host, desk: Desk) -> None:
    number = reply(desk, "{tracking}")
    host.copy(Sending(number))
    host.qtbot.keyClick(host.copier.text, Qt.Key.Key_Escape)
    assert (host.copier.isVisible(), QGuiApplication.clipboard().text()) == (False, "before")
    assert sent(desk, number) == []


def test_edited_text_is_what_goes_out(host: Host, desk: Desk) -> None:
    number = reply(desk, "Hello")
    host.copy(Sending(number), edit=True)
    assert QGuiApplication.clipboard().text() == "before"
    host.copier.text.setPlainText("Hello again")
    host.copier.submit()
    host.settle()
    assert (QGuiApplication.clipboard().text(), sent(desk, number)[0][1]) == ("Hello again", "Hello again")


def test_an_inquiry_says_whom_it_is_for(host: Host, desk: Desk) -> None:
    draft = InquiryDraft(channel="wechat", contact="Buyer C", message="Hi")
    inquiry = inquiries.create_inquiry(desk, draft).value.numbers[0]
    number = reply(desk, "Hello {buyer}")
    host.copy(Sending(number, Whom(inquiry=inquiry), "Hi"))
    assert QGuiApplication.clipboard().text() == "Hello Buyer C"
    assert sent(desk, number) == [("Hi", "Hello Buyer C", "product_question")]


def test_a_shipped_reply_of_an_empty_shop_is_copied_and_not_remembered(host: Host, desk: Desk) -> None:
    host.copy(Sending("en/hello", text="Good morning"))
    assert (QGuiApplication.clipboard().text(), host.said) == ("Good morning", ["Reply copied"])
    assert history.undoable(desk, 1) == []


def test_a_picture_that_is_gone_is_left_out_and_a_reply_that_is_gone_is_said(
    host: Host, desk: Desk, tmp_path: Path
) -> None:
    number = reply(desk, "See the chart.")
    add_picture(desk, number, tmp_path, "red")
    story = reading.story(desk, reading.ids(desk, query(number=number))[0])
    path_of(desk.path, story.photos[0].sha256).unlink()
    host.copy(Sending(number))
    assert QGuiApplication.clipboard().text() == "See the chart."
    assert not QGuiApplication.clipboard().mimeData().hasImage()
    errors: list[str] = []
    host.copier.copy(Sending("RE-2026-009999"), failed=lambda error: errors.append(error.code))
    host.settle()
    assert errors == ["record.missing"]
