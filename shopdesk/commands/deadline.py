"""`deadline FILE`: a calendar, a policy and events in, the three deadlines out. Needs no shop and makes none."""

from datetime import datetime
from typing import Any

from shopdesk.commands.context import Context
from shopdesk.domain.deadlines import CLOCKS, Deadlines
from shopdesk.services.deadlines import read_question
from shopdesk.ui import deadline_words


def run_deadline(context: Context) -> None:
    """Answers `{"first_reply": {"due", "took", "left"}, "next_reply", "resolution", "escalation", "text"}`."""
    question = read_question(context.options.file)
    now = question.now or context.clock()
    found = question.answer(now)
    text = deadline_words.told(found, now, question.hours.zone)
    context.answer(_plain(found) | {"text": text}, lambda _value: text)


def _plain(found: Deadlines) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name in CLOCKS:
        clock = getattr(found, name)
        told[name] = {"due": _moment(clock.due), "took": clock.took, "left": clock.left}
    return told | {"escalation": _moment(found.escalation)}


def _moment(at: datetime | None) -> str | None:
    return None if at is None else f"{at:%Y-%m-%dT%H:%M:%SZ}"
