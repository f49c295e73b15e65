"""The table and the exit code of `dev.py bench`."""

import json
from types import SimpleNamespace

import pytest

from tools.bench import Result, __main__, find


def measured(ok: bool) -> Result:
    return {"floor": 1.0, "ours": 1.4, "ratio": 1.4, "limit": "at most 1.5", "ok": ok, "how": "seconds"}


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {
        "quick": SimpleNamespace(NAME="quick", LIMIT="", run=lambda: measured(True)),
        "slow": SimpleNamespace(NAME="slow", LIMIT="", run=lambda: measured(False)),
    }
    monkeypatch.setattr(__main__, "find", lambda: known)


@pytest.mark.usefixtures("two")
def test_one_benchmark_over_its_limit_fails_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main([]) == 1
    assert "TOO SLOW" in capsys.readouterr().out
    assert __main__.main(["quick"]) == 0


@pytest.mark.usefixtures("two")
def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    __main__.main(["--json", "slow"])
    assert json.loads(capsys.readouterr().out) == {"benchmarks": [{"name": "slow", **measured(False)}]}


@pytest.mark.usefixtures("two")
def test_unknown_name_is_a_usage_error() -> None:
    with pytest.raises(SystemExit, match="2"):
        __main__.main(["nothing"])


def test_found_benchmarks_say_their_limit() -> None:
    assert all(bench.LIMIT and callable(bench.run) for bench in find().values())
