"""Backups that count, restoring that loses nothing, checks that find what was broken and put it right."""

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shopdesk.db import backup as files
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.domain.products import ProductDraft
from shopdesk.services import orders, products, settings
from shopdesk.services.desk import Desk, open_desk
from shopdesk.services.safety import backups, checking, restoring
from tests.services.small_shop import Clock

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def enter(desk: Desk, count: int = 1) -> list[str]:
    draft = OrderDraft(buyer_name="Buyer A", currency="CNY", lines=(LineDraft("Mug", 2, 4500),), discount=500)
    return [orders.create_order(desk, draft).value.number for _ in range(count)]


def numbers(path: Path) -> list[str]:
    desk = open_desk(path)
    with desk.shop.read() as connection:
        found = [row[0] for row in connection.exec_driver_sql("SELECT number FROM orders ORDER BY id")]
    desk.close()
    return found


def broken(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def codes(call: Callable[[], object]) -> str:
    with pytest.raises(UserError) as refused:
        call()
    return refused.value.code


def test_a_backup_holds_what_was_committed_while_the_shop_is_open(desk: Desk, tmp_path: Path) -> None:
    made_orders = enter(desk, 3)
    attachments = files.files_of(desk.path)
    attachments.mkdir()
    (attachments / "abc").write_bytes(b"photo")
    made = backups.back_up(desk)
    assert made.backup.path.parent == files.folder_of(desk.path)
    assert files.verify(made.backup.path) == ""
    assert (made.backup.place / "files" / "abc").read_bytes() == b"photo"
    copy = tmp_path / "copy.shopdesk"
    shutil.copy(made.backup.path, copy)
    assert numbers(copy) == made_orders
    assert [path.name for path in made.backup.place.iterdir() if ".part" in path.name] == []


def test_every_place_gets_one_and_a_stick_that_is_gone_is_named(desk: Desk, tmp_path: Path) -> None:
    stick, gone = tmp_path / "stick", tmp_path / "gone"
    stick.mkdir()
    settings.set_settings(desk, {"backup_places": [str(stick), str(gone)]})
    enter(desk)
    made = backups.back_up(desk)
    assert [place.parent for place in made.missed] == [gone]
    assert not gone.exists()
    assert len(backups.listed(desk.path, backups.places(desk))) == 2
    assert codes(lambda: settings.set_settings(desk, {"backup_places": ["relative/folder"]})) == "form.folder"
    assert codes(lambda: settings.set_settings(desk, {"backup_places": "x"})) == "form.type"


def test_what_cannot_be_written_is_one_sentence_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    enter(desk)
    (tmp_path / "file").write_text("not a folder")
    assert codes(lambda: backups.back_up(desk, tmp_path / "file")) == "backup.unwritable"

    def stop(_done: int, _all: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        backups.back_up(desk, tmp_path / "to", report=stop)
    assert list((tmp_path / "to").iterdir()) == []


def test_due_after_half_an_hour_of_changes(desk: Desk, clock: Clock) -> None:
    assert not backups.due(desk)
    enter(desk)
    assert backups.due(desk)
    backups.back_up(desk, kind="auto")
    clock.now += timedelta(minutes=10)
    enter(desk)
    assert not backups.due(desk)
    clock.now += timedelta(minutes=25)
    assert backups.due(desk)
    # A clock that was set back must not end the backups: the newest one counts as none.
    clock.now -= timedelta(days=3)
    assert backups.due(desk)


def test_rotation_keeps_days_weeks_and_what_a_person_made(tmp_path: Path) -> None:
    folder = tmp_path / "shop.backups"
    folder.mkdir()

    def put(at: datetime, kind: str) -> Path:
        path = folder / f"shop-{at.strftime('%Y%m%d-%H%M%S')}-{kind}.sqlite"
        path.write_bytes(b"x")
        return path

    autos = [put(NOW - timedelta(hours=12 * step), "auto") for step in range(80)]
    manual, migration = put(NOW - timedelta(days=300), "manual"), put(NOW - timedelta(days=90), "migration")
    future = put(NOW + timedelta(days=2), "auto")
    files.rotate(folder, NOW)
    kept = {backup.path for backup in files.listed(folder)}
    assert {manual, migration, future} <= kept
    days = {backup.at.date() for backup in files.listed(folder) if backup.path in autos}
    assert {(NOW - timedelta(days=back)).date() for back in range(7)} <= days
    assert 7 <= len(kept & set(autos)) <= 11
    assert autos[0] in kept


def test_restoring_brings_back_and_keeps_what_was_there(desk: Desk, clock: Clock) -> None:
    first = enter(desk)
    made = backups.back_up(desk)
    more = first + enter(desk)
    clock.now += timedelta(minutes=1)
    assert codes(lambda: restoring.restore(desk.path, made.backup.path, now=desk.now())) == "shop.open"
    desk.close()
    restored = restoring.restore(desk.path, made.backup.path, now=NOW)
    assert numbers(desk.path) == first
    assert restored.previous_kept_as is not None
    assert numbers(restored.previous_kept_as) == more


def test_a_damaged_shop_can_be_restored_and_is_kept(desk: Desk) -> None:
    first = enter(desk)
    made = backups.back_up(desk)
    desk.close()
    for part in ("-wal", "-shm"):
        Path(f"{desk.path}{part}").unlink(missing_ok=True)
    desk.path.write_bytes(b"rubbish " * 1000)
    restored = restoring.restore(desk.path, made.backup.path, now=NOW)
    assert numbers(desk.path) == first
    assert restored.previous_kept_as is not None
    assert restored.previous_kept_as.read_bytes().startswith(b"rubbish")


def test_the_log_of_the_old_file_is_not_replayed_into_the_restored_one(desk: Desk, tmp_path: Path) -> None:
    """A shop whose program was killed has commits in its log only."""
    first = enter(desk)
    made = backups.back_up(desk)
    desk.close()
    killed = textwrap.dedent(
        f"""
        import os
        from pathlib import Path
        from shopdesk.domain.drafts import LineDraft, OrderDraft
        from shopdesk.services import orders
        from shopdesk.services.desk import open_desk
        desk = open_desk(Path({str(desk.path)!r}))
        orders.create_order(desk, OrderDraft(buyer_name="B", currency="CNY", lines=(LineDraft("Cup", 1, 100),)))
        os._exit(9)
        """
    )
    assert subprocess.run([sys.executable, "-c", killed], check=False).returncode == 9
    assert Path(f"{desk.path}-wal").stat().st_size > 0
    restored = restoring.restore(desk.path, made.backup.path, now=NOW)
    assert numbers(desk.path) == first
    assert restored.previous_kept_as is not None
    assert len(numbers(restored.previous_kept_as)) == 2


@pytest.mark.parametrize("step", ["copyfile", "link", "replace"])
def test_an_interrupted_restore_leaves_a_shop(desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    everything = enter(desk, 2)
    made = backups.back_up(desk)
    enter(desk)
    desk.close()

    def fail(*_args: object, **_kw: object) -> None:
        raise OSError("the power went")

    owner = shutil if step == "copyfile" else os
    monkeypatch.setattr(owner, step, fail)
    if step == "link":  # without links the file is copied: that works
        restoring.restore(desk.path, made.backup.path, now=NOW)
        assert numbers(desk.path) == everything
        return
    assert codes(lambda: restoring.restore(desk.path, made.backup.path, now=NOW)) == "backup.unwritable"
    monkeypatch.undo()
    assert len(numbers(desk.path)) == 3


def test_what_is_no_backup_is_refused(desk: Desk, tmp_path: Path) -> None:
    enter(desk)
    desk.close()
    text = tmp_path / "text"
    text.write_text("hello")
    other = tmp_path / "other.sqlite"
    sqlite3.connect(other).execute("CREATE TABLE a (b)").connection.close()
    made = backups.back_up(open_desk(desk.path)).backup.path
    cut = tmp_path / "cut.sqlite"
    cut.write_bytes(made.read_bytes()[:-8192])
    newer = tmp_path / "newer.sqlite"
    shutil.copy(made, newer)
    broken(newer, "UPDATE alembic_version SET version_num='9999'")
    for path, code in (
        (tmp_path / "none", "backup.missing"), (text, "backup.foreign"), (other, "backup.foreign"),
        (cut, "backup.damaged"), (newer, "backup.newer"),
    ):  # fmt: skip
        assert codes(lambda path=path: restoring.restore(desk.path, path, now=NOW)) == code
        assert codes(lambda path=path: restoring.rehearse(path)) == code


def test_a_rehearsal_tells_what_is_in_it_and_touches_nothing(desk: Desk) -> None:
    enter(desk, 2)
    made = backups.back_up(desk)
    enter(desk)
    rehearsal = restoring.rehearse(made.backup.path)
    assert (rehearsal.ok, rehearsal.counts["orders"], rehearsal.problems) == (True, 2, ())
    assert rehearsal.newest_order_day == desk.local_day(desk.now()).isoformat()
    assert len(backups.listed(desk.path)) == 1


def test_a_healthy_shop_has_nothing_to_say(desk: Desk) -> None:
    enter(desk)
    products.create_product(desk, ProductDraft(sku="A", title="Mug", currency="CNY", stock=5))
    backups.back_up(desk)
    report = checking.check(desk)
    assert report.ok
    assert [item.name for item in report.checks] == list(checking.NAMES)
    assert all(item.found == 0 for item in report.checks)


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("search", "DELETE FROM search_text"),
        ("stock_ledger", "UPDATE product SET stock = 7"),
        ("order_totals", "UPDATE orders SET total = total + 1"),
        ("refunds", "UPDATE orders SET refunded = 100"),
    ],
)
def test_what_is_broken_is_found_and_put_right(desk: Desk, name: str, statement: str) -> None:
    enter(desk)
    products.create_product(desk, ProductDraft(sku="A", title="Mug", currency="CNY", stock=5))
    broken(desk.path, statement)
    found = {item.name: item.found for item in checking.check(desk).checks}
    assert found[name] > 0
    assert sum(1 for count in found.values() if count) == 1
    repaired = checking.check(desk, repair=True)
    assert repaired.ok
    assert {item.name: item.repaired for item in repaired.checks}[name] == found[name]
    assert checking.check(desk).ok
    assert len(backups.listed(desk.path)) == 1  # made before anything was changed


def test_rows_that_refer_to_nothing_are_found_and_not_hidden(desk: Desk) -> None:
    enter(desk)
    broken(desk.path, "UPDATE order_line SET order_id = 999")
    report = checking.check(desk)
    assert not report.ok
    assert {item.name: item.found for item in report.checks}["foreign_keys"] == 1


def test_a_broken_backup_is_found(desk: Desk) -> None:
    enter(desk)
    made = backups.back_up(desk).backup.path
    made.write_bytes(made.read_bytes()[:-4096])
    assert {item.name: item.found for item in checking.check(desk).checks}["backups"] == 1


def test_closing_makes_one_within_its_time_or_none(desk: Desk) -> None:
    enter(desk)
    ticks = iter(range(0, 1000, 10))
    assert backups.back_up_on_closing(desk, 2, lambda: next(ticks)) is None
    made = backups.back_up_on_closing(desk, 2, lambda: 0.0)
    assert made is not None
    assert made.backup.kind == "closing"
    assert backups.back_up_on_closing(desk, 2, lambda: 0.0) is None


def test_before_an_upgrade_there_is_a_backup(tmp_path: Path) -> None:
    import gzip

    packed = Path(__file__).parents[2] / "data" / "databases" / "0001.sqlite.gz"
    path = tmp_path / "old.shopdesk"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    open_desk(path).close()
    kinds = [backup.kind for backup in files.listed(files.folder_of(path))]
    assert kinds == ["migration"]
