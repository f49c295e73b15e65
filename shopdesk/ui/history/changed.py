"""What an action changed: a link to each record, and its cells before and after."""

from collections.abc import Callable, Sequence
from datetime import tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.changes import kind_of_table
from shopdesk.services.history_list import Touched
from shopdesk.ui import display
from shopdesk.ui.journal.counting import counted
from shopdesk.ui.journal.fields import of_record, setting
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import LinkButton
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_ICONS = {
    "orders": "receipt",
    "packing_list": "box",
    "inquiry": "inbox",
    "aftersales_case": "lifebuoy",
    "customer": "person",
    "product": "tag",
    "reservation": "bookmark",
}


class ChangedRecords(QWidget):
    """Records in the order in which they were touched; what belongs to one record stands together."""

    def __init__(
        self,
        name: str,
        touched: Sequence[Touched],
        more: int,
        zone: tzinfo,
        open_record: Callable[[str, str], object],
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._zone = zone
        self._open_record = open_record
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(max(2, unit(self) // 4))
        for (record, number), parts in _by_record(touched).items():
            self._add_record(record, number, parts)
        if more:
            self._add_line(_("and {count} more").format(count=display.count(more)))

    def _add_record(self, record: str, number: str, parts: Sequence[Touched]) -> None:
        lines = [line for part in parts for line in self._lines(part)]
        if not lines:
            return
        if number and record in _ICONS:
            kind = kind_of_table(record) or ""
            link = LinkButton(
                number, f"{self.objectName()}.{number}", lambda: self._open_record(kind, number), _ICONS[record]
            )
            self._layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        elif number:
            shown = setting(number) if record == "setting" else number
            self._layout.addWidget(RoleLabel(shown, wrap=True, selectable=True))
        for line in dict.fromkeys(lines):
            self._add_line(line)

    def _add_line(self, text: str) -> None:
        label = RoleLabel(text, "muted", "small", wrap=True, selectable=True)
        label.setIndent(2 * unit(self))
        self._layout.addWidget(label)

    def _lines(self, part: Touched) -> list[str]:
        if part.operation == "update":
            told = of_record(part.record).changes(part.fields, part.currency, self._zone)
            return [f"{part.label} · {line}" for line in told] if part.label and part.table != part.record else told
        words = _("{what} added") if part.operation == "create" else _("{what} taken away")
        line = words.format(what=counted(kind_of_table(part.table) or "", part.count))
        label = " ".join(part.label.split())
        return [f"{line}: {label}" if label and part.count == 1 else line]


def _by_record(touched: Sequence[Touched]) -> dict[tuple[str, str], list[Touched]]:
    found: dict[tuple[str, str], list[Touched]] = {}
    for one in touched:
        # Many made at once are named by their number of records, not by the first of them.
        number = one.number if one.count == 1 or one.table != one.record else ""
        found.setdefault((one.record, number), []).append(one)
    return found
