"""Filters as chips: what is chosen stands there in words and goes away with one click."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from shopdesk.ui import display
from shopdesk.ui.icons import icon
from shopdesk.ui.measure import unit
from shopdesk.ui.tables.query import FilterValue
from shopdesk.ui.theme import colour
from shopdesk.ui.vocabulary import Words
from shopdesk.ui.widgets.buttons import space_icon
from shopdesk.ui.widgets.date_range import DateRangePopup
from shopdesk.ui.widgets.flow_layout import FlowLayout
from shopdesk.words import _, mark


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """A filter a page offers. `title` is a marked literal; `options` a table of words (code → word, role).

    `kind` "dates" is a range of days: its FilterValue has two ISO days, either may be "". Keys of ranges end in
    `_day` by convention (`local_day`). `single`: choosing one option replaces the other.
    """

    key: str
    title: str
    options: Words | Callable[[], Words] | None = None
    kind: Literal["choice", "dates"] = "choice"
    single: bool = False

    def words(self) -> Words:
        """The options now."""
        if callable(self.options):
            return self.options()
        return self.options or {}


_PERIODS = (
    mark("Today"),
    mark("Yesterday"),
    mark("Last 7 days"),
    mark("Last 30 days"),
    mark("This month"),
    mark("Last month"),
)


def period(name: str, today: date) -> tuple[str, str]:
    """The ISO days of one of the named periods, both inclusive."""
    first = today.replace(day=1)
    last_of_previous = first - timedelta(days=1)
    start, end = {
        "Today": (today, today),
        "Yesterday": (today - timedelta(days=1), today - timedelta(days=1)),
        "Last 7 days": (today - timedelta(days=6), today),
        "Last 30 days": (today - timedelta(days=29), today),
        "This month": (first, today),
        "Last month": (last_of_previous.replace(day=1), last_of_previous),
    }[name]
    return start.isoformat(), end.isoformat()


def named_period(days: tuple[str, ...], today: date) -> str | None:
    """The named period that these days are today, None for any other range."""
    return next((name for name in _PERIODS if period(name, today) == days), None)


class FilterBar(QWidget):
    """Chips and the ＋Filter menu, made from the declared filters.

    Signals:
        changed(): the chosen filters changed; ask `values()`.
    """

    changed = Signal()

    def __init__(
        self,
        name: str,
        choices: Sequence[FilterChoice],
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._choices = {choice.key: choice for choice in choices}
        self._today = today
        self._chosen: dict[str, tuple[str, ...]] = {}
        self._chips: list[QPushButton] = []
        self._layout = FlowLayout(self)
        self._layout.setSpacing(self.fontMetrics().height() // 3)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._add = QPushButton(icon("filter"), _("Filter"), self)
        self._add.setObjectName(f"{name}.add")
        self._add.setAccessibleName(_("Add a filter"))
        space_icon(self._add)
        self._add.setProperty("quiet", True)
        self._add.clicked.connect(self._offer)
        self._layout.addWidget(self._add)
        self._add.setVisible(bool(choices))

    def values(self) -> tuple[FilterValue, ...]:
        """What is chosen, in the order of the declaration."""
        return tuple(FilterValue(key, self._chosen[key]) for key in self._choices if key in self._chosen)

    def set_values(self, values: Sequence[FilterValue]) -> None:
        """Choose exactly these."""
        self._chosen = {value.key: value.values for value in values if value.key in self._choices and value.values}
        self._show()

    def clear(self) -> None:
        """Take every filter away."""
        self.set_values(())

    def toggle(self, key: str, code: str) -> None:
        """Add or take away one option."""
        choice = self._choices[key]
        chosen = self._chosen.get(key, ())
        if code in chosen:
            left = tuple(value for value in chosen if value != code)
        else:
            left = (code,) if choice.single else (*chosen, code)
        self.set_values([*(v for v in self.values() if v.key != key), FilterValue(key, left)])

    def set_range(self, key: str, start: str, end: str) -> None:
        """Choose a range of days ("" for an open end)."""
        chosen = (start, end) if start or end else ()
        self.set_values([*(v for v in self.values() if v.key != key), FilterValue(key, chosen)])

    def chip_texts(self) -> list[str]:
        """What the chips say."""
        return [chip.text() for chip in self._chips]

    def _show(self) -> None:
        for chip in self._chips:
            self._layout.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for value in self.values():
            choice = self._choices[value.key]
            if choice.kind == "dates":
                self._add_chip(choice, _range_text(value.values), "", value.values)
                continue
            words = choice.words()
            for code in value.values:
                word, role = words.get(code, (code, ""))
                self._add_chip(choice, _(word), role, (code,))
        self._layout.invalidate()
        self.updateGeometry()
        self.changed.emit()

    def _add_chip(self, choice: FilterChoice, text: str, role: str, values: tuple[str, ...]) -> None:
        chip = QPushButton(f"{text}  ✕")
        chip.setObjectName(f"{self.objectName()}.{choice.key}.{'.'.join(values)}")
        chip.setProperty("chip", True)
        chip.setAccessibleName(_("Remove the filter {name}").format(name=f"{_(choice.title)}: {text}"))
        chip.setToolTip(f"{_(choice.title)}: {text}")
        if role:
            chip.setIcon(_dot(self, role))
            chip.setIconSize(QSize(2 * unit(self), round(1.3 * unit(self))))
        chip.clicked.connect(lambda _checked=False: self._remove(choice, values))
        self._layout.insert_widget(len(self._chips), chip)
        self._chips.append(chip)
        chip.show()

    def _remove(self, choice: FilterChoice, values: tuple[str, ...]) -> None:
        if choice.kind == "dates":
            self.set_range(choice.key, "", "")
        else:
            self.toggle(choice.key, values[0])

    def menu(self) -> QMenu:
        """The ＋Filter menu as it would open now."""
        menu = QMenu(self)
        for choice in self._choices.values():
            sub = menu.addMenu(_(choice.title))
            if choice.kind == "dates":
                self._fill_dates(sub, choice)
            else:
                self._fill_options(sub, choice)
        if self._chosen:
            menu.addSeparator()
            menu.addAction(_("Clear all filters")).triggered.connect(lambda _checked=False: self.clear())
        return menu

    def _offer(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _fill_options(self, menu: QMenu, choice: FilterChoice) -> None:
        for code, (word, role) in choice.words().items():
            action = menu.addAction(_(word))
            if role:
                action.setIcon(_dot(self, role))
            action.setCheckable(True)
            action.setChecked(code in self._chosen.get(choice.key, ()))
            action.triggered.connect(lambda _checked=False, c=code: self.toggle(choice.key, c))

    def _fill_dates(self, menu: QMenu, choice: FilterChoice) -> None:
        for name in _PERIODS:
            start, end = period(name, self._today())
            action = menu.addAction(_(name))
            action.triggered.connect(lambda _checked=False, s=start, e=end: self.set_range(choice.key, s, e))
        menu.addSeparator()
        menu.addAction(_("From … to …")).triggered.connect(lambda _checked=False: self._ask_range(choice))

    def _ask_range(self, choice: FilterChoice) -> None:
        popup = DateRangePopup(
            f"{self.objectName()}.{choice.key}", self._chosen.get(choice.key, ("", "")), self._today, self
        )
        popup.accepted_range.connect(lambda start, end: self.set_range(choice.key, start, end))
        popup.open_below(self._add)


def _range_text(values: tuple[str, ...]) -> str:
    start, end = (date.fromisoformat(value) if value else None for value in values)
    if start and end:
        if start == end:
            return display.day_full(start)
        return f"{display.day_full(start)} – {display.day_full(end)}"
    if start:
        return _("from {day}").format(day=display.day_full(start))
    return _("until {day}").format(day=display.day_full(end))


def _dot(widget: QWidget, role: str) -> QPixmap:
    ratio = widget.devicePixelRatioF()
    size = 1.3 * unit(widget)
    pixmap = QPixmap(round(1.5 * size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill("transparent")
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen("transparent")
    painter.setBrush(colour(widget.palette(), role))
    painter.drawEllipse(QRectF(1, 1, size - 2, size - 2))
    painter.end()
    return pixmap
