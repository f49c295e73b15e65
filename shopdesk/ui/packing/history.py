"""The history of a packing list in words, newest first."""

from collections.abc import Sequence
from typing import Any

from shopdesk import vocabulary as words_of
from shopdesk.services.history import Event
from shopdesk.ui import display, vocabulary
from shopdesk.ui.widgets.timeline import Told
from shopdesk.words import _, mark

_FIELDS = {
    "status": mark("Status"),
    "carrier": mark("Carrier"),
    "tracking": mark("Tracking number"),
    "quantity": mark("Units"),
    "scanned": mark("Scanned"),
    "packed_by": mark("Packed by"),
    "note": mark("Note"),
}


def tell(events: Sequence[Event]) -> list[Told]:
    """The events in words, newest first."""
    return [
        Told(
            event.at,
            display.person(event.staff),
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
    return display.person(str(value)) if name == "packed_by" else str(value)
