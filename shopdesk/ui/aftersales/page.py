"""After-sales: what went wrong, what comes back, what is paid back."""

from collections.abc import Sequence
from typing import Any, ClassVar

from shopdesk.domain import aftersales as rules
from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.listing import Sums
from shopdesk.services import aftersales
from shopdesk.services.aftersales import CaseStory
from shopdesk.ui import display, vocabulary
from shopdesk.ui.actions import UiAction
from shopdesk.ui.aftersales.columns import columns, filters
from shopdesk.ui.aftersales.form import CaseForm
from shopdesk.ui.aftersales.goods_form import GoodsForm
from shopdesk.ui.aftersales.panel import CasePanel
from shopdesk.ui.aftersales.refund_form import RefundForm
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.page import ConversationPage, moved_words
from shopdesk.ui.drafts import Kept, draft_name
from shopdesk.ui.links import order_of_new_case
from shopdesk.ui.list_page import Nothing
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import _, mark


class CasesPage(ConversationPage):
    """The after-sales desk."""

    key = "aftersales"
    summed = "cases"
    kinds = frozenset({"cases", "case_lines", "case_orders", "refunds", "messages", "customers", "orders", "staff"})
    search_hint = mark("Customer, subject, message, number…")
    invitation = mark("Select a case to see its story.")
    statuses = vocabulary.CASE_STATUS
    listing: ClassVar[Any] = aftersales

    def __init__(self, context: Context) -> None:
        self.columns = columns(context)  # type: ignore[misc]
        super().__init__(context)

    def make_story(self, kept: Kept) -> Any:
        return CasePanel(self.context, self.key, kept)

    def declare_filters(self) -> Sequence[FilterChoice]:
        return filters(self.people)

    def declare_actions(self) -> Sequence[UiAction]:
        page, some, one = self.key, self.has_selection, self.has_one
        return (
            UiAction("case.open", mark("New case"), self.new_case, "plus", ("Ctrl+N",), page, primary=True),
            UiAction("case.move", mark("Move to…"), self._offer_moves, "check", ("Ctrl+Shift+M",), page, some),
            UiAction(
                "case.receive", mark("Goods received…"), self.receive, "box", ("Ctrl+Shift+G",), page,
                self._may_receive,
            ),
            UiAction(
                "case.refund", mark("Record refund…"), self.refund, "money", ("Ctrl+Shift+P",), page,
                self._may_refund,
            ),
            UiAction("case.assign", mark("Assign…"), self._offer_people, "person", ("Ctrl+Shift+A",), page, some),
            UiAction("case.update", mark("Edit"), self.edit, "edit", ("F2",), page, one),
            UiAction("case.rate", mark("Rating…"), self._offer_ratings, "star", (), page, one),
            UiAction(
                "case.message", mark("Reply"), self.write_message, "chat", ("Ctrl+R",), page, one,
                mark("Write a reply, a note, or what the customer wrote"), toolbar=False,
            ),
            *self.assistant_actions(),
        )  # fmt: skip

    def sum_words(self, sums: Sums) -> Sequence[str]:
        paid = display.sums(list(sums.amounts))
        return (_("{amount} paid back").format(amount=paid) if paid else "",)

    def nothing_yet(self) -> Nothing:
        return Nothing(mark("No cases yet. Open one when something went wrong."), mark("New case"), self.new_case)

    def allowed(self, status: str) -> Sequence[str]:
        return rules.allowed(status)

    def show_record(self, number: str) -> None:
        order = order_of_new_case(number)
        if order is not None:
            self.new_case(order)
        else:
            super().show_record(number)

    def new(self) -> None:
        self.new_case()

    def resume_on(self, kind: str, number: str) -> None:
        forms = {"case.receive": self.receive, "case.refund": self.refund}
        if kind == "case.open" and number.startswith("~"):
            self.open_new(CaseDraft(kind=""), f"{kind}/{number}")
        elif kind == "case.open":
            self.new_case(number)
        elif kind in forms:
            self.when_selected(number, forms[kind])
        else:
            super().resume_on(kind, number)

    def new_case(self, order_number: str | None = None) -> None:
        """A form for a new case, about an order when one is named (see `ui.links.new_case`)."""
        self.open_form(CaseForm(self.context, self.kept, None, self.select_number, order_number))

    def open_filled(self, draft: object) -> None:
        if isinstance(draft, CaseDraft):
            self.open_new(draft, draft_name("case.open", f"{draft.inquiry}{draft.orders}{draft.message}"))

    def open_new(self, draft: CaseDraft, kept_as: str) -> None:
        """A form for a new case that is filled in already."""
        self.open_form(CaseForm(self.context, self.kept, None, self.select_number, filled=(draft, kept_as)))

    def edit(self) -> None:
        """A form for the selected case."""
        row = self.one_row()
        if row is not None:
            self.open_form(CaseForm(self.context, self.kept, row.number))

    def receive(self) -> None:
        """A form for goods that came back on the selected case."""
        story = self._one_story()
        if story is not None:
            self.open_form(GoodsForm(self.context, self.kept, story))

    def refund(self) -> None:
        """A form for money that went back on the selected case."""
        story = self._one_story()
        if story is not None:
            self.open_form(RefundForm(self.context, self.kept, story))

    def rate(self, rating: int | None) -> None:
        """Keep what the customer thought of it."""
        row = self.one_row()
        if row is not None:
            self.context.save(
                aftersales.rate, row.number, rating, said=_("Rating saved"), undo=_("Rating"), receiver=self,
                failed=self.show_error,
            )  # fmt: skip

    def move_to(self, to: str, reason: str, numbers: Sequence[str] | None = None) -> None:
        said = moved_words(self.statuses, to)
        self.act(aftersales.move_cases, to, undo=_("Move case"), said=said, numbers=numbers)

    def _may_receive(self) -> bool:
        row = self.one_row()
        return row is not None and bool(row.items) and row.status != "closed"

    def _may_refund(self) -> bool:
        row = self.one_row()
        return row is not None and bool(row.orders) and row.status not in ("closed", *rules.GIVEN_UP)

    def _one_story(self) -> CaseStory | None:
        row = self.one_row()
        return aftersales.story(self.context.desk, row.id) if row is not None else None

    def _offer_moves(self) -> None:
        self.offer_moves("case.move")

    def _offer_people(self) -> None:
        self.offer_assignees("case.assign", aftersales.assign_cases)

    def _offer_ratings(self) -> None:
        menu = self.menu("case.rate")
        for rating in range(rules.MOST_RATING, 0, -1):
            words = _("{rating} of {most}").format(rating=rating, most=rules.MOST_RATING)
            menu.addAction(words).triggered.connect(lambda _checked=False, r=rating: self.rate(r))
        menu.addAction(_("No rating")).triggered.connect(lambda _checked=False: self.rate(None))
        self.open_menu("case.rate", menu)
