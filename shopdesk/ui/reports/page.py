"""Reports: how the shop did over some days, in figures, charts and tables."""

import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QSize, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shopdesk import report_words, words
from shopdesk.domain.errors import UserError
from shopdesk.domain.reports import Days, Report
from shopdesk.services import reports
from shopdesk.ui.actions import UiAction
from shopdesk.ui.bus import Changes
from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters, row_height, unit
from shopdesk.ui.page import Page
from shopdesk.ui.reports.period_bar import PeriodBar
from shopdesk.ui.tasks import Task
from shopdesk.ui.widgets import qt_types
from shopdesk.ui.widgets.buttons import action_button
from shopdesk.ui.widgets.empty_state import EmptyState
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.notice import Notice
from shopdesk.words import _, mark

_SIDE = 24  # characters
_QUICK = 0.5  # seconds that counting may take to be done again by itself with every change


def _count(desk: Any, name: str, wanted: Days, report: Callable[..., None], interrupted: Any) -> tuple[Report, float]:
    """The figures, and how many seconds they took. Reads the charts as well, which takes its time at first; Qt's
    classes are there by then (`qt_types`).
    """
    import_module("shopdesk.ui.reports.blocks")
    begun = time.monotonic()
    made = reports.report(
        desk, name, wanted, progress=report, cancelled=interrupted,
        on_connection=lambda connection: interrupted.stop_with(connection.interrupt),
    )  # fmt: skip
    return made, time.monotonic() - begun


class ReportsPage(Page):
    """Days and report on top, parts of the report left, its charts and tables right."""

    key: ClassVar[str] = "reports"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"inquiries", "inquiry_products", "messages", "reply_uses", "wishes", "quotes", "settings"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setAccessibleName(_("Reports"))
        self.report: Report | None = None
        self._task: Task | None = None
        self._took = 0.0
        self._turns = 0  # how often it was counted
        self._built: dict[str, QWidget] = {}
        self.bar = PeriodBar(context.preferences, lambda: context.desk.local_day(context.now()))
        self.notice = Notice("reports.notice")
        self.parts = QListWidget()
        self._stack = QStackedWidget()
        self.empty = EmptyState("reports.empty")
        self._stack.addWidget(self.empty)
        self._state = RoleLabel("", "muted", "small")
        self._build()
        self.bar.changed.connect(self.count)
        self.count()

    def declare_actions(self) -> Sequence[UiAction]:
        return (
            UiAction(
                "reports.save", mark("Save as Excel…"), self.choose_file, "export", (), self.key,
                lambda: self.report is not None and not self.report.empty, hint=mark("This report as a workbook"),
                primary=True,
            ),
            UiAction(
                "reports.again", mark("Count again"), self.count, "redo", ("F5",), self.key,
                hint=mark("Look at the figures as they are now"),
            ),
        )  # fmt: skip

    def first_focus(self) -> QWidget:
        return self.parts if self.parts.count() else self.bar.periods

    def focus_search(self) -> None:
        self.bar.periods.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reload(self, changes: Changes | None) -> None:
        if self._took <= _QUICK:
            self.count()
        else:
            self._state.setText(_("Something changed since then."))

    def part(self, key: str) -> QWidget:
        """A part of the report in front, built when it is first wanted."""
        assert self.report is not None
        found = self._built.get(key)
        if found is None:
            from shopdesk.ui.reports.blocks import Part

            tables = [table for table in self.report.tables if table.part == key]
            heads = self.report.heads if key == self.report.parts()[0] else ()
            found = Part(f"reports.part.{key}", tables, heads, lambda text: self.context.bus.message.emit(text, None))
            self._built[key] = found
            self._stack.addWidget(found)
        return found

    def count(self) -> None:
        """Counts what is chosen, in the background; what was counted before is given up."""
        if self.report is None:
            self.empty.say(_("Counting…"))
        self._state.setText(_("Counting…"))
        turn = self._turns = self._turns + 1
        qt_types.make_all(self, lambda: self._count(turn))

    def _count(self, turn: int) -> None:
        if turn != self._turns:
            return  # something else was chosen meanwhile
        if self._task is not None:
            self._task.cancel()
        wanted, name = self.bar.days(), self.bar.report()
        self._task = self.context.tasks.run(
            _count, self.context.desk, name, wanted, receiver=self, done=self._show, failed=self._refuse,
            cancelled=lambda: self._stopped(turn), title=_("Counting"), lane="file", report_as="report",
            interrupted_as="interrupted",
        )  # fmt: skip

    # The result

    def _show(self, counted: tuple[Report, float]) -> None:
        report, self._took = counted
        if (report.name, report.days) != (self.bar.report(), self.bar.days()):
            return  # another was chosen meanwhile, and is being counted
        before = self.parts.currentRow()
        self.report = report
        for widget in self._built.values():
            self._stack.removeWidget(widget)
            widget.deleteLater()
        self._built.clear()
        now = self.context.now().astimezone(self.context.desk.zone)
        self._state.setText(
            _("{first} – {last}, counted at {time}").format(
                first=report.days.first, last=report.days.last, time=f"{now:%H:%M}"
            )
        )
        self.parts.blockSignals(True)
        self.parts.clear()
        for key in () if report.empty else report.parts():
            item = QListWidgetItem(_(report_words.PART[key]))
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(QSize(0, round(row_height(self) * 1.25)))
            self.parts.addItem(item)
        self.parts.blockSignals(False)
        self.context.actions.refresh(self.key)
        if report.empty:
            self._say_empty()
        else:
            self.parts.setCurrentRow(max(0, before))
            self._turn()

    def _say_empty(self) -> None:
        year = "this_year"
        if self.bar.periods.currentData() == year:
            self.empty.say(_("Nothing happened on these days. Inquiries and replies are counted here."))
        else:
            self.empty.say(
                _("Nothing happened on these days."), _("Show this year"), lambda: self.bar.show_period(year)
            )
        self._stack.setCurrentWidget(self.empty)

    def _turn(self) -> None:
        item = self.parts.currentItem()
        if item is not None:
            self._stack.setCurrentWidget(self.part(item.data(Qt.ItemDataRole.UserRole)))

    def _refuse(self, error: UserError) -> None:
        self._stopped(self._turns)
        self.notice.show_error(error)

    def _stopped(self, turn: int) -> None:
        if turn != self._turns:
            return  # given up for another count, which goes on
        self._state.setText(_("Not counted."))
        if self.report is None:
            self.empty.say(_("Not counted."), _("Count again"), self.count)

    # The file

    def choose_file(self) -> None:
        """Ask where to, then write in the background."""
        if self.report is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        title = _(report_words.SHEET[self.report.name])
        name = f"{title} {self.report.days.first} {self.report.days.last}.xlsx".replace("/", "-")
        dialog = QFileDialog(self, _("Save report"), str(Path(folder) / name))
        dialog.setObjectName("reports.file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Excel (*.xlsx)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write the report in front to `path`; the file dialog has asked whether to replace."""
        assert self.report is not None

        def done(saved: Path) -> None:
            self.notice.say(
                _("Report saved: {path}").format(path=saved), "ok", _("Open it"),
                lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(saved))),
            )  # fmt: skip

        self.context.tasks.run(
            reports.save, self.context.desk, self.report, path, language=words.language(), force=True, receiver=self,
            done=done, failed=self.notice.show_error, title=_("Writing the report"), lane="file",
        )  # fmt: skip

    # Building

    def _build(self) -> None:
        space = unit(self)
        top = QHBoxLayout()
        top.setContentsMargins(2 * space, space, 2 * space, space)
        top.setSpacing(space)
        top.addWidget(self.bar)
        top.addStretch(1)
        top.addWidget(self._state)
        top.addWidget(action_button(self.context.actions.action("reports.again")))
        top.addWidget(action_button(self.context.actions.action("reports.save"), primary=True, icon_name="export"))
        self.parts.setObjectName("reports.parts")
        self.parts.setAccessibleName(_("Parts of the report"))
        self.parts.setProperty("side", True)
        self.parts.currentRowChanged.connect(lambda _row: self._turn())
        side = QWidget()
        side.setFixedWidth(characters(self, _SIDE))
        left = QVBoxLayout(side)
        left.setContentsMargins(space, 2 * space, space, 2 * space)
        left.addWidget(self.parts)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(side)
        body.addWidget(_line(vertical=True))
        body.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(_line())
        whole.addWidget(self.notice)
        whole.addLayout(body, 1)


def _line(*, vertical: bool = False) -> QWidget:
    line = QWidget()
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    line.setAutoFillBackground(True)
    line.setBackgroundRole(line.palette().ColorRole.Mid)
    return line
