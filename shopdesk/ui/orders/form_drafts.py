"""Half-written orders: kept on this computer until they are saved, so that neither Esc nor a power cut loses them."""

import hashlib
import json
from pathlib import Path
from typing import Any

from shopdesk.ui.preferences import Preferences

Typed = dict[str, Any]


class FormDrafts:
    """What was typed, by the number of the order that is edited ("" for a new one); each shop has its own."""

    def __init__(self, preferences: Preferences, shop: Path) -> None:
        self._preferences = preferences
        self._shop = hashlib.sha256(str(shop).encode()).hexdigest()[:12]

    def read(self, number: str) -> Typed | None:
        """What was typed and not saved; None when there is nothing."""
        try:
            typed = json.loads(self._preferences.text(self._key(number), "null"))
        except ValueError:
            return None
        return typed if isinstance(typed, dict) else None

    def keep(self, number: str, typed: Typed) -> None:
        """Remember what is typed."""
        self._preferences.set(self._key(number), json.dumps(typed, sort_keys=True))

    def forget(self, number: str) -> None:
        """It was saved or thrown away."""
        self._preferences.set(self._key(number), "null")

    def _key(self, number: str) -> str:
        return f"drafts/{self._shop}/{number or 'new'}"
