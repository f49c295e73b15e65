"""Makes the text in a PDF searchable: Qt writes some Chinese characters as radicals that only look the same.

A font has one shape for 小 (U+5C0F) and for the radical ⼩ (U+2F29). Qt notes the lower number as the shape's
meaning, so that whoever searches the PDF or copies an address from it finds or gets the wrong character.
"""

import re
from collections.abc import Iterable

from PySide6.QtGui import QFont, QRawFont

from shopdesk.ui.printing.fonts import paper_families

_RADICALS = "".join(chr(code) for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6)))
_MEANINGS = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_CODE = re.compile(rb"<(2[EF][0-9A-F]{2})>")


def with_meant_characters(pdf: bytes, printed: Iterable[str]) -> bytes:
    """The same PDF with the characters that were printed instead of their radicals; its length stays."""
    meant = {f"{ord(radical):04X}".encode(): f"{ord(character):04X}".encode() for radical, character in _pairs(printed)}
    if not meant:
        return pdf

    def mend(meanings: re.Match[bytes]) -> bytes:
        return _CODE.sub(lambda code: b"<" + meant.get(code[1], code[1]) + b">", meanings[0])

    return _MEANINGS.sub(mend, pdf)


def _pairs(printed: Iterable[str]) -> list[tuple[str, str]]:
    """Radicals and the printed characters that share their shape in a font for paper."""
    ideographs = sorted(character for character in set(printed) if "\u3400" <= character <= "\uffff")
    pairs = []
    for family in paper_families() if ideographs else ():
        font = QRawFont.fromFont(QFont(family))
        radicals = dict(zip(font.glyphIndexesForString(_RADICALS), _RADICALS, strict=True))
        radicals.pop(0, None)  # shapes that the font does not have
        shapes = font.glyphIndexesForString("".join(ideographs))
        pairs += [
            (radicals[shape], character)
            for shape, character in zip(shapes, ideographs, strict=True)
            if shape in radicals
        ]
    return pairs
