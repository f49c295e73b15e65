"""A list as an Excel file: streamed, cancelled without a trace, read alike by another program."""

import csv
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from shopdesk.domain.errors import Cancelled
from shopdesk.services.table_export import Cell, export_table
from tests.external import need

COLUMNS = [("Number", 18, False), ("Platform order", 20, False), ("Units", 6, True), ("Total", 12, True)]
ROWS: list[list[Cell]] = [
    ["SO-2026-000001", "0004200137", 2, (17_800, "CNY")],
    ["SO-2026-000002", "137000000000000000", 0, (500, "JPY")],
    ["=1+1", "1.37E+14", None, (-520, "USD")],
    ["买家甲\t“quoted”", "", 12_345, None],
]


def test_another_program_reads_what_was_on_the_screen(tmp_path: Path) -> None:
    program = need("soffice")
    path = tmp_path / "list.xlsx"
    assert export_table(path, "Orders: [all]", COLUMNS, ROWS) == 4
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", path]
    subprocess.run([*command, "--outdir", tmp_path], check=True, capture_output=True, timeout=180)
    with (tmp_path / "list.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.reader(file))
    assert read[0] == [title for title, _width, _right in COLUMNS]
    assert [row[:2] for row in read[1:]] == [
        ["SO-2026-000001", "0004200137"],
        ["SO-2026-000002", "137000000000000000"],
        ["=1+1", "1.37E+14"],
        ["买家甲\t“quoted”", ""],
    ]
    assert ["178.00" in row[3].replace(",", "") for row in read[1:]] == [True, False, False, False]


def test_rows_are_written_as_they_come(tmp_path: Path) -> None:
    written: list[int] = []
    made = 0

    def rows() -> Iterator[list[Cell]]:
        nonlocal made
        for _row in range(2_000):
            made += 1
            yield list(ROWS[0])

    def tick(done: int) -> None:
        written.append(made - done)

    path = tmp_path / "list.xlsx"
    assert export_table(path, "Orders", COLUMNS, rows(), tick=tick) == 2_000
    assert set(written) == {0}
    assert len(written) > 50
    assert load_workbook(path).worksheets[0].max_row == 2_001


@pytest.mark.parametrize("at", [25, 2_000])
def test_cancel_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, at: int, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    folder, workshop = tmp_path / "out", tmp_path / "workshop"
    folder.mkdir()
    workshop.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(workshop))
    path = folder / "list.xlsx"
    path.write_bytes(b"the list of yesterday")

    def tick(done: int) -> None:
        if done >= at:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_table(path, "Orders", COLUMNS, ([*ROWS[0]] for _row in range(2_000)), force=True, tick=tick)
    assert path.read_bytes() == b"the list of yesterday"
    assert list(folder.iterdir()) == [path]
    assert list(workshop.iterdir()) == []
