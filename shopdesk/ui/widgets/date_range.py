"""From – to, for the date filters."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.date_edit import DateEdit
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _


class DateRangePopup(QFrame):
    """Two optional dates and Apply.

    Signals:
        accepted_range(str, str): ISO days, "" for an open end.
    """

    accepted_range = Signal(str, str)

    def __init__(
        self, name: str, values: tuple[str, ...], today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(f"{name}.range")
        self._start = DateEdit(f"{name}.from", _("From"), today)
        self._end = DateEdit(f"{name}.to", _("To"), today)
        for editor, value in zip((self._start, self._end), values, strict=False):
            editor.set_value(date.fromisoformat(value) if value else None)
        self._error = RoleLabel("", "trouble", "small", wrap=True)
        form = QFormLayout(self)
        form.addRow(_("From"), self._start)
        form.addRow(_("To"), self._end)
        form.addRow(self._error)
        form.addRow(button(_("Show"), f"{name}.apply", self.apply, primary=True))

    def open_below(self, widget: QWidget) -> None:
        """Show the popup under `widget`."""
        self.move(widget.mapToGlobal(widget.rect().bottomLeft()))
        self.show()
        self._start.setFocus()

    def apply(self) -> None:
        """Take the two dates, in the right order."""
        try:
            days = [self._start.value(), self._end.value()]
        except UserError as error:
            self._error.setText(sentence(error.code, error.where))
            return
        if days[0] and days[1] and days[0] > days[1]:
            days.reverse()
        self.accepted_range.emit(*(day.isoformat() if day else "" for day in days))
        self.close()
