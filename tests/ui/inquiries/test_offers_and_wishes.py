"""Offers valid now beside an inquiry, edited in their dialog; a wish noted with one key, and found again."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from shopdesk.domain.offers import OfferDraft
from shopdesk.services import inquiries, offers, wishes
from shopdesk.services.desk import Desk
from tests.services import presale_shop
from tests.ui.conversations.stage import Stage


@pytest.fixture
def desk(shop: tuple[Desk, object]) -> Desk:
    presale_shop.stock_goods(shop[0])
    return shop[0]


@pytest.fixture(autouse=True)
def closes_dialogs() -> Iterator[None]:
    yield
    for widget in QApplication.topLevelWidgets():
        if widget.objectName() in ("offers", "wish", "wishes"):
            widget.close()


def enter(desk: Desk, title: str, **told: Any) -> str:
    return offers.create_offer(desk, OfferDraft(title, f"{title}!", **told)).value.number


def show(stage: Stage, number: str) -> None:
    stage.page.reload(None)
    stage.settle()
    stage.select(number)


def dialog(stage: Stage, action: str, name: str) -> Any:
    stage.page.context.actions.action(action).trigger()
    stage.settle()
    return next(one for one in QApplication.topLevelWidgets() if one.objectName() == name and one.isVisible())


def child(parent: QWidget, name: str) -> Any:
    found = parent.findChild(QWidget, name)
    assert found is not None, name
    return found


def words(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def test_one_key_copies_the_offer_and_asks_only_where_there_are_several(stage: Stage, desk: Desk):
    enter(desk, "Shoes week", skus=("SH-38",), valid_until=date(2026, 10, 9), code="SHOES10")
    enter(desk, "Laces as a gift", skus=("LA-1",))
    number = presale_shop.asks(desk, None, "SH-39")
    show(stage, number)
    assert "Shoes week until Fri" in words(stage.find("inquiries.panel.advice.lines"))
    stage.page.context.actions.action("inquiries.copy_offer").trigger()
    assert QGuiApplication.clipboard().text() == "Shoes week! SHOES10"
    show(stage, presale_shop.asks(desk, None))
    stage.page.context.actions.action("inquiries.copy_offer").trigger()
    (menu,) = stage.page.findChildren(QMenu, "inquiries.panel.advice.offers.menu")
    stage.qtbot.keyClick(menu, Qt.Key.Key_2)
    assert QGuiApplication.clipboard().text() == "Laces as a gift!"
    menu.close()


def test_an_offer_entered_in_the_dialog_stands_beside_the_inquiry_at_once(stage: Stage, desk: Desk):
    show(stage, presale_shop.asks(desk, None, "SH-38"))
    made = dialog(stage, "window.offers", "offers")
    child(made, "settings.offers.add").click()
    child(made, "settings.offers.title").setText("Shoes week")
    child(made, "settings.offers.valid_until.text").setText("2026-10-01")
    child(made, "settings.offers.valid_from.text").setText("2026-10-02")
    child(made, "settings.offers.save").click()
    stage.settle()
    assert made.section.form.field("text").error == "This is needed."
    child(made, "settings.offers.text").setPlainText("Ten off")
    child(made, "settings.offers.save").click()
    stage.settle()
    assert "before the beginning" in made.section.form.field("valid_until").error
    assert offers.offers(desk) == []
    child(made, "settings.offers.valid_until.text").setText("+3")
    child(made, "settings.offers.valid_from.text").setText("soon")
    child(made, "settings.offers.save").click()
    assert "no date" in made.section.form.field("valid_from").error
    child(made, "settings.offers.valid_from.text").setText("")
    child(made, "settings.offers.skus").setText("SH-38，LA-1")
    child(made, "settings.offers.save").click()
    stage.settle()
    (row,) = offers.offers(desk)
    assert (row.title, row.valid_until, row.skus) == ("Shoes week", date(2026, 10, 8), ("SH-38", "LA-1"))
    assert "Shoes week" in words(stage.find("inquiries.panel.advice.offers"))
    child(made, "settings.offers.delete").click()
    stage.settle()
    assert offers.valid_on(desk) == []
    assert not stage.page.context.actions.action("inquiries.copy_offer").isEnabled()
    assert child(made, "settings.offers.delete").text() == "Offer again"


def test_a_wish_is_noted_where_it_is_heard(stage: Stage, desk: Desk):
    known = presale_shop.person(desk, "Buyer B")
    number = presale_shop.asks(desk, known, "SH-38")
    inquiries.add_message(desk, number, "Please make them in 42", "in")
    show(stage, number)
    said = next(one for one in stage.page.findChildren(QLabel) if one.text() == "Please make them in 42")
    said.setSelection(0, len("Please make them in 42"))
    made = dialog(stage, "window.wish", "wish")
    assert number in child(made, "wish.subject").text()
    assert child(made, "wish.product").text() == "SH-38"
    assert made.text.value() == "Please make them in 42"
    made.theme.set_value("size")
    stage.qtbot.mouseClick(child(made, "wish.save"), Qt.MouseButton.LeftButton)
    stage.settle()
    (counted,) = wishes.counts(desk)
    (told,) = wishes.told(desk, counted)
    assert (counted.theme, counted.sku, told.customer_number, told.about) == (
        "size", "SH-38", known, ("inquiries", number),
    )  # fmt: skip
    again = dialog(stage, "window.wish", "wish")
    assert again.theme.value() == "size"


def test_a_wish_without_words_is_said_beside_the_field_and_nothing_is_lost(stage: Stage, desk: Desk):
    made = dialog(stage, "window.wish", "wish")
    made.text.setPlainText(" ")
    made.save()
    stage.settle()
    assert made.form.field("text").error == "This is needed."
    made.text.setPlainText("Less plastic")
    made.product.setText("NONE")
    made.save()
    stage.settle()
    assert made.form.field("product").error
    assert made.text.value() == "Less plastic"
    assert wishes.counts(desk) == []


def test_wishes_are_counted_and_lead_to_where_they_were_told(stage: Stage, desk: Desk):
    number = presale_shop.asks(desk, None, "SH-38")
    empty = dialog(stage, "window.wishes", "wishes")
    assert child(empty, "wishes.nothing").isVisible()
    for text in ("In 42 please", "Larger ones"):
        stage.page.context.save(wishes.log_wish, wishes.WishDraft("size", text, product="SH-38", inquiry=number))
    stage.page.context.save(wishes.log_wish, wishes.WishDraft("packaging", "Less plastic"))
    stage.settle()
    table = child(empty, "wishes.table")
    found = [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]
    assert found == [["Sizes", "Walking shoes 38", "2"], ["Packaging", "No product", "1"]]
    assert "Larger ones" in words(child(empty, "wishes.told"))
    assert "Less plastic" not in words(child(empty, "wishes.told"))
    table.setCurrentCell(1, 0)
    stage.settle()
    assert "Less plastic" in words(child(empty, "wishes.told"))
    table.setCurrentCell(0, 0)
    stage.settle()
    link = next(one for one in empty.findChildren(QWidget) if one.objectName().endswith(number))
    link.click()
    stage.settle()
    assert stage.page.one_row().number == number
