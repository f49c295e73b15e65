"""The history of a record in words: who, when, what they did, from what to what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from shopdesk.services.history import Event
from shopdesk.ui import display, vocabulary
from shopdesk.ui.widgets.timeline import Told
from shopdesk.words import _

_LONG = 60


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """What a kind of record's history says. All words are marked literals.

    `actions`: by action id. `fields`: those worth telling, by column; `codes`: the words of their values;
    `moments` and `money`: columns that hold instants, and minor units of the record's currency.
    """

    actions: Mapping[str, str]
    fields: Mapping[str, str]
    codes: Mapping[str, vocabulary.Words] = field(default_factory=dict)
    moments: frozenset[str] = frozenset()
    money: frozenset[str] = frozenset()

    def tell(self, events: Sequence[Event], currency: str, zone: tzinfo) -> list[Told]:
        """The events in words, newest first."""
        return [
            Told(
                event.at,
                display.person(event.staff),
                self._action(event),
                tuple(self.changes(event, currency, zone)),
                event.state != "done",
            )
            for event in reversed(events)
        ]

    def _action(self, event: Event) -> str:
        known = self.actions.get(event.action)
        return _(known) if known else event.action

    def changes(self, event: Event, currency: str, zone: tzinfo) -> list[str]:
        """ "Status: New → Replied" for each field that is worth telling."""
        told = []
        for name, before, after in event.fields:
            if name not in self.fields:
                continue
            words = {"field": _(self.fields[name])}
            words["before"], words["after"] = (self._value(name, cell, currency, zone) for cell in (before, after))
            if words["before"] and words["after"]:
                told.append(_("{field}: {before} → {after}").format(**words))
            elif words["before"] or words["after"]:
                told.append(_("{field}: {after}").format(field=words["field"], after=words["after"] or _("none")))
        return list(dict.fromkeys(told))

    def _value(self, name: str, value: Any, currency: str, zone: tzinfo) -> str:
        if value is None or value in ("", []):
            return ""
        if name in self.codes:
            return vocabulary.word(self.codes[name], str(value))
        if name in self.moments:
            # The journal gives instants back as ISO text.
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
            return display.moment_full(moment, zone)
        if name in self.money:
            return display.money(int(value), currency)
        text = " ".join(str(value).split())
        return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
