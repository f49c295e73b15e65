"""Child processes that are killed, not asked to stop."""

import multiprocessing
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

_METHOD = "spawn" if sys.platform == "win32" else "forkserver"
_START = 60.0  # seconds in which a child has to be ready
_LOADED = [
    "shopdesk.cli", "shopdesk.commands.actions", "shopdesk.commands.imports", "shopdesk.commands.history",
    "shopdesk.commands.safety", "shopdesk.commands.demo", "shopdesk.commands.lists", "shopdesk.app",
    "shopdesk.ui.pages", "tools.soak.commands", "tools.soak.window",
]  # fmt: skip


class Nursery:
    """Starts children from a process that has loaded the program already: a kill costs milliseconds, not seconds."""

    def __init__(self) -> None:
        self._context: Any = multiprocessing.get_context(_METHOD)
        if _METHOD == "forkserver":
            self._context.set_forkserver_preload(_LOADED)

    def start(self, function: Callable[..., object], *arguments: object) -> SpawnProcess:
        """A child that runs the function."""
        child: SpawnProcess = self._context.Process(target=function, args=arguments, daemon=True)
        child.start()
        return child


def cold(*arguments: str, out: Path) -> "subprocess.Popen[bytes]":
    """The real program, started as a person starts it; what it prints goes to `out`."""
    with out.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "shopdesk", *arguments], stdin=subprocess.DEVNULL, stdout=file, stderr=file
        )


def kill(child: Any) -> int:
    """Kills a child: 1 when it was at work still, 0 when it had ended well. Raises RuntimeError when it had failed."""
    ended = child.poll() if isinstance(child, subprocess.Popen) else child.exitcode
    if ended is None:
        child.kill()
        if isinstance(child, subprocess.Popen):
            child.wait(60)
        else:
            child.join(60)
        return 1
    if ended:
        raise RuntimeError(f"a child ended by itself with {ended}; what it said stands above")
    return 0


def wait_until(ready: Callable[[], bool]) -> None:
    """Raises TimeoutError when a child does not get ready."""
    until = time.monotonic() + _START
    while not ready():
        if time.monotonic() > until:
            raise TimeoutError("a writer did not get ready")
        time.sleep(0.01)


def kill_at(moments: Sequence[tuple[float, Any]]) -> int:
    """Kills each child so many seconds from now; how many were at work."""
    start, count = time.monotonic(), 0
    for moment, child in sorted(moments, key=lambda pair: pair[0]):
        time.sleep(max(0.0, start + moment - time.monotonic()))
        count += kill(child)
    return count


def moments(dice: random.Random, count: int, within: float) -> list[float]:
    """Random moments; now and then all the same one, as when the power goes."""
    if dice.random() < 0.3:
        return [dice.uniform(0, within)] * count
    return [dice.uniform(0, within) for _one in range(count)]
