"""Days as people type them: `2026-10-03`, `10-03`, `today`, `tomorrow`, `+3`."""

import re
import unicodedata
from datetime import date, timedelta

from shopdesk.domain.errors import UserError


def read_date(text: str, today: date) -> date | None:
    """The day that `text` means, None for an empty one. Raises UserError `form.date`."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if not plain:
        return None
    named = {"today": 0, "tomorrow": 1, "yesterday": -1, "今天": 0, "明天": 1, "昨天": -1, "后天": 2}
    if plain in named:
        return today + timedelta(days=named[plain])
    relative = re.fullmatch(r"([+-]\d{1,4})", plain)
    if relative:
        return today + timedelta(days=int(relative[1]))
    parts = re.fullmatch(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?", plain)
    if parts:
        try:
            return date(int(parts[1] or today.year), int(parts[2]), int(parts[3]))
        except ValueError:
            pass
    raise UserError("form.date", field="", found=text)
