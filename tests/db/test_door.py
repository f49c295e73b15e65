"""The write door: ids, journal, search index; and that nobody writes past it."""

import re
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

import shopdesk
from shopdesk.db import search
from shopdesk.db.folding import folded
from shopdesk.db.shop import Shop
from shopdesk.db.tables import Order, OrderLine
from tests.db.small_orders import NOW, add_order, rows


def test_what_is_not_committed_is_not_there(shop: Shop) -> None:
    before = rows(shop)
    with shop.write("order.create", staff="owner", at=NOW) as unit:
        add_order(unit, "SO-2026-000001", "Tea")
    assert rows(shop) == before


def test_an_exception_leaves_nothing(shop: Shop) -> None:
    before = rows(shop)

    def fail() -> None:
        with shop.write("order.create", staff="owner", at=NOW) as unit:
            add_order(unit, "SO-2026-000001", "Tea")
            unit.commit()
            add_order(unit, "SO-2026-000001", "the same number again")

    with pytest.raises(IntegrityError):
        fail()
    assert rows(shop) == before


def test_creation_is_journalled_as_ranges_and_counted(shop: Shop) -> None:
    with shop.write("order.create", staff="owner", at=NOW) as unit:
        add_order(unit, "SO-2026-000001", "Tea", "Mug")
        unit.commit()
    assert dict(unit.door.changes.counts) == {"lines": 2, "orders": 1}
    found = rows(shop, "journal_entry", "journal_range", "journal_change")
    assert [row[2:] for row in found["journal_range"]] == [("orders", 1, 1), ("order_line", 1, 2)]
    assert len(found["journal_entry"]) == 1
    assert found["journal_change"] == []


def test_a_cell_that_is_so_already_is_no_change(shop: Shop) -> None:
    with shop.write("order.create", staff="owner", at=NOW) as unit:
        order = add_order(unit, "SO-2026-000001", "Tea")
        unit.commit()
    with shop.write("order.flag", staff="owner", at=NOW) as unit:
        assert unit.door.set(Order, order, flag="", buyer_name="Buyer A") is False
        unit.commit()
    assert not unit.door.changes
    assert len(rows(shop, "journal_entry")["journal_entry"]) == 1


def test_only_changed_cells_are_kept(shop: Shop) -> None:
    with shop.write("order.create", staff="owner", at=NOW) as unit:
        order = add_order(unit, "SO-2026-000001", "Tea")
        unit.commit()
    with shop.write("order.flag", staff="owner", at=NOW) as unit:
        unit.door.set(Order, order, flag="red", buyer_name="Buyer A")
        unit.commit()
    ((_id, _entry, table, row, operation, before, after),) = rows(shop, "journal_change")["journal_change"]
    assert (table, row, operation, before, after) == ("orders", order, "update", '{"flag": ""}', '{"flag": "red"}')


def test_ids_and_numbers_are_never_given_twice(shop: Shop) -> None:
    with shop.write("order.create", staff="owner", at=NOW) as unit:
        first = add_order(unit, unit.door.number("SO", 2026), "Tea")
        unit.commit()
    with shop.write("order.delete", staff="owner", at=NOW) as unit:
        unit.door.delete(OrderLine, [1])
        unit.door.delete(Order, [first])
        unit.commit()
    with shop.write("order.create", staff="owner", at=NOW) as unit:
        number = unit.door.number("SO", 2026)
        again = add_order(unit, number, "Tea")
        unit.commit()
    assert (again, number) == (first + 1, "SO-2026-000002")


def test_a_row_that_others_name_cannot_be_deleted(shop: Shop) -> None:
    with shop.write("order.create", staff="owner", at=NOW) as unit:
        order = add_order(unit, "SO-2026-000001", "Tea")
        unit.commit()

    def remove() -> None:
        with shop.write("order.delete", staff="owner", at=NOW) as unit:
            unit.door.delete(Order, [order])
            unit.commit()

    with pytest.raises(IntegrityError):
        remove()


def test_the_search_index_follows_every_write(shop: Shop) -> None:
    def found(words: str) -> list[str]:
        with shop.read() as connection:
            return [kind for kind, _id, _field, _text in search.hits(connection, folded(words).split(), 9)]

    with shop.write("order.create", staff="owner", at=NOW) as unit:
        order = add_order(unit, "SO-2026-000001", "Green tea")
        unit.commit()
    assert found("green") == ["order"]
    with shop.write("order.update", staff="owner", at=NOW) as unit:
        unit.door.set(OrderLine, 1, title="Black tea")
        unit.commit()
    assert found("green") == []
    assert found("black") == ["order"]
    with shop.write("order.delete", staff="owner", at=NOW) as unit:
        unit.door.delete(OrderLine, [1])
        unit.door.delete(Order, [order])
        unit.commit()
    assert found("black") == []
    assert found("2026") == []


def test_nobody_writes_past_the_door() -> None:
    """Core writes stand in the door and its ledger, the journal, the search index, staging, migrations and rescue."""
    allowed = {"door.py", "ledger.py", "journal.py", "search.py", "staging.py", "upgrade.py", "rescue.py"}
    writing = re.compile(r"(?<![\w.])(insert|update|delete)\(\s*\w|INSERT INTO|DELETE FROM|UPDATE \w+ SET")
    root = Path(shopdesk.__file__).parent / "db"
    found = [
        f"{path.relative_to(root)}:{number}"
        for path in root.rglob("*.py")
        if path.name not in allowed and "migrations" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if writing.search(line)
    ]
    assert not found
    assert writing.search("    connection.execute(insert(table), rows)")
