"""Which limits a case has: policies by kind, priority, customer level and platform. The first that fits counts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from shopdesk.domain.deadlines import Policy
from shopdesk.domain.errors import UserError

LIMITS: Final = ("first_reply", "next_reply", "resolution", "refund")
STATUSES: Final = ("active", "off")
LONGEST: Final = 10 * 366 * 86_400  # seconds
_UNITS: Final = {
    "s": 1, "sec": 1, "second": 1, "seconds": 1, "秒": 1,
    "m": 60, "min": 60, "minute": 60, "minutes": 60, "分": 60, "分钟": 60,
    "h": 3600, "hour": 3600, "hours": 3600, "时": 3600, "小时": 3600,
}  # fmt: skip
_PART = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*([a-z]+|秒|分钟|分|小时|时)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DeadlinePolicy:
    """Limits in seconds of working time, None for none; empty tuples of conditions mean all.

    `refund` runs from the opening, or from the day the goods came in, until the money agreed on is paid.
    """

    name: str
    kinds: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    first_reply: int | None = None
    next_reply: int | None = None
    resolution: int | None = None
    refund: int | None = None
    status: str = "active"

    @property
    def clocks(self) -> Policy:
        """The limits that run by messages and statuses."""
        return Policy(self.first_reply, self.next_reply, self.resolution)

    def check(self) -> None:
        """Raises UserError `form.required`, `form.choice`, `policy.limit`, `policy.empty`."""
        if not self.name.strip():
            raise UserError("form.required", field="name")
        if self.status not in STATUSES:
            raise UserError("form.choice", field="status", found=self.status, choices=", ".join(STATUSES))
        for name in LIMITS:
            limit = getattr(self, name)
            if limit is not None and not 1 <= limit <= LONGEST:
                raise UserError("policy.limit", field=name, found=str(limit))
        if all(getattr(self, name) is None for name in LIMITS):
            raise UserError("policy.empty", field="first_reply")


# Where a shop has no policy of its own. What customers of good desks are used to: an answer within two hours of
# working time, solved within two working days, money back within a day of eight hours.
STANDARD: Final = DeadlinePolicy("", first_reply=7_200, next_reply=14_400, resolution=57_600, refund=28_800)


@dataclass(frozen=True, slots=True)
class About:
    """What a policy is chosen by."""

    kind: str
    priority: str = "normal"
    level: str = ""
    platform: str = ""


def policy_for(policies: Iterable[DeadlinePolicy], about: About) -> DeadlinePolicy:
    """The first active policy that fits, else the standard one."""
    return next((policy for policy in policies if policy.status == "active" and _fits(policy, about)), STANDARD)


def read_length(text: str, field: str = "limit") -> int | None:
    """A length of working time as people write it: "30 s", "10 min", "2 h", "1 h 30 min", "2小时"; "" is none.

    A number alone means minutes. Raises UserError `policy.limit`.
    """
    text = text.strip()
    if not text:
        return None
    seconds, position = 0.0, 0
    while position < len(text):
        match = _PART.match(text, position)
        unit = (match[2] or "min").lower() if match else ""
        if match is None or unit not in _UNITS:
            raise UserError("policy.limit", field=field, found=text)
        seconds += float(match[1].replace(",", ".")) * _UNITS[unit]
        position = match.end()
        while position < len(text) and text[position] in " ,，":
            position += 1
    found = round(seconds)
    if not 1 <= found <= LONGEST:
        raise UserError("policy.limit", field=field, found=text)
    return found


def _fits(policy: DeadlinePolicy, about: About) -> bool:
    asked = (
        (policy.kinds, about.kind), (policy.priorities, about.priority), (policy.levels, about.level),
        (policy.platforms, about.platform),
    )  # fmt: skip
    return all(not wanted or found in wanted for wanted, found in asked)
