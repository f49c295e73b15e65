"""Reports in workbooks: the month's, checked by LibreOffice against its sheets, and one report alone."""

from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from shopdesk import words
from shopdesk.domain.errors import UserError
from shopdesk.domain.reports import Days
from shopdesk.services import reports
from shopdesk.services.export import export_month
from tests.services.reports.desk_days import Said, Talk, at, put
from tests.services.test_export import recalculated

NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def month(desk, clock):
    """A shop with a few inquiries of November, one of which says nothing about why it was lost."""
    clock.now = at(12, "18:00")
    put(
        desk,
        [
            Talk(
                "wechat", "won", created_at=at(0, "10:00"),
                said=(Said("in", at(0, "10:00")), Said("out", at(0, "10:05"), handled_s=90)),
            ),
            Talk("wechat", "lost", (Said("in", at(1, "22:00")), Said("out", at(2, "09:20"))), at(1, "22:00"), "price"),
            Talk("email", "lost", (), at(9, "12:00")),
            Talk("phone", "new", (Said("in", at(9, "12:00")),), at(9, "12:00")),
        ],
    )  # fmt: skip
    return desk


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_month_s_figures_agree_with_its_sheets(month, tmp_path, language):
    result = export_month(month, "2026-11", tmp_path / "month.xlsx", language=language)
    said = words.catalogue(language).gettext
    made = reports.report(month, "inquiries", NOVEMBER)
    assert result.sheets[-1] == (said("Inquiry figures"), sum(len(table.rows) for table in made.tables))
    book = recalculated(result.file, tmp_path / "calc")
    sheet = book[said("Inquiry figures")]
    found = {
        cell.coordinate: cell.value
        for (cell,) in sheet.iter_rows(min_col=12, max_col=12)
        if isinstance(cell.value, int | float)
    }
    # Days, outcomes, times, channels, reasons: each of their rows is counted again.
    assert len(found) == 30 + 5 + 4 + 3 + 2
    assert set(found.values()) == {0}
    assert book[said("Summary")]["S1"].value == 0


def test_a_figure_that_was_tampered_with_is_counted(month, tmp_path):
    result = export_month(month, "2026-11", tmp_path / "month.xlsx", language="en")
    book = load_workbook(result.file)
    sheet = book["Inquiry figures"]
    (row,) = [row for row in sheet.iter_rows() if row[0].value == "Won" and row[-1].value]
    row[1].value += 1
    book.save(result.file)
    assert recalculated(result.file, tmp_path / "calc")["Summary"]["S1"].value == 1


def test_one_report_as_a_file(month, tmp_path):
    made = reports.report(month, "inquiries", NOVEMBER)
    path = reports.save(month, made, tmp_path / "report.xlsx", language="en")
    (sheet,) = load_workbook(path).worksheets
    assert sheet.title == "Inquiry figures"
    found = {row[0]: row[1:] for row in sheet.iter_rows(min_row=5, max_row=13, values_only=True)}
    assert found["Inquiries"][0] == 4
    assert found["First reply, median"][0] == timedelta(seconds=(300 + 1200) // 2)
    assert found["Became orders"][0] == 0.25
    assert not any(str(cell.value).startswith("=") for row in sheet.iter_rows() for cell in row)
    with pytest.raises(UserError, match=r"export\.exists"):
        reports.save(month, made, path, language="en")


def test_a_name_is_never_a_formula(month, tmp_path):
    put(month, [Talk("=cmd|x", "new", created_at=at(3, "10:00"))])
    made = reports.report(month, "inquiries", NOVEMBER)
    sheet = load_workbook(reports.save(month, made, tmp_path / "x.xlsx", language="en")).worksheets[0]
    (cell,) = [row[0] for row in sheet.iter_rows() if row[0].value == "=cmd|x"]
    assert cell.data_type == "s"
