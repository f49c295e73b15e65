"""`python -m tools.old_shop`: a small shop of today's schema with rows in every table, for the upgrade tests.

Run it once when a schema is released, and commit what it makes: `tests/data/databases/NNNN.sqlite.gz` is never
made anew. It fails when a table has no rows, since an upgrade that loses them would go unnoticed.
"""

import gzip
import sqlite3
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shopdesk.db.engine import SCHEMA
from shopdesk.domain.attachments import NewFile
from shopdesk.services import actions, attachments, history, packing
from shopdesk.services.demo import make_demo
from shopdesk.services.desk import Desk, open_desk
from shopdesk.services.listing import KINDS, list_records

_TARGET = Path(__file__).resolve().parents[1] / "tests" / "data" / "databases"
_LARGEST = 100_000  # bytes, packed
_NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
_LINE = {"title": "Mug", "sku": "MUG-1", "quantity": 3, "price": "45.00"}


def main() -> int:
    """Makes the file of today's schema; 1 when it is there, too large, or has an empty table."""
    target = _TARGET / f"{SCHEMA}.sqlite.gz"
    if target.exists():
        return _say(f"{target.name} is there already and stays as it is")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "old.shopdesk"
        desk = open_desk(path, clock=lambda: _NOW, create=True)
        make_demo(desk, 9)
        _add_the_rest(desk)
        desk.close()
        connection = sqlite3.connect(path)
        connection.execute("VACUUM")
        empty = _empty_tables(connection)
        connection.close()
        packed = gzip.compress(path.read_bytes(), 9, mtime=0)
    if empty:
        return _say(f"nothing stands in: {', '.join(empty)}; add it in tools/old_shop.py")
    if len(packed) > _LARGEST:
        return _say(f"{len(packed)} bytes are more than {_LARGEST}")
    target.write_bytes(packed)
    sys.stdout.write(f"{target.name}: {len(packed)} bytes\n")
    return 0


def _add_the_rest(desk: Desk) -> None:
    """What a demo shop has none of."""
    _do(desk, "staff.add", name="Mei", roles=["packing"])
    _do(desk, "account.add", platform="etsy", account="second", zone="Europe/Berlin", currency="EUR")
    _do(desk, "carrier.save", code="sf", name="SF", phone="555-0123")
    _do(desk, "mapping.save", name="Supplier list", header=["No", "Item", "Qty"],
        mapping={"columns": {"platform_order": "No", "title": "Item", "quantity": "Qty"}})  # fmt: skip
    _do(
        desk,
        "view.save",
        page="orders",
        name="Large orders",
        state={"filters": {"flag": ["red"]}, "sort": "total", "descending": True},
    )
    people = [_do(desk, "customer.create", name="Buyer Z", phone=f"555-010{number}") for number in range(4)]
    _do(desk, "customer.merge", keep=people[0], others=[people[1]])
    _do(desk, "customer.apart", first=people[2], second=people[3])
    order = _do(desk, "order.create", buyer={"name": "Buyer Z"}, currency="CNY", lines=[_LINE], paid="135.00")
    _do(desk, "order.confirm", orders=[order])
    made = _do(desk, "packing.make", orders=[order])
    packing.record_print(desk, [made], "a4")
    _do(desk, "packing.ship", orders=[order], lists=[made], carrier="sf", tracking="SF1000000000001")
    case = _do(desk, "case.open", kind="return", reason="damaged", orders=[order], message="broken",
               lines=[{"order": order, "line": 1, "quantity": 2}])  # fmt: skip
    _do(desk, "case.receive", case=case, lines=[{"line": 1, "quantity": 1}])
    _do(desk, "case.refund", case=case, order=order, amount="45.00")
    _count, products = list_records(desk, KINDS["products"], (), "", True, 1, 0)
    attachments.add_photos(desk, "product", products[0]["sku"], [NewFile("mug.png", _PICTURE)])
    _count, replies = list_records(desk, KINDS["replies"], (), "", True, 1, 0)
    _do(desk, "reply.use", reply=replies[0]["number"], asked="When will it be sent?", text="Today.", order=order)
    _do(desk, "order.create", buyer={"name": "Buyer Y"}, currency="CNY", lines=[_LINE])
    history.undo(desk)


def _do(desk: Desk, action: str, **values: Any) -> str:
    """The number of what an action made."""
    known = {field.name for field in actions.find(action).fields}
    outcome = actions.find(action).run(desk, {name: value for name, value in values.items() if name in known})
    return str(getattr(outcome.value, "number", ""))


def _empty_tables(connection: sqlite3.Connection) -> list[str]:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    own = [name for name in names if not name.startswith(("search_gram", "sqlite_"))]
    return [name for name in own if connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() is None]


def _say(text: str) -> int:
    sys.stderr.write(text + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
