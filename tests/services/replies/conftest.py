"""A demo shop, made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.services.demo import make_demo
from shopdesk.services.desk import Desk, open_desk
from tests.services.small_shop import START


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a demo shop; tests work in copies."""
    desk = open_desk(tmp_path_factory.mktemp("demo") / "demo.shop", clock=lambda: START, create=True)
    make_demo(desk, 80)
    desk.close()
    return desk.path


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk in a demo shop."""
    path = tmp_path / "demo.shop"
    shutil.copy(demo_file, path)
    desk = open_desk(path, clock=lambda: START)
    yield desk
    desk.close()
