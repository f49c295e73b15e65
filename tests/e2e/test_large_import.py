"""A long table imported by the real program: others save meanwhile, Ctrl+C leaves nothing half done, undo takes all."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.command_line import CommandLine, program
from tools.bench.data import RETAIL_MAPPING, retail_file

LINES = 30_000


@pytest.fixture
def table(tmp_path: Path) -> tuple[Path, Path, int]:
    """The file, its mapping and how many orders it holds."""
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps(RETAIL_MAPPING), encoding="utf-8")
    file = tmp_path / "retail.csv"
    return file, mapping, retail_file(file, LINES)


def start(run: CommandLine, table: tuple[Path, Path, int]) -> "subprocess.Popen[str]":
    """The import in a process of its own."""
    told = [sys.executable, "-m", "shopdesk", "--shop", run.shop, "--json", "import", table[0], "--map", table[1]]
    group = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    return subprocess.Popen(
        list(map(str, told)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        creationflags=group,
    )  # fmt: skip


def test_another_process_saves_during_a_long_import(run: CommandLine, table: tuple[Path, Path, int]) -> None:
    assert program("--shop", run.shop, "list", "orders").returncode in (0, 1)
    run.do("customer.create", name="Buyer 0")
    with start(run, table) as importing:
        saved = 0
        while importing.poll() is None:
            saved += 1
            run.do("customer.create", name=f"Buyer {saved}")
        out, err = importing.communicate()
    assert importing.returncode == 0, err
    assert json.loads(out)["lines"]["new"] == LINES
    assert saved > 2
    names = {row["name"] for row in run.rows("customers")}
    assert {f"Buyer {number}" for number in range(saved + 1)} <= names
    assert len(run.rows("orders")) == table[2]


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C cannot be sent to one process there")
@pytest.mark.parametrize("after", [0.4, 0.8, 1.2, 1.6])
def test_ctrl_c_leaves_nothing_half_done(run: CommandLine, table: tuple[Path, Path, int], after: float) -> None:
    run.do("customer.create", name="Buyer 0")
    with start(run, table) as importing:
        time.sleep(after)
        importing.send_signal(signal.SIGINT)
        pressed = time.monotonic()
        importing.communicate(timeout=20)
    assert time.monotonic() - pressed < 5
    orders = len(run.rows("orders"))
    if importing.returncode == 0:  # it had finished
        assert orders == table[2]
    else:
        assert importing.returncode in (130, -signal.SIGINT)
        assert orders in (0, table[2])
        assert len(run.rows("customers")) == 1 or orders


def test_a_long_import_is_undone_and_done_again(run: CommandLine, table: tuple[Path, Path, int]) -> None:
    run("import", table[0], "--map", table[1])
    people = len(run.rows("customers"))
    run("undo")
    assert run.rows("orders") == []
    assert run.rows("customers") == []
    run("redo")
    assert len(run.rows("orders")) == table[2]
    assert len(run.rows("customers")) == people
