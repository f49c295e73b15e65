"""The backups of a shop, place by place; a place that is not there is said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from shopdesk.services.safety.backups import Backup
from shopdesk.ui import display
from shopdesk.ui.icons import icon
from shopdesk.ui.measure import row_height
from shopdesk.ui.safety.words import BACKUP_KINDS
from shopdesk.ui.theme import colour
from shopdesk.words import _, plural

_ROLE = Qt.ItemDataRole.UserRole
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class PlaceContents:
    """One place: its folder, whether it is the one beside the shop, whether it is there, and what lies in it."""

    place: Path
    beside: bool
    there: bool
    backups: Sequence[Backup]


class BackupList(QTreeWidget):
    """Signals: `turned()`: another backup or place is the current one."""

    turned = Signal()

    def __init__(self, now: Callable[[], datetime], zone: tzinfo) -> None:
        super().__init__()
        self._now = now
        self._zone = zone
        self.setObjectName("safety.list")
        self.setAccessibleName(_("Backups by place, the newest first"))
        self.setColumnCount(3)
        self.setHeaderLabels([_("When"), _("How it was made"), _("File size")])
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.currentItemChanged.connect(lambda *_items: self.turned.emit())

    def show_places(self, places: Sequence[PlaceContents]) -> None:
        """Fill the list anew; the newest backup of the first place that has one is the current one."""
        chosen = self.backup()
        self.clear()
        first: QTreeWidgetItem | None = None
        for contents in places:
            head = self._head(contents)
            for backup in contents.backups:
                item = self._line(head, backup)
                if first is None or (chosen is not None and backup.path == chosen.path):
                    first = item
        self.expandAll()
        current = first or self.topLevelItem(0)
        if current is not None:
            self.setCurrentItem(current)

    def backup(self) -> Backup | None:
        """The current backup."""
        item = self.currentItem()
        found = item.data(0, _ROLE) if item is not None else None
        return found if isinstance(found, Backup) else None

    def place(self) -> PlaceContents | None:
        """The place of the current line."""
        item = self.currentItem()
        if item is None:
            return None
        head = item.parent() or item
        found = head.data(0, _ROLE)
        return found if isinstance(found, PlaceContents) else None

    def _head(self, contents: PlaceContents) -> QTreeWidgetItem:
        words = _("Beside the shop") if contents.beside else str(contents.place)
        if not contents.there:
            words = _("{place}: not there now").format(place=words)
        elif not contents.backups:
            words = _("{place}: no backup yet").format(place=words)
        item = QTreeWidgetItem(self, [words])
        item.setFirstColumnSpanned(True)
        item.setData(0, _ROLE, contents)
        item.setToolTip(0, str(contents.place))
        item.setSizeHint(0, QSize(0, row_height(self)))
        item.setIcon(0, icon("store", "" if contents.there else "trouble"))
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        if not contents.there:
            item.setForeground(0, QBrush(colour(self.palette(), "trouble")))
        told = plural("{count} backup", "{count} backups", len(contents.backups))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{words}, {told}")
        return item

    def _line(self, head: QTreeWidgetItem, backup: Backup) -> QTreeWidgetItem:
        size = _("{size} MB").format(size=f"{backup.bytes / _MEGABYTE:.1f}")
        words = [display.moment(backup.at, self._now(), self._zone), _(BACKUP_KINDS[backup.kind]), size]
        item = QTreeWidgetItem(head, words)
        item.setData(0, _ROLE, backup)
        item.setSizeHint(0, QSize(0, row_height(self)))
        item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(0, f"{display.moment_full(backup.at, self._zone)}\n{backup.path}")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(words))
        return item
