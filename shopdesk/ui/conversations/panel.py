"""The story of one record as a conversation: who and what on top, the messages, the composer, the facts beside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.services.history import Event
from shopdesk.services.replies.sending import Whom
from shopdesk.ui import display, vocabulary
from shopdesk.ui.assistant.beside import Beside, last_said
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.codes import ReplyCodes, asked_of, whom_of
from shopdesk.ui.conversations.handling import HandlingClock
from shopdesk.ui.conversations.lookups import customer_words
from shopdesk.ui.conversations.moves import MoveRow
from shopdesk.ui.conversations.waited import waited
from shopdesk.ui.drafts import Kept
from shopdesk.ui.journal.words import HistoryWords
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.promises.part import PromisesPart
from shopdesk.ui.widgets.buttons import LinkButton
from shopdesk.ui.widgets.conversation import Composer, Conversation, Said
from shopdesk.ui.widgets.day_tabs import DayTabs
from shopdesk.ui.widgets.detail_panel import Section
from shopdesk.ui.widgets.flow_layout import FlowLayout
from shopdesk.ui.widgets.labels import RoleLabel, StatusLabel
from shopdesk.ui.widgets.timeline import Timeline
from shopdesk.words import _

_SIDES = {"in": "theirs", "out": "ours", "note": "note"}
_KEEP_AFTER = 400  # ms after the last key
_WIDE = 96  # characters: from here on the facts stand beside the conversation


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a story: what it is about, its status (word, role), and one line below."""

    title: str
    status: tuple[str, str]
    about: str


class ConversationPanel(QWidget):
    """Subclasses say how to read a story and fill `heading`, `theirs`, `glance` and `show_details`.

    Signals:
        move_wanted(str, str): a next status was chosen, and why ("" where no reason is asked for).
        message_written(str, str, str): number, kind (out, in, note) and text; the page saves it and calls `sent`.
    """

    move_wanted = Signal(str, str)
    message_written = Signal(str, str, str)
    statuses: ClassVar[vocabulary.Words] = {}
    reasons: ClassVar[dict[str, vocabulary.Words]] = {}  # status → why, where a reason belongs to it
    last_moves: ClassVar[Sequence[str]] = ()  # steps that give something up
    promised_on: ClassVar[str] = "inquiry"  # what a promise made here is about

    def __init__(self, context: Context, key: str, kept: Kept) -> None:
        super().__init__()
        self.context = context
        self.key = key
        self.story: Any = None
        self._row: Any = None
        self._kept = kept
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self._keeping.timeout.connect(self.keep)
        self._sections: dict[str, Section] = {}
        self.handling = HandlingClock(self)
        self.setObjectName(f"{key}.panel")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self._build()

    # For subclasses

    def read(self, row_id: int) -> Any:
        """The story of a row; runs on the read lane."""
        raise TypeError(f"{type(self).__name__} reads nothing")

    def heading(self, row: Any) -> Heading:
        """What stands on top."""
        raise TypeError(f"{type(self).__name__} has no heading")

    def theirs(self, row: Any) -> str:
        """What the other side is called."""
        return _("Customer")

    def glance(self, story: Any) -> None:
        """Put into the glance (`add_glance`) what one has to know while answering."""

    def show_details(self, story: Any) -> None:
        """Fill the sections (`fresh`)."""

    # What the page uses

    @property
    def zone(self) -> tzinfo:
        """The shop's zone."""
        return self.context.desk.zone

    def show_row(self, row: Any | None) -> None:
        """Show the record of a row: the head at once, the rest when it has been read."""
        if row is None:
            self.keep()
            self._row = self.story = None
            self.handling.open("")
            self.assistant.turn_to("", Whom())
            return
        another = self._row is None or row.id != self._row.id
        if another and self._row is not None:
            self.keep()
        self._row = row
        if another:
            self.assistant.turn_to(row.number, whom_of(self.key, row))
        self._show_heading(row)
        if another:
            self._restore_text(row.number)
            self.handling.open(row.number)
            self.promises.show_about(row.number)
        self.context.tasks.latest(
            f"{self.key}.story",
            lambda _interrupted: self.read(row.id),
            receiver=self,
            done=self._show_story,
            failed=self._gone,
        )

    def read_again(self) -> None:
        """Something changed somewhere: look whether it concerns this record."""
        if self._row is not None:
            self.show_row(self._row)

    def write(self, kind: str = "") -> None:
        """Go to the composer, for a reply or another kind of message."""
        self.tabs.setCurrentIndex(0)
        if kind:
            self.composer.kind.setCurrentIndex(self.composer.kind.findData(kind))
        self.composer.text.setFocus()

    def ask_about(self, text: str) -> None:
        """The assistant's whole answer to a message, in the place of the conversation."""
        self.tabs.setCurrentIndex(0)
        self.assistant.show_whole(text)

    def sent(self, number: str) -> None:
        """What was written to a record is saved: empty the composer, unless another record is shown by now."""
        self.assistant.sent(number)
        self._kept.put(f"message/{number}", None)
        self.handling.saved(number)
        if self._row is not None and self._row.number == number:
            self.composer.clear()
            self.keep()
            self.promises.sent(number)

    def keep(self) -> None:
        """Keep what is written and not sent."""
        self._keeping.stop()
        if self._row is not None:
            text = self.composer.text.toPlainText()
            kept = {"text": text, "kind": self.composer.kind.currentData()} if text.strip() else None
            if kept is not None:
                kept |= self.assistant.state()
            self._kept.put(f"message/{self._row.number}", kept)

    # What subclasses use

    def fresh(self, key: str, title: str) -> Section:
        """An empty section of the details."""
        found = self._sections.get(key)
        if found is None:
            found = Section(f"{self.objectName()}.{key}", title, self.context.preferences)
            self._sections[key] = found
            self._facts_layout.insertWidget(self._facts_layout.count() - 1, found)
        found.set_title(title)
        found.clear()
        found.show()
        return found

    def show_history(self, events: Sequence[Event], words: HistoryWords, currency: str = "") -> None:
        """The section of the history."""
        told = words.tell(events, currency, self.zone)
        name = f"{self.objectName()}.timeline"
        self.fresh("history", _("History")).add(Timeline(name, told, self.context.now(), self.zone))

    def hide_section(self, key: str) -> None:
        """A section with nothing to say."""
        if key in self._sections:
            self._sections[key].hide()

    def add_glance(self, widget: QWidget) -> None:
        """Something to know while answering, below the head."""
        self._glance_layout.addWidget(widget)

    def link(self, kind: str, number: str, text: str, icon: str) -> QWidget:
        """A button that goes to another record."""
        name = f"{self.objectName()}.link.{number}"
        return LinkButton(text, name, lambda: self.context.open_record(kind, number), icon)

    def links(self, buttons: Sequence[QWidget]) -> QWidget:
        """Buttons side by side, wrapped where the line is full."""
        row = QWidget()
        layout = FlowLayout(row)
        layout.setSpacing(unit(self) // 2)
        for one in buttons:
            layout.addWidget(one)
        return row

    def customer_link(self, customer: Any, fallback: str = "") -> list[QWidget]:
        """The customer as a button in words; nothing when there is none."""
        if customer is None:
            return [RoleLabel(fallback, "muted")] if fallback else []
        return [self.link("customers", customer.number, customer_words(customer), "person")]

    def waits(self, row: Any) -> None:
        """Say in the glance since when the customer waits for us."""
        if row.waiting_since is not None:
            age = waited(self.context, row.waiting_since)
            waiting = StatusLabel(_("Waiting for our answer: {age}").format(age=age), "waiting")
            waiting.setToolTip(display.moment_full(row.waiting_since, self.zone))
            self.add_glance(waiting)

    # Inside

    def _build(self) -> None:
        space = unit(self)
        self._title = RoleLabel("", size="title", wrap=True, selectable=True)
        self._status = StatusLabel()
        self._about = RoleLabel("", "muted", wrap=True, selectable=True)
        self.moves = MoveRow(f"{self.objectName()}.moves", self.statuses, self.reasons, self.last_moves)
        self.moves.wanted.connect(self.move_wanted)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        self._glance = QWidget()
        self._glance_layout = QVBoxLayout(self._glance)
        self._glance_layout.setContentsMargins(0, 0, 0, 0)
        self._glance_layout.setSpacing(space // 2)
        head = QVBoxLayout()
        head.setContentsMargins(2 * space, 2 * space, 2 * space, space)
        head.setSpacing(space)
        head.addLayout(top)
        head.addWidget(self._about)
        head.addWidget(self.moves)
        head.addWidget(self._glance)
        self.promises = PromisesPart(self.context, self.key, self.promised_on)
        self.message_written.connect(self.promises.wrote)
        head.addWidget(self.promises)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._build_tabs())
        sides = QHBoxLayout()
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        sides.addWidget(self._build_talk(), 3)
        sides.addWidget(self._build_facts(), 2)
        layout.addLayout(sides, 1)
        self._arrange()

    def _build_tabs(self) -> QWidget:
        self.tabs = DayTabs([("talk", _("Conversation"), "chat", 0), ("details", _("Details"), "info", 0)])
        self.tabs.setObjectName(f"{self.objectName()}.tabs")
        self.tabs.setAccessibleName(_("Parts of the story"))
        for index in range(self.tabs.count()):
            self.tabs.setTabToolTip(index, "")
        self.tabs.currentChanged.connect(lambda _index: self._arrange())
        self._tab_row = QWidget()
        row = QHBoxLayout(self._tab_row)
        row.setContentsMargins(unit(self), 0, unit(self), 0)
        row.addWidget(self.tabs)
        return self._tab_row

    def _build_talk(self) -> QWidget:
        self._talk = QWidget()
        self.conversation = Conversation(f"{self.key}.conversation", ask=self.ask_about)
        # With a large font and much to know the head needs the room; the messages scroll.
        self.conversation.setMinimumHeight(1)
        kinds = [("out", _("Reply")), ("in", _("Customer wrote")), ("note", _("Note"))]
        self.composer = Composer(f"{self.key}.composer", kinds, _("Write what you answered, or what they wrote"))
        self.composer.submitted.connect(self._send)
        self.composer.text.textChanged.connect(self._keeping.start)
        space = unit(self)
        inset = QHBoxLayout()
        inset.setContentsMargins(2 * space, 0, space, 0)
        inset.addWidget(self.conversation)
        layout = QVBoxLayout(self._talk)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.assistant = Beside(self.context, f"{self.key}.assistant", self.composer, self.conversation)
        inset.addWidget(self.assistant.whole)
        layout.addLayout(inset, 1)
        layout.addWidget(self.assistant.copier)
        layout.addWidget(self.assistant)
        layout.addWidget(self.composer)
        self.codes = ReplyCodes(
            self.composer,
            self.context,
            lambda: (whom_of(self.key, self._row), asked_of(self.story)),
            self.assistant.remember,
            self._talk,
        )
        return self._talk

    def _build_facts(self) -> QWidget:
        body = QWidget()
        body.setObjectName("scrolled")
        space = unit(self)
        self._facts_layout = QVBoxLayout(body)
        self._facts_layout.setContentsMargins(2 * space, space, 2 * space, 2 * space)
        self._facts_layout.setSpacing(2 * space)
        self._facts_layout.addStretch(1)
        self._facts = QScrollArea()
        self._facts.setObjectName(f"{self.objectName()}.details")
        self._facts.setFrameShape(QFrame.Shape.NoFrame)
        self._facts.setWidgetResizable(True)
        self._facts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._facts.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._facts.setWidget(body)
        return self._facts

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Beside each other where there is room, else one after the other."""
        wide = self.width() >= characters(self, _WIDE)
        self._tab_row.setVisible(not wide)
        self._talk.setVisible(wide or self.tabs.currentIndex() == 0)
        self._facts.setVisible(wide or self.tabs.currentIndex() == 1)

    def _show_heading(self, row: Any) -> None:
        heading = self.heading(row)
        self._title.setText(heading.title)
        self._status.set_status(*heading.status)
        self._about.setText(heading.about)

    def _gone(self, _error: UserError) -> None:
        """It was undone or deleted meanwhile; the list says so by itself."""
        self.story = None

    def _show_story(self, story: Any) -> None:
        if self._row is None or story.row.id != self._row.id or story == self.story:
            return
        self.story = story
        self.setUpdatesEnabled(False)
        self._show_heading(story.row)
        self.moves.show_moves(story.values["status"], story.allowed)
        self._clear_glance()
        self.glance(story)
        self._glance.setVisible(self._glance_layout.count() > 0)
        self.conversation.show_messages([self._said(story.row, message) for message in story.messages])
        self.show_details(story)
        self.assistant.follow(last_said(story))
        self.setUpdatesEnabled(True)

    def _clear_glance(self) -> None:
        while (item := self._glance_layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _said(self, row: Any, message: Any) -> Said:
        who = self.theirs(row) if message.direction == "in" else display.person(message.staff)
        at = display.moment(message.at, self.context.now(), self.zone)
        side: Any = _SIDES.get(message.direction, "note")
        return Said(side, message.text, who, at, display.moment_full(message.at, self.zone))

    def _send(self, kind: str, text: str) -> None:
        if self._row is not None and not self.codes.stops(kind, text):
            self.composer.send.setEnabled(False)
            self.message_written.emit(self._row.number, kind, text)

    def not_sent(self, tell: Callable[[UserError], object], error: UserError) -> None:
        """Saving was refused: what is written stays."""
        self.composer.send.setEnabled(True)
        tell(error)

    def _restore_text(self, number: str) -> None:
        kept = self._kept.get(f"message/{number}")
        kept = kept if isinstance(kept, dict) else {}
        self.assistant.set_state(kept)
        self.composer.text.setPlainText(str(kept.get("text", "")))
        self.composer.kind.setCurrentIndex(max(0, self.composer.kind.findData(kept.get("kind", "out"))))
        self._keeping.stop()
