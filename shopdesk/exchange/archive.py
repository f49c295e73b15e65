"""A whole shop as one file for another computer: a zip with the database, the attachments and what each must be.

Archives come from anywhere. Nothing of one is believed before it is checked: names are never paths, sizes are counted
while they are unpacked, and every file has to be what the list of contents says.
"""

import hashlib
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from shopdesk.domain.errors import UserError

FORMAT, VERSION = "shopdesk-archive", 1
DATABASE, LIST = "shop.sqlite", "manifest.json"
ATTACHMENT = re.compile(r"[0-9a-f]{64}(\.[a-z0-9]{1,8})?")
_NAME = re.compile(rf"{re.escape(DATABASE)}|files/{ATTACHMENT.pattern}")
_CHUNK = 1 << 20
_MOST_FILES = 500_000
_MOST_LIST = 200_000_000
MOST_BYTES = 1 << 40
_MOST_RATIO, _RATIO_FROM = 250, 50_000_000  # a database with much room in it packs well, a bomb a thousand times

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive says of itself. `preferences`: what the window remembered on the other computer."""

    shop: str
    schema: str
    made_at: str
    files: dict[str, tuple[int, str]]  # name → bytes, SHA-256
    preferences: dict[str, str]

    @property
    def bytes(self) -> int:
        """What it unpacks to."""
        return sum(size for size, _sum in self.files.values())


def write(
    target: IO[bytes], database: Path, attachments: Sequence[Path], about: Mapping[str, Any], report: Report
) -> None:
    """Writes an archive. `about`: `shop`, `schema`, `made_at`, `preferences`. `report` hears bytes; OSError passes."""
    sources = {DATABASE: database, **{f"files/{path.name}": path for path in attachments}}
    total = sum(path.stat().st_size for path in sources.values())
    done = 0
    listed = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, path in sources.items():
            told = hashlib.sha256()
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED if name == DATABASE else zipfile.ZIP_STORED
            size = 0
            with path.open("rb") as source, packed.open(entry, "w", force_zip64=True) as into:
                while chunk := source.read(_CHUNK):
                    told.update(chunk)
                    into.write(chunk)
                    size += len(chunk)
                    report(done + size, total)
            done += size
            listed.append({"name": name, "bytes": size, "sha256": told.hexdigest()})
        manifest = {"format": FORMAT, "version": VERSION, **about, "files": listed}
        packed.writestr(LIST, json.dumps(manifest, ensure_ascii=False, indent=1))


def is_archive(path: Path) -> bool:
    """Whether a file looks like a shop's archive; a zip that is cut off may be one."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
    except OSError:
        return False
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return _begins_as_zip(path)
    return LIST in names and DATABASE in names


def read_contents(path: Path) -> Contents:
    """What is in an archive. Raises UserError `archive.*`."""
    with _opened(path) as packed:
        return _contents(packed, path)


def unpack(path: Path, folder: Path, report: Report) -> Contents:
    """Unpacks into an empty folder: `shop.sqlite` and `files/`. `report` hears bytes and may raise Cancelled.

    Raises UserError `archive.foreign|damaged|encrypted|unsafe|newer`; OSError when the folder cannot be written.
    """
    with _opened(path) as packed:
        contents = _contents(packed, path)
        done = 0
        for name, (size, told) in contents.files.items():
            into = folder / name
            into.parent.mkdir(exist_ok=True)
            _unpack_one(packed, path, name, into, (size, told), partial(_add, report, done, contents.bytes))
            done += size
    return contents


@contextmanager
def _opened(path: Path) -> Any:
    try:
        packed = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise UserError("file.missing", path=str(path)) from error
    except OSError as error:
        raise UserError("file.unreadable", path=str(path)) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        code = "archive.damaged" if _begins_as_zip(path) else "archive.foreign"
        raise UserError(code, path=str(path)) from error
    with packed:
        yield packed


def _begins_as_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _contents(packed: zipfile.ZipFile, path: Path) -> Contents:
    entries = packed.infolist()
    names = [entry.filename for entry in entries]
    if LIST not in names:
        raise UserError("archive.foreign", path=str(path))
    if any(entry.flag_bits & 1 for entry in entries):
        raise UserError("archive.encrypted", path=str(path))
    if len(entries) > _MOST_FILES or len(set(names)) != len(names) or any(_is_unsafe(entry) for entry in entries):
        raise UserError("archive.unsafe", path=str(path))
    contents = _listed(packed, path)
    if set(names) - {LIST} != set(contents.files) or DATABASE not in contents.files:
        raise UserError("archive.damaged", path=str(path))
    for entry in entries:
        if entry.filename != LIST and entry.file_size != contents.files[entry.filename][0]:
            raise UserError("archive.damaged", path=str(path))
    return contents


def _is_unsafe(entry: zipfile.ZipInfo) -> bool:
    """A name that is none of ours (paths out of the folder, drives, links), or something that swells when unpacked."""
    if entry.filename != LIST and not _NAME.fullmatch(entry.filename):
        return True
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return True
    most = _MOST_LIST if entry.filename == LIST else MOST_BYTES
    swells = entry.file_size > _RATIO_FROM and entry.file_size > _MOST_RATIO * max(1, entry.compress_size)
    return entry.file_size > most or swells


def _listed(packed: zipfile.ZipFile, path: Path) -> Contents:
    try:
        with packed.open(LIST) as file:
            told = json.loads(file.read(_MOST_LIST))
        if told["format"] != FORMAT:
            raise UserError("archive.foreign", path=str(path))
        if not isinstance(told["version"], int) or told["version"] > VERSION:
            raise UserError("archive.newer", path=str(path))
        files: dict[str, tuple[int, str]] = {}
        for one in told["files"]:
            name, size, checksum = one["name"], one["bytes"], one["sha256"]
            if not (isinstance(name, str) and isinstance(size, int) and isinstance(checksum, str)) or name in files:
                raise ValueError(name)
            files[name] = (size, checksum)
        preferences = told.get("preferences") or {}
        return Contents(
            str(told["shop"]), str(told["schema"]), str(told.get("made_at", "")), files,
            {str(key): value for key, value in preferences.items() if isinstance(value, str)},
        )  # fmt: skip
    except (
        KeyError, TypeError, ValueError, AttributeError, RecursionError, EOFError, zlib.error, zipfile.BadZipFile,
        NotImplementedError,
    ) as error:  # fmt: skip
        raise UserError("archive.damaged", path=str(path)) from error


def _add(report: Report, before: int, total: int, here: int) -> None:
    report(before + here, total)


def _unpack_one(
    packed: zipfile.ZipFile, path: Path, name: str, into: Path, wanted: tuple[int, str], report: Callable[[int], None]
) -> None:
    size, told = wanted
    checksum = hashlib.sha256()
    done = 0
    with into.open("xb") as target:
        try:
            with packed.open(name) as source:
                while chunk := source.read(_CHUNK):
                    done += len(chunk)
                    if done > size:  # the head of the entry told less than is in it
                        raise UserError("archive.unsafe", path=str(path))
                    checksum.update(chunk)
                    target.write(chunk)
                    report(done)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise UserError("archive.damaged", path=str(path)) from error
    if done != size or checksum.hexdigest() != told:
        raise UserError("archive.damaged", path=str(path))
