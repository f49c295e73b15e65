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
from shopdesk.domain.scenarios import LANGUAGES
from shopdesk.services import actions, attachments, history, packing
from shopdesk.services.demo import make_demo
from shopdesk.services.desk import Desk, open_desk
from shopdesk.services.listing import KINDS, list_records
from shopdesk.services.replies import starter

_TARGET = Path(__file__).resolve().parents[1] / "tests" / "data" / "databases"
_LARGEST = 100_000  # bytes, packed
_STARTERS = 8  # replies a language: all of them would be a third of the file
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
        _fewer_starters()
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
    _do(desk, "case.receive", case=case, lines=[{"line": 1, "quantity": 1}], carrier="sf", tracking="SF1000000000002")
    _do(desk, "case.refund", case=case, order=order, amount="45.00")
    _count, products = list_records(desk, KINDS["products"], (), "", True, 1, 0)
    attachments.add_photos(desk, "product", products[0]["sku"], [NewFile("mug.png", _PICTURE)])
    _count, replies = list_records(desk, KINDS["replies"], (), "", True, 1, 0)
    _do(desk, "reply.use", reply=replies[0]["number"], asked="When will it be sent?", text="Today.", order=order)
    _do(desk, "order.create", buyer={"name": "Buyer Y"}, currency="CNY", lines=[_LINE])
    history.undo(desk)
    inquiry = _add_before_the_sale(desk, people[0], products[0]["sku"], order, case)
    _add_rules(desk, case, inquiry)


def _add_before_the_sale(desk: Desk, customer: str, sku: str, order: str, case: str) -> str:
    """Inquiries with all that may come of them: quotes, pre-orders, promises, wishes; one merged, one asleep.

    Returns the number of one.
    """
    asked = [
        _do(desk, "inquiry.create", channel="wechat", contact=f"buyer_z{number}", message="Is there more of it?",
            customer=customer, assignee="Mei", tags=["mugs"])
        for number in range(4)
    ]  # fmt: skip
    _do(desk, "inquiry.merge", keep=asked[0], others=[asked[1]], note="The same buyer")
    _do(desk, "inquiry.snooze", inquiries=[asked[3]], until="2026-11-25T01:00:00Z")
    _do(desk, "inquiry.message", inquiry=asked[0], text="Yes.", direction="out", handled_s=42)
    quote = _do(desk, "quote.save", inquiry=asked[0], lines=[_LINE, {**_LINE, "discount": "2.00"}], currency="CNY",
                bundle_price="250.00", discount="5.00", shipping="8.00", valid_until="2026-12-01",
                note="Both")  # fmt: skip
    _do(desk, "quote.order", quote=quote)
    _do(desk, "quote.save", inquiry=asked[2], lines=[_LINE], currency="CNY")
    _do(desk, "quote.decline", inquiry=asked[2])
    kept = [
        _do(desk, "reservation.create", product=sku, until="2026-12-01", quantity=1, customer=customer,
            contact="555-0100", channel="phone", price="45.00", deposit="10.00", currency="CNY", inquiry=asked[2],
            note="Calls before", anyway=True)
        for _number in range(2)
    ]  # fmt: skip
    _do(desk, "reservation.order", reservations=[kept[0]])
    _do(desk, "wish.log", theme="colour", text="In green", product=sku, customer=customer, inquiry=asked[0])
    _do(desk, "wish.log", theme="packaging", text="Less paper", case=case, order=order)
    promise = _do(desk, "task.create", text="Send a photo", kind="promise", due_at="2026-11-23T02:00:00Z",
                  assignee="Mei", inquiry=asked[0])  # fmt: skip
    _do(desk, "task.done", tasks=[promise])
    _do(desk, "task.create", text="Count the mugs", role="packing")
    for about in ({"case": case}, {"order": order}, {"customer": customer}):
        _do(desk, "task.create", text="Write to them", kind="hand_over", **about)
    reply = _do(desk, "reply.create", title="Mugs", text="It holds 300 ml.", valid_until="2026-12-31", product=sku,
                favourite=True)  # fmt: skip
    _do(desk, "reply.use", reply=reply, asked="How large is it?", text="It holds 300 ml.", customer=customer,
        inquiry=asked[2], case=case)  # fmt: skip
    offer = _do(desk, "offer.create", title="Two mugs", text="The second at half price", kind="bundle", code="MUGS",
                condition="two of them", valid_from="2026-11-01", valid_until="2026-12-31", skus=[sku],
                channels=["wechat"])  # fmt: skip
    _do(desk, "offer.end", offer=offer)
    return asked[0]


def _add_rules(desk: Desk, case: str, inquiry: str) -> None:
    """Deadlines and rules of the shop's own, and a case that went on by them."""
    _do(desk, "policy.save", name="Returns of regulars", kinds=["return"], priorities=["urgent"], levels=["VIP"],
        platforms=["etsy"], first_reply="1 h", next_reply="2 h", resolution="16 h", refund="8 h")  # fmt: skip
    _do(desk, "return_rule.save", name="Seven days", valid_from="2026-01-01", valid_until="2026-12-31",
        platforms=["etsy"], countries=["CN"], categories=["Mugs"], skus=["MUG-1"], levels=["VIP"], days=7, hours=168,
        past_holidays=True, warranty_months=12, note="As the law has it")  # fmt: skip
    _do(desk, "return_rule.save", name="Made to order", skus=["MUG-2"], exempt="custom_made")
    _do(desk, "case.update", case=case, agreed="45.00", assignee="Mei", tags=["mugs"], responsible="carrier")
    _do(desk, "case.message", case=case, text="Paid back.", direction="out", handled_s=30)
    _do(desk, "case.move", cases=[case], status="resolved", resolution="One was broken on the way")
    _do(desk, "case.rate", case=case, rating=4)
    _do(desk, "case.move", cases=[case], status="closed")
    _do(desk, "policy.save", name="Money back", kinds=["refund"], refund="4 h", first_reply="30 min")
    _do(desk, "case.open", kind="refund", subject="Late", reason="late", message="Where is it?", asked="5.00",
        currency="CNY", inquiry=inquiry)  # fmt: skip


def _fewer_starters() -> None:
    """Takes most of the shipped replies away from this process."""
    for language in LANGUAGES:
        known = starter.starters(language)  # kept by its cache: what goes from it stays away
        for name in list(known)[_STARTERS:]:
            del known[name]


def _do(desk: Desk, action: str, **values: Any) -> str:
    """The number of what an action made. Raises KeyError for a field that the action has not."""
    unknown = sorted(set(values) - {field.name for field in actions.find(action).fields})
    if unknown:
        raise KeyError(action, *unknown)  # it would be missing from the file, and nobody would see it
    outcome = actions.find(action).run(desk, values)
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
