"""The photos of the record shown: small ones in the story, large ones on a click, new ones from anywhere."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.attachments import NewFile
from shopdesk.domain.errors import UserError
from shopdesk.services import attachments
from shopdesk.services.attachments import Attached
from shopdesk.ui.context import Context
from shopdesk.ui.dialogs.photo import PhotoDialog
from shopdesk.ui.photos import Source, read_photos, thumbnail
from shopdesk.ui.widgets.notice import Notice
from shopdesk.ui.widgets.photo_strip import PhotoStrip, thumbnail_side
from shopdesk.words import _, plural


class Photos(QWidget):
    """Belongs to one record at a time, which services know as `number` of an `owner` (`product`, `reply`)."""

    def __init__(self, context: Context, key: str, owner: str) -> None:
        super().__init__()
        self.setObjectName(f"{key}.photos")
        self._context = context
        self._key = key
        self._owner = owner
        self._number = ""
        self._title = ""
        self._shown: tuple[Attached, ...] = ()
        self.strip = PhotoStrip(f"{key}.photos.strip")
        self.notice = Notice(f"{key}.photos.notice")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.notice)
        layout.addWidget(self.strip)
        self.strip.given.connect(self.add)
        self.strip.refused.connect(lambda: self.notice.show_error(UserError("photo.none")))
        self.strip.opened.connect(self.open)

    def show_record(self, number: str, title: str, photos: Sequence[Attached]) -> None:
        """Show the photos of a record."""
        if number != self._number:
            self.notice.hide()
        self._number, self._title = number, title
        if tuple(photos) == self._shown:
            return
        self._shown = tuple(photos)
        shas, side = [one.sha256 for one in photos], thumbnail_side(self)
        self._context.tasks.latest(
            f"{self._key}.photos", lambda _interrupted: _thumbnails(self._context.desk, shas, side), receiver=self,
            done=self._show,
        )  # fmt: skip

    def add(self, sources: Sequence[Source]) -> None:
        """Read and reduce pictures in the background, then keep them; of several one that is none stops all."""
        number = self._number
        self.notice.hide()
        self._context.tasks.run(
            read_photos, list(sources), receiver=self, done=lambda files: self._keep(number, files),
            failed=self.notice.show_error, lane="file", title=_("Reading photos"),
        )  # fmt: skip

    def open(self, place: int) -> PhotoDialog:
        """Show one large."""
        pictures = [(one.name, lambda sha=one.sha256: _whole(self._context.desk, sha)) for one in self._shown]
        dialog = PhotoDialog(f"{self._key}.photo", self._title, pictures, place, self)
        dialog.first.connect(lambda at: self._do(attachments.put_first, at, _("First photo"), _("Photo put first")))
        dialog.removed.connect(lambda at: self._do(attachments.remove_photo, at, _("Remove photo"), _("Photo removed")))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _show(self, images: Sequence[QImage | None]) -> None:
        if len(images) == len(self._shown):
            self.strip.show_pictures([one.name for one in self._shown], images)

    def _keep(self, number: str, files: Sequence[NewFile]) -> None:
        said = plural("{count} photo added", "{count} photos added", len(files))
        self._context.save(
            attachments.add_photos, self._owner, number, files, said=said, undo=_("Add photo"), receiver=self,
            failed=self.notice.show_error,
        )  # fmt: skip

    def _do(self, function: Any, place: int, undo: str, said: str) -> None:
        self._context.save(
            function, self._owner, self._number, place + 1, said=said, undo=undo, receiver=self,
            failed=self.notice.show_error,
        )  # fmt: skip


def _thumbnails(desk: Any, shas: Sequence[str], side: int) -> list[QImage | None]:
    found: list[QImage | None] = []
    for sha in shas:
        try:
            found.append(thumbnail(attachments.read(desk, sha), side))
        except UserError:  # the file is gone; the others are shown
            found.append(None)
    return found


def _whole(desk: Any, sha: str) -> QImage:
    try:
        return QImage.fromData(attachments.read(desk, sha))
    except UserError:
        return QImage()
