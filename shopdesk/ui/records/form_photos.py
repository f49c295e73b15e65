"""Photos chosen in the form of a record: they are kept when the form is saved."""

from collections.abc import Sequence

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.attachments import NewFile
from shopdesk.domain.errors import UserError
from shopdesk.ui.context import Context
from shopdesk.ui.photos import Source, read_photos, thumbnail
from shopdesk.ui.widgets.notice import Notice
from shopdesk.ui.widgets.photo_strip import PhotoStrip, thumbnail_side
from shopdesk.words import _


class FormPhotos(QWidget):
    """A strip that remembers what it was given; a click takes a photo off again."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._context = context
        self.files: list[NewFile] = []
        self._small: list[QImage] = []
        self.strip = PhotoStrip(f"{name}.strip")
        self.notice = Notice(f"{name}.notice")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.notice)
        layout.addWidget(self.strip)
        self.strip.given.connect(self.add)
        self.strip.refused.connect(lambda: self.notice.show_error(UserError("photo.none")))
        self.strip.opened.connect(self._take_off)

    def add(self, sources: Sequence[Source]) -> None:
        """Read and reduce pictures in the background."""
        self.notice.hide()
        self._context.tasks.run(
            _read, list(sources), thumbnail_side(self), receiver=self, done=self._added,
            failed=self.notice.show_error, lane="file", title=_("Reading photos"),
        )  # fmt: skip

    def _added(self, read: Sequence[tuple[NewFile, QImage]]) -> None:
        for file, small in read:
            if file.data not in [one.data for one in self.files]:
                self.files.append(file)
                self._small.append(small)
        self._show()

    def _take_off(self, place: int) -> None:
        file, small = self.files.pop(place), self._small.pop(place)

        def put_back() -> None:
            self.files.insert(place, file)
            self._small.insert(place, small)
            self.notice.hide()
            self._show()

        self.notice.say(_("The photo is off."), "active", _("Put it back"), put_back)
        self._show()

    def _show(self) -> None:
        self.strip.show_pictures([one.name for one in self.files], self._small)


def _read(sources: Sequence[Source], side: int) -> list[tuple[NewFile, QImage]]:
    return [(file, thumbnail(file.data, side)) for file in read_photos(sources)]
