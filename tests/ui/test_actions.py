"""The registry of actions."""

import pytest
from PySide6.QtWidgets import QWidget

from shopdesk.ui.actions import Actions, UiAction


def action(name: str, page: str, *keys: str) -> UiAction:
    """An action that does nothing worth mentioning."""
    return UiAction(name, name, lambda: None, keys=keys, page=page)


def test_duplicates_are_found_where_both_would_answer(qtbot) -> None:
    owner, actions = QWidget(), Actions()
    qtbot.addWidget(owner)
    actions.add_all(
        [
            action("window.undo", "", "Ctrl+Z"),
            action("orders.new", "orders", "Ctrl+N"),
            action("customers.new", "customers", "Ctrl+N"),
            action("orders.odd", "orders", "Ctrl+z"),
        ],
        owner,
    )
    assert actions.duplicates() == [("Ctrl+Z", "window.undo", "orders.odd")]


def test_an_id_is_given_once(qtbot) -> None:
    owner, actions = QWidget(), Actions()
    qtbot.addWidget(owner)
    actions.add(action("orders.new", "orders"), owner)
    with pytest.raises(ValueError, match=r"orders\.new"):
        actions.add(action("orders.new", "orders"), owner)


def test_enabled_is_asked_on_refresh_and_the_handler_gets_no_argument(qtbot) -> None:
    owner, actions = QWidget(), Actions()
    qtbot.addWidget(owner)
    state = {"on": False}
    heard: list[tuple[object, ...]] = []
    declared = UiAction(
        "orders.hold",
        "Hold",
        lambda *arguments: heard.append(arguments),
        keys=("Ctrl+H",),
        page="orders",
        enabled=lambda: state["on"],
    )
    made = actions.add(declared, owner)
    actions.refresh("orders")
    assert not made.isEnabled()
    state["on"] = True
    actions.refresh("orders")
    made.trigger()
    assert heard == [()]
    assert "Ctrl+H" in made.toolTip()
