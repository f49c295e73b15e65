"""Selections as ranges of positions: a million selected rows are one range, never a million indexes."""

from array import array
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView

from shopdesk.ui.tables.model import TableModel

_NEAR = 1000  # rows seldom move further than this when one of them changes


def selected_ranges(view: QAbstractItemView) -> list[tuple[int, int]]:
    """The selected rows as (first, last), in order."""
    parts = view.selectionModel().selection()
    found = sorted((part.top(), part.bottom()) for part in parts)  # type: ignore[attr-defined]
    merged: list[tuple[int, int]] = []
    for top, bottom in found:
        if merged and top <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(bottom, merged[-1][1]))
        else:
            merged.append((top, bottom))
    return merged


def ids_of(ranges: Iterable[tuple[int, int]], ids: Sequence[int]) -> "array[int]":
    """The ids at `ranges`, in order."""
    chosen = array("q")
    for top, bottom in ranges:
        chosen.extend(ids[top : bottom + 1])
    return chosen


def find(ids: Sequence[int], wanted: Mapping[int, int]) -> list[int]:
    """Where the wanted ids (id → where it was) are in `ids` now, in order; those that left are not found."""
    if len(wanted) > _NEAR:  # looking around where each of so many was takes longer than looking at all once
        return [position for position, identity in enumerate(ids) if identity in wanted]
    found: list[int] = []
    lost: set[int] = set()
    for identity, before in wanted.items():
        low = max(0, before - _NEAR)
        near = ids[low : before + _NEAR]
        if identity in near:
            found.append(low + near.index(identity))
        else:
            lost.add(identity)
    if lost and len(ids) > _NEAR:
        found.extend(position for position, identity in enumerate(ids) if identity in lost)
    elif lost:
        found.extend(ids.index(identity) for identity in lost if identity in ids)
    return sorted(found)


def select_positions(view: QAbstractItemView, model: TableModel, positions: Sequence[int]) -> None:
    """Select exactly these rows."""
    selection = QItemSelection()
    last_column = len(model.columns) - 1
    start = 0
    for place, position in enumerate(positions):
        if place + 1 == len(positions) or positions[place + 1] != position + 1:
            top, bottom = model.index(positions[start], 0), model.index(position, last_column)
            selection.select(top, bottom)
            start = place + 1
    view.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
