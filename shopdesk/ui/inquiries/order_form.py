"""Which order an inquiry became."""

from shopdesk.domain.errors import UserError
from shopdesk.services import inquiries
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import find_orders
from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.lookup_edit import LookupEdit
from shopdesk.words import _


class LinkForm(PanelForm):
    """One field; an empty one takes the link away."""

    def __init__(self, context: Context, number: str, order: str) -> None:
        super().__init__(context, "inquiries.link", _("Order of {number}").format(number=number))
        self._number = number
        self.order = LookupEdit(
            "inquiries.link.order",
            _("Order number, buyer, phone…"),
            lambda text: find_orders(context.desk, text),
            context.tasks,
        )
        self.order.set_value(order)
        self.add("order", _("Order"), self.order)
        told = _("An open inquiry is won by the order it is linked to. Leave it empty to take the link away.")
        self.form.add_widget(RoleLabel(told, "muted", "small", wrap=True))

    def submit(self) -> None:
        self.send(inquiries.link_order, self._number, self.order.value(), undo=_("Link to order"))

    def show_error(self, error: UserError) -> None:
        super().show_error(UserError(error.code, **{"field": "order", **error.where}))
