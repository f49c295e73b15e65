"""Asking the assistant off the main thread. Its services are imported with the first question, not with the window."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from shopdesk.domain.errors import UserError
from shopdesk.services.replies import sending
from shopdesk.services.replies.sending import Whom
from shopdesk.ui.context import Context
from shopdesk.ui.tasks import Task

if TYPE_CHECKING:  # the answer comes with numpy, the first one with the model's training
    from shopdesk.services.assistant.answering import Answer
    from shopdesk.services.assistant.forms import Form

NOBODY = Whom()
_FIRST_PAINT = 40  # ms: the record that was turned to is painted before anything is reckoned about it
_BEGINNING, _END = 6_000, 2_000


@dataclass(frozen=True, slots=True)
class Question:
    """What a customer wrote, who it is, and the scenario that a person took it for (None: as the model says)."""

    text: str
    whom: Whom = NOBODY
    scenario: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, and the form that the message asks for, filled in."""

    question: Question
    answer: "Answer"
    form: "Form"


class Asker(QObject):
    """One question at a time, and after it only the newest: who hurries through a list waits for one answer.

    On the lane of files: the first answer trains a model, and what pages read must not wait for that.

    Signals:
        told(object): a `Told`, of the newest question.
        failed(object): a `UserError`.
    """

    told = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._newest: Question | None = None
        self._task: Task | None = None
        context.tasks.ended.connect(self._go_on)

    def ask(self, question: Question) -> None:
        """Answer this; an older question that is not answered yet is forgotten."""
        self._newest = question
        if self._task is None:
            self._start()

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._newest = None

    @property
    def is_asking(self) -> bool:
        """Whether an answer is on its way."""
        return self._newest is not None

    def _start(self) -> None:
        question = self._newest
        if question is None:
            return
        self._task = self._context.tasks.run(
            _answered, self._context.desk, question, receiver=self, done=self._tell, failed=self._fail,
            progress=False, lane="file", delay=_FIRST_PAINT,
        )  # fmt: skip

    def _tell(self, told: Told) -> None:
        if told.question is self._newest:
            self._newest = None
            self.told.emit(told)

    def _fail(self, error: UserError) -> None:
        self._newest = None
        self.failed.emit(error)

    def _go_on(self, task: Any) -> None:
        if task is self._task:
            self._task = None
            self._start()


def shortened(text: str) -> str:
    """The beginning and the end: what somebody wants is said there, and a pasted page is no message."""
    if len(text) <= _BEGINNING + _END:
        return text
    return f"{text[:_BEGINNING]} … {text[-_END:]}"


def _answered(desk: Any, question: Question) -> Told:
    from shopdesk.services.assistant import answering, forms

    about, text = sending.about(desk, question.whom), shortened(question.text)
    answer = answering.answer(text, desk, about, question.scenario)
    return Told(question, answer, forms.wanted(desk, answer, text, about, question.whom.inquiry))
