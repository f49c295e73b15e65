"""The latest times that a reply was used: on whom, when, as what text."""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk.services.replies.reading import Sent
from shopdesk.ui import display
from shopdesk.ui.measure import unit
from shopdesk.ui.records.one_line import OneLine
from shopdesk.ui.widgets.buttons import LinkButton
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_SHOWN = 8
_RECORDS = (
    ("inquiries", "inquiry", "inbox"),
    ("cases", "case", "lifebuoy"),
    ("orders", "order", "receipt"),
    ("customers", "customer", "person"),
)


class ReplyUses(QWidget):
    """A button that goes to the record where one is known, and below it what was written."""

    def __init__(
        self,
        name: str,
        sent: Sequence[Sent],
        open_record: Callable[[str, str], object],
        now: datetime,
        zone: tzinfo,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._open_record = open_record
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(unit(self))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        for place, one in enumerate(sent[:_SHOWN]):
            at = RoleLabel(" · ".join((display.person(one.staff), display.moment(one.at, now, zone))), "muted", "small")
            at.setToolTip(display.moment_full(one.at, zone))
            text = OneLine(" ".join(one.text.split()), "muted", "small")
            text.setToolTip(one.text)
            grid.addWidget(self._whom(place, one), 2 * place, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(at, 2 * place, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(text, 2 * place + 1, 0, 1, 2)
            grid.setRowMinimumHeight(2 * place + 1, round(2.5 * unit(self)))

    def _whom(self, place: int, one: Sent) -> QWidget:
        for kind, field, icon in _RECORDS:
            number = getattr(one, field)
            if number:
                words = f"{one.name} · {number}" if one.name else number
                name = f"{self.objectName()}.{place + 1}"
                return LinkButton(words, name, partial(self._open_record, kind, number), icon)
        return RoleLabel(_("Nobody in particular"), "muted")
