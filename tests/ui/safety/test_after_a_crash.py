"""After a kill or a crash the next start offers what was half written, and the trace; in nobody's way."""

import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.services import aftersales, customers, inquiries, orders
from shopdesk.services.desk import clock_at, open_desk
from shopdesk.ui.widgets.offer import Offer
from tests.services.small_shop import sent_order
from tests.ui.safety.fronts import child, dialog, opened, press, settle, shown, wait_for

TYPE = """
def act(front):
    page = front.window.show_page({page!r})
    front.tasks.settle(20)
    {open}
    front.tasks.settle(20)
    QTest.qWait(50)
    for name, text in {typed!r}:
        field = next(one for one in front.window.findChildren(object, name) if hasattr(one, "isVisible"))
        if hasattr(field, "setPlainText"):
            field.setPlainText(text)
        else:
            QTest.keyClicks(field, text)
    print("typed", flush=True)
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.shopdesk"
    open_desk(path, create=True).close()
    return path


def offers(window: object) -> list[Offer]:
    return [*shown(window, "window.draft"), *shown(window, "window.crash")]  # type: ignore[arg-type]


def kill_while_typing(shop: Path, qtbot: QtBot, page: str, opening: str, typed: list[tuple[str, str]]) -> None:
    """SIGKILL two seconds after the last key at the latest, as a power cut would."""
    before = set((shop.parent / "data").glob("drafts/*/*.json"))
    process = child(shop, TYPE.format(page=page, open=opening, typed=typed))
    assert process.stdout is not None
    assert process.stdout.readline() == "typed\n"
    wait_for(lambda: set((shop.parent / "data").glob("drafts/*/*.json")) - before, qtbot, 2_000)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    process.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal")
def test_a_new_order_half_typed_when_the_process_was_killed(shop: Path, qtbot: QtBot) -> None:
    typed = [("orders.form.buyer_name", "Buyer A"), ("orders.form.street", "1 Test Road")]
    kill_while_typing(shop, qtbot, "orders", "page.new_order()", typed)
    with opened(shop, qtbot) as front:
        front.window.show_page("inquiries")
        wait_for(lambda: offers(front.window), qtbot)
        (offer,) = offers(front.window)
        assert offer.text.startswith("You were entering a new order (“Buyer A”), ")
        press(offer, "window.draft.continue")
        settle(front, qtbot)
        page = front.window.current_page()
        assert page.key == "orders"
        assert page.is_editing()  # type: ignore[attr-defined]
        assert front.window.findChild(QLineEdit, "orders.form.street").text() == "1 Test Road"
        assert offers(front.window) == []


KINDS = {
    "customer": ("customers", "page.new()", [("customers.form.name", "Buyer A")], "a new customer (“Buyer A”)"),
    "product": ("products", "page.new()", [("products.form.title", "Mug")], "a new product (“Mug”)"),
    "inquiry": ("inquiries", "page.new()", [("inquiries.form.contact", "Buyer A")], "a new inquiry (“Buyer A”)"),
    "case": ("aftersales", "page.new_case()", [("aftersales.form.subject", "Broken")], "a new case (“Broken”)"),
    "message": (
        "inquiries",
        "page.table.selectRow(0); front.tasks.settle(20); QTest.qWait(100)",
        [("inquiries.composer.text", "We have it")],
        "IQ-2026-000001 (“We have it”)",
    ),
    "goods": (
        "aftersales",
        "page.when_selected('AS-2026-000001', page.receive); QTest.qWait(600); front.tasks.settle(20)",
        [("aftersales.goods.tracking", "SF1300000000001")],
        "goods received for AS-2026-000001",
    ),
    "refund": (
        "aftersales",
        "page.when_selected('AS-2026-000001', page.refund); QTest.qWait(600); front.tasks.settle(20)",
        [("aftersales.refund.note", "by bank")],
        "a refund for AS-2026-000001",
    ),
    "edited customer": (
        "customers",
        "page.when_selected('CU-2026-000001', page.edit); QTest.qWait(600); front.tasks.settle(20)",
        [("customers.form.level", "VIP")],
        "changing CU-2026-000001",
    ),
    "edited order": (
        "orders",
        "page.resume('SO-2026-000002'); QTest.qWait(600); front.tasks.settle(20)",
        [("orders.form.street", "1 Test Road")],
        "changing SO-2026-000002",
    ),
}


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal")
@pytest.mark.parametrize("kind", KINDS)
def test_every_form_is_offered_and_comes_back(shop: Path, qtbot: QtBot, kind: str) -> None:
    desk = open_desk(shop, clock=clock_at("2026-11-21T08:00:00Z"))
    order = sent_order(desk, 2)
    customers.create_customer(desk, CustomerDraft(name="Buyer B"))
    inquiries.create_inquiry(desk, InquiryDraft(channel="wechat", contact="Buyer C"))
    aftersales.open_case(desk, CaseDraft(kind="return", orders=(order,)))
    orders.create_order(desk, OrderDraft(buyer_name="Buyer D", currency="CNY", lines=(LineDraft("Mug", 1, 4500),)))
    desk.close()
    page, opening, typed, said = KINDS[kind]
    kill_while_typing(shop, qtbot, page, opening, typed)
    with opened(shop, qtbot) as front:
        front.window.show_page("orders" if page != "orders" else "inquiries")
        wait_for(lambda: offers(front.window), qtbot)
        (offer,) = offers(front.window)
        assert said in offer.text
        press(offer, "window.draft.continue")
        field, text = typed[0]

        def back() -> bool:
            fields = shown(front.window, field)
            return bool(fields) and text == (
                fields[0].toPlainText() if isinstance(fields[0], QPlainTextEdit) else fields[0].text()
            )

        wait_for(back, qtbot)
        assert front.window.current_page().key == page


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal")
def test_what_is_thrown_away_or_saved_is_not_offered_again(shop: Path, qtbot: QtBot) -> None:
    kill_while_typing(shop, qtbot, "orders", "page.new_order()", [("orders.form.buyer_name", "Buyer A")])
    with opened(shop, qtbot) as front:
        wait_for(lambda: offers(front.window), qtbot)
        press(offers(front.window)[0], "window.draft.discard")
    kill_while_typing(shop, qtbot, "customers", "page.new()", [("customers.form.name", "Buyer B")])
    with opened(shop, qtbot) as front:
        wait_for(lambda: offers(front.window), qtbot)
        (offer,) = offers(front.window)
        assert "a new customer" in offer.text
        press(offer, "window.draft.continue")
        settle(front, qtbot)
        press(front.window, "customers.form.save")
        settle(front, qtbot)
    with opened(shop, qtbot) as front:
        settle(front, qtbot)
        assert offers(front.window) == []


def test_a_draft_that_does_not_fit_its_form_is_forgotten(shop: Path, qtbot: QtBot) -> None:
    with opened(shop, qtbot) as front:
        drafts = front.context.drafts
        drafts.put("orders", "order.create", {"lines": [7], "buyer_name": "Buyer A"})
        drafts.put("customers", "customer.create", {"name": 5, "points": [], "identities": 9})
        drafts.put("no such page", "x", {"a": "b"})
    with opened(shop, qtbot) as front:
        wait_for(lambda: len(offers(front.window)) == 2, qtbot)
        for offer in offers(front.window):
            press(offer, "window.draft.continue")
            settle(front, qtbot)
        assert front.window.findChild(QLineEdit, "customers.form.name").text() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="faulthandler tells signals apart on POSIX only")
@pytest.mark.parametrize("how", ["os.abort()", "faulthandler._sigsegv()"])
def test_the_trace_of_a_crash_is_offered_once(shop: Path, qtbot: QtBot, how: str) -> None:
    process = child(shop, f"def act(front):\n    QTimer.singleShot(0, lambda: {how})\n")
    assert process.wait() in (-signal.SIGABRT, -signal.SIGSEGV)
    with opened(shop, qtbot) as front:
        wait_for(lambda: offers(front.window), qtbot)
        (offer,) = offers(front.window)
        assert offer.text == "ShopDesk ended unexpectedly the last time. What was saved is safe."
        press(offer, "window.crash.copy")
        assert "Fatal Python error" in QApplication.clipboard().text()
        press(offer, "window.crash.details")
        assert "Fatal Python error" in dialog("crash_report").findChild(QPlainTextEdit).toPlainText()
        dialog("crash_report").accept()
        press(offer, "window.crash.dismiss")
        assert offers(front.window) == []
    with opened(shop, qtbot) as front:
        settle(front, qtbot)
        assert offers(front.window) == []
