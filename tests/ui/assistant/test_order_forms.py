"""From a message to the form of its order: address filled in, cancellation asked about."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shopdesk.services.assistant.answering import answer
from shopdesk.services.assistant.forms import wanted
from shopdesk.services.desk import Desk
from shopdesk.services.replies.filling import About
from shopdesk.ui import links
from shopdesk.ui.orders.page import OrdersPage
from tests.services.small_shop import Clock, order_story, sent_order
from tests.ui.conversations.stage import Stage, on_stage


@pytest.fixture
def stage(qtbot: QtBot, dressed: object, shop: tuple[Desk, Clock], tmp_path: Path) -> Iterator[Stage]:
    with on_stage(qtbot, shop[0], tmp_path, "orders", OrdersPage, "orders") as stage:
        yield stage


def open_form(stage: Stage, desk: Desk, text: str) -> None:
    links.open_form(stage.page.context, wanted(desk, answer(text, desk), text, About()))
    stage.settle()


def test_the_new_address_stands_in_the_order_and_is_saved_by_the_person(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, _clock = shop
    other, number = sent_order(desk, sent=False), sent_order(desk, sent=False)
    text = f"麻烦把{number}的收货地址改成广东省深圳市南山区样例街道1号，买家乙，13800000002"
    stage.page.reload(None)
    open_form(stage, desk, text)
    stage.qtbot.waitUntil(lambda: stage.page.is_editing(), timeout=20_000)
    form = stage.page.panel.form
    assert form.number == number
    assert (form.texts["buyer_name"].text(), form.texts["street"].text()) == ("买家乙", "样例街道1号")
    assert form.asked.isVisible()
    assert form.asked.text == text
    assert order_story(desk, number).values["street"] == ""  # nothing is saved before the person does
    form.submit()
    stage.settle()
    assert order_story(desk, number).values["street"] == "样例街道1号"
    assert order_story(desk, other).values["street"] == ""
    stage.page.new_order()
    assert not form.asked.isVisible()


def test_a_form_that_is_open_is_kept_and_left(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, _clock = shop
    number = sent_order(desk, sent=False)
    stage.page.reload(None)
    stage.settle()
    stage.page.new_order()
    stage.page.panel.form.texts["buyer_name"].setText("Buyer B")
    open_form(stage, desk, f"Please change the address of {number} to 12 Sample Street, Springfield, IL 62704")
    stage.qtbot.waitUntil(lambda: stage.page.is_editing() and stage.page.panel.form.number == number, timeout=20_000)
    assert stage.page.panel.form.texts["city"].text() == "Springfield"
    stage.page.panel.form.leave()
    stage.page.new_order()
    assert stage.page.panel.form.texts["buyer_name"].text() == "Buyer B"


def test_a_cancellation_asks_first(stage: Stage, shop: tuple[Desk, Clock]) -> None:
    desk, _clock = shop
    number = sent_order(desk, sent=False)
    stage.page.reload(None)
    open_form(stage, desk, f"{number} 不想要了，取消吧")
    stage.qtbot.waitUntil(lambda: stage.page.strip_of("cancel").isVisible(), timeout=20_000)
    assert order_story(desk, number).values["status"] == "to_ship"
