"""Copies a reply for somebody: asks for what is missing, puts it on the clipboard, remembers that it was used."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.domain.errors import UserError
from shopdesk.services.replies import sending, using
from shopdesk.services.replies.sending import Ready, Whom
from shopdesk.services.replies.using import UseDraft
from shopdesk.ui.context import Context
from shopdesk.ui.replying.clipboard import Picture, put, read_pictures
from shopdesk.ui.replying.gap_text import GapText
from shopdesk.ui.replying.marks import in_words, open_words
from shopdesk.ui.widgets.strip import Strip
from shopdesk.words import _, plural

_NOBODY = Whom()


@dataclass(frozen=True, slots=True)
class Sending:
    """What is to be copied, for whom, and after which words of theirs.

    `reply` is a reply's number (or the id of the assistant's suggestion); `text` is it filled in or edited already,
    "" has it filled in here. Without a scenario the reply's own is remembered.
    """

    reply: str
    whom: Whom = _NOBODY
    asked: str = ""
    scenario: str = ""
    text: str = ""


def log_use(context: Context, sent: Sending, text: str, said: str = "") -> None:
    """Remember that a reply went out as `text`; `said` is told in the status bar."""
    whom = sent.whom
    draft = UseDraft(sent.asked, text, sent.scenario, whom.customer, whom.inquiry, whom.case, whom.order)
    context.save(using.use_reply, sent.reply, draft, said=said, undo=_("Use reply"))


class ReplyCopier(Strip):
    """Lies hidden in a page until a reply has gaps, or is to be edited before it is copied.

    Signals:
        copied(object, str): the `Sending`, and the text that is on the clipboard now.
    """

    copied = Signal(object, str)

    def __init__(self, name: str, context: Context, back: Callable[[], object] = lambda: None) -> None:
        """`back` returns the focus when the strip goes away."""
        self._context = context
        self._sending = Sending("")
        self._ready = Ready("", "", "", "")
        self._pictures: Sequence[Picture] = ()
        super().__init__(name, self._take, back)

    def fill(self) -> None:
        self.text = GapText(f"{self.objectName()}.text")
        self.text.setAccessibleName(_("The reply as it goes out"))
        self.text.wanted.connect(self.submit)
        self.text.changed.connect(self._name_gaps)
        self.below.addWidget(self.text)
        self.add_submit(_("Copy"))

    def first(self) -> QWidget:
        return self.text

    def copy(self, sent: Sending, *, edit: bool = False, failed: Callable[[UserError], object] | None = None) -> None:
        """Copy a reply; with gaps in it, or `edit`, the strip comes up first."""
        self._context.tasks.latest(
            (id(self), "copy"), lambda _interrupted: _prepared(self._context.desk, sent), receiver=self,
            done=lambda found: self._offer(sent, found[0], found[1], edit), failed=failed,
        )  # fmt: skip

    def answers(self) -> tuple[Any, ...]:
        text = self.text.value()
        if not text:
            raise UserError("form.required", field="text")
        still = open_words(text)
        if still:
            self.text.to_next()
            raise UserError("reply.open", field="text", found=still)
        return (text,)

    def _offer(self, sent: Sending, ready: Ready, pictures: Sequence[Picture], edit: bool) -> None:
        self._sending, self._ready, self._pictures = sent, ready, pictures
        if edit or open_words(ready.text):
            self.text.show_text(ready.text)
            self.ask(self._question())
        else:
            self.leave()
            self._take(ready.text)

    def _question(self) -> str:
        still = open_words(self.text.toPlainText())
        return _("Still to fill in: {what}").format(what=still) if still else _("Edit, then copy")

    def _name_gaps(self) -> None:
        if self.isVisible():
            self.set_title(self._question())

    def _take(self, text: str) -> None:
        put(text, self._pictures)
        many = len(self._pictures)
        said = plural("Reply and {count} picture copied", "Reply and {count} pictures copied", many) if many else ""
        said = said or _("Reply copied")
        if self._ready.number:
            log_use(self._context, self._sending, text, said)
        else:
            self._context.bus.message.emit(said, None)
        self.leave()
        self.copied.emit(self._sending, text)


def _prepared(desk: Any, sent: Sending) -> tuple[Ready, list[Picture]]:
    ready = sending.ready(desk, sent.reply, sent.whom)
    if sent.text:
        ready = Ready(ready.number, ready.title, ready.scenario, in_words(sent.text), (), ready.pictures)
    return ready, read_pictures(desk, ready.pictures)
