"""The monthly workbook: everything of one month as an Excel file."""

import errno
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shopdesk.db.queries.month import month_facts
from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.domain.money import to_text
from shopdesk.domain.month import Figures, MonthFacts, parse_month
from shopdesk.services.desk import Desk

Progress = Callable[[str, int, int], None]  # stage (read, write), done, total


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written. `sheets`: (name, number of records); `totals` by currency, in minor units."""

    file: Path
    month: str
    zone: str
    sheets: tuple[tuple[str, int], ...]
    totals: dict[str, Figures]

    def as_json(self) -> dict[str, Any]:
        """As the command `export` answers."""
        return {
            "file": str(self.file),
            "month": self.month,
            "zone": self.zone,
            "sheets": [{"name": name, "rows": rows} for name, rows in self.sheets],
            "totals": [_totals(currency, figures) for currency, figures in self.totals.items()],
        }


def _totals(currency: str, figures: Figures) -> dict[str, Any]:
    amounts = ("goods", "discount", "shipping", "tax", "total", "refunded", "net")
    counted = {"currency": currency, "orders": figures.orders, "units": figures.units}
    return counted | {name: to_text(getattr(figures, name), currency) for name in amounts}


def export_month(
    desk: Desk,
    month: str,
    path: Path | str,
    *,
    language: str,
    force: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportResult:
    """Writes the workbook of a month (`2026-11`, local order days) to `path`, in `language`.

    Written beside the target and renamed, so that there is always a whole file or none. Not undoable. Raises
    UserError `export.month`, `export.exists` (unless `force`), `export.locked`, `export.unwritable`,
    `export.disk_full`; Cancelled, when nothing is left behind.
    """
    wanted = parse_month(month)
    target = Path(path)
    _check_target(target, force)
    report = progress or (lambda _stage, _done, _total: None)
    report("read", 0, 0)
    with desk.shop.read() as connection:
        facts = month_facts(connection, wanted)
    sheets = _write(desk, facts, target, language, force, report, cancelled or (lambda: False))
    return ExportResult(target, str(wanted), str(desk.setting("zone")), tuple(sheets), facts.by_currency())


def _write(
    desk: Desk,
    facts: MonthFacts,
    target: Path,
    language: str,
    force: bool,
    report: Progress,
    cancelled: Callable[[], bool],
) -> list[tuple[str, int]]:
    # openpyxl takes a third of a second to import; the window must not wait for it when it starts.
    from shopdesk.exchange.workbook import BookInfo, write_month

    info = BookInfo(
        shop_name=desk.shop_name,
        zone=desk.zone,
        zone_name=str(desk.setting("zone")),
        currency=desk.currency,
        language=language,
        made_at=desk.now(),
    )
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        with beside.open("xb") as file:
            sheets = write_month(facts, info, file, lambda done, total: report("write", done, total), cancelled)
            file.flush()
            os.fsync(file.fileno())
        if cancelled():
            raise Cancelled
        _check_target(target, force)  # somebody may have made or opened it meanwhile
        _replace(beside, target)
    except OSError as error:
        code = "export.disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "export.unwritable"
        raise UserError(code, path=str(target)) from error
    finally:
        beside.unlink(missing_ok=True)
    return sheets


def _replace(beside: Path, target: Path) -> None:
    try:
        os.replace(beside, target)
    except PermissionError as error:  # Windows: another program has it open
        raise UserError("export.locked", path=str(target)) from error


def _check_target(target: Path, force: bool) -> None:
    """Raises UserError when the workbook could not be put there, before any work is done."""
    if not target.parent.is_dir() or target.is_dir():
        raise UserError("export.unwritable", path=str(target))
    if not target.exists():
        return
    if not force:
        raise UserError("export.exists", path=str(target))
    # LibreOffice and Excel leave these beside a file they have open; elsewhere than on Windows nothing else tells.
    if any((target.parent / name).exists() for name in (f".~lock.{target.name}#", f"~${target.name}")):
        raise UserError("export.locked", path=str(target))
    try:
        with target.open("r+b"):
            pass
    except PermissionError as error:
        raise UserError("export.locked", path=str(target)) from error
    except OSError as error:
        raise UserError("export.unwritable", path=str(target)) from error
