"""Fonts for paper, and whether they cover what is to be printed.

Everything here is safe in a worker thread; it needs a QGuiApplication, not a display.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QRawFont, QTextLayout

# The first installed of each row is used: a clean sans for Latin and one for Chinese. Without the second Qt would
# fall back by itself, but might choose Japanese shapes or a serif.
_LATIN = ("Helvetica Neue", "Segoe UI", "Noto Sans", "Liberation Sans", "Arial", "DejaVu Sans")
_CHINESE = (
    "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC",
    "Noto Sans SC", "WenQuanYi Micro Hei", "Droid Sans Fallback", "SimHei",
)  # fmt: skip
# Emoji are wanted as pictures where there are any, but never at the price of digits in emoji shape: last.
_LAST = ("Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", "Noto Emoji")

_JOINING = re.compile("[\u0300-\u036f\u200d\ufe0f\U00010000-\U0010ffff]")


@lru_cache(maxsize=2)
def paper_families(chinese: bool = False) -> tuple[str, ...]:
    """The installed families for paper in order of preference, the program's own font among them.

    A Chinese paper takes Latin letters from the Chinese font too, which keeps its lines evenly spaced.
    """
    installed = set(QFontDatabase.families())
    rows = (_CHINESE, _LATIN) if chinese else (_LATIN, _CHINESE)
    chosen = [next((name for name in row if name in installed), "") for row in rows]
    chosen.append(QGuiApplication.font().family())
    chosen += [name for name in _LAST if name in installed]
    return tuple(dict.fromkeys(name for name in chosen if name))


def needs_shaping(text: str) -> bool:
    """Whether letters join or stand on each other: emoji families, accents without a letter of their own.

    Scripts that always need it (Arabic, Thai, Devanagari) get it from Qt in any case.
    """
    return not text.isascii() and _JOINING.search(text) is not None


def paper_font(points: float, chinese: bool = False, shaped: bool = True) -> QFont:
    """The font of ordinary text on paper; not `shaped` goes without kerning, and is laid out a fifth faster."""
    font = QFont(list(paper_families(chinese)))
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if not shaped:
        font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
    return font


def missing_coverage(texts: Iterable[str]) -> list[str]:
    """The characters of `texts`, sorted, for which no installed font has a shape: they would print as boxes.

    The two or three families for paper are asked first, which settles nearly all characters in microseconds;
    only the rest is laid out one by one the way Qt would print it, with the system's own fallbacks.
    """
    characters: set[str] = set()
    for text in texts:
        characters.update(text)
    raw_fonts = [QRawFont.fromFont(QFont(family)) for family in paper_families()]
    return sorted(
        character
        for character in characters
        if _is_visible(character)
        and not any(font.supportsCharacter(ord(character)) for font in raw_fonts)
        and not _has_fallback(character)
    )


def _is_visible(character: str) -> bool:
    """Controls, spaces, joiners and variation selectors need no shape."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me")


@lru_cache(maxsize=4096)
def _has_fallback(character: str) -> bool:
    layout = QTextLayout(character, paper_font(10))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return not any(0 in run.glyphIndexes() for run in layout.glyphRuns())
