"""Who wrote, in the small window: name and level, what they like, what they bought, what is open."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.services.capture import Match, Person, Seen
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import find_customers
from shopdesk.ui.measure import unit
from shopdesk.ui.records.links import Link, case_link, inquiry_link, order_link
from shopdesk.ui.records.one_line import OneLine
from shopdesk.ui.widgets.buttons import LinkButton
from shopdesk.ui.widgets.flow_layout import FlowLayout
from shopdesk.ui.widgets.labels import RoleLabel, plain_tip
from shopdesk.ui.widgets.lookup_edit import LookupEdit
from shopdesk.words import _, mark, plural

_OPEN = 2
_BY = {
    "phone": mark("by phone {text}"), "email": mark("by e-mail {text}"), "order": mark("by order {text}"),
    "tracking": mark("by parcel {text}"), "handle": mark("by the name {text}"), "name": mark("by the name {text}"),
    "contact": mark("by an earlier inquiry of {text}"),
}  # fmt: skip


class PersonView(QWidget):
    """Signals:
    chosen(object): the number of the customer that a person chose, None for nobody.
    """

    chosen = Signal(object)

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._context = context
        self.lookup = LookupEdit(
            f"{name}.lookup", _("Who is it? Name, phone, number…"),
            lambda text: find_customers(context.desk, text), context.tasks,
        )  # fmt: skip
        self.lookup.setAccessibleName(_("Customer"))
        self.lookup.chosen.connect(self.chosen.emit)
        self.lookup.textEdited.connect(lambda text: self.chosen.emit(None) if not text else None)
        self._body = QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        layout.addWidget(self.lookup)
        layout.addWidget(self._body)

    def show_seen(self, seen: Seen | None) -> None:
        """Show who it is, or whom it may be."""
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit(self) // 2)
        if seen is not None and seen.person is not None:
            self._tell(layout, seen.person, seen)
        others = self._others(seen)
        if others:
            words = _("It may also be:") if seen is not None and seen.person is not None else _("It may be:")
            layout.addWidget(RoleLabel(words, "muted", "small"))
            for one in others:
                layout.addWidget(self._offer(one))
        if seen is not None and seen.person is None and seen.inquiries:
            layout.addWidget(self._chips([inquiry_link(row, *self._when()) for row in seen.inquiries[:_OPEN]]))
        old, self._body = self._body, body
        self.layout().replaceWidget(old, body)  # type: ignore[union-attr]
        old.hide()
        old.deleteLater()

    def _tell(self, layout: QVBoxLayout, person: Person, seen: Seen) -> None:
        row = person.row
        head = QWidget()
        flow = FlowLayout(head)
        flow.setSpacing(unit(self))
        name = self._go(row.name or row.number, f"{self.objectName()}.customer", "customers", row.number, "person")
        flow.addWidget(name)
        bought = plural("{count} order", "{count} orders", row.orders) if row.orders else ""
        facts = (row.level, bought, display.sums(list(row.spent)))
        told = " · ".join(part for part in facts if part)
        if told:
            flow.addWidget(RoleLabel(told))
        layout.addWidget(head)
        match = next((one for one in seen.matches if one.customer == row.number), None)
        if match is not None:
            layout.addWidget(OneLine(_by(match), "muted", "small"))
        if person.preferences:
            said = " · ".join(f"{name}: {value}" if value else str(name) for name, value in person.preferences)
            layout.addWidget(RoleLabel(said, "active", wrap=True))
        if person.notes:
            layout.addWidget(OneLine(" ".join(person.notes[:400].split()), "waiting"))
        layout.addWidget(self._chips(self._records(person, seen)))

    def _records(self, person: Person, seen: Seen) -> list[Link]:
        """What is open first, then what they bought last."""
        when = self._when()
        links = [inquiry_link(one, *when) for one in seen.inquiries[:_OPEN]]
        links += [case_link(one, *when) for one in person.cases[:_OPEN]]
        return [*links, *(order_link(one, *when) for one in person.orders)]

    def _chips(self, links: Sequence[Link]) -> QWidget:
        """Records to go to, as many on a line as there is room for."""
        chips = QWidget()
        flow = FlowLayout(chips)
        flow.setSpacing(unit(self) // 2)
        for link in links:
            words = " · ".join(part for part in (link.number, link.status[0]) if part)
            made = self._go(words, f"{self.objectName()}.{link.number}", link.kind, link.number, link.icon)
            made.setProperty("quiet", False)
            made.setProperty("chip", True)
            about = (link.about, link.amount, link.at_full)
            made.setAccessibleDescription("\n".join(part for part in about if part))
            made.setToolTip(plain_tip(made.accessibleDescription()))
            flow.addWidget(made)
        return chips

    def _others(self, seen: Seen | None) -> list[Match]:
        if seen is None:
            return []
        known = seen.person.row.number if seen.person is not None else None
        return [one for one in seen.matches if one.customer != known]

    def _offer(self, match: Match) -> LinkButton:
        def pressed() -> None:
            self.lookup.set_value(match.customer)
            self.chosen.emit(match.customer)

        return LinkButton(
            f"{match.customer} · {_by(match)}", f"{self.objectName()}.{match.customer}", pressed, "person"
        )

    def _go(self, words: str, name: str, kind: str, number: str, icon: str) -> LinkButton:
        return LinkButton(words, name, lambda: self._context.open_record(kind, number), icon)

    def _when(self) -> tuple[datetime, tzinfo]:
        return self._context.now(), self._context.desk.zone


def _by(match: Match) -> str:
    return _(_BY[match.by]).format(text=match.text)
