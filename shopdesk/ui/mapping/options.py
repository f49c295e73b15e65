"""How the cells of an unknown table are to be read, whose orders they are, and what such files are called."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk import vocabulary
from shopdesk.domain.amounts import CURRENCIES
from shopdesk.domain.errors import UserError
from shopdesk.domain.mapping_guess import Options
from shopdesk.sentences import sentence
from shopdesk.ui.mapping.words import DATE_ORDERS, STATES
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.editors import ChoiceBox, TextLine
from shopdesk.ui.widgets.form import FormField
from shopdesk.ui.widgets.typed_choice import TypedChoice
from shopdesk.words import _

_COMMON = ("CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "AUD", "CAD", "CHF", "INR", "KRW", "SGD")


class OptionsForm(QWidget):
    """`currency` and `zone` are the shop's own, which count where nothing is chosen.

    Signals:
        changed(): something else was chosen.
    """

    changed = Signal()

    def __init__(self, currency: str, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapping.options")
        self._hints = {
            "currency": _("The shop’s: {currency}").format(currency=currency),
            "zone": _("The shop’s: {zone}").format(zone=zone),
            "decimal": _("as in the file"),
            "date_order": _("as in the file"),
            "status": _(STATES[0][1]),
        }
        currencies = (*_COMMON, *sorted(CURRENCIES - {*_COMMON}))
        self.name = TextLine("mapping.name")
        self.platform = ChoiceBox("mapping.platform", _platforms())
        self.currency = TypedChoice("mapping.currency", _("Currency"), [(code, code) for code in currencies])
        self.decimal = ChoiceBox("mapping.decimal", [("", ""), (".", "1,234.50"), (",", "1.234,50")])
        self.date_order = ChoiceBox("mapping.date_order", [("", ""), *((code, _(told)) for code, told in DATE_ORDERS)])
        self.zone = TypedChoice("mapping.zone", _("Time zone of the dates"), [(name, name) for name in _zones()])
        self.status = ChoiceBox("mapping.status", [(code, _(words)) for code, words in STATES])
        self._boxes: dict[str, ChoiceBox | TypedChoice] = {
            "platform": self.platform, "currency": self.currency, "decimal": self.decimal,
            "date_order": self.date_order, "zone": self.zone, "status": self.status,
        }  # fmt: skip
        titles = (
            ("name", _("Such files are called"), self.name),
            ("platform", _("Platform"), self.platform),
            ("currency", _("Currency"), self.currency),
            ("decimal", _("Amounts are written"), self.decimal),
            ("date_order", _("Dates are written"), self.date_order),
            ("zone", _("Time zone of the dates"), self.zone),
            ("status", _("Orders without a status are"), self.status),
        )
        self._fields = {key: FormField(key, words, editor) for key, words, editor in titles}
        self._lay_out()
        for box in (self.name, *self._boxes.values()):
            box.changed.connect(self.changed)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * unit(self))
        grid.setVerticalSpacing(unit(self))
        for place, field in enumerate(self._fields.values()):
            if place == 0:
                grid.addWidget(field, 0, 0, 1, 2)
            else:
                grid.addWidget(field, (place + 1) // 2, (place + 1) % 2, Qt.AlignmentFlag.AlignTop)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    # What a person chose

    def values(self) -> dict[str, str]:
        """What was chosen, in the shape of `--map`, without the name."""
        return {key: box.value() for key, box in self._boxes.items() if box.isEnabled() and box.value()}

    def show_values(self, mapping: Mapping[str, Any], name: str) -> None:
        """Chooses what a mapping says."""
        self.name.set_value(name)
        for key, box in self._boxes.items():
            self._set(box, str(mapping.get(key) or ""))

    def follow(self, options: Options, columns: Mapping[str, Any]) -> None:
        """After columns were chosen: what their values tell is taken over, what a column tells is not asked."""
        told = {"currency": options.currency, "decimal": options.decimal, "date_order": options.date_order}
        for key, text in told.items():
            if text and not self._boxes[key].value():
                self._set(self._boxes[key], text)
            # “As in the file” is no answer where the file leaves it open.
            self._hint(key, _("Choose…") if key in options.open else self._hints[key])
        for key in ("currency", "zone", "status"):
            box, by_column = self._boxes[key], key in columns
            box.setEnabled(not by_column)
            if by_column:
                self._set(box, "")
            if by_column or key not in options.open:
                self._hint(key, _("as its column says") if by_column else self._hints[key])

    @staticmethod
    def _set(box: ChoiceBox | TypedChoice, value: str) -> None:
        box.blockSignals(True)
        if isinstance(box, TypedChoice) and not value:
            box.setCurrentIndex(-1)
            box.setEditText("")
        else:
            box.set_value(value)
        box.blockSignals(False)

    def _hint(self, key: str, words: str) -> None:
        box = self._boxes[key]
        if isinstance(box, TypedChoice):
            typed = box.lineEdit()
            assert typed is not None  # it is editable
            typed.setPlaceholderText(words)
        else:
            box.setItemText(0, words)

    # What is wrong

    def show_error(self, error: UserError) -> bool:
        """Puts the sentence beside the field it concerns; False when it names none of these."""
        key = {"zone.unknown": "zone", "currency.unknown": "currency"}.get(error.code, error.where.get("field", ""))
        field = self._fields.get(str(key))
        if field is None:
            return False
        field.set_error(sentence(error.code, error.where))
        return True

    def go_to(self, key: str) -> None:
        """Takes the keyboard to a field."""
        if key in self._fields:
            self._fields[key].editor.setFocus()

    def clear_errors(self) -> None:
        """Takes every error away."""
        for field in self._fields.values():
            field.set_error("")


def _platforms() -> list[tuple[str, str]]:
    known = [(code, _(words)) for code, words in vocabulary.PLATFORM.items() if code not in ("table", "shopdesk")]
    return [("", _("No platform")), *known]


def _zones() -> list[str]:
    return sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/")))
