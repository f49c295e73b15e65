"""What the tests of the window share: a task runner that is closed, preferences of their own, a dressed application."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from shopdesk.ui import theme
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tasks import TaskRunner


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in the light theme."""
    theme.apply(qapp, "light")
    return qapp


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[TaskRunner]:
    """A task runner; its workers have ended when the test has."""
    runner = TaskRunner()
    yield runner
    runner.close()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Preferences in a file of this test."""
    return Preferences(tmp_path / "window.ini")
