"""New orders and edits through the form: what is wrong stands beside its field, nothing typed is lost."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from shopdesk.domain.products import ProductDraft
from shopdesk.services import orders, packing, products
from shopdesk.services.desk import Desk
from tests.ui.orders.stage import MUG, SHIRT, Stage

Open = Callable[[], Stage]
Enter = Callable[..., str]
CTRL = Qt.KeyboardModifier.ControlModifier


def _save(on: Stage) -> None:
    on.key(Qt.Key.Key_Return, CTRL)


def test_new_order_is_written_selected_and_told(stage: Open, enter: Enter, desk: Desk) -> None:
    enter()
    on = stage()
    on.page.table.setFocus()
    on.key(Qt.Key.Key_N, CTRL)
    on.write("orders.form.buyer_name", "买家丁")
    on.write("orders.form.buyer_phone", "13800000009")
    on.write("orders.form.city", "Cape Town")
    on.write("orders.form.line1.title", "Mug")
    on.write("orders.form.line1.quantity", "2")
    on.write("orders.form.line1.price", "45.50")
    on.press("orders.form.add_line")
    on.write("orders.form.line2.sku", "TS-1")
    on.write("orders.form.line2.price", "89")
    on.write("orders.form.line2.discount", "9")
    on.write("orders.form.shipping", "10")
    on.write("orders.form.paid", "1")
    assert on.find("orders.form.total").text() == "Total ¥181.00"
    _save(on)
    number = on.page.panel.story.number
    stored = on.order(number)
    assert (stored["buyer_name"], stored["city"], stored["total"], stored["payment"]) == (
        "买家丁", "Cape Town", 18100, "part_paid",
    )  # fmt: skip
    lines = orders.story(desk, on.id_of(number)).lines
    assert [(line.title, line.sku, line.quantity, line.total) for line in lines] == [
        ("Mug", "", 2, 9100), ("", "TS-1", 1, 8000),
    ]  # fmt: skip
    assert on.window.status.said == f"Order {number} entered, ¥181.00"
    assert on.page.table.selected_ids()[0] == on.id_of(number)
    assert not on.page.is_editing()


def test_what_is_wrong_stands_beside_its_field(stage: Open, enter: Enter, desk: Desk) -> None:
    on = stage()
    on.press("order.create.button")
    _save(on)
    form = on.page.panel.form
    assert form is not None
    assert form.fields["buyer_name"].error == "This is needed."
    assert on.window.focusWidget().objectName() == "orders.form.buyer_name"
    on.write("orders.form.buyer_name", "Buyer A")
    _save(on)
    assert form.fields["buyer_name"].error == ""
    assert on.window.focusWidget().objectName() == "orders.form.line1.sku"
    on.write("orders.form.line1.variant", "blue")
    _save(on)
    assert on.find("orders.form.line1.error").text() == "Title or SKU is needed."
    on.write("orders.form.line1.title", "Mug")
    on.write("orders.form.line1.quantity", "0")
    _save(on)
    assert on.find("orders.form.line1.error").text() == "The quantity “0” must be a whole number above zero."
    on.write("orders.form.line1.quantity", "1")
    on.write("orders.form.line1.price", "much")
    _save(on)
    assert "“much” is no amount" in on.find("orders.form.line1.error").text()
    on.write("orders.form.line1.price", "10")
    on.write("orders.form.paid", "11")
    _save(on)
    assert form.fields["paid"].error
    on.write("orders.form.paid", "")
    on.write("orders.form.currency", "money")
    _save(on)
    assert form.fields["currency"].error
    assert orders.counts(desk) == {}
    on.write("orders.form.currency", "zar")
    _save(on)
    assert on.order("SO-2026-000001")["currency"] == "ZAR"


def test_sku_brings_what_the_shop_knows_and_leaves_what_was_typed(stage: Open, desk: Desk) -> None:
    products.create_product(
        desk, ProductDraft(sku="MUG-1", title="Cloud mug", variant="blue", price=4500, currency="CNY")
    )
    on = stage()
    on.press("order.create.button")
    on.write("orders.form.line1.variant", "red")
    on.write("orders.form.line1.sku", "MUG-1")
    on.key(Qt.Key.Key_Tab)
    assert on.find("orders.form.line1.title").text() == "Cloud mug"
    assert on.find("orders.form.line1.variant").text() == "red"
    assert on.find("orders.form.line1.price").text() == "45.00"


def test_what_was_typed_is_offered_again_also_by_another_window(stage: Open, desk: Desk) -> None:
    on = stage()
    on.press("order.create.button")
    on.write("orders.form.buyer_name", "Buyer A")
    on.write("orders.form.line1.price", "12.")
    on.key(Qt.Key.Key_Escape)
    assert not on.page.is_editing()
    again = stage()
    again.press("order.create.button")
    assert again.find("orders.form.buyer_name").text() == "Buyer A"
    assert again.find("orders.form.line1.price").text().startswith("12")
    again.press("orders.form.restart")
    assert again.find("orders.form.buyer_name").text() == ""
    again.key(Qt.Key.Key_Escape)
    again.press("order.create.button")
    assert again.find("orders.form.buyer_name").text() == ""


def test_edit_keeps_what_is_not_on_the_form_and_is_undone(stage: Open, enter: Enter, desk: Desk) -> None:
    number = enter(lines=(SHIRT, MUG), extra={"Gift": "yes"}, seller_memo="careful")
    on = stage()
    on.select(number)
    on.key(Qt.Key.Key_E)
    assert on.find("orders.form.seller_memo").toPlainText() == "careful"
    assert not on.find("orders.form.currency").isEnabled()
    on.write("orders.form.line1.quantity", "3")
    on.press("orders.form.line2.drop")
    _save(on)
    story = orders.story(desk, on.id_of(number))
    assert [(line.title, line.quantity) for line in story.lines] == [("T恤", 3)]
    assert (story.values["total"], story.values["extra"]) == (26700, {"Gift": "yes"})
    on.press("window.status.undo")
    assert [line.quantity for line in orders.story(desk, on.id_of(number)).lines] == [2, 1]


def test_a_packed_line_cannot_shrink(stage: Open, enter: Enter, desk: Desk) -> None:
    number = enter(paid=False, pay_on_delivery=True, lines=(MUG, SHIRT))
    orders.confirm_orders(desk, [number])
    packing.make_lists(desk, [number])
    on = stage()
    on.select(number)
    on.key(Qt.Key.Key_E)
    on.write("orders.form.line2.quantity", "1")
    _save(on)
    assert "2" in on.find("orders.form.line2.error").text()
    assert on.page.is_editing()
    assert on.find("orders.form.save").isEnabled()


def test_a_closed_order_is_not_edited(stage: Open, enter: Enter, desk: Desk) -> None:
    number = enter(paid=False)
    orders.cancel_orders(desk, [number])
    on = stage()
    on.select(number)
    on.key(Qt.Key.Key_E)
    assert not on.page.is_editing()
    assert "“Cancelled”" in on.page.notice.text


def test_a_known_phone_fills_the_address(stage: Open, desk: Desk) -> None:
    from shopdesk.domain.customers import CustomerDraft
    from shopdesk.services import customers

    number = customers.create_customer(
        desk, CustomerDraft(name="Buyer C", phone="138 0000 0077", city="杭州市", street="示例路 1 号")
    ).value.number
    on = stage()
    on.press("order.create.button")
    on.write("orders.form.buyer_phone", "13800000077")
    on.key(Qt.Key.Key_Tab)
    assert on.find("orders.form.buyer_name").text() == "Buyer C"
    assert on.find("orders.form.street").text() == "示例路 1 号"
    on.write("orders.form.line1.title", "Mug")
    _save(on)
    assert on.order("SO-2026-000001")["customer"] == number


def test_actions_on_the_list_rest_while_an_order_is_written(stage: Open, enter: Enter) -> None:
    number = enter()
    on = stage()
    on.select(number)
    assert on.context.actions.action("order.confirm").isEnabled()
    on.key(Qt.Key.Key_N, CTRL)
    assert not on.context.actions.action("order.confirm").isEnabled()
    on.write("orders.form.buyer_name", "chef")
    assert on.order(number)["status"] == "to_confirm"
    on.key(Qt.Key.Key_Escape)
    assert on.context.actions.action("order.confirm").isEnabled()
    assert on.find("orders.search").isVisible()
