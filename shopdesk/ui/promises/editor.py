"""What was promised, by when, and who sees to it: three fields in the place where it is needed."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.tasks import KINDS, TaskDraft
from shopdesk.sentences import sentence
from shopdesk.services import tasks
from shopdesk.ui import vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import options
from shopdesk.ui.measure import unit
from shopdesk.ui.promises import DRAFT, words
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.editors import ChoiceBox, TextLine
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.moment_edit import MomentEdit
from shopdesk.words import _

_KEEP_AFTER = 400  # ms after the last key


class PromiseEditor(QWidget):
    """Enter saves, Esc leaves. `page`: where a half-filled one is kept ("" nowhere).

    Signals:
        left(): it was saved, or the person went back.
    """

    left = Signal()

    def __init__(self, context: Context, name: str, page: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("Promise or task"))
        self._context = context
        self._kept = context.drafts.of(page) if page else None
        self._draft = TaskDraft("", "promise")
        self._number = ""
        self._first: dict[str, Any] = {}
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self._keeping.timeout.connect(self.keep)
        self.kind = ChoiceBox(f"{name}.kind", options({code: vocabulary.TASK_KIND[code] for code in KINDS}))
        self.kind.setAccessibleName(_("Kind"))
        self.text = TextLine(f"{name}.text", _("What: gift wrap, call back…"))
        self.text.setAccessibleName(_("Promise or task"))
        self.due = MomentEdit(f"{name}.due", _("By when"), context.now, context.desk.zone)
        self.person = ChoiceBox(f"{name}.person", [("", _("Anybody"))])
        self.person.setAccessibleName(_("For"))
        self._error = RoleLabel("", "trouble", "small", wrap=True)
        self._error.setObjectName(f"{name}.error")
        self._error.hide()
        self._save = button(_("Save"), f"{name}.save", self.save, icon_name="check", primary=True)
        self._save.setToolTip(_("Save (Enter)"))
        self._build(name)
        for editor in (self.kind, self.text, self.due, self.person):
            editor.changed.connect(self._keeping.start)
        self.hide()

    @property
    def error(self) -> str:
        """What is wrong, "" when nothing is."""
        return self._error.text()

    def begin(self, draft: TaskDraft, number: str = "") -> None:
        """Show a new one (what was typed and not saved about the same record comes back), or that of `number`."""
        self._draft, self._number = draft, number
        self._fill_people()
        self.set_state(
            {
                "kind": draft.kind,
                "text": draft.text,
                "due": draft.due_at.isoformat() if draft.due_at else "",
                "person": words.person_code(draft.assignee, draft.role),
            }
        )
        self._first = self.state()
        kept = self._kept.get(self._name()) if self._kept is not None and not number and not draft.text else None
        if isinstance(kept, dict):
            self.set_state(kept)
        self._keeping.stop()
        self._say("")
        self._save.setEnabled(True)
        self.show()
        self.text.setFocus()
        self.text.end(False)

    def state(self) -> dict[str, Any]:
        """What stands in the fields, as plain data."""
        return {
            "kind": self.kind.value(),
            "text": self.text.text(),
            "due": self.due.state(),
            "person": self.person.value(),
        }

    def set_state(self, state: dict[str, Any]) -> None:
        """Show what `state` gave; what does not fit is left as it is."""
        kind = str(state.get("kind", ""))
        self.kind.set_value(kind if kind in KINDS else "promise")
        self.text.setText(str(state.get("text", "")))
        try:
            due = datetime.fromisoformat(str(state.get("due") or ""))
        except ValueError:
            due = None
        self.due.set_value(due if due is not None and due.tzinfo is not None else None)
        self.person.set_value(str(state.get("person", "")))

    def keep(self) -> None:
        """Keep what is typed about a record and not saved."""
        self._keeping.stop()
        if self._kept is not None and self._name() and not self._number:
            self._kept.put(self._name(), self.state() if self.state() != self._first else None)

    def save(self) -> None:
        """Save it, or say what is wrong."""
        if not self._save.isEnabled():
            return
        self._say("")
        try:
            due = self.due.value()
        except UserError as error:
            self._refuse(UserError(error.code, **{**error.where, "field": "due_at"}))
            return
        assignee, role = words.person_of(self.person.value())
        kind = self.kind.value()
        draft = replace(
            self._draft, text=self.text.value(), kind=kind, due_at=due, assignee=assignee, role=role,
        )  # fmt: skip
        call = (tasks.update_task, self._number, draft) if self._number else (tasks.create_task, draft)
        self._save.setEnabled(False)
        self._context.save(
            *call,
            said=words.noted(kind),
            undo=vocabulary.word(vocabulary.TASK_KIND, kind),
            receiver=self,
            done=lambda _value: self._saved(),
            failed=self._refuse,
        )

    def leave(self) -> None:
        """Back without saving; what was typed is kept."""
        self.keep()
        self.hide()
        self.left.emit()

    # Inside

    def _build(self, name: str) -> None:
        space = unit(self)
        first = QHBoxLayout()
        first.setSpacing(space)
        first.addWidget(self.kind)
        first.addWidget(self.text, 1)
        second = QHBoxLayout()
        second.setSpacing(space)
        second.addWidget(RoleLabel(_("By when"), "muted"))
        second.addWidget(self.due, 1)
        last = QHBoxLayout()
        last.setSpacing(space)
        last.addWidget(RoleLabel(_("For"), "muted"))
        last.addWidget(self.person, 1)
        last.addWidget(self._save)
        cancel = button(_("Cancel"), f"{name}.cancel", self.leave, quiet=True)
        cancel.setToolTip(_("Back (Esc)"))
        last.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(1.5 * space), space, space, space)
        layout.setSpacing(space // 2)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self._error)
        layout.addLayout(last)
        self.kind.setSizePolicy(self.kind.sizePolicy().Policy.Maximum, self.kind.sizePolicy().Policy.Fixed)

    def _fill_people(self) -> None:
        self.person.blockSignals(True)
        self.person.clear()
        for code, word in words.people(self._context):
            self.person.addItem(word, code)
        self.person.blockSignals(False)

    def _name(self) -> str:
        """The name of the draft: one for each record."""
        return f"{DRAFT}/{self._draft.about[0][1]}" if self._draft.about else ""

    def _saved(self) -> None:
        self._keeping.stop()
        if self._kept is not None and self._name() and not self._number:
            self._kept.put(self._name(), None)
        self.hide()
        self.left.emit()

    def _refuse(self, error: UserError) -> None:
        self._save.setEnabled(True)
        self._say(sentence(error.code, error.where))
        fields = {"due_at": self.due, "assignee": self.person, "role": self.person, "kind": self.kind}
        fields.get(str(error.where.get("field", "")), self.text).setFocus()

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self.palette(), "theirs"))
        painter.fillRect(0, 0, 3, self.height(), colour(self.palette(), "accent"))
        painter.end()
