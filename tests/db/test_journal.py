"""Undo and redo: everything back as it was, or one sentence why not."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.db import entries, journal
from shopdesk.db.shop import Shop, open_shop
from shopdesk.db.tables import Order, OrderLine
from shopdesk.domain.errors import UserError
from tests.db.small_orders import NOW, add_order, rows

BUSINESS = ("orders", "order_line", "search_text")


def undo(shop: Shop, staff: str = "owner") -> str:
    """Takes back the last action and says which."""
    with shop.write("undo", staff=staff, at=NOW, conflict="undo.conflict") as unit:
        entry = entries.undoable(unit.connection, staff, NOW)[0]
        journal.undo(unit.connection, unit.door, entry)
        unit.commit()
    return entry.action


def redo(shop: Shop, staff: str = "owner") -> str:
    """Does the last undone action again."""
    with shop.write("undo", staff=staff, at=NOW, conflict="undo.conflict") as unit:
        entry = entries.redoable(unit.connection, staff)[0]
        journal.redo(unit.connection, unit.door, entry)
        unit.commit()
    return entry.action


def do(shop: Shop, action: str, staff: str = "owner", **cells: Any) -> None:
    """Sets cells of order 1."""
    with shop.write(action, staff=staff, at=NOW) as unit:
        unit.door.set(Order, 1, **cells)
        unit.commit()


@pytest.fixture
def made(shop: Shop) -> Shop:
    """A shop with one order of two lines."""
    with shop.write("order.create", staff="owner", at=NOW) as unit:
        add_order(unit, "SO-2026-000001", "Tea", "Mug 青瓷")
        unit.commit()
    return shop


def test_undo_and_redo_of_a_creation(shop: Shop) -> None:
    empty = rows(shop, *BUSINESS)
    with shop.write("order.create", staff="owner", at=NOW) as unit:
        add_order(unit, "SO-2026-000001", "Tea", "Mug", hold_until=date(2026, 11, 1), problems=["line_removed"])
        unit.commit()
    full = rows(shop, *BUSINESS)
    undo(shop)
    assert rows(shop, *BUSINESS) == empty
    redo(shop)
    assert rows(shop, *BUSINESS) == full


def test_undo_and_redo_of_a_deletion(made: Shop) -> None:
    full = rows(made, *BUSINESS)
    with made.write("order.delete", staff="owner", at=NOW) as unit:
        unit.door.delete(OrderLine, [1, 2])
        unit.door.delete(Order, [1])
        unit.commit()
    gone = rows(made, *BUSINESS)
    undo(made)
    assert rows(made, *BUSINESS) == full
    redo(made)
    assert rows(made, *BUSINESS) == gone


def test_it_works_after_a_restart(made: Shop, tmp_path: Path) -> None:
    full = rows(made, *BUSINESS)
    do(made, "order.hold", hold_until=date(2026, 11, 1))
    made.close()
    again = open_shop(tmp_path / "shop.shopdesk", create=False)
    undo(again)
    assert rows(again, *BUSINESS) == full
    redo(again)
    again.close()


def test_another_persons_change_of_another_cell_is_not_in_the_way(made: Shop) -> None:
    do(made, "order.hold", "first", hold_until=date(2026, 11, 1))
    do(made, "order.flag", "second", flag="red")
    undo(made, "first")
    (order,) = rows(made, "orders")["orders"]
    with made.read() as connection:
        assert connection.exec_driver_sql("SELECT hold_until, flag FROM orders").one() == (None, "red")
    assert order


def test_a_later_change_of_the_same_cell_refuses_and_changes_nothing(made: Shop) -> None:
    do(made, "order.flag", "first", flag="red")
    do(made, "order.flag", "second", flag="blue")
    before = rows(made)
    with pytest.raises(UserError) as refused:
        undo(made, "first")
    assert refused.value.code == "undo.conflict"
    assert rows(made) == before


def test_a_creation_that_somebody_changed_since_stays(made: Shop) -> None:
    do(made, "order.flag", "second", flag="blue")
    before = rows(made)
    with pytest.raises(UserError, match=r"undo\.conflict"):
        undo(made)
    assert rows(made) == before


def test_a_creation_that_a_later_row_names_stays(made: Shop) -> None:
    with made.write("order.line", staff="second", at=NOW) as unit:
        unit.door.insert_one(OrderLine, order_id=1, line=3, title="Later", quantity=1)
        unit.commit()
    before = rows(made)
    with pytest.raises(UserError, match=r"undo\.conflict"):
        undo(made)
    assert rows(made) == before


def test_each_person_takes_back_the_own_last_action(made: Shop) -> None:
    do(made, "order.flag", "first", flag="red")
    do(made, "order.hold", "second", hold_until=date(2026, 11, 1))
    assert undo(made, "first") == "order.flag"
    assert undo(made, "second") == "order.hold"


def test_a_new_action_ends_what_could_be_done_again(made: Shop) -> None:
    do(made, "order.flag", flag="red")
    undo(made)
    do(made, "order.flag", flag="green")
    with made.read() as connection:
        assert entries.redoable(connection, "owner") == []


def test_after_ninety_days_it_is_history(made: Shop) -> None:
    with made.read() as connection:
        assert entries.undoable(connection, "owner", NOW + timedelta(days=90))
        assert not entries.undoable(connection, "owner", NOW + timedelta(days=90, seconds=1))


def test_what_says_so_cannot_be_undone(made: Shop) -> None:
    with made.write("packing.print", staff="owner", at=NOW, undoable=False) as unit:
        unit.door.set(Order, 1, flag="red")
        unit.commit()
    with made.read() as connection:
        assert [entry.action for entry in entries.undoable(connection, "owner", NOW)] == ["order.create"]


def test_history_names_who_changed_what(made: Shop) -> None:
    do(made, "order.flag", "second", flag="red")
    with made.read() as connection:
        told = journal.history(connection, {"orders": [1], "order_line": [1, 2]})
    assert [(entry.action, entry.staff) for entry, _changes in told] == [
        ("order.create", "owner"),
        ("order.flag", "second"),
    ]
    assert told[1][1][0].before == {"flag": ""}


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("create"), st.integers(1, 3)),
        st.tuples(st.just("flag"), st.sampled_from(("red", "blue", ""))),
        st.tuples(st.just("retitle"), st.sampled_from(("Tea", "茶", "Mug"))),
        st.tuples(st.just("drop"), st.integers(0, 5)),
        st.tuples(st.just("undo"), st.none()),
        st.tuples(st.just("redo"), st.none()),
    ),
    max_size=14,
)


@given(STEPS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_walk_can_be_walked_back(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, Any]]) -> None:
    shop = open_shop(tmp_path_factory.mktemp("walk") / "shop.shopdesk", create=True)
    seen = [rows(shop, *BUSINESS)]
    undone: list[Any] = []
    for number, (step, value) in enumerate(steps):
        if step == "undo":
            if len(seen) > 1:
                undo(shop)
                undone.append(seen.pop())
        elif step == "redo":
            if undone:
                redo(shop)
                seen.append(undone.pop())
        else:
            with shop.write(f"test.{step}", staff="owner", at=NOW) as unit:
                _step(shop, unit, step, value, number)
                unit.commit()
            if unit.door.changes:
                seen.append(rows(shop, *BUSINESS))
                undone.clear()
        assert rows(shop, *BUSINESS) == seen[-1]
    for before in reversed(seen[:-1]):
        undo(shop)
        assert rows(shop, *BUSINESS) == before
    shop.close()


def _step(shop: Shop, unit: Any, step: str, value: Any, number: int) -> None:
    have = rows(shop, "orders", "order_line")
    if step == "create":
        add_order(unit, f"SO-2026-{number:06d}", *[f"Thing {n}" for n in range(value)])
    elif step == "flag":
        unit.door.update(Order, {row[0]: {"flag": value} for row in have["orders"]})
    elif step == "retitle":
        unit.door.update(OrderLine, {row[0]: {"title": value} for row in have["order_line"][-2:]})
    elif have["order_line"]:
        unit.door.delete(OrderLine, [have["order_line"][value % len(have["order_line"])][0]])
