"""Work off the main thread: one lane for writes, one for reads, a small one for files.

`TaskRunner` lives on the main thread and owns the signals, so every callback runs there, whichever thread
finished the work. Jobs receive plain data and return plain data; no job owns a QObject.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from shiboken6 import isValid

from shopdesk.domain.errors import Cancelled, UserError, in_other_words

Lane = Literal["write", "read", "file"]
Report = Callable[[int, int, str], None]

_log = logging.getLogger(__name__)
_THREADS: dict[str, int] = {"write": 1, "read": 1, "file": 2}
_REPORTS_PER_SECOND = 20


class Task:
    """One piece of work under way; the same object reaches the progress bar and whoever started it."""

    def __init__(self, title: str, lane: Lane, shows_progress: bool) -> None:
        self.title = title
        self.lane = lane
        self.shows_progress = shows_progress
        self.done = 0
        self.total = 0
        self.text = ""
        self.finished = False
        self._cancelled = False
        self._lock = threading.Lock()
        self._stops: list[Callable[[], object]] = []

    def cancel(self) -> None:
        """Ask the work to stop; it does so at its next report or row, and leaves nothing half done."""
        with self._lock:
            self._cancelled = True
            stops, self._stops = self._stops, []
            for stop in stops:
                stop()

    def stop_with(self, stop: Callable[[], object]) -> None:
        """Have `cancel` call `stop` (a connection's `interrupt`) for as long as the work runs; any thread."""
        with self._lock:
            if self._cancelled:
                stop()
            else:
                self._stops.append(stop)

    def over(self) -> None:
        """The work has returned: what `stop_with` named may serve somebody else now."""
        with self._lock:
            self._stops.clear()

    def is_cancelled(self) -> bool:
        """Whether somebody asked this work to stop (safe on any thread)."""
        return self._cancelled


class Interrupted:
    """Given to reads: call it to see whether the answer is still wanted; `stop_with` for what blocks."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self.stop_with = task.stop_with

    def __call__(self) -> bool:
        return self._task.is_cancelled()


class _Job:
    """What travels to a worker and back: the call, who gets its result, and the result."""

    def __init__(self, task: Task, call: Callable[[], Any], receiver: QObject | None) -> None:
        self.task = task
        self.call = call
        self.receiver = receiver
        self.done: Callable[[Any], object] | None = None
        self.failed: Callable[[UserError], object] | None = None
        self.cancelled: Callable[[], object] | None = None
        self.value: Any = None
        self.error: BaseException | None = None


class TaskRunner(QObject):
    """Runs functions on workers and hands their results to the main thread.

    Signals:
        started(object), progressed(object), ended(object): a `Task`.
        user_error(object): a `UserError` that nobody took with `failed=`.
        crashed(object): an unexpected exception of a job, already logged.
    """

    started = Signal(object)
    progressed = Signal(object)
    ended = Signal(object)
    user_error = Signal(object)
    crashed = Signal(object)
    _finished = Signal(object)
    _reported = Signal(object, int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[str, ThreadPoolExecutor] = {}
        self._running: set[_Job] = set()
        self._latest: dict[object, Task] = {}
        self._closed = False
        self._finished.connect(self._deliver)
        self._reported.connect(self._on_report)

    def run(
        self,
        function: Callable[..., Any],
        *args: Any,
        receiver: QObject | None = None,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        progress: bool = True,
        title: str = "",
        lane: Lane = "write",
        report_as: str | None = None,
        interrupted_as: str | None = None,
        delay: int = 0,
        **keywords: Any,
    ) -> Task:
        """Run `function(*args, **keywords)` on `lane`; exactly one of the callbacks follows, on the main thread.

        `receiver` is the widget that wants the result (by default the owner of the bound method `done`): when
        it has been deleted meanwhile, the result is dropped. `report_as` names the keyword under which
        `function` takes `report(done, total, text)`; a report raises `Cancelled` after `Task.cancel()`.
        `interrupted_as` names the one for an `Interrupted`, for work that blocks between reports. `delay`
        milliseconds pass before it starts, so that a paint can come first.
        """
        task = Task(title, lane, progress)
        if report_as is not None:
            keywords[report_as] = self._reporter(task)
        if interrupted_as is not None:
            keywords[interrupted_as] = Interrupted(task)
        return self._start(
            task, lambda: function(*args, **keywords), receiver, done=done, failed=failed, cancelled=cancelled,
            delay=delay,
        )  # fmt: skip

    def latest(
        self,
        key: object,
        function: Callable[..., Any],
        *args: Any,
        receiver: QObject | None = None,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
        delay: int = 0,
        **keywords: Any,
    ) -> Task:
        """Read `function(*args, interrupted, **keywords)` on the read lane; a newer call with `key` replaces it.

        `interrupted()` becomes true for the older call, which then stops as soon as it looks; its result is
        dropped either way. `delay` milliseconds pass before the read starts, so that a paint can come first.
        """
        older = self._latest.get(key)
        if older is not None:
            older.cancel()
        task = Task("", "read", shows_progress=False)
        self._latest[key] = task
        return self._start(
            task,
            lambda: function(*args, Interrupted(task), **keywords),
            receiver,
            done=done,
            failed=failed,
            delay=delay,
        )

    def is_idle(self) -> bool:
        """Whether every job has been delivered."""
        return not self._running

    def settle(self, timeout: float = 10.0) -> bool:
        """Wait, with the event loop running, until all jobs are delivered (closing, tests); False on timeout."""
        deadline = time.monotonic() + timeout
        while self._running and time.monotonic() < deadline:
            loop = QEventLoop()
            self.ended.connect(loop.quit)
            QTimer.singleShot(max(1, int((deadline - time.monotonic()) * 1000)), loop.quit)
            loop.exec()
        return not self._running

    def close(self) -> None:
        """Cancel reads, let what was to be saved be saved, and end the workers."""
        self._closed = True
        for job in self._running:
            if job.task.lane != "write":
                job.task.cancel()
        for lane, pool in self._pools.items():
            pool.shutdown(wait=True, cancel_futures=lane != "write")
        self._pools.clear()
        self._running.clear()

    def _start(
        self,
        task: Task,
        call: Callable[[], Any],
        receiver: QObject | None,
        *,
        done: Callable[[Any], object] | None,
        failed: Callable[[UserError], object] | None,
        cancelled: Callable[[], object] | None = None,
        delay: int = 0,
    ) -> Task:
        job = _Job(task, call, receiver or _owner(done))
        job.done, job.failed, job.cancelled = done, failed, cancelled
        if self._closed:
            task.cancel()
            return task
        self._running.add(job)
        self.started.emit(task)
        if delay:
            QTimer.singleShot(delay, self, lambda: self._submit(job))
        else:
            self._submit(job)
        return task

    def _submit(self, job: _Job) -> None:
        lane = job.task.lane
        if self._closed:
            return
        if lane not in self._pools:
            self._pools[lane] = ThreadPoolExecutor(_THREADS[lane], thread_name_prefix=f"shopdesk-{lane}")
        self._pools[lane].submit(self._work, job)

    def _work(self, job: _Job) -> None:
        try:
            if job.task.is_cancelled():
                raise Cancelled  # before it began; nobody may take "nothing" for its result
            job.value = job.call()
        except BaseException as error:
            job.error = error
        job.task.over()
        # The window may be gone when a worker comes back late; then there is nobody to tell.
        if isValid(self):
            self._finished.emit(job)

    def _deliver(self, job: _Job) -> None:
        if job not in self._running:
            return
        self._running.discard(job)
        task = job.task
        task.finished = True
        for key, newest in list(self._latest.items()):
            if newest is task:
                del self._latest[key]
        try:
            self._call_back(job)
        finally:
            self.ended.emit(task)

    def _call_back(self, job: _Job) -> None:
        wanted = job.receiver is None or isValid(job.receiver)
        error = job.error and (in_other_words(job.error) or job.error)
        if isinstance(error, Cancelled) or (job.task.is_cancelled() and (error or job.task.lane == "read")):
            if job.cancelled and wanted:
                job.cancelled()
        elif isinstance(error, UserError):
            if job.failed is None:
                self.user_error.emit(error)
            elif wanted:
                job.failed(error)
        elif error is not None:
            _log.error("a job on the %s lane failed", job.task.lane, exc_info=error)
            self.crashed.emit(error)
        elif job.done is not None and wanted:
            job.done(job.value)

    def _reporter(self, task: Task) -> Report:
        last = 0.0

        def report(done: int, total: int, text: str = "") -> None:
            nonlocal last
            if task.is_cancelled():
                raise Cancelled
            now = time.monotonic()
            if now - last >= 1 / _REPORTS_PER_SECOND or done >= total:
                last = now
                self._reported.emit(task, min(done, 2**31 - 1), min(total, 2**31 - 1), text)

        return report

    def _on_report(self, task: Task, done: int, total: int, text: str) -> None:
        if not task.finished:
            task.done, task.total, task.text = done, total, text
            self.progressed.emit(task)


def _owner(callback: Callable[..., object] | None) -> QObject | None:
    owner = getattr(callback, "__self__", None)
    return owner if isinstance(owner, QObject) else None
