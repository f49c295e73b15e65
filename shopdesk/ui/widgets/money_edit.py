"""An amount of money: typed as people type it, kept as integer minor units."""

import re
import unicodedata
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from shopdesk.domain import money
from shopdesk.domain.errors import UserError


def read_money(text: str, currency: str) -> int | None:
    """Minor units of `text` in `currency`, None for an empty one. Raises UserError `form.money`.

    `1,178.50`, `1178,5`, `¥ 1 178` and full-width digits are read; a lone comma or point followed by three digits
    separates thousands unless the currency has three decimals.
    """
    plain = _CURRENCY.sub("", unicodedata.normalize("NFKC", text).replace("。", ".").strip())
    plain = re.sub(r"[\s'’]", "", plain)
    if not text.strip():
        return None
    places = money.decimals(currency)
    number = _plain_number(plain, places)
    if number is None or not money.is_exact(number, currency):
        raise UserError("form.money", found=text, expected=money.to_text(117850, currency))
    return money.to_minor(number, currency)


# Signs and codes that people put before or after an amount.
_CURRENCY = re.compile(r"^(?:[A-Za-z]{1,3}(?=[\s$¥€£\d.+-]))?\s*[¥$€£₹₩]?|\s*(?:元|円|원|[A-Za-z]{3}|[¥$€£₹₩])$")


def _plain_number(text: str, places: int) -> Decimal | None:
    for thousands, point in ((",", "."), (".", ",")):
        grouped = re.fullmatch(rf"([+-]?\d{{1,3}}(?:\{thousands}\d{{3}})+)(?:\{point}(\d+))?", text)
        if grouped and (grouped[2] is not None or text.count(thousands) > 1 or places != 3):
            whole = grouped[1].replace(thousands, "")
            return Decimal(f"{whole}.{grouped[2] or 0}")
    single = re.fullmatch(r"([+-]?)(\d{0,12})(?:[.,](\d{0,3}))?", text)
    if single is None or not (single[2] or single[3]):
        return None
    return Decimal(f"{single[1]}{single[2] or 0}.{single[3] or 0}")


class MoneyEdit(QLineEdit):
    """A right-aligned amount with its currency in front."""

    def __init__(self, name: str, words: str, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(f"{words} ({currency})")
        self._currency = currency
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText(f"{currency} {money.to_text(0, currency)}")
        self.editingFinished.connect(self._tidy)

    @property
    def currency(self) -> str:
        """ISO code."""
        return self._currency

    def set_currency(self, currency: str) -> None:
        """Another currency; what is typed stays."""
        self._currency = currency
        self.setPlaceholderText(f"{currency} {money.to_text(0, currency)}")

    def value(self) -> int | None:
        """Minor units, None when empty. Raises UserError `form.money`."""
        return read_money(self.text(), self._currency)

    def set_value(self, minor: int | None) -> None:
        """Show an amount, or nothing."""
        self.setText(money.to_text(minor, self._currency) or "")

    def _tidy(self) -> None:
        try:
            self.set_value(self.value())
        except UserError:
            pass  # what cannot be read stays for the person to mend; saving says so
