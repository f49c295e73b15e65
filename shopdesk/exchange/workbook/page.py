"""One data sheet: header, filter, widths, totals and print setup by openpyxl, and its rows to be streamed in."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from shopdesk.domain.month import MonthFacts
from shopdesk.exchange.workbook import cells
from shopdesk.exchange.workbook.columns import Column, Encoder
from shopdesk.exchange.workbook.sheets import SheetSpec
from shopdesk.exchange.workbook.styles import COUNT, QUIET, Look, money_format

FIRST = 2  # the row of the first record
_PAGE_BREADTH = 160  # characters across a landscape page that can still be read


class DataSheet:
    """A data sheet being made: its frame is in `sheet`, its rows come from `row_xml`."""

    def __init__(self, sheet: Worksheet, spec: SheetSpec, encoder: Encoder) -> None:
        self.sheet = sheet
        self.spec = spec
        self._encoder = encoder
        self._titles = [self._title(column) for column in spec.columns]
        self._cells = [
            (f'<c r="{get_column_letter(place)}', encoder.cell(column))
            for place, column in enumerate(spec.columns, start=1)
        ]
        self._frame()
        self._totals()

    @property
    def last(self) -> int:
        """The row of the last record; the first row when there is none, so that ranges stay valid."""
        return max(FIRST, FIRST + len(self.spec.rows) - 1)

    def range_of(self, field: str) -> str:
        """A column's records as formulas name them: `'After-sales'!$D$2:$D$40`."""
        letter = get_column_letter(self.spec.letter_index(field))
        title = self.sheet.title.replace("'", "''")
        return f"'{title}'!${letter}${FIRST}:${letter}${self.last}"

    def row_xml(self) -> Iterator[str]:
        """Every record as a `<row>` element, in order."""
        for number, row in enumerate(self.spec.rows, start=FIRST):
            parts = [f'<row r="{number}">']
            parts.extend(f'{head}{number}"{make(row)}' for head, make in self._cells)
            parts.append("</row>")
            yield "".join(parts)

    def _title(self, column: Column) -> str:
        return self._encoder.translate(column.title).format(currency=column.currency)

    def _frame(self) -> None:
        sheet, look = self.sheet, self._encoder.look
        across = 0.0
        for place, (column, title) in enumerate(zip(self.spec.columns, self._titles, strict=True), start=1):
            cell = sheet.cell(1, place, title)
            cell.data_type = "s"
            look.header(cell, column.flush)
            width = self._encoder.width(column, list(self.spec.rows), title)
            sheet.column_dimensions[get_column_letter(place)].width = width
            across += width
        sheet.row_dimensions[1].height = 30
        sheet.freeze_panes = "B2"
        last_letter = get_column_letter(len(self.spec.columns))
        sheet.auto_filter.ref = f"A1:{last_letter}{self.last}"
        sheet.print_title_rows = "1:1"
        sheet.print_title_cols = "A:A"
        sheet.page_setup.fitToWidth = max(1, round(across / _PAGE_BREADTH))
        self._grey_cancelled(last_letter)

    def _grey_cancelled(self, last_letter: str) -> None:
        """Cancelled orders are listed, not summed: they stand back."""
        words = next((column.words for column in self.spec.columns if column.field == "status"), None)
        if not words or "cancelled" not in words or not self.spec.rows:
            return
        letter = get_column_letter(self.spec.letter_index("status"))
        word = self._encoder.translate(words["cancelled"])
        self.sheet.conditional_formatting.add(
            f"A{FIRST}:{last_letter}{self.last}",
            FormulaRule(formula=[f'${letter}{FIRST}="{word}"'], font=Font(color=QUIET)),
        )

    # -- totals --------------------------------------------------------------------------------------------------

    def _totals(self) -> None:
        """Totals after an empty row, so that neither filter nor sorting takes them for records."""
        if not self.spec.rows:
            return
        groups: dict[str, list[Any]] = defaultdict(list)
        for row in self.spec.rows:
            currency = row.currency if self.spec.by_currency else ""
            groups[currency].extend([row] if self.spec.counted(row) else [])
        place = self.last + 1
        for currency, rows in sorted(groups.items()):
            place += 1
            self._total_row(place, currency, rows)
        # A long memo would otherwise spill over page after page.
        self.sheet.print_area = f"A1:{get_column_letter(len(self.spec.columns))}{place}"

    def _total_row(self, number: int, currency: str, rows: list[Any]) -> None:
        _ = self._encoder.translate
        label = _("Total {currency} ({count})") if currency else _("Total ({count})")
        look: Look = self._encoder.look
        for place, column in enumerate(self.spec.columns, start=1):
            cell = self.sheet.cell(number, place)
            if place == 1:
                cell.value = label.format(currency=currency, count=len(rows))
                look.total(cell)
                width = self.sheet.column_dimensions["A"].width
                self.sheet.column_dimensions["A"].width = max(width, len(cell.value) + 4)
            elif column.field == "currency":
                cell.value = currency
                look.total(cell)
            elif not column.total:
                look.total(cell)
            else:
                self._sum(cell, column, column.currency or currency, rows)

    def _sum(self, cell: Any, column: Column, currency: str, rows: list[Any]) -> None:
        get = column.get
        amount = sum(value for value in map(get, rows) if value is not None)
        if column.kind == "money" and not currency:
            self._encoder.look.total(cell)  # cases that are not about money
        elif column.kind == "money":
            put_number(cell, cells.money_text(amount, currency))
            self._encoder.look.total(cell, money_format(currency), right=True)
        else:
            put_number(cell, str(amount))
            self._encoder.look.total(cell, COUNT, right=True)


def put_number(cell: Any, digits: str) -> None:
    """Puts a number into an openpyxl cell by its digits; openpyxl itself would round it through a binary fraction."""
    cell.value = digits
    cell.data_type = "n"


def print_setup(sheet: Worksheet, facts: MonthFacts, shop_name: str) -> None:
    """Landscape A4, as wide as the page, page numbers below."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.6, 0.3
    footer = sheet.oddFooter
    name = cells.clean_text(shop_name)[:60].replace("&", "&&")  # a single & begins a code
    footer.left.text, footer.center.text, footer.right.text = f"{name} · {facts.month}", "&P / &N", "&A"
