"""A file's bytes: loaded, unpacked within limits, and told apart by content, never by name."""

import gzip
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from shopdesk.domain.errors import UserError

# Unpacked size that is still read: a million-line export has some 150 MB, a workbook of 200 MB of sheet text is
# beyond what spreadsheets open; twice that leaves room, and ten copies of it still fit a small computer's disk.
MOST_BYTES = 400 * 1024 * 1024
# The grid of one sheet is held in memory whole, blank cells too, at about 24 bytes each: 20 million are 500 MB,
# while 100,000 rows of 77 columns are 8 million. One lost cell in XFD1048576 would claim 17 thousand million.
MOST_CELLS = 20_000_000

_PICTURES_AND_PAPERS = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"%PDF", b"RIFF", b"II*\x00", b"MM\x00*", b"Rar!", b"7z\xbc\xaf",
    b"\x7fELF", b"MZ", b"\x00\x00\x01\x00", b"SQLite format 3\x00", b"ID3", b"OggS", b"\x1f\x9d", b"{\\rtf",
)  # fmt: skip
_ZIP, _GZIP, _OLE = b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 20
_ROW_NUMBER = re.compile(rb'<(?:\w+:)?row\b[^>]*?\sr="(\d{1,9})"')
_WIDE_COLUMN = re.compile(rb'\sr="([A-Z]{2,3})\d')


def limit_text() -> str:
    """The unpacked size that is still read, for sentences."""
    return f"{MOST_BYTES // (1024 * 1024)} MB"


def load(path: str, tick: Callable[[int], None]) -> bytes:
    """The file's bytes, unpacked where gzipped (also twice); `tick` is called in between and may raise.

    Raises UserError `file.*`.
    """
    try:
        data = Path(path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise UserError("file.missing", path=path) from None
    except IsADirectoryError:
        raise UserError("file.unknown", path=path) from None
    except (OSError, ValueError):
        raise UserError("file.unreadable", path=path) from None
    for _layer in range(2):
        if data.startswith(_GZIP):
            data = _gunzip(data, path, tick)
    if len(data) > MOST_BYTES:
        raise UserError("file.too_large", path=path, limit=limit_text())
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise UserError("file.empty", path=path)
    return data


def kind_of(data: bytes, path: str) -> str:
    """`workbook` or `text`. Raises UserError for what is neither, is encrypted, damaged or unpacks to too much."""
    if data.startswith(_ZIP):
        _check_workbook(data, path)
        return "workbook"
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UserError("file.encrypted", path=path)
        return "workbook"
    head = data[:4096]
    if data.startswith(_PICTURES_AND_PAPERS) or _is_binary(head):
        raise UserError("file.unknown", path=path)
    return "text"


def _is_binary(head: bytes) -> bool:
    """Whether control characters fill the beginning; UTF-16 with a byte order mark is text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    control = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 26, 27) for byte in head)
    return control * 100 > len(head)


def _gunzip(data: bytes, path: str, tick: Callable[[int], None]) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > MOST_BYTES:
                    raise UserError("file.too_large", path=path, limit=limit_text())
                parts.append(chunk)
                tick(0)
    except (OSError, EOFError, zlib.error, struct.error):
        raise UserError("file.damaged", path=path) from None
    return b"".join(parts)


def _check_workbook(data: bytes, path: str) -> None:
    """Refuses a zip that is no workbook, is locked, lies about its sizes or would fill the memory."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            names = {member.filename.replace("\\", "/").lower() for member in members}
            if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
                raise UserError("file.unknown" if "[content_types].xml" not in names else "file.damaged", path=path)
            if any(member.flag_bits & 1 for member in members):
                raise UserError("file.encrypted", path=path)
            if sum(member.file_size for member in members) > MOST_BYTES:
                raise UserError("file.too_large", path=path, limit=limit_text())
            left = MOST_BYTES
            for member in members:
                left -= _measure(archive, member, left, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, struct.error, ValueError):
        raise UserError("file.damaged", path=path) from None


def _measure(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, path: str) -> int:
    """The member's true unpacked size, read through once; sheets are also measured in cells."""
    is_sheet = "worksheets/" in member.filename.lower()
    size, rows, columns, tail = 0, 0, 26, b""
    member.file_size = most + 1  # the size declared is not believed: without this, reading would stop there
    with archive.open(member) as stream:
        stream._expected_crc = None  # type: ignore[attr-defined]  # calamine checks what it reads
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise UserError("file.too_large", path=path, limit=limit_text())
            if is_sheet:
                text = tail + chunk
                rows = max(rows, *map(int, _ROW_NUMBER.findall(text)), 0)
                columns = max(columns, *map(_column_number, set(_WIDE_COLUMN.findall(text))), 0)
                tail = text[-200:]
    if rows * columns > MOST_CELLS:
        raise UserError("file.too_large", path=path, limit=limit_text())
    return size


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
