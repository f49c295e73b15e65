"""What was typed and not saved: kept on this computer, per shop, to be offered again."""

import json
import zlib
from pathlib import Path
from typing import Any

from shopdesk.ui.preferences import Preferences


class Kept:
    """Unsaved drafts of one page by name; values are plain JSON."""

    def __init__(self, preferences: Preferences, shop: Path, page: str) -> None:
        self._preferences = preferences
        self._key = f"unsaved/{zlib.crc32(str(shop).encode()):08x}/{page}"

    def get(self, name: str) -> Any:
        """What was kept under `name`, None when nothing was."""
        return self._all().get(name)

    def put(self, name: str, value: Any) -> None:
        """Keep `value`; None or an empty one forgets it."""
        kept = self._all()
        if value:
            kept[name] = value
        elif kept.pop(name, None) is None:
            return
        self._preferences.set(self._key, json.dumps(kept, ensure_ascii=False))

    def _all(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._preferences.text(self._key, "{}"))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}
