"""Tasks: results arrive on the main thread, once, and only where somebody still wants them."""

import threading
import time
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.ui.tasks import Interrupted, Report, TaskRunner


def test_result_arrives_on_the_main_thread(tasks: TaskRunner) -> None:
    seen: list[tuple[int, bool, bool]] = []
    main = threading.current_thread()
    worker: list[threading.Thread] = []

    def work(a: int, b: int) -> int:
        worker.append(threading.current_thread())
        return a + b

    tasks.run(work, 2, b=3, done=lambda value: seen.append((value, threading.current_thread() is main, True)))
    assert tasks.settle()
    assert seen == [(5, True, True)]
    assert worker[0] is not main


def test_writes_run_one_after_the_other(tasks: TaskRunner) -> None:
    running: list[int] = []
    most: list[int] = []

    def work(n: int) -> None:
        running.append(n)
        most.append(len(running))
        time.sleep(0.01)
        running.remove(n)

    for n in range(5):
        tasks.run(work, n)
    assert tasks.settle()
    assert most == [1] * 5


def test_user_error_goes_to_failed_and_without_it_to_the_window(tasks: TaskRunner) -> None:
    def refuse() -> None:
        raise UserError("order.missing", field="number")

    seen: list[UserError] = []
    shown: list[Any] = []
    tasks.user_error.connect(shown.append)
    tasks.run(refuse, failed=seen.append)
    assert tasks.settle()
    assert [error.code for error in seen] == ["order.missing"]
    assert shown == []
    tasks.run(refuse)
    assert tasks.settle()
    assert [error.code for error in shown] == ["order.missing"]


def test_a_bug_is_reported_and_the_next_task_runs(tasks: TaskRunner) -> None:
    crashes: list[BaseException] = []
    values: list[str] = []
    tasks.crashed.connect(crashes.append)
    tasks.run(lambda: 1 / 0, done=values.append)
    tasks.run(lambda: "fine", done=values.append)
    assert tasks.settle()
    assert [type(error) for error in crashes] == [ZeroDivisionError]
    assert values == ["fine"]


def test_cancel_stops_at_the_next_report(tasks: TaskRunner) -> None:
    reached: list[int] = []
    outcome: list[str] = []
    begun = threading.Event()

    def work(progress: Report) -> None:
        for n in range(1000):
            progress(n, 1000, "row")
            reached.append(n)
            begun.set()
            time.sleep(0.002)

    task = tasks.run(
        work,
        report_as="progress",
        done=lambda _value: outcome.append("done"),
        cancelled=lambda: outcome.append("cancelled"),
    )
    assert begun.wait(5)
    task.cancel()
    assert tasks.settle()
    assert outcome == ["cancelled"]
    assert len(reached) < 1000


def test_progress_reaches_the_window(tasks: TaskRunner) -> None:
    seen: list[tuple[int, int, str]] = []
    tasks.progressed.connect(lambda task: seen.append((task.done, task.total, task.text)))
    tasks.run(lambda report: [report(n, 3, "row") for n in range(1, 4)], report_as="report")
    assert tasks.settle()
    assert seen[-1] == (3, 3, "row")


def test_a_receiver_that_is_gone_hears_nothing(tasks: TaskRunner, qtbot: Any) -> None:
    label = QLabel("before")
    qtbot.addWidget(label)
    heard: list[str] = []
    release = threading.Event()
    tasks.run(lambda: release.wait(5), receiver=label, done=lambda _value: heard.append("late"))
    with qtbot.waitSignal(label.destroyed):
        label.deleteLater()
    release.set()
    assert tasks.settle()
    assert heard == []


def test_the_owner_of_a_bound_method_is_the_receiver(tasks: TaskRunner, qtbot: Any) -> None:
    class Listener(QObject):
        heard: list[str] = []  # noqa: RUF012

        def take(self, value: str) -> None:
            self.heard.append(value)

    listener = Listener()
    tasks.run(lambda: "kept", done=listener.take)
    assert tasks.settle()
    release = threading.Event()
    tasks.run(lambda: release.wait(5) and "late", done=listener.take)
    with qtbot.waitSignal(listener.destroyed):
        listener.deleteLater()
    release.set()
    assert tasks.settle()
    assert Listener.heard == ["kept"]


def test_a_newer_read_replaces_and_interrupts_the_older(tasks: TaskRunner) -> None:
    answers: list[str] = []
    stopped: list[str] = []
    begun = threading.Event()

    def slow(text: str, interrupted: Interrupted) -> str:
        interrupted.stop_with(lambda: stopped.append(text))
        begun.set()
        while not interrupted():
            time.sleep(0.001)
        return text

    tasks.latest("key", slow, "old", done=answers.append)
    assert begun.wait(5)
    tasks.latest("key", lambda text, _interrupted: text, "new", done=answers.append)
    assert tasks.settle()
    assert answers == ["new"]
    assert stopped == ["old"]


def test_what_has_returned_is_not_interrupted_any_more(tasks: TaskRunner) -> None:
    stopped: list[str] = []

    def quick(interrupted: Interrupted) -> None:
        interrupted.stop_with(lambda: stopped.append("stopped"))

    task = tasks.latest("key", quick)
    assert tasks.settle()
    task.cancel()
    assert stopped == []


def test_closing_lets_what_was_saved_be_written(qapp: Any) -> None:
    runner = TaskRunner()
    written: list[int] = []
    begun = threading.Event()

    def write() -> None:
        begun.set()
        time.sleep(0.05)
        written.append(1)

    runner.run(write)
    assert begun.wait(5)
    runner.run(write)  # a second save still stands in the queue
    runner.close()
    assert written == [1, 1]
    runner.run(write)
    assert runner.is_idle()


def test_what_is_cancelled_before_it_began_has_no_result(tasks: TaskRunner) -> None:
    heard: list[str] = []
    release = threading.Event()
    tasks.run(lambda: release.wait(5), lane="write")
    waiting = tasks.run(
        lambda: "result", done=lambda value: heard.append(f"done {value}"), cancelled=lambda: heard.append("cancelled")
    )
    waiting.cancel()
    release.set()
    assert tasks.settle()
    assert heard == ["cancelled"]


def test_work_can_be_interrupted_between_reports(tasks: TaskRunner) -> None:
    began, stopped, heard = threading.Event(), threading.Event(), []

    def work(interrupted: Interrupted) -> None:
        interrupted.stop_with(stopped.set)
        began.set()
        assert stopped.wait(5)
        if interrupted():
            raise Cancelled

    task = tasks.run(work, cancelled=lambda: heard.append("cancelled"), lane="file", interrupted_as="interrupted")
    assert began.wait(5)
    task.cancel()
    assert tasks.settle()
    assert heard == ["cancelled"]
