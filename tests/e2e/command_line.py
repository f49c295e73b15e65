"""The command line as a script uses it: `main([...])` in this process, or the real program."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from shopdesk.cli import main
from tests.exchange.exports import csv_text

NOW = "2026-11-22T08:00:00Z"


class CommandLine:
    """Runs commands on one shop with `--json` and a clock that stands still."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.shop = folder / "shop.shopdesk"
        self._capsys = capsys

    def raw(self, *arguments: str | Path) -> tuple[int, str, str]:
        """Exit code, stdout and stderr of exactly these arguments."""
        self._capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return (code, *self._capsys.readouterr())

    def text(self, *arguments: str | Path, code: int = 0) -> str:
        """Stdout of a command on the shop with `--json`."""
        got, out, err = self.raw("--shop", self.shop, "--now", NOW, "--json", *arguments)
        assert got == code, out + err
        assert out.count("\n") == 1
        assert out.endswith("\n")
        return out

    def __call__(self, *arguments: str | Path, code: int = 0) -> Any:
        """The one JSON object that a command answers."""
        value = json.loads(self.text(*arguments, code=code))
        assert isinstance(value, dict)
        return value

    def refused(self, *arguments: str | Path) -> tuple[str, dict[str, Any]]:
        """Code and `where` of a command that changes nothing, with one clear sentence."""
        value = self(*arguments, code=1)
        assert set(value) == {"error"}
        error = value["error"]
        assert set(error) == {"code", "text", "where"}
        assert error["text"].strip() not in ("", error["code"])
        assert "“…”" not in error["text"]  # a placeholder that nothing was told for
        assert error["code"] != "program.error", error["text"]
        return str(error["code"]), error["where"]

    def values(self, values: Any) -> str:
        """A JSON file for `--json-in`."""
        path = self.folder / "values.json"
        path.write_text(json.dumps(values), encoding="utf-8")
        return str(path)

    def do(self, action: str, **values: Any) -> Any:
        """Runs one action; gives its value."""
        answer = self("do", action, "--json-in", self.values(values))
        assert set(answer) == {"value", "changes"}
        return answer["value"]

    def do_refused(self, action: str, **values: Any) -> tuple[str, dict[str, Any]]:
        """Code and `where` of an action that is refused."""
        return self.refused("do", action, "--json-in", self.values(values))

    def rows(self, kind: str, *arguments: str) -> list[dict[str, Any]]:
        """What `list` gives."""
        answer = self("list", kind, *arguments)
        assert set(answer) == {"count", "rows"}
        rows: list[dict[str, Any]] = answer["rows"]
        return rows

    def export_file(self, header: list[str], *rows: Any, name: str = "orders.csv", encoding: str = "utf-8") -> str:
        """A platform's file, hand-made."""
        path = self.folder / name
        path.write_text(csv_text(header, rows), encoding=encoding, newline="")
        return str(path)


def everything(run: CommandLine, kinds: Iterable[str] = ("orders", "packing-lists", "customers", "products")) -> str:
    """All that `list` says, byte for byte."""
    return "".join(run.text("list", kind) for kind in (*kinds, "inquiries", "cases"))


def program(*arguments: str | Path, **more: Any) -> "subprocess.CompletedProcess[str]":
    """The real program in a process of its own."""
    told = [sys.executable, "-m", "shopdesk", *map(str, arguments)]
    return subprocess.run(told, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False, **more)


def surroundings(**more: str) -> dict[str, str]:
    """The environment of this process and more."""
    return {**os.environ, **more}
