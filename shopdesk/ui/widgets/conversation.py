"""A conversation: theirs left, ours right, notes tinted between; below it a composer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shopdesk.ui.measure import characters, unit
from shopdesk.ui.replying.gap_text import GapText
from shopdesk.ui.replying.marks import open_marks
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.buttons import button, icon_button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_SHOWN = 100
_LONGEST = 2_000  # characters of a message that are laid out; a pasted page would hold the window up
Ask = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Said:
    """One message or note. `at` is the short time, `at_full` its tooltip."""

    side: Literal["theirs", "ours", "note"]
    text: str
    who: str = ""
    at: str = ""
    at_full: str = ""


class _Bubble(QWidget):
    def __init__(self, said: Said, ask: Ask | None = None) -> None:
        super().__init__()
        self._role = said.side
        self._said = said
        space = unit(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(space * 1.5), space, round(space * 1.5), space)
        layout.setSpacing(space // 3)
        is_long = len(said.text) > _LONGEST
        shown = f"{said.text[:_LONGEST]}…" if is_long else said.text
        text = RoleLabel(shown, wrap=True, selectable=True)
        about = RoleLabel(" · ".join(part for part in (said.who, said.at) if part), "muted", "small")
        about.setToolTip(said.at_full)
        layout.addWidget(text)
        if is_long:
            layout.addWidget(
                button(_("Copy the whole message"), "message.copy", self._copy, icon_name="copy", quiet=True)
            )
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(space)
        foot.addWidget(about)
        foot.addStretch(1)
        if ask is not None and said.side == "theirs":
            made = icon_button("spark", _("Ask the assistant"), "message.ask", lambda: ask(said.text))
            foot.addWidget(made)
        layout.addLayout(foot)
        self.setAccessibleName(f"{said.who}, {said.at}: {shown}")
        widest = max((self.fontMetrics().horizontalAdvance(line) for line in shown.split("\n")), default=0)
        wanted = max(widest, foot.sizeHint().width()) + 3 * space + 4
        limit = characters(self, 56)
        self.side = said.side
        self.wanted_width = min(wanted, limit)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._said.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.palette(), self._role))
        radius = self.fontMetrics().height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.end()


class _Talk(QWidget):
    """Lays the bubbles out itself: a row of nested layouts guesses the height of wrapped text too high."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self._space = unit(self)
        self._above: QWidget | None = None
        self._bubbles: list[_Bubble] = []

    def fill(self, messages: Sequence[Said], above: QWidget | None, ask: Ask | None) -> None:
        """Show these; `above` stands over the first (a button)."""
        self._above = above
        self._bubbles = [_Bubble(said, ask) for said in messages]
        for widget in (above, *self._bubbles):
            if widget is not None:
                widget.setParent(self)
                widget.show()

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, move=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self._arrange(event.size().width(), move=True))

    def _arrange(self, width: int, *, move: bool) -> int:
        inner = max(1, width - 4 * self._space)
        y = self._space
        if self._above is not None:
            hint = self._above.sizeHint()
            if move:
                self._above.setGeometry(2 * self._space + (inner - hint.width()) // 2, y, hint.width(), hint.height())
            y += hint.height() + self._space
        for bubble in self._bubbles:
            wide = inner if bubble.side == "note" else min(bubble.wanted_width, inner * 9 // 10)
            high = bubble.heightForWidth(wide)
            if move:
                x = 2 * self._space + (inner - wide if bubble.side == "ours" else 0)
                bubble.setGeometry(x, y, wide, high)
            y += high + self._space
        return y


class Conversation(QScrollArea):
    """The messages, newest at the bottom and in sight. Of very long stories the last hundred are shown first.

    `ask(text)` is called by the button on each message of theirs; without it there is none.
    """

    def __init__(self, name: str, parent: QWidget | None = None, ask: Ask | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self.setObjectName(name)
        self.setAccessibleName(_("Conversation"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._messages: Sequence[Said] = ()
        self._from = 0
        self._keep_at_end = True
        self.verticalScrollBar().rangeChanged.connect(self._follow_end)
        self._rebuild()

    def show_messages(self, messages: Sequence[Said]) -> None:
        """Show these, oldest first."""
        if list(messages) == list(self._messages):
            return
        self._messages = tuple(messages)
        self._from = max(0, len(messages) - _SHOWN)
        self._keep_at_end = True
        self._rebuild()

    def _rebuild(self) -> None:
        above = None
        if self._from:
            name = f"{self.objectName()}.earlier"
            above = button(_("Show earlier messages"), name, self._show_earlier, quiet=True)
        talk = _Talk()
        talk.fill(self._messages[self._from :], above, self._ask)
        self.setWidget(talk)

    def _show_earlier(self) -> None:
        self._from = max(0, self._from - _SHOWN)
        self._keep_at_end = False
        self._rebuild()

    def _follow_end(self, _least: int, most: int) -> None:
        if self._keep_at_end:
            self.verticalScrollBar().setValue(most)

    def sizeHint(self) -> QSize:
        return QSize(characters(self, 50), self.fontMetrics().height() * 16)


class Composer(QWidget):
    """Writes a message or a note; Ctrl+Enter or the button sends. `kinds`: (code, word) to choose from.

    Signals:
        submitted(str, str): the kind's code and the text; call `clear()` once it is saved.
    """

    submitted = Signal(str, str)

    def __init__(
        self, name: str, kinds: Sequence[tuple[str, str]], hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        space = unit(self)
        self.text = GapText(f"{name}.text")
        self.text.setAccessibleName(hint or _("Write a message"))
        self.text.setPlaceholderText(hint or _("Write a message"))
        self.text.setFixedHeight(round(self.fontMetrics().lineSpacing() * 3.6) + space)
        self.text.wanted.connect(self.submit)
        self.text.textChanged.connect(self._follow)
        self.kind = QComboBox(self)  # shown below: without a parent it would be a window for a moment
        self.kind.setObjectName(f"{name}.kind")
        self.kind.setAccessibleName(_("What this is"))
        for code, word in kinds:
            self.kind.addItem(word, code)
        self.kind.setVisible(len(kinds) > 1)
        self.send = button(_("Save"), f"{name}.send", self.submit, icon_name="send", primary=True)
        self.send.setToolTip(_("Save (Ctrl+Enter)"))
        row = QHBoxLayout()
        row.addWidget(self.kind)
        row.addWidget(RoleLabel(_("Ctrl+Enter saves"), "muted", "small"))
        row.addStretch(1)
        row.addWidget(self.send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * space, space, 2 * space, 2 * space)
        layout.setSpacing(space)
        layout.addWidget(self.text)
        layout.addLayout(row)
        self._follow()

    def submit(self) -> None:
        """Send what is written, unless it is blank."""
        written = self.text.toPlainText().strip()
        if written:
            self.submitted.emit(str(self.kind.currentData() or ""), written)

    def insert(self, text: str, instead_of: str = "") -> None:
        """Put a suggested reply where the cursor is, its first gap selected; `instead_of` what was put there before."""
        cursor = self.text.textCursor()
        if instead_of and self.text.toPlainText() == instead_of:
            cursor.select(QTextCursor.SelectionType.Document)
        start = cursor.selectionStart()
        cursor.insertText(text)  # in one step, so that Ctrl+Z takes it away again
        end = cursor.position()
        cursor.setPosition(start)
        self.text.setTextCursor(cursor)
        if not (open_marks(text) and self.text.to_next()):
            cursor.setPosition(end)
            self.text.setTextCursor(cursor)
        self.text.setFocus()

    def clear(self) -> None:
        """Empty the field."""
        self.text.clear()

    def _follow(self) -> None:
        self.send.setEnabled(bool(self.text.toPlainText().strip()))
