"""Which row of an unknown table is its header: names, not values, and rows of the same shape below it."""

from collections.abc import Sequence

from shopdesk.domain.cells import value
from shopdesk.domain.column_values import is_value
from shopdesk.domain.header_words import Characters, normalised, vocabulary

_BELOW = 20  # rows that are compared with a header
_LONGEST_NAME = 120


def header_place(rows: Sequence[Sequence[str]], characters: Characters = None) -> tuple[int, float] | None:
    """The place of the likeliest header among the first rows and how likely it is; None where none looks like one."""
    words = vocabulary(characters)
    best: tuple[int, float] | None = None
    for place, row in enumerate(rows):
        names = [text for text in map(value, row) if text]
        if len(names) < 2 or len(set(names)) * 5 < len(names) * 4:
            continue
        if sum(is_value(name) for name in names) * 5 > len(names) or max(map(len, names)) > _LONGEST_NAME:
            continue
        known = sum(normalised(name, characters) in words.all for name in names)
        alike = _alike_below(rows[place + 1 :], len(row))
        if not known and (len(names) < 3 or alike < 0.8):
            continue
        likeness = 3 * known + min(len(names), 30) * (0.2 + 0.8 * alike) / 2
        if best is None or likeness > best[1]:
            best = (place, likeness)
    return best


def _alike_below(rows: Sequence[Sequence[str]], width: int) -> float:
    """The part of the filled rows below that are about as wide; 0 where there is none."""
    filled = [row for row in rows if any(map(str.strip, row))][:_BELOW]
    alike = sum(abs(len(row) - width) <= max(1, width // 5) for row in filled)
    return alike / len(filled) if filled else 0.0
