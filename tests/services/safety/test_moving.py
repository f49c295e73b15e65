"""A shop as one archive: all of it arrives; one that somebody made up is refused with nothing left behind."""

import hashlib
import io
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shopdesk.db import backup as files
from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.services.desk import Desk, open_desk
from shopdesk.services.safety import moving
from tests.services.safety.test_safety import enter, numbers

PHOTO = b"photo" * 1000
NAME = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def packed(desk: Desk, tmp_path: Path) -> Path:
    """An archive of a shop with three orders and a photo."""
    enter(desk, 3)
    files.files_of(desk.path).mkdir()
    (files.files_of(desk.path) / NAME).write_bytes(PHOTO)
    (files.files_of(desk.path) / "desktop.ini").write_bytes(b"not ours")
    return moving.pack(desk, tmp_path / f"x{moving.ENDING}", {"theme": "dark", "language": "zh_CN"}).file


def refused(archive: Path, folder: Path) -> str:
    with pytest.raises(UserError) as error:
        moving.unpack(archive, folder)
    assert list(folder.iterdir()) == []
    assert error.value.where["path"]
    return error.value.code


def content(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as source:
        return {name: source.read(name) for name in source.namelist()}


def made_of(path: Path, entries: list[tuple[str, bytes]], manifest: dict[str, Any] | None = None) -> Path:
    """An archive of these entries; the list of contents tells the truth about them unless another is given."""
    told = manifest or {
        "format": "shopdesk-archive", "version": 1, "shop": "shop.shopdesk", "schema": "0001", "made_at": "",
        "files": [
            {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in dict(entries).items()
        ],
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in entries:
            target.writestr(name, data)
        target.writestr("manifest.json", json.dumps(told))
    return path


def test_everything_arrives(desk: Desk, packed: Path, tmp_path: Path) -> None:
    there = tmp_path / "other computer"
    heard: list[tuple[int, int]] = []
    unpacked = moving.unpack(packed, there, lambda done, total: heard.append((done, total)))
    assert unpacked.shop == there / desk.path.with_suffix(".shopdesk").name or unpacked.shop.parent == there
    assert numbers(unpacked.shop) == numbers(desk.path)
    assert [path.name for path in files.files_of(unpacked.shop).iterdir()] == [NAME]
    assert (files.files_of(unpacked.shop) / NAME).read_bytes() == PHOTO
    assert unpacked.preferences == {"theme": "dark", "language": "zh_CN"}
    assert heard[-1][0] == heard[-1][1] > 0
    assert len(list(there.iterdir())) == 2


def test_a_shop_that_is_there_stays_as_it_is(desk: Desk, packed: Path, tmp_path: Path) -> None:
    first = moving.unpack(packed, tmp_path / "there").shop
    before = first.read_bytes()
    second = moving.unpack(packed, tmp_path / "there").shop
    assert second != first
    assert first.read_bytes() == before
    assert numbers(second) == numbers(first)


def test_packing_overwrites_nothing_and_leaves_nothing(desk: Desk, packed: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        moving.pack(desk, packed)
    assert error.value.code == "archive.exists"
    moving.pack(desk, packed, overwrite=True)

    def stop(_done: int, _all: int) -> None:
        raise Cancelled

    (tmp_path / "to").mkdir()
    with pytest.raises(Cancelled):
        moving.pack(desk, tmp_path / "to" / "a.zip", report=stop)
    with pytest.raises(Cancelled):
        moving.unpack(packed, tmp_path / "to", stop)
    assert list((tmp_path / "to").iterdir()) == []
    with pytest.raises(UserError) as error:
        moving.pack(desk, tmp_path / "no such folder" / "a.zip")
    assert error.value.code == "archive.unwritable"


def test_restoring_an_archive_keeps_what_was_there(desk: Desk, packed: Path) -> None:
    everything = numbers_of(desk)
    enter(desk)
    with pytest.raises(UserError) as error:
        moving.restore(desk.path, packed, now=desk.now())
    assert error.value.code == "shop.open"
    desk.close()
    shutil.rmtree(files.files_of(desk.path))
    restored = moving.restore(desk.path, packed, now=desk.now())
    assert numbers(desk.path) == everything
    assert restored.previous_kept_as is not None
    assert len(numbers(restored.previous_kept_as)) == 4
    assert (files.files_of(desk.path) / NAME).read_bytes() == PHOTO


def numbers_of(desk: Desk) -> list[str]:
    with desk.shop.read() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT number FROM orders ORDER BY id")]


HOSTILE = [
    "../evil", "../../evil", "/etc/evil", "C:\\evil", "C:evil", "..\\evil", "files/../evil", "files/../../evil",
    "files//evil", "files/sub/evil", "\\\\server\\evil", "files/" + "a" * 64 + "/../x", "files/NUL", "evil.exe",
    "files/" + "A" * 64, "shop.sqlite/", "SHOP.SQLITE", "files/" + "a" * 64 + ".tar.gz", "./shop.sqlite", "a\n",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_is_none_of_ours(packed: Path, tmp_path: Path, name: str) -> None:
    inside = content(packed)
    entries = [("shop.sqlite", inside["shop.sqlite"]), (name, b"evil")]
    (tmp_path / "to").mkdir()
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    assert refused(made_of(tmp_path / "bad.zip", entries), tmp_path / "to") == "archive.unsafe"
    after = sorted(str(path) for path in tmp_path.rglob("*") if path.name != "bad.zip")
    assert after == before


def link(packed: Path, bad: Path) -> str:
    inside = content(packed)
    entry = zipfile.ZipInfo(f"files/{'a' * 64}")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(bad, "w") as target:
        for name, data in inside.items():
            target.writestr(name, data)
        target.writestr(entry, "/etc/passwd")
    return "archive.unsafe"


def twice(packed: Path, bad: Path) -> str:
    inside = content(packed)
    with pytest.warns(UserWarning, match="Duplicate name"):
        made_of(bad, [("shop.sqlite", inside["shop.sqlite"]), ("shop.sqlite", b"other")])
    return "archive.unsafe"


def bomb(_packed: Path, bad: Path) -> str:
    """A hundred megabytes of zeros in a hundred kilobytes."""
    made_of(bad, [("shop.sqlite", bytes(100_000_000))])
    assert bad.stat().st_size < 200_000
    return "archive.unsafe"


def lying_size(packed: Path, bad: Path) -> str:
    """The heads tell ten bytes, the entry holds thousands."""
    data = bytearray(packed.read_bytes())
    size = len(content(packed)["shop.sqlite"])
    manifest = json.loads(content(packed)["manifest.json"])
    manifest["files"][0]["bytes"] = 10
    inside = content(packed)
    made_of(bad, [("shop.sqlite", inside["shop.sqlite"]), (f"files/{NAME}", PHOTO)], manifest)
    data = bytearray(bad.read_bytes())
    told = size.to_bytes(4, "little")
    place = data.find(told)
    while place >= 0:
        data[place : place + 4] = (10).to_bytes(4, "little")
        place = data.find(told)
    bad.write_bytes(data)
    return "archive.damaged"


def encrypted(packed: Path, bad: Path) -> str:
    data = bytearray(packed.read_bytes())
    place = data.rfind(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.rfind(b"PK\x01\x02", 0, place)
    bad.write_bytes(data)
    return "archive.encrypted"


def changed_by(**changes: Any) -> Callable[[Path, Path], str]:
    code = changes.pop("code", "archive.damaged")

    def spoil(packed: Path, bad: Path) -> str:
        inside = content(packed)
        manifest = json.loads(inside.pop("manifest.json")) | changes
        made_of(bad, list(inside.items()), manifest)
        return str(code)

    return spoil


def changed_byte(packed: Path, bad: Path) -> str:
    inside = content(packed)
    manifest = json.loads(inside.pop("manifest.json"))
    inside[f"files/{NAME}"] = b"Photo" + PHOTO[5:]
    made_of(bad, list(inside.items()), manifest)
    return "archive.damaged"


def with_database(change: Callable[[Path], Any], code: str) -> Callable[[Path, Path], str]:
    def spoil(packed: Path, bad: Path) -> str:
        database = bad.with_name("database")
        database.write_bytes(content(packed)["shop.sqlite"])
        change(database)
        made_of(bad, [("shop.sqlite", database.read_bytes())])
        database.unlink()
        return code

    return spoil


def sql(*statements: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        connection = sqlite3.connect(path)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    return run


BAD: dict[str, Callable[[Path, Path], str]] = {
    "link": link,
    "twice": twice,
    "bomb": bomb,
    "lying size": lying_size,
    "encrypted": encrypted,
    "text": lambda _packed, bad: (bool(bad.write_text("hello")) and "archive.foreign") or "",
    "empty": lambda _packed, bad: bad.touch() or "archive.foreign",
    "cut": lambda packed, bad: (bool(bad.write_bytes(packed.read_bytes()[:-3000])) and "archive.damaged") or "",
    "cut early": lambda packed, bad: (bool(bad.write_bytes(packed.read_bytes()[:5000])) and "archive.damaged") or "",
    "no list": lambda packed, bad: no_list(packed, bad),
    "list is no json": lambda packed, bad: wrong_list(packed, bad, b"{"),
    "list is a list": lambda packed, bad: wrong_list(packed, bad, b"[]"),
    "list is deep": lambda packed, bad: wrong_list(packed, bad, b"[" * 100_000),
    "list is binary": lambda packed, bad: wrong_list(packed, bad, b"\xff\xfe\x00"),
    "other format": changed_by(format="something else", code="archive.foreign"),
    "newer archive": changed_by(version=2, code="archive.newer"),
    "version is text": changed_by(version="1", code="archive.newer"),
    "newer schema": changed_by(schema="9999", code="archive.newer"),
    "files is text": changed_by(files="shop.sqlite"),
    "files is numbers": changed_by(files=[1, 2]),
    "sizes are text": changed_by(files=[{"name": "shop.sqlite", "bytes": "5", "sha256": "x"}]),
    "files lack one": changed_by(files=[]),
    "changed byte": changed_byte,
    "foreign database": with_database(sql("PRAGMA application_id = 5"), "archive.foreign"),
    "newer database": with_database(sql("UPDATE alembic_version SET version_num = '9999'"), "archive.newer"),
    "broken database": with_database(lambda path: path.write_bytes(path.read_bytes()[:-8192]), "archive.damaged"),
    "no database": with_database(lambda path: path.write_bytes(b"hello" * 900), "archive.foreign"),
    "database with a trigger": with_database(
        sql("CREATE TRIGGER evil AFTER INSERT ON orders BEGIN DELETE FROM customer; END"), "archive.unsafe"
    ),
    "database with a view": with_database(sql("CREATE VIEW evil AS SELECT 1"), "archive.unsafe"),
}


def no_list(packed: Path, bad: Path) -> str:
    with zipfile.ZipFile(bad, "w") as target:
        target.writestr("shop.sqlite", content(packed)["shop.sqlite"])
    return "archive.foreign"


def wrong_list(packed: Path, bad: Path, told: bytes) -> str:
    with zipfile.ZipFile(bad, "w") as target:
        target.writestr("shop.sqlite", content(packed)["shop.sqlite"])
        target.writestr("manifest.json", told)
    return "archive.damaged"


@pytest.mark.parametrize("what", BAD)
def test_an_archive_from_elsewhere_is_refused_and_leaves_nothing(desk: Desk, packed: Path, what: str) -> None:
    folder = packed.parent / "to"
    folder.mkdir()
    bad = packed.with_name("bad.zip")
    code = BAD[what](packed, bad)
    assert refused(bad, folder) == code
    before = numbers_of(desk)
    desk.close()
    with pytest.raises(UserError) as error:
        moving.restore(desk.path, bad, now=desk.now())
    assert error.value.code == code
    assert numbers(desk.path) == before
    assert not [path.name for path in desk.path.parent.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("name", ["..", "../x", "C:\\x", "/etc/x", "a\x00b", "", " ", "x" * 300, "con/..", ".hidden"])
def test_the_shops_name_is_never_a_path(packed: Path, tmp_path: Path, name: str) -> None:
    changed_by(shop=name)(packed, tmp_path / "bad.zip")
    folder = tmp_path / "deep" / "there"
    assert moving.unpack(tmp_path / "bad.zip", folder).shop == folder / "shop.shopdesk"
    assert [path.name for path in folder.parent.iterdir()] == ["there"]


def test_what_the_window_remembered_is_taken_by_name_only(packed: Path, tmp_path: Path) -> None:
    changed_by(preferences={"theme": "dark", "shop": "/etc/passwd", "language": 5})(packed, tmp_path / "bad.zip")
    assert moving.unpack(tmp_path / "bad.zip", tmp_path / "there").preferences == {"theme": "dark"}


def test_what_is_an_archive(packed: Path, tmp_path: Path) -> None:
    assert moving.is_archive(packed)
    book = tmp_path / "book.zip"
    with zipfile.ZipFile(book, "w") as target:
        target.writestr("orders.csv", "a,b")
    assert not moving.is_archive(book)
    assert not moving.is_archive(tmp_path / "none.zip")
    noise = tmp_path / "noise.zip"
    noise.write_bytes(io.BytesIO(b"PK\x03\x04" + bytes(100)).getvalue())
    assert moving.is_archive(noise), "it may be one that is cut off; then that is said"


def test_an_older_shop_is_brought_up_to_date_when_it_is_opened(tmp_path: Path) -> None:
    import gzip

    old = gzip.decompress((Path(__file__).parents[2] / "data" / "databases" / "0001.sqlite.gz").read_bytes())
    archive = made_of(tmp_path / "old.zip", [("shop.sqlite", old)])
    shop = moving.unpack(archive, tmp_path / "there").shop
    open_desk(shop).close()
