"""What inquiries and after-sales cases share: messages in order, the clocks they drive, tags."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from shopdesk.domain.errors import UserError

DIRECTIONS: Final = ("in", "out", "note")


def checked_message(text: str, direction: str) -> str:
    """The text of a message, trimmed. Raises UserError `form.required`, `form.choice`."""
    if direction not in DIRECTIONS:
        raise UserError("form.choice", field="direction", found=direction, choices=", ".join(DIRECTIONS))
    if not text.strip():
        raise UserError("form.required", field="text")
    return text.strip()


def clean_tags(tags: Iterable[str]) -> list[str]:
    """Tags trimmed, each once, in the order given."""
    return list(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))


def after_message(
    direction: str, at: datetime, first_reply_at: datetime | None, waiting_since: datetime | None
) -> dict[str, datetime | None]:
    """The clocks after a message: the first reply, and since when the customer waits.

    Their repeats do not start the wait anew; a note changes nothing.
    """
    if direction == "out":
        return {"first_reply_at": first_reply_at or at, "waiting_since": None}
    if direction == "in":
        return {"waiting_since": waiting_since or at}
    return {}
