"""The formulas beside the Summary's figures: each recomputes its figure from the sheets and shows the difference."""

from collections.abc import Mapping
from dataclasses import dataclass

from shopdesk import vocabulary
from shopdesk.domain import money
from shopdesk.exchange.workbook.columns import Encoder
from shopdesk.exchange.workbook.page import DataSheet


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a row of the Summary counts: fields of the sheets and the cells that hold the value wanted."""

    cells: Mapping[str, str]  # field (`currency`, `platform`, `local_day`) → `$B$7`

    def of(self, sheet: DataSheet) -> str:
        """The conditions on a sheet, as SUMIFS and COUNTIFS take them."""
        return ",".join(f"{sheet.range_of(field)},{cell}" for field, cell in self.cells.items())


@dataclass(frozen=True, slots=True)
class Checks:
    """Makes the formulas from the data sheets."""

    sheets: Mapping[str, DataSheet]
    encoder: Encoder

    def figure(self, name: str, cell: str, criteria: Criteria, currency: str) -> str:
        """The difference between a figure (a field of `Figures`) in `cell` and the same from the sheets.

        Rounded to the currency's unit: sums of binary fractions differ from the decimal ones by a hair.
        """
        if name == "orders":
            return f"={cell}-COUNTIFS({self._counted(criteria)})"
        refunds = self.sheets["refunds"]
        returned = f"SUMIFS({refunds.range_of('amount')},{criteria.of(refunds)})"
        if name == "refunded":
            again = returned
        elif name == "net":
            again = f"({self._sum('total', criteria)}-{returned})"
        else:
            again = self._sum(name, criteria)
        places = 0 if name == "units" else money.decimals(currency)
        return f"=ROUND({cell}-{again},{places})"

    def rows(self, sheet: str, cell: str, field: str, *codes: str) -> str:
        """The difference between a number of records in `cell` and the rows of a sheet; `codes`: of these statuses."""
        page = self.sheets[sheet]
        if not codes:
            return f"={cell}-COUNTA({page.range_of(field)})"
        words = next(column.words for column in page.spec.columns if column.field == field) or {}
        counted = (
            f"COUNTIFS({page.range_of(field)},{quoted(vocabulary.word(words, code, self.encoder.translate))})"
            for code in codes
        )
        return f"={cell}-" + "-".join(counted)

    def _counted(self, criteria: Criteria) -> str:
        orders = self.sheets["orders"]
        cancelled = vocabulary.word(vocabulary.ORDER_STATUS, "cancelled", self.encoder.translate)
        return f"{criteria.of(orders)},{orders.range_of('status')},{quoted('<>' + cancelled)}"

    def _sum(self, field: str, criteria: Criteria) -> str:
        return f"SUMIFS({self.sheets['orders'].range_of(field)},{self._counted(criteria)})"


def quoted(text: str) -> str:
    """A text as formulas write it."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
