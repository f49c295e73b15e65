"""Small pictures side by side, and the ways in for new ones: a button, a drop, Ctrl+V."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QIcon, QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QFileDialog, QToolButton, QVBoxLayout, QWidget

from shopdesk.ui.measure import row_height, unit
from shopdesk.ui.photos import FORMATS, Source, sources_in
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.flow_layout import FlowLayout
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_ROWS: Final = 3  # a picture is as high as so many rows of a table


def thumbnail_side(widget: QWidget) -> int:
    """Pixels of a small picture's longer side, with the screen's own fineness."""
    return round(_ROWS * row_height(widget) * widget.devicePixelRatioF())


class PhotoStrip(QWidget):
    """Shows pictures and asks for more.

    Signals:
        given(list): `Source`s that a person chose, dropped or pasted.
        refused(): what was dropped or pasted holds no picture.
        opened(int): the picture at that place (from 0) was clicked.
    """

    given = Signal(object)
    refused = Signal()
    opened = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAcceptDrops(True)
        self._buttons: list[QToolButton] = []
        self._pictures = QWidget()
        self._flow = FlowLayout(self._pictures)
        self._flow.setSpacing(unit(self))
        self._add = button(_("Add photo…"), f"{name}.add", self.choose, icon_name="plus", quiet=True)
        self._add.setToolTip(_("Choose a picture; or drop one here, or paste it (Ctrl+V)"))
        self._hint = RoleLabel(_("Or drop a picture here, or paste it (Ctrl+V)."), "muted", "small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        layout.addWidget(self._pictures)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._hint)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)
        self._pictures.hide()

    def show_pictures(self, names: Sequence[str], images: Sequence[QImage | None]) -> None:
        """Show these; None is one that cannot be shown. `names` are what people called the files."""
        for old in self._buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [self._button(place, *one) for place, one in enumerate(zip(names, images, strict=True))]
        for made in self._buttons:
            self._flow.addWidget(made)
        self._pictures.setVisible(bool(self._buttons))
        self._hint.setVisible(not self._buttons)

    def choose(self) -> None:
        """Ask for picture files."""
        dialog = QFileDialog(self, _("Add photo"))
        dialog.setObjectName(f"{self.objectName()}.files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        endings = " ".join(f"*.{ending}" for ending in FORMATS)
        dialog.setNameFilters([_("Pictures ({endings})").format(endings=endings), _("All files (*)")])
        dialog.filesSelected.connect(lambda paths: self.given.emit(list(paths)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def paste(self) -> None:
        """Take what the clipboard holds."""
        self._take(sources_in(QGuiApplication.clipboard().mimeData()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # What is no picture goes on to the window, which imports files.
        if sources_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._take(sources_in(event.mimeData()))

    def _take(self, sources: list[Source]) -> None:
        if sources:
            self.given.emit(sources)
        else:
            self.refused.emit()

    def _button(self, place: int, name: str, image: QImage | None) -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"{self.objectName()}.{place + 1}")
        told = Path(name).stem if name else ""
        words = _("Photo {number}").format(number=place + 1)
        made.setAccessibleName(f"{words}: {told}" if told else words)
        made.setToolTip(told or words)
        side = _ROWS * row_height(self)
        made.setIconSize(QSize(side, side))
        made.setAutoRaise(True)
        if image is None or image.isNull():
            made.setText(_("cannot be shown"))
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        else:
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            made.setIcon(QIcon(pixmap))
        made.clicked.connect(lambda _checked=False: self.opened.emit(place))
        return made
