"""A save that the disk or another program refuses: one sentence, everything typed stays, and it can be saved again."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt

from shopdesk.db import engine
from shopdesk.domain.listing import ListQuery
from shopdesk.services import orders
from shopdesk.services.desk import Desk
from tests.small_disks import largest_file
from tests.ui.orders.stage import Stage

Open = Callable[[], Stage]


@contextmanager
def held(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another program writes and does not end."""
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 200)
    other = sqlite3.connect(desk.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


@contextmanager
def full(_desk: Desk, _monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No file may grow."""
    with largest_file(8_192):
        yield


@pytest.mark.parametrize(
    ("trouble", "words"), [(held, "Another program holds"), (full, "disk")], ids=["busy", "full disk"]
)
def test_what_was_typed_stays_and_is_saved_when_the_trouble_is_over(
    stage: Open,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Callable[[Desk, pytest.MonkeyPatch], Iterator[None]],
    words: str,
) -> None:
    on = stage()
    on.press("order.create.button")
    on.write("orders.form.buyer_name", "Buyer A")
    on.write("orders.form.line1.title", "Mug")
    on.write("orders.form.line1.price", "45.50")
    with trouble(desk, monkeypatch):  # type: ignore[attr-defined]
        on.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert words in on.find("orders.form.error").text()
        assert on.page.is_editing()
        assert on.find("orders.form.buyer_name").text() == "Buyer A"
        assert on.find("orders.form.line1.price").text() == "45.50"
    assert len(orders.ids(desk, ListQuery())) == 0
    on.press("orders.form.save")
    assert not on.page.is_editing()
    assert len(orders.ids(desk, ListQuery())) == 1
    assert on.order("SO-2026-000001")["total"] == 4550
