"""Folding text for search, and the grams that a search index is made of.

Words are split at white space. Inside a word, letters and digits form runs; Chinese, Japanese and Korean
characters form their own. Of a run the index holds its first letter and first two letters (marked as beginnings)
and every three-letter piece; of a CJK run every character and every pair. So one Chinese character suffices, two
Latin letters or digits match beginnings, and three or more match any part.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

_CJK = (
    "\u2e80-\u2fdf\u3005\u3007\u3040-\u30ff\u31c0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"([{_CJK}]+)|([^\W_{_CJK}]+)")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_ASCII_RUN = re.compile("[0-9a-z]+")  # of a folded word; the wide classes above cost five times as much
_BEGINNING = "\ue000"  # private use: marks a gram as the beginning of a run
_LONGEST = 400  # characters of one run that are indexed: a 1 MB paste must not make a million grams


def printable(text: str) -> str:
    """`text` with a � for what can be no text: bytes of a file name or an argument that are no UTF-8."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def fold(text: str, characters: Mapping[int, str] | None = None) -> str:
    """`text` without differences of width, case and (with a table of characters) traditional forms."""
    if text.isascii():
        return " ".join(text.lower().split())
    folded = text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)
    folded = folded.casefold()
    if characters and not characters.keys().isdisjoint(map(ord, set(folded))):
        folded = folded.translate(characters)
    return " ".join(folded.split())


def index_grams(folded: str) -> str:
    """The grams of an already folded text, separated by spaces; those of a word that comes twice stand once."""
    return " ".join(map(_word_grams, dict.fromkeys(folded.split(" "))))


@lru_cache(maxsize=65_536)
def _word_grams(word: str) -> str:
    """The grams of one word. Kept, because a shop's texts say the same words again and again."""
    if word.isascii():
        return " ".join([gram for run in _ASCII_RUN.findall(word) for gram in _letter_grams(run[:_LONGEST])])
    grams: list[str] = []
    for cjk, letters in _RUN.findall(word):
        if letters:
            grams += _letter_grams(letters[:_LONGEST])
        else:
            run = cjk[:_LONGEST]
            grams += dict.fromkeys(run)
            grams += dict.fromkeys(map("".join, pairwise(run)))
    return " ".join(grams)


def _letter_grams(run: str) -> list[str]:
    grams = [run[start : start + 3] for start in range(len(run) - 2)]
    grams.append(_BEGINNING + run[0])
    if len(run) > 1:
        grams.append(_BEGINNING + run[:2])
    return grams


def query_words(text: str, characters: Mapping[int, str] | None = None) -> list[str]:
    """The folded words a person typed; all of them must be found."""
    return fold(text, characters).split()


def query_grams(word: str) -> tuple[list[str], bool]:
    """The grams that a record holding `word` must have, and whether having them is proof enough.

    Without proof the caller verifies the word against the text.
    """
    runs = _RUN.findall(word)
    grams: list[str] = []
    for position, (cjk, letters) in enumerate(runs):
        if letters:
            if len(letters) >= 3:
                grams += [letters[start : start + 3] for start in range(min(len(letters), _LONGEST) - 2)]
            elif position > 0 or len(runs) == 1:
                # The first of several runs may be the tail of a longer one ("6-00" in "2026-0001"): no gram for it.
                grams.append(_BEGINNING + letters)
        elif len(cjk) == 1:
            grams.append(cjk)
        else:
            grams += [cjk[start : start + 2] for start in range(min(len(cjk), _LONGEST) - 1)]
    whole = len(runs) == 1 and (runs[0][0] or runs[0][1]) == word
    exact = whole and (len(word) <= 2 or (len(word) == 3 and not runs[0][0]))
    return list(dict.fromkeys(grams)), exact


def contains(folded: str, word: str) -> bool:
    """Whether a folded text has a folded query word, by the same rule as the index."""
    runs = _RUN.findall(word)
    if len(runs) == 1 and runs[0][1] == word and len(word) <= 2:
        return any(run.startswith(word) for _, run in _RUN.findall(folded))
    return word in folded
