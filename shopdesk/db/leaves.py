"""Rows read straight from the pages of a shop file, where the way to them is destroyed.

SQLite finds a row from the root of its table downwards: one lost page near the root hides thousands of whole ones.
The format is fixed for good: https://www.sqlite.org/fileformat2.html. Nothing here trusts what it reads.
"""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_LEAF, _INTERIOR = 0x0D, 0x05
_HEAD = 100  # bytes of the file's own header on the first page
_WHOLE = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # serial type → bytes of the number
_MOST_PAYLOAD = 50_000_000


class _Broken(Exception):
    """These bytes are no row."""


class Pages:
    """The pages of a file that nobody writes."""

    def __init__(self, path: Path, size: int = 4096) -> None:
        self._file = path.open("rb")
        self.size = size
        self.count = path.stat().st_size // size

    def close(self) -> None:
        """Ends reading."""
        self._file.close()

    def page(self, number: int) -> bytes:
        """The bytes of a page, counted from 1. Raises ValueError beyond the end."""
        if not 1 <= number <= self.count:
            raise ValueError(number)
        self._file.seek((number - 1) * self.size)
        return self._file.read(self.size)

    def tree(self, root: int) -> list[int]:
        """The pages of a small table from its root downwards."""
        found: list[int] = []
        waiting = [root]
        while waiting and len(found) < 1_000:
            number = waiting.pop()
            page = self.page(number)
            start = _HEAD if number == 1 else 0
            found.append(number)
            if page[start] == _INTERIOR:
                cells = struct.unpack_from(">H", page, start + 3)[0]
                places = struct.unpack_from(f">{cells}H", page, start + 12)
                below = [struct.unpack_from(">I", page, place)[0] for place in places]
                waiting += [*below, struct.unpack_from(">I", page, start + 8)[0]]
        return found

    def rows(self, number: int, wanted: Callable[[int], bool]) -> Iterator[tuple[int, list[Any]]]:
        """(row id, cells) of the wanted rows on a page that holds rows of a table; of any other page none."""
        page = self.page(number)
        start = _HEAD if number == 1 else 0
        if page[start] != _LEAF:
            return
        cells = struct.unpack_from(">H", page, start + 3)[0]
        if start + 8 + 2 * cells > self.size:
            return
        for place in struct.unpack_from(f">{cells}H", page, start + 8):
            try:
                length, begin = _varint(page, place)
                row_id, begin = _varint(page, begin)
                if row_id < 1 << 63 and length <= _MOST_PAYLOAD and wanted(row_id):
                    yield row_id, _cells(self._payload(page, begin, length))
            except (_Broken, ValueError, IndexError, struct.error):
                continue

    def _payload(self, page: bytes, place: int, length: int) -> bytes:
        """A row's bytes: what does not fit on its page goes on in a chain of others."""
        most = self.size - 35
        if length <= most:
            return page[place : place + length]
        least = (self.size - 12) * 32 // 255 - 23
        here = least + (length - least) % (self.size - 4)
        here = here if here <= most else least
        parts = [page[place : place + here]]
        left = length - here
        after = struct.unpack_from(">I", page, place + here)[0]
        while left > 0:
            more = self.page(after)
            parts.append(more[4 : 4 + left])
            left -= self.size - 4
            after = struct.unpack_from(">I", more, 0)[0]
        return b"".join(parts)


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        byte = data[place + step]
        if step == 8:
            return (value << 8) | byte, place + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, place + step + 1
    raise _Broken


def _cells(payload: bytes) -> list[Any]:
    head, place = _varint(payload, 0)
    if head > len(payload):
        raise _Broken
    body, cells = head, []
    while place < head:
        kind, place = _varint(payload, place)
        value, body = _cell(payload, kind, body)
        cells.append(value)
    if body != len(payload):
        raise _Broken
    return cells


def _cell(payload: bytes, kind: int, body: int) -> tuple[Any, int]:
    if kind == 0:
        return None, body
    if kind in (8, 9):
        return kind - 8, body
    if kind in _WHOLE:
        end = body + _WHOLE[kind]
        return int.from_bytes(payload[body:end], "big", signed=True), end
    if kind == 7:
        return struct.unpack_from(">d", payload, body)[0], body + 8
    if kind < 12:
        raise _Broken
    end = body + (kind - 12) // 2
    if end > len(payload):
        raise _Broken
    data = payload[body:end]
    return (data if kind % 2 == 0 else data.decode("utf-8", "replace")), end
