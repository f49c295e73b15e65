"""One photo as large as the window allows, with the others a key away; made the first, or taken off."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

Picture = tuple[str, Callable[[], QImage]]  # what it is called, and how to get it


class PhotoDialog(QDialog):
    """Left and right go from one to the next; Esc closes.

    Signals:
        first(int), removed(int): the person wants the photo at that place (from 0) to be the first, or gone.
    """

    first = Signal(int)
    removed = Signal(int)

    def __init__(self, name: str, title: str, pictures: Sequence[Picture], place: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self._pictures = pictures
        self._place = place
        self._image = QImage()
        self._shown = QLabel()
        self._shown.setObjectName(f"{name}.picture")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._words = RoleLabel("", "muted")
        self._back = button(
            _("Previous"), f"{name}.previous", lambda: self.go(-1), icon_name="chevron-left", quiet=True
        )
        self._next = button(_("Next"), f"{name}.next", lambda: self.go(1), icon_name="chevron-right", quiet=True)
        self._first = button(_("Make it the first"), f"{name}.first", self._make_first, icon_name="star")
        remove = button(_("Remove"), f"{name}.remove", self._remove, icon_name="trash")
        close = button(_("Close"), f"{name}.close", self.accept)
        row = QHBoxLayout()
        row.setSpacing(unit(self))
        for widget in (self._back, self._next, self._words):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self._first, remove, close):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setSpacing(unit(self))
        layout.addWidget(self._shown, 1)
        layout.addLayout(row)
        for key, step in ((Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda by=step: self.go(by))
        self.resize(parent.window().size() * 0.85)
        self.go(0)

    def go(self, by: int) -> None:
        """Show another one."""
        self._place = min(max(0, self._place + by), len(self._pictures) - 1)
        name, read = self._pictures[self._place]
        self._image = read()
        told = _("Photo {number} of {count}").format(number=self._place + 1, count=len(self._pictures))
        self._words.setText(f"{told} · {name}" if name else told)
        self._shown.setAccessibleName(self._words.text())
        self._back.setEnabled(self._place > 0)
        self._next.setEnabled(self._place + 1 < len(self._pictures))
        self._first.setEnabled(self._place > 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._image.isNull():
            self._shown.setText(_("This photo cannot be shown."))
            return
        ratio = self.devicePixelRatioF()
        room = QSize(round(self._shown.width() * ratio), round(self._shown.height() * ratio))
        pixmap = QPixmap.fromImage(self._image)
        if room.width() < pixmap.width() or room.height() < pixmap.height():
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            pixmap = pixmap.scaled(room, keep, smooth)
        pixmap.setDevicePixelRatio(ratio)
        self._shown.setPixmap(pixmap)

    def _make_first(self) -> None:
        self.first.emit(self._place)
        self.accept()

    def _remove(self) -> None:
        self.removed.emit(self._place)
        self.accept()
