"""Who looks like the same person: pair by pair, with what is equal, and three answers."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.look_alikes import Pair, Person
from shopdesk.services import customer_merging
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.notice import Notice
from shopdesk.words import _, mark, plural

_REASONS = {
    "phone": mark("same phone"),
    "email": mark("same e-mail"),
    "name_address": mark("same name and address"),
}


class LookAlikesDialog(QDialog):
    """One pair at a time; every answer is one action that can be undone."""

    def __init__(self, context: Context, found: list[Pair], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._left = list(found)
        self.setObjectName("customers.look_alikes")
        self.setWindowTitle(_("Same person?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        space = unit(self)
        self._title = RoleLabel("", size="title", wrap=True)
        self._why = RoleLabel("", "muted", wrap=True)
        self._sides = (RoleLabel("", wrap=True), RoleLabel("", wrap=True))
        for label, place in zip(self._sides, ("first", "second"), strict=True):
            label.setObjectName(f"customers.look_alikes.{place}")
            label.setMinimumWidth(characters(self, 34))
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.notice = Notice("customers.look_alikes.notice")
        both = QHBoxLayout()
        both.setSpacing(4 * space)
        for label in self._sides:
            both.addWidget(label, 1)
        self.same = button(_("Same person"), "customers.look_alikes.same", self._merge, primary=True)
        self.two = button(_("Two people"), "customers.look_alikes.two", self._apart)
        later = button(_("Later"), "customers.look_alikes.later", self._next)
        row = QHBoxLayout()
        row.addWidget(button(_("Close"), "customers.look_alikes.close", self.reject))
        row.addStretch(1)
        for made in (later, self.two, self.same):
            row.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * space, 3 * space, 3 * space, 2 * space)
        layout.setSpacing(2 * space)
        for widget in (self._title, self._why, self.notice):
            layout.addWidget(widget)
        layout.addLayout(both)
        layout.addStretch(1)
        layout.addLayout(row)
        self.resize(characters(self, 90), characters(self, 40))
        self._show()

    def _show(self) -> None:
        if not self._left:
            self.accept()
            return
        pair = self._left[0]
        count = len(self._left)
        self._title.setText(
            plural("{count} pair looks like the same person", "{count} pairs look like the same person", count)
        )
        self._why.setText(display.list_of([_(_REASONS[reason]) for reason in pair.reasons]))
        for label, person in zip(self._sides, (pair.first, pair.second), strict=True):
            label.setText(_told(person))
        self.same.setFocus()

    def _merge(self) -> None:
        pair = self._left[0]
        self._answer(
            customer_merging.merge, pair.first.number, [pair.second.number], undo=_("Merge customers"),
            said=_("{second} is part of {first} now").format(first=pair.first.number, second=pair.second.number),
        )  # fmt: skip
        # Pairs with the one that is gone are asked again when proposals are made anew.
        gone = pair.second.id
        others = [one for one in self._left[1:] if gone not in (one.first.id, one.second.id)]
        self._left = [pair, *others]

    def _apart(self) -> None:
        pair = self._left[0]
        self._answer(
            customer_merging.keep_apart, pair.first.number, pair.second.number, undo=_("Keep apart"),
            said=_("{first} and {second} stay two").format(first=pair.first.number, second=pair.second.number),
        )  # fmt: skip

    def _answer(self, function: Any, *args: Any, undo: str, said: str) -> None:
        self.same.setEnabled(False)
        self.two.setEnabled(False)
        self.context.save(
            function, *args, undo=undo, said=said, receiver=self, done=lambda _bulk: self._next(), failed=self._refuse
        )

    def _next(self) -> None:
        self.same.setEnabled(True)
        self.two.setEnabled(True)
        self._left.pop(0)
        self._show()

    def _refuse(self, error: UserError) -> None:
        self.same.setEnabled(True)
        self.two.setEnabled(True)
        self.notice.show_error(error)


def _told(person: Person) -> str:
    phones = dict.fromkeys(display.phone(phone) for phone in person.phones if phone)
    emails = dict.fromkeys(email for email in person.emails if email)
    return "\n".join(filter(None, (person.number, person.name, *phones, *emails, person.address)))
