"""The owner's day through the real window: a dropped file, parcels, an inquiry, a case, the month, undo."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shopdesk import app, paths
from shopdesk.services import history
from shopdesk.services.desk import Desk, open_desk
from shopdesk.services.listing import KINDS, list_records
from shopdesk.ui.preferences import Preferences
from tests.exchange.exports import SHOPIFY_HEADER, csv_text, shopify_head, shopify_more

NOW = datetime(2026, 10, 6, 2, 0, tzinfo=UTC)


class Owner:
    """What a person at the window can do: drop, click, type, look."""

    def __init__(self, front: app.Shopfront, bot: QtBot) -> None:
        self.front = front
        self.window = front.window
        self.bot = bot

    def rest(self) -> None:
        """Waits until everything that was started has come back."""
        self.bot.waitUntil(self.front.tasks.is_idle, timeout=20_000)
        QApplication.processEvents()
        self.bot.waitUntil(self.front.tasks.is_idle, timeout=20_000)

    def page(self, key: str) -> Any:
        shown = self.window.show_page(key)
        self.rest()
        return shown

    def find(self, name: str, inside: QWidget | None = None) -> Any:
        found = [widget for widget in (inside or self.window).findChildren(QWidget, name) if not widget.isHidden()]
        assert found, f"there is no {name}"
        return found[0]

    def click(self, name: str, inside: QWidget | None = None) -> None:
        button = self.find(name, inside)
        assert button.isEnabled(), f"{name} is not enabled"
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def type(self, name: str, text: str) -> None:
        field = self.find(name)
        field.setFocus()
        self.bot.keyClicks(field, text)
        self.rest()

    def dialog(self, name: str) -> Any:
        return next(widget for widget in QApplication.topLevelWidgets() if widget.objectName() == name)

    def drop(self, *files: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        event = QDropEvent(
            QPointF(QPoint(200, 200)), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        self.window.dropEvent(event)
        self.rest()

    def select(self, page: Any, count: int) -> None:
        """The first rows, as Shift and the arrow keys would."""
        table = page.table
        table.setFocus()
        table.selectionModel().clearSelection()
        flags = QItemSelectionModel.SelectionFlag.NoUpdate
        table.selectionModel().setCurrentIndex(table.model().index(0, 0), flags)
        self.bot.keyClick(table, Qt.Key.Key_Space)
        for _row in range(count - 1):
            self.bot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        self.rest()
        assert page.table.selected_count() == count

    def undo(self) -> None:
        self.window.activateWindow()
        self.front.context.actions.action("window.undo").trigger()
        self.rest()


@pytest.fixture
def owner(tmp_path: Path, qtbot: QtBot) -> Iterator[Owner]:
    desk = open_desk(tmp_path / "shop.shopdesk", clock=lambda: NOW, create=True)
    front = app.Shopfront(app.make_application(), desk, Preferences(paths.data_dir() / "window.ini"))
    qtbot.addWidget(front.window)
    front.window.resize(1280, 800)
    front.window.show()
    yield Owner(front, qtbot)
    front.window.close()


def export_file(folder: Path, count: int) -> Path:
    """A Shopify file of `count` paid orders and one unpaid, with one that has to be refused."""
    rows: list[dict[str, str]] = []
    for number in range(count):
        money = {"Subtotal": "27.00", "Total": "32.00"}
        head = shopify_head(f"#{2000 + number}", Email=f"b{number}@example.com", **money)
        rows += [head, shopify_more(f"#{2000 + number}")]
    rows.append(shopify_head("#3000", Financial_Status="pending", Paid_at="", Email="late@example.com"))
    rows.append(shopify_head("#3001", Lineitem_quantity="-2"))
    path = folder / "orders_export.csv"
    path.write_text(csv_text(SHOPIFY_HEADER, rows), encoding="utf-8")
    return path


def records(desk: Desk, kind: str) -> list[dict[str, Any]]:
    return list_records(desk, KINDS[kind], (), "", True, None, 0)[1]


def statuses(desk: Desk, kind: str) -> dict[str, int]:
    out: dict[str, int] = {}
    for row in records(desk, kind):
        out[row["status"]] = out.get(row["status"], 0) + 1
    return out


def test_the_owners_day(owner: Owner, tmp_path: Path) -> None:
    desk = owner.front.desk
    orders = owner.page("orders")

    # A file is dropped, looked at, confirmed.
    owner.drop(export_file(tmp_path, 12))
    preview = owner.dialog("import")
    assert owner.find("import.problems", preview).model().rowCount() == 1
    assert records(desk, "orders") == []
    owner.click("import.apply", preview)
    assert statuses(desk, "orders") == {"to_ship": 12, "awaiting_payment": 1}
    assert orders.table.model().rowCount() == 13
    imported = records(desk, "orders")

    # To ship; ten of them; packing lists.
    owner.click("orders.quick.to_ship")
    assert orders.table.model().rowCount() == 12
    owner.select(orders, 10)
    owner.click("orders.make_lists.button")
    assert statuses(desk, "packing-lists") == {"draft": 10}

    # Slips as a PDF on a label.
    packing = owner.page("packing")
    owner.select(packing, 10)
    owner.click("packing.print.button")
    slips = owner.dialog("packing.slips")
    pdf = tmp_path / "slips.pdf"
    slips.save_to(str(pdf))
    owner.rest()
    assert pdf.read_bytes().startswith(b"%PDF")
    assert all(len(row["printed_at"]) == 1 for row in records(desk, "packing-lists"))

    # One is sent with its tracking number, then delivered.
    owner.select(packing, 1)
    owner.click("packing.ship.button")
    owner.type("packing.ship.tracking", "SF1300000000001")
    owner.click("packing.ship.apply")
    (sent,) = [row for row in records(desk, "packing-lists") if row["status"] == "shipped"]
    assert sent["packages"][0]["tracking"] == "SF1300000000001"
    assert statuses(desk, "orders")["shipped"] == 1
    shipped = owner.page("orders")
    owner.click("orders.quick.to_ship")
    owner.click("orders.quick.shipped")
    owner.select(shipped, 1)
    owner.click("order.deliver.button")
    owner.click("orders.deliver.apply")
    assert statuses(desk, "orders")["completed"] == 1

    # An inquiry and a case.
    owner.page("inquiries")
    owner.click("inquiry.create.button")
    owner.type("inquiries.form.contact", "Buyer Z")
    owner.type("inquiries.form.subject", "Is the mug dishwasher safe?")
    owner.click("inquiries.form.save")
    assert [row["contact"] for row in records(desk, "inquiries")] == ["Buyer Z"]
    owner.page("aftersales")
    owner.click("case.open.button")
    owner.bot.keyClicks(owner.find("aftersales.form.kind"), "Ref")
    owner.type("aftersales.form.subject", "Mug arrived broken")
    owner.click("aftersales.form.save")
    assert statuses(desk, "cases") == {"open": 1}

    # The month as a workbook.
    owner.front.context.actions.action("window.export").trigger()
    book = tmp_path / "month.xlsx"
    owner.dialog("export").save_to(str(book))
    owner.rest()
    assert load_workbook(book)["Orders"].max_row >= 13

    # And everything back, the whole import last of all.
    steps = 0
    while history.undoable(desk, 1) and steps < 30:
        owner.undo()
        steps += 1
    assert records(desk, "orders") == []
    assert records(desk, "packing-lists") == []
    for _step in range(steps):
        owner.front.context.actions.action("window.redo").trigger()
        owner.rest()
    assert len(records(desk, "orders")) == len(imported)
    assert statuses(desk, "orders")["completed"] == 1


def test_ctrl_z_takes_a_whole_import_back(owner: Owner, tmp_path: Path) -> None:
    owner.page("orders")
    owner.drop(export_file(tmp_path, 3))
    owner.click("import.apply", owner.dialog("import"))
    assert len(records(owner.front.desk, "orders")) == 4
    owner.bot.waitUntil(lambda: owner.front.context.actions.action("window.undo").isEnabled(), timeout=5_000)
    owner.window.activateWindow()
    owner.bot.waitUntil(owner.window.isActiveWindow, timeout=5_000)
    table = owner.window.current_page().table
    table.setFocus()
    owner.bot.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    owner.rest()
    assert records(owner.front.desk, "orders") == []


def test_a_file_that_cannot_be_read_says_so_and_changes_nothing(owner: Owner, tmp_path: Path) -> None:
    picture = tmp_path / "photo.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))
    owner.drop(picture)
    preview = owner.dialog("import")
    shown = [label.text() for label in preview.findChildren(QWidget) if hasattr(label, "text")]
    assert any("photo.csv" in text and "not a table" in text for text in shown)
    preview.close()
    assert records(owner.front.desk, "orders") == []
