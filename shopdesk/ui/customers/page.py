"""Customers: who buys and asks, and everything that belongs to them."""

from collections.abc import Sequence
from typing import Any, ClassVar

from shopdesk.domain.look_alikes import Pair
from shopdesk.domain.reservations import ReservationDraft
from shopdesk.services import bulk_editing, customer_merging, customers
from shopdesk.services.orders import Bulk
from shopdesk.ui.actions import UiAction
from shopdesk.ui.context import Context
from shopdesk.ui.customers.columns import columns, filters
from shopdesk.ui.customers.form import CustomerForm
from shopdesk.ui.customers.look_alikes import LookAlikesDialog
from shopdesk.ui.customers.panel import CustomerPanel
from shopdesk.ui.drafts import Kept
from shopdesk.ui.edit_many import EditField, EditMany
from shopdesk.ui.list_page import Nothing
from shopdesk.ui.records.page import RecordPage
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import _, mark, plural

_EDIT_FIELDS = (
    EditField("level", mark("Level")),
    EditField("add_tag", mark("Add a tag")),
    EditField("remove_tag", mark("Take a tag away")),
)


class CustomersPage(RecordPage):
    """The customers, their story on the right."""

    key = "customers"
    kinds = frozenset(
        {"customers", "identities", "orders", "refunds", "inquiries", "cases", "case_orders", "reservations"}
    )
    search_hint = mark("Name, phone, e-mail, handle, address…")
    invitation = mark("Select a customer to see their story.")
    listing: ClassVar[Any] = customers
    summed = "customers"

    def __init__(self, context: Context) -> None:
        self.columns = columns(context)  # type: ignore[misc]
        self.edit_many = EditMany(
            self,
            _EDIT_FIELDS,
            bulk_editing.edit_customers,
            lambda _desk, ids: self.numbers_of(ids),
            _("Edit customers"),
        )
        super().__init__(context)
        self.story.set_actions([context.actions.action("customer.update")])

    def make_story(self, kept: Kept) -> CustomerPanel:
        return CustomerPanel(self.context, self.key, kept)

    def declare_filters(self) -> Sequence[FilterChoice]:
        desk = self.context.desk
        return filters(lambda: customers.levels(desk), lambda: customers.tags(desk))

    def declare_actions(self) -> Sequence[UiAction]:
        page = self.key
        return (
            UiAction("customer.create", mark("New customer"), self.new, "plus", ("Ctrl+N",), page, primary=True),
            UiAction(
                "customer.update", mark("Edit"), self.edit, "edit", ("E",), page, self.has_one,
                hint=mark("Edit this customer"), toolbar=False,
            ),
            UiAction(
                "customer.reserve", mark("Reserve…"), self.reserve, "bookmark", ("Ctrl+Shift+E",), page, self.has_one,
                hint=mark("Keep goods for this customer until a day"),
            ),
            UiAction(
                "customer.edit_many", mark("Edit selected…"), self.edit_many.ask, "edit", (), page, self.has_selection,
                hint=mark("Set one field of all selected customers"), toolbar=False,
            ),
            UiAction(
                "customer.merge", mark("Merge"), self.merge, "people", (), page,
                lambda: self.table.selected_count() > 1, hint=mark("Make one customer of the selected ones"),
            ),
            UiAction(
                "customers.look_alikes", mark("Same person?"), self.look_alikes, "people", (), page,
                hint=mark("Customers who look like the same person"),
            ),
            UiAction(
                "customer.block", mark("Block"), self.block, "pause", (), page,
                self.some(lambda row: row.status != "blocked"), hint=mark("Block the selected customers"),
            ),
            UiAction(
                "customer.unblock", mark("Unblock"), self.unblock, "return", (), page,
                self.some(lambda row: row.status == "blocked"), hint=mark("Take the block off"),
            ),
        )  # fmt: skip

    def nothing_yet(self) -> Nothing:
        return Nothing(
            mark("No customers yet. They come with your orders, or you enter the first one."),
            mark("New customer"),
            self.new,
        )

    def new(self) -> None:
        """A form for a new customer."""
        self.open_form(CustomerForm(self.context, self.kept, None, self.show_record))

    def edit(self) -> None:
        """A form for the selected customer."""
        row = self.one_row()
        if row is not None:
            self.open_form(CustomerForm(self.context, self.kept, row.number, self.show_record))

    def reserve(self) -> None:
        """A form that keeps goods for the selected customer."""
        from shopdesk.ui.reserving.form import ReserveForm

        row = self.one_row()
        if row is not None:
            draft = ReservationDraft(product="", until=None, customer=row.number)
            self.open_form(ReserveForm(self.context, self.kept, draft))

    def resume_on(self, kind: str, number: str) -> None:
        if kind == "reservation.create":
            self.when_selected(number, self.reserve)
        else:
            super().resume_on(kind, number)

    def merge(self) -> None:
        """The selected customers become the one that was entered first."""
        self.save_selected(_merge, undo=_("Merge customers"), said=_merged)

    def look_alikes(self) -> None:
        """Pairs that look like the same person, one after the other."""
        self.context.tasks.latest(
            "customers.look_alikes", lambda _interrupted: customer_merging.proposals(self.context.desk), receiver=self,
            done=self._show_look_alikes,
        )  # fmt: skip

    def _show_look_alikes(self, found: list[Pair]) -> None:
        if not found:
            self.notice.say(_("No two customers look like the same person."), "ok")
            return
        LookAlikesDialog(self.context, found, self).open()

    def block(self) -> None:
        """The selected customers are not to be sold to."""
        self.save_selected(customers.block, undo=_("Block customer"), said=_blocked)

    def unblock(self) -> None:
        """They are welcome again."""
        self.save_selected(customers.block, False, undo=_("Unblock customer"), said=_unblocked)


def _blocked(bulk: Bulk) -> str:
    return plural("{count} customer blocked", "{count} customers blocked", len(bulk.numbers))


def _unblocked(bulk: Bulk) -> str:
    return plural("{count} customer unblocked", "{count} customers unblocked", len(bulk.numbers))


def _merge(desk: Any, numbers: Sequence[str]) -> Any:
    first, *others = sorted(numbers)
    return customer_merging.merge(desk, first, others)


def _merged(bulk: Bulk) -> str:
    return _("Merged into {number}").format(number=bulk.number)
