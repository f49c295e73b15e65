"""“Edit selected…” sets one field of all selected orders."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.ui.orders.stage import Stage

Open = Callable[[], Stage]
Enter = Callable[..., str]


def test_a_memo_is_added_to_the_selected_orders(stage: Open, enter: Enter) -> None:
    numbers = [enter(), enter(), enter()]
    on = stage()
    on.select(*numbers[:2])
    on.context.actions.action("order.edit_many").trigger()
    on.settle()
    on.write("orders.edit_many.add_to_memo", "gift wrap")
    on.key(Qt.Key.Key_Return)
    assert [on.order(number)["seller_memo"] for number in numbers] == ["gift wrap", "gift wrap", ""]
    assert on.window.status.said == "2 changed"
    assert not on.page.findChild(type(on.page), "orders.edit_many")


def test_a_mistake_is_said_in_the_strip(stage: Open, enter: Enter) -> None:
    on = stage()
    enter()
    on.page.reload(None)
    on.settle()
    on.page.table.selectAll()
    on.settle()
    on.context.actions.action("order.edit_many").trigger()
    on.settle()
    on.key(Qt.Key.Key_Return)
    strip = on.find("orders.edit_many")
    assert strip.error == "This is needed."
    on.key(Qt.Key.Key_Escape)
    assert not strip.isVisible()
