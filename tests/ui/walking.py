"""A walk through the real window with the demo shop, and what the eye, the keyboard and a screen reader find there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTableView,
    QWidget,
)

from shopdesk import app
from shopdesk.services.desk import open_desk
from shopdesk.ui.assistant.cards import ReplyButton
from shopdesk.ui.dialogs.shortcuts import KeyList
from shopdesk.ui.measure import unit
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.records.one_line import OneLine
from shopdesk.ui.widgets.buttons import LinkButton

FORMS = (
    "inquiry.create",
    "order.create",
    "case.open",
    "customer.create",
    "product.create",
    "quote.save",
    "reservation.create",
)
_USED = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QTabBar)
_NAMED = re.compile(r"[a-z_]+(\.[\w-]+)+")


class Walk:
    """One window; `pages()` brings each page to the front with its first record selected, `forms()` each form."""

    def __init__(self, shop: Path, preferences: Preferences, now: Any) -> None:
        self.application = app.make_application()
        self.front = app.Shopfront(self.application, open_desk(shop, clock=now), preferences)
        self.window = self.front.window
        self.window.resize(1280, 800)
        self.window.show()
        self.rest()

    def rest(self) -> None:
        """Wait until nothing runs and everything is laid out."""
        for _round in range(4):
            assert self.front.tasks.settle(20)
            self.application.processEvents()

    def pages(self) -> Iterator[str]:
        """The key of each page while it is in front."""
        for spec in self.window.pages():
            page: Any = self.window.show_page(spec.key)
            self.rest()
            if spec.key == "reports":
                yield from self._parts(page)
                continue
            page.table.selectRow(0)
            self.rest()
            assert page.table.selected_count() == 1, spec.key
            yield spec.key

    def _parts(self, page: Any) -> Iterator[str]:
        while page.report is None:  # Qt's classes are made before the charts are read
            self.application.processEvents()
            self.rest()
        for row, key in enumerate(page.report.parts()):
            page.parts.setCurrentRow(row)
            while not page.part(key).is_complete():
                self.application.processEvents()
            self.rest()
            yield f"reports.{key}"

    def forms(self) -> Iterator[str]:
        """The action of each form for something new while the form is open; it is left again."""
        for name in FORMS:
            action = next(one for one in self.front.context.actions.all() if one.id == name)
            self.window.show_page(action.page)
            self.rest()
            self.front.context.actions.action(name).trigger()
            self.rest()
            yield name
            QTest.keyClick(self.window.focusWidget(), Qt.Key.Key_Escape)
            self.rest()

    def settings(self) -> Iterator[str]:
        """The key of each part of the settings while it is in front."""
        page = self.front.settings.open()
        for key in page.parts_in_order():
            page.show_section(key)
            self.rest()
            while not all(keys.is_complete for keys in page.findChildren(KeyList)):
                self.application.processEvents()
            self.rest()
            QTest.qWait(50)
            yield f"settings.{key}"
        self.window.uncover()
        self.rest()

    def close(self) -> None:
        """Close window and shop; the window is gone at once, or every change of fonts would lay it out again."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def in_sight(self, *kinds: type) -> list[Any]:
        """The visible widgets of some kinds, without Qt's own parts of a widget."""
        return [
            one
            for one in self.window.findChildren(QWidget)
            if isinstance(one, kinds) and one.isVisible() and not _is_part(one)
        ]


class Appearing(QObject):
    """Remembers every window that is shown while it listens."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.seen: list[str] = []
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def _is_part(widget: QWidget) -> bool:
    if isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_"):
        return True
    above = widget.parentWidget()
    return isinstance(above, QComboBox | QLineEdit) or "qt_scrollarea" in widget.objectName()


# What the eye finds


def cut_words(walk: Walk) -> list[str]:
    """Words in sight that have less room than they need."""
    found = [_label(one) for one in walk.in_sight(QLabel)]
    found += [_button(one) for one in walk.in_sight(QAbstractButton)]
    found += [_choice(one) for one in walk.in_sight(QComboBox)]
    found += [_outside(one) for one in walk.in_sight(QLabel, QAbstractButton, QLineEdit, QComboBox)]
    for bar in walk.in_sight(QTabBar):
        found += _tabs(bar)
    for bar in walk.in_sight(QMenuBar):
        found += [f"menu {a.text()}" for a in bar.actions() if bar.actionGeometry(a).right() > bar.width()]
    for table in walk.in_sight(QTableView):
        found += _heads(table)
    return [words for words in found if words]


def cut_hints(walk: Walk) -> list[str]:
    """Hints in empty fields that end in …: with large letters that is as it should be."""
    return [words for words in map(_hint, walk.in_sight(QLineEdit)) if words]


def scrolled_sideways(walk: Walk) -> list[str]:
    """What has to be pushed to the side to be read."""
    return [
        area.objectName()
        for area in walk.in_sight(QAbstractScrollArea)
        if area.horizontalScrollBar().isVisible() and area.horizontalScrollBar().maximum() > 0
    ]


def _label(label: QLabel) -> str:
    if not label.text() or isinstance(label, OneLine):
        return ""
    if label.wordWrap():
        cut = label.height() < label.heightForWidth(label.width())
    else:
        cut = label.width() < label.sizeHint().width() or label.height() < label.minimumSizeHint().height()
    return f"label “{label.text()}” {label.size().toTuple()} needs {label.sizeHint().toTuple()}" if cut else ""


def _button(one: QAbstractButton) -> str:
    needed = one.sizeHint()
    if isinstance(one, LinkButton):  # may be cut, but only by the edge of what it is in
        needed.setWidth(min(needed.width(), one.parentWidget().width()))
    if isinstance(one, ReplyButton):  # three titles of the shop's own share a line
        needed.setWidth(min(needed.width(), one.parentWidget().width() // 3 - 2 * unit(one)))
    cut = one.height() < needed.height() or (bool(one.text()) and one.width() < needed.width())
    return f"button {one.objectName()} “{one.text()}” {one.size().toTuple()} needs {needed.toTuple()}" if cut else ""


def _choice(one: QComboBox) -> str:
    needed = one.fontMetrics().horizontalAdvance(one.currentText()) + 4 * unit(one)  # with frame and arrow
    return (
        f"choice {one.objectName()} “{one.currentText()}” {one.width()} needs {needed}" if one.width() < needed else ""
    )


def _hint(field: QLineEdit) -> str:
    hint = field.placeholderText()
    room = field.width() - round(1.75 * unit(field)) - (2 * unit(field) if field.actions() else 0)
    cut = field.fontMetrics().horizontalAdvance(hint) > room
    return f"hint “{hint}” of {field.objectName()} has {room}" if cut else ""


def _outside(widget: QWidget) -> str:
    """Whether a part stands beyond the left or right edge of what it is in."""
    inside = widget.parentWidget()
    while inside is not None and not widget.isWindow():
        left = widget.mapTo(inside, QPoint(0, 0)).x()
        if left < 0 or left + widget.width() > inside.width():
            said = getattr(widget, "text", str)()
            return (
                f"{type(widget).__name__} {widget.objectName()} “{said}” beyond {inside.objectName() or type(inside)}"
            )
        inside = None if inside.isWindow() else inside.parentWidget()
    return ""


def _tabs(bar: QTabBar) -> list[str]:
    return [f"tab {bar.tabText(n)}" for n in range(bar.count()) if not bar.rect().contains(bar.tabRect(n))]


def _heads(table: QTableView) -> list[str]:
    header = table.horizontalHeader()
    model = table.model()
    found = []
    for section in range(header.count() if model is not None else 0):
        title = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        needed = round(header.fontMetrics().horizontalAdvance(title) * 0.92) + 2 * unit(header)
        if not header.isSectionHidden(section) and header.sectionSize(section) < needed:
            found.append(f"head “{title}” of {table.objectName()}: {header.sectionSize(section)} needs {needed}")
    return found


# What the keyboard and a screen reader find


def nameless(walk: Walk) -> list[str]:
    """What takes the focus and cannot be read out."""
    return [
        f"{type(one).__name__} {one.objectName()}"
        for one in walk.in_sight(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name).strip()
    ]


def without_object_name(walk: Walk) -> list[str]:
    """What a person uses and no script or test could find again."""
    return [
        f"{type(one).__name__} “{one.objectName()}” in {one.parentWidget().objectName()}"
        for one in walk.in_sight(*_USED)
        if not _NAMED.fullmatch(one.objectName())
    ]


def shared_keys(walk: Walk) -> list[str]:
    """Keys that would start two things at once: a window's keys work on every page as well."""
    found = [" ".join(shared) for shared in walk.front.context.actions.duplicates()]
    everywhere: dict[str, str] = {}
    for one in walk.front.context.actions.of_page(""):
        everywhere |= {_portable(QKeySequence(keys)): one.id for keys in one.keys}
    taken: dict[tuple[int, str], str] = {}
    for shortcut in walk.window.findChildren(QShortcut):
        keys = _portable(shortcut.key())
        wide = shortcut.context() == Qt.ShortcutContext.WindowShortcut
        place = (0 if wide else id(shortcut.parent()), keys)
        who = f"{shortcut.parent().objectName()} {keys}"
        if keys in everywhere or place in taken:
            found.append(f"{who} and {everywhere.get(keys) or taken[place]}")
        taken[place] = who
    for menu in walk.window.findChildren(QMenu):
        found += _shared_mnemonics(menu)
    return found


def _portable(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.PortableText)


def _shared_mnemonics(menu: QMenu) -> list[str]:
    letters = [QKeySequence.mnemonic(action.text()).toString() for action in menu.actions()]
    return [f"{menu.title()}: {letter}" for letter in {one for one in letters if one and letters.count(one) > 1}]
