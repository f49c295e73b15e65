"""The story of an order in the panel, and what can be done from there."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.offers import OfferDraft
from shopdesk.services import customers, offers, orders, packing
from shopdesk.services.desk import Desk
from shopdesk.ui.orders import facts
from tests.ui.orders.stage import MUG, SHIRT, Clock, Stage

Open = Callable[[], Stage]
Enter = Callable[..., str]


def _texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget) and label.text()]


def test_story_tells_lines_sums_messages_and_links(stage: Open, enter: Enter, desk: Desk) -> None:
    number = enter(
        lines=(SHIRT, MUG), discount=1000, shipping=600, buyer_message="请尽快发货", seller_memo="old customer"
    )
    orders.confirm_orders(desk, [number])
    made = packing.make_lists(desk, [number]).value.number
    on = stage()
    on.select(number)
    told = _texts(on.page.panel.story)
    for words in (
        number, "To ship", "Buyer A · 138 0000 0001", "请尽快发货", "old customer", "T恤", "蓝 XL · TS-1", "× 2",
        "¥178.00", "2 on a packing list", "Goods", "¥223.00", "-¥10.00", "¥6.00", "¥219.00",
    ):  # fmt: skip
        assert words in told, words
    opened: list[tuple[str, str]] = []
    on.context.open_record = lambda kind, record: opened.append((kind, record))
    on.press(f"orders.link.{made}")
    assert opened == [("packing_lists", made)]


def test_history_is_told_in_words(stage: Open, enter: Enter, desk: Desk, clock: Clock) -> None:
    number = enter(paid=False)
    orders.pay_orders(desk, [number])
    orders.hold_orders(desk, [number], date(2026, 11, 25))
    on = stage()
    on.select(number)
    told = _texts(on.find("orders.panel.timeline"))
    assert told == [
        "Put on hold", "Owner · today 15:00", "On hold until: Wed 25 Nov 2026",
        "Marked as paid", "Owner · today 15:00", "Status: Awaiting payment → To confirm",
        "Payment: Unpaid → Paid", "Paid: ¥0.00 → ¥178.00",
        "Order entered", "Owner · today 15:00",
    ]  # fmt: skip


def test_note_is_written_with_ctrl_enter_and_what_is_half_written_stays_with_its_order(
    stage: Open, enter: Enter, desk: Desk
) -> None:
    first, second = enter(), enter()
    on = stage()
    on.select(first)
    composer = on.find("orders.note.text")
    composer.setFocus()
    on.qtbot.keyClicks(composer, "call back")
    on.select(second)
    assert composer.toPlainText() == ""
    on.select(first)
    assert composer.toPlainText() == "call back"
    composer.setFocus()
    on.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [text for _at, _who, text in orders.story(desk, on.id_of(first)).notes] == ["call back"]
    assert "call back" in _texts(on.page.panel.story)
    assert composer.toPlainText() == ""


def test_address_is_copied_as_a_carrier_takes_it(stage: Open, enter: Enter) -> None:
    number = enter(country="South Africa", city="Cape Town", street="1 Example Street", postcode="8001")
    on = stage()
    on.select(number)
    on.press("orders.copy_address")
    assert QGuiApplication.clipboard().text() == (
        "Buyer A\n13800000001\n1 Example Street\nCape Town 8001\nSouth Africa"
    )


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"region": "浙江省", "city": "杭州市", "street": "示例路 1 号"}, "浙江省 杭州市 示例路 1 号"),
        ({"region": "上海", "city": "上海市", "district": "黄浦区", "street": "示例路"}, "上海市 黄浦区 示例路"),
        ({"street": "1 Mill St", "city": "Leeds", "postcode": "LS1", "country": "UK"}, "1 Mill St, Leeds LS1, UK"),
        ({"address_raw": "somewhere"}, "somewhere"),
        ({}, ""),
    ],
)  # fmt: skip
def test_address_stands_as_it_is_written_in_its_country(parts: dict[str, str], expected: str) -> None:
    empty = dict.fromkeys(("country", "region", "city", "district", "street", "postcode", "address_raw"), "")
    assert facts.address({**empty, **parts}, ", ") == expected


def test_enter_opens_the_story_large_and_esc_goes_back(stage: Open, enter: Enter) -> None:
    number = enter()
    on = stage()
    on.select(number)
    on.key(Qt.Key.Key_Return)
    assert not on.page.table.isVisible()
    assert on.page.panel.story.isVisible()
    on.qtbot.keyClick(on.page, Qt.Key.Key_Escape)
    assert on.page.table.isVisible()


def test_story_follows_changes_made_elsewhere(stage: Open, enter: Enter, desk: Desk) -> None:
    number = enter()
    on = stage()
    on.select(number)
    orders.confirm_orders(desk, [number])
    on.page.reload(None)
    on.settle()
    assert "To ship" in _texts(on.page.panel.story)
    assert "Confirmed" in _texts(on.find("orders.panel.timeline"))


@pytest.mark.parametrize("shown", ["story", "hold", "ship", "deliver", "cancel", "form"])
def test_everything_a_person_can_use_has_a_name(stage: Open, enter: Enter, shown: str) -> None:
    number = enter(lines=(SHIRT, MUG))
    on = stage()
    on.select(number)
    if shown == "form":
        on.key(Qt.Key.Key_E)
    elif shown != "story":
        on.page.ask(shown)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
    usable = [
        widget
        for widget in on.page.findChildren(QWidget)
        if isinstance(widget, kinds)
        and widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget.parent(), QComboBox)
    ]
    assert len(usable) > 20
    assert [one.objectName() or type(one).__name__ for one in usable if not one.objectName()] == []
    assert [one.objectName() for one in usable if not one.accessibleName()] == []


def test_no_word_of_the_form_is_cut_off(stage: Open, enter: Enter) -> None:
    number = enter(lines=(SHIRT, MUG))
    on = stage()
    on.select(number)
    on.key(Qt.Key.Key_E)
    buttons = [one for one in on.page.findChildren(QPushButton) if one.isVisible()]
    labels = [one for one in on.page.findChildren(QLabel) if one.isVisible() and not one.wordWrap()]
    cut = [one.text() for one in (*buttons, *labels) if one.width() < one.sizeHint().width()]
    assert len(labels) > 20
    assert cut == []


def test_offers_and_likes_stand_beside_an_order(stage: Open, enter: Enter, desk: Desk) -> None:
    known = customers.create_customer(desk, CustomerDraft("Buyer A", preferences={"size": "XL"})).value.number
    number, plain = enter(customer=known), enter()
    offers.create_offer(desk, OfferDraft("Shirt week", "Ten off", valid_until=date(2026, 11, 19)))
    offers.create_offer(desk, OfferDraft("On Taobao", "Five off", channels=("taobao",)))
    on = stage()
    on.select(number)
    assert {"size: XL · T恤: 蓝 XL", "Shirt week until tomorrow"} <= set(_texts(on.find("orders.panel.advice.lines")))
    assert "Ten off" in _texts(on.find("orders.panel.advice.offers"))
    on.context.actions.action("orders.copy_offer").trigger()
    assert QGuiApplication.clipboard().text() == "Ten off"
    on.select(plain)
    assert "Likes" not in _texts(on.find("orders.panel.advice.lines"))
