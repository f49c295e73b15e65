"""The reports page, worked with as a person does: days chosen, parts looked at, tables copied, the report saved."""

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.domain.reports import Days
from shopdesk.services import inquiries, reports
from shopdesk.services.desk import Desk
from shopdesk.ui import theme
from shopdesk.ui.widgets.labels import RoleLabel
from tests.services.small_shop import Clock
from tests.ui.conversations.stage import Stage


def parts(stage: Stage) -> list[str]:
    return [stage.page.parts.item(row).text() for row in range(stage.page.parts.count())]


def turn_to(stage: Stage, key: str):
    """The part, with everything in it."""
    keys = stage.page.report.parts()
    stage.page.parts.setCurrentRow(keys.index(key))
    part = stage.page.part(key)
    while not part.is_complete():
        QApplication.processEvents()
    return part


def tile(stage: Stage, key: str) -> list[str]:
    return [label.text() for label in stage.find(f"reports.heads.{key}").findChildren(RoleLabel)]


def test_this_month_at_first_and_the_one_before_on_demand(asked: Desk, stage: Stage) -> None:
    stage.settle()
    assert parts(stage) == [
        "Overview", "Reply times", "Inquiries to orders", "Replies used", "Wishes", "Busiest hours",
    ]  # fmt: skip
    turn_to(stage, "overview")
    assert tile(stage, "asked") == ["Inquiries", "2", "▲ before: 1"]
    assert tile(stage, "conversion") == ["Became orders", "50 %", "▼ before: 100 %"]
    assert stage.find("reports.heads.asked").accessibleName() == "Inquiries: 2, before: 1"
    stage.page.bar.show_period("last_month")
    stage.settle()
    assert stage.page.report.days == Days(date(2026, 10, 1), date(2026, 10, 31))
    turn_to(stage, "overview")
    assert tile(stage, "asked")[1] == "1"


def test_days_of_one_s_own(asked: Desk, stage: Stage) -> None:
    stage.settle()
    bar = stage.page.bar
    bar.show_period("own")
    assert (bar.first.state(), bar.last.state()) == ("2026-11-01", "2026-11-08")
    bar.first.set_state("2026-11-03")
    bar.last.set_state("2026-11-01")
    stage.click("reports.show")
    assert "lies after" in bar._error.text()
    assert stage.page.report.days.first == date(2026, 11, 1)
    for strange in ("soon", "+9999", "1850-01-01"):
        bar.last.set_state(strange)
        stage.click("reports.show")
        stage.settle()
        assert bar._error.text(), strange
    bar.last.set_state("2026-11-03")
    stage.click("reports.show")
    stage.settle()
    assert bar._error.text() == ""
    assert stage.page.report.days == Days(date(2026, 11, 3), date(2026, 11, 3))


def test_a_chart_is_a_picture_of_the_table_below_it(asked: Desk, stage: Stage) -> None:
    stage.settle()
    part = turn_to(stage, "times")
    chart, table = stage.find("reports.reply_channels.chart"), stage.find("reports.reply_channels.table")
    assert chart.accessibleName() == "Chart: Reply times by channel"
    assert table.accessibleName() == "Reply times by channel"
    assert dict(zip(chart.drawing.labels, chart.drawing.series[0].values, strict=True)) == {
        "E-mail": 1800,
        "WeChat": 300,
    }
    model = table.model()
    median = next(c for c in range(model.columnCount()) if model.headerData(c, Qt.Orientation.Horizontal) == "Median")
    assert {model.index(row, 0).data(): model.index(row, median).data() for row in range(2)} == {
        "E-mail": "30 min", "WeChat": "5 min",
    }  # fmt: skip
    assert model.index(0, median).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    # The keyboard reaches the table, not the picture; the wheel scrolls the page, the mouse opens no menu.
    assert chart.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert chart.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu
    before = chart.getPlotItem().viewRange()
    wheel = QWheelEvent(
        QPointF(9, 9), chart.mapToGlobal(QPointF(9, 9)), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chart.viewport(), wheel)
    assert chart.getPlotItem().viewRange() == before
    assert not wheel.isAccepted() or part.verticalScrollBar().value() > 0


def test_every_kind_of_chart_is_drawn_in_both_themes(asked: Desk, stage: Stage, qapp: QApplication) -> None:
    stage.settle()
    shapes = set()
    for key in stage.page.report.parts():
        part = turn_to(stage, key)
        for name in [one.objectName() for one in part.findChildren(object) if one.objectName().endswith(".chart")]:
            chart = stage.find(name)
            shapes.add(chart.drawing.shape)
            light = chart.grab().toImage()
            inked = {
                light.pixelColor(x, y).name() for x in range(0, light.width(), 3) for y in range(0, light.height(), 3)
            }
            wanted = theme.colour(qapp.palette(), chart.drawing.series[0].role).name()
            assert wanted in inked, name
            assert light.pixelColor(light.width() - 1, 0).name() == "#ffffff", name
    assert shapes == {"bars", "columns", "stacked", "line", "heat"}
    theme.apply(qapp, "dark")
    try:
        QApplication.processEvents()
        chart = stage.find("reports.busy_hours.chart")
        dark = chart.grab().toImage()
        assert dark.pixelColor(dark.width() - 1, dark.height() - 1).lightness() < 60
    finally:
        theme.apply(qapp, "light")


def test_a_table_is_copied_by_button_and_key(asked: Desk, stage: Stage) -> None:
    stage.settle()
    turn_to(stage, "orders")
    stage.click("reports.lost_reasons.copy")
    assert QGuiApplication.clipboard().text() == "Lost because of\tCount\tShare\nPrice\t1\t100 %\n"
    table = stage.find("reports.conversion_channels.table")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[1] == "E-mail\t1\t0\t0\t1\t0\t0 %"


def test_the_report_as_a_workbook(asked: Desk, stage: Stage, tmp_path: Path) -> None:
    stage.settle()
    path = tmp_path / "report.xlsx"
    stage.page.save_to(str(path))
    stage.settle()
    assert load_workbook(path).worksheets[0]["B5"].value == 2
    assert str(path) in stage.page.notice.text
    stage.page.save_to(str(tmp_path / "no" / "such" / "folder.xlsx"))
    stage.settle()
    assert "cannot be written" in stage.page.notice.text or "folder.xlsx" in stage.page.notice.text


def test_an_empty_month_offers_the_year(stage: Stage) -> None:
    stage.settle()
    empty = stage.find("reports.empty")
    assert empty.findChild(RoleLabel).text() == "Nothing happened on these days."
    assert not stage.page.context.actions.action("reports.save").isEnabled()
    stage.click("reports.empty.button")
    stage.settle()
    assert stage.page.report.days.first == date(2026, 1, 1)
    assert empty.first_focus() is None


def test_what_changes_is_counted_again(asked: Desk, stage: Stage, shop: tuple[Desk, Clock]) -> None:
    stage.settle()
    turn_to(stage, "busy")
    stage.page.context.save(inquiries.create_inquiry, InquiryDraft("wechat", "Buyer N", message="Hello?"))
    stage.settle()
    stage.settle()
    assert stage.page.report.head("asked").value == 3
    assert stage.page.parts.currentItem().text() == "Busiest hours"
    stage.page._took = 9.0  # a shop so large that nobody wants to wait for each message
    stage.page.context.save(inquiries.create_inquiry, InquiryDraft("wechat", "Buyer O", message="Hello?"))
    stage.settle()
    assert stage.page.report.head("asked").value == 3
    stage.page.context.actions.action("reports.again").trigger()
    stage.settle()
    assert stage.page.report.head("asked").value == 4


def test_cancel_leaves_what_was_there(asked: Desk, stage: Stage) -> None:
    stage.settle()
    shown = stage.page.report
    stage.page.count()
    stage.page._task.cancel()
    stage.settle()
    assert stage.page.report is shown
    assert stage.page._state.text() == "Not counted."
    for name in ("last_7", "last_30", "this_year"):  # each gives up the one before
        stage.page.bar.show_period(name)
    stage.settle()
    assert stage.page.report.days.first == date(2026, 1, 1)
    assert "counted at" in stage.page._state.text()


def test_the_window_stays_awake_while_a_part_is_built(asked: Desk, stage: Stage) -> None:
    stage.settle()
    longest, last = 0.0, time.perf_counter()
    ticks = QTimer()

    def tick() -> None:
        nonlocal longest, last
        now = time.perf_counter()
        longest, last = max(longest, now - last), now

    ticks.timeout.connect(tick)
    ticks.start(0)
    turn_to(stage, "times")
    ticks.stop()
    assert 0 < longest < 1.0  # 0.1 s on a quiet computer; the margin is for one that is not


def test_the_charts_are_not_read_at_the_start() -> None:
    """Neither by the start nor by reading the pages ahead: half a second that most days nobody wants."""
    program = (
        "import sys; import shopdesk.app; from shopdesk.ui.pages import read_modules; read_modules(); "
        "import shopdesk.services.reports.inquiries; "
        "assert 'shopdesk.ui.reports.page' in sys.modules; "
        "print([name for name in ('pyqtgraph', 'shopdesk.ui.widgets.charts') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120)
    assert said.stdout.strip() == "[]"


def test_names_of_reports_have_words() -> None:
    from shopdesk import report_words

    for name in reports.NAMES:
        assert report_words.REPORT[name]
        assert report_words.SHEET[name]
