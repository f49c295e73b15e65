"""A damaged shop: what is readable comes through and is sound, the damaged file is kept, nothing is made up."""

import os
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from shopdesk.db import backup as files
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.services import history, orders, settings
from shopdesk.services.demo import make_demo
from shopdesk.services.desk import clock_at, open_desk
from shopdesk.services.listing import KINDS, list_records, search_records
from shopdesk.services.safety import backups, checking, presence, recovering
from tests.services.safety import damage

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
AT = clock_at("2026-11-22T08:00:00Z")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo shop that every test spoils a copy of."""
    path = tmp_path_factory.mktemp("model") / "shop.shopdesk"
    desk = open_desk(path, clock=AT, create=True)
    make_demo(desk, 300)
    desk.close()
    return path


@pytest.fixture
def shop(model: Path, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "shop.shopdesk"
    path.write_bytes(damage.closed(model))
    yield path
    left = [one.name for one in tmp_path.iterdir() if one.name.startswith(".")]
    assert left == []


def back_up(path: Path) -> Path:
    desk = open_desk(path, clock=AT)
    made = backups.back_up(desk).backup.path
    desk.close()
    return made


def rows(path: Path, kind: str = "orders") -> dict[str, Any]:
    desk = open_desk(path, clock=AT)
    found = list_records(desk, KINDS[kind], (), "", True, None, 0)[1]
    desk.close()
    return {str(row["number"]): row for row in found}


def put(path: Path) -> recovering.Restored:
    return recovering.put_rescued(path, recovering.rescue(path), now=NOW)


def same_rows(before: dict[str, Any], after: dict[str, Any]) -> int:
    """How many came through just as they were; each of them has to be one that was there."""
    assert after.keys() <= before.keys()
    return sum(1 for number, row in after.items() if row == before[number])


@pytest.mark.parametrize("harm", damage.HARM)
@pytest.mark.parametrize("with_backup", [True, False])
def test_what_is_readable_comes_through_and_is_sound(shop: Path, harm: str, with_backup: bool) -> None:
    before = rows(shop)
    if with_backup:
        back_up(shop)
    damage.HARM[harm](shop)
    spoilt = shop.read_bytes()
    restored = put(shop)
    assert restored.previous_kept_as is not None
    assert restored.previous_kept_as.read_bytes() == spoilt
    assert ".damaged-2026" in restored.previous_kept_as.name
    after = rows(shop)
    least = {"cut": 0.2, "zeroed pages": 0.7, "noise": 0.7}.get(harm, 0.98)
    assert len(after) >= least * len(before)
    assert same_rows(before, after) >= least / 2 * len(before)
    desk = open_desk(shop, clock=AT)
    assert checking.check(desk, backups=False).ok
    number = next(iter(after))
    assert search_records(desk, number, 5)[0]["number"] == number
    made = orders.create_order(desk, OrderDraft("Buyer A", "CNY", (LineDraft("Mug", 1, 100),))).value.number
    assert made not in before
    desk.close()


def test_rows_are_found_though_the_way_to_them_is_lost(shop: Path) -> None:
    """The root of the orders is zeroed: SQLite alone would find none of them."""
    before = rows(shop)
    with closing(sqlite3.connect(shop)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'orders'").fetchone()[0]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(damage.closed(shop))
    content[(root - 1) * damage.PAGE : root * damage.PAGE] = bytes(damage.PAGE)
    shop.write_bytes(content)
    rescued = recovering.rescue(shop)
    assert rescued.counts["orders"] >= 0.95 * len(before)
    recovering.put_rescued(shop, rescued, now=NOW)
    assert same_rows(before, rows(shop)) >= 0.95 * len(before)


def test_commits_that_only_the_log_holds_come_through(shop: Path) -> None:
    """Killed, and then the file was damaged: the newest orders are in the log."""
    killed = textwrap.dedent(
        f"""
        import os
        from pathlib import Path
        from shopdesk.domain.drafts import LineDraft, OrderDraft
        from shopdesk.services import orders
        from shopdesk.services.desk import open_desk
        desk = open_desk(Path({str(shop)!r}))
        draft = OrderDraft(buyer_name="Last one", currency="CNY", lines=(LineDraft("Cup", 1, 100),))
        orders.create_order(desk, draft)
        os._exit(9)
        """
    )
    assert subprocess.run([sys.executable, "-c", killed], check=False).returncode == 9
    log = Path(f"{shop}-wal").read_bytes()
    content = bytearray(shop.read_bytes())
    content[40 * damage.PAGE : 44 * damage.PAGE] = bytes(4 * damage.PAGE)
    shop.write_bytes(content)
    kept = put(shop).previous_kept_as
    assert any(row["buyer"]["name"] == "Last one" for row in rows(shop).values())
    assert kept is not None
    assert log


def test_nothing_of_a_rescued_shop_is_undone(shop: Path) -> None:
    damage.noise(shop, seed=4)
    put(shop)
    desk = open_desk(shop, clock=AT)
    assert history.undoable(desk) == []
    assert history.redoable(desk) == []
    desk.close()


def test_a_rescue_that_is_cancelled_or_fails_leaves_nothing(shop: Path) -> None:
    damage.noise(shop)
    content = shop.read_bytes()

    def stop(done: int, _all: int) -> None:
        if done > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        recovering.rescue(shop, stop)
    assert shop.read_bytes() == content
    assert [one.name for one in shop.parent.iterdir() if "shop" in one.name and one != shop] == []
    shop.write_bytes(os.urandom(200_000))
    with pytest.raises(UserError) as refused:
        recovering.rescue(shop)
    assert (refused.value.code, refused.value.where) == ("shop.beyond_rescue", {"path": str(shop)})
    assert [one.name for one in shop.parent.iterdir() if "shop" in one.name and one != shop] == []


def test_an_empty_file_is_beyond_rescue(shop: Path) -> None:
    damage.empty(shop)
    with pytest.raises(UserError) as refused:
        recovering.rescue(shop)
    assert refused.value.code == "shop.beyond_rescue"


def test_the_last_good_backup_is_found_also_at_another_place(shop: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk = open_desk(shop, clock=AT)
    settings.set_settings(desk, {"backup_places": [str(stick)]})
    backups.back_up(desk)
    desk.close()
    newer = files.folder_of(shop) / "shop-20261122-090000-auto.sqlite"
    newer.write_bytes(os.urandom(50_000))  # the newest one is no good
    damage.garble_first_page(shop)
    found = recovering.last_good(shop)
    assert found is not None
    assert (found.backup.kind, found.holds.counts["orders"]) == ("manual", 300)
    for one in files.folder_of(shop).glob("*-manual.sqlite"):
        one.unlink()
    newer.unlink()
    damage.garble_header(stick / "shop.shopdesk.backups" / next(iter((stick / "shop.shopdesk.backups").iterdir())).name)
    assert recovering.last_good(shop) is None


def test_going_back_from_damage_keeps_the_damaged_file(shop: Path) -> None:
    before = rows(shop)
    made = back_up(shop)
    damage.garble_header(shop)
    (shop.parent / f".{shop.name}.rescued-1").write_bytes(b"of a rescue that was killed")
    spoilt = shop.read_bytes()
    restored = recovering.go_back(shop, made, now=NOW)
    assert rows(shop) == before
    assert restored.previous_kept_as is not None
    assert restored.previous_kept_as.read_bytes() == spoilt


@pytest.mark.parametrize("harm", [damage.empty, damage.gone])
def test_a_shop_that_vanished_is_not_made_anew_over_its_backups(shop: Path, harm: Any) -> None:
    back_up(shop)
    harm(shop)
    with pytest.raises(UserError) as refused:
        presence.check_present(shop)
    assert refused.value.code == "shop.gone"
    assert presence.can_help(shop, refused.value)


def test_a_new_shop_is_no_vanished_one(tmp_path: Path) -> None:
    presence.check_present(tmp_path / "new.shopdesk")


def test_somebody_elses_file_is_not_recovered(tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("hello", encoding="utf-8")
    assert not presence.can_help(text, UserError("shop.foreign", path=str(text)))
    assert not presence.can_help(text, UserError("shop.newer", path=str(text)))


def test_an_end_that_nobody_wanted_is_noticed_and_damage_found(shop: Path) -> None:
    assert not presence.was_left_open(shop)
    desk = open_desk(shop, clock=AT)
    orders.create_order(desk, OrderDraft("Buyer A", "CNY", (LineDraft("Mug", 1, 100),)))
    assert not presence.was_left_open(shop), "it is open, not left open"
    assert not recovering.find_damage(desk, lambda: False)
    desk.close()
    assert not presence.was_left_open(shop)
    damage.zero_end(shop)
    desk = open_desk(shop, clock=AT)
    assert recovering.find_damage(desk, lambda: False)
    assert not recovering.find_damage(desk, lambda: True)
    desk.close()


def test_a_killed_program_leaves_its_log(shop: Path) -> None:
    killed = (
        "import os; from pathlib import Path; from shopdesk.services import settings;"
        "from shopdesk.services.desk import open_desk;"
        f"desk = open_desk(Path({str(shop)!r})); settings.set_settings(desk, {{'name': 'x'}}); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", killed], check=False).returncode == 9
    assert presence.was_left_open(shop)
    open_desk(shop, clock=AT).close()
    assert not presence.was_left_open(shop)
