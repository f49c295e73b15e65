"""The Summary sheet: figures per currency, platform and day as values, a Check beside each, and the charts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_skeleton
from babel.numbers import get_currency_name
from openpyxl.cell import Cell
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from shopdesk import vocabulary
from shopdesk.domain.month import Figures, MonthFacts
from shopdesk.exchange.workbook import cells, charts
from shopdesk.exchange.workbook.checks import Checks, Criteria
from shopdesk.exchange.workbook.columns import breadth
from shopdesk.exchange.workbook.page import put_number
from shopdesk.exchange.workbook.styles import ALARM_FILL, BAND_FILL, COUNT, DAY, TEXT, Look, money_format, sparse
from shopdesk.words import mark

_HEADER = 4
_FIGURES = (
    ("orders", mark("Orders")),
    ("units", mark("Units")),
    ("goods", mark("Goods")),
    ("discount", mark("Discount")),
    ("shipping", mark("Shipping")),
    ("tax", mark("Tax")),
    ("total", mark("Total")),
    ("refunded", mark("Refunded")),
    ("net", mark("Net")),
)
_LAST = 2 + 2 * len(_FIGURES)
_COUNTS = (
    ("orders_cancelled", mark("Orders cancelled"), "orders", "status", ("cancelled",)),
    ("lines", mark("Order lines"), "lines", "order", ()),
    ("inquiries", mark("Inquiries"), "inquiries", "number", ()),
    ("inquiries_won", mark("Inquiries won"), "inquiries", "status", ("won",)),
    ("cases", mark("After-sales cases"), "aftersales", "number", ()),
    ("cases_done", mark("After-sales cases resolved or closed"), "aftersales", "status", ("resolved", "closed")),
    ("refunds", mark("Refunds paid"), "refunds", "order", ()),
    ("packing_lists", mark("Packing lists"), "packing", "number", ()),
    ("packing_shipped", mark("Packing lists shipped"), "packing", "status", ("shipped", "delivered")),
)


@dataclass(frozen=True, slots=True)
class SummaryHead:
    """What stands above the figures. `made_at` is local."""

    shop_name: str
    zone: str
    made_at: datetime


class Summary:
    """Fills the Summary sheet from the top down."""

    def __init__(
        self, sheet: Worksheet, facts: MonthFacts, checks: Checks, currency: str, checked_too: Sequence[str] = ()
    ) -> None:
        """`checked_too`: ranges of checks on other sheets, which the count at the top takes in."""
        self.sheet = sheet
        self.figure_rows = 0
        self._facts = facts
        self._checks = checks
        self._checked_too = checked_too
        self._look: Look = checks.encoder.look
        self._ = checks.encoder.translate
        self._row = _HEADER + 1
        self._check_cells: list[str] = []
        # A month without orders still has its days, in the shop's own currency.
        self._currencies = list(facts.by_currency()) or [currency]

    def write(self, head: SummaryHead) -> None:
        """Writes everything."""
        _ = self._
        self._columns()
        self._band(_("By currency"))
        figures = self._facts.by_currency()
        for code in self._currencies:
            self._line(self._currency_name(code), code, figures.get(code, Figures()), {"currency": "B"})
        platforms = self._platforms()
        room = self._room_for_charts()
        self._counts()
        days = self._days()
        self._charts(room, platforms, days)
        self._head(head)
        self._finish()

    # -- parts ---------------------------------------------------------------------------------------------------

    def _columns(self) -> None:
        _, sheet = self._, self.sheet
        for place in range(1, _LAST + 1):
            self._look.header(sheet.cell(_HEADER, place), "right" if place > 2 else "left")
        sheet.cell(_HEADER, 2, _("Currency"))
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 10
        for place, (name, title) in enumerate(_FIGURES):
            sheet.cell(_HEADER, 3 + 2 * place, _(title))
            sheet.cell(_HEADER, 4 + 2 * place, _("Check"))
            self._quiet_header(sheet.cell(_HEADER, 4 + 2 * place))
            sheet.column_dimensions[get_column_letter(3 + 2 * place)].width = self._width(name, _(title))
            sheet.column_dimensions[get_column_letter(4 + 2 * place)].width = 6.5
        sheet.row_dimensions[_HEADER].height = 22

    def _quiet_header(self, cell: Cell) -> None:
        font = self._look.font(size=8)
        cell.font = font

    def _width(self, name: str, title: str) -> float:
        widest = max((abs(getattr(found, name)) for found in self._facts.by_currency().values()), default=0)
        return max(9 if name in ("orders", "units") else 11, len(f"{widest:,}.") + 2, breadth(title) + 3)

    def _band(self, text: str) -> None:
        for place in range(1, _LAST + 1):
            self.sheet.cell(self._row, place).fill = PatternFill("solid", fgColor=BAND_FILL)
        cell = self.sheet.cell(self._row, 1, text)
        cell.font = self._look.font(bold=True)
        self._row += 1

    def _line(self, label: str | date, currency: str, figures: Figures, criteria: dict[str, str]) -> None:
        """One row of figures; `criteria`: which fields of the sheets equal which of the row's first two cells."""
        row, sheet = self._row, self.sheet
        self._label(sheet.cell(row, 1), label)
        self._label(sheet.cell(row, 2), currency)
        wanted = Criteria({field: f"${letter}{row}" for field, letter in criteria.items()})
        for place, (name, _title) in enumerate(_FIGURES):
            cell, check = sheet.cell(row, 3 + 2 * place), sheet.cell(row, 4 + 2 * place)
            counted = name in ("orders", "units")
            value = getattr(figures, name)
            put_number(cell, str(value) if counted else cells.money_text(value, currency))
            self._look.figure(cell, sparse(COUNT if counted else money_format(currency)))
            self._check(check, self._checks.figure(name, cell.coordinate, wanted, currency))
        self._row += 1
        self.figure_rows += 1

    def _label(self, cell: Cell, label: str | date) -> None:
        cell.value = label
        if isinstance(label, str):
            cell.data_type = "s"
        self._look.figure(cell, DAY if isinstance(label, date) else TEXT, right=False)

    def _check(self, cell: Cell, formula: str) -> None:
        cell.value = formula
        self._look.figure(cell, "General", quiet=True)
        self._check_cells.append(cell.coordinate)

    def _platforms(self) -> tuple[int, int]:
        """First and last row of the platforms; the last is before the first when there are none."""
        self._row += 1
        self._band(self._("By platform"))
        first = self._row
        for (code, currency), figures in self._facts.by_platform().items():
            name = vocabulary.word(vocabulary.PLATFORM, code, self._)
            self._line(name, currency, figures, {"platform": "A", "currency": "B"})
        if self._row == first:
            self._label(self.sheet.cell(self._row, 1), self._("No orders in this month"))
            self._row += 1
            return first, first - 1
        return first, self._row - 1

    def _days(self) -> dict[str, tuple[int, int]]:
        """First and last row of each currency's days."""
        found: dict[str, tuple[int, int]] = {}
        self._row += 1
        for currency in self._currencies:
            self._band(self._("By day, {currency}").format(currency=currency))
            first = self._row
            for day, figures in self._facts.by_day(currency).items():
                self._line(day, currency, figures, {"local_day": "A", "currency": "B"})
            found[currency] = (first, self._row - 1)
        return found

    def _counts(self) -> None:
        self._band(self._("Records of the month"))
        for name, title, sheet, field, codes in _COUNTS:
            cell = self.sheet.cell(self._row, 3)
            self._label(self.sheet.cell(self._row, 1), self._(title))
            self._label(self.sheet.cell(self._row, 2), "")
            put_number(cell, str(self._facts.counts.get(name, 0)))
            self._look.figure(cell, sparse(COUNT))
            formula = self._checks.rows(sheet, cell.coordinate, field, *codes)
            self._check(self.sheet.cell(self._row, 4), formula)
            self._row += 1
            self.figure_rows += 1

    def _room_for_charts(self) -> int:
        row = self._row + 1
        self._row = row + charts.HEIGHT_ROWS + 1
        return row

    def _charts(self, row: int, platforms: tuple[int, int], days: dict[str, tuple[int, int]]) -> None:
        _ = self._
        # The currency with the most orders; ties by name.
        leading = max(self._currencies, key=lambda code: self._facts.by_currency().get(code, Figures()).orders)
        orders, total = 3, 3 + 2 * [name for name, _title in _FIGURES].index("total")
        found = [
            charts.orders_per_day(self.sheet, _("Orders per day"), orders, days),
            charts.total_per_day(
                self.sheet, _("Total per day, {currency}").format(currency=leading), total, days[leading]
            ),
        ]
        if platforms[1] >= platforms[0]:
            several = len({code for code, _currency in self._facts.by_platform()}) < platforms[1] - platforms[0] + 1
            found.append(charts.orders_by_platform(self.sheet, _("Orders by platform"), orders, platforms, several))
        charts.place(self.sheet, found, row, _LAST)

    def _head(self, head: SummaryHead) -> None:
        _, sheet, month = self._, self.sheet, self._facts.month
        sheet["A1"] = cells.clean_text(head.shop_name)
        sheet["A1"].data_type = "s"
        sheet["A1"].font = self._look.font(size=16, bold=True)
        sheet["A2"] = _("{month} · days in {zone} · made {made}").format(
            month=format_skeleton("yMMMM", month.first, locale=self._look.language),
            zone=head.zone,
            made=f"{head.made_at:%Y-%m-%d %H:%M}",
        )
        sheet["A2"].font = self._look.font(size=11)
        sheet["A3"] = _(
            "Cancelled orders are listed, not summed. Refunds count on the day paid. Net = total − refunded."
        )
        sheet["A3"].font = self._look.font(size=9)
        sheet.row_dimensions[1].height = 26
        sheet.row_dimensions[3].height = 18
        label, count = sheet.cell(1, _LAST - 3), sheet.cell(1, _LAST - 1)
        label.value = _("Figures that differ from the sheets")
        parts = (*self._check_ranges(), *self._checked_too)
        count.value = "=" + "+".join(f'COUNTIF({part},">0")+COUNTIF({part},"<0")' for part in parts)
        for cell in (label, count):
            self._look.figure(cell, "General")
            cell.border = Border()
        self._check_cells.append(count.coordinate)

    def _check_ranges(self) -> Iterable[str]:
        for place in range(4, _LAST + 1, 2):
            letter = get_column_letter(place)
            yield f"${letter}${_HEADER + 1}:${letter}${self._row}"

    def _finish(self) -> None:
        sheet: Any = self.sheet
        alarm = PatternFill("solid", bgColor=ALARM_FILL)
        for part in self._check_ranges():
            sheet.conditional_formatting.add(
                part.replace("$", ""), CellIsRule(operator="notEqual", formula=["0"], fill=alarm)
            )
        sheet.freeze_panes = f"C{_HEADER + 1}"
        sheet.sheet_view.showGridLines = False
        sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
        sheet.page_setup.fitToWidth = 1

    def _currency_name(self, code: str) -> str:
        try:
            return get_currency_name(code, locale=self._look.language)
        except (LookupError, ValueError):
            return code
