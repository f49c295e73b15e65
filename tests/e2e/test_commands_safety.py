"""`backup`, `restore`, `check`, and the way out of a damaged file by commands."""

from pathlib import Path

import pytest

from shopdesk.db import backup as files
from tests.e2e.command_line import NOW, CommandLine, everything
from tests.services.safety import damage


@pytest.fixture
def demo(run: CommandLine) -> CommandLine:
    run("demo", "--orders", "60")
    return run


def test_back_and_forth(demo: CommandLine) -> None:
    before = everything(demo)
    made = demo("backup")
    assert set(made) == {"file", "bytes", "verified", "missed"}
    lines = [{"title": "Mug", "quantity": 1, "price": "1"}]
    demo.do("order.create", buyer={"name": "Buyer A"}, currency="CNY", lines=lines)
    assert everything(demo) != before
    restored = demo("restore", made["file"])
    assert everything(demo) == before
    assert Path(restored["previous_kept_as"]).name.startswith("shop.shopdesk.before-restore-")
    assert demo("check")["ok"]


@pytest.mark.parametrize("harm", ["garbled header", "garbled first page", "zeroed pages", "noise"])
def test_a_damaged_shop_is_refused_and_rescued(demo: CommandLine, harm: str) -> None:
    count = demo("list", "orders")["count"]
    demo("backup")
    damage.HARM[harm](demo.shop)
    spoilt = demo.shop.read_bytes()
    for command in (("check",), ("check", "--repair"), ("list", "orders")):
        code, out, _err = demo.raw("--shop", demo.shop, "--now", NOW, "--json", *command)
        assert code == 0 or '"shop.damaged"' in out or '"shop.foreign"' in out, out
    assert demo.shop.read_bytes() == spoilt
    answer = demo("check", "--rescue")
    assert answer["ok"]
    assert answer["rescued"]["orders"] >= 0.6 * count
    assert Path(answer["previous_kept_as"]).read_bytes() == spoilt
    assert demo("list", "orders")["count"] == answer["rescued"]["orders"]
    assert demo("check")["ok"]


def test_the_last_backup_of_a_damaged_shop(demo: CommandLine) -> None:
    before = everything(demo)
    made = demo("backup")
    damage.garble_first_page(demo.shop)
    assert demo.refused("list", "orders")[0] in ("shop.foreign", "shop.damaged")
    demo("restore", made["file"])
    assert everything(demo) == before


def test_a_whole_shop_needs_no_rescue(demo: CommandLine) -> None:
    content = everything(demo)
    assert set(demo("check", "--rescue")) == {"ok", "checks"}
    assert everything(demo) == content
    assert not list(demo.folder.glob("*damaged*"))


def test_what_no_rescue_helps_is_refused_as_ever(run: CommandLine) -> None:
    assert run.refused("check", "--rescue")[0] == "shop.missing"
    run.shop.write_text("hello", encoding="utf-8")
    assert run.refused("check", "--rescue")[0] == "shop.beyond_rescue"
    assert run.shop.read_text("utf-8") == "hello"
    assert files.listed(files.folder_of(run.shop)) == []


def test_to_another_computer_in_one_file(demo: CommandLine) -> None:
    before = everything(demo)
    archive = demo.folder / "stick" / "shop.zip"
    archive.parent.mkdir()
    packed = demo("backup", "--archive", archive)
    assert packed["file"] == str(archive)
    assert demo.refused("backup", "--archive", archive)[0] == "archive.exists"
    demo.shop = demo.folder / "other computer" / "shop.shopdesk"
    assert demo("restore", archive) == {"restored": str(demo.shop), "previous_kept_as": None}
    assert everything(demo) == before
    archive.write_bytes(archive.read_bytes()[:-100])
    assert demo.refused("restore", archive)[0] == "archive.damaged"
    assert everything(demo) == before
