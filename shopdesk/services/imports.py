"""Import: read and match without a lock, show what would happen, apply in one short transaction."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from shopdesk.collector import without_collector
from shopdesk.db.queries import imports as known
from shopdesk.db.queries import mappings as known_mappings
from shopdesk.db.queries import shop as shop_queries
from shopdesk.domain import money
from shopdesk.domain.changes import Changes, Outcome
from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.domain.imported import ImportedFile, Problem
from shopdesk.exchange.platforms.format import AccountSettings
from shopdesk.exchange.reading import read_files
from shopdesk.exchange.refused import reason, write_refused
from shopdesk.services.desk import Desk
from shopdesk.services.importing.applying import apply as apply_plan
from shopdesk.services.importing.layout import Layout, reserve
from shopdesk.services.importing.matching import match
from shopdesk.services.importing.plan import Plan, Tick
from shopdesk.services.importing.price_lists import Change

Progress = Callable[[str, int, int], None]  # stage (read, match, prepare, apply), done, total
_TRIES = 5
_PATIENCE = 30.0  # seconds: as long as any other write waits for its turn, also after that many tries


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person may say about the files; None leaves it to them."""

    platform: str | None = None
    account: str | None = None
    zone: str | None = None
    currency: str | None = None
    mapping: dict[str, Any] | None = None


@dataclass(slots=True)
class Preview:
    """What an import would do. `files` are kept to apply it; forget the preview to cancel."""

    plan: Plan
    result: dict[str, Any]
    refused: list[ImportedFile] = field(default_factory=list)  # the files with all rows that stay out

    @property
    def problems(self) -> list[Problem]:
        """Everything that was refused or is worth a warning."""
        return self.plan.problems

    @property
    def anything(self) -> bool:
        """Whether applying would change the shop."""
        return self.plan.anything


def _silent(_stage: str, _done: int, _total: int) -> None:
    return None


def _never() -> bool:
    return False


def _tick(stage: str, progress: Progress, cancelled: Callable[[], bool]) -> Tick:
    def tick(done: int, total: int) -> None:
        if cancelled():
            raise Cancelled
        progress(stage, done, total)

    return tick


def preview(
    desk: Desk,
    paths: Sequence[str],
    options: ImportOptions | None = None,
    progress: Progress = _silent,
    cancelled: Callable[[], bool] = _never,
) -> Preview:
    """Reads, recognises and matches files; nothing is written.

    Raises UserError `file.*`, `map.*`, `account.required` when the batch cannot be read, Cancelled.
    """
    chosen = options or ImportOptions()
    _refuse_the_shop_itself(desk, paths)
    with desk.shop.read() as connection, without_collector():
        files = read_files(
            [str(path) for path in paths],
            platform=chosen.platform,
            account=chosen.account,
            zone=chosen.zone,
            currency=chosen.currency,
            mapping=chosen.mapping,
            remembered=known_mappings.by_header(connection),
            zone_of=account_defaults(connection),
            default_zone=str(desk.setting("zone")),
            default_currency=desk.currency,
            progress=lambda done, total: progress("read", done, total),
            cancelled=cancelled,
        )
        plan = match(connection, files, _tick("match", progress, cancelled))
        result = _result(plan, dry_run=True)
        _tick("match", progress, cancelled)(0, 0)
    return Preview(plan, result, _with_refused_returns(plan))


def account_defaults(connection: Any) -> AccountSettings:
    """Looks up zone and currency of an account, of the platform's first one where none is named."""

    def look_up(platform: str, account: str | None) -> tuple[str | None, str | None]:
        for name, zone, currency in shop_queries.accounts(connection, platform):
            if account is None or name == account:
                return zone, currency
        return None, None

    return look_up


def _refuse_the_shop_itself(desk: Desk, paths: Sequence[str]) -> None:
    """Reading and closing the open shop's own files would drop the locks that this process holds on them (POSIX)."""
    own = [Path(f"{desk.path}{part}") for part in ("", "-wal", "-shm")]
    for name in paths:
        with suppress(OSError, ValueError):
            if any(file.exists() and file.samefile(name) for file in own):
                raise UserError("file.unknown", path=str(name))


def _with_refused_returns(plan: Plan) -> list[ImportedFile]:
    """The files, with what the shop refused of them among their refused rows: returns of orders that are not here,
    and rows of a price list."""
    files = list(plan.files)
    for index, refused in plan.refused_prices.items():
        file = files[index]
        files[index] = replace(
            file,
            problems=[*file.problems, *(problem for _row, problem in refused)],
            refused_rows=sorted([*file.refused_rows, *((row.row, row.cells) for row, _problem in refused)]),
        )
    for index, returns in plan.refused_returns.items():
        file = files[index]
        numbers = {returned.platform_order for returned in returns}
        found = [problem for problem in plan.problems if problem.order in numbers and problem.file == file.path]
        rows = [row for returned in returns for row in returned.cells]
        orders = {number: returned.platform_order for returned in returns for number, _cells in returned.cells}
        files[index] = replace(
            file,
            problems=[*file.problems, *found],
            refused_rows=sorted([*file.refused_rows, *rows], key=lambda row: row[0]),
            refused_orders=file.refused_orders | orders,
        )
    return files


def apply(
    desk: Desk, shown: Preview, progress: Progress = _silent, cancelled: Callable[[], bool] = _never
) -> Outcome[dict[str, Any]]:
    """Applies a preview: one transaction, one undo step. Nothing to do: no batch, no entry. Raises Cancelled."""
    with without_collector():
        return _apply(desk, shown.plan, progress, cancelled)


def _apply(desk: Desk, plan: Plan, progress: Progress, cancelled: Callable[[], bool]) -> Outcome[dict[str, Any]]:
    if not plan.anything:
        return Outcome(_result(plan, dry_run=False))
    until, tries = time.monotonic() + _PATIENCE, 0
    while tries < _TRIES or time.monotonic() < until:
        tries += 1
        numbers = reserve(desk, plan)
        _tick("prepare", progress, cancelled)(0, 0)
        result = _result(plan, dry_run=False, batch=numbers.batch_number)
        with TemporaryDirectory(prefix="shopdesk-import-") as folder:
            staged = Path(folder) / "staging.sqlite"
            Layout(desk, plan, numbers, _tick("prepare", progress, cancelled)).write(staged)
            tick = _tick("apply", progress, cancelled)
            tick(0, 0)
            with desk.write("import", attach={"staging": staged}) as unit:
                if not known.disturbed(unit.connection, plan.head, plan.rests_on):
                    apply_plan(desk, unit, plan, numbers, result, tick)
                    unit.commit()
            if unit.committed:
                return Outcome(result, unit.door.changes)
        # Somebody saved meanwhile what this rests on: match again with what they left.
        with desk.shop.read() as connection:
            plan = match(connection, plan.files, _tick("match", progress, cancelled))
        if not plan.anything:
            return Outcome(_result(plan, dry_run=False))
    raise UserError("shop.busy", path=str(desk.path))


def import_files(
    desk: Desk,
    paths: Sequence[str],
    options: ImportOptions | None = None,
    *,
    dry_run: bool = False,
    strict: bool = False,
    progress: Progress = _silent,
    cancelled: Callable[[], bool] = _never,
) -> Outcome[dict[str, Any]]:
    """Preview and apply in one. With `strict` a single refused row refuses all (`import.strict`)."""
    shown = preview(desk, paths, options, progress, cancelled)
    if strict and shown.plan.refused:
        first = next(problem for problem in shown.problems if problem.severity == "refused")
        told = {name: value for name, value in problem_json(first).items() if name != "code"}
        raise UserError("import.strict", **told, reason=first.code, count=shown.result["orders"]["refused"])
    if dry_run:
        return Outcome(shown.result, Changes())
    return apply(desk, shown, progress, cancelled)


def apply_records(desk: Desk, files: list[ImportedFile]) -> Outcome[dict[str, Any]]:
    """Imports records that come from no file (the demo)."""
    with desk.shop.read() as connection:
        plan = match(connection, files, _tick("match", _silent, _never))
    return _apply(desk, plan, _silent, _never)


def save_refused(shown: Preview, path: str) -> int:
    """Writes the refused rows to a file with the reason beside each; returns how many."""
    return write_refused(shown.refused, path)


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem as `import --json` shows it."""
    values = {
        "file": problem.file, "sheet": problem.sheet, "row": problem.row, "column": problem.column,
        "field": problem.field, "code": problem.code, "severity": problem.severity, "expected": problem.expected,
        "found": problem.found,
    }  # fmt: skip
    return {**values, "text": reason(problem)}


def _prices(plan: Plan) -> dict[str, Any]:
    """What price lists change, cell by cell; only in the answer where there is one."""

    def shown(change: Change, cell: Any) -> Any:
        return money.to_text(cell, change.currency) if change.field in ("price", "cost") else cell

    return {
        **(plan.prices or {}),
        "changes": [
            {
                "row": change.row, "sku": change.sku, "title": change.title, "field": change.field,
                "before": shown(change, change.before), "after": shown(change, change.after),
                "currency": change.currency,
            }
            for change in plan.price_changes
        ],
    }  # fmt: skip


def _currency(file: ImportedFile) -> str | None:
    """The one the file was read in: where its cells name none, else the only one they name."""
    named = {order.currency for order in file.orders}
    return file.currency or (named.pop() if len(named) == 1 else None)


def _result(plan: Plan, *, dry_run: bool, batch: str | None = None) -> dict[str, Any]:
    """The answer of `import` (COMMANDS.md)."""
    return {
        "batch": batch,
        "dry_run": dry_run,
        "files": [
            {
                "path": file.path, "sheet": file.sheet, "platform": file.platform, "kind": file.kind,
                "account": plan.accounts.get(index) or None, "encoding": file.encoding, "zone": file.zone,
                "currency": _currency(file), "mapping": file.mapping, "rows": file.rows,
                "partner_missing": plan.partner_missing.get(index, False),
            }
            for index, file in enumerate(plan.files)
        ],
        "orders": dict(plan.orders),
        "lines": dict(plan.lines),
        "customers": dict(plan.customers),
        "products": dict(plan.products),
        "totals": [
            {
                "currency": currency,
                "orders": sums["orders"],
                "units": sums["units"],
                "amount": money.to_text(sums["amount"], currency),
                "refunded": money.to_text(sums["refunded"], currency),
            }
            for currency, sums in sorted(plan.totals.items())
        ],
        "problems": [problem_json(problem) for problem in plan.problems],
        **({"prices": _prices(plan)} if plan.prices is not None else {}),
    }  # fmt: skip
