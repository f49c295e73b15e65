"""Traditional to simplified characters, one by one, from OpenCC's dictionary."""

from collections.abc import Mapping
from functools import cache

from shopdesk.domain.text import fold


@cache
def characters() -> Mapping[int, str]:
    """A table for `str.translate`. Single characters only: a fold that looks at neighbours would break substrings."""
    import opencc

    han = [chr(code) for code in range(0x4E00, 0x9FFF)]
    simplified = opencc.OpenCC("t2s").convert("\n".join(han)).split("\n")
    return {ord(a): b for a, b in zip(han, simplified, strict=True) if a != b and len(b) == 1}


def folded(text: str) -> str:
    """`text` as the search index holds it. The table is loaded at the first text that needs it."""
    return fold(text) if text.isascii() else fold(text, characters())
