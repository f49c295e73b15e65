"""What `dev.py run` shows where no window can open: the demo month as slips and workbook."""

import json
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from tools import setup


def make_month(out: Path, options: list[str]) -> int:
    """Makes a demo shop, its packing slips and the workbook of its busiest month in `out`; the exit code.

    `options` are global options of the program, such as `--lang zh`.
    """
    out.mkdir(exist_ok=True)
    shop, slips = out / "month.shopdesk", out / "slips.pdf"
    remove_shop(shop)
    shopdesk = partial(_shopdesk, "--shop", str(shop), *options)
    setup.say("There is no display: making a demo month instead of opening the window …")
    try:
        shopdesk("demo")
        orders = shopdesk("list", "orders")["rows"]
        month = busiest_month(order["local_day"] for order in orders)
        paper = shopdesk("slips", str(slips))
        workbook = out / f"shopdesk-{month}.xlsx"
        book = shopdesk("export", month, str(workbook), "--force")
    except subprocess.CalledProcessError as problem:
        return problem.returncode
    rows = {sheet["name"]: sheet["rows"] for sheet in book["sheets"]}
    print(f"Demo shop with {len(orders)} orders: {shop}")
    print(f"Packing slips, {len(paper['lists'])} lists on {paper['pages']} pages: {slips}")
    print(f"Workbook of {month}, {sum(rows.values())} rows on {len(rows)} sheets: {workbook}")
    return 0


def busiest_month(days: Any) -> str:
    """The month (2026-10) with the most orders, the later one of equals; `days` are local days (2026-10-03)."""
    counted = Counter(str(day)[:7] for day in days)
    return max(counted, key=lambda month: (counted[month], month))


def remove_shop(shop: Path) -> None:
    """Forgets a shop that dev.py made itself, with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        shop.with_name(shop.name + ending).unlink(missing_ok=True)


def _shopdesk(*arguments: str) -> dict[str, Any]:
    command: list[str | Path] = [setup.PYTHON, "-m", "shopdesk", "--json", *arguments]
    environment = setup.child_environment(QT_QPA_PLATFORM="offscreen")
    # Progress and sentences go to standard error, where a person reads them.
    done = subprocess.run(
        command, cwd=setup.ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    if done.returncode:
        print(done.stdout, end="", file=sys.stderr)
        done.check_returncode()
    return dict(json.loads(done.stdout))
