"""Where a ShopDesk workbook comes from, kept in the file's properties: they survive edits in any spreadsheet."""

import html
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.packaging.core import DocumentProperties

_PART = "docProps/core.xml"
_MOST = 64 * 1024  # bytes of the part, unpacked; ours has about one thousand
_CATEGORY = "ShopDesk month"


@dataclass(frozen=True, slots=True)
class Origin:
    """The shop that made a workbook and the zone of its moments; empty where the file does not say."""

    shop: str = ""
    zone: str = ""


def mark_origin(properties: "DocumentProperties", origin: Origin) -> None:
    """Writes the origin into a workbook's properties."""
    properties.category = _CATEGORY
    properties.subject = origin.shop
    properties.keywords = origin.zone


def origin_of(path: str) -> Origin:
    """The origin of the workbook at `path`; an empty one for a file that says none or is no workbook."""
    try:
        with zipfile.ZipFile(path) as package, package.open(_PART) as part:
            text = part.read(_MOST).decode("utf-8", "replace")
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return Origin()
    if _property(text, "category") != _CATEGORY:
        return Origin()
    return Origin(_property(text, "subject"), _property(text, "keywords"))


def _property(text: str, name: str) -> str:
    found = re.search(rf"<(?:\w+:)?{name}[^<>]*>([^<]*)</", text)
    return html.unescape(found.group(1)).strip() if found else ""
