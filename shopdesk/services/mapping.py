"""The mapping page's work: what is in a file that no reader knows, a proposal, and what a mapping would make of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shopdesk.db import folding
from shopdesk.domain import importing
from shopdesk.domain.cells import fold_name, value
from shopdesk.domain.column_values import Column
from shopdesk.domain.imported import ImportedFile, ImportedOrder, Problem
from shopdesk.domain.mapping_guess import Options, Proposal, options_of, propose
from shopdesk.exchange.platforms.table_mapping import FIELDS, SEVERAL
from shopdesk.exchange.platforms.table_status import table_facts
from shopdesk.exchange.reading import try_mapping
from shopdesk.exchange.tables import Table
from shopdesk.exchange.unknown import copy_of, first_rows, read_unknown
from shopdesk.exchange.zones import zone_of_cell
from shopdesk.services import mappings
from shopdesk.services.desk import Desk
from shopdesk.services.imports import account_defaults, problem_json
from shopdesk.services.mappings import KnownMapping

__all__ = ["FIELDS", "SEVERAL", "FoundColumn", "FoundTable", "Trial", "TrialOrder", "look", "options", "try_out"]
_LOOKED_AT = 3_000  # rows that the proposal rests on
_TRIED = 400  # rows that are shown as orders
_SAMPLES = 3  # different values shown of a column


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """One column: its name as found, some of its values, and whether a mapping can name it."""

    header: str
    samples: tuple[str, ...]
    usable: bool  # False: without a name, or named like one before it


@dataclass(frozen=True, slots=True)
class FoundTable:
    """The table of an unknown file. `mapping` is the proposal as `--map` takes it, or the one remembered."""

    path: str
    columns: tuple[FoundColumn, ...]
    mapping: dict[str, Any]
    confidence: Mapping[str, str]  # by field: sure likely unsure
    known: KnownMapping | None  # it was remembered
    rows: int  # in the file, about
    table: Table
    looks: tuple[Column, ...]  # what the values of each column are

    @property
    def name(self) -> str:
        """The file's name."""
        return Path(self.path).name

    @property
    def header(self) -> tuple[str, ...]:
        """The names of all columns, as found."""
        return tuple(column.header for column in self.columns)


@dataclass(frozen=True, slots=True)
class TrialOrder:
    """An order as it would become."""

    number: str
    ordered_at: datetime | None
    buyer: str
    address: str
    lines: tuple[str, ...]  # `2 × Mug, blue`
    units: int
    total: int
    currency: str
    status: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What a mapping makes of the first rows of a file."""

    orders: tuple[TrialOrder, ...]
    returns: int
    refused: int  # orders
    problems: tuple[dict[str, Any], ...]  # as `import --json` shows them
    zone: str | None


def options(desk: Desk, found: FoundTable, columns: Mapping[str, str | Sequence[str]]) -> Options:
    """What the values of the columns chosen say about signs, dates and currency, and what has to be asked."""
    places = {column.header: index for index, column in reversed(list(enumerate(found.columns)))}
    fields = {
        target: [places[name] for name in ([names] if isinstance(names, str) else names) if name in places]
        for target, names in columns.items()
    }
    return options_of(fields, found.looks, desk.currency)


def look(
    desk: Desk,
    path: str,
    progress: Callable[[str, int, int], None] = lambda _stage, _done, _all: None,
) -> FoundTable:
    """Opens a file that no reader knows and proposes what its columns are.

    Raises UserError `file.*` where there is no table in it, and what `progress` raises.
    """
    characters = folding.characters()
    progress("read", 0, 0)
    table = read_unknown(path, characters, lambda rows: progress("read", rows, 0))
    rows = first_rows(table, _LOOKED_AT)
    progress("read", 0, 0)
    known = mappings.for_header(desk, table.header)
    proposal = propose(
        table.header,
        rows,
        characters=characters,
        is_zone=lambda text: zone_of_cell(text) is not None,
        is_status=lambda text: table_facts(text) is not None,
        shop_currency=desk.currency,
    )
    return FoundTable(
        path, _columns(table, rows), dict(known.mapping) if known else _mapping(table, proposal),
        dict.fromkeys(known.mapping["columns"], "sure") if known else proposal.confidence,
        known, table.sheet.size or len(rows), table, proposal.looks,
    )  # fmt: skip


def try_out(desk: Desk, found: FoundTable, mapping: Mapping[str, Any]) -> Trial:
    """The first orders of the file as `mapping` would have them; nothing is written.

    Raises UserError `map.*`, `zone.unknown`, `currency.unknown`.
    """
    with desk.shop.read() as connection:
        file = try_mapping(
            copy_of(found.table, _TRIED), dict(mapping), account_defaults(connection), str(desk.setting("zone")),
            desk.currency,
        )  # fmt: skip
    # A warning about the whole file cannot be told from its first rows.
    problems = [problem for problem in file.problems if problem.code not in ("file.unclosed_quote", "cell.too_long")]
    refused = {problem.order or problem.row for problem in problems if problem.severity == "refused"}
    return Trial(
        tuple(_trial_order(order) for order in file.orders), len(file.returns), len(refused),
        tuple(_told(file, problem) for problem in problems), file.zone,
    )  # fmt: skip


def _told(file: ImportedFile, problem: Problem) -> dict[str, Any]:
    problem.file = problem.file or file.path
    return problem_json(problem)


def _columns(table: Table, rows: Sequence[Sequence[str]]) -> tuple[FoundColumn, ...]:
    found = []
    for index, header in enumerate(table.header):
        samples: dict[str, None] = {}
        for row in rows:
            text = value(row[index])
            if text:
                samples[text] = None
            if len(samples) == _SAMPLES:
                break
        name = fold_name(header)
        found.append(FoundColumn(header.strip(), tuple(samples), bool(name) and table.names[name] == index))
    return tuple(found)


def _mapping(table: Table, proposal: Proposal) -> dict[str, Any]:
    """The proposal in the shape of `--map`."""
    columns: dict[str, str | list[str]] = {}
    for target, indexes in proposal.columns.items():
        names = [table.header[index].strip() for index in indexes]
        columns[target] = names if len(names) > 1 else names[0]
    told = {
        "currency": proposal.options.currency,
        "decimal": proposal.options.decimal,
        "date_order": proposal.options.date_order,
        "status": proposal.status,
        "platform": proposal.platform,
    }
    return {"columns": columns} | {key: text for key, text in told.items() if text}


def _trial_order(order: ImportedOrder) -> TrialOrder:
    amounts = importing.amounts(order)
    address = order.address_raw or ", ".join(
        filter(None, (order.street, order.district, order.city, order.region, order.postcode, order.country))
    )
    lines = tuple(
        f"{line.quantity} × {', '.join(filter(None, (line.title or line.sku, line.variant)))}" for line in order.lines
    )
    return TrialOrder(
        order.platform_order, order.ordered_at, order.buyer_name or order.buyer_id or order.buyer_email, address,
        lines, importing.units(order), amounts["total"], order.currency, importing.status(order),
    )  # fmt: skip
