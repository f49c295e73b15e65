"""A reply's text with a menu that puts fields into it: nobody has to know what stands in braces."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from shopdesk.domain.replies import FIELDS
from shopdesk.ui.conversations.moves import open_below
from shopdesk.ui.measure import unit
from shopdesk.ui.replying.marks import field_word
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.editors import TextArea
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _


class ReplyText(QWidget):
    """Signals:
    changed(): the text changed.
    """

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.area = TextArea(f"{name}.text", _("What the customer reads"), lines=9)
        self.area.changed.connect(self.changed)
        self._insert = button(_("Insert field"), f"{name}.insert", self._offer, icon_name="plus", quiet=True)
        self._insert.setToolTip(_("A field is filled in for each customer: a name, a tracking number, a price"))
        row = QHBoxLayout()
        row.setSpacing(unit(self))
        row.addWidget(self._insert)
        row.addWidget(RoleLabel(_("Fields fill themselves in for each customer."), "muted", "small"), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        layout.addWidget(self.area)
        layout.addLayout(row)
        self.setFocusProxy(self.area)

    def value(self) -> str:
        """The text, trimmed."""
        return self.area.value()

    def set_value(self, value: str) -> None:
        """Show `value`."""
        self.area.set_value(value)

    state = value
    set_state = set_value

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.area.setAccessibleName(name)

    def menu(self) -> QMenu:
        """Every field in words."""
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}.insert.menu")
        for field in FIELDS:
            chosen = menu.addAction(field_word(field))
            chosen.triggered.connect(lambda _checked=False, one=field: self.insert(one))
        return menu

    def insert(self, field: str) -> None:
        """Put a field where the cursor is."""
        self.area.insertPlainText(f"{{{field}}}")
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        open_below(self.menu(), self._insert)
