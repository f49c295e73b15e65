"""What a person is reminded of, and when."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

KINDS: Final = ("promise", "task", "hand_over", "follow_up", "awake", "pre_order", "callback")
AHEAD: Final = {"promise": timedelta(minutes=30)}  # while it can still be kept
MORNING: Final = time(10)  # of the day on which a pre-order is told


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing that is due. `text` is what, `who` the customer; `opens` the records to go to, the nearest first.

    `number` is of the task, inquiry, pre-order or customer itself.
    """

    kind: str
    number: str
    at: datetime
    text: str = ""
    who: str = ""
    opens: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """The same until it is due at another moment: what was put off or told is known by it."""
        return f"{self.kind}/{self.number}/{self.at:%Y%m%d%H%M%S}"

    @property
    def can_finish(self) -> bool:
        """Whether there is a “Done”: a pre-order is not over by saying so."""
        return self.kind != "pre_order"

    def is_due(self, now: datetime) -> bool:
        """Whether it is told now."""
        return self.at - AHEAD.get(self.kind, timedelta()) <= now


def concerns(assignee: str, role: str, person: str, roles: tuple[str, ...]) -> bool:
    """Whether a person is reminded of what is for `assignee` or `role`: not of what others were given.

    Who has no roles yet does everything.
    """
    if assignee:
        return assignee == person
    return not role or not roles or role in roles
