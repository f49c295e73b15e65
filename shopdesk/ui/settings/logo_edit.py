"""The shop's picture: shown, chosen from a file or dropped here, taken away."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageReader, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.settings import LARGEST_LOGO, LOGO_SIDE
from shopdesk.ui.measure import unit
from shopdesk.ui.printing.logo import logo_image
from shopdesk.ui.widgets.buttons import button
from shopdesk.words import _

_START = "data:image/png;base64,"
_LARGEST_FILE = 40_000_000  # bytes


def read_picture(path: str) -> str:
    """A picture file as the setting keeps it: a PNG small enough to travel. Raises UserError `form.picture`."""
    try:
        if Path(path).stat().st_size > _LARGEST_FILE:
            raise UserError("form.picture", field="logo")
    except (OSError, ValueError):
        raise UserError("form.picture", field="logo") from None
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LOGO_SIDE:
        reader.setScaledSize(size.scaled(LOGO_SIDE, LOGO_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise UserError("form.picture", field="logo")
    side = LOGO_SIDE
    while side >= 50:
        kept = _png(image, side)
        if len(kept) <= LARGEST_LOGO:
            return kept
        side = side * 3 // 4
    raise UserError("form.picture", field="logo")


def _png(image: QImage, side: int) -> str:
    if max(image.width(), image.height()) > side:
        image = image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return _START + bytes(buffer.data().toBase64().data()).decode("ascii")


class LogoEdit(QWidget):
    """Signals:
    left(): another picture, or none, was chosen.
    refused(object): a UserError; the file was no picture.
    """

    left = Signal()
    refused = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAcceptDrops(True)
        self._value = ""
        self._room = QSize(16 * unit(self), 8 * unit(self))
        self._picture = QLabel()
        self._picture.setObjectName(f"{name}.picture")
        self._picture.setFixedSize(self._room)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setProperty("well", True)
        choose = button(_("Choose picture…"), f"{name}.choose", self._choose)
        self._remove = button(_("Remove"), f"{name}.remove", lambda: self._take(""), quiet=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self))
        row.addWidget(self._picture)
        row.addWidget(choose)
        row.addWidget(self._remove)
        row.addStretch(1)
        self.setFocusProxy(choose)
        self.set_value("")

    def value(self) -> str:
        """The picture as the setting keeps it, "" for none."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show a picture."""
        self._value = value
        image = logo_image(value)
        self._remove.setVisible(bool(value))
        self._picture.setText("" if image is not None else _("No logo"))
        self._picture.setAccessibleName(_("The shop’s logo") if image is not None else _("No logo"))
        if image is None:
            self._picture.setPixmap(QPixmap())
            self._picture.setText(_("No logo"))
            return
        sharp = self._room * self.devicePixelRatioF() * 0.9
        picture = image.scaled(sharp, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        shown = QPixmap(picture.size())
        shown.fill(Qt.GlobalColor.white)  # as on paper, whatever the theme
        painter = QPainter(shown)
        painter.drawImage(0, 0, picture)
        painter.end()
        shown.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture.setPixmap(shown)

    def take_file(self, path: str) -> None:
        """Use the picture in a file."""
        try:
            self._take(read_picture(path))
        except UserError as error:
            self.refused.emit(error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take_file(event.mimeData().urls()[0].toLocalFile())

    def _take(self, value: str) -> None:
        self.set_value(value)
        self.left.emit()

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Choose the shop’s logo"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Pictures (*.png *.jpg *.jpeg *.gif *.bmp *.svg *.webp)")])
        dialog.fileSelected.connect(self.take_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
