"""What is promised or to be done about a record, in the head of its story: a line each, with one button."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.tasks import TaskDraft
from shopdesk.services import tasks
from shopdesk.services.tasks import TaskRow
from shopdesk.ui import vocabulary
from shopdesk.ui.bus import Changes, concerns
from shopdesk.ui.context import Context
from shopdesk.ui.measure import unit
from shopdesk.ui.promises import words
from shopdesk.ui.promises.editor import PromiseEditor
from shopdesk.ui.records.one_line import OneLine
from shopdesk.ui.widgets.buttons import LinkButton, button, icon_button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, plural

_AT_A_GLANCE = 2
_AGES_EVERY = 60_000  # ms
_KINDS = frozenset({"tasks", "inquiries", "orders", "cases", "case_orders", "customers"})


class PromisesPart(QWidget):
    """Takes no room while there is nothing to say. `kind`: inquiry, case, order or customer; drafts are the page's."""

    def __init__(self, context: Context, page: str, kind: str) -> None:
        super().__init__()
        self._context = context
        self._kind = kind
        self._number = ""
        self._found: list[TaskRow] = []
        self._whole = False
        self._written: tuple[str, str] = ("", "")  # number and text of the reply on its way
        self.setObjectName(f"{page}.promises")
        self.setAccessibleName(_("Promises and tasks"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(unit(self) // 4)
        self._offer = QWidget()
        self._offer_row = QHBoxLayout(self._offer)
        self._offer_row.setContentsMargins(0, 0, 0, 0)
        self._offer.hide()
        self.editor = PromiseEditor(context, f"{self.objectName()}.editor", page)
        self.editor.left.connect(self._follow_editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        layout.addLayout(self._lines)
        layout.addWidget(self._offer)
        layout.addWidget(self.editor)
        self._aging = QTimer(self, interval=_AGES_EVERY)
        self._aging.timeout.connect(self._show_lines)
        context.bus.changed.connect(self._on_changed)
        self.hide()

    @property
    def about(self) -> tuple[str, str] | None:
        """(kind, number) of the record in sight."""
        return (self._kind, self._number) if self._number else None

    @property
    def lines(self) -> list[str]:
        """What is told, line by line."""
        return [words.line(row, self._context.now(), self._context.desk.zone) for row in self._shown()]

    def show_about(self, number: str) -> None:
        """Show what is open about this record; it follows every change by itself."""
        if number == self._number:
            return
        if not self.editor.isHidden():
            self.editor.leave()
        self._number = number
        self._found, self._whole = [], False
        self._end_offer()
        self._show_lines()
        self._read()

    def begin(self, draft: TaskDraft | None = None, number: str = "") -> None:
        """A new promise about this record, or the one of `number`."""
        if self._number:
            self._end_offer()
            self.show()
            self.editor.begin(draft or self._new(), number)

    def wrote(self, number: str, kind: str, text: str) -> None:
        """A message is on its way; one that sounds like a promise is offered to be noted when it is saved."""
        self._written = (number, text) if kind == "out" else ("", "")

    def sent(self, number: str) -> None:
        """It was saved: an offer, in nobody's way, where it sounds like a promise."""
        written, text = self._written
        self._written = ("", "")
        if not text or number != written or number != self._number or not self.editor.isHidden():
            return
        from shopdesk.domain.promises import promise_in  # its rules are read with the first reply that was sent

        found = promise_in(text, self._context.now(), self._context.desk.zone)
        if found is not None:
            self._show_offer(found.text, found.due_at)

    # Inside

    def _new(self, text: str = "", due_at: datetime | None = None) -> TaskDraft:
        about: dict[str, Any] = {self._kind: self._number}
        return TaskDraft(text, "promise", due_at, **about)

    def _read(self) -> None:
        if self._number:
            self._context.tasks.latest(
                self.objectName(),
                lambda _interrupted, number=self._number: tasks.open_about(self._context.desk, self._kind, number),
                receiver=self,
                done=self._take,
                failed=lambda _error: None,  # the story beside it says what is wrong
            )

    def _take(self, found: list[TaskRow]) -> None:
        if found != self._found:
            self._found = found
            self._show_lines()

    def _on_changed(self, changes: Changes) -> None:
        if concerns(changes, _KINDS):
            self._read()

    def _shown(self) -> list[TaskRow]:
        return self._found if self._whole else self._found[:_AT_A_GLANCE]

    def _show_lines(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row in self._shown():
            self._lines.addWidget(self._line(row))
        rest = len(self._found) - len(self._shown())
        if rest > 0:
            more = plural("{count} more", "{count} more", rest)
            link = LinkButton(more, f"{self.objectName()}.more", self._show_all, "dots")
            self._lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if any(row.due_at for row in self._found):
            self._aging.start()
        else:
            self._aging.stop()
        self._follow_editor()

    def _line(self, row: TaskRow) -> QWidget:
        now, zone = self._context.now(), self._context.desk.zone
        name = f"{self.objectName()}.{row.number}"
        made = QWidget()
        layout = QHBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        told = LinkButton(words.what(row), f"{name}.open", lambda: self._edit(row), words.ICONS[row.kind])
        told.setAccessibleName(words.line(row, now, zone))
        late = words.is_overdue(row, now)
        made.setToolTip(words.in_full(row, zone))
        finish = words.finish_word(row.kind)
        done = button(finish, f"{name}.done", lambda: self._finish(row))
        done.setAccessibleName(f"{finish}: {words.first_line(row.text)}")
        cell = QWidget()  # what it may be cut by
        cell.setMinimumWidth(2 * unit(self))  # with large letters even to its icon
        inside = QHBoxLayout(cell)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(told)
        layout.addWidget(cell)
        due = RoleLabel(words.by_when(row, now, zone), "trouble" if late else "muted", bold=late)
        due.ensurePolished()
        due.setMinimumWidth(due.sizeHint().width() + unit(self) // 2)  # rather less of the words than of by when
        layout.addWidget(due)
        layout.addWidget(done)
        layout.addStretch(1)
        return made

    def _show_all(self) -> None:
        self._whole = True
        self._show_lines()

    def _edit(self, row: TaskRow) -> None:
        about: dict[str, Any] = {row.about[0]: row.about[1]} if row.about else {}
        self.begin(TaskDraft(row.text, row.kind, row.due_at, row.assignee or None, row.role, **about), row.number)

    def _finish(self, row: TaskRow) -> None:
        finish(self._context, [row.number], row.kind, self)

    def _show_offer(self, text: str, due_at: datetime | None) -> None:
        self._end_offer()
        name = f"{self.objectName()}.offer"

        def note() -> None:
            self.begin(self._new(text, due_at))

        told = OneLine(_("You wrote: “{text}”").format(text=text), "muted", "small")
        self._offer_row.addWidget(told, 1)
        self._offer_row.addWidget(button(_("Note as promise"), f"{name}.note", note, icon_name="clock", quiet=True))
        self._offer_row.addWidget(icon_button("x", _("Not a promise"), f"{name}.close", self._end_offer))
        self._offer.show()
        self.show()

    def _end_offer(self) -> None:
        self._offer.hide()
        while (item := self._offer_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._follow_editor()

    def _follow_editor(self) -> None:
        parts: tuple[Callable[[], bool], ...] = (self.editor.isHidden, self._offer.isHidden)
        self.setVisible(bool(self._found) or not all(is_hidden() for is_hidden in parts))


def finish(context: Context, numbers: list[str], kind: str, receiver: QWidget) -> None:
    """Promises kept, tasks done."""
    context.save(
        tasks.finish_tasks,
        numbers,
        said=words.finished(kind),
        undo=vocabulary.word(vocabulary.TASK_KIND, kind),
        receiver=receiver,
    )


def begin_in(page: QWidget) -> bool:
    """A new promise about the record whose story is in sight on this page; False when none is."""
    for part in page.findChildren(PromisesPart):
        story = part.parentWidget()
        if part.about is not None and story is not None and story.isVisible():
            part.begin()
            return True
    return False


def resume_in(page: Any, number: str) -> None:
    """Go on with a half-typed promise about a record of this page, a `ListPage`."""

    def begin() -> None:
        page.show_row(page.table.current_row())
        begin_in(page)

    shown = about_in(page)
    if shown is None or shown[1] != number or not begin_in(page):
        page.when_selected(number, begin)


def about_in(page: QWidget) -> tuple[str, str] | None:
    """The record that was shown last on this page, in sight or behind a form."""
    return next((part.about for part in page.findChildren(PromisesPart) if part.about is not None), None)
