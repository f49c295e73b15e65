"""Inquiries with messages at given moments, put into a shop as they would stand there after the days."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from shopdesk.db.tables import Inquiry, Message
from shopdesk.domain.inquiries import OPEN
from shopdesk.services.desk import Desk

MONDAY = datetime(2026, 11, 1, 16, 0, tzinfo=UTC)  # 00:00 on Monday 2 November in Shanghai


def at(day: int, clock: str) -> datetime:
    """A moment by the shop's clock: day 0 is Monday 2 November."""
    hours, minutes, *seconds = map(int, clock.split(":"))
    return MONDAY + timedelta(days=day, hours=hours, minutes=minutes, seconds=sum(seconds))


@dataclass(frozen=True)
class Said:
    """One message: `in`, `out` or `note`."""

    direction: str
    at: datetime
    staff: str = "owner"
    handled_s: int | None = None


@dataclass(frozen=True)
class Talk:
    """One inquiry with its messages, in any order."""

    channel: str = "wechat"
    status: str = "replied"
    said: Sequence[Said] = ()
    created_at: datetime = MONDAY
    lost_reason: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    def in_order(self) -> list[Said]:
        """Its messages in order of time; those of one moment as they were written."""
        return sorted(self.said, key=lambda one: one.at)

    @property
    def first_reply_at(self) -> datetime | None:
        """When we first answered."""
        return next((one.at for one in self.in_order() if one.direction == "out"), None)

    @property
    def waits(self) -> bool:
        """Whether the customer wrote last, and it is not over."""
        heard = [one.direction for one in self.in_order() if one.direction != "note"]
        return bool(heard) and heard[-1] == "in" and self.status in OPEN


def put(desk: Desk, talks: Sequence[Talk]) -> list[int]:
    """Puts the inquiries into the shop; their ids."""
    with desk.write("inquiry.create") as unit:
        found = []
        for talk in talks:
            inquiry_id = unit.door.insert_one(
                Inquiry, number=unit.door.number("IQ", 2026), status=talk.status, channel=talk.channel,
                created_at=talk.created_at, local_day=desk.local_day(talk.created_at), lost_reason=talk.lost_reason,
                first_reply_at=talk.first_reply_at, waiting_since=talk.created_at if talk.waits else None,
                **talk.values,
            )  # fmt: skip
            found.append(inquiry_id)
            unit.door.insert(
                Message,
                [
                    {"inquiry_id": inquiry_id, "direction": one.direction, "at": one.at, "staff": one.staff,
                     "text": "x", "handled_s": one.handled_s}
                    for one in talk.in_order()
                ],
            )  # fmt: skip
        unit.commit()
    return found
