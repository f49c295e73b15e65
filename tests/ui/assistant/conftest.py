"""A small shop with the starter replies, and a context to ask the assistant in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.services.desk import Desk
from shopdesk.services.replies import starter
from shopdesk.ui.actions import Actions
from shopdesk.ui.bus import Bus
from shopdesk.ui.context import Context
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tasks import TaskRunner
from tests.services.small_shop import Clock, open_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[tuple[Desk, Clock]]:
    desk, clock = open_shop(tmp_path)
    starter.load_starter(desk)
    yield desk, clock
    desk.close()


@pytest.fixture
def context(dressed: object, shop: tuple[Desk, Clock], tasks: TaskRunner, preferences: Preferences) -> Context:
    return Context(shop[0], Bus(), tasks, Actions(), preferences, now=shop[0].now)
