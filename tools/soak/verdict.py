"""Reads what is in a shop after the kills, and holds it against what its writers noted."""

import io
import json
import sys
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from shopdesk.cli import main
from shopdesk.db import backup
from tools.soak.commands import BATCH
from tools.soak.notes import Book, Cell


def command(shop: Path, *arguments: str) -> Any:
    """Answer of a command that has to succeed."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(sys.stderr):
        code = main(["--shop", str(shop), "--json", *arguments])
    answer = json.loads(out.getvalue())
    if code:
        raise AssertionError(f"{arguments[0]}: {answer['error']['code']} {answer['error']['text']}")
    return answer


def look(shop: Path, book: Book) -> tuple[list[str], list[str]]:
    """What was lost, and what is wrong besides. What was open in the book is settled by what is there."""
    orders = command(shop, "list", "orders")["rows"]
    seen = _seen(orders)
    lost = []
    for (about, cell), allowed in book.allowed.items():
        if not about or (cell == "memo" and seen.get((about, "there"), "no") == "no"):
            continue
        value = seen.get((about, cell), "" if cell == "memo" else "no")
        seen[about, cell] = value
        if value not in allowed:
            lost.append(f"{about} {cell}: {value!r} instead of {' or '.join(map(repr, sorted(allowed)))}")
        number = book.numbers.get(about)
        if cell == "there" and value == "yes" and number and seen[about, "number"] != number:
            lost.append(f"{about}: said {number}, is {seen[about, 'number']}")
    book.settle(seen)
    wrong = [f"refused: {reason}" for reason in book.refused]
    book.refused.clear()
    wrong += [
        f"number {number} twice" for number, count in Counter(row["number"] for row in orders).items() if count > 1
    ]
    return lost, wrong + health(shop)


def health(shop: Path) -> list[str]:
    """What `check` finds, and backups that count and cannot be opened."""
    wrong = [f"check {item['name']}: {item['found']}" for item in command(shop, "check")["checks"] if item["found"]]
    for made in backup.listed(backup.folder_of(shop)):
        trouble = backup.verify(made.path)
        if trouble:
            wrong.append(f"backup {made.path.name}: {trouble}")
    return wrong


def _seen(orders: list[dict[str, Any]]) -> dict[Cell, str]:
    seen: dict[Cell, str] = {}
    batches: Counter[str] = Counter()
    for row in orders:
        name, lines = row["buyer"]["name"], len(row["lines"])
        if row["platform_order"]:
            batches[str(row["platform_order"]).lstrip("#").rpartition("-")[0]] += 1 if lines == 1 else 0
            continue
        whole = lines == 2 and row["units"] == 3 and row["total"] == "179.00"
        seen[name, "there"] = "yes" if whole and (name, "there") not in seen else "half or twice"
        seen[name, "memo"] = row["seller_memo"]
        seen[name, "number"] = row["number"]
    for tag, count in batches.items():
        seen[tag, "batch"] = "yes" if count == BATCH else f"{count} of {BATCH}"
    return seen
