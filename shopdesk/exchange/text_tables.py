"""Delimited text: which encoding, which delimiter, and the records."""

import csv
import re
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO, TextIOWrapper
from itertools import islice
from typing import Literal

from charset_normalizer import from_bytes

Rows = list[list[str]]
Recognise = Callable[[Rows], float]  # how well a header is known: false or 0 is not at all

MOST_CHARACTERS = 32_000  # of one cell; a spreadsheet keeps 32,767
_PART = 5_000  # records read at a time
_LOOKED_AT = 40  # records in which the header must stand
_SAMPLE = 200_000  # bytes from which the header and the script of the text are told
_ANY_LENGTH = 2**31 - 1
_DELIMITERS = (",", "\t", ";", "|")
_IN_RUNS = ("gb18030", "big5", "euc_kr", "shift_jis", "euc_jp", "cp1251", "cp1253")
_WESTERN = ("cp1252", "cp1250", "cp1254", "mac_roman")
_ENOUGH_WORDS = 20  # before statistics may say anything but cp1252
_ENOUGH_BYTES = 60  # of letters in runs before statistics can tell Chinese from its neighbours
_OPENING_QUOTE = re.compile(rb'(?:\A|(?<=[\t\r\n]))"')
_QUOTED_CELL = re.compile(rb'"[^"]*(?:""[^"]*)*"(?=[\t\r\n]|\Z)')
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


class TextTable:
    """A decoded file: `encoding`, `delimiter`, about how many records (`size`), and the records in `parts`."""

    def __init__(self, data: bytes, encoding: str, errors: str, delimiter: str) -> None:
        self.encoding = encoding
        self.delimiter = delimiter
        self.damaged_characters = errors == "replace" and "\ufffd" in data.decode(encoding, errors)
        self.long_cells: list[tuple[int, int]] = []  # (row number, column index) of cells that were cut
        quotes_are_text = delimiter == "\t" and _has_lone_quotes(data)
        # An odd number of quotes: the last one was never closed and may have swallowed lines.
        self.unclosed_quote = not quotes_are_text and data.count(b'"') % 2 == 1
        self._quoting: Literal[0, 3] = csv.QUOTE_NONE if quotes_are_text else csv.QUOTE_MINIMAL
        self.open_end = not data.endswith((b"\n", b"\r", b"\x1a"))
        self.size = data.count(b"\n") or data.count(b"\r")  # line breaks within quoted cells count too
        self._data, self._errors = data, errors

    def parts(self) -> Iterator[Rows]:
        """All records, blank ones too, in order, some thousand at a time; each part is read when it is asked for."""
        done = 0
        reader = self._reader()
        try:
            while part := _next(reader, MOST_CHARACTERS):
                yield part
                done += len(part)
        except csv.Error:
            reader = self._reader()
            for _place in range(done // _PART):
                _next(reader, _ANY_LENGTH)
            while part := _next(reader, _ANY_LENGTH):
                self._cut_long(part, done)
                yield part
                done += len(part)

    def _reader(self) -> Iterator[list[str]]:
        encoding = "utf-8" if self.encoding == "utf-16" else self.encoding
        stream = TextIOWrapper(BytesIO(self._data), encoding, self._errors, newline="")
        return csv.reader(stream, delimiter=self.delimiter, quoting=self._quoting)

    def _cut_long(self, rows: Rows, before: int) -> None:
        for number, row in enumerate(rows, before + 1):
            for column, text in enumerate(row):
                if len(text) > MOST_CHARACTERS:
                    row[column] = text[:MOST_CHARACTERS]
                    self.long_cells.append((number, column))


def _has_lone_quotes(data: bytes) -> bool:
    """Whether quotes of a tab separated file are inch marks and speech, not the wrapping of cells: one of them begins
    a cell that no other one ends, or they do not pair up.
    """
    at, found = 0, _OPENING_QUOTE.search(data)
    while found:
        whole = _QUOTED_CELL.match(data, found.start())
        if whole is None:
            return True
        at = whole.end()
        found = _OPENING_QUOTE.search(data, at)
    return data.count(b'"') % 2 == 1


def _next(reader: Iterator[list[str]], longest: int) -> Rows:
    """The next records. The longest cell that csv takes is a setting of the whole process: set as short as can be."""
    before = csv.field_size_limit(longest)
    try:
        return list(islice(reader, _PART))
    finally:
        csv.field_size_limit(before)


def read_text(data: bytes, recognise: Recognise) -> TextTable | None:
    """The table in `data`, in the encoding and with the delimiter under which `recognise` knows its header.

    None where no header is known under any of them. `recognise` is given the first records.
    """
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.replace(b"\x00", b"")  # no character of any 8-bit encoding
    for encoding, errors in _candidates(data):
        sample = data[:_SAMPLE].decode(encoding, "replace")
        delimiters = sorted(_DELIMITERS, key=sample.count, reverse=True)
        known = {delimiter: recognise(_first_records(sample, delimiter)) for delimiter in delimiters}
        delimiter = max(delimiters, key=known.__getitem__)  # of equal ones the more frequent
        if known[delimiter]:
            try:
                data.decode(encoding, errors)
            except UnicodeDecodeError:
                continue
            if encoding == "utf-16":  # its quotes cannot be counted as bytes
                table = TextTable(data.decode(encoding, errors).encode(), "utf-8", errors, delimiter)
                table.encoding = encoding
                return table
            return TextTable(data, encoding, errors, delimiter)
    return None


def _first_records(sample: str, delimiter: str) -> Rows:
    before = csv.field_size_limit(_ANY_LENGTH)
    try:
        return list(islice(csv.reader(StringIO(sample, newline=""), delimiter=delimiter), _LOOKED_AT))
    except csv.Error:
        return []
    finally:
        csv.field_size_limit(before)


def _candidates(data: bytes) -> Iterator[tuple[str, str]]:
    """Encodings to try and how to treat bytes they do not know, the likeliest first."""
    if data.startswith(b"\xef\xbb\xbf"):
        yield "utf-8-sig", "replace"
        return
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16", "replace"
        return
    yield "utf-8", "strict"
    if _is_slightly_damaged_utf8(data):
        yield "utf-8", "replace"
    for encoding in _by_script(data):
        yield encoding, "strict"
    for encoding in ("gb18030", "cp1252"):  # a cell cut in the middle of a character
        yield encoding, "replace"


def _is_slightly_damaged_utf8(data: bytes) -> bool:
    """Whether nearly all characters above ASCII are proper UTF-8: some cell was cut inside a character."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return 0 < bad * 10 < len(text.encode("utf-16-le", "ignore")) // 2 - len(text.encode("ascii", "ignore"))


def _by_script(data: bytes) -> list[str]:
    """Encodings other than UTF-8, ordered by how the bytes above ASCII stand.

    Western texts have single accented letters between plain ones; East Asian, Russian and Greek ones have runs, and
    the statistics of charset-normalizer tell which.
    """
    runs = _HIGH_RUN.findall(data[: _SAMPLE * 5])
    if not runs:
        return ["cp1252"]
    if _is_shift_jis(data[:_SAMPLE]):
        return ["cp932", "gb18030", "cp1252"]
    lone = sum(len(run) == 1 for run in runs)
    if lone * 2 > len(runs):
        words = _words_around(data)
        other = _most_likely(b" ".join(words), _WESTERN) if len(words) >= _ENOUGH_WORDS else []
        return [*other, "cp1252", "gb18030"]
    sample = b"\n".join(run for run in runs if len(run) > 1)[:20_000]
    if len(sample) < _ENOUGH_BYTES and _is_common_chinese(sample):
        return ["gb18030", "cp1252"]
    east = _most_likely(sample, _IN_RUNS)
    return ["gb18030", *east, "cp1252"] if not east or east[0] == "gb18030" else [*east, "gb18030", "cp1252"]


def _is_shift_jis(sample: bytes) -> bool:
    """Whether the text is Japanese in Shift JIS, whose second bytes may be plain letters: it is full of kana.

    Chinese read so would be full of half-width kana.
    """
    text = sample.decode("cp932", "replace")
    kana = sum("\u3041" <= character <= "\u30fe" for character in text)
    half = sum("\uff61" <= character <= "\uff9f" for character in text)
    other = sum(character > "\x7f" for character in text)
    bad = text.count("\ufffd")
    return kana * 5 > other and half * 10 < other and bad * 50 < other


def _is_common_chinese(sample: bytes) -> bool:
    """Whether nearly all pairs of bytes are the commonest characters (GB 2312, level 1), for a few names only."""
    pairs = [run[at : at + 2] for run in sample.split(b"\n") for at in range(0, len(run), 2)]
    common = sum(len(pair) == 2 and 0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1 for pair in pairs)
    return common * 10 >= len(pairs) * 9


def _words_around(data: bytes) -> list[bytes]:
    """The words that have a byte above ASCII, for statistics."""
    return re.findall(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*", data[: _SAMPLE * 5])[:2000]


def _most_likely(sample: bytes, encodings: tuple[str, ...]) -> list[str]:
    best = from_bytes(sample, cp_isolation=list(encodings)).best()
    return [best.encoding] if best else []
