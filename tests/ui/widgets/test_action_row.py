"""The row of a page's buttons."""

from PySide6.QtWidgets import QWidget

from shopdesk.ui.actions import Actions, UiAction
from shopdesk.ui.widgets.action_row import ActionRow


def test_buttons_that_do_not_fit_go_under_more(qtbot, dressed) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    actions = Actions(owner)
    made = [
        actions.add(UiAction(f"orders.{n}", f"Action number {n}", lambda: None, "check", page="orders"), owner)
        for n in range(5)
    ]
    row = ActionRow("orders.actions", owner)
    row.set_actions([(action, n == 0, "check") for n, action in enumerate(made)])
    owner.resize(2000, 60)
    owner.show()
    full = sum(button.sizeHint().width() + row._space for button in row._buttons)
    for width, hidden in ((full, 0), (full - row._space, 0), (full - 2 * row._space, 1), (full // 2, 3), (60, 5)):
        row.setGeometry(0, 0, width, 40)
        assert [button.isHidden() for button in row._buttons] == [False] * (5 - hidden) + [True] * hidden, width
        assert row._more.isHidden() is (hidden == 0)
    row.setGeometry(0, 0, full, 40)
    assert not any(button.isHidden() for button in row._buttons)


def test_a_button_follows_its_action(qtbot, dressed) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    actions = Actions(owner)
    heard: list[str] = []
    action = actions.add(UiAction("orders.hold", "Hold…", lambda: heard.append("hold"), page="orders"), owner)
    row = ActionRow("orders.actions", owner)
    row.set_actions([(action, False, "")])
    button = row._buttons[0]
    action.setEnabled(False)
    assert not button.isEnabled()
    action.setEnabled(True)
    action.setText("Release…")
    assert button.text() == "Release…"
    assert button.accessibleName() == "Release"
    button.click()
    assert heard == ["hold"]
