"""The assistant's whole answer to one message: the scenario, what was found, the replies, the form it leads to."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.scenarios import SCENARIOS
from shopdesk.sentences import sentence
from shopdesk.services.replies.sending import Whom
from shopdesk.ui.assistant.asking import NOBODY, Asker, Question, Told
from shopdesk.ui.assistant.cards import ReplyCard
from shopdesk.ui.assistant.words import form_words, found_words, page_of, scenario_words, sure_words
from shopdesk.ui.context import Context
from shopdesk.ui.measure import unit
from shopdesk.ui.replying.copier import Sending
from shopdesk.ui.widgets.buttons import LinkButton, button
from shopdesk.ui.widgets.flow_layout import FlowLayout
from shopdesk.ui.widgets.labels import RoleLabel, StatusLabel
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.services.assistant.answering import Suggestion
    from shopdesk.services.assistant.finding import Found

MOST = 5
FORM_KEYS = "Alt+O"


class AssistantView(QWidget):
    """`ask(text, whom)` shows the answer as soon as it is there; the window goes on working meanwhile.

    What choosing a reply or the form means, the owner decides. `keys`: Alt+1…5 choose a reply and Alt+O the form while
    the keyboard is in `keys_in` (by default in this widget).

    Signals:
        answered(object): a `Told`: question, answer, form.
        reply_chosen(object): a `Suggestion` was pressed, or its key.
        copy_wanted(object): the button beside a `Suggestion` was pressed.
        form_wanted(object): the draft of the form that the message asks for (`Context.open_form` takes it).
    """

    answered = Signal(object)
    reply_chosen = Signal(object)
    copy_wanted = Signal(object)
    form_wanted = Signal(object)

    def __init__(
        self, context: Context, name: str, *, keys: bool = True, keys_in: QWidget | None = None, most: int = MOST
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("Assistant"))
        self.context = context
        self.told: Told | None = None
        self._question: Question | None = None
        self._keys = keys
        self._most = most
        self._asker = Asker(context, self)
        self._asker.told.connect(self._show)
        self._asker.failed.connect(self._fail)
        self._build(name)
        if keys:
            self._add_keys(keys_in or self)
        self.clear()

    # For the owner

    def ask(self, text: str, whom: Whom = NOBODY) -> None:
        """Answer `text` (of any length); `whom` says who wrote it, where the window knows."""
        if not text.strip():
            self.clear()
            return
        self._ask(Question(text, whom))

    def clear(self) -> None:
        """Nothing is asked."""
        self._asker.forget()
        self._question = self.told = None
        self._say(_("Paste what the customer wrote: the answer appears here."))
        self._body.hide()

    def suggestions(self) -> "tuple[Suggestion, ...]":
        """The replies shown, best first."""
        return self.told.answer.replies[: self._most] if self.told is not None else ()

    def sending(self, suggestion: "Suggestion") -> Sending:
        """A suggestion as `ReplyCopier` and `log_use` take it: to whom, after which words, in which scenario."""
        assert self._question is not None
        asked, told = self._question, self.told
        scenario = told.answer.scenario if told is not None else ""
        return Sending(suggestion.id, asked.whom, asked.text, scenario, suggestion.text)

    def choose(self, place: int) -> None:
        """Choose the reply at a place, counted from 0; nothing where there is none."""
        if place < len(self.suggestions()):
            self.reply_chosen.emit(self.suggestions()[place])

    def copy(self, place: int) -> None:
        """Copy the reply at a place, counted from 0; nothing where there is none."""
        if place < len(self.suggestions()):
            self.copy_wanted.emit(self.suggestions()[place])

    def open_form(self) -> None:
        """Open the form that the message asks for."""
        if self.told is not None:
            self.form_wanted.emit(self.told.form)

    def take_for(self, scenario: str) -> None:
        """The person says what the message is about: the replies are ranked again."""
        if self._question is not None:
            self._ask(replace(self._question, scenario=scenario))

    # Building

    def _build(self, name: str) -> None:
        space = unit(self)
        self._said = RoleLabel("", "muted", wrap=True)
        self._said.setObjectName(f"{name}.said")
        self._scenario = StatusLabel()
        self._scenario.setObjectName(f"{name}.scenario")
        self._others = QWidget()
        self._other_layout = FlowLayout(self._others)
        self._other_layout.setSpacing(space // 2)
        self._menu = QMenu(self)
        self._menu.setObjectName(f"{name}.scenarios")
        for code in SCENARIOS:
            chosen = self._menu.addAction(scenario_words(code))
            chosen.triggered.connect(lambda _checked=False, c=code: self.take_for(c))
        self._another = button(_("Something else…"), f"{name}.another", self._offer_scenarios, quiet=True)
        self._other_layout.addWidget(self._another)
        self._found = QWidget()
        self._found_layout = FlowLayout(self._found)
        self._found_layout.setSpacing(space // 2)
        self._replies = QWidget()
        self._reply_layout = QVBoxLayout(self._replies)
        self._reply_layout.setContentsMargins(0, 0, 0, 0)
        self._reply_layout.setSpacing(space // 2)
        self._shipped = RoleLabel(
            _("These replies come with ShopDesk. Load the starter set on the Replies page to make them yours."),
            "muted", "small", wrap=True,
        )  # fmt: skip
        self._form = LinkButton("", f"{name}.form", self.open_form, "edit")
        self._form.setProperty("quiet", False)
        self._form.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, space // 2, 0, 0)
        foot.addWidget(self._form, 1)
        foot.addWidget(RoleLabel(_key_words(FORM_KEYS) if self._keys else "", "muted", "small"))
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(space)
        for widget in (self._others, self._found, self._replies, self._shipped):
            body.addWidget(widget)
        body.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space)
        layout.addWidget(self._said)
        layout.addWidget(self._scenario)
        layout.addWidget(self._body)

    def _add_keys(self, owner: QWidget) -> None:
        def add(keys: str, act: Callable[[], object]) -> None:
            shortcut = QShortcut(QKeySequence(keys), owner)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

        for place in range(self._most):
            add(f"Alt+{place + 1}", partial(self.choose, place))
            add(f"Alt+Shift+{place + 1}", partial(self.copy, place))
        add(FORM_KEYS, self.open_form)

    # Answering

    def _ask(self, question: Question) -> None:
        self._question = question
        if self.told is None or self.told.question.text != question.text:
            self._body.hide()
            self.told = None
            self._say(_("Looking…"))
        self._asker.ask(question)

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self._scenario.hide()

    def _fail(self, error: UserError) -> None:
        self._body.hide()
        self.told = None
        self._say(sentence(error.code, error.where))

    def _show(self, told: Told) -> None:
        self.told = told
        answer = told.answer
        self.setUpdatesEnabled(False)
        self._say("")
        self._scenario.set_status(
            *sure_words(answer.scenario, answer.confidence, chosen=told.question.scenario is not None)
        )
        self._show_others(told)
        _empty(self._found_layout)
        for found in answer.found:
            self._found_layout.addWidget(self._chip(found))
        self._found.setVisible(bool(answer.found))
        self._show_replies()
        self._shipped.setVisible(answer.shipped)
        words, _icon = form_words(told.form)
        self._form.set_full(words)
        self._body.show()
        self.setUpdatesEnabled(True)
        self.answered.emit(told)

    def _show_others(self, told: Told) -> None:
        _empty(self._other_layout, self._another)
        for scenario, _chance in told.answer.others:
            name = f"{self.objectName()}.other.{scenario}"
            made = button(scenario_words(scenario), name, partial(self.take_for, scenario))
            made.setProperty("chip", True)
            made.setToolTip(_("The message is about this"))
            self._other_layout.addWidget(made)
        self._other_layout.addWidget(self._another)
        self._another.show()

    def _show_replies(self) -> None:
        _empty(self._reply_layout)
        for place, suggestion in enumerate(self.suggestions()):
            keys = _key_words(f"Alt+{place + 1}") if self._keys else ""
            name = f"{self.objectName()}.reply.{place + 1}"
            self._reply_layout.addWidget(
                ReplyCard(
                    name, suggestion, keys, partial(self.choose, place), partial(self.copy, place)
                )
            )  # fmt: skip
        if not self.suggestions():
            self._reply_layout.addWidget(RoleLabel(_("No reply fits."), "muted"))

    def _chip(self, found: "Found") -> QPushButton:
        words, icon_name = found_words(found)

        def pressed() -> None:
            if found.record:
                self.context.open_record(page_of(found), found.record)
            else:
                QGuiApplication.clipboard().setText(found.text)
                self.context.bus.message.emit(_("Copied: {text}").format(text=found.text), None)

        made = LinkButton(words, f"{self.objectName()}.found.{found.kind}", pressed, icon_name)
        made.setProperty("quiet", False)
        made.setProperty("chip", True)
        made.setAccessibleDescription(
            _("Go to {number}").format(number=found.record) if found.record else _("Copies it")
        )
        return made

    def _offer_scenarios(self) -> None:
        self._menu.popup(self._another.mapToGlobal(self._another.rect().bottomLeft()))


def _key_words(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _empty(layout: FlowLayout | QVBoxLayout, keep: QWidget | None = None) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None and widget is not keep:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
