"""Shops for whole-program tests: the demo is made once and copied."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from shopdesk.cli import main
from tests.e2e.command_line import NOW, CommandLine


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo shop nobody writes to."""
    path = tmp_path_factory.mktemp("demo") / "demo.shopdesk"
    assert main(["--shop", str(path), "--now", NOW, "demo", "--orders", "40"]) == 0
    return path


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Commands on a shop that is not there yet."""
    return CommandLine(tmp_path, capsys)


@pytest.fixture
def new_run(tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]) -> Callable[[], CommandLine]:
    """Commands on another shop that is not there yet, each time."""
    return lambda: CommandLine(tmp_path_factory.mktemp("shop"), capsys)


@pytest.fixture
def demo(run: CommandLine, demo_file: Path) -> CommandLine:
    """Commands on a demo shop of one's own."""
    shutil.copy(demo_file, run.shop)
    return run
