"""A bug is told once, with details to copy, and the window stays usable."""

import threading

import pytest
from PySide6.QtWidgets import QApplication

from shopdesk.ui.crash import CrashDialog, CrashReporter, fingerprint


def stumble(how: str) -> Exception:
    """An exception with a traceback."""
    try:
        raise RuntimeError(how)
    except RuntimeError as error:
        return error


@pytest.mark.parametrize("how_often", [3])
def test_one_dialog_for_each_bug(qtbot, caplog, how_often: int) -> None:
    reporter = CrashReporter()
    for n in range(how_often):
        reporter.report(stumble(f"cell {n}"))
    qtbot.waitUntil(lambda: bool(dialogs()))
    assert len(dialogs()) == 1
    dialog = dialogs()[0]
    assert "RuntimeError: cell 0" in dialog.details
    dialog.copy()
    assert QApplication.clipboard().text() == dialog.details
    assert len([record for record in caplog.records if record.name == "shopdesk.crash"]) == 1
    dialog.accept()


def test_from_a_worker_the_dialog_is_built_on_the_main_thread(qtbot, caplog) -> None:
    reporter = CrashReporter()
    seen: list[bool] = []
    reporter.reported.connect(lambda _error: seen.append(threading.current_thread() is threading.main_thread()))
    worker = threading.Thread(target=lambda: reporter.report(stumble("late")))
    worker.start()
    worker.join()
    assert seen == []
    qtbot.waitUntil(lambda: seen == [True])
    for dialog in dialogs():
        dialog.accept()


def test_ending_the_program_is_no_crash(qtbot) -> None:
    reporter = CrashReporter()
    with qtbot.assertNotEmitted(reporter.reported, wait=50):
        reporter.report(KeyboardInterrupt())
        reporter.report(SystemExit(0))


def test_fingerprint() -> None:
    assert fingerprint(stumble("a")) == fingerprint(stumble("b"))
    assert fingerprint(ValueError("a")) != fingerprint(stumble("a"))


def dialogs() -> list[CrashDialog]:
    """Crash dialogs that are open."""
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog) and w.isVisible()]
