"""The lines of an order and its sums, figures under figures."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.services.orders import Line
from shopdesk.ui import display
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_TOP = Qt.AlignmentFlag.AlignTop


class Figure(RoleLabel):
    """A number that stands under another one: right-aligned, all digits of one width."""

    def __init__(self, text: str, role: str = "", *, bold: bool = False) -> None:
        super().__init__(text, role, bold=bold, selectable=True)
        font = QFont(self.font())
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)
        self.setAlignment(_RIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)


class Hairline(QFrame):
    """A quiet line between groups."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Midlight)


class OrderLines(QWidget):
    """Item, units, price, total; below the item its variant, SKU and what was personalised."""

    def __init__(self, lines: Sequence[Line], currency: str) -> None:
        super().__init__()
        self.setObjectName("orders.panel.lines")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(unit(self) * 2)
        grid.setVerticalSpacing(unit(self))
        grid.setColumnStretch(0, 1)
        for column, title in enumerate((_("Item"), _("Units"), _("Price"), _("Total"))):
            label = RoleLabel(title, "muted", "small")
            grid.addWidget(label, 0, column, _TOP if column == 0 else _RIGHT)
        row = 1
        for line in lines:
            grid.addWidget(Hairline(), row, 0, 1, 4)
            grid.addWidget(_item(line), row + 1, 0, _TOP)
            grid.addWidget(Figure(f"× {display.count(line.quantity)}", bold=line.quantity > 1), row + 1, 1, _RIGHT)
            grid.addWidget(Figure(display.money(line.price, currency) or "–"), row + 1, 2, _RIGHT)
            grid.addWidget(_total(line, currency), row + 1, 3, _RIGHT)
            row += 2


def _item(line: Line) -> QWidget:
    block = QWidget()
    layout = QVBoxLayout(block)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(1)
    layout.addWidget(RoleLabel(line.title or line.sku, wrap=True, selectable=True))
    about = " · ".join(part for part in (line.variant, line.sku if line.title else "") if part)
    if about:
        layout.addWidget(RoleLabel(about, "muted", "small", wrap=True, selectable=True))
    if line.personalisation:
        text = _("Personalised: {text}").format(text=line.personalisation)
        layout.addWidget(RoleLabel(text, "accent", "small", wrap=True, selectable=True))
    progress = progress_words(line)
    if progress:
        layout.addWidget(RoleLabel(progress, "muted", "small", wrap=True))
    return block


def progress_words(line: Line) -> str:
    """Where the units of a line are, when there is anything to say: "1 sent, 1 on a list, 2 to go"."""
    if not (line.shipped or line.listed or line.returned):
        return ""
    parts = []
    if line.shipped >= line.quantity:
        parts.append(_("all sent"))
    elif line.shipped:
        parts.append(_("{count} sent").format(count=line.shipped))
    if line.listed:
        parts.append(_("{count} on a packing list").format(count=line.listed))
    if line.remaining:
        parts.append(_("{count} to go").format(count=line.remaining))
    if line.returned:
        parts.append(_("{count} came back").format(count=line.returned))
    return display.list_of(parts)


def _total(line: Line, currency: str) -> QWidget:
    block = QWidget()
    layout = QVBoxLayout(block)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(1)
    layout.addWidget(Figure(display.money(line.total, currency)))
    if line.discount:
        saved = RoleLabel(display.money(-line.discount, currency), "muted", "small")
        saved.setAlignment(_RIGHT)
        saved.setToolTip(_("Discount"))
        layout.addWidget(saved)
    return block


class OrderSums(QWidget):
    """From the goods to what is still owed; sums that are zero are left out."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__()
        self.setObjectName("orders.panel.sums")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(unit(self) * 2)
        grid.setVerticalSpacing(max(2, unit(self) // 2))
        grid.setColumnStretch(0, 1)
        grid.setContentsMargins(0, unit(self) // 2, 0, 0)
        grid.addWidget(Hairline(), 0, 0, 1, 2)
        for row, (label, minor, role, bold) in enumerate(_sums(values), start=1):
            name = RoleLabel(label, "" if bold else "muted", bold=bold)
            grid.addWidget(name, row, 0)
            grid.addWidget(Figure(display.money(minor, values["currency"]), role, bold=bold), row, 1, _RIGHT)


def _sums(values: Mapping[str, Any]) -> list[tuple[str, int, str, bool]]:
    parts = [
        (_("Discount"), -values["discount"]),
        (_("Shipping"), values["shipping"]),
        (_("Tax"), values["tax"]),
        (_("Fees"), values["fees"]),
    ]
    shown = [(label, minor, "", False) for label, minor in parts if minor]
    if shown:
        shown.insert(0, (_("Goods"), values["goods"], "", False))
    shown.append((_("Total"), values["total"], "", True))
    owed = values["total"] - values["paid"]
    if values["paid"] and owed:
        shown.append((_("Paid"), values["paid"], "", False))
    if values["refunded"]:
        shown.append((_("Refunded"), -values["refunded"], "trouble", False))
    if owed > 0 and values["status"] != "cancelled":
        label = _("To collect on delivery") if values["pay_on_delivery"] else _("Still to pay")
        shown.append((label, owed, "waiting", False))
    return shown
