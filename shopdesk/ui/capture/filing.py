"""Where what was said goes: on an open inquiry of theirs, the right one first, or as a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk.services.inquiries import InquiryRow
from shopdesk.ui import vocabulary
from shopdesk.ui.conversations.lookups import options
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.widgets.editors import ChoiceBox, TextLine
from shopdesk.words import _

_REMEMBERED = "inquiries/channel"  # the same that a new inquiry begins with
_NEW = ""
_SUBJECT = 40


class FilingBar(QWidget):
    """Channel, the name they go by, and the inquiry.

    Signals:
        changed(): another channel or name, chosen or written by a person.
    """

    changed = Signal()

    def __init__(self, preferences: Preferences, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._preferences = preferences
        self._is_own = False  # the contact was written by a person
        self._chosen: str | None = None  # the inquiry that a person chose
        self._offered: dict[str, InquiryRow] = {}
        self.channel = ChoiceBox(f"{name}.channel", options(vocabulary.CHANNEL))
        self.channel.setAccessibleName(_("Channel"))
        self.channel.set_value(preferences.text(_REMEMBERED, "wechat"))
        self.channel.activated.connect(lambda _index: self.changed.emit())
        self.contact = TextLine(f"{name}.contact", _("Name in the chat"))
        self.contact.setAccessibleName(_("Name in the chat"))
        self.contact.textEdited.connect(self._write)
        self.target = ChoiceBox(f"{name}.target", [(_NEW, _("New inquiry"))])
        self.target.setAccessibleName(_("Where to file it"))
        self.target.setMinimumContentsLength(8)
        self.target.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.target.activated.connect(self._choose)
        for box in (self.channel, self.contact):
            box.setMinimumWidth(characters(self, 10))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        layout.addWidget(self.channel, 0, 0)
        layout.addWidget(self.contact, 0, 1)
        layout.addWidget(self.target, 1, 0, 1, 2)

    @property
    def inquiry(self) -> str | None:
        """The number of the open inquiry chosen, None for a new one."""
        return self.target.value() or None

    @property
    def own_contact(self) -> str:
        """The name as a person wrote it, "" when they wrote none."""
        return self.contact.value() if self._is_own else ""

    def offer(self, contact: str, rows: Sequence[InquiryRow]) -> None:
        """The name found, and the inquiries that it may go to; what a person wrote or chose stays."""
        if not self._is_own:
            self.contact.setText(contact)
        self._offered = {row.number: row for row in rows}
        self.target.blockSignals(True)
        self.target.clear()
        for row in rows:
            self.target.addItem(_words(row), row.number)
        self.target.addItem(_("New inquiry"), _NEW)
        self.target.blockSignals(False)
        if self._chosen is not None and self.target.findData(self._chosen) >= 0:
            self.target.setCurrentIndex(self.target.findData(self._chosen))
        self._follow_target()

    def begin_again(self) -> None:
        """Somebody else writes: nothing is known of them."""
        self._is_own, self._chosen = False, None
        self.offer("", ())

    def remember(self) -> None:
        """The next one will probably come the same way."""
        self._preferences.set(_REMEMBERED, self.channel.value())

    def _write(self) -> None:
        self._is_own = bool(self.contact.value())
        self.changed.emit()

    def _choose(self) -> None:
        self._chosen = self.target.value()
        self._follow_target()

    def _follow_target(self) -> None:
        # An inquiry has its channel already; only a new one is asked for it.
        self.channel.setEnabled(self.inquiry is None)
        self.contact.setEnabled(self.inquiry is None)


def _words(row: InquiryRow) -> str:
    about = " ".join((row.subject or row.last_message or row.contact)[:_SUBJECT].split())
    return " · ".join(part for part in (row.number, vocabulary.word(vocabulary.CHANNEL, row.channel), about) if part)
