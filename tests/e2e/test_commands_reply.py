"""`reply`: with and without a shop, one message or many."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from shopdesk.domain.scenarios import SCENARIOS
from tests.e2e.command_line import CommandLine


def lines(run: CommandLine, *arguments: str | Path) -> list[dict[str, Any]]:
    code, out, err = run.raw("--shop", run.shop, "--json", "reply", *arguments)
    assert code == 0, err
    return [json.loads(line) for line in out.splitlines()]


def test_without_a_shop_none_is_made(run: CommandLine) -> None:
    told = run("reply", "Where is my order #1045?")
    assert set(told) == {"scenario", "confidence", "found", "replies"}
    assert told["scenario"] == "logistics"
    assert told["found"] == [{"kind": "order", "text": "1045", "record": None}]
    assert {"id", "title", "text", "score"} <= set(told["replies"][0])
    assert not run.shop.exists()


def test_with_a_shop_records_are_linked(run: CommandLine) -> None:
    run("demo", "--orders", "40")
    row = run.rows("orders", "--where", "platform=taobao")[0]
    told = run("reply", f"订单{row['platform_order']}什么时候发货")
    assert told["found"][0]["record"] == row["number"]
    assert told["replies"][0]["id"].startswith("RE-")
    assert run.rows("replies", "--where", "language=zh")[0]["used"] == 0
    assert run("show", "reply", told["replies"][0]["id"])["title"] == told["replies"][0]["title"]


def test_a_batch_answers_line_by_line(run: CommandLine) -> None:
    path = run.folder / "messages.txt"
    path.write_text('退款什么时候到\n\n"two\\nlines: I want to return it"\r\nhello\n', encoding="utf-8")
    told = lines(run, "--batch", path)
    assert [one["scenario"] for one in told] == ["refund", "other", "return", "other"]
    path.write_bytes(b"\xff\xfe broken \x80\n")
    assert len(lines(run, "--batch", path)) == 1


def test_what_is_refused(run: CommandLine) -> None:
    assert run.refused("reply")[0] == "reply.text_or_batch"
    assert run.refused("reply", "a", "--batch", "b")[0] == "reply.text_or_batch"
    assert run.refused("reply", "--batch", run.folder / "none.txt")[0] == "file.missing"
    assert run.refused("reply", "--batch", run.folder)[0] == "file.unreadable"


def test_words_for_people(run: CommandLine) -> None:
    code, out, _err = run.raw("--shop", run.shop, "reply", "please refund $20 to buyer@example.com")
    assert code == 0
    assert "Refund" in out
    assert "$20" in out
    assert "{" not in out


@pytest.mark.parametrize("text", ["", "\udc80\udcff", "-", "<b>"])
def test_odd_arguments(run: CommandLine, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    if text == "-":
        import io

        monkeypatch.setattr("sys.stdin", io.StringIO("where is my refund"))
    assert run("reply", "--", text)["scenario"] in SCENARIOS


def test_nothing_heavy_is_loaded_before_it_is_needed(tmp_path: Path) -> None:
    program = (
        "import sys; import shopdesk.app, shopdesk.cli, shopdesk.services.inquiries; shopdesk.cli.parser(); "
        "bad = {'numpy', 'sklearn', 'scipy'} & set(sys.modules); sys.exit(f'loaded: {bad}' if bad else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env={**os.environ, "SHOPDESK_DATA": str(tmp_path)},
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
