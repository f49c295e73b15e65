"""Pictures from the clipboard that will be filed with the message: small, a click takes one off."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from shopdesk.domain.attachments import NewFile
from shopdesk.domain.errors import UserError
from shopdesk.ui.context import Context
from shopdesk.ui.measure import row_height, unit
from shopdesk.ui.photos import Source, read_photos, thumbnail
from shopdesk.ui.widgets.flow_layout import FlowLayout
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_ROWS = 1.5


class Pictures(QWidget):
    """Hidden while there are none.

    Signals:
        refused(object): a `UserError` about a picture.
    """

    refused = Signal(object)

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._context = context
        self._found: list[tuple[NewFile, QImage]] = []
        self._row = QWidget()
        self._flow = FlowLayout(self._row)
        self._flow.setSpacing(unit(self) // 2)
        words = _("Filed with the message; a click takes a picture off.")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self))
        layout.addWidget(self._row)
        layout.addWidget(RoleLabel(words, "muted", "small", wrap=True), 1)
        self.hide()

    @property
    def files(self) -> tuple[NewFile, ...]:
        """What will be filed."""
        return tuple(file for file, _image in self._found)

    def add(self, sources: Sequence[Source]) -> None:
        """Read and reduce pictures in the background."""
        side = round(_ROWS * row_height(self) * self.devicePixelRatioF())
        self._context.tasks.run(
            _read, list(sources), side, receiver=self, done=self._take, failed=self._refuse, lane="file",
            title=_("Reading photos"),
        )  # fmt: skip

    def clear(self) -> None:
        """None any more."""
        self._found = []
        self._show()

    def _take(self, found: Sequence[tuple[NewFile, QImage]]) -> None:
        have = {file.data for file, _image in self._found}
        self._found += [one for one in found if one[0].data not in have]
        self._show()

    def _refuse(self, error: UserError) -> None:
        self.refused.emit(error)

    def _remove(self, place: int) -> None:
        del self._found[place]
        self._show()

    def _show(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, (_file, image) in enumerate(self._found):
            self._flow.addWidget(self._button(place, image))
        self.setVisible(bool(self._found))

    def _button(self, place: int, image: QImage) -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"{self.objectName()}.{place + 1}")
        words = _("Photo {number}: take it off").format(number=place + 1)
        made.setAccessibleName(words)
        made.setToolTip(words)
        side = round(_ROWS * row_height(self))
        made.setIconSize(QSize(side, side))
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        made.setIcon(QIcon(pixmap))
        made.clicked.connect(lambda _checked=False: self._remove(place))
        return made


def _read(sources: Sequence[Source], side: int) -> list[tuple[NewFile, QImage]]:
    return [(file, thumbnail(file.data, side)) for file in read_photos(sources)]
