"""Everything promised and to be done, what is due first; Enter goes to the record, D says that it is done."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.tasks import TaskDraft, may_move
from shopdesk.services import tasks
from shopdesk.services.tasks import TaskRow
from shopdesk.ui import vocabulary
from shopdesk.ui.bus import Changes, concerns
from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.promises import words
from shopdesk.ui.promises.columns import CHOICES, columns, conditions
from shopdesk.ui.promises.editor import PromiseEditor
from shopdesk.ui.tables.query import TableQuery
from shopdesk.ui.tables.service_source import ServiceSource
from shopdesk.ui.tables.view import RecordTable
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.editors import ChoiceBox
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.notice import Notice
from shopdesk.words import _

_KINDS = frozenset({"tasks", "inquiries", "orders", "cases", "customers", "staff"})
_NAME = "promises"


class PromisesDialog(QDialog):
    """`about`: the record that a new one is about (kind and number), None for nothing in particular."""

    def __init__(self, context: Context, parent: QWidget | None = None, about: tuple[str, str] | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._about = about
        self._sort: tuple[str | None, bool] = ("due_at", False)
        self.setObjectName(_NAME)
        self.setWindowTitle(_("Promises and tasks"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.choice = ChoiceBox(f"{_NAME}.choice", [(code, _(text)) for code, text in CHOICES])
        self.choice.setAccessibleName(_("What to show"))
        self.choice.setSizePolicy(self.choice.sizePolicy().Policy.Maximum, self.choice.sizePolicy().Policy.Fixed)
        self.table = RecordTable(
            f"{_NAME}.table", ServiceSource(context.desk, _Listing(self)), columns(context), context.tasks,
            context.preferences,
        )  # fmt: skip
        self.table.setAccessibleName(_("Promises and tasks"))
        self.notice = Notice(f"{_NAME}.notice")
        self.editor = PromiseEditor(context, f"{_NAME}.editor")
        self._nothing = RoleLabel("", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build()
        self._connect()
        self.resize(characters(self, 132), characters(self, 64))
        self._ask()

    def new(self) -> None:
        """A new one."""
        about: dict[str, Any] = {self._about[0]: self._about[1]} if self._about else {}
        self.editor.begin(TaskDraft("", "promise" if about else "task", **about))

    def edit(self) -> None:
        """The selected one."""
        row = self.table.current_row()
        if row is not None:
            about: dict[str, Any] = {row.about[0]: row.about[1]} if row.about else {}
            draft = TaskDraft(row.text, row.kind, row.due_at, row.assignee or None, row.role, **about)
            self.editor.begin(draft, row.number)

    def finish(self) -> None:
        """The selected ones are kept or done."""
        rows = self._selected("done")
        if rows:
            kind = rows[0].kind
            self._move(tasks.finish_tasks, rows, words.finished(kind), vocabulary.word(vocabulary.TASK_KIND, kind))

    def drop(self) -> None:
        """The selected ones need not be done."""
        self._move(tasks.drop_tasks, self._selected("dropped"), _("Dropped"), _("Drop"))

    def reopen(self) -> None:
        """The selected ones are to be done after all."""
        self._move(tasks.reopen_tasks, self._selected("open"), _("Taken up again"), _("Take up again"))

    def open_record(self) -> None:
        """Go to the record that the current one is about; one about nothing is edited."""
        row = self.table.current_row()
        if row is None:
            return
        if row.about is None:
            self.edit()
            return
        kind, number = row.about
        self.accept()
        self.context.open_record(words.PAGES[kind], number)

    # Inside

    def _build(self) -> None:
        space = unit(self)
        top = QHBoxLayout()
        top.setSpacing(space)
        top.addWidget(button(_("New promise or task"), f"{_NAME}.new", self.new, icon_name="plus", primary=True))
        top.addWidget(self.choice)
        top.addStretch(1)
        top.addWidget(RoleLabel(_("Enter opens the record, D is done, E edits"), "muted", "small"))
        bottom = QHBoxLayout()
        bottom.setSpacing(space)
        self._buttons: list[tuple[QPushButton, str]] = []
        for key, text, press, icon_name, to in (
            ("done", _("Kept or done"), self.finish, "check", "done"),
            ("edit", _("Edit"), self.edit, "edit", ""),
            ("drop", _("Drop"), self.drop, "x", "dropped"),
            ("reopen", _("Take up again"), self.reopen, "return", "open"),
            ("open", _("Open record"), self.open_record, "link", ""),
        ):
            made = button(text, f"{_NAME}.{key}", press, icon_name=icon_name)
            self._buttons.append((made, to))
            bottom.addWidget(made)
        bottom.addStretch(1)
        bottom.addWidget(button(_("Close"), f"{_NAME}.close", self.reject))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space)
        layout.setSpacing(space)
        layout.addLayout(top)
        layout.addWidget(self.notice)
        layout.addWidget(self.editor)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._nothing)
        layout.addLayout(bottom)
        for keys, press in (("D", self.finish), ("E", self.edit), ("N", self.new)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(press)

    def _connect(self) -> None:
        self.choice.changed.connect(self._ask)
        self.table.sorting.connect(self._sort_by)
        self.table.chosen.connect(self._follow_selection)
        self.table.opened.connect(lambda _identity: self.open_record())
        self.table.records.counted.connect(self._counted)
        self.table.records.failed.connect(self.notice.show_error)
        self.table.records.dataChanged.connect(lambda *_area: self._follow_selection())
        self.editor.left.connect(self.table.setFocus)
        self.context.bus.changed.connect(self._on_changed)
        self.table.setFocus()

    def _ask(self) -> None:
        self.table.ask(TableQuery(self.choice.value(), (), *self._sort))

    def _sort_by(self, key: str | None, descending: bool) -> None:
        self._sort = (key, descending)
        self._ask()

    def _on_changed(self, changes: Changes) -> None:
        if concerns(changes, _KINDS):
            self.table.refresh()

    def _counted(self) -> None:
        found = self.table.records.rowCount()
        self._nothing.setText("" if found else _("Nothing of this kind. What you promise a customer is told here."))
        self._nothing.setVisible(not found)
        if found and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._follow_selection()

    def _selected(self, to: str) -> list[TaskRow]:
        return [row for row in self.table.selected_rows() if may_move(row.status, to)]

    def _follow_selection(self) -> None:
        row = self.table.current_row()
        for made, to in self._buttons:
            is_about = made.objectName() != f"{_NAME}.open" or (row is not None and row.about is not None)
            made.setEnabled(bool(self._selected(to)) if to else row is not None and is_about)

    def _move(self, function: Callable[..., Any], rows: Sequence[TaskRow], said: str, undo: str) -> None:
        if rows:
            self.context.save(
                function, [row.number for row in rows], said=said, undo=undo, receiver=self, failed=self._refuse
            )

    def _refuse(self, error: UserError) -> None:
        self.notice.show_error(error)


class _Listing:
    """The service module, asked for what the dialog was told to show: the table's text is the choice."""

    def __init__(self, dialog: PromisesDialog) -> None:
        self._person = dialog.context.desk.staff

    def ids(self, desk: Any, query: Any, limit: int | None = None, interruptible: Any = None, /) -> Sequence[int]:
        """Ids in order."""
        from dataclasses import replace

        asked = replace(query, text="", filters=conditions(query.text or "open", self._person))
        return tasks.ids(desk, asked, limit, interruptible)

    def rows(self, desk: Any, ids: Sequence[int], /) -> Sequence[Any]:
        """Table rows by id."""
        return tasks.rows(desk, ids)
