"""The tabs in the order of a day's work, with counts of what waits for a person."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionTab, QTabBar, QWidget

from shopdesk.ui import display
from shopdesk.ui.icons import paint_icon
from shopdesk.ui.measure import unit
from shopdesk.ui.theme import colour
from shopdesk.words import _, plural


class DayTabs(QTabBar):
    """A flat tab bar: icon, word, count; the tab in front is underlined in the accent colour.

    Where there is no room for all of it (a large font, a narrow window), the icons go first; where that is not
    enough, the tabs behind the dividing line are icons alone.

    Signals:
        entered(): the keyboard is done with choosing a tab and goes into its page.
    """

    entered = Signal()

    def __init__(self, tabs: Sequence[tuple[str, str, str, int]], parent: QWidget | None = None) -> None:
        """`tabs`: (key, title, icon name, group); a line divides groups."""
        super().__init__(parent)
        self.setObjectName("window.tabs")
        self.setAccessibleName(_("Pages"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self._tabs = list(tabs)
        self._badges = [0] * len(tabs)
        self._covered = False
        self._unit = unit(self)
        self._shape = 0  # 0 icons and words, 1 words, 2 words, and icons behind the line
        for number, (_key, title, _icon, _group) in enumerate(tabs):
            self.addTab(title)
            self.setTabToolTip(number, f"{title}  (Ctrl+{number + 1})" if number < 9 else title)
            self.setAccessibleTabName(number, title)

    def set_covered(self, covered: bool) -> None:
        """Whether something that has no tab stands before the pages: then no tab looks chosen."""
        self._covered = covered
        self.update()

    def set_badge(self, key: str, count: int) -> None:
        """Show how many wait on the page `key`; 0 shows nothing."""
        for number, (tab_key, title, _icon, _group) in enumerate(self._tabs):
            if tab_key == key and self._badges[number] != count:
                self._badges[number] = count
                spoken = plural("{count} waiting", "{count} waiting", count)
                self.setAccessibleTabName(number, f"{title}, {spoken}" if count else title)
                # A new text hint makes the bar lay its tabs out again.
                self.setTabText(number, title)
                self._make_room()

    def badge(self, key: str) -> int:
        """The count shown on the tab `key`."""
        return next(self._badges[n] for n, tab in enumerate(self._tabs) if tab[0] == key)

    def _badge_text(self, number: int) -> str:
        count = self._badges[number]
        return "" if not count else display.count(count) if count < 10_000 else "9,999+"

    def _starts_group(self, number: int) -> bool:
        return number > 0 and self._tabs[number][3] != self._tabs[number - 1][3]

    def _make_room(self) -> None:
        """Icons only where every word and count has its place beside them."""
        widths = [sum(self._width(n, shape) for n in range(self.count())) for shape in (0, 1)]
        shape = next((shape for shape, width in enumerate(widths) if width <= self.width()), 2)
        if shape != self._shape:
            self._shape = shape
            self.setTabText(0, self._tabs[0][1])

    def _shows(self, number: int, shape: int) -> tuple[bool, bool]:
        """Whether a tab shows its icon, and its word."""
        behind = self._tabs[number][3] > 0
        return shape == 0 or (shape == 2 and behind), shape < 2 or not behind

    def _icon_room(self) -> int:
        return self.fontMetrics().height() + self._unit

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(self._width(index, self._shape), self.fontMetrics().height() + round(2.2 * self._unit))

    def _width(self, index: int, shape: int) -> int:
        unit = self._unit
        icon, word = self._shows(index, shape)
        width = 3 * unit + (self._icon_room() if icon else 0)
        width += self.fontMetrics().horizontalAdvance(self._tabs[index][1]) if word else 0
        badge = self._badge_text(index)
        if badge:
            width += self.fontMetrics().horizontalAdvance(badge) + 2 * unit
        return width + (2 * unit if self._starts_group(index) else 0)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(self.count()):
            self._paint_tab(painter, number)
        painter.end()

    def _paint_tab(self, painter: QPainter, number: int) -> None:
        unit = self._unit
        rect = self.tabRect(number)
        palette = self.palette()
        if self._starts_group(number):
            painter.fillRect(rect.x() + unit, rect.y() + unit, 1, rect.height() - 2 * unit, colour(palette, "badge"))
            rect = rect.adjusted(2 * unit, 0, 0, 0)
        option = QStyleOptionTab()
        self.initStyleOption(option, number)
        in_front = number == self.currentIndex() and not self._covered
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        tint = colour(palette, "accent" if in_front else "muted")
        if hovered and not in_front:
            tint = palette.color(QPalette.ColorRole.WindowText)
        text_rect = rect.adjusted(unit, 0, 0, 0)
        icon, word = self._shows(number, self._shape)
        if icon:
            size = self.fontMetrics().height()
            icon_rect = QRectF(rect.x() + unit, rect.center().y() - size / 2, size, size)
            paint_icon(painter, icon_rect, self._tabs[number][2], tint)
            text_rect = rect.adjusted(unit + size + round(unit * 0.8), 0, 0, 0)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if in_front else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText) if in_front or hovered else tint)
        title = self._tabs[number][1] if word else ""
        painter.drawText(text_rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        self._paint_badge(painter, number, text_rect.x() + painter.fontMetrics().horizontalAdvance(title) + unit, rect)
        if in_front:
            painter.fillRect(rect.x() + unit, rect.bottom() - 2, rect.width() - 2 * unit, 3, tint)
            if self.hasFocus():
                painter.setPen(tint)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -5), 4, 4)

    def _paint_badge(self, painter: QPainter, number: int, x: int, rect: QRect) -> None:
        text = self._badge_text(number)
        if not text:
            return
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        height = metrics.height()
        width = max(height, metrics.horizontalAdvance(text) + self._unit)
        pill = QRectF(x, rect.center().y() - height / 2 + 0.5, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.palette(), "badge"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
