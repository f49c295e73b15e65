"""Replies as a spreadsheet: written with headings and words in the language in use, read in any of ours."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from shopdesk import vocabulary, words
from shopdesk.domain.cells import fold_name
from shopdesk.domain.errors import UserError
from shopdesk.exchange.sheets import read_sheets
from shopdesk.exchange.table_sheet import SheetColumn, write_table
from shopdesk.exchange.tables import find_table, folded_names
from shopdesk.words import _, mark

# Field → heading and width.
COLUMNS: Mapping[str, tuple[str, int]] = {
    "number": (mark("Number"), 16),
    "code": (mark("Shortcut"), 12),
    "title": (mark("Reply title"), 24),
    "text": (mark("Text"), 60),
    "scenario": (mark("Scenario"), 18),
    "language": (mark("Language"), 10),
    "kind": (mark("Kind"), 12),
    "status": (mark("Status"), 10),
    "folder": (mark("Folder"), 14),
    "product": (mark("SKU"), 14),
    "favourite": (mark("Favourite"), 10),
    "valid_until": (mark("Valid until"), 12),
}
_WORDS: Mapping[str, vocabulary.Words] = {
    "scenario": vocabulary.SCENARIO,
    "language": vocabulary.LANGUAGE,
    "kind": vocabulary.REPLY_KIND,
    "status": vocabulary.REPLY_STATUS,
}
_YES = mark("Yes")
_HANGUL = re.compile("[\uac00-\ud7af]")
_NEEDED = ("title", "text")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: the number that a spreadsheet shows, and its cells by field; columns that are not there are left out."""

    row: int
    cells: dict[str, str]


def write_replies(file: IO[bytes], replies: Sequence[Mapping[str, Any]]) -> int:
    """Writes a whole workbook; returns the number of rows."""
    columns = [SheetColumn(_(title), width) for title, width in COLUMNS.values()]
    return write_table(file, _("Replies"), columns, ([_told(name, one[name]) for name in COLUMNS] for one in replies))


def read_replies(path: str) -> list[SheetRow]:
    """The rows of a file that have anything in them. Raises UserError `file.*`, `reply.columns`."""
    names = {fold_name(spoken): field for field, (title, _w) in COLUMNS.items() for spoken in (field, *_spoken(title))}

    def fits(row: Sequence[str], _below: object = None) -> bool:
        return set(_NEEDED) <= {names.get(name) for name in folded_names(list(row))}

    def recognise(rows: Sequence[Sequence[str]]) -> float:
        """Headings of letters look the same in every encoding; in a wrong one Chinese reads as Korean."""
        return any(fits(row) for row in rows[:20]) and not _HANGUL.search("".join(cell for row in rows for cell in row))

    sheets = read_sheets(path, recognise)
    for sheet in sheets:
        table = find_table(sheet, fits)
        if table is None:
            continue
        places = {names[name]: place for name, place in table.names.items() if name in names}
        while sheet.has_more():
            pass
        found = (
            SheetRow(number, {field: row[place].strip() for field, place in places.items() if place < len(row)})
            for number, row in enumerate(sheet.rows[table.header_row :], table.header_row + 1)
        )
        return [_coded(one) for one in found if any(one.cells.values())]
    raise UserError("reply.columns", path=path)


def _told(field: str, value: Any) -> str:
    if field in _WORDS:
        return vocabulary.word(_WORDS[field], value, _)
    if field == "favourite":
        return _(_YES) if value else ""
    return "" if value is None else str(value)


def _coded(row: SheetRow) -> SheetRow:
    cells = dict(row.cells)
    for field, table in _WORDS.items():
        spoken = {word.casefold(): code for code, title in table.items() for word in (code, *_spoken(title))}
        if cells.get(field):
            cells[field] = spoken.get(cells[field].casefold(), cells[field])
    if "favourite" in cells:
        yes = {word.casefold() for word in ("yes", "true", "1", "是", *_spoken(_YES))}
        cells["favourite"] = "yes" if cells["favourite"].casefold() in yes else ""
    return SheetRow(row.row, cells)


def _spoken(text: str) -> Iterable[str]:
    return [words.catalogue(language).gettext(text) for language in words.LANGUAGES]
