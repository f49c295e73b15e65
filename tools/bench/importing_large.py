"""Import of a table of 541,909 lines through a mapping: memory, how long nothing is heard, how long others wait.

The real Online Retail file where SHOPDESK_SAMPLES names the folder of samples, else one made to look like it.
"""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.bench import Result
from tools.bench.data import RETAIL_MAPPING, retail_file
from tools.bench.shops import folder

NAME = "import-large"
LIMIT = "lock ≤ 3 × floor"
_ROWS = 541_909
_MOST_MEMORY = 400  # MB
_LONGEST_GAP = 0.5  # seconds
_REAL = Path("load") / "online_retail_541909rows.csv.gz"
_TABLES = ("customer", "customer_identity", "orders", "order_line", "order_import")


def run() -> Result:
    """Seconds for which the import holds the write lock, against moving the same rows over by bare statements."""
    from shopdesk.db.shop import open_shop

    samples = os.environ.get("SHOPDESK_SAMPLES")
    file = Path(samples) / _REAL if samples else folder() / "retail.csv"
    if not samples:
        retail_file(file, _ROWS)
    empty, shop = folder() / "floor-large.shopdesk", folder() / "large.shopdesk"
    open_shop(empty, create=True).close()
    open_shop(shop, create=True).close()
    # A process of its own: its peak is this import's and nothing else's.
    command = [sys.executable, "-m", __name__, str(shop), str(file)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    floor = _floor(shop, empty)
    ratio = told["lock"] / floor
    memory, gap = told["memory"], told["gap"]
    return {
        "floor": floor,
        "ours": told["lock"],
        "ratio": ratio,
        "limit": LIMIT,
        "ok": ratio <= 3 and memory < _MOST_MEMORY and gap < _LONGEST_GAP,
        "how": f"seconds in the write transaction for {told['lines']:,} lines of {told['orders']:,} orders; floor: "
        "ATTACH and INSERT … SELECT of the same rows and search rows. "
        f"Peak memory {memory:.0f} MB (limit {_MOST_MEMORY}); longest time between two looks at Cancel {gap:.2f} s, "
        f"while it was {told['where']} (limit {_LONGEST_GAP}); from the last look to the end, the commit among it, "
        f"{told['commit']:.2f} s; whole import {told['took']:.1f} s",
    }


def _floor(shop: Path, empty: Path) -> float:
    from shopdesk.domain.text import index_grams

    staged = folder() / "floor-large.staging"
    connection = sqlite3.connect(staged, isolation_level=None)
    connection.execute("ATTACH DATABASE ? AS shop", (str(shop),))
    connection.execute("BEGIN")
    for table in _TABLES:
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM shop.{table} ORDER BY id")
    connection.execute("CREATE TABLE search_row (id INTEGER PRIMARY KEY, text, grams)")
    texts = connection.execute("SELECT id, text FROM shop.search_text").fetchall()
    rows = ((row_id, text, index_grams(text)) for row_id, text in texts)
    connection.executemany("INSERT INTO search_row VALUES (?, ?, ?)", rows)
    connection.execute("COMMIT")
    connection.close()

    connection = sqlite3.connect(empty, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA cache_size=-32768")
    connection.execute("ATTACH DATABASE ? AS staging", (str(staged),))
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for table in _TABLES:
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM staging.{table}")
    connection.execute("INSERT INTO search_text(id, text) SELECT id, text FROM staging.search_row")
    connection.execute("INSERT INTO search_gram(rowid, grams) SELECT id, grams FROM staging.search_row")
    connection.execute("COMMIT")
    took = time.perf_counter() - start
    connection.close()
    return took


class _Looks:
    """The longest time between two looks at Cancel, and at what stage it was."""

    def __init__(self) -> None:
        self.last, self.stage = time.perf_counter(), "opening the file"
        self.gap, self.where = 0.0, ""

    def cancelled(self) -> bool:
        now = time.perf_counter()
        if now - self.last > self.gap:
            self.gap, self.where = now - self.last, self.stage
        self.last = now
        return False

    def progress(self, stage: str, done: int, total: int) -> None:
        self.stage = f"at {stage} {done:,} of {total:,}"


def _measure(shop: Path, file: Path) -> dict[str, Any]:
    from shopdesk.db.shop import Shop, Unit
    from shopdesk.services import imports
    from shopdesk.services.desk import open_desk

    held: list[float] = []
    write = Shop.write

    @contextmanager
    def timed(self: Shop, action: str, **more: Any) -> Iterator[Unit]:
        start = time.perf_counter()
        with write(self, action, **more) as unit:
            yield unit
        if action == "import":
            held.append(time.perf_counter() - start)

    Shop.write = timed  # type: ignore[method-assign]
    desk = open_desk(shop)
    start, looks = time.perf_counter(), _Looks()
    options = imports.ImportOptions(mapping=RETAIL_MAPPING)
    result = imports.import_files(desk, [str(file)], options, progress=looks.progress, cancelled=looks.cancelled).value
    end = time.perf_counter()
    desk.close()
    return {
        "took": end - start, "commit": end - looks.last, "gap": looks.gap, "where": looks.where, "lock": sum(held),
        "memory": _peak(), "orders": result["orders"]["new"], "lines": result["lines"]["new"],
    }  # fmt: skip


def _peak() -> float:
    """The most memory that this process ever had, in MB; 0 where the system does not tell (Windows)."""
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    print(json.dumps(_measure(Path(sys.argv[1]), Path(sys.argv[2]))))
