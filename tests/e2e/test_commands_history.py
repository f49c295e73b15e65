"""`undo`, `undo --list` and `redo`, and several programs on one shop."""

import json
import sqlite3
import subprocess
import sys
import threading
import time

import pytest

from shopdesk.db import engine
from tests.e2e.command_line import NOW, CommandLine, everything, program
from tests.exchange.exports import SHOPIFY_HEADER, shopify_head


def enter(run: CommandLine, contact: str) -> None:
    run.do("inquiry.create", channel="phone", contact=contact)


def test_undo_and_redo_step_by_step(demo: CommandLine) -> None:
    states = [everything(demo)]
    ready = [row["number"] for row in demo.rows("orders", "--where", "ready=yes")]
    demo.do("order.flag", orders=ready, flag="blue")
    states.append(everything(demo))
    demo.do("packing.make", orders=ready)
    states.append(everything(demo))
    demo.do("packing.ship", orders=ready, carrier="SF")
    states.append(everything(demo))
    listed = demo("undo", "--list")
    assert [entry["action"] for entry in listed["actions"]] == ["packing.ship", "packing.make", "order.flag"]
    assert listed["count"] == 3
    for at in (3, 2, 1):
        entry, after = listed["actions"][3 - at], listed["actions"][4 - at : 5 - at]
        assert demo("undo") == {"undone": entry, "next": after[0] if after else None}
        assert everything(demo) == states[at - 1]
    assert demo.refused("undo") == ("undo.nothing", {})
    for at in (1, 2, 3):
        assert demo("redo")["redone"] == listed["actions"][3 - at]
        assert everything(demo) == states[at]
    assert demo.refused("redo") == ("undo.nothing", {})


def test_everybody_undoes_their_own(run: CommandLine) -> None:
    enter(run, "a")
    run("--as", "Zoe", "do", "inquiry.create", "--json-in", run.values({"channel": "phone", "contact": "b"}))
    enter(run, "c")
    assert run("--as", "Zoe", "undo")["undone"]["by"] == "Zoe"
    assert [row["contact"] for row in run.rows("inquiries")] == ["c", "a"]
    assert run.refused("--as", "Zoe", "undo")[0] == "undo.nothing"
    assert [entry["by"] for entry in run("undo", "--list")["actions"]] == ["owner", "owner"]


def test_an_undo_in_the_way_of_later_work_changes_nothing(run: CommandLine) -> None:
    run("import", run.export_file(SHOPIFY_HEADER, shopify_head(), shopify_head("#1002")))
    number = run.rows("orders")[0]["number"]
    run("--as", "Zoe", "do", "packing.make", "--json-in", run.values({"orders": [number]}))
    before = everything(run)
    assert run.refused("undo")[0] == "undo.conflict"
    assert everything(run) == before
    run("--as", "Zoe", "undo")
    run("undo")
    assert run.rows("orders") == []


def test_numbers_are_never_given_twice(run: CommandLine) -> None:
    enter(run, "a")
    run("undo")
    enter(run, "b")
    assert [row["number"] for row in run.rows("inquiries")] == ["IQ-2026-000002"]


# -- more than one program -----------------------------------------------------------------------------------------


def held(run: CommandLine) -> sqlite3.Connection:
    """Another program in the middle of writing."""
    other = sqlite3.connect(run.shop, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    return other


def test_a_writer_waits_for_another_and_readers_do_not(demo: CommandLine) -> None:
    other = held(demo)
    started = time.monotonic()
    assert demo.rows("orders")
    read = time.monotonic() - started
    timer = threading.Timer(2, other.rollback)
    timer.start()
    told = program("do", "order.note", "--shop", demo.shop, "--json", "--json-in",
                   demo.values({"order": "SO-2026-000001", "text": "waited"}))  # fmt: skip
    waited = time.monotonic() - started
    timer.join()
    other.close()
    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(told.stdout)["changes"] == {"messages": 1}
    assert read < 2 <= waited


def test_a_writer_that_waited_too_long_says_so(demo: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 200)
    path = demo.export_file(SHOPIFY_HEADER, shopify_head())
    before = everything(demo)
    other = held(demo)
    try:
        assert demo.do_refused("order.note", order="SO-2026-000001", text="x")[0] == "shop.busy"
        assert demo.refused("import", path)[0] == "shop.busy"
        assert demo.refused("slips", demo.folder / "a.pdf")[0] == "shop.busy"
        assert everything(demo) == before
    finally:
        other.close()
    assert not (demo.folder / "a.pdf").exists()
    demo.do("order.note", order="SO-2026-000001", text="x")


def test_many_imports_at_once_into_a_shop_that_is_not_there(run: CommandLine) -> None:
    paths = [
        run.export_file(SHOPIFY_HEADER, *(shopify_head(f"#{file}{n}") for n in range(5)), name=f"{file}.csv")
        for file in range(1, 4)
    ]
    command = [sys.executable, "-m", "shopdesk", "--shop", str(run.shop), "--json", "--now", NOW, "import"]
    told = [subprocess.Popen([*command, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for path in paths]
    answers = [(process.communicate(timeout=120), process.returncode) for process in told]
    assert [(code, err) for (_out, err), code in answers] == [(0, b"")] * 3
    assert [json.loads(out)["orders"]["new"] for (out, _err), _code in answers] == [5, 5, 5]
    rows = run.rows("orders")
    assert len({row["number"] for row in rows}) == len({row["platform_order"] for row in rows}) == 15
    assert len({row["customer"] for row in rows}) == 1


def test_the_history_lists_what_undo_lists(run: CommandLine) -> None:
    enter(run, "a")
    run("--as", "Zoe", "do", "inquiry.create", "--json-in", run.values({"channel": "phone", "contact": "b"}))
    enter(run, "c")
    run("undo")
    rows = run.rows("history")
    assert [(row["staff"], row["state"], row["undoable"]) for row in rows] == [
        ("owner", "undone", False), ("Zoe", "done", False), ("owner", "done", True),
    ]  # fmt: skip
    undoable = [row["id"] for row in run.rows("history", "--where", "undoable=true")]
    assert undoable == [entry["id"] for entry in run("undo", "--list")["actions"]]
    assert [row["id"] for row in run.rows("history", "--where", "staff=Zoe")] == [rows[1]["id"]]
    assert run("show", "history", rows[1]["id"])["changed"][0]["operation"] == "create"
    run.do("staff.add", name="Max", roles=["packing"])
    assert run.rows("staff")[0] | {"since": ""} == {
        "number": "Max", "name": "Max", "roles": ["packing"], "status": "active", "since": "",
    }  # fmt: skip
    assert run.refused("list", "campaigns")[0] == "list.kind"


def test_redo_of_an_import_whose_account_somebody_else_made_anew_is_refused(run: CommandLine) -> None:
    first = run.export_file(SHOPIFY_HEADER, shopify_head("#1"), name="1.csv")
    second = run.export_file(SHOPIFY_HEADER, shopify_head("#2"), name="2.csv")
    run("--as", "Mei", "import", first)
    run("--as", "Mei", "undo")
    run("--as", "Zoe", "import", second)
    before = everything(run)
    assert run.refused("--as", "Mei", "redo")[0] == "undo.conflict"
    assert everything(run) == before
    run("--as", "Zoe", "undo")
    run("--as", "Mei", "redo")
    assert [row["platform_order"] for row in run.rows("orders")] == ["#1"]


def test_people_read_words_and_not_codes(run: CommandLine) -> None:
    enter(run, "a")
    code, listed, _err = run.raw("--shop", run.shop, "--now", NOW, "--lang", "zh", "undo", "--list")
    assert code == 0
    assert "新建咨询" in listed
    assert "inquiry.create" not in listed
