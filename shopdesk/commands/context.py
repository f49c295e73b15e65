"""What every command is given: the options, the clock, a way to open the shop, and where answers go."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from shopdesk.services.desk import DEFAULT_STAFF, Desk, clock_at, in_shop, open_desk

T = TypeVar("T")


class Context:
    """One run of a command."""

    def __init__(self, options: Namespace, shop: Path, now: str | None) -> None:
        self.options = options
        self.shop = shop
        self.json = bool(options.json)
        self.clock = clock_at(now)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The shop to work at, closed afterwards."""
        desk = open_desk(self.shop, staff=self.options.staff or DEFAULT_STAFF, clock=self.clock)
        try:
            yield desk
        finally:
            desk.close()

    def in_shop(self, work: Callable[[Desk], T]) -> T:
        """Does something in the shop, in a new one where there is none: that one appears when all went well."""
        return in_shop(self.shop, work, staff=self.options.staff or DEFAULT_STAFF, clock=self.clock)

    def answer(self, value: Any, show: Callable[[Any], str]) -> None:
        """One JSON object on stdout with --json, else words for people."""
        if self.json:
            sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(show(value) + "\n")
        sys.stdout.flush()

    def say(self, text: str) -> None:
        """A sentence beside the answer, on stderr."""
        sys.stderr.write(text + "\n")

    def progress(self, stage: str, done: int, total: int) -> None:
        """Progress for a person who watches; silent when stderr is no terminal."""
        if sys.stderr.isatty():
            share = f" {done:,} / {total:,}" if total else ""
            sys.stderr.write(f"\r{stage}{share}\x1b[K")
            sys.stderr.flush()


def grid(header: list[str], rows: list[list[str]], widest: int = 44, right: Sequence[bool] = ()) -> str:
    """A table for people: columns as wide as their cells (Chinese characters count double); `right`: flush right."""
    cells = [header, *[[_cut(cell, widest) for cell in row] for row in rows]]
    widths = [max(_width(row[index]) for row in cells) for index in range(len(header))]
    flush = [*right, *[False] * (len(header) - len(right))]
    return "\n".join("  ".join(map(_padded, row, widths, flush)).rstrip() for row in cells)


def _padded(cell: str, width: int, right: bool) -> str:
    room = " " * (width - _width(cell))
    return room + cell if right else cell + room


def _width(text: str) -> int:
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _cut(text: str, widest: int) -> str:
    line = " ".join(text.split())
    while _width(line) > widest:
        line = line[: -2 if line.endswith("…") else -1].rstrip("…") + "…"
    return line
