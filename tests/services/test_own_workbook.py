"""ShopDesk's own workbook imports as itself: a round trip changes nothing, and an empty shop gets the month back."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from shopdesk.services import imports, listing
from shopdesk.services.desk import Desk, open_desk
from shopdesk.services.export import export_month
from tests.services.busy_month import fill

MONTH = "2026-11"


@pytest.fixture(params=["en", "zh_CN"])
def book(request: pytest.FixtureRequest, desk: Desk, tmp_path: Path) -> Path:
    """The workbook of a busy month, in both languages."""
    fill(desk)
    path = tmp_path / "month.xlsx"
    export_month(desk, MONTH, path, language=request.param)
    return path


def listed(desk: Desk) -> Any:
    return listing.list_records(desk, listing.kind_of("orders"), [], "", True, None, 0)[1]


def codes(result: dict[str, Any]) -> set[str]:
    return {problem["code"] for problem in result["problems"]}


def test_the_same_shop_finds_nothing_new(desk: Desk, book: Path) -> None:
    before = listed(desk)
    result = imports.import_files(desk, [str(book)]).value
    assert result["batch"] is None
    assert codes(result) == {"cell.too_long"}  # a memo of 40,000 characters: a spreadsheet cell holds fewer
    assert result["orders"]["unchanged"] > 50
    assert sum(result["orders"].values()) == result["orders"]["unchanged"]
    assert listed(desk) == before


def test_an_empty_shop_gets_the_month_back(desk: Desk, book: Path, tmp_path: Path) -> None:
    other = open_desk(tmp_path / "other.shopdesk", clock=desk.clock, create=True)
    first = imports.import_files(other, [str(book)]).value
    assert codes(first) == {"cell.too_long"}
    again = imports.import_files(other, [str(book)]).value
    assert again["batch"] is None
    assert (
        again["orders"]["unchanged"]
        == first["orders"]["new"]
        == imports.import_files(desk, [str(book)]).value["orders"]["unchanged"]
    )
    copy = tmp_path / "copy.xlsx"
    made = export_month(other, MONTH, copy, language="en" if "Orders" in load_workbook(book).sheetnames else "zh_CN")
    own = export_month(desk, MONTH, tmp_path / "own.xlsx", language="en")
    drop = (
        "units",
        "refunded",
        "net",
    )  # refunds stand by day on a sheet that is not read; units are made odd by `fill`
    assert [{k: v for k, v in row.items() if k not in drop} for row in made.as_json()["totals"]] == [
        {k: v for k, v in row.items() if k not in drop} for row in own.as_json()["totals"]
    ]
    assert rows_of(copy, 1) == rows_of(book, 1)
    other.close()


def rows_of(path: Path, sheet: int) -> list[tuple[Any, ...]]:
    """The orders of a workbook, without the numbers that each shop gives out itself and what is a shop's own word."""
    book = load_workbook(path)
    header, *rows = book.worksheets[sheet].iter_rows(values_only=True)
    out = ("Order no.", "订单号", "Customer no.", "客户编号", "Platform", "平台", "Account", "店铺账号",
                               "Platform order no.", "平台订单号", "Units", "件数", "Status", "状态")  # fmt: skip
    kept = [at for at, title in enumerate(header) if title not in out]
    return sorted((tuple(str(row[at]).strip()[:30_000] for at in kept) for row in rows if row[1]), key=str)


def test_an_edit_in_the_workbook_is_named_and_not_applied(desk: Desk, book: Path) -> None:
    before = listed(desk)
    edited = load_workbook(book)
    sheet = edited.worksheets[1]
    sheet.cell(2, sheet.max_column).value = "edited in the spreadsheet"
    edited.save(book)
    result = imports.import_files(desk, [str(book)]).value
    assert result["orders"]["older"] == 1
    told = [
        (problem["row"], problem["found"]) for problem in result["problems"] if problem["code"] == "workbook.differs"
    ]
    assert told == [(2, "seller_memo")]
    assert listed(desk) == before


def test_a_word_and_a_line_that_fit_nowhere_are_refused(desk: Desk, book: Path, tmp_path: Path) -> None:
    edited = load_workbook(book)
    orders, lines = edited.worksheets[1], edited.worksheets[2]
    orders.cell(2, 7).value = "Nonsense"
    lines.cell(2, 1).value = "SO-1999-000001"
    edited.save(book)
    other = open_desk(tmp_path / "other.shopdesk", clock=desk.clock, create=True)
    result = imports.import_files(other, [str(book)]).value
    assert codes(result) == {"cell.too_long", "line.no_order", "word.unknown"}
    assert result["orders"]["refused"] == 2
    other.close()


def test_the_zone_of_the_workbook_counts(desk: Desk, book: Path, tmp_path: Path) -> None:
    from shopdesk.services import settings

    other = open_desk(tmp_path / "other.shopdesk", clock=desk.clock, create=True)
    settings.set_settings(other, {"zone": "America/New_York"})
    imports.import_files(other, [str(book)])
    there = sorted(row["ordered_at"] for row in listed(other))
    here = sorted(row["ordered_at"] for row in listed(desk) if row["local_day"].startswith(MONTH))
    assert there == here
    other.close()
