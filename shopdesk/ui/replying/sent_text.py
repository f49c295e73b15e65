"""A reply's text to read: as high as it is long, what is open marked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from shopdesk.ui.replying.gap_text import GapText
from shopdesk.ui.replying.marks import in_words
from shopdesk.words import _

_MOST = 16  # lines; longer ones scroll


class SentText(GapText):
    """Its words can be selected and not changed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.setReadOnly(True)
        self.setAccessibleName(_("The reply as it goes out"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_text(self, text: str) -> None:
        self.setPlainText(in_words(text))
        self._fit()

    def to_next(self) -> bool:
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        most = _MOST * self.fontMetrics().lineSpacing()
        high, block = 0.0, self.document().firstBlock()
        while block.isValid() and high < most:
            high += self.blockBoundingRect(block).height()
            block = block.next()
        beside = self.contentsMargins().top() + self.contentsMargins().bottom() + 2 * self.document().documentMargin()
        wanted = round(min(high, most) + beside) + 2
        if self.height() != wanted:
            self.setFixedHeight(wanted)
