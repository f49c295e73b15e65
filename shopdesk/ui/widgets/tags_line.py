"""Tags parted by commas; the words that are in use already complete the one that is typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QWidget

from shopdesk.ui.widgets.editors import TextLine
from shopdesk.words import _


class TagsLine(TextLine):
    """`known` gives the tags in use; it is asked when the field is entered."""

    def __init__(
        self, name: str, known: Callable[[], Sequence[str]], hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, hint or _("Parted by commas"), parent)
        self._known = known
        self._words = QStringListModel(self)
        self.setCompleter(_LastWord(self._words, self))

    def tags(self) -> tuple[str, ...]:
        """The tags, in the order written."""
        return tuple(tag.strip() for tag in self.text().replace("，", ",").split(",") if tag.strip())

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show these."""
        self.setText(", ".join(tags))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # the list of completions gives the keyboard back
            self._words.setStringList(list(self._known()))
        super().focusInEvent(event)


class _LastWord(QCompleter):
    """Completes what stands behind the last comma and leaves what stands before it."""

    def __init__(self, words: QStringListModel, line: TagsLine) -> None:
        super().__init__(words, line)
        self._line = line
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        return [path.replace("，", ",").rsplit(",", 1)[-1].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        word = str(super().pathFromIndex(index))
        before, comma, _last = self._line.text().replace("，", ",").rpartition(",")
        return f"{before.strip()}, {word}" if comma else word
