"""How the workbook looks: fonts, fills, borders and number formats, in one place."""

from dataclasses import dataclass, field
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from shopdesk.domain import money

INK, QUIET, LINE = "FF1F2933", "FF7B8794", "FFCBD2D9"
HEADER_FILL, BAND_FILL, TOTAL_FILL, ALARM_FILL = "FFDCE6F0", "FFEEF3F8", "FFF5F7FA", "FFF8C9C4"
SERIES = ("2F6690", "E0A458", "5B8E7D", "A26769", "7D6B91", "8D99AE")  # told apart in grey print as well

DAY, MOMENT, COUNT, TEXT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "#,##0", "@"
_FONTS = {"en": "Calibri", "zh_CN": "Microsoft YaHei"}


def money_format(currency: str) -> str:
    """The number format of amounts: thousands separated, the currency's decimals, a minus for what went back."""
    places = money.decimals(currency)
    return "#,##0" + ("." + "0" * places if places else "")


def sparse(number_format: str) -> str:
    """The same format with a dash for nothing, where rows of zeros would hide the figures."""
    return f'{number_format};-{number_format};"–"'


Flush = Literal["left", "center", "right"]


@dataclass
class Look:
    """The styles of one workbook. `language` chooses a font that has its characters."""

    book: Workbook
    language: str
    _ids: dict[tuple[str, str], int] = field(default_factory=dict)

    def font(self, *, size: int = 10, bold: bool = False, colour: str = INK) -> Font:
        """The workbook's font."""
        return Font(name=_FONTS.get(self.language, _FONTS["en"]), size=size, bold=bold, color=colour)

    def header(self, cell: Cell, side: Flush = "left") -> None:
        """A column header."""
        cell.font = self.font(bold=True)
        cell.fill = PatternFill("solid", fgColor=HEADER_FILL)
        cell.border = Border(bottom=Side("thin", color=QUIET))
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)

    def total(self, cell: Cell, number_format: str = "General", *, right: bool = False) -> None:
        """A cell of a totals row."""
        cell.font = self.font(bold=True)
        cell.fill = PatternFill("solid", fgColor=TOTAL_FILL)
        cell.border = Border(top=Side("thin", color=QUIET))
        cell.alignment = Alignment(horizontal="right" if right else "left", vertical="center")
        cell.number_format = number_format

    def figure(self, cell: Cell, number_format: str, *, right: bool = True, quiet: bool = False) -> None:
        """A cell of the Summary."""
        cell.font = self.font(size=8 if quiet else 10, colour=QUIET if quiet else INK)
        cell.border = Border(bottom=Side("hair", color=LINE))
        cell.alignment = Alignment(horizontal="right" if right else "left", vertical="center")
        cell.number_format = number_format

    def style_id(self, number_format: str, side: Flush = "left") -> int:
        """The id of a body cell's style, for rows that are streamed in."""
        key = (number_format, side)
        if key not in self._ids:
            cell = Cell(self.book.worksheets[0])
            cell.font = self.font()
            cell.number_format = number_format
            cell.alignment = Alignment(horizontal=side, vertical="center")
            cell.border = Border(bottom=Side("hair", color=LINE))
            self._ids[key] = cell.style_id
        return self._ids[key]
