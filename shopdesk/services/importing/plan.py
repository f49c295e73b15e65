"""What an import would do: every record sorted into new, changed, unchanged, older or refused."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from shopdesk.db.queries.imports import KnownOrder
from shopdesk.domain import importing
from shopdesk.domain.imported import (
    ImportedCustomer,
    ImportedFile,
    ImportedOrder,
    ImportedProduct,
    ImportedReturn,
    Problem,
)
from shopdesk.domain.importing import Image
from shopdesk.domain.price_list import PriceRow

# Hears how much is done and how much there is in all; raises Cancelled where the person asked for that.
Tick = Callable[[int, int], None]
STATES = ("new", "changed", "unchanged", "older", "refused")


@dataclass(slots=True)
class Told:
    """An order as the files of one batch tell it together. `fields`, `line_fields`: what they speak of."""

    order: ImportedOrder
    file: ImportedFile
    kind: str  # orders when any of its files is an order list, else lines
    fields: frozenset[str]
    line_fields: frozenset[str]


@dataclass(slots=True)
class NewOrder:
    """An order the shop does not have yet."""

    told: Told
    platform: str
    account: str
    amounts: dict[str, int]
    returns: list[str] = field(default_factory=list)  # numbers of returns of the same batch, already taken off

    @property
    def order(self) -> ImportedOrder:
        """The order itself."""
        return self.told.order

    @property
    def file(self) -> ImportedFile:
        """The file that speaks for it."""
        return self.told.file

    @property
    def image(self) -> Image:
        """What is remembered of it, drawn anew each time: kept for all orders at once it would fill the memory."""
        image = importing.imager(self.told.fields, self.told.line_fields).image(self.order)
        return image | {"returns": self.returns} if self.returns else image


@dataclass(slots=True)
class ChangedOrder:
    """An order the shop has, whose platform tells something else than last time."""

    told: Told
    known: KnownOrder
    last: Image
    image: Image
    fields: set[str]

    @property
    def order(self) -> ImportedOrder:
        """The order itself."""
        return self.told.order

    @property
    def platform(self) -> str:
        """The platform it was imported from."""
        return self.known.platform

    @property
    def tells_who(self) -> bool:
        """Whether this file tells who the buyer is and none before it did."""
        return not importing.knows_buyer(self.last) and importing.identity(self.order) is not None


@dataclass(slots=True)
class ReturnedLines:
    """Goods coming back from an order that the shop has."""

    returned: ImportedReturn
    file: ImportedFile
    known: KnownOrder


@dataclass
class Plan:
    """The outcome of matching. Holds until somebody else writes (after `head`) what it rests on."""

    files: list[ImportedFile]
    head: tuple[int, int] = (0, 0)
    new: list[NewOrder] = field(default_factory=list)
    changed: list[ChangedOrder] = field(default_factory=list)
    returns: list[ReturnedLines] = field(default_factory=list)
    new_customers: list[tuple[ImportedCustomer, ImportedFile]] = field(default_factory=list)
    changed_customers: list[tuple[int, ImportedCustomer, dict[str, Any]]] = field(default_factory=list)
    new_products: list[tuple[ImportedProduct, ImportedFile]] = field(default_factory=list)
    changed_products: list[tuple[int, ImportedProduct, dict[str, Any]]] = field(default_factory=list)
    buyers: dict[tuple[str, str, str], int] = field(default_factory=dict)  # identity → customer known
    new_buyers: dict[tuple[str, str, str], NewOrder | ChangedOrder] = field(default_factory=dict)  # → their first order
    skus: dict[str, int] = field(default_factory=dict)
    orders: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
    lines: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
    customers: dict[str, int] = field(default_factory=lambda: {"new": 0, "changed": 0})
    products: dict[str, int] = field(default_factory=lambda: {"new": 0, "changed": 0})
    totals: dict[str, dict[str, int]] = field(
        default_factory=lambda: defaultdict(lambda: {"orders": 0, "units": 0, "amount": 0, "refunded": 0})
    )
    problems: list[Problem] = field(default_factory=list)
    prices: dict[str, int] | None = None  # of price lists: rows by state
    changed_prices: dict[int, dict[str, Any]] = field(default_factory=dict)  # product → cells
    price_changes: list[Any] = field(default_factory=list)  # price_lists.Change, for people to look at
    refused_prices: dict[int, list[tuple[PriceRow, Problem]]] = field(default_factory=lambda: defaultdict(list))
    refused_returns: dict[int, list[ImportedReturn]] = field(default_factory=lambda: defaultdict(list))  # by file
    accounts: dict[int, str] = field(default_factory=dict)  # by index of the file
    partner_missing: dict[int, bool] = field(default_factory=dict)  # by index of the file

    @property
    def anything(self) -> bool:
        """Whether applying would change the shop."""
        return bool(
            self.new or self.changed or self.returns or self.new_customers or self.changed_customers
            or self.new_products or self.changed_products or self.changed_prices
        )  # fmt: skip

    @property
    def rests_on(self) -> frozenset[str]:
        """Tables whose rows it has in mind; cells of orders that change are read again when it is applied."""
        tables = {"order_import", "customer_identity", "platform_account"}
        tables |= {"customer"} if self.changed_customers else set()
        tables |= {"product"} if self.changed_products or self.prices else set()
        return frozenset(tables)

    @property
    def refused(self) -> bool:
        """Whether anything was refused."""
        return any(problem.severity == "refused" for problem in self.problems)
