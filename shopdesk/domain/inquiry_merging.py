"""One inquiry made of several of the same person: whose cells count, and what the clocks say then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shopdesk.domain.conversations import clean_tags
from shopdesk.domain.inquiries import OPEN, PRIORITIES

Cells = Mapping[str, Any]
_PROGRESS = ("new", "reopened", "replied", "following_up")  # of open ones, the farthest counts
_FIRST_KNOWN = ("contact", "subject", "customer_id", "assignee_id", "order_id")


@dataclass(frozen=True, slots=True)
class Said:
    """A message as far as the clocks go: when, and `in` or `out` (notes do not count)."""

    at: datetime
    direction: str


def merged(kept: Cells, others: Sequence[Cells], said: Mapping[int, Sequence[Said]]) -> dict[str, Any]:
    """The cells of the kept inquiry. `said`: the messages of each, by the inquiry's id, in order."""
    every = [kept, *others]
    cells: dict[str, Any] = {name: next((one[name] for one in every if one[name]), kept[name]) for name in _FIRST_KNOWN}
    first = min(every, key=lambda one: (one["created_at"], one["id"]))
    cells |= {"created_at": first["created_at"], "local_day": first["local_day"]}
    cells["tags"] = clean_tags([tag for one in every for tag in one["tags"]])
    cells["priority"] = max((one["priority"] for one in every), key=PRIORITIES.index)
    cells["out_of_hours"] = any(one["out_of_hours"] for one in every)
    return cells | _state(every) | _clocks(every, said)


def _state(every: Sequence[Cells]) -> dict[str, Any]:
    """Open as soon as one of them is; what is over keeps how it ended, won before lost."""
    going_on = [one for one in every if one["status"] in OPEN]
    if not going_on:
        end = next((one for one in every if one["status"] == "won"), every[0])
        return {
            "status": end["status"], "lost_reason": end["lost_reason"], "closed_at": _last(every, "closed_at"),
            "follow_up_at": None, "snoozed_until": None,
        }  # fmt: skip
    asleep = [one["snoozed_until"] for one in going_on]
    return {
        "status": max((one["status"] for one in going_on), key=_PROGRESS.index),
        "lost_reason": "",
        "closed_at": None,
        "follow_up_at": _first(going_on, "follow_up_at"),
        # One of them awake, the whole is.
        "snoozed_until": None if None in asleep else min(asleep),
    }


def _clocks(every: Sequence[Cells], said: Mapping[int, Sequence[Said]]) -> dict[str, Any]:
    """The first reply of them all, and since when the customer waits after all messages in the order of time."""
    replied = _first(every, "first_reply_at")
    waiting: datetime | None = None
    events = [event for one in every for event in _events(one, said.get(one["id"], ()), replied is not None)]
    for event in sorted(events, key=lambda event: event.at):  # keeps the order of those of one second
        waiting = (waiting or event.at) if event.direction == "in" else None
    return {"first_reply_at": replied, "waiting_since": waiting}


def _events(one: Cells, said: Sequence[Said], answered: bool) -> Iterable[Said]:
    """The messages, and what the clocks know beside them: an answer given elsewhere, a question without words."""
    told = [event for event in said if event.direction in ("in", "out")]
    yield from told
    replied = one["first_reply_at"]
    if replied is not None:
        yield Said(replied, "out")
    elif answered and not told and one["status"] in OPEN:
        yield Said(one["created_at"], "in")
    if one["waiting_since"] is None and told and told[-1].direction == "in":
        yield Said(told[-1].at, "out")


def _first(every: Sequence[Cells], name: str) -> datetime | None:
    return min((one[name] for one in every if one[name] is not None), default=None)


def _last(every: Sequence[Cells], name: str) -> datetime | None:
    return max((one[name] for one in every if one[name] is not None), default=None)
