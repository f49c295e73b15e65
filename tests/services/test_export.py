"""The monthly workbook against the database: the same figures in the answer, the Summary, and LibreOffice's sums."""

import os
import stat
import subprocess
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import text

from shopdesk import words
from shopdesk.domain import money
from shopdesk.domain.drafts import LineDraft, OrderDraft
from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.services import history, orders
from shopdesk.services.desk import Desk
from shopdesk.services.export import export_month
from tests.external import need, unwritable_folder
from tests.services.busy_month import AWKWARD, LONG_MEMO, fill

AMOUNTS = ("goods", "discount", "shipping", "tax", "total")
FIGURES = ("orders", "units", *AMOUNTS, "refunded", "net")
PLATFORMS = {"taobao": "Taobao", "shopify": "Shopify", "1688": "1688.com", "": "Entered here"}


def sums(desk: Desk, group: str) -> dict[tuple[Any, ...], dict[str, int]]:
    """Figures of November by SQL written apart from the program: `group` names the columns of orders to group by."""
    keys = group.split(", ")
    paid_by = ", ".join("r.local_day" if key == "local_day" else f"o.{key}" for key in keys)
    columns = ", ".join(f"sum({name})" for name in ("units", *AMOUNTS))
    found: dict[tuple[Any, ...], dict[str, int]] = {}
    with desk.shop.read() as connection:
        for row in connection.execute(
            text(
                f"SELECT {group}, count(*), {columns} FROM orders WHERE status <> 'cancelled' "
                f"AND substr(local_day, 1, 7) = '2026-11' GROUP BY {group}"
            )
        ):
            found[tuple(row[: len(keys)])] = dict(zip(FIGURES, row[len(keys) :], strict=False)) | {"refunded": 0}
        for row in connection.execute(
            text(
                f"SELECT {paid_by}, sum(r.amount) FROM refund r JOIN orders o ON o.id = r.order_id "
                f"WHERE substr(r.local_day, 1, 7) = '2026-11' GROUP BY {paid_by}"
            )
        ):
            nothing = dict.fromkeys(FIGURES, 0)
            found.setdefault(tuple(row[:-1]), nothing)["refunded"] = row[-1]
    for figures in found.values():
        figures["net"] = figures["total"] - figures["refunded"]
    return found


def shown(page: Worksheet) -> dict[tuple[str, str], dict[str, Decimal]]:
    """The Summary's rows by (first cell, currency)."""
    out = {}
    for row in page.iter_rows(min_row=5, values_only=True):
        if row[1] and row[2] is not None:
            label = row[0].date().isoformat() if isinstance(row[0], datetime) else row[0]
            values = (Decimal(str(value)) for value in row[2:20:2])
            out[str(label), str(row[1])] = dict(zip(FIGURES, values, strict=True))
    return out


def expected(figures: dict[str, int], currency: str) -> dict[str, Decimal]:
    return {
        name: Decimal(value) if name in ("orders", "units") else money.to_decimal(value, currency)
        for name, value in figures.items()
    }


def assert_is_the_database(page: Worksheet, desk: Desk) -> None:
    """Every figure of the Summary equals the SQL sums, and there is none that SQL does not know."""
    found = shown(page)
    days = sums(desk, "local_day, currency")
    platforms = sums(desk, "platform, currency")
    currencies = sums(desk, "currency")
    for (day, currency), figures in days.items():
        assert found.pop((day, currency)) == expected(figures, currency)
    for (platform, currency), figures in platforms.items():
        assert found.pop((PLATFORMS[platform], currency)) == expected(figures, currency)
    for (currency,), figures in currencies.items():
        name = {"CNY": "Chinese Yuan", "JPY": "Japanese Yen", "ZAR": "South African Rand"}[currency]
        assert found.pop((name, currency)) == expected(figures, currency)
    assert not any(value for figures in found.values() for value in figures.values())  # days without orders


def checks(page: Worksheet) -> list[Any]:
    """Values of all Check cells."""
    columns = [cell.column for cell in page[4] if cell.value == "Check"]
    return [
        page.cell(row, column).value
        for column in columns
        for row in range(5, page.max_row + 1)
        if page.cell(row, column - 1).value is not None
    ]


def recalculated(path: Path, folder: Path) -> Workbook:
    """The workbook as LibreOffice calculates it, in a throw-away profile."""
    program = need("soffice")
    folder.mkdir()
    profile = (folder / "profile").as_uri()
    command = [str(program), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=300)
    return load_workbook(folder / path.name, data_only=True)


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """A shop with an eventful November."""
    fill(desk)
    return desk


def test_the_answer_is_the_database(busy: Desk, tmp_path: Path) -> None:
    answer = export_month(busy, "2026-11", tmp_path / "november.xlsx", language="en").as_json()
    assert {name: answer[name] for name in ("file", "month", "zone")} == {
        "file": str(tmp_path / "november.xlsx"), "month": "2026-11", "zone": "Asia/Shanghai",
    }  # fmt: skip
    assert answer["totals"] == [
        {"currency": currency, "orders": figures["orders"], "units": figures["units"]}
        | {name: money.to_text(figures[name], currency) for name in FIGURES[2:]}
        for (currency,), figures in sorted(sums(busy, "currency").items())
    ]
    assert [(sheet["name"], sheet["rows"]) for sheet in answer["sheets"]] == [
        ("Summary", 3 + 4 + 90 + 9), ("Orders", 55), ("Lines", 74), ("Inquiries", 2), ("After-sales", 2),
        ("Refunds", 6), ("Packing", 2), ("Customers", 18), ("Inquiry figures", 98),
    ]  # fmt: skip


def test_the_sheets_hold_every_row_of_the_month(busy: Desk, tmp_path: Path) -> None:
    book = load_workbook(export_month(busy, "2026-11", tmp_path / "november.xlsx", language="en").file)
    assert_is_the_database(book["Summary"], busy)
    with busy.shop.read() as connection:
        numbers = list(
            connection.execute(
                text("SELECT number FROM orders WHERE local_day BETWEEN '2026-11-01' AND '2026-11-30' ORDER BY id")
            ).scalars()
        )
    assert [book["Orders"].cell(row, 1).value for row in range(2, 2 + len(numbers))] == numbers
    held = {str(cell.value) for row in book["Orders"].iter_rows() for cell in row}
    assert {AWKWARD[0], AWKWARD[4], "  spaces  "} <= held
    assert any(value.startswith(LONG_MEMO[:1000]) and value.endswith("… (cut)") for value in held)
    packing = [cell.value for cell in book["Packing"][2]]
    assert packing[:5] == ["PL-2026-000001", datetime(2026, 11, 28), datetime(2026, 11, 28, 0, 30), "Shipped",
                           "SO-2026-000001, SO-2026-000002"]  # fmt: skip
    assert "001, 002" in packing
    assert book["After-sales"]["H2"].value == "SO-2026-000003"


def test_refunds_count_in_the_month_they_were_paid(busy: Desk, tmp_path: Path) -> None:
    """Of an October order in November; of a November order in December; of a cancelled order too."""
    november = export_month(busy, "2026-11", tmp_path / "11.xlsx", language="en")
    december = export_month(busy, "2026-12", tmp_path / "12.xlsx", language="en")
    refunds = load_workbook(november.file)["Refunds"]
    assert refunds["A2"].value == "SO-2026-000001"
    assert refunds["E2"].value == datetime(2026, 10, 31)
    with busy.shop.read() as connection:
        status = "SELECT status FROM orders WHERE number = 'SO-2026-000013'"
        cancelled = connection.execute(text(status)).scalar_one()
        paid = connection.execute(text("SELECT sum(amount) FROM refund")).scalar_one()
    assert cancelled == "cancelled"
    assert "SO-2026-000013" in [refunds.cell(row, 1).value for row in range(2, 8)]
    assert sum(figures.refunded for result in (november, december) for figures in result.totals.values()) == paid


def test_libreoffice_finds_no_difference(busy: Desk, tmp_path: Path) -> None:
    path = export_month(busy, "2026-11", tmp_path / "november.xlsx", language="en").file
    page = recalculated(path, tmp_path / "calc")["Summary"]
    found = checks(page)
    assert len(found) == (3 + 4 + 90) * 9 + 9
    assert set(found) == {0}
    assert page["S1"].value == 0
    assert_is_the_database(page, busy)


def test_a_wrong_cell_shows_in_the_checks(busy: Desk, tmp_path: Path) -> None:
    """The checks do check: one cent more in one order, and they differ by it."""
    path = export_month(busy, "2026-11", tmp_path / "november.xlsx", language="en").file
    book = load_workbook(path)
    book["Orders"]["Q2"].value += 1  # yen
    book.save(path)
    page = recalculated(path, tmp_path / "calc")["Summary"]
    found = checks(page)
    assert sorted(set(found)) == [-1, 0]
    assert found.count(-1) == 6  # total and net: of the currency, of the platform, of the day
    assert page["S1"].value == 6


def test_an_empty_month_calculates_too(desk: Desk, tmp_path: Path) -> None:
    result = export_month(desk, "2026-02", tmp_path / "empty.xlsx", language="en")
    assert result.as_json()["totals"] == []
    assert [rows for _name, rows in result.sheets] == [1 + 28 + 9, 0, 0, 0, 0, 0, 0, 0, 0]
    page = recalculated(result.file, tmp_path / "calc")["Summary"]
    assert set(checks(page)) == {0}


def test_the_month_ends_on_the_shops_clock(desk: Desk, clock: Any, tmp_path: Path) -> None:
    draft = OrderDraft("Buyer A", "CNY", (LineDraft("T-shirt", price=995),))
    for at in ("2026-10-31T15:59:59", "2026-10-31T16:00:00", "2026-11-30T15:59:59", "2026-11-30T16:00:00"):
        clock.now = datetime.fromisoformat(at + "+00:00")
        orders.create_order(desk, draft)
    result = export_month(desk, "2026-11", tmp_path / "x.xlsx", language="en")
    assert result.totals["CNY"].orders == 2


@pytest.mark.parametrize("language", ["zh", "zh_CN", "en"])
def test_the_workbook_speaks_the_language_asked_for(busy: Desk, tmp_path: Path, language: str) -> None:
    result = export_month(busy, "2026-11", tmp_path / "x.xlsx", language=language)
    said = words.catalogue(language).gettext
    assert [name for name, _rows in result.sheets][:3] == [said("Summary"), said("Orders"), said("Lines")]
    page = load_workbook(result.file)[said("Orders")]
    assert page["G1"].value == said("Status")
    assert page["A1"].font.name == ("Calibri" if language == "en" else "Microsoft YaHei")


# -- the file ------------------------------------------------------------------------------------------------------


def code_of(caught: pytest.ExceptionInfo[UserError]) -> str:
    return caught.value.code


def test_an_existing_file_is_kept_unless_forced(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "kept.xlsx"
    path.write_text("mine")
    with pytest.raises(UserError) as caught:
        export_month(desk, "2026-11", path, language="en")
    assert code_of(caught) == "export.exists"
    assert path.read_text() == "mine"
    export_month(desk, "2026-11", path, language="en", force=True)
    assert load_workbook(path).sheetnames[0] == "Summary"


@pytest.mark.parametrize("name", [".~lock.open.xlsx#", "~$open.xlsx"])
def test_a_file_open_elsewhere_is_left_alone(desk: Desk, tmp_path: Path, name: str) -> None:
    path = tmp_path / "open.xlsx"
    path.write_text("being edited")
    (tmp_path / name).write_text("")
    with pytest.raises(UserError) as caught:
        export_month(desk, "2026-11", path, language="en", force=True)
    assert code_of(caught) == "export.locked"
    assert path.read_text() == "being edited"


def test_a_file_that_cannot_be_replaced_is_locked(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace a file that another program has open."""

    def refuse(*_paths: object) -> None:
        raise PermissionError(13, "in use")

    path = tmp_path / "open.xlsx"
    path.write_text("being edited")
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UserError) as caught:
        export_month(desk, "2026-11", path, language="en", force=True)
    assert code_of(caught) == "export.locked"
    assert sorted(found.name for found in tmp_path.glob("*.xlsx*")) == ["open.xlsx"]
    assert not list(tmp_path.glob(".*.tmp"))


def test_a_full_disk_leaves_nothing(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError) as caught:
        export_month(desk, "2026-11", tmp_path / "x.xlsx", language="en")
    assert code_of(caught) == "export.disk_full"
    assert not list(tmp_path.glob("*.xlsx")) + list(tmp_path.glob(".*.tmp"))


@pytest.mark.parametrize("name", ["nowhere/x.xlsx", "folder"])
def test_a_target_that_cannot_be_written(desk: Desk, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError) as caught:
        export_month(desk, "2026-11", tmp_path / name, language="en", force=True)
    assert code_of(caught) == "export.unwritable"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_a_folder_that_may_not_be_written(desk: Desk, tmp_path: Path) -> None:
    folder = unwritable_folder(tmp_path / "readonly")
    with pytest.raises(UserError) as caught:
        export_month(desk, "2026-11", folder / "x.xlsx", language="en")
    assert code_of(caught) == "export.unwritable"


def test_a_bad_month_is_refused_before_anything_is_written(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        export_month(desk, "2026-13", tmp_path / "x.xlsx", language="en")
    assert code_of(caught) == "export.month"
    assert caught.value.where == {"found": "2026-13"}


def test_cancel_leaves_what_was_there(busy: Desk, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_text("mine")
    told: list[tuple[str, int, int]] = []
    with pytest.raises(Cancelled):
        export_month(
            busy, "2026-11", path, language="en", force=True,
            progress=lambda *step: told.append(step), cancelled=lambda: len(told) > 3,
        )  # fmt: skip
    assert [stage for stage, _done, _total in told][:2] == ["read", "write"]
    assert path.read_text() == "mine"
    assert not list(tmp_path.glob(".*.tmp"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits")
def test_the_file_is_as_readable_as_any_other(desk: Desk, tmp_path: Path) -> None:
    path = export_month(desk, "2026-11", tmp_path / "x.xlsx", language="en").file
    other = tmp_path / "other"
    other.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


def test_an_export_is_no_undo_step(busy: Desk, tmp_path: Path) -> None:
    before = history.undoable(busy)
    export_month(busy, "2026-11", tmp_path / "x.xlsx", language="en")
    assert history.undoable(busy) == before
