"""What the clipboard holds, as far as it may be taken: plain text and pictures, never markup."""

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, Signal

from shopdesk.domain.pasted_chats import LONGEST, LONGEST_MARKUP, plain, text_of_markup
from shopdesk.ui.photos import Source, sources_in
from shopdesk.ui.widgets.editors import TextArea


@dataclass(frozen=True, slots=True)
class Taken:
    """`cut`: the end of the text was left out."""

    text: str
    cut: bool = False
    pictures: tuple[Source, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.pictures)


def taken(mime: QMimeData | None) -> Taken:
    """The text of what was copied, or of a browser's HTML that came without one; and its pictures."""
    if mime is None:  # it was cleared
        return Taken("")
    pictures = tuple(sources_in(mime))
    text, cut = "", False
    if mime.hasText() and not (pictures and mime.hasUrls()):
        # Surrogate halves in a clipboard are no text; what is longer than a page is not looked at.
        text, cut = plain(mime.text())
    if not text and mime.hasHtml():
        markup = mime.html()
        text, cut = plain(text_of_markup(markup))
        cut = cut or len(markup) > LONGEST_MARKUP
    return Taken(text, cut, pictures)


class ChatArea(TextArea):
    """Takes plain text only, as much as a message has.

    Signals:
        given(object): something was pasted or dropped: a `Taken`; what stands here already holds its text.
        edited(): somebody types.
    """

    given = Signal(object)

    def insertFromMimeData(self, source: QMimeData) -> None:
        found = taken(source)
        room = max(0, LONGEST - len(self.toPlainText()) + len(self.textCursor().selectedText()))
        if len(found.text) > room:
            found = Taken(found.text[:room], True, found.pictures)
        self.textCursor().insertText(found.text)
        self.ensureCursorVisible()
        self.given.emit(found)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml() or source.hasImage()

    def replace(self, text: str) -> None:
        """Put `text` in the place of all that stands here; Ctrl+Z brings that back."""
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(cursor.MoveOperation.Start)
