"""Which tables of which reports are drawn, and how. A table that is not named here stands alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from shopdesk import report_words
from shopdesk.domain.reports import Table
from shopdesk.ui.widgets.charts import Drawing, Series, Shape
from shopdesk.words import _

_MOST_BARS = 10
_LONGEST = 24  # characters of a label
_DURATIONS: Final = (5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 172_800)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A shape, the column of the labels, and columns of figures with the roles of their colours."""

    shape: Shape
    label: str
    figures: tuple[tuple[str, str], ...]


def _one(shape: Shape, label: str, figure: str) -> Sketch:
    return Sketch(shape, label, ((figure, "accent"),))


_FUNNEL = (("won", "ok"), ("open", "accent"), ("lost", "waiting"))
SKETCHES: Final[dict[str, Sketch]] = {
    "days": Sketch("line", "day", (("asked", "accent"), ("won", "ok"))),
    "outcomes": _one("bars", "outcome", "count"),
    "reply_channels": _one("bars", "channel", "reply_median"),
    "reply_hours": _one("columns", "hour", "reply_median"),
    "reply_weekdays": _one("columns", "weekday", "reply_median"),
    "reply_people": _one("bars", "person", "reply_median"),
    "handling": _one("bars", "person", "handled"),
    "conversion_channels": Sketch("stacked", "channel", _FUNNEL),
    "conversion_products": Sketch("stacked", "product", _FUNNEL),
    "lost_reasons": _one("bars", "reason", "count"),
    "reply_scenarios": _one("bars", "scenario", "uses"),
    "wish_themes": _one("bars", "theme", "count"),
    "busy_hours": Sketch("heat", "hour", tuple((f"weekday_{day}", "accent") for day in range(7))),
}


def drawing_of(table: Table) -> Drawing | None:
    """The drawing of a table; None when it has none, or nothing to draw."""
    sketch = SKETCHES.get(table.key)
    if sketch is None or not table.rows:
        return None
    columns = {column.key: place for place, column in enumerate(table.columns)}
    rows = table.rows[:_MOST_BARS] if sketch.shape in ("bars", "stacked") else table.rows
    label = table.columns[columns[sketch.label]]
    labels = [_label(sketch, label.kind, row[columns[sketch.label]], label.words) for row in rows]
    if "variant" in columns:  # variants of one product would all be called alike
        named = zip(labels, (row[columns["variant"]] for row in rows), strict=True)
        labels = [_short(f"{text} {variant}") if labels.count(text) > 1 else text for text, variant in named]
    series = [
        Series(_(report_words.COLUMN[key]), [row[columns[key]] for row in rows], role) for key, role in sketch.figures
    ]
    if not any(value for one in series for value in one.values):
        return None
    kind = table.columns[columns[sketch.figures[0][0]]].kind
    return Drawing(sketch.shape, labels, series, _say(kind), _DURATIONS if kind == "seconds" else ())


def _label(sketch: Sketch, kind: str, value: Any, words: str) -> str:
    text = report_words.shown(kind, value, _, words)
    if sketch.shape == "line":
        return text[5:]  # the year stands above
    if sketch.shape == "heat":
        return text[:2]
    return _short(text)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _say(kind: str) -> Callable[[float], str]:
    return lambda value: report_words.shown(kind, int(value), _)
