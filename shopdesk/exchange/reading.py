"""From the files a person chose to canonical records: the whole batch, or a UserError and nothing."""

from collections.abc import Callable, Sequence
from typing import Any

from shopdesk.collector import without_collector
from shopdesk.domain.amounts import CURRENCIES
from shopdesk.domain.cells import is_blank_row
from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.domain.imported import PLATFORMS, ImportedFile, ImportedOrder, Problem
from shopdesk.exchange.joining import join_lines, part_own_workbooks
from shopdesk.exchange.platforms import format_of, platforms
from shopdesk.exchange.platforms.format import AccountSettings, Format, Reading, Settings
from shopdesk.exchange.platforms.table import table_format
from shopdesk.exchange.platforms.table_mapping import Mapping, check_mapping, header_key
from shopdesk.exchange.sheets import Sheet, read_sheets
from shopdesk.exchange.spreadsheet_traces import name_traces
from shopdesk.exchange.tables import HEADER_WITHIN, Table, find_table, folded_names
from shopdesk.exchange.zones import zone_of_name


def read_files(
    paths: Sequence[str],
    *,
    platform: str | None = None,
    account: str | None = None,
    zone: str | None = None,
    currency: str | None = None,
    mapping: dict[str, Any] | None = None,
    remembered: dict[str, dict[str, Any]] | None = None,
    zone_of: AccountSettings | None = None,
    default_zone: str = "UTC",
    default_currency: str = "USD",
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[ImportedFile]:
    """One ImportedFile for every sheet that holds orders, items, customers or products.

    Zone and currency for cells that name none: `zone` and `currency` as the person gave them, else the mapping's
    or the platform's own, else the account's (`zone_of(platform, account)` gives both, None where unknown), else
    the defaults. `remembered` are the mappings of earlier files by `header_key`. `progress` hears rows done and rows
    in all. Item lists are joined to the order lists among `paths`, whichever comes first.

    Raises UserError (`file.*`, `map.*`, `platform.unknown`, `zone.unknown`, `currency.unknown`): an unreadable
    file refuses the whole batch. Raises Cancelled as soon as `cancelled()` is true.
    """
    settings = Settings(
        platform, account, zone, currency and currency.upper(), mapping, zone_of, default_zone, default_currency
    )
    forms = _Forms(settings, _check(settings, bool(remembered)), remembered or {})

    def look(_rows: int = 0) -> None:
        if cancelled():
            raise Cancelled

    with without_collector():
        tables: list[tuple[Table, Format]] = []
        for path in dict.fromkeys(paths):
            look()
            tables += _tables(path, forms, look)
        counter = _Counter([table.sheet.size for table, _form in tables], progress, look)
        files = []
        while tables:
            files.append(_read(*tables.pop(0), settings, counter.step))
            counter.next_file()
        join_lines(files)
        files = part_own_workbooks(files)
    counter.finish()
    return files


class _Counter:
    """Rows done over all files, told to the person."""

    def __init__(self, sizes: list[int], progress: Callable[[int, int], None] | None, look: Callable[[], None]) -> None:
        self._total, self._progress, self._look = sum(sizes), progress, look
        self._ends = [2 * sum(sizes[: count + 1]) for count in range(len(sizes))]
        self._steps = 0

    def step(self, rows: int) -> None:
        """Counts rows on, each once when it is read and once when its order is; raises Cancelled."""
        self._look()
        self._steps = min(self._steps + rows, self._ends[0])
        if self._progress:
            self._progress(self._steps // 2, self._total)

    def next_file(self) -> None:
        """Goes on to the next file, wherever this one ended."""
        self._steps = self._ends.pop(0)

    def finish(self) -> None:
        """Says that all rows are done (blank ones and captions are never counted one by one)."""
        if self._progress:
            self._progress(self._total, self._total)


class _Forms:
    """What reads a table with a given header: the mapping of this import, one remembered, or a platform's reader."""

    def __init__(self, settings: Settings, mapping: Mapping | None, remembered: dict[str, dict[str, Any]]) -> None:
        self.mapping = mapping
        self._settings, self._remembered = settings, remembered

    def of(self, header: list[str], below: list[list[str]]) -> Format | None:
        """The format for a header with these rows below it; None: unknown. Raises UserError `map.invalid`."""
        names = folded_names(header)
        if self.mapping is not None:
            return table_format(self.mapping) if self.mapping.fits(names) else None
        # What a person said of such a file counts before what ShopDesk learned later.
        known = self._remembered.get(header_key(names)) if self._remembered else None
        if known:
            return table_format(check_whole_mapping(known))
        return format_of(names, self._settings.platform, header, below)


def _check(settings: Settings, remembers: bool) -> Mapping | None:
    known = PLATFORMS if settings.mapping is not None or remembers else ("table", *platforms())
    if settings.platform is not None and settings.platform not in known:
        raise UserError("platform.unknown", platform=settings.platform, known=", ".join(sorted(platforms())))
    for name in (settings.zone, settings.default_zone):
        if name:
            zone_of_name(name)
    if settings.currency and settings.currency not in CURRENCIES:
        raise UserError("currency.unknown", found=settings.currency)
    if settings.mapping is None:
        if settings.platform == "table" and not remembers:
            raise UserError("map.missing")
        return None
    return check_whole_mapping(settings.mapping)


def check_whole_mapping(mapping: Any) -> Mapping:
    """The mapping, its zone and currency known. Raises UserError `map.invalid`, `zone.unknown`, `currency.unknown`."""
    checked = check_mapping(mapping)
    if checked.zone:
        zone_of_name(checked.zone)
    if checked.currency and checked.currency not in CURRENCIES:
        raise UserError("currency.unknown", found=checked.currency)
    return checked


def try_mapping(
    table: Table, mapping: Any, zone_of: AccountSettings | None, default_zone: str, default_currency: str
) -> ImportedFile:
    """What a mapping makes of a table; its rows are used up. Raises UserError as `check_whole_mapping`."""
    checked = check_whole_mapping(mapping)
    names = folded_names(table.header)
    if not checked.fits(names):
        raise UserError("map.column_missing", path=table.sheet.path, column=checked.missing(names))
    settings = Settings(zone_of=zone_of, default_zone=default_zone, default_currency=default_currency)
    return _read(table, table_format(checked), settings, lambda _rows: None)


def _tables(path: str, forms: _Forms, look: Callable[[int], None]) -> list[tuple[Table, Format]]:
    """The known tables of one file. Raises UserError where there is none."""
    form_of = forms.of

    def recognise(rows: list[list[str]]) -> bool:
        first = enumerate(rows[:HEADER_WITHIN], 1)
        return any(len(row) > 1 and form_of(row, rows[number:]) is not None for number, row in first)

    sheets = read_sheets(path, recognise, look)
    found: list[tuple[Table, Format]] = []
    for sheet in sheets:
        table = find_table(sheet, lambda header, below: form_of(header, below) is not None)
        if table is not None:
            form = form_of(table.header, sheet.rows[table.header_row :][:HEADER_WITHIN])
            assert form is not None
            found.append((table, form))
    if not found:
        raise _why_unknown(path, sheets, forms.mapping)
    filled = [(table, form) for table, form in found if _has_rows(table)]
    if not filled:
        raise UserError("file.header_only", path=path)
    return filled


def _has_rows(table: Table) -> bool:
    first = table.header_row
    while all(map(is_blank_row, table.sheet.rows[first:])):
        first = len(table.sheet.rows)
        if not table.sheet.has_more():
            return False
    return True


def _why_unknown(path: str, sheets: list[Sheet], mapping: Mapping | None) -> UserError:
    """The most helpful error for a file without a known header."""
    if mapping is not None:
        rows = [row for sheet in sheets or _any_sheets(path) for row in sheet.rows[:HEADER_WITHIN]]
        named = [folded_names(row) for row in rows]
        near = next((names for names in named if mapping.nearly_fits(names)), frozenset[str]())
        column = mapping.missing(near)
        return UserError("map.column_missing", path=path, column=column)
    if sheets and all(is_blank_row(row) for sheet in sheets for row in sheet.rows):
        return UserError("file.empty", path=path)
    return UserError("file.unknown", path=path)


def _any_sheets(path: str) -> list[Sheet]:
    return read_sheets(path, lambda rows: any(len(row) > 1 for row in rows))


def _read(table: Table, form: Format, settings: Settings, step: Callable[[int], None]) -> ImportedFile:
    sheet = table.sheet
    # A mapped table is of the platform the person names; a known format only of one it can be.
    named = settings.platform in form.family or form.mapping is not None
    platform = settings.platform if named else None
    file = ImportedFile(
        sheet.path,
        sheet.name,
        platform or form.platform,
        form.kind,
        encoding=sheet.encoding,
        account=settings.account,
        mapping=form.mapping,
        header=[name.strip() for name in table.header],
    )
    reading = Reading(table, settings, file, form, step)
    form.read(reading)
    if form.platform != "shopdesk":
        name_traces(file, reading.zone(), table.left_out)
    if table.cut_row is not None:
        _leave_out(file, *table.cut_row)
    file.problems = _warnings_of_sheet(table) + file.problems
    if file.ids_count_rows:
        file.problems.append(
            Problem("id.counts_rows", "warning", None, None, "platform_order", file=sheet.path, sheet=sheet.name)
        )
    return file


def _leave_out(file: ImportedFile, number: int, cells: list[str]) -> None:
    """Keeps out what the last row of a file told, when the file ends in the middle of it: an amount may be half."""
    kept: list[ImportedOrder] = []
    cut: list[ImportedOrder] = []
    for order in file.orders:
        (cut if number in (order.row, *(line.row for line in order.lines)) else kept).append(order)
    file.orders = kept
    file.returns = [item for item in file.returns if number != item.row]
    file.customers = [item for item in file.customers if number != item.row]
    file.products = [item for item in file.products if number != item.row]
    file.price_rows = [item for item in file.price_rows if number != item.row]
    name = cut[0].platform_order if cut else None
    file.problems.append(Problem("file.cut_off", "refused", number, file=file.path, sheet=file.sheet, order=name))
    if number not in {row for row, _cells in file.refused_rows}:
        file.refused_rows.append((number, cells))
        if name:
            file.refused_orders[number] = name


def _warnings_of_sheet(table: Table) -> list[Problem]:
    sheet = table.sheet
    problems = []
    for number, index in sheet.long_cells:
        column = table.header[index].strip() if index < table.width else None
        problems.append(Problem("cell.too_long", "warning", number, column, file=sheet.path, sheet=sheet.name))
    for code, odd in (
        ("file.bad_characters", sheet.damaged_characters),
        ("file.unclosed_quote", sheet.unclosed_quote),
    ):
        if odd:
            problems.append(Problem(code, "warning", file=sheet.path, sheet=sheet.name))
    return problems
