"""A list of conversations: what inquiries and after-sales cases are worked with."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QStackedWidget, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.sentences import sentence
from shopdesk.services.orders import Bulk
from shopdesk.services.staff import staff_names
from shopdesk.ui import vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.kept import Kept
from shopdesk.ui.conversations.lookups import assignees, person
from shopdesk.ui.conversations.moves import fill_moves, in_common, open_below
from shopdesk.ui.conversations.panel import ConversationPanel
from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.list_page import ListPage
from shopdesk.ui.tables.query import FilterValue, RowSource
from shopdesk.ui.tables.service_source import ServiceSource
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, mark, plural

YES = {"yes": (mark("Yes"), ""), "no": (mark("No"), "")}


class Side(QStackedWidget):
    """The right side: an invitation, the story, or a form."""

    def __init__(self, invitation: str, story: ConversationPanel) -> None:
        super().__init__()
        self.story = story
        self._nothing = RoleLabel(invitation, "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setAutoFillBackground(True)
        self._nothing.setBackgroundRole(self.palette().ColorRole.Base)
        self.form: PanelForm | None = None
        self._has_story = False
        self.addWidget(self._nothing)
        self.addWidget(story)
        self.setFocusProxy(story.composer.text)

    @property
    def invitation(self) -> QLabel:
        """What is said while nothing is selected."""
        return self._nothing

    def show_story(self, there_is_one: bool) -> None:
        """Behind an open form, too: it comes to the front when the form is left."""
        self._has_story = there_is_one
        if self.form is None:
            self._come_back()

    def open(self, form: PanelForm) -> None:
        """Put a form in front; one that is open is kept and left."""
        if self.form is not None:
            self.form.leave()
        self.form = form
        self.addWidget(form)
        self.setCurrentWidget(form)
        form.left.connect(lambda: self._close(form))
        form.start()

    def _close(self, form: PanelForm) -> None:
        if self.form is form:
            self.form = None
            self._come_back()
        self.removeWidget(form)
        form.deleteLater()

    def _come_back(self) -> None:
        self.setCurrentWidget(self.story if self._has_story else self._nothing)


class ConversationPage(ListPage):
    """Subclasses name the service module and its functions, and make panel, forms, columns and filters."""

    invitation: ClassVar[str] = ""
    statuses: ClassVar[vocabulary.Words] = {}
    reasons: ClassVar[dict[str, vocabulary.Words]] = {}
    listing: ClassVar[Any] = None  # the service module: ids, rows, counts

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._wanted = ""
        self._form_over: int | None = None
        super().__init__(context, parent)
        self.table.records.counted.connect(self._select_wanted)

    # For subclasses

    def make_story(self, kept: Kept) -> ConversationPanel:
        """The panel of this page."""
        raise TypeError(f"{type(self).__name__} has no story")

    def allowed(self, status: str) -> Sequence[str]:
        """The steps that a record in `status` may take."""
        return ()

    def move_to(self, to: str, reason: str, numbers: Sequence[str] | None = None) -> None:
        """Put records into a status: those named, else the selected ones."""

    # ListPage

    def make_source(self) -> RowSource:
        return ServiceSource(self.context.desk, self.listing)

    def make_panel(self) -> QWidget:
        self.kept = Kept(self.context.preferences, self.context.desk.path, self.key)
        self.story = self.make_story(self.kept)
        self.story.move_wanted.connect(self._move_shown)
        self.story.message_written.connect(self._save_message)
        self.side = Side(_(self.invitation), self.story)
        return self.side

    def first_filters(self) -> Sequence[FilterValue]:
        """What is open; a shop that has nothing yet is invited instead of told that nothing was found."""
        return (FilterValue("open", ("yes",)),) if any(self.listing.counts(self.context.desk).values()) else ()

    def show_row(self, row: Any | None) -> None:
        identity = row.id if row is not None else None
        if self.side.form is not None and identity != self._form_over:
            self.side.form.leave()
        if row is not None:
            self.story.show_row(row)
        self.side.show_story(row is not None)

    def show_record(self, number: str) -> None:
        self._wanted = number
        super().show_record(number)

    def show_error(self, error: UserError) -> None:
        if "status" in error.where:
            error = UserError(error.code, **{**error.where, "status": self._word(str(error.where["status"]))})
        super().show_error(error)

    # What subclasses use

    def one_row(self) -> Any | None:
        """The selected row when it is exactly one."""
        rows = self.selected_rows() if self.table.selected_count() == 1 else []
        return rows[0] if rows else None

    def has_one(self) -> bool:
        """For `UiAction.enabled`."""
        return self.table.selected_count() == 1

    def open_form(self, form: PanelForm) -> None:
        """Show a form on the right side."""
        row = self.table.current_row()
        self._form_over = row.id if row is not None else None
        self.side.show()
        self.side.open(form)

    def select_number(self, number: str) -> None:
        """Select a record in the list as it is; where the filters hide it, widen them."""
        self._wanted = number
        self._select_wanted()

    def save_selected(
        self,
        function: Callable[..., Any],
        *args: Any,
        undo: str,
        said: Callable[[Bulk], str] | None = None,
        numbers: Sequence[str] | None = None,
    ) -> None:
        """Call a service function with the numbers of the selected records, or with those given."""
        chosen: Sequence[Any] = list(self.table.selected_ids()) if numbers is None else numbers
        if not chosen:
            return
        call = (_with_ids, self.listing, chosen, function) if numbers is None else (function, chosen)
        self.context.save(
            *call,
            *args,
            said=said or _saved,
            undo=undo,
            receiver=self,
            done=self._tell_skipped,
            failed=self.show_error,
        )

    def menu(self, action_id: str) -> QMenu:
        """An empty menu for an action's button."""
        menu = QMenu(self)
        menu.setObjectName(f"{action_id}.menu")
        return menu

    def open_menu(self, action_id: str, menu: QMenu) -> None:
        """Below the action's button, or the search field while the button is under ⋯."""
        made = self.findChild(QPushButton, f"{action_id}.button")
        open_below(menu, made if made is not None and made.isVisible() else self.search)

    def offer_moves(self, action_id: str) -> None:
        """The steps that all selected records may take."""
        menu = self.menu(action_id)
        common = in_common([self.allowed(row.status) for row in self.selected_rows()])
        if common:
            fill_moves(menu, common, self.statuses, self.reasons, self.move_to)
        else:
            menu.addAction(_("No step fits all of them")).setEnabled(False)
        self.open_menu(action_id, menu)

    def offer_assignees(self, action_id: str, assign: Callable[..., Any]) -> None:
        """Everybody who works here, and nobody."""
        menu = self.menu(action_id)
        for name, words in assignees(staff_names(self.context.desk)):
            chosen = menu.addAction(words)
            chosen.triggered.connect(lambda _checked=False, n=name: self._assign(assign, n))
        self.open_menu(action_id, menu)

    def people(self) -> vocabulary.Words:
        """The options of the assignee filter."""
        return {name: (words, "") for name, words in assignees(staff_names(self.context.desk))}

    def composer_text(self) -> str:
        """What is written and not sent."""
        return self.story.composer.text.toPlainText()

    def write_message(self, kind: str = "out") -> None:
        """Go to the composer of the record shown."""
        if self.side.form is not None:
            self.side.form.leave()
        self.side.show()
        self.story.write(kind)

    # Inside

    def _move_shown(self, to: str, reason: str) -> None:
        if self.story.story is not None:
            self.move_to(to, reason, [self.story.story.row.number])

    def _save_message(self, number: str, kind: str, text: str) -> None:
        said = {"out": _("Reply saved"), "in": _("Message saved"), "note": _("Note saved")}.get(kind, "")
        self.context.save(
            self.listing.add_message,
            number,
            text,
            kind,
            said=said,
            undo={"note": _("Note")}.get(kind, _("Message")),
            receiver=self,
            done=lambda _value: self.story.sent(),
            failed=lambda error: self.story.not_sent(self.show_error, error),
        )

    def _assign(self, assign: Callable[..., Any], name: str) -> None:
        def said(bulk: Bulk) -> str:
            who = person(name) if name else _("nobody")
            return _("{what} given to {who}").format(what=_what(bulk), who=who)

        self.save_selected(assign, name or None, undo=_("Assign"), said=said)

    def _tell_skipped(self, bulk: Bulk) -> None:
        if bulk.skipped:
            number, code = bulk.skipped[0]
            status = next((row.status for row in self.selected_rows() if row.number == number), "")
            left = plural("{count} was left as it is.", "{count} were left as they are.", len(bulk.skipped))
            self.notice.say(f"{left} {sentence(code, {'number': number, 'status': self._word(status)})}")

    def _word(self, status: str) -> str:
        return vocabulary.word(self.statuses, status)

    def _select_wanted(self) -> None:
        if not self._wanted:
            return
        asked = ListQuery(filters=(Filter("number", "=", (self._wanted,)),))
        ids = list(self.listing.ids(self.context.desk, asked))
        if self.table.select_ids(ids):
            self._wanted = ""
        elif self.table.records.total is not None and self.search.text() != self._wanted:
            self.show_record(self._wanted)
        elif self.table.records.total is not None:
            self._wanted = ""


def _with_ids(desk: Any, listing: Any, ids: Sequence[int], function: Callable[..., Any], *args: Any) -> Any:
    numbers = [row.number for row in listing.rows(desk, ids)]
    if not numbers:
        raise UserError("form.required", field="numbers")
    return function(desk, numbers, *args)


def _what(bulk: Bulk) -> str:
    return bulk.number if len(bulk.numbers) == 1 else plural("{count} record", "{count} records", len(bulk.numbers))


def _saved(bulk: Bulk) -> str:
    return _("{what} saved").format(what=_what(bulk))


def moved_words(statuses: vocabulary.Words, to: str) -> Callable[[Bulk], str]:
    """The sentence after a move."""
    return lambda bulk: _("{what}: {status}").format(what=_what(bulk), status=vocabulary.word(statuses, to))
