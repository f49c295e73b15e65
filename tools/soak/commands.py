"""A writer that runs commands, one after another, until it is killed."""

import io
import json
import os
import random
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from zlib import crc32

from shopdesk.cli import main
from tools.soak.notes import Notebook

BATCH = 8  # orders in a file to import
_HEADER = (
    "Name,Id,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,"
    "Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku"
)
_PAID = "2026-10-03 12:05:06 +0800"


def order(tag: str) -> dict[str, Any]:
    """The values of a new order with two lines, found again by its buyer."""
    lines = [{"title": f"Mug {tag}", "price": "45.00", "quantity": 2}, {"title": f"Shirt {tag}", "price": "89.00"}]
    return {"buyer": {"name": tag}, "currency": "CNY", "lines": lines}


def batch_file(tag: str, folder: Path) -> Path:
    """A platform's file of BATCH orders, found again by their platform numbers."""
    path = folder / f"{tag}.csv"
    rows = [
        f"#{tag}-{place},{crc32(f'{tag}-{place}'.encode())},{tag}.{place}@example.com,paid,{_PAID},unfulfilled,"
        f"USD,20.00,5.00,0.00,25.00,0.00,{_PAID},1,Mug {tag},20.00,MUG"
        for place in range(BATCH)
    ]
    path.write_text("\n".join([_HEADER, *rows, ""]), encoding="utf-8")
    return path


def work(shop: Path, log: Path, name: str, seed: int) -> None:
    """Creates, edits, imports, takes back, does again and backs up in the name of `name`, for ever."""
    os.environ["SHOPDESK_DATA"] = str(log.with_suffix(".data"))
    Writer(shop, log, name, seed).work()


class Writer:
    """Its own last actions, as the journal has them: what undo and redo will do is known before."""

    def __init__(self, shop: Path, log: Path, name: str, seed: int) -> None:
        self._shop = shop
        self._folder = log.parent
        self._name = name
        self._dice = random.Random(seed)
        self._notes = Notebook(log)
        self._done: list[tuple[str, str, str, str]] = []
        self._undone: list[tuple[str, str, str, str]] = []
        self._numbers: dict[str, str] = {}
        self._there: set[str] = set()
        self._memos: dict[str, str] = {}
        self._count = 0

    def work(self) -> None:
        """One thing after another; never returns."""
        self._notes.ready()
        while True:
            choices = ["create", "create", "create", "import", "memo", "undo", "redo", "backup"]
            getattr(self, f"_{self._dice.choice(choices)}")()

    def _create(self) -> None:
        tag = self._tag()
        self._write((tag, "there", "no", "yes"), "do", "order.create", values=order(tag))

    def _import(self) -> None:
        tag = self._tag()
        self._write((tag, "batch", "no", "yes"), "import", str(batch_file(tag, self._folder)))

    def _memo(self) -> None:
        if not self._there:
            return
        tag = self._dice.choice(sorted(self._there))
        text = f"memo {self._dice.randrange(10**6)}"
        values = {"order": self._numbers[tag], "seller_memo": text}
        if self._write((tag, "memo", self._memos.get(tag, ""), text), "do", "order.update", values=values):
            self._memos[tag] = text

    def _undo(self) -> None:
        if self._done:
            about, cell, before, after = self._done[-1]
            if self._run((about, cell, after, before), "undo"):
                self._undone.append(self._done.pop())
                self._keep(about, cell, before)

    def _redo(self) -> None:
        if self._undone:
            about, cell, _before, after = self._undone[-1]
            if self._run(self._undone[-1], "redo"):
                self._done.append(self._undone.pop())
                self._keep(about, cell, after)

    def _backup(self) -> None:
        self._run(("", "backup", "", ""), "backup")

    def _keep(self, about: str, cell: str, value: str) -> None:
        if cell == "memo":
            self._memos[about] = value
        elif cell == "there" and value == "no":
            self._there.discard(about)
        elif cell == "there":
            self._there.add(about)

    def _write(self, note: tuple[str, str, str, str], *command: str, values: dict[str, Any] | None = None) -> bool:
        if not self._run(note, *command, values=values):
            return False
        self._done.append(note)
        self._undone.clear()
        return True

    def _run(self, note: tuple[str, str, str, str], *command: str, values: dict[str, Any] | None = None) -> bool:
        self._notes.begin(*note)
        out = io.StringIO()
        arguments = ["--shop", str(self._shop), "--as", self._name, "--json", *command]
        if values is not None:
            arguments += ["--json-in", "-"]
            sys.stdin = io.StringIO(json.dumps(values))
        with redirect_stdout(out):
            code = main(arguments)
        answer = json.loads(out.getvalue())
        number = ""
        if command[:2] == ("do", "order.create") and code == 0:
            number = str(answer["value"]["number"])
            self._numbers[note[0]] = number
            self._there.add(note[0])
        self._notes.end(refused=answer["error"]["code"] if code else "", number=number)
        return code == 0

    def _tag(self) -> str:
        self._count += 1
        return f"{self._name}x{self._count}"
