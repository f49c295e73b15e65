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
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"[\s'’_]|[A-Za-z]{1,3}\$?|[¥$€£₹₩元]", "", plain).replace("，", ",").replace("。", ".")
    if not plain:
        if text.strip():
            raise UserError("form.money", found=text, expected=money.to_text(117850, currency))
        return None
    places = money.decimals(currency)
    last = max(plain.rfind(","), plain.rfind("."))
    tail = len(plain) - last - 1
    both = "," in plain and "." in plain
    if last >= 0 and (both or (plain.count(plain[last]) == 1 and (tail != 3 or places == 3))):
        plain = plain[:last].replace(",", "").replace(".", "") + "." + plain[last + 1 :]
    else:
        plain = plain.replace(",", "").replace(".", "")
    if not re.fullmatch(r"[+-]?(\d{1,12}\.?\d*|\.\d+)", plain) or not money.is_exact(Decimal(plain), currency):
        raise UserError("form.money", found=text, expected=money.to_text(117850, currency))
    return money.to_minor(Decimal(plain), currency)


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
