"""The history of a record in words: who, when, what they did, from what to what."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from shopdesk.services.history import Event
from shopdesk.ui import display, vocabulary
from shopdesk.ui.journal.actions import did
from shopdesk.ui.widgets.timeline import Told
from shopdesk.words import _

_LONG = 60
_DAY = len("2026-10-03")


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """What a kind of record's history says. All words are marked literals.

    `actions`: by action id, where the record has its own word for it. `fields`: those worth telling, by column, in
    the order on screen; `codes`: the words of their values; `dates` and `money`: columns that hold days or instants,
    and minor units of the record's currency; `people`: columns that hold names of staff.
    """

    fields: Mapping[str, str]
    actions: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, vocabulary.Words] = field(default_factory=dict)
    dates: frozenset[str] = frozenset()
    money: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()

    def tell(self, events: Sequence[Event], currency: str, zone: tzinfo) -> list[Told]:
        """The events in words, newest first."""
        return [
            Told(
                event.at,
                display.person(event.staff),
                self._action(event.action),
                tuple(self.changes(event.fields, currency, zone)),
                event.state != "done",
            )
            for event in reversed(events)
        ]

    def _action(self, action: str) -> str:
        known = self.actions.get(action)
        return _(known) if known else did(action)

    def changes(self, cells: Sequence[tuple[str, Any, Any]], currency: str, zone: tzinfo) -> list[str]:
        """ "Status: New → Replied" for each field that is worth telling; the others are bookkeeping."""
        places = {name: place for place, name in enumerate(self.fields)}
        told = []
        for name, before, after in sorted((cell for cell in cells if cell[0] in places), key=lambda c: places[c[0]]):
            words = {"field": _(self.fields[name])}
            words["before"], words["after"] = (self._value(name, cell, currency, zone) for cell in (before, after))
            if words["before"]:
                words["after"] = words["after"] or _("empty")
                told.append(_("{field}: {before} → {after}").format(**words))
            elif words["after"]:
                told.append(_("{field}: {after}").format(field=words["field"], after=words["after"]))
        return list(dict.fromkeys(told))

    def _value(self, name: str, value: Any, currency: str, zone: tzinfo) -> str:
        if value is None or value in ("", [], {}):
            return ""
        if name in self.codes:
            codes = value if isinstance(value, list) else [value]
            return display.list_of([vocabulary.word(self.codes[name], str(code)) for code in codes])
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if name in self.dates:
            return _date(value, zone)
        if name in self.money and isinstance(value, int):
            return display.money(value, currency)
        if name in self.people:
            return display.person(str(value))
        return _short(_plain(value))


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return display.list_of([_plain(one) for one in value])
    if isinstance(value, dict):
        return display.list_of([f"{name}: {_plain(one)}" for name, one in value.items()])
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def _date(value: Any, zone: tzinfo) -> str:
    """A day or an instant; the journal gives them back as ISO text."""
    if isinstance(value, str):
        value = date.fromisoformat(value) if len(value) == _DAY else datetime.fromisoformat(value)
    return display.moment_full(value, zone) if isinstance(value, datetime) else display.day_full(value)
