"""What suits the customer, beside the inquiry: seen, added with one key, copied for the chat."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from shopdesk.services import customers
from shopdesk.services.desk import Desk
from tests.services import presale_shop
from tests.services.small_shop import inquiry_story
from tests.ui.conversations.stage import Stage

_SUITS = "inquiries.panel.advice.suits"


@pytest.fixture
def known(shop: tuple[Desk, object]) -> str:
    desk = shop[0]
    presale_shop.stock_goods(desk)
    presale_shop.habits(desk)
    return presale_shop.person(desk, "Buyer B", preferences={"size": "XL"})


def words(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def test_likes_are_in_the_head_and_recommendations_in_the_details(stage: Stage, shop: tuple[Desk, object], known: str):
    number = presale_shop.asks(shop[0], known, "SH-38")
    stage.page.reload(None)
    stage.settle()
    stage.select(number)
    assert "size: XL" in words(stage.find("inquiries.panel.advice.lines"))
    told = words(stage.find(_SUITS))
    assert "bought together 12 ×" in told
    assert "¥10.00" in told
    assert stage.find(f"{_SUITS}.CO-XL").text() == "Rain coat Green / XL"
    assert "12 customers bought both" in told


def test_one_key_adds_the_first_and_the_next_takes_its_place(stage: Stage, shop: tuple[Desk, object], known: str):
    number = presale_shop.asks(shop[0], known, "SH-38")
    stage.page.reload(None)
    stage.settle()
    stage.select(number)
    stage.page.context.actions.action("inquiry.add_product").trigger()
    stage.settle()
    assert [one.sku for one in inquiry_story(shop[0], number).products] == ["SH-38", "LA-1"]
    assert [one.key for one in stage.page.story.advice.suits.suggestions] == ["CO-XL"]
    stage.click(f"{_SUITS}.CO-XL.add")
    assert [one.sku for one in inquiry_story(shop[0], number).products] == ["SH-38", "LA-1", "CO-XL"]
    assert not stage.page.context.actions.action("inquiry.add_product").isEnabled()


def test_names_and_prices_are_copied_for_the_chat(stage: Stage, shop: tuple[Desk, object], known: str):
    number = presale_shop.asks(shop[0], known, "SH-38")
    stage.page.reload(None)
    stage.settle()
    stage.select(number)
    stage.page.story.tabs.setCurrentIndex(1)
    stage.settle()
    stage.click(f"{_SUITS}.LA-1.copy")
    assert QGuiApplication.clipboard().text() == "Laces ¥10.00"
    stage.click(f"{_SUITS}.copy_all")
    assert QGuiApplication.clipboard().text() == "Laces ¥10.00\nRain coat Green / XL ¥10.00"


def test_what_is_written_of_the_customer_is_seen_at_once(stage: Stage, shop: tuple[Desk, object], known: str):

    desk = shop[0]
    number = presale_shop.asks(desk, known, "SH-38")
    other = presale_shop.asks(desk, None)
    stage.page.reload(None)
    stage.settle()
    stage.select(number)
    draft = replace(customers.draft_of(desk, known), preferences={"size": "M", "skin": "dry"})
    stage.page.context.save(customers.update_customer, known, draft)
    stage.settle()
    assert "size: M · skin: dry" in words(stage.find("inquiries.panel.advice.lines"))
    stage.select(other)
    assert stage.find("inquiries.panel.advice.lines").isHidden()
    assert not stage.page.context.actions.action("inquiry.add_product").isEnabled()
