"""A small shop and the inquiries page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shopdesk.services.desk import Desk
from shopdesk.ui.inquiries.page import InquiriesPage
from tests.services.small_shop import Clock, open_shop
from tests.ui.conversations.stage import Stage, on_stage


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[tuple[Desk, Clock]]:
    desk, clock = open_shop(tmp_path)
    yield desk, clock
    desk.close()


@pytest.fixture
def stage(qtbot: QtBot, dressed: object, shop: tuple[Desk, Clock], tmp_path: Path) -> Iterator[Stage]:
    with on_stage(qtbot, shop[0], tmp_path, "inquiries", InquiriesPage, "inquiries") as stage:
        yield stage
