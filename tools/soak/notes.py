"""What a writer notes about its writes, and what the shop may hold after all of them."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Cell = tuple[str, str]  # the tag of an order or of a batch of orders, and which of its cells


class Notebook:
    """One writer's log. A line is one system call: what was killed in the middle of one noted nothing."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._count = 0

    def begin(self, about: str, cell: str, before: str, after: str) -> None:
        """A write is about to be tried."""
        self._count += 1
        self._line({"n": self._count, "about": about, "cell": cell, "before": before, "after": after})

    def end(self, refused: str = "", number: str = "") -> None:
        """The program has answered it."""
        self._line({"n": self._count, "refused": refused, "number": number})

    def ready(self) -> None:
        """All is loaded; work begins."""
        self._line({"ready": True})

    def _line(self, value: dict[str, Any]) -> None:
        os.write(self._file, json.dumps(value).encode() + b"\n")


@dataclass
class Book:
    """What all writers noted about one shop: the values that each cell may have now."""

    allowed: dict[Cell, set[str]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    acknowledged: int = 0
    unanswered: int = 0
    refused: list[str] = field(default_factory=list)

    def take(self, path: Path) -> None:
        """Adds one writer's log, after its end."""
        begun: dict[str, Any] | None = None
        for line in _lines(path):
            if "about" in line:
                begun = line
                cell = (line["about"], line["cell"])
                self.allowed[cell] = {line["before"], line["after"]}
            elif "refused" in line and begun is not None:
                self._answer(begun, line)
                begun = None
        self.unanswered += begun is not None

    def _answer(self, begun: dict[str, Any], answer: dict[str, Any]) -> None:
        cell = (begun["about"], begun["cell"])
        if answer["refused"]:
            self.allowed[cell] = {begun["before"]}
            self.refused.append(f"{answer['refused']} ({cell[0]} {cell[1]} → {begun['after']})")
            return
        self.allowed[cell] = {begun["after"]}
        self.acknowledged += 1
        if answer["number"]:
            self.numbers[cell[0]] = answer["number"]

    def settle(self, seen: dict[Cell, str]) -> None:
        """What was open is decided by what is there: it has to stay so."""
        for cell in self.allowed:
            if cell in seen:
                self.allowed[cell] = {seen[cell]}


def is_ready(path: Path) -> bool:
    """Whether a writer has begun its work."""
    return any("ready" in line for line in _lines(path))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return
    for line in text.split(b"\n")[:-1]:  # behind the last end of line stands what was cut off
        yield json.loads(line)
