"""A reply as it would go out: for nobody yet, or filled in for an order or a customer that is looked up."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.services.replies import sending
from shopdesk.services.replies.sending import Ready, Whom
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import find_customers, find_orders
from shopdesk.ui.measure import unit
from shopdesk.ui.replying.marks import open_words
from shopdesk.ui.replying.sent_text import SentText
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.lookup_edit import LookupEdit, Suggestion
from shopdesk.words import _

_EACH = 5


class ReplyPreview(QWidget):
    """Stays with the customer chosen while one goes from reply to reply.

    Signals:
        filled(): the text shown is another one.
    """

    filled = Signal()

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._context = context
        self._reply = ""
        self.whom = Whom()
        self.person = LookupEdit(f"{name}.whom", _("For an order or a customer…"), self._find, context.tasks)
        self.person.setAccessibleName(_("Order or customer that the text is filled in for"))
        self.person.chosen.connect(self.choose)
        self.person.returnPressed.connect(lambda: self.choose(self.person.text().strip()))
        self.person.textEdited.connect(lambda text: None if text.strip() else self.choose(""))
        self.text = SentText(f"{name}.text")
        self._state = RoleLabel("", "muted", "small", wrap=True)
        self._state.setObjectName(f"{name}.state")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        layout.addWidget(self.person)
        layout.addWidget(self.text, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._state)

    @property
    def state(self) -> str:
        """What is said below the text."""
        return self._state.text()

    def show_reply(self, number: str) -> None:
        """Fill in a reply; again after a change."""
        self._reply = number
        whom = self.whom
        self._context.tasks.latest(
            f"{self.objectName()}.fill", lambda _interrupted: sending.ready(self._context.desk, number, whom),
            receiver=self, done=self._show, failed=self._refuse,
        )  # fmt: skip

    def choose(self, number: str) -> None:
        """Fill in for the order, customer, inquiry or case with that number; "" for nobody."""
        if not number:
            self._take(Whom())
            return
        self._context.tasks.latest(
            f"{self.objectName()}.person", lambda _interrupted: sending.whom_called(self._context.desk, number),
            receiver=self, done=self._take, failed=self._refuse,
        )  # fmt: skip

    def _take(self, whom: Whom) -> None:
        self.whom = whom
        if self._reply:
            self.show_reply(self._reply)

    def _show(self, ready: Ready) -> None:
        self.text.show_text(ready.text)
        still = open_words(ready.text)
        nobody = self.whom == Whom()
        self._state.set_role("muted" if nobody or not still else "waiting")
        if not still:
            self._state.setText(_("Ready to copy as it stands."))
        elif nobody:
            self._state.setText(_("What is marked fills itself in for a customer: {what}").format(what=still))
        else:
            self._state.setText(_("Nothing is known for: {what}").format(what=still))
        self.filled.emit()

    def _refuse(self, error: UserError) -> None:
        self.whom = Whom()
        self._state.set_role("trouble")
        self._state.setText(sentence(error.code, error.where))

    def _find(self, text: str) -> Sequence[Suggestion]:
        desk: Any = self._context.desk
        return [*find_orders(desk, text)[:_EACH], *find_customers(desk, text)[:_EACH]]
