"""What holds for every command: exit codes, one JSON object, global options, a shop that is not there."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shopdesk.cli import main
from tests.e2e.command_line import NOW, CommandLine, program, surroundings
from tests.exchange.exports import SHOPIFY_HEADER, csv_text, shopify_head

READING = [
    ("list", "orders"),
    ("show", "orders", "SO-2026-000001"),
    ("search", "tea"),
    ("slips", "slips.pdf"),
    ("export", "2026-11", "book.xlsx"),
    ("undo",),
    ("undo", "--list"),
    ("redo",),
]
PHONED = {"channel": "phone", "contact": "555-0100"}


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_reading_commands_need_a_shop_and_make_none(run: CommandLine, arguments: tuple[str, ...]) -> None:
    assert run.refused(*arguments) == ("shop.missing", {"path": str(run.shop)})
    assert sorted(run.folder.iterdir()) == []


def test_actions_needs_no_shop_and_makes_none(run: CommandLine) -> None:
    actions = run("actions")["actions"]
    assert not run.shop.exists()
    assert all(set(action) == {"id", "fields", "roles"} for action in actions)
    assert {
        "order.create", "order.confirm", "order.hold", "order.deliver", "packing.make", "packing.scan", "packing.ship",
        "inquiry.create", "inquiry.message", "case.open", "case.receive", "case.refund",
    } <= {action["id"] for action in actions}  # fmt: skip


def test_import_demo_and_do_make_a_missing_shop(run: CommandLine) -> None:
    path = run.export_file(SHOPIFY_HEADER, shopify_head())
    for name, arguments in (
        ("import", ("import", path)),
        ("dry", ("import", path, "--dry-run")),
        ("demo", ("demo", "--orders", "1")),
        ("do", ("do", "inquiry.create", "--json-in", run.values(PHONED))),
    ):
        run.shop = run.folder / "deep" / name / "shop.shopdesk"
        run(*arguments)
        assert run.shop.is_file()
        assert [item.name for item in run.shop.parent.iterdir()] == [run.shop.name]  # nothing left lying about


def test_global_options_stand_before_or_after_the_command(demo: CommandLine) -> None:
    before = demo.raw("--shop", demo.shop, "--now", NOW, "--json", "list", "orders")
    after = demo.raw("list", "orders", "--json", "--now", NOW, "--shop", demo.shop)
    between = demo.raw("--json", "list", "--shop", demo.shop, "orders", "--now", NOW)
    assert before[0] == 0
    assert before == after == between


def test_the_environment_names_shop_language_and_clock(demo: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPDESK_SHOP", str(demo.shop))
    monkeypatch.setenv("SHOPDESK_LANG", "zh")
    monkeypatch.setenv("SHOPDESK_NOW", "2030-01-02T03:04:05+08:00")
    assert demo.raw("do", "inquiry.create", "--json-in", demo.values(PHONED))[0] == 0
    assert demo.rows("inquiries", "--limit", "1")[0]["created_at"] == "2030-01-01T19:04:05Z"
    code, _out, err = demo.raw("show", "orders", "SO-1")
    assert (code, err.partition(":")[0]) == (1, "record.missing")
    assert "记录" in err
    code, _out, err = demo.raw("show", "orders", "SO-1", "--lang", "en")  # an option speaks before the environment
    assert "There is no record" in err


def test_an_option_that_is_wrong_is_told(demo: CommandLine) -> None:
    assert demo.raw("--shop", demo.shop, "--now", "noon", "list", "orders")[0] == 1
    assert demo.refused("--now", "noon", "list", "orders") == ("form.date", {"field": "now", "found": "noon"})


@pytest.mark.parametrize(
    "arguments",
    [
        ["sing"], ["list"], ["list", "orders", "--limit", "x"], ["list", "orders", "--limit", "-1"], ["--lang", "fr"],
        ["slips", "a.pdf", "--paper", "b5"], ["demo", "--orders", "0"], ["import"], ["export", "2026-11"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_2_with_nothing_on_stdout(
    arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--shop", str(tmp_path / "x"), "--json", *arguments])
    assert caught.value.code == 2
    out, err = capsys.readouterr()
    assert (out, err.startswith("usage:")) == ("", True)
    assert list(tmp_path.iterdir()) == []


def test_without_json_people_read_tables_and_sentences(demo: CommandLine) -> None:
    code, out, err = demo.raw("--shop", demo.shop, "list", "orders", "--limit", "2")
    assert (code, err, len(out.splitlines())) == (0, "", 4)
    assert out.splitlines()[-1] == "2 / 40"
    code, out, err = demo.raw("--shop", demo.shop, "show", "orders", "SO-0")
    assert (code, out, err) == (1, "", "record.missing: There is no record “SO-0”.\n")
    # beside a field the window shows "This is needed."; here the sentence has to name the field itself
    code, out, err = demo.raw("--shop", demo.shop, "do", "order.confirm")
    assert (code, out, err) == (1, "", "form.required: orders: This is needed.\n")


def test_every_command_has_a_form_for_people(demo: CommandLine) -> None:
    path = demo.export_file(SHOPIFY_HEADER, shopify_head(), shopify_head("#2", Lineitem_quantity="-1"))
    shop = ("--shop", demo.shop, "--now", NOW)
    for arguments, words in (
        (("import", path, "--dry-run"), "Dry run"),
        (("import", path), "quantity “-1”"),
        (("search", "买家", "--limit", "1"), "1 / "),
        (("search", "nothing like this"), "Nothing found."),
        (("actions",), "order.create"),
        (("slips", demo.folder / "a.pdf"), "packing slips"),
        (("export", "2026-11", demo.folder / "a.xlsx"), "CNY"),
        (("undo", "--list"), "Make packing lists"),
        (("undo",), "Undone"),
        (("redo",), "Done again"),
    ):
        code, out, _err = demo.raw(*shop, *arguments)
        assert (code, words in out) == (0, True), (arguments, out)


# -- the real program ----------------------------------------------------------------------------------------------


def test_the_program_itself(demo: CommandLine, tmp_path: Path) -> None:
    console = Path(sys.executable).with_name("shopdesk")
    done = subprocess.run(
        [console, "list", "orders", "--limit", "1", "--json", "--shop", demo.shop],
        capture_output=True, check=False, env=surroundings(LC_ALL="C", PYTHONUTF8="0"),
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8") == demo.text("list", "orders", "--limit", "1")  # UTF-8 in any locale
    assert program("sing").returncode == 2
    failed = program("list", "orders", "--shop", tmp_path / "none", "--json")
    assert (failed.returncode, json.loads(failed.stdout)["error"]["code"], failed.stderr) == (1, "shop.missing", "")


def test_values_come_through_stdin_as_utf8(demo: CommandLine) -> None:
    told = program(
        "do", "inquiry.create", "--json-in", "-", "--json", "--shop", demo.shop,
        input='\ufeff{"channel": "wangwang", "contact": "买家甲"}', env=surroundings(LC_ALL="C", PYTHONUTF8="0"),
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    number = json.loads(told.stdout)["value"]["number"]
    assert demo("show", "inquiry", number)["contact"] == "买家甲"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_a_window_without_a_display_is_refused_in_words(tmp_path: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    bare.pop("QT_QPA_PLATFORM", None)
    told = program("--shop", tmp_path / "x", env=bare)
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("window.no_display: ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_an_interrupted_import_is_130_and_leaves_nothing(run: CommandLine) -> None:
    orders = [shopify_head(f"#{number}", Email=f"b{number}@example.com") for number in range(20_000)]
    path = run.folder / "many.csv"
    path.write_text(csv_text(SHOPIFY_HEADER, orders), encoding="utf-8")
    run("do", "inquiry.create", "--json-in", run.values(PHONED))
    before = run.text("list", "inquiries")
    told = subprocess.Popen(
        [sys.executable, "-m", "shopdesk", "import", path, "--json", "--shop", run.shop],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    _wait_until_it_reads(told, path)
    told.send_signal(signal.SIGINT)
    out, _err = told.communicate(timeout=60)
    assert (told.returncode, out) == (130, b"")
    assert run.rows("orders") == []
    assert run.text("list", "inquiries") == before
    assert run("import", path)["orders"]["new"] == 20_000


def _wait_until_it_reads(told: "subprocess.Popen[bytes]", path: Path) -> None:
    """Until the program has loaded its modules and the file: its memory has grown beyond what modules take."""
    status = Path(f"/proc/{told.pid}/statm")
    if not status.exists():
        time.sleep(2)
        return
    for _look in range(500):
        pages = int(status.read_text().split()[1])
        if pages * os.sysconf("SC_PAGE_SIZE") > 90_000_000:
            return
        time.sleep(0.02)
