"""The notes on a customer, written where they are read."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.ui.drafts import Kept
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.editors import TextArea
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_KEEP_AFTER = 400  # ms after the last key


class NotesEdit(QWidget):
    """Ctrl+Enter or the button saves, Esc takes back; what was not saved is still there the next time.

    Signals:
        submitted(str, str): the customer's number and the notes.
    """

    submitted = Signal(str, str)

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self._kept = kept
        self._number = ""
        self._stored = ""
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self._keeping.timeout.connect(self.keep)
        self.text = TextArea("customers.notes", _("What to know about this customer"), lines=3)
        self.text.setAccessibleName(_("Notes"))
        self.text.changed.connect(self._follow)
        self.save = button(_("Save"), "customers.notes.save", self._submit, icon_name="check", primary=True)
        self.save.setToolTip(_("Save (Ctrl+Enter)"))
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(RoleLabel(_("Ctrl+Enter saves"), "muted", "small"), 1)
        foot.addWidget(button(_("Cancel"), "customers.notes.cancel", self._take_back, quiet=True))
        foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        layout.addWidget(self.text)
        layout.addWidget(self._foot)
        self._shortcuts = []
        for keys, act in (("Ctrl+Return", self._submit), ("Ctrl+Enter", self._submit), ("Esc", self._take_back)):
            shortcut = QShortcut(QKeySequence(keys), self.text)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
            shortcut.setEnabled(False)
            self._shortcuts.append(shortcut)
        self._foot.hide()

    def is_changed(self) -> bool:
        """Whether something is written that is not saved."""
        return self.text.value() != self._stored.strip()

    def show_notes(self, number: str, stored: str) -> None:
        """The notes of a customer; what is being written about the same one stays."""
        another = number != self._number
        if another:
            self.keep()
        keep_typed = not another and self.is_changed()
        self._number, self._stored = number, stored
        if not keep_typed:
            kept = self._kept.get(f"notes/{number}") if another else None
            self.text.set_value(kept if isinstance(kept, str) else stored)
        self._keeping.stop()
        self._follow_state()

    def keep(self) -> None:
        """Keep what is not saved."""
        self._keeping.stop()
        if self._number:
            self._kept.put(f"notes/{self._number}", self.text.toPlainText() if self.is_changed() else None)

    def saved(self, number: str, notes: str) -> None:
        """The service has saved `notes`."""
        self._kept.put(f"notes/{number}", None)
        if number == self._number:
            self._stored = notes
            self._follow_state()

    def refused(self) -> None:
        """Saving was refused: what is written stays."""
        self.save.setEnabled(True)

    def _follow(self) -> None:
        self._keeping.start()
        self._follow_state()

    def _follow_state(self) -> None:
        self._foot.setVisible(self.is_changed())
        # With nothing to take back, Esc is the page's: back to the list.
        for shortcut in self._shortcuts:
            shortcut.setEnabled(self.is_changed())
        self.save.setEnabled(True)

    def _submit(self) -> None:
        if self._number and self.is_changed() and self.save.isEnabled():
            self.save.setEnabled(False)
            self.submitted.emit(self._number, self.text.value())

    def _take_back(self) -> None:
        self.text.set_value(self._stored)
        self.keep()
