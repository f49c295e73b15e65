"""Logs, crash traces and the last net for exceptions."""

import faulthandler
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk import logs


@pytest.fixture
def log_file() -> Iterator[Path]:
    yield logs.start()
    logs.stop()


def raised(text: str) -> Exception:
    try:
        raise ValueError(text)
    except ValueError as error:
        return error


def test_log_lies_in_the_data_folder_and_holds_what_was_said_once(log_file: Path, tmp_path: Path) -> None:
    logs.start()
    logging.getLogger("shopdesk.db").warning("掉电")
    assert log_file == tmp_path / "data" / "logs" / "shopdesk.log"
    assert log_file.read_text("utf-8").count("掉电") == 1


def test_log_rotates_and_goes_on_when_it_cannot(log_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = logging.getLogger("shopdesk")
    monkeypatch.setattr(log.handlers[-1], "maxBytes", 200)
    log.info("first %s", "x" * 150)
    log.info("second %s", "x" * 150)
    assert "first" in log_file.with_suffix(".log.1").read_text("utf-8")

    def refuse(*_args: object) -> None:
        raise PermissionError

    monkeypatch.setattr(log.handlers[-1], "rotate", refuse)
    log.info("third")
    log.info("fourth")
    assert "fourth" in log_file.read_text("utf-8")


def test_folder_that_cannot_be_made_costs_only_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("SHOPDESK_DATA", str(tmp_path / "file"))
    logs.start()
    assert logs.watch_crashes() is None
    assert logs.take_crash_report() is None


def test_uncaught_exception_is_logged_and_reported_once_for_a_place(log_file: Path) -> None:
    seen: list[str] = []
    net = logs.Uncaught(lambda error, _text: seen.append(str(error)))
    for text in ("one", "two"):
        error = raised(text)
        net.catch(type(error), error, error.__traceback__)
    assert seen == ["one"]
    assert list(net.counts.values()) == [2]
    assert "ValueError: one" in log_file.read_text("utf-8")


def test_report_that_fails_is_only_logged(log_file: Path) -> None:
    def fail(_error: BaseException, _text: str) -> None:
        raise RuntimeError("no window")

    error = raised("cell")
    logs.Uncaught(fail).catch(type(error), error, error.__traceback__)
    assert "RuntimeError: no window" in log_file.read_text("utf-8")


def test_exceptions_of_threads_are_caught(log_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for owner, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(owner, name, getattr(owner, name))  # put back after the test
    seen: list[str] = []
    logs.Uncaught(lambda error, _text: seen.append(str(error))).install()

    def work() -> None:
        raise OSError("disk")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == ["disk"]


def test_crash_of_the_process_is_told_at_the_next_start_once() -> None:
    dying = (
        "import faulthandler, os, signal; from shopdesk import logs; file = logs.watch_crashes();"
        "signal.raise_signal(signal.SIGABRT)"
    )
    died = subprocess.run([sys.executable, "-c", dying], capture_output=True, check=False)
    assert died.returncode != 0
    report = logs.take_crash_report()
    assert report is not None
    assert "Fatal Python error: Aborted" in report
    assert logs.take_crash_report() is None
    assert len(list(logs.log_dir().glob("crash-*.log"))) == 1


def test_quiet_end_leaves_no_crash_report() -> None:
    was_on = faulthandler.is_enabled()
    file = logs.watch_crashes()
    assert file is not None
    faulthandler.disable()
    file.close()
    if was_on:
        faulthandler.enable(sys.__stderr__)
    assert logs.take_crash_report() is None
