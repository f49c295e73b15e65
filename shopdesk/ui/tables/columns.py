"""Columns declared as data: what a table shows is a list of these."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `title` is a marked English literal (`mark("Buyer")`), translated when shown.

    `text` makes the words from a row; the other callables are optional extras:
    `plain`   what Ctrl+C copies (a number without separators, a date in ISO form), default `text`;
    `dot`     a role of `theme.ROLES` for a coloured dot before the word (status), None: no dot;
    `icon`    (icon name, colour role or "") for a glyph instead of or before the text, None: nothing;
    `tooltip` the long form; `spoken` the words for a screen reader when the text alone does not say it;
    `bold`    whether this row's cell is bold; `muted`: always in the quieter colour.
    `amount`  (minor units, currency) of a row: makes the selection's sum, give it to one column only.
    `sort`    the key handed to the source in `TableQuery.sort`; None: the header cannot be clicked.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    width: int = 12
    align: Literal["left", "right", "center"] = "left"
    sort: str | None = None
    descending_first: bool = False
    plain: Callable[[Any], str] | None = None
    dot: Callable[[Any], str | None] | None = None
    icon: Callable[[Any], tuple[str, str] | None] | None = None
    tooltip: Callable[[Any], str] | None = None
    spoken: Callable[[Any], str] | None = None
    bold: Callable[[Any], bool] | None = None
    muted: bool = False
    amount: Callable[[Any], tuple[int, str] | None] | None = None
    stretch: bool = False
    hidden: bool = False
