"""A true .xls written byte by byte (BIFF8 in a compound file): no library that writes one is installed."""

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def xls(rows: list[list[str | float]], sheet: str = "Orders") -> bytes:
    """One sheet of texts and numbers."""
    return _compound(_workbook(rows, sheet))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0x41, 6))


def _workbook(rows: list[list[str | float]], sheet: str) -> bytes:
    name = struct.pack("<BB", len(sheet), 1) + sheet.encode("utf-16-le")
    head = _bof(0x0005)
    bound_size = 4 + 6 + len(name)
    start = len(head) + bound_size + 4
    head += _record(0x0085, struct.pack("<IBB", start, 0, 0) + name) + _record(0x000A, b"")
    body = _bof(0x0010)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, str):
                text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
                body += _record(0x0204, place + text)
            else:
                body += _record(0x0203, place + struct.pack("<d", cell))
    stream = head + body + _record(0x000A, b"")
    return stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    label = (name + "\0").encode("utf-16-le") if name else b""
    head = label.ljust(64, b"\0") + struct.pack("<HBBIII", len(label), kind, 1, _FREE, _FREE, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)


def _compound(stream: bytes) -> bytes:
    """Header, one table of sectors, one of entries, then the stream."""
    count = len(stream) // _SECTOR
    assert count + 2 <= _SECTOR // 4
    chain = [_FAT, _END, *range(3, count + 2), _END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream))
    entries += (_entry("", 0, _FREE, 0, 0)) * 2
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\0" * 6 + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + b"\xff" * (_SECTOR - len(header) - 4)
    return header + table + entries + stream
