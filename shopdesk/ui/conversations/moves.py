"""The steps a record may take next: as buttons in its story, as a menu for the selection."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from shopdesk.ui import vocabulary
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import button, icon_button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

Move = Callable[[str, str], object]  # status, reason
Reasons = dict[str, vocabulary.Words]


def fill_moves(menu: QMenu, allowed: Sequence[str], statuses: vocabulary.Words, reasons: Reasons, move: Move) -> None:
    """Put the allowed next statuses into a menu; those that need a reason open a list of reasons."""
    for status in allowed:
        word = vocabulary.word(statuses, status)
        if status in reasons:
            fill_reasons(menu.addMenu(word), status, reasons[status], move)
        else:
            menu.addAction(word).triggered.connect(lambda _checked=False, s=status: move(s, ""))


def fill_reasons(menu: QMenu, status: str, reasons: vocabulary.Words, move: Move) -> None:
    """Put the reasons for a status into a menu."""
    for code in reasons:
        chosen = menu.addAction(vocabulary.word(reasons, code))
        chosen.triggered.connect(lambda _checked=False, c=code: move(status, c))


def in_common(allowed: Sequence[Sequence[str]]) -> list[str]:
    """The steps that every one of several records may take, in order."""
    first, *others = allowed or [()]
    return [status for status in first if all(status in other for other in others)]


class MoveRow(QWidget):
    """“Move to” and a button for each allowed status, those that go on from here first; the rest under ⋯.

    Signals:
        wanted(str, str): the status, and the reason where one is asked for.
    """

    wanted = Signal(str, str)

    def __init__(
        self,
        name: str,
        statuses: vocabulary.Words,
        reasons: Reasons,
        last: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`last`: steps that give something up; they stand behind the others."""
        super().__init__(parent)
        self.setObjectName(name)
        self._last = tuple(last)
        self._statuses = statuses
        self._reasons = reasons
        self._shown: tuple[str, tuple[str, ...]] = ("", ())
        self._buttons: list[tuple[str, QPushButton]] = []
        self._label = RoleLabel(_("Move to"), "muted", "small")
        self._more = icon_button("dots", _("More steps"), f"{name}.more", self._offer_more)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(unit(self))
        self._row.addWidget(self._label)
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_moves(self, status: str, allowed: Sequence[str]) -> None:
        """Offer these steps from `status`."""
        if (status, tuple(allowed)) == self._shown:
            return
        self._shown = (status, tuple(allowed))
        for _status, old in self._buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [(to, self._button(to)) for to in self._in_turn(status, allowed)]
        for place, (_to, made) in enumerate(self._buttons, start=1):
            self._row.insertWidget(place, made)
        self.setVisible(bool(self._buttons))
        self._fit(self.width())

    def steps(self) -> list[str]:
        """The statuses offered, in order."""
        return [status for status, _button in self._buttons]

    def _in_turn(self, status: str, allowed: Sequence[str]) -> list[str]:
        """What usually comes after `status` first: the order of life, begun behind it."""
        life = list(self._statuses)
        at = life.index(status) if status in life else 0
        return sorted(allowed, key=lambda to: (to in self._last, life.index(to) < at, life.index(to)))

    def _button(self, to: str) -> QPushButton:
        word = vocabulary.word(self._statuses, to)
        name = f"{self.objectName()}.{to}"
        if to in self._reasons:
            made = button(f"{word}…", name, lambda: self._offer_reasons(to, made))
            return made
        return button(word, name, lambda: self.wanted.emit(to, ""))

    def _offer_reasons(self, to: str, anchor: QWidget) -> None:
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}.{to}.menu")
        fill_reasons(menu, to, self._reasons[to], self.wanted.emit)
        open_below(menu, anchor)

    def _offer_more(self) -> None:
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}.more.menu")
        hidden = [to for to, made in self._buttons if made.isHidden()]
        fill_moves(menu, hidden, self._statuses, self._reasons, self.wanted.emit)
        open_below(menu, self._more)

    def minimumSizeHint(self) -> QSize:
        first = self._buttons[0][1].sizeHint().width() if self._buttons else 0
        wide = self._label.sizeHint().width() + first + self._more.sizeHint().width() + 2 * unit(self)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        space = unit(self)
        room = width - self._label.sizeHint().width() - space
        widths = [made.sizeHint().width() + space for _to, made in self._buttons]
        fits = sum(widths) - space <= room
        if not fits:
            room -= self._more.sizeHint().width() + space
        for (_to, made), needed in zip(self._buttons, widths, strict=True):
            room -= needed
            made.setVisible(fits or room + space >= 0)
        self._more.setVisible(not fits)


def open_below(menu: QMenu, anchor: QWidget) -> None:
    """Open a menu below a widget; it is deleted when it closes."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))
