"""What people type becomes money and dates, or a sentence beside the field."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from shopdesk.domain.errors import UserError
from shopdesk.ui.widgets.date_edit import DateEdit, read_date
from shopdesk.ui.widgets.form import Form
from shopdesk.ui.widgets.money_edit import MoneyEdit, read_money

TODAY = date(2026, 10, 3)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("178", "CNY", 17800),
        ("178.5", "CNY", 17850),
        ("178,50", "EUR", 17850),
        ("1,178", "USD", 117800),
        ("1,178.50", "USD", 117850),
        ("1.178,50", "EUR", 117850),
        ("1.178", "EUR", 117800),
        ("1 178.50", "EUR", 117850),
        ("1,234,567", "USD", 123456700),
        ("¥ 178", "CNY", 17800),
        ("178元", "CNY", 17800),
        ("US$12.30", "USD", 1230),
        ("１７８．５０", "CNY", 17850),
        ("-5", "CNY", -500),
        (".5", "USD", 50),
        ("1234", "JPY", 1234),
        ("1.234", "KWD", 1234),
        ("", "CNY", None),
        ("  ", "CNY", None),
    ],
)
def test_read_money(text: str, currency: str, minor: int | None) -> None:
    assert read_money(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency"),
    [("abc", "CNY"), ("1.2.3,4,5x", "CNY"), ("12.345,6", "JPY"), ("1e9", "USD"), ("12..5", "USD"), ("--5", "USD")],
)
def test_what_is_no_money(text: str, currency: str) -> None:
    with pytest.raises(UserError) as caught:
        read_money(text, currency)
    assert caught.value.code == "form.money"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-06", date(2026, 10, 6)),
        ("2026/1/6", date(2026, 1, 6)),
        ("10-06", date(2026, 10, 6)),
        ("10月6日", date(2026, 10, 6)),
        ("2027年2月3日", date(2027, 2, 3)),
        ("today", TODAY),
        ("明天", date(2026, 10, 4)),
        ("+3", date(2026, 10, 6)),
        ("-3", date(2026, 9, 30)),
        ("２０２６-10-06", date(2026, 10, 6)),
        ("", None),
    ],
)
def test_read_date(text: str, day: date | None) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize("text", ["2026-13-01", "31-02", "soon", "20261006x", "0000-01-01", "+99999"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(UserError) as caught:
        read_date(text, TODAY)
    assert caught.value.code == "form.date"


def test_money_edit_tidies_what_it_understands(qtbot) -> None:
    editor = MoneyEdit("order.price", "Price", "CNY")
    qtbot.addWidget(editor)
    QTest.keyClicks(editor, "1,178.5")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "1178.50"
    assert editor.value() == 117850
    assert editor.accessibleName() == "Price (CNY)"


def test_date_edit_can_be_empty_again(qtbot, dressed) -> None:
    editor = DateEdit("order.hold", "Hold until", lambda: TODAY)
    qtbot.addWidget(editor)
    editor.set_value(TODAY)
    assert editor.value() == TODAY
    editor.set_value(None)
    assert editor.value() is None


def test_calendar_picks_a_day(qtbot, dressed) -> None:
    from PySide6.QtCore import QDate
    from PySide6.QtWidgets import QApplication, QCalendarWidget

    editor = DateEdit("order.hold", "Hold until", lambda: TODAY)
    qtbot.addWidget(editor)
    editor.show()
    editor._open_calendar()
    calendar = editor.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 10, 3)
    calendar.clicked.emit(QDate(2026, 10, 9))
    assert editor.value() == date(2026, 10, 9)
    assert QApplication.activePopupWidget() is None


def test_errors_stand_beside_their_field(qtbot, dressed) -> None:
    form = Form("order.form")
    qtbot.addWidget(form)
    name = form.add("buyer_name", "Buyer", QLineEdit())
    price = form.add("price", "Price", MoneyEdit("order.form.price", "Price", "CNY"))
    form.show()
    assert name.editor.accessibleName() == "Buyer"
    assert name.editor.objectName() == "order.form.buyer_name"
    assert form.show_error(UserError("form.required", field="buyer_name"))
    assert name.error == "This is needed."
    assert price.error == ""
    assert not form.show_error(UserError("form.required", field="elsewhere"))
    price.editor.setText("much")
    with pytest.raises(UserError) as caught:
        form.read("price")
    assert caught.value.where["field"] == "price"
    form.clear_errors()
    assert name.error == ""
