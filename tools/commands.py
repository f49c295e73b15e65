"""The commands of `dev.py`. Each sets up what it needs, then hands over to a program inside `.venv`."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tools import headless, setup, system

OUT = setup.ROOT / "out"
DEMO_SHOP = OUT / "demo.shopdesk"


def main(arguments: Sequence[str]) -> int:
    """Runs one command; the exit code of the program it hands over to."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="Sets up ShopDesk and runs it, its tests and its checks.",
        epilog="\n".join(f"  {name:8} {run.__doc__}" for name, run in _COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=_COMMANDS, metavar="command")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on to the command")
    known = parser.parse_args(arguments)
    try:
        return _COMMANDS[known.command](known.arguments)
    except setup.SetupError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """opens the window on a demo shop; without a display makes the demo month's papers in out/"""
    if not _ready("run"):
        return 1
    named = any(part.partition("=")[0] == "--shop" for part in arguments)
    if not system.has_display():
        if named:
            print("There is no display for a window; the commands of shopdesk work without one.", file=sys.stderr)
            return 1
        return headless.make_month(OUT, arguments)
    if named:
        return shopdesk(*arguments)
    if not DEMO_SHOP.exists():
        setup.say("Making a demo shop …")
        if code := _make_demo(DEMO_SHOP):
            return code
    return shopdesk("--shop", str(DEMO_SHOP), *arguments)


def demo(arguments: list[str]) -> int:
    """makes the demo shop out/demo.shopdesk anew (--orders N, --seed S, or --shop FILE)"""
    if not _ready("run"):
        return 1
    if any(part.partition("=")[0] == "--shop" for part in arguments):
        return shopdesk("demo", *arguments)
    try:
        headless.remove_shop(DEMO_SHOP)
    except OSError:  # Windows keeps an open file
        print(f"{DEMO_SHOP} is in use; close its window first.", file=sys.stderr)
        return 1
    return _make_demo(DEMO_SHOP, *arguments)


def test(arguments: list[str]) -> int:
    """runs the tests on two processes (--coverage, and whatever pytest takes)"""
    if not _ready("dev", for_tests=bool(os.environ.get("CI"))):
        return 1
    coverage = "--coverage" in arguments
    own = [part for part in arguments if part != "--coverage"]
    if coverage:
        own += ["--cov", "--cov-report=term:skip-covered"]
    if not {"-n", "--pdb", "-s"} & set(own) and not any(part.startswith(("-n", "--numprocesses")) for part in own):
        own = ["-n", "2", *own]
    return inside("-m", "pytest", *own, QT_QPA_PLATFORM="offscreen")


def check(arguments: list[str]) -> int:
    """ruff, formatting, types, the floors' contracts, complete catalogues"""
    if not _ready("dev"):
        return 1
    return inside("-m", "tools.checks", *arguments)


def bench(arguments: list[str]) -> int:
    """measures against the floor of the same run (--json, or names of benchmarks)"""
    if not _ready("dev"):
        return 1
    return inside("-m", "tools.bench", *arguments, QT_QPA_PLATFORM="offscreen")


def soak(arguments: list[str]) -> int:
    """kills commands and a window while they write, hundreds of times, and looks what is left (--kills N, --seed S)"""
    if not _ready("dev"):
        return 1
    return inside("-m", "tools.soak", *arguments, QT_QPA_PLATFORM="offscreen")


def screens(arguments: list[str]) -> int:
    """photographs every page in both languages into docs/screens"""
    if not _ready("dev"):
        return 1
    return inside("-m", "tools.screens", *arguments, QT_QPA_PLATFORM="offscreen")


def words(arguments: list[str]) -> int:
    """extract, update, compile or check the catalogues"""
    if not _ready("dev"):
        return 1
    return inside("-m", "tools.words", *arguments)


def system_libraries(arguments: list[str]) -> int:
    """looks for the libraries and fonts that Qt needs (--tests: and for the programs of the tests)"""
    return 0 if system.provide(for_tests="--tests" in arguments) else 1


def set_up(arguments: list[str]) -> int:
    """only sets up (--dev: with the tools for tests)"""
    return 0 if _ready("dev" if "--dev" in arguments else "run") else 1


def shopdesk(*arguments: str) -> int:
    """`python -m shopdesk` inside `.venv`."""
    return inside("-m", "shopdesk", *arguments)


def inside(*arguments: str, **environment: str) -> int:
    """Runs the Python of `.venv` in the checkout; its exit code."""
    command: list[str | Path] = [setup.PYTHON, *arguments]
    return subprocess.run(command, cwd=setup.ROOT, env=setup.child_environment(**environment), check=False).returncode


def _make_demo(shop: Path, *arguments: str) -> int:
    shop.parent.mkdir(exist_ok=True)
    return shopdesk("--shop", str(shop), "demo", *arguments)


def _ready(kind: str, for_tests: bool = False) -> bool:
    if not system.provide(for_tests):
        return False
    setup.set_up(kind)
    return True


_COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "demo": demo,
    "bench": bench,
    "soak": soak,
    "screens": screens,
    "words": words,
    "setup": set_up,
    "system": system_libraries,
}
