"""One month of a shop as plain data: what its workbook holds. Money in minor units, never added across currencies."""

import calendar
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import NamedTuple

from shopdesk.domain.errors import UserError
from shopdesk.domain.month_rows import (
    CaseFacts,
    CustomerMonth,
    InquiryFacts,
    LineFacts,
    OrderFacts,
    PackingFacts,
    RefundFacts,
)
from shopdesk.domain.reports import Report

HAND = "shopdesk"  # the platform of orders entered by hand


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, of days in the shop's zone."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def days(self) -> list[date]:
        """All its days."""
        return [date(self.year, self.number, day) for day in range(1, self.last.day + 1)]

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def parse_month(text: str) -> Month:
    """`2026-11` as a month. Raises UserError `export.month`."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", text.strip())
    # 1900 is the first year that a spreadsheet has dates for.
    if match is None or int(match[1]) < 1900 or not 1 <= int(match[2]) <= 12:
        raise UserError("export.month", found=text)
    return Month(int(match[1]), int(match[2]))


@dataclass(slots=True)
class Figures:
    """Counts and sums of orders that are not cancelled, and of refunds, all in one currency."""

    orders: int = 0
    units: int = 0
    goods: int = 0
    discount: int = 0
    shipping: int = 0
    tax: int = 0
    total: int = 0
    refunded: int = 0

    @property
    def net(self) -> int:
        """What stayed: total less refunds."""
        return self.total - self.refunded

    def add(self, other: "Figures") -> None:
        """Adds figures of the same currency."""
        for item in fields(self):
            setattr(self, item.name, getattr(self, item.name) + getattr(other, item.name))


class Group(NamedTuple):
    """Figures of one day, platform and currency."""

    local_day: date
    platform: str
    currency: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """Everything that the workbook of a month shows. `groups` are summed by the database, apart from the rows."""

    month: Month
    orders: Sequence[OrderFacts]
    lines: Sequence[LineFacts]
    inquiries: Sequence[InquiryFacts]
    cases: Sequence[CaseFacts]
    refunds: Sequence[RefundFacts]
    packing: Sequence[PackingFacts]
    customers: Sequence[CustomerMonth]
    groups: Sequence[Group]
    counts: Mapping[str, int] = field(default_factory=dict)
    reports: Sequence[Report] = ()

    def by_currency(self) -> dict[str, Figures]:
        """Figures by currency."""
        return {key[0]: found for key, found in self._rolled(lambda group: (group.currency,)).items()}

    def by_platform(self) -> dict[tuple[str, str], Figures]:
        """Figures by (platform, currency)."""
        return {(key[0], key[1]): found for key, found in self._rolled(lambda g: (g.platform, g.currency)).items()}

    def by_day(self, currency: str) -> dict[date, Figures]:
        """Figures of one currency by day, every day of the month among them."""
        out = {day: Figures() for day in self.month.days}
        for group in self.groups:
            if group.currency == currency:
                out[group.local_day].add(group.figures)
        return out

    def _rolled(self, key: Callable[[Group], tuple[str, ...]]) -> dict[tuple[str, ...], Figures]:
        out: dict[tuple[str, ...], Figures] = defaultdict(Figures)
        for group in self.groups:
            out[key(group)].add(group.figures)
        return dict(sorted(out.items()))
