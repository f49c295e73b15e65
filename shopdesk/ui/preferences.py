"""What the window remembers on this computer (not in the shop): sizes, widths, theme, language.

An INI file gives back strings for everything ("false" is truthy), so it is read through typed accessors only.
"""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings


class Preferences:
    """Typed access to `<data_dir>/window.ini`."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """A string; `default` when it was never set."""
        value = self._settings.value(key, default)
        return value if isinstance(value, str) else default

    def flag(self, key: str, default: bool = False) -> bool:
        """A yes or no."""
        return self.text(key, "true" if default else "false").lower() == "true"

    def number(self, key: str, default: int = 0) -> int:
        """A whole number; `default` when what is stored is none."""
        try:
            return int(self.text(key, str(default)))
        except ValueError:
            return default

    def numbers(self, key: str) -> dict[str, int]:
        """A mapping of names to whole numbers (column widths, splitter sizes)."""
        try:
            stored = json.loads(self.text(key, "{}"))
        except ValueError:
            return {}
        if not isinstance(stored, dict):
            return {}
        return {str(name): value for name, value in stored.items() if isinstance(value, int)}

    def blob(self, key: str) -> QByteArray:
        """Bytes that Qt wrote (window geometry); empty when never set."""
        return QByteArray.fromBase64(self.text(key).encode("ascii", "ignore"))

    def set(self, key: str, value: Any) -> None:
        """Remember `value`: a string, bool, int, mapping of ints, or QByteArray."""
        if isinstance(value, bool):
            stored = "true" if value else "false"
        elif isinstance(value, dict):
            stored = json.dumps(value, sort_keys=True)
        elif isinstance(value, QByteArray):
            stored = bytes(value.toBase64().data()).decode("ascii")
        else:
            stored = str(value)
        self._settings.setValue(key, stored)

    def sync(self) -> None:
        """Write to disk now (Qt does so by itself every few seconds)."""
        self._settings.sync()
