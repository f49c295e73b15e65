"""A block pasted from a chat fills the order form."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui.orders.stage import Stage

Open = Callable[[], Stage]
BLOCK = "买家甲，13800000000，广东省深圳市南山区科技路1号，518000"


def paste(on: Stage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    on.find("orders.form.paste").setFocus()
    on.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_pasting_fills_the_fields(stage: Open) -> None:
    on = stage()
    on.press("order.create.button")
    on.write("orders.form.district", "old")
    paste(on, BLOCK)
    told = {
        "buyer_name": "买家甲", "buyer_phone": "13800000000", "region": "广东省", "city": "深圳市",
        "district": "南山区", "street": "科技路1号", "postcode": "518000", "country": "CN",
    }  # fmt: skip
    assert {key: on.find(f"orders.form.{key}").text() for key in told} == told
    assert on.find("orders.form.paste.said").text().startswith("Filled in: name, phone, province")


def test_what_holds_no_address_changes_nothing(stage: Open) -> None:
    on = stage()
    on.press("order.create.button")
    on.write("orders.form.buyer_name", "Buyer A")
    paste(on, "，，，")
    assert on.find("orders.form.buyer_name").text() == "Buyer A"
    assert on.find("orders.form.paste.said").text() == "No name, phone or address found in it."
    paste(on, "x" * 6000)
    assert "longer than 5000" in on.find("orders.form.paste.said").text()
