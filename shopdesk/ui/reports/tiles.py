"""The head figures of a report, each with that of the days before."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from shopdesk import report_words
from shopdesk.domain.reports import Head
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_ACROSS = 4


class Tiles(QWidget):
    """Four in a row, fewer where it is narrow. What got better is green and has an arrow; nothing here is an alarm."""

    def __init__(self, name: str, heads: Sequence[Head], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._tiles = [_Tile(f"{name}.{head.key}", head) for head in heads]
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        # The layout's own smallest size is that of four beside each other.
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        self._grid.setSpacing(unit(self))
        self._arrange(_ACROSS)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._widest(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        space = self._grid.spacing()
        self._arrange(max(1, min(_ACROSS, (self.width() + space) // (self._widest() + space))))

    def _widest(self) -> int:
        return max((tile.minimumSizeHint().width() for tile in self._tiles), default=0)

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, *divmod(place, across))
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, int(column < across))


class _Tile(QFrame):
    def __init__(self, name: str, head: Head) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("tile", True)
        title = _(report_words.HEAD[head.key])
        value = report_words.shown(head.kind, head.value, _)
        before = _("before: {value}").format(value=report_words.shown(head.kind, head.before, _))
        self.setAccessibleName(f"{title}: {value}, {before}")
        self.setToolTip(_(report_words.HEAD_HINT[head.key]))
        column = QVBoxLayout(self)
        space = unit(self)
        column.setContentsMargins(round(1.5 * space), space, round(1.5 * space), space)
        column.setSpacing(space // 4)
        column.addWidget(RoleLabel(title, "muted", "small"))
        column.addWidget(RoleLabel(value, size="title"))
        change, better = _change(head)
        column.addWidget(RoleLabel(f"{change} {before}".strip(), "ok" if better else "muted", "small"))


def _change(head: Head) -> tuple[str, bool]:
    """An arrow, and whether that way is the good one."""
    if head.value is None or head.before is None:
        return "", False
    if report_words.shown(head.kind, head.value, _) == report_words.shown(head.kind, head.before, _):
        return "", False  # a difference that nobody sees is none
    grew = head.value > head.before
    return ("▲" if grew else "▼"), bool(head.better) and grew == (head.better == "more")
