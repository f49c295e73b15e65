"""A shop file to write into."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shopdesk.db.shop import Shop, open_shop

NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A new shop on disk."""
    opened = open_shop(tmp_path / "shop.shopdesk", create=True)
    yield opened
    opened.close()
