"""Order numbers, SKUs, phones and buyers as platforms and spreadsheets write them."""

import re
from collections.abc import Sequence

from shopdesk.domain.cells import value

_WHOLE_FLOAT = re.compile(r"(\d+)\.0+")
_DESTROYED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_HIDDEN = re.compile(r"[*＊•●]|\d[xX]{2,}\d|\d[#＃]{2,}\d")
_PLACEHOLDER_POSTCODE = re.compile(r"[0\-.\s]*")
# A spreadsheet keeps 15 digits of a number and turns the rest into zeros.
_KEPT_DIGITS = 15


def clean_id(text: str) -> str:
    """An id without `="…"`, `'…`, tabs and the `.0` of a number that went through a spreadsheet."""
    text = value(text)
    if text.endswith("0") and "." in text:
        match = _WHOLE_FLOAT.fullmatch(text)
        if match:
            return match[1]
    return text


def is_destroyed(text: str) -> bool:
    """Whether a spreadsheet turned the id into scientific notation (`1.37E+14`): its digits are lost."""
    return _DESTROYED.fullmatch(text) is not None and "+" in text


def digits_were_cut(ids: Sequence[str]) -> bool:
    """Whether the long numbers among `ids` all end in zeros after their fifteenth digit.

    One may be chance; two or more, with no other long number beside them, are a spreadsheet's work.
    """
    long = [text for text in ids if len(text) > _KEPT_DIGITS + 1 and text.isdigit()]
    return len(long) > 1 and all(not text[_KEPT_DIGITS:].strip("0") for text in long)


def counts_rows(ids: Sequence[str], at_least: int = 3) -> bool:
    """Whether the ids merely count 1…n (or n…1) in the file's order: they name nothing elsewhere."""
    if len(ids) < at_least or not {ids[0], ids[-1]} & {"1"}:
        return False
    forward = ids if ids[0] == "1" else ids[::-1]
    return all(text == str(number) for number, text in enumerate(forward, 1))


def is_masked(text: str) -> bool:
    """Whether a platform hid what stood here: `K******g`, `1******6198`, `##…`, `$$密文`."""
    return "**" in text or text.startswith(("##", "$$", "~~")) or text in ("*", "密文") or "*" in text[1:2]


def is_hidden(text: str) -> bool:
    """Whether any of an id, e-mail or phone was hidden: a mask, a star anywhere, or x in place of digits (138xxxx0000).

    Stricter than `is_masked`, which is asked of names: a person may be called by a star, a phone may not.
    """
    return bool(text) and (is_masked(text) or _HIDDEN.search(text) is not None)


def clean_phone(text: str) -> str:
    """A phone as written, without wrapping; empty where nothing is told."""
    return clean_id(text)


def clean_postcode(text: str) -> str:
    """A postcode as written, without wrapping; placeholders such as `-` and `000000` are nothing."""
    text = clean_id(text)
    return "" if _PLACEHOLDER_POSTCODE.fullmatch(text) else text
