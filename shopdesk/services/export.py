"""The monthly workbook: everything of one month as an Excel file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from shopdesk.db.queries.month import month_facts
from shopdesk.domain.money import to_text
from shopdesk.domain.month import Figures, MonthFacts, parse_month
from shopdesk.services import reports
from shopdesk.services.desk import Desk
from shopdesk.services.whole_files import check_target, whole_file

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
    check_target(target, force)
    report = progress or (lambda _stage, _done, _total: None)
    report("read", 0, 0)
    with desk.shop.read() as connection:
        facts = month_facts(connection, wanted)
    facts = replace(facts, reports=reports.of_month(desk, wanted, cancelled))
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
    with whole_file(target, force=force, cancelled=cancelled) as file:
        return write_month(facts, info, file, lambda done, total: report("write", done, total), cancelled)
