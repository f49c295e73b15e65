"""The lines of a quote in a narrow panel, with a button for one more."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.drafts import LineDraft
from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.ui.context import Context
from shopdesk.ui.inquiries.quote_line import QuoteLine
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _


class QuoteLines(QWidget):
    """All lines, with a button for one more.

    Signals:
        changed(): something was typed, added or taken away.
    """

    changed = Signal()

    def __init__(self, context: Context, name: str, currency: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._context = context
        self._currency = currency
        self._made = 0
        self.rows: list[QuoteLine] = []
        self._error = RoleLabel("", "trouble", "small", wrap=True)
        self._error.setObjectName(f"{name}.error")
        self._error.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(unit(self) // 2)
        more = button(_("Another product"), f"{name}.add", self._add_and_go, icon_name="plus", quiet=True)
        foot = QHBoxLayout()
        foot.addWidget(more)
        foot.addStretch(1)
        self._layout.addWidget(self._error)
        self._layout.addLayout(foot)
        self.set_value(())

    def value(self) -> tuple[LineDraft, ...]:
        """The lines that are not blank. Raises UserError naming `field` and `line` (counted from 1)."""
        lines = []
        for number, row in enumerate(self._filled(), start=1):
            try:
                lines.append(row.read())
            except UserError as error:
                raise UserError(error.code, **{**error.where, "line": number}) from error
        return tuple(lines)

    def set_value(self, lines: Sequence[LineDraft]) -> None:
        """Show these, or one empty line."""
        self._start_over()
        for line in lines:
            self._add().show_line(line)
        if not lines:
            self._add()

    def state(self) -> list[dict[str, Any]]:
        """What is typed in each line."""
        return [row.state() for row in self._filled()]

    def set_state(self, state: list[dict[str, Any]]) -> None:
        """Show what `state` gave."""
        self._start_over()
        for one in state:
            self._add().set_state(one)
        if not state:
            self._add()

    def set_currency(self, currency: str) -> None:
        """Another currency for all lines."""
        self._currency = currency
        for row in self.rows:
            row.set_currency(currency)

    def show_error(self, error: UserError) -> bool:
        """Say an error at its line; False when it concerns none."""
        line, filled = error.where.get("line"), self._filled()
        if isinstance(line, int) and 0 < line <= len(filled):
            filled[line - 1].show_error(error)
            return True
        if error.where.get("field") == "lines":
            empty = _("A quote needs at least one line.")
            self._error.setText(empty if error.code == "form.required" else sentence(error.code, error.where))
            self._error.show()
            self.rows[0].setFocus()
            return True
        return False

    def clear_errors(self) -> None:
        """Take every error away."""
        self._error.hide()
        for row in self.rows:
            row.clear_error()

    def _filled(self) -> list[QuoteLine]:
        return [row for row in self.rows if not row.is_blank()]

    def _add(self) -> QuoteLine:
        self._made += 1
        row = QuoteLine(self._context, f"{self.objectName()}.{self._made}", self._currency, self._remove)
        row.changed.connect(self.changed)
        self.rows.append(row)
        self._layout.insertWidget(len(self.rows), row)
        self.setFocusProxy(self.rows[0])
        return row

    def _add_and_go(self) -> None:
        self._add().setFocus()

    def _remove(self, row: QuoteLine) -> None:
        self._drop(row)
        if not self.rows:
            self._add()
        self.rows[0].setFocus()
        self.changed.emit()

    def _start_over(self) -> None:
        for row in list(self.rows):
            self._drop(row)
        self._made = 0

    def _drop(self, row: QuoteLine) -> None:
        self.rows.remove(row)
        # Without a parent at once: the next row takes over its name.
        row.hide()
        row.setParent(None)
        row.deleteLater()
