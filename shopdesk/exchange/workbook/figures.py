"""The figures of a report as a sheet: head figures, then its tables one below the other, each with its words.

In a month's workbook a Check stands at the end of the rows that can be counted again from the data sheets.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any, Final

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from shopdesk import report_words, vocabulary, words
from shopdesk.domain.reports import Column, Report, Table
from shopdesk.exchange.workbook import cells
from shopdesk.exchange.workbook.checks import quoted
from shopdesk.exchange.workbook.page import DataSheet
from shopdesk.exchange.workbook.styles import ALARM_FILL, BAND_FILL, COUNT, DAY, TEXT, Look, sparse
from shopdesk.words import mark

DURATION: Final = "[h]:mm:ss"
_FORMATS: Final = {"count": sparse(COUNT), "share": "0.0%", "seconds": DURATION, "day": DAY}
_WIDTHS: Final = (30, 16, 18)  # characters of the first columns
_WIDTH: Final = 13
_DAY_SECONDS: Final = 86_400
_WARMEST: Final = "FF7FB3D5"
_NOTE: Final = mark("Working time is that of the opening hours. Times are shown as hours:minutes:seconds.")

# A table's rows → a formula that counts them again; it is given the row and where the columns' cells are.
Again = Callable[[Any, Mapping[str, str]], str]


class FigureSheet:
    """Fills a sheet with a report; `data` are the month's data sheets, for its checks."""

    def __init__(
        self, sheet: Worksheet, report: Report, look: Look, translate: Callable[[str], str],
        data: Mapping[str, DataSheet] | None = None,
    ) -> None:  # fmt: skip
        self.sheet = sheet
        self.rows = 0
        self.check_range = ""
        self._report, self._look, self._ = report, look, translate
        self._again = _recounts(data, translate) if data else {}
        self._check_column = max(len(table.columns) for table in report.tables) + 1
        self._row = 4

    def write(self) -> None:
        """Writes everything."""
        _, sheet, report = self._, self.sheet, self._report
        title = sheet.cell(1, 1, _(report_words.REPORT[report.name]))
        title.font = self._look.font(size=16, bold=True)
        sheet.cell(2, 1, f"{report.days.first} – {report.days.last}").font = self._look.font(size=11)
        sheet.cell(3, 1, _(_NOTE)).font = self._look.font(size=9)
        sheet.row_dimensions[1].height = 26
        for place in range(1, self._check_column + 1):
            width = _WIDTHS[place - 1] if place <= len(_WIDTHS) else _WIDTH
            sheet.column_dimensions[get_column_letter(place)].width = width
        self._heads()
        for table in () if report.empty else report.tables:
            if table.rows:
                self._table(table)
        if self._again:
            self._watch_checks()
        sheet.sheet_view.showGridLines = False
        sheet.freeze_panes = "B4"
        sheet.page_setup.fitToWidth = 1

    # -- parts ---------------------------------------------------------------------------------------------------

    def _heads(self) -> None:
        before = self._report.days.before()
        self._header(["", str(self._report.days.first), str(before.first)], [False, True, True])
        for place, days in ((2, self._report.days), (3, before)):
            self.sheet.cell(self._row - 1, place).value = f"{days.first} – {days.last}"
        for head in self._report.heads:
            self._put(1, "text", self._(report_words.HEAD[head.key]))
            self._put(2, head.kind, head.value)
            self._put(3, head.kind, head.before)
            self._row += 1
        self._row += 1

    def _table(self, table: Table) -> None:
        self._band(self._(report_words.TABLE[table.key]))
        again = self._again.get(table.key)
        titles = [self._(report_words.COLUMN[column.key]) for column in table.columns]
        self._header(titles, [column.kind in report_words.NUMBERS for column in table.columns], check=again is not None)
        first = self._row
        letters = [get_column_letter(place) for place in range(1, len(table.columns) + 1)]
        for row in table.rows:
            for place, (column, value) in enumerate(zip(table.columns, row, strict=True), start=1):
                self._put(place, column.kind, value, column)
            if again is not None:
                at = {
                    column.key: f"${letter}{self._row}" for column, letter in zip(table.columns, letters, strict=True)
                }
                self._check(again(row, at))
            self._row += 1
            self.rows += 1
        if table.left_out:
            rest = self._("{count} more are not shown.").format(count=table.left_out)
            self.sheet.cell(self._row, 1, rest).font = self._look.font(size=9)
            self._row += 1
        if table.key == "busy_hours":
            warm = ColorScaleRule(
                start_type="num", start_value=0, start_color="FFFFFFFF", end_type="max", end_color=_WARMEST
            )
            self.sheet.conditional_formatting.add(f"B{first}:{letters[-2]}{self._row - 1}", warm)
        self._row += 1

    def _band(self, text: str) -> None:
        for place in range(1, self._check_column + 1):
            self.sheet.cell(self._row, place).fill = PatternFill("solid", fgColor=BAND_FILL)
        self.sheet.cell(self._row, 1, text).font = self._look.font(bold=True)
        self._row += 1

    def _header(self, titles: Sequence[str], numbers: Sequence[bool], *, check: bool = False) -> None:
        for place, (title, number) in enumerate(zip(titles, numbers, strict=True), start=1):
            cell = self.sheet.cell(self._row, place, title)
            self._look.header(cell, "right" if number else "left")
        if check:
            cell = self.sheet.cell(self._row, self._check_column, self._("Check"))
            self._look.header(cell, "right")
            cell.font = self._look.font(size=8)
        self.sheet.row_dimensions[self._row].height = 30
        self._row += 1

    def _put(self, place: int, kind: str, value: Any, column: Column | None = None) -> None:
        cell = self.sheet.cell(self._row, place)
        number = kind in report_words.NUMBERS
        self._look.figure(cell, _FORMATS.get(kind, TEXT), right=number)
        if value is None:
            return
        if number:
            cell.value = value / _DAY_SECONDS if kind == "seconds" else value
        elif kind == "day":
            cell.value = value
            cell.alignment = Alignment(horizontal="left")
        else:
            shown = report_words.shown(kind, value, self._, column.words if column else "")
            cell.value = cells.clean_text(shown)
            cell.data_type = "s"

    # -- checks --------------------------------------------------------------------------------------------------

    def _check(self, formula: str) -> None:
        cell = self.sheet.cell(self._row, self._check_column, formula)
        self._look.figure(cell, "General", quiet=True)

    def _watch_checks(self) -> None:
        letter = get_column_letter(self._check_column)
        area = f"${letter}$4:${letter}${self._row}"
        title = self.sheet.title.replace("'", "''")
        self.check_range = f"'{title}'!{area}"
        alarm = PatternFill("solid", bgColor=ALARM_FILL)
        rule: Any = CellIsRule(operator="notEqual", formula=["0"], fill=alarm)
        # Titles and empty cells are no figures: the rule is for each stretch of numbers that was written.
        for row in range(4, self._row + 1):
            cell = self.sheet.cell(row, self._check_column)
            if isinstance(cell.value, str) and cell.value.startswith("="):
                self.sheet.conditional_formatting.add(cell.coordinate, rule)


def _recounts(data: Mapping[str, DataSheet], translate: Callable[[str], str]) -> dict[str, Again]:
    """How the tables of the report on inquiries are counted again from the sheet of inquiries."""
    page = data["inquiries"]
    number, status, channel = page.range_of("number"), page.range_of("status"), page.range_of("channel")
    reason, day, replied = page.range_of("lost_reason"), page.range_of("local_day"), page.range_of("first_reply_at")

    def word(code: str) -> str:
        return quoted(vocabulary.word(vocabulary.INQUIRY_STATUS, code, translate))

    over = {code: f"COUNTIFS({status},{word(code)})" for code in ("won", "lost")}
    every = f"COUNTA({number})"
    outcomes = {"asked": every, **over, "open": f"({every}-{over['won']}-{over['lost']})"}

    def outcome(row: Any, at: Mapping[str, str]) -> str:
        return f"={at['count']}-{outcomes[row[0]]}" if row[0] in outcomes else "=0"

    def of_channel(_row: Any, at: Mapping[str, str]) -> str:
        here = f"{channel},{at['channel']}"
        counted = {"asked": f"COUNTIFS({here})"}
        counted |= {code: f"COUNTIFS({here},{status},{word(code)})" for code in ("won", "lost")}
        return "=" + "+".join(f"ABS({at[code]}-{again})" for code, again in counted.items())

    def lost(row: Any, at: Mapping[str, str]) -> str:
        wanted = at["reason"] if row[0] else quoted("")
        return f"={at['count']}-COUNTIFS({status},{word('lost')},{reason},{wanted})"

    def of_day(_row: Any, at: Mapping[str, str]) -> str:
        here = f"{day},{at['day']}"
        return f"=ABS({at['asked']}-COUNTIFS({here}))+ABS({at['won']}-COUNTIFS({here},{status},{word('won')}))"

    def first_replies(row: Any, at: Mapping[str, str]) -> str:
        return f"={at['count']}-COUNT({replied})" if row[0].startswith("first_") else "=0"

    return {
        "outcomes": outcome, "conversion_channels": of_channel, "lost_reasons": lost, "days": of_day,
        "times": first_replies,
    }  # fmt: skip


def write_report(report: Report, target: IO[bytes], shop_name: str, zone_name: str, language: str) -> None:
    """A workbook of one report."""
    book = Workbook()
    language = words.normalise(language)
    translate = words.catalogue(language).gettext
    sheet: Worksheet = book.worksheets[0]
    sheet.title = translate(report_words.SHEET[report.name])
    made = FigureSheet(sheet, report, Look(book, language), translate)
    made.write()
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    name = cells.clean_text(shop_name)[:60].replace("&", "&&")  # a single & begins a code
    footer = sheet.oddFooter
    footer.left.text, footer.center.text, footer.right.text = f"{name} · {zone_name}", "&P / &N", "&A"
    book.properties.title = f"{cells.clean_text(shop_name)} {report.days.first} – {report.days.last}"
    book.properties.creator = "ShopDesk"
    book.save(target)
