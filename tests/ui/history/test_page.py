"""The history page, worked with as a person does: who did what, found, taken back, done again."""

from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton

from shopdesk.domain.products import ProductDraft
from shopdesk.services import orders, products, settings
from shopdesk.services.desk import Desk
from shopdesk.ui.tables.query import FilterValue
from shopdesk.ui.widgets.labels import RoleLabel
from tests.services.small_shop import Clock, query, sent_order
from tests.ui.conversations.stage import Stage

Shop = tuple[Desk, Clock]


def look(stage: Stage) -> None:
    stage.page.reload(None)
    stage.settle()


def shown(stage: Stage) -> list[tuple[str, str]]:
    """(what, about) of every row."""
    records = stage.page.table.records
    columns = {one.key: n for n, one in enumerate(records.columns)}
    return [
        (records.index(row, columns["action"]).data(), records.index(row, columns["subject"]).data())
        for row in range(records.rowCount())
    ]


def words(stage: Stage) -> list[str]:
    """What the panel says."""
    return [one.text() for one in stage.page.story.findChildren(RoleLabel) if one.isVisible()]


def select(stage: Stage, row: int) -> None:
    stage.page.table.setFocus()
    stage.page.table.selectRow(row)
    stage.settle()


def status_of(desk: Desk, number: str) -> str:
    return orders.rows(desk, orders.ids(desk, query(number=number)))[0].status


def test_an_empty_shop_says_what_will_be_here(stage: Stage) -> None:
    assert "Nothing was done in this shop yet." in stage.find("history.empty").findChild(RoleLabel).text()


def test_newest_first_in_words_with_what_changed(stage: Stage, shop: Shop) -> None:
    number = sent_order(shop[0], sent=False)
    look(stage)
    assert shown(stage) == [("Confirmed", number), ("Marked as paid", number), ("Order entered", number)]
    select(stage, 0)
    assert {"Confirmed", "Status: To confirm → To ship"} <= set(words(stage))
    select(stage, 2)
    assert "1 order added: Buyer A" in words(stage)
    assert "1 line added: T-shirt 1" in words(stage)
    assert "1 order\n1 line" in words(stage) or "1 line\n1 order" in words(stage)


def test_the_link_goes_to_the_record(stage: Stage, shop: Shop) -> None:
    number = sent_order(shop[0], sent=False)
    look(stage)
    select(stage, 0)
    went: list[tuple[str, str]] = []
    stage.page.context.open_record = lambda kind, which: went.append((kind, which))
    select(stage, 1)
    stage.find(f"history.panel.records.{number}", QAbstractButton).click()
    assert went == [("orders", number)]


def test_an_older_action_is_taken_back_and_done_again(stage: Stage, shop: Shop) -> None:
    first, second = sent_order(shop[0], sent=False), sent_order(shop[0], sent=False)
    look(stage)
    select(stage, 3)  # the confirmation of the first, three actions ago
    stage.page.context.actions.action("history.undo").trigger()
    stage.settle()
    assert (status_of(shop[0], first), status_of(shop[0], second)) == ("to_confirm", "to_ship")
    assert stage.window.status.said == f"Taken back: Confirm · {first}"
    assert "Taken back" in words(stage)
    assert not stage.page.context.actions.action("history.undo").isEnabled()
    stage.page.context.actions.action("history.redo").trigger()
    stage.settle()
    assert status_of(shop[0], first) == "to_ship"
    assert stage.window.status.said == f"Done again: Confirm · {first}"


def test_a_later_change_in_the_way_is_named(stage: Stage, shop: Shop) -> None:
    desk = shop[0]
    number = sent_order(desk, sent=False)
    orders.cancel_orders(replace(desk, staff="Zoe"), [number], "changed mind")
    look(stage)
    select(stage, 1)
    stage.page.context.actions.action("history.undo").trigger()
    stage.settle()
    said = stage.page.notice.text
    assert said == f"“Confirm” stays: {number} was changed later by “Cancel order” (Zoe). Take that back first."
    assert status_of(desk, number) == "cancelled"


def test_what_somebody_else_did_stays_and_says_why(stage: Stage, shop: Shop) -> None:
    sent_order(replace(shop[0], staff="Zoe"), sent=False)
    look(stage)
    select(stage, 0)
    assert not stage.page.context.actions.action("history.undo").isEnabled()
    assert "“Confirm” was done by Zoe, and only they can take it back." in words(stage)


def test_filters_and_words_find_actions(stage: Stage, shop: Shop) -> None:
    desk, clock = shop
    number = sent_order(desk, sent=False)
    clock.forward(days=1)
    products.create_product(replace(desk, staff="Zoe"), ProductDraft("MUG-1", title="Mug"))
    settings.set_settings(desk, {"name": "Corner shop", "thanks": "Thank you"})
    look(stage)
    whole = shown(stage)
    assert whole[:2] == [("Settings changed", "Shop name, Thanks on the slip"), ("Product entered", "MUG-1")]

    def found(text: str = "", **chosen: tuple[str, ...]) -> list[tuple[str, str]]:
        stage.page.ask_for(text, [FilterValue(key, values) for key, values in chosen.items()], None, True)
        stage.settle()
        return shown(stage)

    today = stage.page.today().isoformat()
    assert found(local_day=(today, today)) == whole[:2]
    assert found(local_day=("", stage.page.today().replace(day=5).isoformat())) == whole[2:]
    assert found(staff=("Zoe",)) == [whole[1]]
    assert found(kind=("orders",)) == whole[2:]
    assert found(kind=("settings",)) == [whole[0]]
    assert found(action=("order.pay",)) == [("Marked as paid", number)]
    assert found("confirm") == [("Confirmed", number)]
    assert found("zoe mug") == [whole[1]]
    assert found(number) == whole[2:]
    assert found("nothing of the kind") == []
    stage.click("history.empty.button")
    assert shown(stage) == whole


def test_what_is_offered_to_filter_by_is_what_was_done(stage: Stage, shop: Shop) -> None:
    sent_order(shop[0], sent=False)
    choices = {one.key: one for one in stage.page.declare_filters()}
    assert choices["staff"].words() == {"owner": ("Owner", "")}
    offered = [word for word, _role in choices["action"].words().values()]
    assert offered == ["Confirmed", "Marked as paid", "Order entered"]
