"""How long somebody worked at a message: seconds in front of its record, as told by whoever saw it."""

from typing import Any, Final

from shopdesk.domain.errors import UserError

LONGEST: Final = 15 * 60  # seconds a message may count; what is longer was a record left open
IDLE: Final = 60  # seconds without key or mouse after which nobody is there


def checked_seconds(value: Any) -> int | None:
    """Seconds of a message, LONGEST at most; None when nobody measured. Raises UserError `form.whole`."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise UserError("form.whole", field="handled_s", found=str(value)[:40])
    return min(value, LONGEST)
