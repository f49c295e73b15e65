"""A list as it stands on the screen, as an Excel file."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from shopdesk.services.whole_files import whole_file

Cell = str | tuple[int, str] | int | None  # (minor units, currency) is money


def export_table(
    path: Path | str,
    name: str,
    columns: Sequence[tuple[str, int, bool]],
    rows: Iterable[Sequence[Cell]],
    *,
    force: bool = False,
    tick: Callable[[int], None] = lambda _rows: None,
) -> int:
    """Writes `rows` under `columns` (title, width in characters, whether right) to `path`; returns their number.

    Raises UserError `export.exists` (unless `force`), `export.locked`, `export.unwritable`, `export.disk_full`, and
    what `tick` raises; then nothing is left behind.
    """
    from shopdesk.exchange.table_sheet import Amount, SheetColumn, write_table

    def cells() -> Iterable[Sequence[str | Amount | int | None]]:
        for row in rows:
            yield [Amount(*value) if isinstance(value, tuple) else value for value in row]

    with whole_file(Path(path), force=force) as file:
        return write_table(file, name, [SheetColumn(*column) for column in columns], cells(), tick)
