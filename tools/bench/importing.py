"""Import of 100,000 Shopify lines, against the csv module and plain sqlite3 putting the same rows in."""

import csv
import shutil
import sqlite3
import time
from pathlib import Path
from typing import Any

from tools.bench import Result
from tools.bench.data import shopify_file
from tools.bench.shops import folder

NAME = "import"
LIMIT = "time ≤ 4 × floor"

_LINES = 100_000
_TABLES = (
    "platform_account", "import_batch", "customer", "customer_identity", "orders", "order_line", "order_import",
    "journal_entry", "journal_range", "search_text",
)  # fmt: skip


def run() -> Result:
    """Wall seconds; the floor repeats the very rows that ours left behind, journal and search rows among them."""
    from shopdesk.db.shop import open_shop

    file, empty, shop = folder() / "lines.csv", folder() / "empty.shopdesk", folder() / "import.shopdesk"
    orders = shopify_file(file, _LINES)
    open_shop(empty, create=True).close()
    ours = min(_ours(file, empty, shop) for _round in range(2))
    floor = min(_floor(file, empty, shop) for _round in range(2))
    ratio = ours / floor
    return {
        "floor": floor,
        "ours": ours,
        "ratio": ratio,
        "limit": LIMIT,
        "ok": ratio <= 4,
        "how": f"seconds for {_LINES:,} lines of {orders:,} orders into an empty shop, best of 2; "
        "floor: csv.reader over the file and sqlite3 executemany of the same rows of every table, journal and search "
        "index in one transaction",
    }


def _ours(file: Path, empty: Path, shop: Path) -> float:
    from shopdesk.services import imports
    from shopdesk.services.desk import open_desk

    _copy(empty, shop)
    desk = open_desk(shop)
    start = time.perf_counter()
    result = imports.import_files(desk, [str(file)]).value
    took = time.perf_counter() - start
    desk.close()
    if result["lines"]["new"] != _LINES:
        raise AssertionError(f"{result['lines']} instead of {_LINES} new lines")
    return took


def _floor(file: Path, empty: Path, shop: Path) -> float:
    from shopdesk.domain.text import index_grams

    rows: dict[str, list[tuple[Any, ...]]] = {}
    with sqlite3.connect(shop) as source:
        for table in _TABLES:
            rows[table] = source.execute(f"SELECT * FROM {table}").fetchall()
    source.close()
    grams = [(row_id, index_grams(text)) for row_id, text in rows["search_text"]]
    target = folder() / "floor.shopdesk"
    _copy(empty, target)
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    start = time.perf_counter()
    with file.open(encoding="utf-8", newline="") as stream:
        for _row in csv.reader(stream):
            pass
    connection.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        if found:
            connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(found[0]))})", found)
    connection.executemany("INSERT INTO search_gram(rowid, grams) VALUES (?, ?)", grams)
    connection.execute("COMMIT")
    took = time.perf_counter() - start
    connection.close()
    return took


def _copy(source: Path, target: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(f"{target}{ending}").unlink(missing_ok=True)
    shutil.copy(source, target)
