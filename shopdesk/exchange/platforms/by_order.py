"""Rows of one order brought together, wherever in the file they stand, and what the whole file writes alike."""

import re
from collections.abc import Callable, Iterable, Iterator

from shopdesk.domain.identifiers import clean_id, counts_rows, digits_were_cut
from shopdesk.domain.imported import ImportedLine, ImportedOrder
from shopdesk.exchange.platforms.columns import Row
from shopdesk.exchange.platforms.format import BadCell, Reading
from shopdesk.exchange.tables import is_caption

Groups = dict[str, list[Row]]
_DIGIT = re.compile(r"\d")
_SLASHED = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?!\d)")
_LAST_SEPARATOR = re.compile(r"\d([.,])\d{1,2}(?=\D*$)")


def rows_by_order(reading: Reading, key: int, continues: Callable[[list[str]], bool] = lambda _row: False) -> Groups:
    """Rows by order number, in the file's order. A row without a number belongs to the order before it where it
    `continues` one; else it is left out when it is a caption, and refused when it is data. A second line of names or
    explanations under the header, or of formulas, is left out too: no platform numbers orders without a digit.
    """
    groups: Groups = {}
    last = ""
    for number, row in reading.rows(key):
        name = clean_id(row[key])
        if name and _is_no_order(name, row):
            reading.leave_out(number)
        elif name and not is_caption(row):
            groups.setdefault(name, []).append((number, row))
            last = name
        elif is_caption(row):
            reading.leave_out(number)
        elif last and continues(row):
            groups[last].append((number, row))
        else:
            reading.refuse([(number, row)], BadCell("order.number_missing", key, field="platform_order"))
    reading.file.ids_count_rows = counts_rows(list(groups))
    return groups


def _is_no_order(name: str, row: list[str]) -> bool:
    return name.startswith("=") or not any(map(_DIGIT.search, row))


def read_each(reading: Reading, key: int, groups: Groups, read: Callable[[str, list[Row]], ImportedOrder]) -> None:
    """Reads every order into `reading.file`; what cannot be read is refused order by order."""
    cut = digits_were_cut(list(groups))
    for name, rows in reading.each(groups):
        try:
            if cut and len(name) > 15:
                raise BadCell("id.destroyed", key, field="platform_order", found=name)
            reading.order_number(name, key)
            reading.file.orders.append(read(name, rows))
        except BadCell as cause:
            reading.refuse(rows, cause, name)


def add_line(order: ImportedOrder, line: ImportedLine, keys: dict[str, int]) -> None:
    """Adds a line; the second one with the same key is told apart by a number."""
    count = keys[line.key] = keys.get(line.key, 0) + 1
    if count > 1:
        line.key = f"{line.key}#{count}"
    order.lines.append(line)


def settle_dates(
    reading: Reading, groups: Groups, indexes: Iterable[int], usual: str | None = None, warn: str | None = None
) -> None:
    """Sets the one order of day and month in which every date of the file can be read.

    A spreadsheet that saves a file writes all its dates in its own country's order, so that one date with a day
    above 12 tells it for all. Where dates contradict each other, each is read by itself. Where none tells, `usual`
    holds, or a warning about the field `warn`.
    """
    places = tuple(indexes)
    first = second = False
    example: tuple[int, str] | None = None
    for index in places:
        for text in _cells(groups, (index,)):
            match = _SLASHED.match(text)
            if match:
                example = example or (index, text)
                first = first or int(match[1]) > 12
                second = second or int(match[2]) > 12
    if first != second:
        reading.date_order = "dmy" if first else "mdy"
    elif not first:
        reading.date_order = usual
        if example and usual is None and warn:
            guessed = "dmy" if "." in example[1] else "mdy"
            if guessed == "mdy":
                cause = BadCell("date.order_guessed", example[0], field=warn, expected=guessed, found=example[1])
                reading.warn(None, cause)


def settle_decimal(reading: Reading, groups: Groups, indexes: Iterable[int]) -> None:
    """Reads commas as decimal points throughout where only they can be such: `1.150` is then a thousand."""
    comma = False
    for text in _cells(groups, indexes):
        match = _LAST_SEPARATOR.search(text)
        if match and match[1] == ".":
            return
        comma = comma or match is not None
    if comma:
        reading.decimal = ","


def _cells(groups: Groups, indexes: Iterable[int]) -> Iterator[str]:
    places = tuple(indexes)
    return (row[index] for rows in groups.values() for _number, row in rows for index in places if row[index])
