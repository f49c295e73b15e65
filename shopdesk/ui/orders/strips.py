"""What an action still needs to know, asked in a strip above the list: until when, which carrier, which day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.ui import display
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.theme import colour
from shopdesk.ui.widgets.buttons import button, icon_button
from shopdesk.ui.widgets.date_edit import DateEdit
from shopdesk.ui.widgets.flow_layout import FlowLayout
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.typed_choice import TypedChoice
from shopdesk.words import _, plural

Apply = Callable[..., object]
_NEAR = 7  # days: nearer ones need no date to be understood


class Strip(QWidget):
    """A question in one line; Enter answers, Esc takes it back. `apply(*answers)` is the page's."""

    def __init__(self, name: str, apply: Apply) -> None:
        super().__init__()
        self.setObjectName(name)
        self._apply = apply
        self._title = RoleLabel("", bold=True)
        self._error = RoleLabel("", "trouble", "small", wrap=True)
        self._error.hide()
        self._inside = QWidget()
        self._flow = FlowLayout(self._inside)
        self._flow.setSpacing(unit(self))
        self._flow.addWidget(self._title)
        top = QHBoxLayout()
        top.addWidget(self._inside, 1)
        close = icon_button("x", _("Close (Esc)"), f"{name}.close", self.leave)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * unit(self), unit(self), unit(self), unit(self))
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self._error)
        self._fill()
        self.hide()

    def _fill(self) -> None:
        """Add the editors and the button."""

    @property
    def error(self) -> str:
        """What is wrong, "" when nothing is."""
        return self._error.text()

    def title(self, count: int) -> str:
        """What is asked, for `count` orders."""
        return ""

    def first(self) -> QWidget:
        """Where typing begins."""
        return self

    def answers(self) -> tuple[Any, ...]:
        """What was answered. Raises UserError."""
        return ()

    def ask(self, count: int) -> None:
        """Show the question for `count` selected orders."""
        self.follow(count)
        self._say("")
        self.show()
        self.first().setFocus()

    def follow(self, count: int) -> None:
        """The selection changed while the strip is open."""
        self._title.setText(self.title(count))
        if not count:
            self.hide()

    def leave(self) -> None:
        """Ask no longer."""
        self.hide()
        parent = self.parentWidget()
        table = parent.findChild(QWidget, "orders.table") if parent else None
        if table is not None:
            table.setFocus()

    def show_error(self, error: UserError) -> None:
        """Say beside the fields what is wrong."""
        self._say(sentence(error.code, error.where))

    def submit(self) -> None:
        """Take the answer."""
        try:
            answers = self.answers()
        except UserError as error:
            self.show_error(error)
            return
        self._say("")
        self._apply(*answers)

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def _label(self, text: str) -> None:
        self._flow.addWidget(RoleLabel(text, "muted"))

    def _submit_button(self, text: str) -> None:
        self._flow.addWidget(button(text, f"{self.objectName()}.apply", self.submit, primary=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self.palette(), "theirs"))
        painter.fillRect(0, 0, 3, self.height(), colour(self.palette(), "accent"))
        painter.end()


class HoldStrip(Strip):
    """Hold until a day."""

    def __init__(self, apply: Apply, today: Callable[[], date]) -> None:
        self._today = today
        super().__init__("orders.hold", apply)

    def _fill(self) -> None:
        self._tomorrow = button(_("Tomorrow"), "orders.hold.tomorrow", lambda: self._apply(self._day(1)))
        self._monday = button(_("Next Monday"), "orders.hold.monday", lambda: self._apply(self._next_monday()))
        self._week = button(_("In two weeks"), "orders.hold.fortnight", lambda: self._apply(self._day(14)))
        for made in (self._tomorrow, self._monday, self._week):
            self._flow.addWidget(made)
        self._label(_("or"))
        self._until = DateEdit("orders.hold.until", _("Hold until"), self._today)
        self._until.setFixedWidth(characters(self, 24))
        self._flow.addWidget(self._until)
        self._submit_button(_("Hold"))

    def title(self, count: int) -> str:
        return plural("Hold {count} order until", "Hold {count} orders until", count)

    def ask(self, count: int) -> None:
        today = self._today()
        names = (
            (self._tomorrow, _("Tomorrow"), self._day(1)),
            (self._monday, _("Next Monday"), self._next_monday()),
            (self._week, _("In two weeks"), self._day(14)),
        )
        for made, word, day in names:
            far = (day - today).days > _NEAR
            made.setText(f"{word} · {display.day(day, today)}" if far else word)
            made.setAccessibleName(f"{word}, {display.day_full(day)}")
            made.setToolTip(display.day_full(day))
        super().ask(count)

    def first(self) -> QWidget:
        return self._until

    def answers(self) -> tuple[Any, ...]:
        until = self._until.value()
        if until is None:
            raise UserError("form.required", field="until")
        return (until,)

    def _day(self, days: int) -> date:
        return self._today() + timedelta(days=days)

    def _next_monday(self) -> date:
        today = self._today()
        return today + timedelta(days=7 - today.weekday())


class ShipStrip(Strip):
    """Carrier and tracking number."""

    def _fill(self) -> None:
        self._carrier = TypedChoice("orders.ship.carrier", _("Carrier"), hint=_("Carrier"))
        self._carrier.setFixedWidth(characters(self, 22))
        self._tracking = QLineEdit()
        self._tracking.setObjectName("orders.ship.tracking")
        self._tracking.setAccessibleName(_("Tracking number"))
        self._tracking.setPlaceholderText(_("Tracking number"))
        self._tracking.setFixedWidth(characters(self, 30))
        self._flow.addWidget(self._carrier)
        self._flow.addWidget(self._tracking)
        self._submit_button(_("Mark shipped"))

    def title(self, count: int) -> str:
        return plural("Mark {count} order shipped with", "Mark {count} orders shipped with", count)

    def offer_carriers(self, names: list[str], used: list[str]) -> None:
        """The carriers to choose from; of those used here the latest is filled in."""
        self._carrier.offer((name, name) for name in names)
        self._carrier.set_value(next((name for name in used if name in names), ""))

    def ask(self, count: int) -> None:
        self._tracking.clear()
        super().ask(count)

    def first(self) -> QWidget:
        return self._tracking if self._carrier.currentText() else self._carrier

    def answers(self) -> tuple[Any, ...]:
        return self._carrier.value(), self._tracking.text().strip()


class DeliverStrip(Strip):
    """The day it was signed for."""

    def __init__(self, apply: Apply, today: Callable[[], date]) -> None:
        self._today = today
        super().__init__("orders.deliver", apply)

    def _fill(self) -> None:
        self._day = DateEdit("orders.deliver.signed_on", _("Day it was signed for"), self._today)
        self._day.setFixedWidth(characters(self, 24))
        self._flow.addWidget(self._day)
        self._submit_button(_("Mark delivered"))

    def title(self, count: int) -> str:
        return plural("Mark {count} order delivered, signed on", "Mark {count} orders delivered, signed on", count)

    def ask(self, count: int) -> None:
        self._day.set_value(self._today())
        super().ask(count)

    def first(self) -> QWidget:
        return self._day

    def answers(self) -> tuple[Any, ...]:
        return (self._day.value(),)


class CancelStrip(Strip):
    """The reason."""

    def _fill(self) -> None:
        self._reason = QLineEdit()
        self._reason.setObjectName("orders.cancel.reason")
        self._reason.setAccessibleName(_("Reason (if you like)"))
        self._reason.setPlaceholderText(_("Reason (if you like)"))
        self._reason.setFixedWidth(characters(self, 44))
        self._flow.addWidget(self._reason)
        self._submit_button(_("Cancel order"))

    def title(self, count: int) -> str:
        return plural("Cancel {count} order", "Cancel {count} orders", count)

    def ask(self, count: int) -> None:
        self._reason.clear()
        super().ask(count)

    def first(self) -> QWidget:
        return self._reason

    def answers(self) -> tuple[Any, ...]:
        return (self._reason.text().strip(),)
