"""The assistant beside a conversation: three replies above the composer, the whole answer in the messages' place."""

from collections import Counter
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.replies import open_places
from shopdesk.services.replies.sending import Whom
from shopdesk.services.replies.using import Used, UseDraft
from shopdesk.ui import links
from shopdesk.ui.assistant.asking import NOBODY, Asker, Question, Told, shortened
from shopdesk.ui.assistant.cards import ReplyButton, tip_of
from shopdesk.ui.assistant.whole import WholeAnswer
from shopdesk.ui.assistant.words import answer_words, sure_words
from shopdesk.ui.context import Context
from shopdesk.ui.measure import unit
from shopdesk.ui.replying.copier import ReplyCopier, Sending
from shopdesk.ui.replying.marks import in_words
from shopdesk.ui.widgets.buttons import LinkButton
from shopdesk.ui.widgets.conversation import Composer, Conversation
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.services.assistant.answering import Suggestion

_TOP = 3
_ALIKE = 0.6  # a text that has less of the suggestion left in it is the person's own


class Beside(QWidget):
    """Two lines above the composer: what the newest message is about, and the three best replies.

    `whole` (the whole answer) and `copier` are laid out by the owner. A reply that was written into the composer is
    remembered with the message that it becomes: `used(text)`.

    Signals:
        answered(): an answer is there, or gone.
    """

    answered = Signal()

    def __init__(self, context: Context, name: str, composer: Composer, conversation: Conversation) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("Suggested replies"))
        self._context = context
        self._composer = composer
        self._conversation = conversation
        self._number, self._whom = "", NOBODY
        self._message = ""
        self._told: Told | None = None
        self._written: dict[str, Sending] = {}
        self._asker = Asker(context, self)
        self._asker.told.connect(self._show)
        self._asker.failed.connect(lambda _error: self._forget())
        self.copier = ReplyCopier(f"{name}.copier", context, composer.text.setFocus)
        self.whole = WholeAnswer(context, f"{name}.whole", self._back)
        self.whole.view.reply_chosen.connect(self._write_from_whole)
        self.whole.view.copy_wanted.connect(lambda one: self.copier.copy(self.whole.view.sending(one)))
        self.whole.view.form_wanted.connect(lambda form: links.open_form(context, form))
        self._build(name)
        self.hide()

    # What the panel uses

    @property
    def has_answer(self) -> bool:
        """Whether there is something to choose from."""
        return self._told is not None

    def turn_to(self, number: str, whom: Whom) -> None:
        """Another record is shown: what was suggested for the one before goes away."""
        self._number, self._whom = number, whom
        self.copier.hide()
        self.whole.close_answer()
        self._forget()

    def follow(self, message: str) -> None:
        """Suggest replies to the customer's newest message; anew when the record changed, as its facts may have."""
        if not message.strip():
            self._forget()
            return
        if shortened(message) != self._message:
            self._forget()
            self._message = shortened(message)
        self._asker.ask(Question(self._message, self._whom))

    def show_whole(self, text: str) -> None:
        """The whole answer to a message of the conversation."""
        self.whole.show_answer(shortened(text), self._whom)
        self._conversation.hide()
        self.hide()

    def toggle(self) -> None:
        """The whole answer to the newest message, or back to the conversation."""
        if self.whole.isVisible():
            self.whole.close_answer()
        elif self._message:
            self.show_whole(self._message)

    def write(self, place: int) -> None:
        """Put a suggestion into the composer: that of the whole answer while it is open."""
        if self.whole.isVisible():
            self.whole.view.choose(place)
        elif place < len(self._suggestions()):
            self._write(self._sending(self._suggestions()[place]))

    def copy(self, place: int) -> None:
        """Copy a suggestion with its pictures; gaps are asked for first."""
        if self.whole.isVisible():
            self.whole.view.copy(place)
        elif place < len(self._suggestions()):
            self.copier.copy(self._sending(self._suggestions()[place]))

    def open_form(self) -> None:
        """Open the form that the message asks for, filled in."""
        if self.whole.isVisible():
            self.whole.view.open_form()
        elif self._told is not None:
            links.open_form(self._context, self._told.form)

    def remember(self, sending: Sending) -> None:
        """A reply was put into the composer some other way."""
        self._written[self._number] = sending

    def used(self, text: str) -> Used | None:
        """The suggestion that `text` was made from, as it is remembered; None when it was written by hand."""
        sent = self._written.get(self._number)
        if sent is None or not _is_made_from(text, sent.text):
            return None
        whom = sent.whom
        return sent.reply, UseDraft(
            sent.asked, text, sent.scenario, whom.customer, whom.inquiry, whom.case, whom.order
        )  # fmt: skip

    def sent(self, number: str) -> None:
        """The message is saved: the next one is another."""
        self._written.pop(number, None)

    def state(self) -> dict[str, Any]:
        """What a draft has to keep, so that a suggestion is still known for one after a restart."""
        sent = self._written.get(self._number)
        if sent is None:
            return {}
        return {"used": {"reply": sent.reply, "asked": sent.asked, "scenario": sent.scenario, "text": sent.text}}

    def set_state(self, kept: dict[str, Any]) -> None:
        """Take back what `state` gave."""
        used = kept.get("used")
        names = ("reply", "asked", "scenario", "text")
        if isinstance(used, dict) and all(isinstance(used.get(name), str) for name in names):
            self._written[self._number] = Sending(
                used["reply"], self._whom, used["asked"], used["scenario"], used["text"]
            )  # fmt: skip

    # Building

    def _build(self, name: str) -> None:
        space = unit(self)
        self._scenario = LinkButton("", f"{name}.scenario", self.toggle, "spark")
        self._scenario.setProperty("quiet", False)
        self._scenario.setProperty("chip", True)  # one line as high as its words: the conversation needs the room
        self._replies = [ReplyButton(f"{name}.reply.{n + 1}", partial(self.write, n)) for n in range(_TOP)]
        row = QHBoxLayout()
        row.setSpacing(space // 2)
        for made in self._replies:
            row.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * space, space // 2, 2 * space, 0)
        layout.setSpacing(space // 2)
        layout.addWidget(self._scenario, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(row)

    # Inside

    def _suggestions(self) -> "tuple[Suggestion, ...]":
        return self._told.answer.replies[:_TOP] if self._told is not None else ()

    def _sending(self, suggestion: "Suggestion") -> Sending:
        assert self._told is not None
        return Sending(suggestion.id, self._whom, self._message, self._told.answer.scenario, suggestion.text)

    def _forget(self) -> None:
        self._asker.forget()
        self._message = ""
        self._told = None
        self.hide()
        self.answered.emit()

    def _show(self, told: Told) -> None:
        self._told = told
        answer = told.answer
        words, _role = sure_words(answer.scenario, answer.confidence, chosen=False)
        self._scenario.set_full(words)
        self._scenario.setAccessibleDescription(
            _("{answer}. Opens the whole answer.").format(answer=answer_words(answer, chosen=False))
        )
        shown = self._suggestions()
        for place, made in enumerate(self._replies):
            made.setVisible(place < len(shown))
            if place < len(shown):
                keys = _("Alt+{number} writes it, Alt+Shift+{number} copies it").format(number=place + 1)
                title = shown[place].title
                made.set_full(
                    f"{title} ⟨…⟩" if shown[place].missing else title,
                    tip_of(shown[place], keys),
                )
                made.setAccessibleDescription(in_words(shown[place].text))
        self.setVisible(self.whole.isHidden())
        self.answered.emit()

    def _write_from_whole(self, suggestion: "Suggestion") -> None:
        sending = self.whole.view.sending(suggestion)
        self.whole.close_answer()
        self._write(sending)

    def _write(self, sending: Sending) -> None:
        before = self._written.get(self._number)
        out = self._composer.kind.findData("out")
        self._composer.kind.setCurrentIndex(max(0, out))
        self._written[self._number] = sending
        self._composer.insert(in_words(sending.text), in_words(before.text) if before else "")

    def _back(self, *, keys: bool) -> None:
        self._conversation.show()
        self.setVisible(self._told is not None)
        if keys:
            self._composer.text.setFocus()


def last_said(story: Any) -> str:
    """The customer's newest message; of what was said before there were any, the subject."""
    said = next((message.text for message in reversed(story.messages) if message.direction == "in"), "")
    return said or (str(story.values.get("subject") or "") if not story.messages else "")


def _is_made_from(text: str, suggestion: str) -> bool:
    """Whether enough of a suggestion is left in a text, whatever stands in its gaps now."""
    kept = suggestion
    for start, end, _name in reversed(open_places(suggestion)):
        kept = f"{kept[:start]}{kept[end:]}"
    wanted, there = Counter(map("".join, pairwise(kept))), Counter(map("".join, pairwise(text)))
    return (wanted & there).total() >= _ALIKE * wanted.total()
