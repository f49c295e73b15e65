"""What a cell of a foreign table says, without wrapping, odd spaces and marks for "nothing"."""

import re
import unicodedata
from functools import lru_cache

# Zero-width characters and the byte order mark carry nothing; NO-BREAK and IDEOGRAPHIC SPACE are spaces.
_INVISIBLE: dict[int, str | None] = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_INVISIBLE.update(dict.fromkeys((0x00A0, 0x3000, 0x202F), " "))
_FORMULA = re.compile(r'="(.*)"\s*', re.DOTALL)
_NOTHING = frozenset({"", "-", "--", "---", "—", "——", "/", "\\", "null", "none", "nil", "n/a", "#n/a", "nan"})
_NUMBER_AS_TEXT = re.compile(r"'[+=\-@(]?\d")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """`text` without surrounding space, invisible characters and the wrappings `="…"` and `'12…`.

    A leading apostrophe goes only where it guards a number (`'0186…`): a name such as `'t Hart` stays.
    """
    if text.isalnum() and text.isascii():
        return text
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    text = text.strip()
    if text.startswith("="):
        match = _FORMULA.fullmatch(text)
        if match:
            text = match[1].strip()
    if text.startswith("'") and (_NUMBER_AS_TEXT.match(text) or len(text) == 1):
        text = text[1:].strip()
    return text


def is_nothing(text: str) -> bool:
    """Whether a cleaned cell only marks that there is nothing: blank, `-`, `--`, `/`, `NULL`."""
    return not text or (len(text) < 6 and text.lower() in _NOTHING)


def value(text: str) -> str:
    """The cleaned cell, empty where it only marks that there is nothing."""
    if not text or (len(text) > 5 and text[0].isalnum() and text[-1] > " " and text.isascii()):
        return text  # nearly all cells: long enough to be no mark, and with nothing to take away
    return _short_value(text) if len(text) < 40 else _value(text)


def _value(text: str) -> str:
    text = clean(text)
    return "" if is_nothing(text) else text


_short_value = lru_cache(maxsize=8192)(_value)  # towns, countries, statuses: few texts, repeated all over a file


def fold_name(text: str) -> str:
    """A header name for comparing: width, case, odd spaces and a trailing colon do not count."""
    text = unicodedata.normalize("NFKC", clean(text)).casefold()
    return _SPACES.sub(" ", text).strip().rstrip(":").rstrip()


def is_blank_row(row: list[str]) -> bool:
    """Whether no cell of the row says anything."""
    return not any(row) or not any(map(str.strip, row))
