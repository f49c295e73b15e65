"""A shop that a command makes appears whole or not at all: refused, interrupted, killed, or two at once."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command_line import NOW, CommandLine, everything, program, surroundings
from tests.exchange.exports import SHOPIFY_HEADER, shopify_head

ORDER = {"buyer": {"name": "Buyer A"}, "currency": "CNY", "lines": [{"title": "Mug", "price": "45.00"}]}


def started(*arguments: str | Path, **more: Any) -> "subprocess.Popen[str]":
    told = [sys.executable, "-m", "shopdesk", *map(str, arguments)]
    return subprocess.Popen(
        told, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=surroundings(SHOPDESK_NOW=NOW), **more,
    )  # fmt: skip


def wait_for_work(process: "subprocess.Popen[str]", folder: Path) -> None:
    """Until the new shop is being filled."""
    until = time.monotonic() + 60
    while not any(path.stat().st_size > 100_000 for path in folder.glob(".shopdesk-*/*")):
        assert process.poll() is None, process.stderr
        assert time.monotonic() < until
        time.sleep(0.02)


def left(run: CommandLine) -> list[str]:
    return sorted(path.name for path in run.folder.iterdir() if path.name not in ("data", "values.json", "orders.csv"))


def test_what_is_refused_makes_no_shop(run: CommandLine) -> None:
    assert run.do_refused("order.pay", orders=["SO-2026-000001"])[0] == "record.missing"
    assert run.do_refused("order.create", lines=[])[0] == "form.required"
    assert run.refused("import", run.folder / "none.csv")[0] == "file.missing"
    path = run.export_file(SHOPIFY_HEADER, shopify_head(Lineitem_quantity="-1"))
    assert run.refused("import", path, "--strict")[0] == "import.strict"
    assert left(run) == []
    run("import", run.export_file(SHOPIFY_HEADER, shopify_head()))
    assert left(run) == ["shop.shopdesk"]


def test_trouble_in_a_new_shop_is_told_of_where_it_would_be(run: CommandLine) -> None:
    (run.folder / "file").write_text("no folder")
    run.shop = run.folder / "file" / "new.shopdesk"
    assert run.do_refused("order.create", **ORDER) == ("shop.readonly", {"path": str(run.shop)})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_an_interrupted_demo_is_none(run: CommandLine) -> None:
    process = started("--shop", run.shop, "demo", "--orders", "3000", cwd=Path.cwd())
    wait_for_work(process, run.folder)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "")
    assert left(run) == []


def test_a_killed_demo_is_none_and_can_be_made_again(run: CommandLine) -> None:
    process = started("--shop", run.shop, "demo", "--orders", "3000")
    wait_for_work(process, run.folder)
    process.kill()
    process.communicate(timeout=60)
    assert not run.shop.exists()
    assert run("demo", "--orders", "12")["orders"] == 12
    assert run("check")["ok"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_an_interrupted_import_changes_nothing(demo: CommandLine) -> None:
    before = everything(demo)
    heads = [shopify_head(Name=f"#{9000 + number}", Id=str(70_000_000 + number)) for number in range(20_000)]
    path = demo.export_file(SHOPIFY_HEADER, *heads)
    process = started("--shop", demo.shop, "import", path)
    time.sleep(2.5)
    assert process.poll() is None, "the import was quicker than this test"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (130, "", "")
    assert everything(demo) == before


def test_two_commands_make_one_shop_and_both_are_in_it(run: CommandLine) -> None:
    values = run.values(ORDER)
    both = [started("--shop", run.shop, "--json", "do", "order.create", "--json-in", values) for _one in range(3)]
    told = [json.loads(process.communicate(timeout=120)[0])["value"]["number"] for process in both]
    assert sorted(told) == ["SO-2026-000001", "SO-2026-000002", "SO-2026-000003"]
    assert sorted(row["number"] for row in run.rows("orders")) == sorted(told)
    assert left(run) == ["shop.shopdesk"]


def test_what_a_killed_program_left_is_swept_after_a_day(run: CommandLine) -> None:
    import os

    old, fresh = run.folder / ".shopdesk-old", run.folder / ".shopdesk-new"
    for folder in (old, fresh):
        folder.mkdir()
        (folder / "shop.shopdesk").write_bytes(b"half")
    os.utime(old, (1, 1))
    assert program("--shop", run.shop, "do", "order.create", "--json-in", run.values(ORDER)).returncode == 0
    assert left(run) == [".shopdesk-new", "shop.shopdesk"]
