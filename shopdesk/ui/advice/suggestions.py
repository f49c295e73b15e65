"""Products to recommend: each with its reason, price and stock, to add or to copy into a chat."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.services.recommending import Suggestion
from shopdesk.ui.advice import words
from shopdesk.ui.context import Context
from shopdesk.ui.measure import unit
from shopdesk.ui.records.one_line import OneLine
from shopdesk.ui.widgets.buttons import LinkButton, button, icon_button
from shopdesk.words import _


class Suggestions(QWidget):
    """A line for each with its reason below; `add` (None: nothing to add them to) gets the product's key."""

    def __init__(
        self,
        name: str,
        context: Context,
        suggestions: Sequence[Suggestion],
        from_bought: bool,
        add: Callable[[Suggestion], object] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._context = context
        self._suggestions = suggestions
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(unit(self) // 2)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        for one in suggestions:
            self._add_row(one, from_bought, add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        layout.addLayout(self._grid)
        copy = button(_("Copy all for the chat"), f"{name}.copy_all", self.copy_all, icon_name="copy", quiet=True)
        copy.setVisible(len(suggestions) > 1)
        layout.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)

    def copy_all(self) -> None:
        """Names and prices of all of them on the clipboard."""
        self._copy(self._suggestions)

    def _add_row(self, one: Suggestion, from_bought: bool, add: Callable[[Suggestion], object] | None) -> None:
        row, name = self._grid.rowCount(), f"{self.objectName()}.{one.key}"
        title = words.product(one)
        link = LinkButton(title, name, lambda: self._context.open_record("products", one.key), "tag")
        self._grid.addWidget(link, row, 0, Qt.AlignmentFlag.AlignLeft)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        if add is not None:
            what = _("Add to what they ask about: {what}").format(what=title)
            buttons.addWidget(icon_button("plus", what, f"{name}.add", lambda: add(one)))
        copy = icon_button("copy", _("Copy: {what}").format(what=title), f"{name}.copy", lambda: self._copy([one]))
        buttons.addWidget(copy)
        self._grid.addLayout(buttons, row, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        about = " · ".join(
            part for part in (words.price(one), words.reason(one, from_bought), words.stock(one)) if part
        )
        told = OneLine(about, "muted", "small")
        told.setContentsMargins(3 * unit(self), 0, 0, unit(self) // 2)
        self._grid.addWidget(told, row + 1, 0)

    def _copy(self, suggestions: Sequence[Suggestion]) -> None:
        QGuiApplication.clipboard().setText(words.for_chat(suggestions))
        what = words.product(suggestions[0]) if len(suggestions) == 1 else _("Recommendations")
        self._context.bus.message.emit(_("{what} copied").format(what=what), None)
