"""The soak: a short run of it comes out clean, and it notices when something acknowledged is gone."""

import re
import subprocess
import sys
from pathlib import Path

from tools.soak.notes import Book, Notebook
from tools.soak.verdict import look


def test_ten_kills_lose_nothing() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tools.soak", "--kills", "10", "--minutes", "5"],
        capture_output=True, text=True, timeout=500, check=False,
    )  # fmt: skip
    told = re.match(r"kills survived (\d+), writes acknowledged (\d+), lost 0, checks failed 0 ", ran.stdout)
    assert told is not None, ran.stdout + ran.stderr
    assert int(told[1]) >= 10
    assert int(told[2]) > 0
    assert ran.returncode == 0


def test_it_notices_what_is_gone_half_or_numbered_otherwise(tmp_path: Path) -> None:
    import json

    from shopdesk.cli import main
    from tools.soak import commands

    shop, values = tmp_path / "a.shopdesk", tmp_path / "values.json"
    for tag in ("whole", "half"):
        order = commands.order(tag)
        values.write_text(json.dumps({**order, "lines": order["lines"][: 1 if tag == "half" else 2]}))
        assert main(["--shop", str(shop), "do", "order.create", "--json-in", str(values)]) == 0
    notes = Notebook(tmp_path / "log")
    for tag in ("whole", "half", "gone"):
        notes.begin(tag, "there", "no", "yes")
        notes.end(number="SO-2000-000009" if tag == "whole" else "")
    notes.begin("open", "there", "no", "yes")
    book = Book()
    book.take(tmp_path / "log")
    assert (book.acknowledged, book.unanswered) == (3, 1)
    lost, wrong = look(shop, book)
    assert [item.split(":")[0] for item in lost] == ["whole", "half there", "gone there"]
    assert wrong == []
