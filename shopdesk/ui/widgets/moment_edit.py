"""A moment to come back to: quick choices, or a day and a time."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta, tzinfo

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.ui import display
from shopdesk.ui.widgets.buttons import icon_button
from shopdesk.ui.widgets.date_edit import DateEdit
from shopdesk.words import _

_MORNING = time(10)
_EVENING = time(20)


def quick_moments(now: datetime, zone: tzinfo) -> list[tuple[str, datetime]]:
    """(words, instant in UTC): in 2 h, tonight 20:00 (while that is to come), tomorrow 10:00, Monday 10:00."""
    local = now.astimezone(zone)
    tonight = datetime.combine(local.date(), _EVENING, zone)
    tomorrow = datetime.combine(local.date() + timedelta(days=1), _MORNING, zone)
    monday = datetime.combine(local.date() + timedelta(days=7 - local.weekday()), _MORNING, zone)
    choices = [(_("In 2 hours"), now + timedelta(hours=2))]
    if tonight > local:
        choices.append((_("Tonight"), tonight))
    choices += [(_("Tomorrow"), tomorrow), (_("Next week"), monday)]
    return [(words, moment.astimezone(UTC).replace(microsecond=0)) for words, moment in choices]


def fill_menu(menu: QMenu, now: datetime, zone: tzinfo, take: Callable[[datetime], object]) -> None:
    """Put the quick choices into a menu, each with the moment it means."""
    for words, moment in quick_moments(now, zone):
        text = f"{words}\t{display.moment(moment, now, zone)}"
        menu.addAction(text).triggered.connect(lambda _checked=False, m=moment: take(m))


class MomentEdit(QWidget):
    """An optional day and time in the shop's zone.

    Signals:
        changed(): the day or the time changed.
    """

    changed = Signal()

    def __init__(
        self, name: str, words: str, now: Callable[[], datetime], zone: tzinfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._now = now
        self._zone = zone
        self.day = DateEdit(f"{name}.day", words, lambda: now().astimezone(zone).date())
        self.time = QLineEdit(f"{_MORNING:%H:%M}")
        self.time.setObjectName(f"{name}.time")
        self.time.setAccessibleName(_("Time"))
        self.time.setValidator(QRegularExpressionValidator(QRegularExpression(r"([01]?\d|2[0-3]):[0-5]\d"), self))
        self.time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.time.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * 8)
        self._quick = icon_button("clock", _("Quick choices"), f"{name}.quick", self._offer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.day, 1)
        row.addWidget(self.time)
        row.addWidget(self._quick)
        self.setFocusProxy(self.day)
        self.day.changed.connect(self.changed)
        self.time.textChanged.connect(lambda _text: self.changed.emit())

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.day.setAccessibleName(name)

    def value(self) -> datetime | None:
        """The instant in UTC, None without a day. Raises UserError `form.date`."""
        day = self.day.value()
        if day is None:
            return None
        if not self.time.hasAcceptableInput():
            raise UserError("form.date", found=f"{day.isoformat()} {self.time.text()}")
        hour, minute = self.time.text().split(":")
        return datetime.combine(day, time(int(hour), int(minute)), self._zone).astimezone(UTC)

    def set_value(self, value: datetime | None) -> None:
        """Show an instant, or nothing."""
        local = value.astimezone(self._zone) if value else None
        if local is not None:
            self.time.setText(f"{local:%H:%M}")
        self.day.set_value(local.date() if local else None)

    def state(self) -> str:
        """What stands here as ISO text; a half-typed day counts as none."""
        try:
            value = self.value()
        except UserError:
            return ""
        return value.isoformat() if value else ""

    def set_state(self, state: str) -> None:
        """Show what `state` gave."""
        self.set_value(datetime.fromisoformat(state) if state else None)

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}.menu")
        fill_menu(menu, self._now(), self._zone, self.set_value)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._quick.mapToGlobal(self._quick.rect().bottomLeft()))
