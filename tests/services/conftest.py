"""A desk in a small shop."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.services.desk import Desk
from tests.services.small_shop import Clock, open_shop


@pytest.fixture(scope="session")
def empty_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop file that the migrations made once; each test gets a copy."""
    desk, _clock = open_shop(tmp_path_factory.mktemp("empty"))
    desk.close()
    return desk.path


@pytest.fixture
def shop(empty_shop: Path, tmp_path: Path) -> Iterator[tuple[Desk, Clock]]:
    """A new shop on disk and its clock."""
    shutil.copy(empty_shop, tmp_path)
    desk, clock = open_shop(tmp_path)
    yield desk, clock
    desk.close()


@pytest.fixture
def desk(shop: tuple[Desk, Clock]) -> Desk:
    """The desk of the owner."""
    return shop[0]


@pytest.fixture
def clock(shop: tuple[Desk, Clock]) -> Clock:
    """The clock of the desk."""
    return shop[1]
