"""Carriers to choose from: those this shop sends with first, its own, then the common ones. Any other may be typed."""

from typing import Any

from PySide6.QtWidgets import QComboBox

from shopdesk.services import packing
from shopdesk.ui import carrier_names
from shopdesk.words import _


class CarrierBox(QComboBox):
    """A carrier chosen or typed."""

    def __init__(self, name: str, desk: Any) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName(name)
        self.setAccessibleName(_("Carrier"))
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        typed = self.lineEdit()
        assert typed is not None
        typed.setPlaceholderText(_("Carrier"))
        typed.setObjectName(f"{name}.text")
        typed.setAccessibleName(_("Carrier"))

    def offer(self, chosen: str | None = None) -> None:
        """Fill the list again; `chosen` stands in the field (None: the carrier used most)."""
        used = packing.carriers(self._desk)
        names = carrier_names.offered(self._desk, used)
        self.clear()
        self.addItems(names)
        self.setCurrentText(chosen if chosen is not None else next((name for name in used if name in names), ""))

    def value(self) -> str:
        """The name, "" for none."""
        return self.currentText().strip()
