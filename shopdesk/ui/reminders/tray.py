"""The icon in the tray: how much is due, what it is, and a message once for each."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from shopdesk.domain.reminders import Reminder
from shopdesk.ui.context import Context
from shopdesk.ui.icons import paint_icon
from shopdesk.ui.reminders import words
from shopdesk.ui.reminders.watch import TRAY, ReminderWatch
from shopdesk.words import _

_IN_MENU = 8
_SHOWN_FOR = 10_000  # ms
_LOOK_AGAIN = 3_000  # ms: until the window before us has gone


def is_available() -> bool:
    """Whether this desktop has a tray."""
    return QSystemTrayIcon.isSystemTrayAvailable()


def entries(due: Sequence[Reminder], context: Context) -> list[str]:
    """What is due, as the menu tells it; how many more there are."""
    told = [words.line(one, context.now(), context.desk.zone) for one in due[:_IN_MENU]]
    rest = len(due) - len(told)
    return [*told, _("and {count} more").format(count=rest)] if rest > 0 else told


def tooltip(due: Sequence[Reminder], context: Context) -> str:
    """What the icon says under the pointer."""
    return f"ShopDesk — {context.desk.shop_name}\n{words.counted(len(due))}"


def message(fresh: Sequence[Reminder], context: Context) -> tuple[str, str]:
    """(title, text) of the message about reminders that were not told before."""
    if len(fresh) == 1:
        return context.desk.shop_name, words.line(fresh[0], context.now(), context.desk.zone)
    return words.counted(len(fresh)), "\n".join(words.what(one) for one in fresh[:3])


class Tray(QObject):
    """Shown by one window of a shop, while `may_show()` says so: two icons would say everything twice."""

    def __init__(
        self,
        context: Context,
        watch: ReminderWatch,
        window: QWidget,
        open_it: Callable[[Reminder], object],
        raise_window: Callable[[], object],
        may_show: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._context = context
        self._watch = watch
        self._window = window
        self._open_it = open_it
        self._raise = raise_window
        self._may_show = may_show
        self._told_last: Reminder | None = None
        self.icon: QSystemTrayIcon | None = None
        self.menu = QMenu(window)
        self.menu.setObjectName("tray.menu")
        watch.told.connect(self.follow)
        watch.news.connect(self._tell)
        self._again = QTimer(self, interval=_LOOK_AGAIN)
        self._again.timeout.connect(self.follow)

    def follow(self) -> None:
        """Show how much is due; come and go with the setting."""
        wanted = self._context.preferences.flag(TRAY, True) and is_available()
        if not wanted or not self._may_show():
            self.hide()
            if wanted:
                self._again.start()
            return
        self._again.stop()
        if self.icon is None:
            self.icon = QSystemTrayIcon(self)
            self.icon.setContextMenu(self.menu)
            self.icon.activated.connect(self._activated)
            self.icon.messageClicked.connect(self._clicked)
        due = self._watch.due
        self.icon.setIcon(picture(len(due)))
        self.icon.setToolTip(tooltip(due, self._context))
        self._fill(due)
        self.icon.show()

    def hide(self) -> None:
        """Take it away."""
        self._again.stop()
        if self.icon is not None:
            self.icon.hide()
            self.icon.deleteLater()
            self.icon = None

    def _fill(self, due: Sequence[Reminder]) -> None:
        self.menu.clear()
        told = entries(due, self._context)
        for text, reminder in zip(told, due, strict=False):
            # An ampersand in what people write is no key.
            entry = self.menu.addAction(text.replace("&", "&&"))
            entry.triggered.connect(lambda _checked=False, one=reminder: self._open_it(one))
        if len(told) > len(due[:_IN_MENU]):
            self.menu.addAction(told[-1]).triggered.connect(lambda _checked=False: self._raise())
        if not due:
            self.menu.addAction(words.counted(0)).setEnabled(False)
        self.menu.addSeparator()
        self.menu.addAction(_("Open ShopDesk")).triggered.connect(lambda _checked=False: self._raise())
        self.menu.addAction(_("Quit")).triggered.connect(lambda _checked=False: self._window.close())

    def _tell(self, fresh: Sequence[Reminder]) -> None:
        if self.icon is None or not QSystemTrayIcon.supportsMessages():
            return
        title, text = message(fresh, self._context)
        self._told_last = fresh[0]
        self.icon.showMessage(title, text, QSystemTrayIcon.MessageIcon.Information, _SHOWN_FOR)

    def _clicked(self) -> None:
        if self._told_last is not None:
            self._open_it(self._told_last)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self._raise()


def picture(count: int) -> QIcon:
    """A shop on the accent colour, with how much is due in its corner."""
    made = QIcon()
    palette = QApplication.palette()
    for side in (16, 24, 32, 64):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
        painter.drawRoundedRect(0, 0, side, side, side / 5, side / 5)
        inset = side // 8
        inner = QRect(inset, inset, side - 2 * inset, side - 2 * inset)
        paint_icon(painter, inner, "store", palette.color(QPalette.ColorRole.HighlightedText))
        if count:
            _paint_count(painter, side, count)
        painter.end()
        made.addPixmap(pixmap)
    return made


def _paint_count(painter: QPainter, side: int, count: int) -> None:
    badge = QRect(side * 2 // 5, side * 2 // 5, side - side * 2 // 5, side - side * 2 // 5)
    painter.setBrush(QColor("#b3261e"))
    painter.drawEllipse(badge)
    font = painter.font()
    font.setPixelSize(max(6, round(badge.height() * 0.7)))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(count) if count < 10 else "9+")
