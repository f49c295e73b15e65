"""From one page to another: a case about an order, begun on the Orders page."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk import app
from shopdesk.services.demo import make_demo
from shopdesk.services.desk import open_desk
from shopdesk.ui.aftersales.form import CaseForm
from shopdesk.ui.preferences import Preferences


def test_a_case_for_an_order_opens_its_form_on_a_page_never_opened_before(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, preferences: Preferences
) -> None:
    desk = open_desk(tmp_path / "shop.shopdesk", create=True)
    make_demo(desk)
    preferences.set("window/page", "orders")
    front = app.Shopfront(qapp, desk, preferences)
    qtbot.addWidget(front.window)
    front.window.show()
    orders: Any = front.window.current_page()

    def settle() -> None:
        for _round in range(4):
            assert front.tasks.settle()
            qtbot.wait(5)

    settle()
    qtbot.keyClick(front.window.focusWidget(), Qt.Key.Key_J)
    settle()
    number = orders.table.current_row().number
    assert not any(action.page == "aftersales" for action in front.context.actions.all())

    front.context.actions.action("orders.new_case").trigger()
    settle()

    cases: Any = front.window.current_page()
    assert cases.key == "aftersales"
    assert isinstance(cases.side.form, CaseForm)
    assert cases.side.form.lines.orders() == (number,)
    assert cases.side.form.isAncestorOf(front.window.focusWidget())
    front.window.close()
