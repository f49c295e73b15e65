"""What a spreadsheet did to a file before it came here: noticed in what was read, and named once for the file.

Nothing is made up: only a zero that the state proves is put back, a number whose digits are gone is left empty, and
a date stays as it stands beside a warning.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, tzinfo
from itertools import chain
from typing import Any

from shopdesk.domain.identifiers import is_destroyed
from shopdesk.domain.imported import ImportedCustomer, ImportedFile, ImportedOrder, Problem
from shopdesk.domain.order_dates import OutOfStep, out_of_step
from shopdesk.domain.postcodes import lost_zeros, restored
from shopdesk.exchange.countries import country_code

_NUMBER = re.compile(r"(\D{0,4})(\d{1,19})")
_MOST_ROWS = 20  # row numbers that one problem names
_NUMBER_FIELDS = ("buyer_phone", "tracking")


def name_traces(file: ImportedFile, zone: tzinfo, left_out: list[int]) -> None:
    """Adds a warning to the file for each kind of trace; mends what is certain."""
    found = [*_lost_zeros(file), *_destroyed(file)]
    if not file.ids_count_rows and "ordered_at" in file.order_fields:
        found += _dates(file, zone)
    left_out = sorted(left_out)
    if left_out:
        rows = ", ".join(map(str, left_out[:_MOST_ROWS]))
        more = f" … ({len(left_out)})" if len(left_out) > _MOST_ROWS else ""
        found.append(Problem("row.left_out", "warning", left_out[0], found=rows + more))
    for problem in found:
        problem.file, problem.sheet = file.path, file.sheet
    file.problems += found


def _lost_zeros(file: ImportedFile) -> Iterable[Problem]:
    short: list[ImportedOrder | ImportedCustomer] = []
    mended: list[tuple[int, str, str]] = []
    records: Iterable[ImportedOrder | ImportedCustomer] = chain[Any](file.orders, file.customers)
    for record in records:
        code = record.postcode
        if not code or len(code) > 7 or not code.isdecimal() or not record.country:
            continue
        country = country_code(record.country)
        if not lost_zeros(code, country):
            continue
        whole = restored(code, country, record.region)
        if whole is None:
            short.append(record)
            continue
        mended.append((record.row, code, whole))
        record.postcode = whole
        if isinstance(record, ImportedOrder):
            record.address_raw = re.sub(rf"(?<!\d){code}(?!.*(?<!\d){code}(?!\d))(?!\d)", whole, record.address_raw)
    if short:
        yield Problem(
            "postcode.zeros_lost", "warning", short[0].row, field="postcode", expected=short[0].postcode,
            found=str(len(short)),
        )  # fmt: skip
    if mended:
        row, code, whole = mended[0]
        yield Problem(
            "postcode.zeros_restored", "warning", row, field="postcode", expected=f"{code} → {whole}",
            found=str(len(mended)),
        )  # fmt: skip


def _destroyed(file: ImportedFile) -> Iterable[Problem]:
    for field in _NUMBER_FIELDS:
        rows: list[tuple[int, str]] = []
        for order in file.orders:
            text = getattr(order, field)
            if text and "+" in text and is_destroyed(text):
                rows.append((order.row, text))
                setattr(order, field, "")
        if rows:
            yield Problem(
                "cell.destroyed", "warning", rows[0][0], field=field, expected=rows[0][1], found=str(len(rows))
            )


def _dates(file: ImportedFile, zone: tzinfo) -> Iterable[Problem]:
    """Dates that do not fit the numbers beside them, order by order."""
    matches = [
        (order, match)
        for order in file.orders
        if order.ordered_at is not None and (match := _NUMBER.fullmatch(order.platform_order))
    ]
    if not matches:
        return
    series = Counter(match[1] for _order, match in matches).most_common(1)[0][0]
    orders = [(order, int(match[2])) for order, match in matches if match[1] == series]
    days = [(number, order.ordered_at.astimezone(zone).date()) for order, number in orders if order.ordered_at]
    for odd in sorted(out_of_step(days), key=lambda found: orders[found.place][0].row):
        order = orders[odd.place][0]
        code, expected = _expected(odd)
        yield Problem(
            code, "warning", order.row, field="ordered_at", expected=expected, found=days[odd.place][1].isoformat(),
            order=order.platform_order,
        )  # fmt: skip


def _expected(odd: OutOfStep) -> tuple[str, str]:
    if odd.reading is not None:
        return "date.misread", odd.reading.isoformat()
    sides: list[date] = [day for day in (odd.after, odd.before) if day is not None]
    return "date.out_of_step", " … ".join(dict.fromkeys(day.isoformat() for day in sides))
