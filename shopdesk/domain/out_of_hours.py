"""An inquiry that comes while the shop is closed: marked for good, and to be looked at when the shop opens."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shopdesk.domain.working_hours import WorkingHours


def arrived(hours: WorkingHours, at: datetime, follow_up_at: datetime | None) -> dict[str, Any]:
    """Cells of an inquiry whose customer begins to wait; none while the shop is open.

    A follow-up that somebody set stays.
    """
    if hours.is_open(at):
        return {}
    return {"out_of_hours": True, "follow_up_at": follow_up_at or hours.next_opening(at)}


def answered(hours: WorkingHours, at: datetime, values: Mapping[str, Any]) -> dict[str, Any]:
    """Cells once we answered: a follow-up that was due is done, and so is the one that the arrival set.

    One that somebody set for later stays: it is about something else.
    """
    planned = values["follow_up_at"]
    asked_at = values["waiting_since"] or values["created_at"]
    by_itself = not hours.is_open(asked_at) and planned == hours.next_opening(asked_at)
    return {"follow_up_at": None} if planned is not None and (planned <= at or by_itself) else {}


def after_message(hours: WorkingHours, direction: str, at: datetime, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a message changes beside the clocks: a customer who writes also ends a snooze."""
    if direction == "out":
        return answered(hours, at, values)
    if direction != "in":
        return {}
    awake = {"snoozed_until": None}
    return awake if values["waiting_since"] is not None else awake | arrived(hours, at, values["follow_up_at"])
