"""A shop in which people asked for a week, and the reports page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shopdesk.services.desk import Desk
from shopdesk.ui.reports.page import ReportsPage
from tests.services.reports.desk_days import Said, Talk, at, put
from tests.services.small_shop import Clock, open_shop
from tests.ui.conversations.stage import Stage, on_stage


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[tuple[Desk, Clock]]:
    desk, clock = open_shop(tmp_path)
    clock.now = at(6, "18:00")
    yield desk, clock
    desk.close()


@pytest.fixture
def asked(shop: tuple[Desk, Clock]) -> Desk:
    """Three inquiries, one of them in the month before."""
    put(
        shop[0],
        [
            Talk("wechat", "won", (Said("in", at(0, "10:00")), Said("out", at(0, "10:05"))), at(0, "10:00")),
            Talk("email", "lost", (Said("in", at(1, "11:00")), Said("out", at(1, "11:30"))), at(1, "11:00"), "price"),
            Talk("email", "won", (Said("in", at(-9, "11:00")), Said("out", at(-9, "11:30"))), at(-9, "11:00")),
        ],
    )
    return shop[0]


@pytest.fixture
def stage(
    qtbot: QtBot, dressed: object, shop: tuple[Desk, Clock], tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Stage]:
    """The page on the shop as the test's other fixtures left it."""
    if "asked" in request.fixturenames:
        request.getfixturevalue("asked")
    with on_stage(qtbot, shop[0], tmp_path, "reports", ReportsPage, "reports") as stage:
        qtbot.waitUntil(lambda: stage.page.report is not None, timeout=30_000)
        yield stage
