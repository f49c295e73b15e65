"""`/code` in the composer: the replies that it may mean are offered above, Enter puts one in, filled in."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.scenarios import language_of
from shopdesk.sentences import sentence
from shopdesk.services.replies import reading, sending
from shopdesk.services.replies.reading import ReplyRow
from shopdesk.services.replies.sending import Ready, Whom
from shopdesk.ui.context import Context
from shopdesk.ui.measure import row_height, unit
from shopdesk.ui.replying.copier import Sending
from shopdesk.ui.replying.gap_text import select_mark
from shopdesk.ui.replying.marks import in_words, open_words, shown_fields
from shopdesk.ui.widgets.conversation import Composer
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, language

# A slash inside an address or a fraction begins no code.
_TYPED: Final = re.compile(r"(?<![A-Za-z0-9_:/.\-])([/／][\w.-]{0,40})$")
_REACH: Final = 60  # characters before the cursor: a code and what it stands behind
_MOST: Final = 6
_CHOOSE: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class ReplyCodes(QFrame):
    """Lies over the messages while a code is typed.

    `about()` says whom the composer writes to, and what they wrote last; `put(sending)` is told what was put in, so
    that it is remembered with the message that it becomes.
    """

    def __init__(
        self,
        composer: Composer,
        context: Context,
        about: Callable[[], tuple[Whom, str]],
        put: Callable[[Sending], object],
        over: QWidget,
    ) -> None:
        super().__init__(over)
        name = f"{composer.objectName()}.codes"
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._composer = composer
        self._context = context
        self._about = about
        self._rows: Sequence[ReplyRow] = ()
        self._put = put
        self._list = QListWidget()
        self._list.setObjectName(f"{name}.list")
        self._list.setAccessibleName(_("Replies for this shortcut"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.itemClicked.connect(lambda _item: self.choose(self._list.currentRow()))
        self._error = RoleLabel("", "trouble", wrap=True)
        self._error.setObjectName(f"{name}.error")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[unit(self) // 2] * 4)
        layout.addWidget(self._list)
        layout.addWidget(self._error)
        composer.text.textChanged.connect(self._look)
        composer.text.installEventFilter(self)
        self.hide()

    @property
    def error(self) -> str:
        """What is wrong with what is written, "" when nothing is."""
        return self._error.text() if self.isVisible() and self._error.isVisibleTo(self) else ""

    def offered(self) -> list[str]:
        """The words of what is offered now."""
        return [self._list.item(row).text() for row in range(self._list.count())] if self.isVisible() else []

    def choose(self, place: int) -> None:
        """Put the reply at a place in, where the code stands."""
        if not 0 <= place < len(self._rows):
            return
        row, (whom, _asked) = self._rows[place], self._about()
        self.hide()
        self._context.tasks.latest(
            (id(self), "fill"), lambda _interrupted: sending.ready(self._context.desk, row.number, whom),
            receiver=self, done=lambda ready: self._insert(ready, whom), failed=self._refuse,
        )  # fmt: skip

    def stops(self, kind: str, text: str) -> bool:
        """Whether a message cannot be sent as it is: something in it is still open. Says so."""
        still = open_words(text) if kind == "out" else ""
        if still:
            select_mark(self._composer.text, 0)
            self._refuse(UserError("reply.open", found=still))
        return bool(still)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not self._rows or not self.isVisible():
            return False
        return self._key(event)

    # Inside

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            at = self._list.currentRow() + steps[Qt.Key(event.key())]
            self._list.setCurrentRow(at % self._list.count())
        elif event.key() in _CHOOSE and not event.modifiers():
            self.choose(self._list.currentRow())
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _typed(self) -> str:
        """The code that ends at the cursor, "" for none."""
        cursor = self._composer.text.textCursor()
        at = cursor.positionInBlock()
        found = _TYPED.search(cursor.block().text()[max(0, at - _REACH) : at])
        return found[1] if found and not cursor.hasSelection() else ""

    def _look(self) -> None:
        begun = self._typed().replace("／", "/")
        if not begun or not self._composer.text.hasFocus():
            self._rows = ()
            self.hide()
            return
        self._context.tasks.latest(
            (id(self), "look"), lambda _interrupted: reading.by_code(self._context.desk, begun, 2 * _MOST),
            receiver=self, done=lambda rows: self._offer(begun, rows),
        )  # fmt: skip

    def _offer(self, begun: str, rows: Sequence[ReplyRow]) -> None:
        if begun != self._typed().replace("／", "/"):
            return
        # The same codes stand in both languages: first in the one that the customer writes.
        asked = self._about()[1]
        own = language_of(asked) if asked else "zh" if language() == "zh_CN" else "en"
        self._rows = sorted(rows, key=lambda row: row.language != own)[:_MOST]
        self._list.clear()
        for row in self._rows:
            text = " ".join(in_words(shown_fields(row.text)).split())
            item = QListWidgetItem(f"{row.code}   {row.title} · {text}")
            item.setToolTip(text)
            item.setSizeHint(QSize(0, row_height(self)))
            self._list.addItem(item)
        if not self._rows:
            self.hide()
            return
        self._list.setCurrentRow(0)
        self._show(self._list, len(self._rows) * row_height(self) + 2)

    def _insert(self, ready: Ready, whom: Whom) -> None:
        if self._about()[0] != whom:
            return  # another record is shown by now
        edit, typed = self._composer.text, self._typed()
        cursor = edit.textCursor()
        at = cursor.position() - len(typed)
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(typed))
        cursor.insertText(in_words(ready.text))
        edit.setTextCursor(cursor)
        if ready.missing:
            select_mark(edit, at)
        edit.setFocus()
        self._put(Sending(ready.number, whom, self._about()[1], ready.scenario, ready.text))

    def _refuse(self, error: UserError) -> None:
        self._error.setText(sentence(error.code, error.where))
        self._rows = ()
        self._show(self._error, self._error.heightForWidth(self._composer.width()) + unit(self))

    def _show(self, part: QWidget, high: int) -> None:
        for one in (self._list, self._error):
            one.setVisible(one is part)
        composer, beside = self._composer, 2 * unit(self)
        high += 2 * (unit(self) // 2) + 2 * self.frameWidth()
        self.setGeometry(composer.x() + beside, composer.y() - high, composer.width() - 2 * beside, high)
        self.show()
        self.raise_()


OWNERS: Final = {"inquiries": "inquiry", "aftersales": "case"}


def whom_of(key: str, row: Any) -> Whom:
    """Whom a page with conversations writes to, by the record shown."""
    return Whom(**{OWNERS[key]: row.number}) if row is not None and key in OWNERS else Whom()


def asked_of(story: Any) -> str:
    """What the other side wrote last, "" when nothing is known."""
    messages = story.messages if story is not None else ()
    return next((one.text for one in reversed(messages) if one.direction == "in"), "")
