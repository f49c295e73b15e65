"""A date that may be empty, typed or picked: `2026-10-03`, `10-03`, `today`, `tomorrow`, `+3`."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.typed_days import read_date as read_date
from shopdesk.ui.icons import icon
from shopdesk.ui.widgets.buttons import icon_button
from shopdesk.words import _


class DateEdit(QWidget):
    """An optional date: a text field, a calendar and ✕.

    Signals:
        changed(): the text changed; `value()` may raise while it is half typed.
    """

    changed = Signal()

    def __init__(
        self, name: str, words: str, today: Callable[[], date] = date.today, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._today = today
        self._text = QLineEdit()
        self._text.setObjectName(f"{name}.text")
        self._text.setAccessibleName(words)
        self._text.setPlaceholderText(_("yyyy-mm-dd, today, +3"))
        self._text.setClearButtonEnabled(True)
        self._text.textChanged.connect(self.changed)
        self._text.editingFinished.connect(self._tidy)
        self._pick = icon_button("calendar", _("Choose a day"), f"{name}.pick", self._open_calendar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._pick)
        self.setFocusProxy(self._text)

    def value(self) -> date | None:
        """The date, None when empty. Raises UserError `form.date`."""
        return read_date(self._text.text(), self._today())

    def set_value(self, value: date | None) -> None:
        """Show a date, or nothing."""
        self._text.setText(value.isoformat() if value else "")

    def state(self) -> str:
        """What is typed, readable or not."""
        return self._text.text()

    def set_state(self, state: str) -> None:
        """Show it again."""
        self._text.setText(state)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._text.setAccessibleName(name)

    def _tidy(self) -> None:
        try:
            self.set_value(self.value())
        except UserError:
            pass  # what cannot be read stays for the person to mend; saving says so

    def _open_calendar(self) -> None:
        frame = QFrame(self, Qt.WindowType.Popup)
        frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(frame)
        calendar.setObjectName(f"{self.objectName()}.calendar")
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        # Qt's own arrows are black in every theme.
        for part, picture in (("prev", "chevron-left"), ("next", "chevron-right")):
            arrow = calendar.findChild(QToolButton, f"qt_calendar_{part}month")
            if arrow is not None:
                arrow.setIcon(icon(picture))
        # Red is for trouble, not for the weekend.
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, calendar.weekdayTextFormat(Qt.DayOfWeek.Monday))
        try:
            shown = self.value() or self._today()
        except UserError:
            shown = self._today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))

        def take(day: QDate) -> None:
            self.set_value(date(day.year(), day.month(), day.day()))
            frame.close()
            self._text.setFocus()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        QVBoxLayout(frame).addWidget(calendar)
        frame.move(self.mapToGlobal(self.rect().bottomLeft()))
        frame.show()
        calendar.setFocus()
