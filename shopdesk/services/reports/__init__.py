"""Reports: figures of some days, by name. A role adds its own with a module beside this file and a line in MAKERS."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.domain.month import Month
from shopdesk.domain.reports import Days, Report, days
from shopdesk.services.desk import Desk
from shopdesk.services.whole_files import whole_file

# Name → module with `make(desk, connection, days, tick) -> Report`, imported when it is asked for.
MAKERS: Final[dict[str, str]] = {"inquiries": "shopdesk.services.reports.inquiries"}
NAMES: Final = tuple(MAKERS)

Progress = Callable[[int, int], object]  # steps done, steps in all
_STEP = 2_000  # rows between two looks at Cancel


class Tick:
    """Given to what counts: called for each row, it looks now and then whether the answer is still wanted."""

    def __init__(self, cancelled: Callable[[], bool] | None, progress: Progress | None = None) -> None:
        self._cancelled = cancelled or (lambda: False)
        self._progress = progress or (lambda _done, _total: None)
        self._rows = self._steps = 0

    def look(self) -> None:
        """Raises Cancelled once nobody wants the answer any more."""
        if self._cancelled():
            raise Cancelled

    def step(self, total: int) -> None:
        """One of `total` steps begins. Raises Cancelled."""
        self.look()
        self._progress(self._steps, total)
        self._steps += 1

    def over(self, rows: Iterable[Any]) -> Iterable[Any]:
        """The rows, with a look at every so many of them."""
        for row in rows:
            self._rows += 1
            if self._rows % _STEP == 0:
                self.look()
            yield row


def report(
    desk: Desk,
    name: str,
    wanted: Days,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    on_connection: Any = None,
) -> Report:
    """The figures of some days. `on_connection` is given the driver's connection, to interrupt it from elsewhere.

    Raises UserError `report.unknown`, `report.days`, `report.too_long`; Cancelled.
    """
    if name not in MAKERS:
        raise UserError("report.unknown", name=name, known=", ".join(NAMES))
    days(wanted.first, wanted.last)
    with desk.shop.read(on_connection) as connection:
        made: Report = import_module(MAKERS[name]).make(desk, connection, wanted, Tick(cancelled, progress))
    return made


def of_month(desk: Desk, month: Month, cancelled: Callable[[], bool] | None = None) -> tuple[Report, ...]:
    """Every report of a month, for its workbook."""
    wanted = Days(month.first, month.last)
    return tuple(report(desk, name, wanted, cancelled=cancelled) for name in NAMES)


def save(desk: Desk, made: Report, path: Path | str, *, language: str, force: bool = False) -> Path:
    """Writes a report as an Excel workbook. Raises UserError `export.*`."""
    # openpyxl takes a third of a second to import.
    from shopdesk.exchange.workbook.figures import write_report

    target = Path(path)
    with whole_file(target, force=force) as file:
        write_report(made, file, desk.shop_name, str(desk.setting("zone")), language)
    return target
