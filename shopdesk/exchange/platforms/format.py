"""What a platform's reader declares, and the tools with which it reads one table."""

from collections.abc import Callable, Iterator, Sized
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from shopdesk.domain.amounts import CURRENCIES, parse_amount
from shopdesk.domain.cells import value
from shopdesk.domain.identifiers import is_destroyed
from shopdesk.domain.imported import ImportedFile, Problem
from shopdesk.domain.instants import InstantError, parse_instant
from shopdesk.domain.money import MOST, is_exact, to_minor
from shopdesk.exchange.tables import Table
from shopdesk.exchange.zones import zone_of_name

_SHOWN = 80  # characters of a cell that a problem quotes
_EVERY = 2000  # rows between two looks at Cancel
_Rows = TypeVar("_Rows", bound=Sized, covariant=True)


class Groups(Protocol[_Rows]):
    """Rows by order, as a dictionary or packed."""

    def __iter__(self) -> Iterator[str]: ...
    def pop(self, order: str, /) -> _Rows:
        """The order's rows, which are let go."""
        ...


Vouch = Callable[[list[str], list[list[str]]], bool]  # folded header cells, rows below it
AccountSettings = Callable[[str, str | None], tuple[str | None, str | None]]


@dataclass(slots=True, frozen=True)
class Settings:
    """What the person and the shop say about a file. Zone and currency count for cells that name none."""

    platform: str | None = None
    account: str | None = None
    zone: str | None = None
    currency: str | None = None
    mapping: dict[str, Any] | None = None
    zone_of: AccountSettings | None = None  # (platform, account) -> the account's zone and currency
    default_zone: str = "UTC"
    default_currency: str = "USD"


@dataclass(slots=True, frozen=True)
class Format:
    """One kind of file of one platform: how its header is known, and its reader."""

    platform: str
    kind: str  # orders lines customers products
    needs: tuple[frozenset[str], ...]  # one name of each set must be there (folded)
    known: frozenset[str]  # all names of the format; the most known ones decide between formats
    read: "Callable[[Reading], None]"
    excludes: frozenset[str] = frozenset()
    zone: str | None = None  # the platform's own, where its files name none
    currency: str | None = None
    family: tuple[str, ...] = ()  # platform names under which a person may ask for it
    mapping: str | None = None  # a mapped table: what the person calls such files, maybe nothing
    vouch: Vouch | None = None  # where the names are anybody's: whether the cells are this platform's

    def fits(self, names: frozenset[str]) -> bool:
        """Whether a header with these folded names may be of this format."""
        return all(self.needs[at] & names for at in range(len(self.needs))) and not self.excludes & names


class BadCell(Exception):
    """A cell that keeps its record out."""

    def __init__(self, code: str, index: int | None = None, *, field: str | None = None, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.index = index
        self.field = field
        self.row: int | None = more.get("row")
        self.expected: str | None = more.get("expected")
        self.found: str | None = more.get("found")


@dataclass(slots=True)
class Reading:
    """One table being read into `file`."""

    table: Table
    settings: Settings
    file: ImportedFile
    format: Format
    step: Callable[[int], None]  # hears how many rows were read since last time; raises Cancelled
    decimal: str | None = None
    date_order: str | None = None
    joined_names: list[str] = field(default_factory=list)  # of cells put together, which stand behind the blank one
    _zone: tzinfo | None = None
    _account_says: tuple[str | None, str | None] | None = None
    _money: dict[str, dict[str, int | None]] = field(default_factory=dict)
    _prices: dict[tuple[str, str], tuple[Decimal, int | None]] = field(default_factory=dict)
    _instants: dict[tuple[str, tzinfo | None], datetime | None] = field(default_factory=dict)

    def rows(self, key: int) -> Iterator[tuple[int, list[str]]]:
        """The rows that say something (see Table.rows), counted into the file, with a look at Cancel now and then."""
        count = 0
        for count, pair in enumerate(self.table.rows(key), 1):
            yield pair
            if not count % _EVERY:
                self.step(_EVERY)
        self.step(count % _EVERY)
        self.file.rows = count

    def each(self, groups: Groups[_Rows]) -> Iterator[tuple[str, _Rows]]:
        """Orders and their rows, in order, with a look at Cancel now and then; the groups let go of each one."""
        done = 0
        for name in list(groups):
            rows = groups.pop(name)
            yield name, rows
            done += len(rows)
            if done >= _EVERY:
                self.step(done)
                done = 0
        self.step(done)

    def money(self, row: list[str], index: int, name: str, currency: str) -> int | None:
        """The cell's amount in minor units of `currency`; None where it says nothing. Raises BadCell."""
        text = row[index]
        if not text:
            return None
        known = self._money.get(currency)
        if known is None:
            known = self._money[currency] = {}
        try:
            return known[text]
        except KeyError:
            amount = self.amount(text, index, name)
            known[text] = minor = None if amount is None else to_minor(amount, currency)
            return minor

    def amount(self, text: str, index: int, name: str) -> Decimal | None:
        """The amount in `text` as it stands. Raises BadCell."""
        try:
            return parse_amount(text, self.decimal)
        except ValueError:
            raise BadCell("money.unreadable", index, field=name, expected="1234.50", found=text) from None

    def price(self, text: str, index: int, currency: str) -> tuple[Decimal, int | None]:
        """The price of one unit as it stands (blank: 0) and in minor units, None where it is finer than those.

        Raises BadCell, also for a price below zero.
        """
        try:
            return self._prices[text, currency]
        except KeyError:
            amount = self.amount(text, index, "price") or Decimal(0)
        if amount < 0:
            raise BadCell("money.negative", index, field="price", found=text)
        price = (amount, to_minor(amount, currency) if is_exact(amount, currency) else None)
        self._prices[text, currency] = price
        return price

    def line_price(self, text: str, index: int, quantity: int, currency: str) -> tuple[int | None, int]:
        """The price of one unit (None where finer than the smallest coin) and of `quantity`, in minor units.

        Raises BadCell, also where the product is beyond any real sum.
        """
        amount, price = self.price(text, index, currency)
        total = price * quantity if price is not None else to_minor(amount * quantity, currency)
        if total > MOST:
            raise BadCell("money.unreadable", index, field="price", expected="1234.50", found=f"{quantity} × {text}")
        return price, total

    def instant(self, row: list[str], index: int, name: str, zone: tzinfo | None = None) -> datetime | None:
        """The cell's instant in UTC; None where it says nothing. Raises BadCell.

        `zone` is what another cell of the row says; else that of the file counts where the cell names none.
        """
        text = row[index]
        if not text:
            return None
        try:
            return self._instants[text, zone]
        except KeyError:
            pass
        try:
            parsed = parse_instant(text, zone or self.zone(), self.date_order)
        except (InstantError, OverflowError) as error:
            code = getattr(error, "code", "date.out_of_range")
            expected = "1990-01-01 … 2100-12-31" if code == "date.out_of_range" else "2026-10-03 14:05:00"
            raise BadCell(code, index, field=name, expected=expected, found=text) from None
        if parsed is not None and not parsed[1] and zone is None and self.file.zone is None:
            self.file.zone = self.zone_name()
        at = parsed[0] if parsed else None
        self._instants[text, zone] = at
        return at

    def quantity(self, text: str, index: int) -> int:
        """A whole number of pieces, 1 where nothing is told. Raises BadCell `line.quantity`."""
        if text.isdecimal() and len(text) < 10:
            return int(text)
        amount = None
        try:
            amount = parse_amount(text)
        except ValueError:
            pass
        if amount is None and not value(text):
            return 1
        if amount is None or amount != amount.to_integral_value() or not 0 <= amount < 10**9:
            raise BadCell("line.quantity", index, field="quantity", expected="1, 2, 3 …", found=text)
        return int(amount)

    def order_number(self, text: str, index: int) -> str:
        """Refuses ids that a spreadsheet destroyed. Raises BadCell."""
        if is_destroyed(text):
            raise BadCell("id.destroyed", index, field="platform_order", found=text)
        return text

    def zone_name(self) -> str:
        """The zone for cells without one: the person's, the platform's, the account's, the shop's."""
        account = self._account()[0]
        return self.settings.zone or self.format.zone or account or self.settings.default_zone

    def zone(self) -> tzinfo:
        """The zone of `zone_name`. Raises UserError `zone.unknown`."""
        if self._zone is None:
            self._zone = zone_of_name(self.zone_name())
        return self._zone

    def currency(self) -> str:
        """The currency for cells that name none: the person's, the platform's, the account's, the shop's."""
        account = self._account()[1]
        return self.settings.currency or self.format.currency or account or self.settings.default_currency

    def _account(self) -> tuple[str | None, str | None]:
        """Zone and currency of the account; looked up once, for every order may ask."""
        if self._account_says is None:
            look_up = self.settings.zone_of
            self._account_says = look_up(self.file.platform, self.settings.account) if look_up else (None, None)
        return self._account_says

    def leave_out(self, number: int) -> None:
        """Notes a row that is no order: a caption or a footer."""
        self.table.left_out.append(number)

    def column_name(self, index: int | None) -> str | None:
        """The header over a cell, as found."""
        if index is None:
            return None
        if index > self.table.width:
            return self.joined_names[index - self.table.width - 1]
        return self.table.header[index].strip() if index < self.table.width else None

    def refuse(self, rows: list[tuple[int, list[str]]], cause: BadCell, order: str | None = None) -> None:
        """Keeps these rows out, and says why."""
        self.file.problems.append(self._problem("refused", cause, cause.row or rows[0][0], order))
        width = self.table.width
        self.file.refused_rows.extend((number, row[:width]) for number, row in rows)
        if order:
            self.file.refused_orders.update((number, order) for number, _row in rows)

    def warn(self, row: int | None, cause: BadCell, order: str | None = None) -> None:
        """Says what is odd about something that goes in."""
        self.file.problems.append(self._problem("warning", cause, row, order))

    def _problem(self, severity: str, cause: BadCell, row: int | None, order: str | None) -> Problem:
        found = cause.found
        if found is not None and len(found) > _SHOWN:
            found = found[: _SHOWN - 1] + "…"
        column = self.column_name(cause.index)
        sheet = self.table.sheet
        return Problem(
            cause.code, severity, row, column, cause.field, cause.expected, found, sheet.path, sheet.name, order
        )


def currency_of(reading: Reading, rows: list[tuple[int, list[str]]], index: int) -> str:
    """The one currency of an order's rows, else the file's. Raises BadCell for two, or one that nobody knows."""
    named = list(dict.fromkeys(text for _number, row in rows if (text := value(row[index]).upper())))
    if not named:
        reading.file.currency = reading.currency()
        return reading.file.currency
    if len(named) > 1:
        raise BadCell("order.two_currencies", index, field="currency", found=", ".join(named))
    if named[0] not in CURRENCIES:
        raise BadCell("currency.unknown", index, field="currency", expected="USD, CNY …", found=named[0])
    return named[0]
