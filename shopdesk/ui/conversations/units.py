"""Lines with a number of units each; what is wrong stands below the line it concerns."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.editors import ChoiceBox, UnitsBox
from shopdesk.ui.widgets.labels import RoleLabel


@dataclass(frozen=True, slots=True)
class UnitsLine:
    """One line: `key` is what `units()` goes by, `order` and `line` what an error names it by."""

    key: int
    order: str
    line: int
    title: str
    about: str
    units: int = 0
    choice: str = ""


class UnitsEditor(QWidget):
    """A row for each line: what it is, how many, and with `choices` a choice below.

    Signals:
        changed(): a number or a choice changed.
    """

    changed = Signal()

    def __init__(
        self, name: str, lines: Sequence[UnitsLine], choices: Sequence[tuple[str, str]] = (), choice_words: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._lines = list(lines)
        self._boxes: dict[int, UnitsBox] = {}
        self._choices: dict[int, ChoiceBox] = {}
        self._errors: dict[int, RoleLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(unit(self))
        grid.setVerticalSpacing(unit(self) // 4)
        grid.setColumnStretch(0, 1)
        for line in self._lines:
            self._add(grid, line, choices, choice_words)

    def units(self) -> dict[int, int]:
        """Units by key, lines without any left out."""
        return {key: box.value() for key, box in self._boxes.items() if box.value()}

    def chosen(self) -> dict[int, str]:
        """The choice by key, where one was made."""
        return {key: box.value() for key, box in self._choices.items() if box.value()}

    def set_units(self, units: dict[int, int], chosen: dict[int, str]) -> None:
        """Show these; lines that are not named get none."""
        for key, box in self._boxes.items():
            box.set_value(units.get(key, 0))
        for key, choice in self._choices.items():
            choice.set_value(chosen.get(key, ""))

    def state(self) -> dict[str, int]:
        """Units by key, as plain data."""
        return {str(key): units for key, units in self.units().items()}

    def set_state(self, state: dict[str, int]) -> None:
        """Show it again; what was chosen stays."""
        self.set_units({int(key): int(units) for key, units in state.items()}, self.chosen())

    def clear_errors(self) -> None:
        """Take every error away."""
        for label in self._errors.values():
            label.hide()

    def show_error(self, error: UserError) -> bool:
        """Say it below the line that the error names; False when it is none of ours."""
        for line in self._lines:
            if error.where.get("line") == line.line and error.where.get("order", line.order) == line.order:
                self._errors[line.key].setText(sentence(error.code, error.where))
                self._errors[line.key].show()
                self._boxes[line.key].setFocus()
                self._boxes[line.key].field.setAccessibleDescription(self._errors[line.key].text())
                return True
        return False

    def _add(self, grid: QGridLayout, line: UnitsLine, choices: Sequence[tuple[str, str]], choice_words: str) -> None:
        row = grid.rowCount()
        name = f"{self.objectName()}.{line.order}.{line.line}"
        box = UnitsBox(f"{name}.units", line.title, line.units)
        box.changed.connect(self.changed)
        error = RoleLabel("", "trouble", "small", wrap=True)
        error.setObjectName(f"{name}.error")
        error.hide()
        grid.addWidget(RoleLabel(line.title, wrap=True), row, 0)
        grid.addWidget(box, row, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        if line.about:
            grid.addWidget(RoleLabel(line.about, "muted", "small", wrap=True), row + 1, 0)
        if choices:
            choice = ChoiceBox(f"{name}.choice", choices)
            choice.setAccessibleName(f"{choice_words}: {line.title}")
            choice.set_value(line.choice)
            choice.changed.connect(self.changed)
            grid.addWidget(choice, row, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
            self._choices[line.key] = choice
        grid.addWidget(error, row + 2, 0, 1, 3)
        grid.setRowMinimumHeight(row + 3, unit(self) // 2)
        self._boxes[line.key] = box
        self._errors[line.key] = error
