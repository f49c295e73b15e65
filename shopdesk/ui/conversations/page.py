"""A list of conversations: what inquiries and after-sales cases are worked with."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.services.orders import Bulk
from shopdesk.services.staff import staff_names
from shopdesk.ui import display, vocabulary
from shopdesk.ui.actions import UiAction
from shopdesk.ui.assistant.keys import beside_actions
from shopdesk.ui.conversations.lookups import assignees
from shopdesk.ui.conversations.moves import fill_moves, in_common, open_below
from shopdesk.ui.records.page import RecordPage
from shopdesk.ui.tables.query import FilterValue
from shopdesk.words import _, plural


class ConversationPage(RecordPage):
    """Subclasses name the service module and its functions, and make panel, forms, columns and filters."""

    statuses: ClassVar[vocabulary.Words] = {}
    reasons: ClassVar[dict[str, vocabulary.Words]] = {}
    story: Any  # a `ConversationPanel`

    # For subclasses

    def make_story(self, kept: Any) -> Any:
        """The `ConversationPanel` of this page."""
        raise TypeError(f"{type(self).__name__} has no story")

    def allowed(self, status: str) -> Sequence[str]:
        """The steps that a record in `status` may take."""
        return ()

    def move_to(self, to: str, reason: str, numbers: Sequence[str] | None = None) -> None:
        """Put records into a status: those named, else the selected ones."""

    # ListPage

    def make_panel(self) -> QWidget:
        side = super().make_panel()
        side.setFocusProxy(self.story.composer.text)
        self.story.move_wanted.connect(self._move_shown)
        self.story.message_written.connect(self._save_message)
        self.story.assistant.answered.connect(lambda: self.context.actions.refresh(self.key))
        return side

    def first_filters(self) -> Sequence[FilterValue]:
        """What is open; a shop that has nothing yet is invited instead of told that nothing was found."""
        return (FilterValue("open", ("yes",)),) if any(self.listing.counts(self.context.desk).values()) else ()

    def show_error(self, error: UserError) -> None:
        if "status" in error.where:
            error = UserError(error.code, **{**error.where, "status": self._word(str(error.where["status"]))})
        super().show_error(error)

    # What subclasses use

    def act(
        self, function: Callable[..., Any], *args: Any, undo: str, said: Callable[[Bulk], str], numbers: Any = None
    ) -> None:
        """Call a service function with the numbers of the selected records, or with those given."""
        chosen: Sequence[Any] = list(self.table.selected_ids()) if numbers is None else numbers
        if not chosen:
            return
        call = (self._with_numbers, chosen, function) if numbers is None else (function, chosen)
        self.context.save(
            *call,
            *args,
            said=said,
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

    def select_number(self, number: str) -> None:
        """Select a record that was just saved: when the list has been read again, and not before."""
        self._wanted = number

    def resume_on(self, kind: str, number: str) -> None:
        self.when_selected(number, lambda: self.story.write())

    def composer_text(self) -> str:
        """What is written and not sent."""
        return str(self.story.composer.text.toPlainText())

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

    def assistant_actions(self) -> tuple[UiAction, ...]:
        """Keys for the suggested replies, the whole answer and the form that a message asks for."""
        return beside_actions(self.key, lambda: self.story.assistant)

    def _save_message(self, number: str, kind: str, text: str) -> None:
        said = {"out": _("Reply saved"), "in": _("Message saved"), "note": _("Note saved")}.get(kind, "")
        self.context.save(
            self.listing.add_message,
            number,
            text,
            kind,
            self.story.handling.spent(number),
            used=self.story.assistant.used(text) if kind == "out" else None,
            said=said,
            undo=_("Note") if kind == "note" else _("Message"),
            receiver=self,
            done=lambda _value: self.story.sent(number),
            failed=lambda error: self.story.not_sent(self.show_error, error),
        )

    def _assign(self, assign: Callable[..., Any], name: str) -> None:
        def said(bulk: Bulk) -> str:
            who = display.person(name) if name else _("nobody")
            return _("{what} given to {who}").format(what=_what(bulk), who=who)

        self.act(assign, name or None, undo=_("Assign"), said=said)

    def _tell_skipped(self, bulk: Bulk) -> None:
        if bulk.skipped:
            number, code = bulk.skipped[0]
            status = next((row.status for row in self.selected_rows() if row.number == number), "")
            left = plural("{count} was left as it is.", "{count} were left as they are.", len(bulk.skipped))
            self.notice.say(f"{left} {sentence(code, {'number': number, 'status': self._word(status)})}")

    def _word(self, status: str) -> str:
        return vocabulary.word(self.statuses, status)


def _what(bulk: Bulk) -> str:
    return bulk.number if len(bulk.numbers) == 1 else plural("{count} record", "{count} records", len(bulk.numbers))


def moved_words(statuses: vocabulary.Words, to: str) -> Callable[[Bulk], str]:
    """The sentence after a move."""
    return lambda bulk: _("{what}: {status}").format(what=_what(bulk), status=vocabulary.word(statuses, to))
