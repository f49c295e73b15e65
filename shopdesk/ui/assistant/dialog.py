"""Ctrl+J: the assistant for what a customer wrote elsewhere, pasted here; no record is needed."""

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from shopdesk.ui import links
from shopdesk.ui.assistant.asking import shortened
from shopdesk.ui.assistant.view import AssistantView
from shopdesk.ui.context import Context
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.replying.copier import ReplyCopier
from shopdesk.ui.widgets.editors import TextArea
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_WAIT = 250  # ms after the last key; what is pasted is answered at once


class AskDialog(QDialog):
    """A field, the answer below it. A reply chosen is copied; a form opens in the window behind."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("assistant")
        self.setWindowTitle(_("Ask the assistant"))
        self.text = PastedText("assistant.text", _("What the customer wrote, in any language"))
        self.text.setAccessibleName(_("What the customer wrote"))
        self.view = AssistantView(context, "assistant.view", keys_in=self)
        self.copier = ReplyCopier("assistant.copier", context, self.text.setFocus)
        self._context = context
        self._waiting = QTimer(self, singleShot=True, interval=_WAIT)
        self._waiting.timeout.connect(self.ask)
        self.text.changed.connect(self._waiting.start)
        self.text.pasted.connect(self.ask)
        self.view.reply_chosen.connect(self._copy)
        self.view.copy_wanted.connect(self._copy)
        self.view.form_wanted.connect(self._open_form)
        self._build()

    def ask(self) -> None:
        """Answer what stands in the field."""
        self._waiting.stop()
        self.view.ask(self.text.value())

    def _build(self) -> None:
        space = unit(self)
        body = QWidget()
        body.setObjectName("scrolled")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(2 * space, space, 2 * space, space)
        inner.addWidget(self.view)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("assistant.scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        hint = RoleLabel(_("A reply that you choose is copied with its picture, ready to paste."), "muted", "small")
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.copier)
        layout.addWidget(hint)
        self.resize(characters(self, 84), self.fontMetrics().height() * 32)

    def _copy(self, suggestion: object) -> None:
        self.copier.copy(self.view.sending(suggestion))  # type: ignore[arg-type]

    def _open_form(self, form: object) -> None:
        self.close()
        links.open_form(self._context, form)  # type: ignore[arg-type]


class PastedText(TextArea):
    """A field for a message: of a pasted page only the beginning and the end, which is all that is looked at.

    Signals:
        pasted(): text came from the clipboard or was dropped.
    """

    pasted = Signal()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if len(text) > len(shortened(text)):
            cut = QMimeData()
            cut.setText(shortened(text))
            super().insertFromMimeData(cut)
        else:
            super().insertFromMimeData(source)
        self.pasted.emit()
