"""`/code` in the composer of an inquiry, typed as a person does."""

from dataclasses import replace
from time import perf_counter

import pytest
from PySide6.QtCore import Qt

from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.domain.replies import ReplyDraft
from shopdesk.services import inquiries
from shopdesk.services.desk import Desk
from shopdesk.services.replies import editing, reading
from shopdesk.ui.conversations.codes import ReplyCodes
from tests.services.small_shop import Clock, inquiry_story, query
from tests.ui.conversations.stage import Stage

Shop = tuple[Desk, Clock]
SIZE = ReplyDraft("Size advice", "Dear {buyer}, take an M.", "product_question", status="approved", code="/size")
TEXT = "inquiries.composer.text"


@pytest.fixture
def number(stage: Stage, shop: Shop) -> str:
    """An inquiry of Buyer A on stage, and some replies."""
    desk, _clock = shop
    editing.create_reply(desk, SIZE)
    editing.create_reply(desk, replace(SIZE, title="Parcel", text="It is {tracking}.", code="/sent"))
    editing.create_reply(desk, replace(SIZE, title="尺码", text="建议M码", language="zh"))
    editing.create_reply(desk, replace(SIZE, title="Not yet", code="/sizes", status="draft"))
    draft = InquiryDraft(channel="wechat", contact="Buyer A", message="Which size?")
    number = str(inquiries.create_inquiry(desk, draft).value.numbers[0])
    stage.page.reload(None)
    stage.settle()
    stage.select(number)
    return number


def codes(stage: Stage) -> ReplyCodes:
    found: ReplyCodes = stage.page.story.codes
    return found


def typed(stage: Stage, text: str) -> None:
    field = stage.find(TEXT)
    field.setFocus()
    stage.qtbot.keyClicks(field, text)
    stage.settle()


def press(stage: Stage, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    stage.qtbot.keyClick(stage.find(TEXT), key, modifiers)
    stage.settle()


def written(stage: Stage) -> str:
    return str(stage.find(TEXT).toPlainText())


def uses(desk: Desk, code: str) -> list[tuple[str, str, str | None]]:
    (row_id,) = reading.ids(desk, query(code=code, language="en"))
    return [(one.asked, one.text, one.inquiry) for one in reading.story(desk, row_id).sent]


def test_enter_puts_the_reply_in_and_sending_it_is_remembered(stage: Stage, shop: Shop, number: str) -> None:
    typed(stage, "Hi. /si")
    assert codes(stage).offered() == [
        "/size   Size advice · Dear ⟨Buyer⟩, take an M.", "/size   尺码 · 建议M码",
    ]  # fmt: skip
    press(stage, Qt.Key.Key_Return)
    assert written(stage) == "Hi. Dear Buyer A, take an M."
    assert codes(stage).offered() == []
    assert uses(shop[0], "/size") == []
    press(stage, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [one.text for one in inquiry_story(shop[0], number).messages][-1] == "Hi. Dear Buyer A, take an M."
    assert uses(shop[0], "/size") == [("Which size?", "Hi. Dear Buyer A, take an M.", number)]


def test_a_slash_alone_offers_all_and_arrows_choose(stage: Stage, number: str) -> None:
    typed(stage, "/")
    assert len(codes(stage).offered()) == 3
    press(stage, Qt.Key.Key_Up)
    press(stage, Qt.Key.Key_Tab)
    assert written(stage) == "建议M码"
    typed(stage, " /se")
    assert [one.split()[0] for one in codes(stage).offered()] == ["/sent"]


@pytest.mark.parametrize("text", ["https://example.com", "1/2", "and/or", "/nothing"])
def test_other_slashes_offer_nothing(stage: Stage, number: str, text: str) -> None:
    typed(stage, text)
    assert codes(stage).offered() == []
    press(stage, Qt.Key.Key_Return)
    assert written(stage) == f"{text}\n"


def test_a_code_may_follow_chinese_words_and_a_wide_slash(stage: Stage, number: str) -> None:
    field = stage.find(TEXT)
    field.setFocus()
    field.insertPlainText("您好／se")
    stage.settle()
    assert [one.split()[0] for one in codes(stage).offered()] == ["/sent"]
    press(stage, Qt.Key.Key_Return)
    assert written(stage) == "您好It is ⟨Tracking number⟩."


def test_esc_closes_the_list_and_the_text_stays(stage: Stage, number: str) -> None:
    typed(stage, "/size")
    press(stage, Qt.Key.Key_Escape)
    assert (codes(stage).offered(), written(stage)) == ([], "/size")
    press(stage, Qt.Key.Key_Return)
    assert written(stage) == "/size\n"


def test_what_is_open_is_filled_in_before_it_goes_out(stage: Stage, shop: Shop, number: str) -> None:
    before = len(inquiry_story(shop[0], number).messages)
    typed(stage, "/sent")
    press(stage, Qt.Key.Key_Return)
    assert written(stage) == "It is ⟨Tracking number⟩."
    press(stage, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert codes(stage).error == "Fill in what is marked, or take it out: Tracking number."
    assert len(inquiry_story(shop[0], number).messages) == before
    typed(stage, "SF100")
    assert codes(stage).error == ""
    assert written(stage) == "It is SF100."
    press(stage, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert uses(shop[0], "/sent")[0][1] == "It is SF100."


def test_what_was_taken_out_again_was_not_used(stage: Stage, shop: Shop, number: str) -> None:
    typed(stage, "/size")
    press(stage, Qt.Key.Key_Return)
    stage.find(TEXT).clear()
    typed(stage, "Something else")
    press(stage, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert uses(shop[0], "/size") == []


def test_a_book_that_is_pasted_holds_nothing_up(stage: Stage, number: str) -> None:
    field = stage.find(TEXT)
    field.setFocus()
    field.setPlainText("Dear {buyer} /si\n" * 60_000)
    began = perf_counter()
    codes(stage)._look()
    assert perf_counter() - began < 0.1
    assert len(field.extraSelections()) == 100
    stage.settle()
