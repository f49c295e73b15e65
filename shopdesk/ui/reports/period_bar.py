"""Which report, and over which days."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from shopdesk import report_words
from shopdesk.domain.errors import UserError
from shopdesk.domain.reports import PERIODS, Days, days, period
from shopdesk.sentences import sentence
from shopdesk.services.reports import NAMES
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.date_edit import DateEdit
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, mark

OWN = "own"
_TITLES = {
    "this_month": mark("This month"),
    "last_month": mark("Last month"),
    "last_7": mark("Last 7 days"),
    "last_30": mark("Last 30 days"),
    "this_year": mark("This year"),
    OWN: mark("Own days"),
}


class PeriodBar(QWidget):
    """Remembers on this computer what was chosen last; days of one's own are asked for again.

    Signals:
        changed(): another report or other days are wanted; ask `report()` and `days()`.
    """

    changed = Signal()

    def __init__(self, preferences: Preferences, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences, self._today = preferences, today
        self.reports = _choice("reports.report", _("Report"), [(name, report_words.REPORT[name]) for name in NAMES])
        self.periods = _choice("reports.period", _("Days"), [(name, _TITLES[name]) for name in (*PERIODS, OWN)])
        self.first = DateEdit("reports.from", _("From"), today)
        self.last = DateEdit("reports.to", _("To"), today)
        self._error = RoleLabel("", "trouble", "small")
        self._own = QWidget()
        row = QHBoxLayout(self._own)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.first, RoleLabel("–", "muted"), self.last):
            row.addWidget(part)
        for edit in (self.first, self.last):
            edit.setFixedWidth(characters(self, 22))
        row.addWidget(button(_("Show"), "reports.show", self._apply))
        row.addWidget(self._error)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(unit(self))
        for widget in (self.reports, self.periods, self._own):
            whole.addWidget(widget)
        self._chosen = period("this_month", today())
        self._restore()
        self.reports.currentIndexChanged.connect(lambda _index: self._take())
        self.periods.currentIndexChanged.connect(lambda _index: self._take())

    def report(self) -> str:
        """The name of the report."""
        return str(self.reports.currentData())

    def days(self) -> Days:
        """The days, as they are today."""
        name = self.periods.currentData()
        return self._chosen if name == OWN else period(name, self._today())

    def show_period(self, name: str) -> None:
        """Choose one of the periods."""
        self.periods.setCurrentIndex(self.periods.findData(name))

    def _restore(self) -> None:
        stored = self._preferences.text("reports/period")
        found = self.periods.findData(stored if stored in PERIODS else "this_month")
        self.periods.setCurrentIndex(found)
        self.reports.setCurrentIndex(max(0, self.reports.findData(self._preferences.text("reports/report"))))
        self._own.hide()

    def _take(self) -> None:
        name = str(self.periods.currentData())
        self._preferences.set("reports/period", name)
        self._preferences.set("reports/report", self.report())
        own = name == OWN
        if own and self._own.isHidden():
            self.first.set_value(self._chosen.first)
            self.last.set_value(self._chosen.last)
        self._own.setVisible(own)
        if own:
            self.first.setFocus()
        else:
            self._chosen = self.days()
            self._error.setText("")
            self.changed.emit()

    def _apply(self) -> None:
        try:
            first, last = self.first.value(), self.last.value()
            self._chosen = days(first or self._chosen.first, last or self._today())
        except UserError as error:
            self._error.setText(sentence(error.code, error.where))
            return
        except OverflowError:  # +9999 days after the last day of the calendar
            self._error.setText(sentence("form.date", {"found": self.first.state()}))
            return
        self._error.setText("")
        self.changed.emit()


def _choice(name: str, words: str, options: list[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(words)
    for code, title in options:
        made.addItem(_(title), code)
    return made
