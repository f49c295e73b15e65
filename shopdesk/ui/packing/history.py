"""The history of a packing list in words, newest first."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk import vocabulary as words_of
from shopdesk.services.history import Event
from shopdesk.ui import display, vocabulary
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, mark

_SHOWN = 30
_FIELDS = {
    "status": mark("Status"),
    "carrier": mark("Carrier"),
    "tracking": mark("Tracking number"),
    "quantity": mark("Units"),
    "scanned": mark("Scanned"),
    "packed_by": mark("Packed by"),
    "note": mark("Note"),
}


class Told(NamedTuple):
    """One event: when, who, what in a word, the changes a line each, and whether it was taken back."""

    at: datetime
    who: str
    what: str
    changes: tuple[str, ...]
    undone: bool


def person(staff: str) -> str:
    """Who did it; a shop in which nobody was entered has an owner."""
    return _("Owner") if staff == "owner" else staff


def tell(events: Sequence[Event]) -> list[Told]:
    """The events in words, newest first."""
    return [
        Told(
            event.at,
            person(event.staff),
            words_of.word(words_of.ACTION, event.action, _),
            tuple(dict.fromkeys(_change(*field) for field in event.fields if field[0] in _FIELDS)),
            event.state != "done",
        )
        for event in reversed(events)
    ]


def _change(name: str, before: Any, after: Any) -> str:
    field, old, new = _(_FIELDS[name]), _value(name, before), _value(name, after) or _("empty")
    if not old:
        return _("{field}: {after}").format(field=field, after=new)
    return _("{field}: {before} → {after}").format(field=field, before=old, after=new)


def _value(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if name == "status":
        return vocabulary.word(vocabulary.PACKING_STATUS, str(value))
    return person(str(value)) if name == "packed_by" else str(value)


class Timeline(QWidget):
    """What and who in one line, the changes below; what was taken back says so."""

    def __init__(self, told: Sequence[Told], now: datetime, zone: tzinfo) -> None:
        super().__init__()
        self.setObjectName("packing.panel.timeline")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(unit(self) * 2)
        grid.setVerticalSpacing(max(2, unit(self) // 4))
        grid.setColumnStretch(0, 1)
        row = 0
        for event in told[:_SHOWN]:
            what = _("{action} (taken back)").format(action=event.what) if event.undone else event.what
            grid.addWidget(RoleLabel(what, "muted" if event.undone else "", wrap=True), row, 0)
            by = RoleLabel(" · ".join((event.who, display.moment(event.at, now, zone))), "muted", "small")
            by.setToolTip(display.moment_full(event.at, zone))
            grid.addWidget(by, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            row += 1
            for change in event.changes:
                grid.addWidget(RoleLabel(change, "muted", "small", wrap=True, selectable=True), row, 0, 1, 2)
                row += 1
            grid.setRowMinimumHeight(row, unit(self) // 2)
            row += 1
