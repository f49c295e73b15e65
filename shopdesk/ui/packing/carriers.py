"""Carriers to choose from: those this shop sends with first, then the common ones. Any other may be typed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox

from shopdesk.services import packing
from shopdesk.words import _, language, mark

_CHINESE = (
    mark("SF Express"), mark("ZTO Express"), mark("YTO Express"), mark("STO Express"), mark("Yunda Express"),
    mark("JD Logistics"), mark("J&T Express"), mark("EMS"), mark("China Post"), mark("Deppon"),
)  # fmt: skip
_WESTERN = (
    mark("DHL"), mark("UPS"), mark("FedEx"), mark("USPS"), mark("Royal Mail"), mark("Deutsche Post"), mark("DPD"),
    mark("GLS"), mark("Evri"), mark("Canada Post"), mark("Australia Post"), mark("La Poste"), mark("PostNL"),
)  # fmt: skip


def offered(used: Sequence[str]) -> list[str]:
    """The names to choose from, in the language in use; those that were used come first."""
    near, far = (_CHINESE, _WESTERN) if language() == "zh_CN" else (_WESTERN, _CHINESE)
    return list(dict.fromkeys([*used, *(_(name) for name in (*near, *far))]))


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
        self.clear()
        self.addItems(offered(used))
        self.setCurrentText(chosen if chosen is not None else (used[0] if used else ""))

    def value(self) -> str:
        """The name, "" for none."""
        return self.currentText().strip()
