"""Until when an inquiry sleeps, where no quick choice fits."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from shopdesk.domain.errors import UserError
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters
from shopdesk.ui.widgets.moment_edit import MomentEdit
from shopdesk.ui.widgets.strip import Strip
from shopdesk.words import _


class SnoozeStrip(Strip):
    """Asks for a day and a time; `apply(until)` is called with the instant."""

    def __init__(self, context: Context, apply: Callable[..., object], back: Callable[[], object]) -> None:
        self._context = context
        super().__init__("inquiries.snooze", apply, back)

    def fill(self) -> None:
        self.moment = MomentEdit("inquiries.snooze.until", _("Until"), self._context.now, self._context.desk.zone)
        self.moment.setAccessibleName(_("Until"))
        self.moment.setMinimumWidth(characters(self, 40))
        self.flow.addWidget(self.moment)
        self.add_submit(_("Snooze"))

    def first(self) -> QWidget:
        return self.moment

    def answers(self) -> tuple[Any, ...]:
        until = self.moment.value()
        if until is None:
            raise UserError("form.required", field="until")
        if until <= self._context.now():
            raise UserError("date.past", found=display.moment_full(until, self._context.desk.zone))
        return (until,)
