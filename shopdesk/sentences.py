"""One sentence for every stable code, in English; the catalogues translate it. Placeholders in braces.

A leaf: edges (`ui`, `cli`, `documents`, `exchange`) look a code up here and hand it to `words`.
The user guide lists every code; a test compares.
"""

from collections.abc import Mapping
from typing import Any

from shopdesk.words import _, mark

SENTENCES: dict[str, str] = {
    "file.missing": mark("There is no file “{path}”. Check the name and try again."),
    "file.empty": mark("“{path}” is empty. Export it again from the platform."),
    "file.header_only": mark("“{path}” has column names but no rows. Choose a longer period when you export."),
    "file.unknown": mark("“{path}” is not a table that ShopDesk knows. Export orders as CSV or Excel, or give a mapping."),
    "file.encrypted": mark("“{path}” is protected by a password. Save it without one and try again."),
    "file.damaged": mark("“{path}” is damaged and cannot be read. Download or export it again."),
    "file.too_large": mark("“{path}” would unpack to more than ShopDesk reads ({limit}). Export a shorter period."),
}


def sentence(code: str, where: Mapping[str, Any] | None = None) -> str:
    """The sentence for `code` in the language in use; a missing placeholder is left out, never an error."""

    class _Blank(dict[str, Any]):
        def __missing__(self, key: str) -> str:
            return "…"

    text = SENTENCES.get(code)
    if text is None:
        return code
    return _(text).format_map(_Blank(where or {}))
