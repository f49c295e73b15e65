"""The head figures of a report, each with that of the days before."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from shopdesk import report_words
from shopdesk.domain.reports import Head
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_ACROSS = 4


class Tiles(QWidget):
    """Four in a row. What got better is green and has an arrow; nothing here is an alarm."""

    def __init__(self, name: str, heads: Sequence[Head], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(unit(self))
        for place, head in enumerate(heads):
            grid.addWidget(_Tile(f"{name}.{head.key}", head), *divmod(place, _ACROSS))
        for column in range(_ACROSS):
            grid.setColumnStretch(column, 1)


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
    if head.value is None or head.before is None or head.value == head.before:
        return "", False
    grew = head.value > head.before
    return ("▲" if grew else "▼"), bool(head.better) and grew == (head.better == "more")
