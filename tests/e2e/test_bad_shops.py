"""Shop files as they should not be: damaged, foreign, newer, read-only, forbidden: a code each, and none is touched."""

import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command_line import NOW, CommandLine
from tests.exchange.exports import SHOPIFY_HEADER, shopify_head

NOBODY = 65534
PAGE = 4096


def overwrite(path: Path, start: int, content: bytes) -> None:
    data = bytearray(path.read_bytes())
    data[start : start + len(content)] = content
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def make_newer(path: Path) -> None:
    with sqlite3.connect(path) as shop:
        shop.execute("UPDATE alembic_version SET version_num = '9999'")
    shop.close()


def make_other(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE orders (id)")
    database.close()


SHOPS: dict[str, tuple[Callable[[Path], Any], str]] = {
    "text": (lambda path: path.write_text("hello", encoding="utf-8"), "shop.foreign"),
    "workbook": (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(200)), "shop.foreign"),
    "other database": (make_other, "shop.foreign"),
    "60 bytes": (lambda path: path.write_bytes(path.read_bytes()[:60]), "shop.foreign"),
    "newer": (make_newer, "shop.newer"),
    "cut in half": (cut, "shop.damaged"),
    "first page blank": (lambda path: overwrite(path, 100, bytes(PAGE - 100)), "shop.damaged"),
    "many pages gone": (lambda path: overwrite(path, PAGE, b"\xff" * PAGE * 40), "shop.damaged"),
}


@pytest.mark.parametrize("what", SHOPS)
def test_shops_that_cannot_be_opened(demo: CommandLine, what: str) -> None:
    spoil, code = SHOPS[what]
    spoil(demo.shop)
    path = demo.export_file(SHOPIFY_HEADER, shopify_head())
    content = demo.shop.read_bytes()
    for command in (
        ("list", "orders"), ("show", "orders", "SO-1"), ("search", "tea"), ("slips", demo.folder / "a.pdf"), ("redo",),
        ("export", "2026-11", demo.folder / "a.xlsx"), ("undo",), ("undo", "--list"), ("import", path), ("demo",),
        ("do", "order.note", "--json-in", demo.values({"order": "SO-2026-000001", "text": "x"})),
    ):  # fmt: skip
        assert demo.refused(*command) == (code, {"path": str(demo.shop)}), command
    assert demo.shop.read_bytes() == content
    assert not [item for item in demo.folder.iterdir() if item.suffix in (".pdf", ".xlsx")]


def test_a_folder_is_no_shop(demo: CommandLine) -> None:
    demo.shop = demo.folder
    assert demo.refused("list", "orders")[0] == "shop.foreign"


def test_garbage_anywhere_is_damage_and_never_a_mistake_of_ours(demo: CommandLine) -> None:
    """Sixty random bytes in every seventh page: an answer, or the sentence; `refused` fails on anything else."""
    whole, dice = demo.shop.read_bytes(), random.Random(1)
    commands = [("list", "orders"), ("list", "products"), ("search", "买家"), ("undo", "--list")]
    told: set[str] = set()
    for start in range(0, len(whole), PAGE * 7):
        for log in ("-wal", "-shm"):
            Path(f"{demo.shop}{log}").unlink(missing_ok=True)
        page = bytearray(whole)
        for _byte in range(60):
            page[start + dice.randrange(100, PAGE)] = dice.randrange(256)
        demo.shop.write_bytes(page)
        for command in commands:
            code, out, err = demo.raw("--shop", demo.shop, "--now", NOW, "--json", *command)
            told.add("fine" if code == 0 else json.loads(out)["error"]["code"])
            assert told <= {"fine", "shop.damaged"}, (start, command, out, err)
    assert told == {"fine", "shop.damaged"}


# -- as somebody who may not ---------------------------------------------------------------------------------------


@contextmanager
def without_rights() -> Iterator[None]:
    """As somebody who owns nothing: root may read and write whatever the mode of a file says."""
    if os.getuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def theirs(demo: CommandLine) -> Iterator[CommandLine]:
    """A demo shop of somebody else's, in a folder that all may enter."""
    if sys.platform == "win32":
        pytest.skip("Windows keeps rights in lists, not in modes")
    with tempfile.TemporaryDirectory() as name:
        path = demo.export_file(SHOPIFY_HEADER, shopify_head())
        folder = Path(name)
        folder.chmod(0o755)
        for file in (demo.shop, Path(path)):
            shutil.copy(file, folder / file.name).chmod(0o644)
        demo.folder, demo.shop = folder, folder / demo.shop.name
        for command in (("list", "orders"), ("undo", "--list")):
            demo(*command)  # all that a command needs is loaded while we may read it
        yield demo
        folder.chmod(0o755)


def test_a_shop_that_may_only_be_read(theirs: CommandLine) -> None:
    values = theirs.values({"order": "SO-2026-000001", "text": "x"})
    content = theirs.shop.read_bytes()
    theirs.shop.chmod(0o444)
    theirs.folder.chmod(0o555)
    with without_rights():
        for command in (("list", "orders"), ("do", "order.note", "--json-in", values), ("undo",),
                        ("import", theirs.folder / "orders.csv"), ("demo",)):  # fmt: skip
            assert theirs.refused(*command) == ("shop.readonly", {"path": str(theirs.shop)}), command
    assert theirs.shop.read_bytes() == content


def test_a_shop_that_may_not_even_be_read(theirs: CommandLine) -> None:
    theirs.shop.chmod(0o000)
    with without_rights():
        assert theirs.refused("list", "orders") == ("shop.unreadable", {"path": str(theirs.shop)})
    theirs.shop.chmod(0o644)
    theirs.folder.chmod(0o000)
    with without_rights():
        assert theirs.refused("list", "orders") == ("shop.unreadable", {"path": str(theirs.shop)})


def test_a_new_shop_where_nothing_may_be_written(theirs: CommandLine) -> None:
    theirs.folder.chmod(0o555)
    path = theirs.folder / "orders.csv"
    for shop in (theirs.folder / "new.shopdesk", theirs.folder / "deep" / "new.shopdesk"):
        theirs.shop = shop
        with without_rights():
            assert theirs.refused("import", path) == ("shop.readonly", {"path": str(shop)})
        assert not shop.exists()


def test_a_file_that_may_not_be_read(theirs: CommandLine) -> None:
    path = theirs.folder / "orders.csv"
    theirs.shop.chmod(0o666)
    theirs.folder.chmod(0o777)
    path.chmod(0o000)
    with without_rights():
        assert theirs.refused("import", path) == ("file.unreadable", {"path": str(path)})
