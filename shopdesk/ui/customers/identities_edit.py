"""The names a customer goes by: where, what kind of name, and the name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.customers import IDENTITIES, Identity
from shopdesk.ui import vocabulary
from shopdesk.ui.conversations.lookups import options
from shopdesk.ui.customers.facts import IDENTITY_KIND
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import button, icon_button
from shopdesk.ui.widgets.editors import ChoiceBox, TextLine
from shopdesk.words import _

_NOWHERE = ("table", "shopdesk", "platform")  # codes of no place where somebody has an account


def places() -> list[tuple[str, str]]:
    """Platforms and channels on which people have a name."""
    return [one for one in options({**vocabulary.PLATFORM, **vocabulary.CHANNEL}) if one[0] not in _NOWHERE]


class _Row(QWidget):
    def __init__(self, name: str, identity: Identity) -> None:
        super().__init__()
        self.place = ChoiceBox(f"{name}.platform", places())
        self.place.setAccessibleName(_("Platform"))
        self.place.set_value(identity.platform)
        self.kind = ChoiceBox(f"{name}.kind", options({code: IDENTITY_KIND[code] for code in IDENTITIES}))
        self.kind.setAccessibleName(_("Kind of name"))
        self.kind.set_value(identity.kind)
        self.handle = TextLine(f"{name}.handle")
        self.handle.setAccessibleName(_("Known as"))
        self.handle.set_value(identity.handle)
        self.remove = icon_button("x", _("Remove this name"), f"{name}.remove")
        for box in (self.place, self.kind):
            # Else the longest word of all platforms would set the width of the panel.
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        layout.addWidget(self.place, 3)
        layout.addWidget(self.kind, 3)
        layout.addWidget(self.handle, 4)
        layout.addWidget(self.remove)

    def value(self) -> Identity:
        return Identity(self.place.value(), self.kind.value(), self.handle.value())


class IdentitiesEdit(QWidget):
    """A row for each name, and a button that adds one. Rows whose name is empty count as not there.

    Signals:
        changed(): a name was typed, added or taken away.
    """

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._rows: list[_Row] = []
        self._made = 0
        self._add = button(_("Add a name"), f"{name}.add", self.add_row, icon_name="plus", quiet=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(unit(self) // 2)
        self._layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._add)

    def value(self) -> tuple[Identity, ...]:
        """The names."""
        return tuple(row.value() for row in self._rows if row.handle.value())

    def set_value(self, identities: Sequence[Identity]) -> None:
        """Show exactly these."""
        for row in list(self._rows):
            self._remove(row)
        for identity in identities:
            self._insert(identity)

    def state(self) -> list[list[str]]:
        """The names as plain data."""
        return [[one.platform, one.kind, one.handle] for one in self.value()]

    def set_state(self, state: Sequence[Sequence[str]]) -> None:
        """Show what `state` gave."""
        self.set_value([Identity(*one) for one in state])

    def add_row(self) -> None:
        """An empty row to write in."""
        row = self._insert(Identity(places()[0][0], "login", ""))
        row.handle.setFocus()

    def _insert(self, identity: Identity) -> _Row:
        self._made += 1
        row = _Row(f"{self.objectName()}.{self._made}", identity)
        row.remove.clicked.connect(lambda _checked=False: self._remove(row))
        for editor in (row.place, row.kind, row.handle):
            editor.changed.connect(self.changed)
        self._layout.insertWidget(len(self._rows), row)
        self._rows.append(row)
        self.changed.emit()
        return row

    def _remove(self, row: _Row) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()
