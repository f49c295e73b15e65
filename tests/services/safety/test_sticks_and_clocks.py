"""A stick pulled out while a backup is made, and a clock set back: nothing is lost, nothing mixed up."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.db import backup as files
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import ListQuery
from shopdesk.services import history, orders, settings
from shopdesk.services.desk import Desk
from shopdesk.services.safety import backups
from tests.services.small_shop import Clock
from tests.small_disks import fill, small_disk


def enter(desk: Desk, buyer: str = "Buyer A") -> str:
    draft = OrderDraft(buyer_name=buyer, currency="CNY", lines=(LineDraft("Mug", 2, 4500),))
    return orders.create_order(desk, draft).value.number


def buyers(desk: Desk) -> list[str]:
    return sorted(row.buyer_name for row in orders.rows(desk, list(orders.ids(desk, ListQuery()))))


def test_a_stick_pulled_out_in_the_middle_is_named_and_the_copy_beside_the_shop_counts(
    desk: Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    settings.set_settings(desk, {"backup_places": [str(stick)]})
    enter(desk)

    def pull_out(_done: int, _all: int) -> None:
        if any(stick.glob("*/*.part-*")):
            shutil.rmtree(stick)

    made = backups.back_up(desk, report=pull_out)
    assert not stick.exists()
    assert [place.parent for place in made.missed] == [stick]
    assert files.verify(made.backup.path) == ""
    stick.mkdir()
    assert backups.back_up(desk).missed == ()


def test_a_stick_pulled_out_that_was_the_only_place_is_one_sentence(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    enter(desk)
    with pytest.raises(UserError) as refused:
        backups.back_up(desk, stick, report=lambda _done, _all: shutil.rmtree(stick, ignore_errors=True))
    assert refused.value.code == "backup.unwritable"
    assert buyers(desk) == ["Buyer A"]


def test_a_full_stick_is_named_and_the_copy_beside_the_shop_counts(desk: Desk) -> None:
    enter(desk)
    with small_disk(2) as stick:
        if stick is None:
            return  # said aloud; tests/e2e/test_full_disks.py has the limit that runs everywhere
        settings.set_settings(desk, {"backup_places": [str(stick)]})
        ballast = fill(stick, 100_000)
        made = backups.back_up(desk)
        assert [place.parent for place in made.missed] == [stick]
        assert list(stick.rglob("*.sqlite*")) == []
        ballast.unlink()
        assert backups.back_up(desk).missed == ()


def test_a_clock_set_back_gives_new_numbers_and_undoes_what_was_done_last(desk: Desk, clock: Clock) -> None:
    first = enter(desk, "first")
    clock.now -= timedelta(days=3)
    second = enter(desk, "second")
    clock.now -= timedelta(days=400)
    other_year = enter(desk, "third")
    assert len({first, second, other_year}) == 3
    assert other_year.split("-")[1] == str(int(first.split("-")[1]) - 1)
    for left in (["first", "second"], ["first"], []):
        history.undo(desk)
        assert buyers(desk) == left
    for there in (["first"], ["first", "second"], ["first", "second", "third"]):
        history.redo(desk)
        assert buyers(desk) == there
    clock.now += timedelta(days=403)
    assert enter(desk, "fourth") not in (first, second)


def test_a_clock_set_back_overwrites_no_backup_and_deletes_none(desk: Desk, clock: Clock) -> None:
    enter(desk, "first")
    made = backups.back_up(desk, kind="auto").backup
    content = made.path.read_bytes()
    enter(desk, "second")
    again = backups.back_up(desk, kind="auto").backup  # in the same second
    assert again.path != made.path
    clock.now -= timedelta(days=30)
    enter(desk, "third")
    assert backups.due(desk)
    earlier = backups.back_up(desk, kind="auto").backup
    assert made.path.read_bytes() == content
    assert {made.path, again.path, earlier.path} <= {backup.path for backup in backups.listed(desk.path)}
    assert backups.last(desk) == earlier
    assert not backups.due(desk)


def test_what_a_killed_backup_left_is_swept_after_a_day(desk: Desk) -> None:
    import os

    enter(desk)
    folder = backups.back_up(desk).backup.place
    old, fresh = folder / "small-20200101-000000-auto.sqlite.part-1", folder / "small.sqlite.part-2"
    for path in (old, fresh):
        path.write_bytes(b"half")
    at = desk.now().timestamp()
    os.utime(old, (at - 90_000, at - 90_000))
    os.utime(fresh, (at - 60, at - 60))
    backups.back_up(desk)
    assert (old.exists(), fresh.exists()) == (False, True)
