"""A disk that is full: one sentence for every command, nothing half, nothing lost, and all goes on when there is room.

Tried on a small disk of its own where one can be mounted, and everywhere with a limit on the size of files.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.command_line import CommandLine, everything
from tests.exchange.exports import SHOPIFY_HEADER, shopify_head
from tests.small_disks import fill, largest_file, small_disk

ORDER = {"buyer": {"name": "Buyer A"}, "currency": "CNY", "lines": [{"title": "Mug", "price": "45.00"}]}
FULL = ("shop.disk_full",)
LIMITED = ("shop.disk_full", "shop.disk_error")  # a limit is no full disk to SQLite, but as good as one


class Disk:
    """Where the shop lies, and a way to leave it no room."""

    def __init__(self, run: CommandLine, small: bool) -> None:
        self.run = run
        self.small = small
        self.codes = FULL if small else LIMITED

    @contextmanager
    def full(self, leave: int = 0) -> Iterator[None]:
        """No room (or that much) meanwhile."""
        if self.small:
            ballast = fill(self.run.shop.parent, leave)
            try:
                yield
            finally:
                ballast.unlink()
        else:
            with largest_file(65_536 + leave):
                yield


@pytest.fixture(params=["small disk", "limit"])
def disk(request: pytest.FixtureRequest, demo: CommandLine) -> Iterator[Disk]:
    """The demo shop on such a disk."""
    if request.param == "limit":
        yield Disk(demo, False)
        return
    with small_disk(16) as folder:
        if folder is None:
            yield Disk(demo, False)  # said aloud
            return
        moved = folder / demo.shop.name
        moved.write_bytes(demo.shop.read_bytes())
        demo.shop = moved
        yield Disk(demo, True)


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if ".part" in path.name or path.name.startswith(".shop"))


def test_writes_are_refused_and_go_on_when_there_is_room(disk: Disk) -> None:
    run = disk.run
    before = everything(run)
    path = run.export_file(SHOPIFY_HEADER, *(shopify_head(f"#{9000 + number}") for number in range(300)))
    values = run.values(ORDER)
    with disk.full(500_000 if disk.small else 100_000):
        refused = [run.refused("import", path)[0]]
        made = 0
        for _try in range(400):
            code, _out, _err = run.raw("--shop", run.shop, "do", "order.create", "--json-in", values)
            if code:
                break
            made += 1
        refused.append(run.refused("do", "order.create", "--json-in", values)[0])
        refused.append(run.refused("undo")[0] if disk.small else refused[0])
    assert set(refused) <= set(disk.codes), refused
    assert len(run.rows("orders")) == 40 + made
    assert run("check")["ok"]
    for _one in range(made):
        run("undo")
    assert everything(run) == before
    assert run("import", path)["orders"]["new"] == 300
    assert run("check")["ok"]


def test_a_backup_that_finds_no_room_counts_for_nothing(disk: Disk) -> None:
    run = disk.run
    with disk.full(60_000):
        code, where = run.refused("backup")
    assert code in (("backup.disk_full",) if disk.small else ("backup.disk_full", "backup.unwritable"))
    assert where["path"] == f"{run.shop}.backups"
    assert left_behind(run.shop.parent) == []
    made = Path(run("backup")["file"])
    assert made.is_file()
    with disk.full(60_000):
        code, _where = run.refused("restore", made)
    assert code in (("shop.disk_full",) if disk.small else ("shop.disk_full", "backup.unwritable"))
    assert len(run.rows("orders")) == 40
    assert [path.name for path in run.shop.parent.glob("*restor*")] == []


def test_a_new_shop_that_finds_no_room_is_none(disk: Disk) -> None:
    run = disk.run
    run.shop = run.shop.parent / "new.shopdesk"
    for room in (0, 150_000):
        with disk.full(room):
            assert run.refused("demo")[0] in (*disk.codes, "shop.readonly"), room
            assert run.do_refused("order.create", **ORDER)[0] in disk.codes
        assert not run.shop.exists()
        assert left_behind(run.shop.parent) == []
    assert run("demo", "--orders", "5")["orders"] == 5


def test_papers_and_workbooks_that_find_no_room(disk: Disk) -> None:
    run = disk.run
    before = everything(run)
    folder = run.shop.parent
    for command in (("export", "2026-11", folder / "a.xlsx"), ("slips", folder / "a.pdf")):
        with disk.full(8_000 if disk.small else -60_000):
            code, _where = run.refused(*command)
        assert code in (*disk.codes, "export.disk_full", "export.unwritable", "slips.unwritable"), command
    assert [path.name for path in folder.iterdir() if path.suffix in (".xlsx", ".pdf", ".tmp")] == []
    assert everything(run) == before
