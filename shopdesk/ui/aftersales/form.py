"""A new case, or one to edit."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.errors import UserError
from shopdesk.services import aftersales
from shopdesk.services.staff import staff_names
from shopdesk.ui import vocabulary
from shopdesk.ui.aftersales.lines_edit import CaseLinesEdit
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import assignees, find_customers, options
from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.drafts import Kept
from shopdesk.ui.widgets.editors import ChoiceBox, TextArea, TextLine
from shopdesk.ui.widgets.lookup_edit import LookupEdit
from shopdesk.ui.widgets.money_edit import MoneyEdit
from shopdesk.words import _


class CaseForm(PanelForm):
    """`number` None: a new one, about `order` when that is given. `done(number)` is called when it is saved.

    `filled`: what a new one begins with, and the name under which its draft is kept.
    """

    def __init__(
        self,
        context: Context,
        kept: Kept,
        number: str | None,
        done: Callable[[str], object] | None = None,
        order: str | None = None,
        filled: tuple[CaseDraft, str] | None = None,
    ) -> None:
        title = _("Edit {number}").format(number=number) if number else _("New case")
        # A case begun for one order is not offered again for another.
        keep_as = number or (filled[1] if filled else f"case.open/{order}" if order else "case.open")
        super().__init__(context, "aftersales.form", title, kept, keep_as)
        self._number = number
        self._done = done
        new = filled[0] if filled else CaseDraft(kind="", orders=(order,) if order else ())
        self._before = aftersales.draft_of(context.desk, number) if number else new
        self._add_fields()
        self._fill(self._before)

    def submit(self) -> None:
        self.lines.clear_errors()
        self.lines.take_typed()
        self._take_currency()
        draft = replace(
            self._before,
            kind=self.kind.value(),
            reason=self.reason.value(),
            responsible=self.responsible.value(),
            subject=self.subject.value(),
            orders=self.lines.orders(),
            lines=tuple(self.lines.units().items()),
            outcomes=self.lines.outcomes(),
            customer=self.customer.value(),
            currency=self.asked.currency,
            asked=self.form.read("asked"),
            agreed=self.form.read("agreed"),
            message=self.form.read("message") if self._number is None else "",
            assignee=self.assignee.value() or None,
            priority=self.priority.value(),
        )
        if self._number is None:
            self.send(aftersales.open_case, draft, undo=_("New case"), done=self._done)
        else:
            self.send(aftersales.update_case, self._number, draft, undo=_("Edit case"), done=self._done)

    def show_error(self, error: UserError) -> None:
        if error.where.get("field") in ("quantity", "lines") and self.lines.show_error(error):
            self.allow_saving()
        else:
            super().show_error(error)

    def where_errors_go(self) -> Mapping[str, str]:
        return {"quantity": "orders", "lines": "orders", "outcome": "orders", "currency": "asked"}

    def _add_fields(self) -> None:
        name, desk = "aftersales.form", self.context.desk
        self.kind = ChoiceBox(f"{name}.kind", options(vocabulary.CASE_KIND, _("Choose…")))
        self.reason = ChoiceBox(f"{name}.reason", options(vocabulary.CASE_REASON, _("Not known yet")))
        self.responsible = ChoiceBox(f"{name}.responsible", options(vocabulary.RESPONSIBLE, _("Not known yet")))
        self.lines = CaseLinesEdit(self.context, f"{name}.orders", self._number)
        self.lines.order_added.connect(lambda _number: self._take_currency())
        self.subject = TextLine(f"{name}.subject")
        self.asked = MoneyEdit(f"{name}.asked", _("Asked back"), desk.currency)
        self.agreed = MoneyEdit(f"{name}.agreed", _("Agreed"), desk.currency)
        self.customer = LookupEdit(
            f"{name}.customer",
            _("The buyer of the order, else name, phone…"),
            lambda text: find_customers(desk, text),
            self.context.tasks,
        )
        self.assignee = ChoiceBox(f"{name}.assignee", assignees(staff_names(desk)))
        self.priority = ChoiceBox(f"{name}.priority", options(vocabulary.PRIORITY))
        kind = self.add("kind", _("What is asked for"), self.kind)
        reason = self.add("reason", _("Reason"), self.reason)
        self.side_by_side(kind, reason)
        self.add("orders", _("Order and items"), self.lines)
        if self._number is None:
            self.message = TextArea(f"{name}.message", _("What the customer wrote or said"))
            self.add("message", _("First message"), self.message)
        self.add("subject", _("Subject"), self.subject)
        asked = self.add("asked", _("Asked back"), self.asked)
        agreed = self.add("agreed", _("Agreed"), self.agreed)
        self.side_by_side(asked, agreed)
        responsible = self.add("responsible", _("Responsible"), self.responsible)
        priority = self.add("priority", _("Priority"), self.priority)
        self.side_by_side(responsible, priority)
        self.add("customer", _("Customer"), self.customer)
        self.add("assignee", _("Assigned to"), self.assignee)

    def _fill(self, draft: CaseDraft) -> None:
        self.kind.set_value(draft.kind)
        self.reason.set_value(draft.reason)
        self.responsible.set_value(draft.responsible)
        self.lines.set_value(draft.orders, dict(draft.lines), draft.outcomes)
        self.subject.set_value(draft.subject)
        self._take_currency(draft.currency)
        self.asked.set_value(draft.asked)
        self.agreed.set_value(draft.agreed)
        self.customer.set_value(draft.customer)
        self.assignee.set_value(draft.assignee or "")
        self.priority.set_value(draft.priority)
        if self._number is None:
            self.message.set_value(draft.message)

    def _take_currency(self, known: str = "") -> None:
        """Amounts are in the currency of the orders."""
        currency = self.lines.currency() or known or self.asked.currency
        for editor in (self.asked, self.agreed):
            editor.set_currency(currency)
