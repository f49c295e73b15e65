"""Preferences of a customer as lines that people write: "size: XL", one each."""

import json
import re
from collections.abc import Mapping
from typing import Any


def as_text(value: Any) -> str:
    """A value as it is shown; what is no text (it came from a file or a command) as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def as_lines(wishes: Mapping[str, Any]) -> str:
    """One line for each preference."""
    return "\n".join(f"{name}: {as_text(value)}" for name, value in wishes.items())


def from_lines(text: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """The preferences that `text` says. A line without a colon is a wish of its own; values nobody changed keep
    their type, which their text does not show.
    """
    wishes: dict[str, Any] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        name, value = (part.strip() for part in [*re.split("[:：]", line, maxsplit=1), ""][:2])
        unchanged = name in before and as_text(before[name]) == value
        wishes[name] = before[name] if unchanged else value
    return wishes
