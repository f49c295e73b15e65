"""Files dropped anywhere in the window: a hint while they hover, tables imported, a word about what is none."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from shopdesk.ui.measure import unit
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, plural

# What is told apart by its content is not judged by its name; these can be no table.
_NO_TABLES = frozenset(
    f".{ending}"
    for ending in (
        "png", "jpg", "jpeg", "gif", "bmp", "webp", "heic", "svg", "tif", "tiff", "pdf", "doc", "docx", "ppt", "pptx",
        "zip", "rar", "7z", "mp3", "mp4", "mov", "avi", "exe", "dmg", "shopdesk",
    )
)  # fmt: skip
_SHOP = ".shopdesk"


def files_in(data: QMimeData) -> list[Path]:
    """The files of this computer that are being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def sorted_out(paths: Sequence[Path]) -> tuple[list[Path], str]:
    """What may be a table, and a sentence about what cannot be ("" when everything may)."""
    tables = [path for path in paths if not path.is_dir() and path.suffix.lower() not in _NO_TABLES]
    others = [path for path in paths if path not in tables]
    if not others:
        return tables, ""
    if any(path.is_dir() for path in others):
        folder = next(path for path in others if path.is_dir())
        return tables, _("“{name}” is a folder. Drop the files that are in it.").format(name=folder.name)
    first = others[0]
    if first.suffix.lower() == _SHOP:
        return tables, _("“{name}” is a shop. Open it with Shop > Open shop….").format(name=first.name)
    more = len(others) - 1
    sentence = _("“{name}” is no table. Drop files that your platform exported: CSV or Excel.").format(name=first.name)
    return tables, f"{sentence} {plural('So is {count} more.', 'So are {count} more.', more)}" if more else sentence


class DropHint(QWidget):
    """Lies over the window while files hover, so that every place takes them; says what would happen.

    Signals:
        dropped(object): the files.
    """

    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("window.drop")
        self.setAcceptDrops(True)
        self._title = RoleLabel("", size="title", wrap=True)
        self._files = RoleLabel("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[6 * unit(self)] * 4)
        layout.addStretch(1)
        for label in (self._title, self._files):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addStretch(1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._title.text()

    def show_over(self, paths: Sequence[Path]) -> None:
        """Cover the window and say what dropping these would do."""
        tables, sentence = sorted_out(paths)
        names = ", ".join(path.name for path in paths[:3])
        if len(paths) > 3:
            names = _("{names} and {count} more").format(names=names, count=len(paths) - 3)
        self._title.setText(_("Drop here to import") if tables else sentence)
        self._files.setText(names)
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.hide()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(files_in(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.palette().base().color()
        ground.setAlphaF(0.92)
        painter.fillRect(self.rect(), ground)
        pen = QPen(colour(self.palette(), "accent"), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        space = 2 * unit(self)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(space, space, -space, -space), space, space)
        painter.end()


class FileDrops(QObject):
    """Sees files come over the window before any field does: a text field would take their addresses as text."""

    def __init__(self, window: QWidget, take: Callable[[Sequence[Path]], object], say: Callable[[str], object]) -> None:
        super().__init__(window)
        self._window = window
        self._take = take
        self._say = say
        self.hint = DropHint(window)
        self.hint.dropped.connect(self.receive)

    def watch(self) -> None:
        """Begin, once the window has a place on the screen."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            paths = files_in(event.mimeData())
            if paths and not self._has_own_use(event.position()):
                self.hint.show_over(paths)
        return False

    def receive(self, paths: Sequence[Path]) -> None:
        """Import the tables; say a word about the rest."""
        tables, sentence = sorted_out(paths)
        if sentence:
            self._say(sentence)
        if tables:
            self._take(tables)

    def _has_own_use(self, at: QPointF) -> bool:
        """Whether something under the pointer takes files for itself (pictures of a product)."""
        under: QWidget | None = self._window.childAt(at.toPoint())
        while under is not None and under is not self._window:
            text = isinstance(under, QLineEdit | QPlainTextEdit) or isinstance(under.parentWidget(), QPlainTextEdit)
            if under.acceptDrops() and not text and under is not self.hint:
                return True
            under = under.parentWidget()
        return False
