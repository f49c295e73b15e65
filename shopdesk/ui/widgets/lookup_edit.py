"""A field that finds records while one types: order, customer, product by number, name, phone, anything searched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QWidget

from shopdesk.ui.tasks import TaskRunner

_AFTER = 60  # ms after the last key


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record found: its number (or SKU), and the words it is recognised by."""

    number: str
    words: str


class LookupEdit(QLineEdit):
    """Type, arrows, Enter. What is typed stays as it is when nothing is chosen.

    Signals:
        changed(): what stands here changed.
        chosen(str): a suggestion was taken; its number stands in the field.
    """

    changed = Signal()
    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        hint: str,
        find: Callable[[str], Sequence[Suggestion]],
        tasks: TaskRunner,
        parent: QWidget | None = None,
    ) -> None:
        """`find` runs on the read lane."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        self._find = find
        self._tasks = tasks
        self._found = QStandardItemModel(self)
        # Not setCompleter: it would open the list of the last question on every key.
        self._list = QCompleter(self._found, self)
        self._list.setWidget(self)
        self._popup().setProperty("popup", True)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setCompletionRole(Qt.ItemDataRole.UserRole)
        self._list.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.textEdited.connect(self._look)
        self.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str | None:
        """What stands here, None for nothing."""
        return self.text().strip() or None

    def set_value(self, value: str | None) -> None:
        """Show `value`."""
        self.setText(value or "")

    def state(self) -> str:
        """The text."""
        return self.text()

    set_state = set_value

    def suggestions(self) -> list[str]:
        """The words of what was found last."""
        return [self._found.item(row).text() for row in range(self._found.rowCount())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._popup().isVisible():
            self._look(self.text())
        else:
            super().keyPressEvent(event)

    def _popup(self) -> QAbstractItemView:
        popup = self._list.popup()
        assert popup is not None
        return popup

    def _look(self, text: str) -> None:
        if not text.strip():
            self._popup().hide()
            return
        self._tasks.latest(
            (id(self), "look"),
            lambda interrupted: (text, [] if interrupted() else self._find(text.strip())),
            receiver=self,
            done=self._show,
            delay=_AFTER,
        )

    def _show(self, answer: tuple[str, Sequence[Suggestion]]) -> None:
        text, found = answer
        if text != self.text() or not self.hasFocus():
            return
        self._found.clear()
        for one in found:
            item = QStandardItem(f"{one.number}   {one.words}" if one.words else one.number)
            item.setData(one.number, Qt.ItemDataRole.UserRole)
            self._found.appendRow(item)
        if found:
            self._list.complete()
        else:
            self._popup().hide()

    def _take(self, index: QModelIndex) -> None:
        number = str(index.data(Qt.ItemDataRole.UserRole))
        self.setText(number)
        self.chosen.emit(number)
