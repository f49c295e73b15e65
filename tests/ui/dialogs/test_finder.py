"""The command palette, the search over everything, the shortcut sheet, help."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from shopdesk.ui.actions import Actions, UiAction
from shopdesk.ui.commands import Command
from shopdesk.ui.dialogs.about import AboutDialog, HelpDialog
from shopdesk.ui.dialogs.palette import CommandPalette
from shopdesk.ui.dialogs.search import GlobalSearch, Hit
from shopdesk.ui.dialogs.shortcuts import ShortcutSheet
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tasks import TaskRunner


@pytest.fixture
def owner(qtbot, dressed) -> QWidget:
    """A window for dialogs to belong to."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def done() -> list[str]:
    """What was triggered."""
    return []


@pytest.fixture
def actions(owner: QWidget, done: list[str]) -> Actions:
    """A few actions of two pages."""
    made = Actions(owner)
    for name, text, page, enabled in (
        ("order.hold", "Hold order…", "orders", True),
        ("order.ship", "Mark shipped", "orders", False),
        ("customer.create", "New customer", "customers", True),
        ("window.import", "Import…", "", True),
    ):
        declared = UiAction(
            name, text, lambda n=name: done.append(n), keys=("Ctrl+H",) if name == "order.hold" else (), page=page
        )
        made.add(declared, owner).setEnabled(enabled)
    return made


def test_palette_offers_what_is_possible_here(actions: Actions, owner: QWidget, done: list[str]) -> None:
    palette = CommandPalette(actions, "orders", owner)
    palette.show()
    assert [entry.text for entry in palette.entries] == ["Hold order…", "Import…"]
    QTest.keyClicks(palette.field, "imp")
    assert [entry.text for entry in palette.entries] == ["Import…"]
    palette.field.clear()
    QTest.keyClicks(palette.field, "order ho")
    QTest.keyClick(palette, Qt.Key.Key_Return)
    assert done == ["order.hold"]


def test_arrows_choose(actions: Actions, owner: QWidget, done: list[str]) -> None:
    palette = CommandPalette(actions, "orders", owner)
    palette.show()
    QTest.keyClick(palette, Qt.Key.Key_Down)
    QTest.keyClick(palette, Qt.Key.Key_Down)
    QTest.keyClick(palette, Qt.Key.Key_Return)
    assert done == ["window.import"]


def test_palette_says_when_nothing_is_called_that(actions: Actions, owner: QWidget, done: list[str]) -> None:
    palette = CommandPalette(actions, "orders", owner)
    palette.show()
    QTest.keyClicks(palette.field, "zzz")
    QTest.keyClick(palette, Qt.Key.Key_Return)
    assert done == []
    assert palette._empty.isVisible()
    palette.close()


def test_search_opens_the_record(owner: QWidget, tasks: TaskRunner) -> None:
    opened: list[tuple[str, str]] = []
    hits = [Hit("orders", "SO-2026-000001", "Buyer A", "T恤"), Hit("customers", "C-7", "买家甲")]
    search = GlobalSearch(
        lambda text, interrupted: [hit for hit in hits if text in hit.title],
        tasks,
        lambda kind, number: opened.append((kind, number)),
        owner,
    )
    search.show()
    QTest.keyClicks(search.field, "Buy")
    assert tasks.settle()
    assert [entry.text for entry in search.entries] == ["Buyer A"]
    search.field.setText("甲")
    assert tasks.settle()
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert opened == [("customers", "C-7")]


def texts(dialog: QDialog) -> list[str]:
    """All label texts."""
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_shortcut_sheet_is_made_from_the_registry(actions: Actions, owner: QWidget, qtbot) -> None:
    sheet = ShortcutSheet(actions, [("orders", "Orders"), ("customers", "Customers")], owner)
    sheet.show()
    qtbot.waitUntil(lambda: "Orders" in texts(sheet))
    shown = texts(sheet)
    assert shown[shown.index("Orders") + 1 : shown.index("Orders") + 3] == ["Ctrl+H", "Hold order"]
    assert "Customers" not in shown
    sheet.close()


def test_help_and_about(owner: QWidget, tmp_path) -> None:
    about = AboutDialog(tmp_path / "<b>shop</b>.shopdesk", owner)
    assert f"Your shop is the file {tmp_path / '<b>shop</b>.shopdesk'}" in texts(about)
    assert any("Ctrl+Z" in text for text in texts(HelpDialog(owner)))


def test_palette_remembers_what_was_used_and_offers_more(
    actions: Actions, owner: QWidget, done: list[str], preferences: Preferences
) -> None:
    more = [Command("page.customers", "客户", "Go to Customers", lambda: done.append("customers"))]

    def texts(typed: str) -> list[str]:
        palette = CommandPalette(actions, "orders", owner, more, preferences)
        palette.show()
        QTest.keyClicks(palette.field, typed)
        found = [entry.text for entry in palette.entries]
        palette.close()
        return found

    assert texts("") == ["Hold order…", "Import…", "客户"]
    assert texts("customers") == texts("gocu") == ["客户"]
    palette = CommandPalette(actions, "orders", owner, more, preferences)
    palette.show()
    QTest.keyClicks(palette.field, "go to")
    QTest.keyClick(palette, Qt.Key.Key_Return)
    assert done == ["customers"]
    assert texts("") == ["客户", "Hold order…", "Import…"]


def test_the_sheet_has_the_keys_of_pages_nobody_opened(actions: Actions, owner: QWidget, qtbot) -> None:
    built: list[str] = []

    def build(page: str) -> None:
        built.append(page)
        if page == "products":
            actions.add(UiAction("product.create", "New product", lambda: None, keys=("Ctrl+P",), page=page), owner)

    pages = [("orders", "Orders"), ("customers", "Customers"), ("products", "Products")]
    sheet = ShortcutSheet(actions, pages, owner, build)
    sheet.show()
    assert built == []
    qtbot.waitUntil(lambda: built == ["products"])
    words = [label.text() for label in sheet.findChildren(QLabel)]
    assert "New product" in words
    assert words.index("Orders") < words.index("Products")
    sheet.close()
