"""Inquiries: who asks, who waits, what to follow up."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from shopdesk.domain import inquiries as rules
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.services import inquiries
from shopdesk.ui import display, vocabulary
from shopdesk.ui.actions import UiAction
from shopdesk.ui.bus import Changes
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.page import ConversationPage, moved_words
from shopdesk.ui.drafts import Kept, draft_name
from shopdesk.ui.inquiries.care import Care
from shopdesk.ui.inquiries.columns import columns, filters
from shopdesk.ui.inquiries.panel import InquiryPanel
from shopdesk.ui.inquiries.quoting import Quoting
from shopdesk.ui.inquiries.waking import Waking
from shopdesk.ui.list_page import Nothing
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.ui.widgets.moment_edit import fill_menu
from shopdesk.words import _, mark


class InquiriesPage(ConversationPage):
    """The pre-sale desk."""

    key = "inquiries"
    kinds = frozenset(
        {"inquiries", "inquiry_products", "messages", "customers", "staff", "quotes", "reservations", "attachments"}
    )
    search_hint = mark("Contact, subject, message, number…")
    invitation = mark("Select an inquiry to see what was said.")
    statuses = vocabulary.INQUIRY_STATUS
    reasons: ClassVar[dict[str, vocabulary.Words]] = {"lost": vocabulary.LOST_REASON}
    listing: ClassVar[Any] = inquiries

    def __init__(self, context: Context) -> None:
        self.columns = columns(context)  # type: ignore[misc]
        self.care = Care(self)
        self.quoting = Quoting(self)
        super().__init__(context)
        self._waking = Waking(context, self)
        self._waking.plan()

    def make_story(self, kept: Kept) -> Any:
        story = InquiryPanel(self.context, self.key, kept)
        story.merge_wanted.connect(self.care.merge_into)
        story.customer_wanted.connect(self.care.make_customer)
        return story

    def declare_filters(self) -> Sequence[FilterChoice]:
        return filters(self.people, lambda: inquiries.tags(self.context.desk))

    def reload(self, changes: Changes | None) -> None:
        super().reload(changes)
        self._waking.plan()

    def declare_actions(self) -> Sequence[UiAction]:
        page, some, one = self.key, self.has_selection, self.has_one
        return (
            UiAction("inquiry.create", mark("New inquiry"), self.new, "plus", ("Ctrl+N",), page, primary=True),
            UiAction("inquiry.move", mark("Move to…"), self._offer_moves, "check", ("Ctrl+Shift+M",), page, some),
            UiAction(
                "inquiry.follow_up", mark("Follow up…"), self._offer_times, "clock", ("Ctrl+Shift+U",), page, some,
                mark("Set when to come back to it"),
            ),
            self.care.snooze_action(),
            UiAction("inquiry.assign", mark("Assign…"), self._offer_people, "person", ("Ctrl+Shift+A",), page, some),
            UiAction("inquiry.link", mark("Link to order…"), self.link, "link", ("Ctrl+L",), page, one),
            UiAction("inquiry.update", mark("Edit"), self.edit, "edit", ("F2",), page, one),
            self.care.log_action(),
            *self.quoting.actions(),
            *self.care.actions(),
            UiAction(
                "inquiries.copy_offer", mark("Copy offer"), self._copy_offer, "tag", ("Ctrl+Shift+O",), page,
                lambda: self.has_one() and bool(self.story.advice.offers),
                mark("Copy the wording of an offer that is valid now"), toolbar=False,
            ),
            UiAction(
                "inquiry.add_product", mark("Add what suits"), lambda: self.story.advice.add_first(), "plus",
                ("Ctrl+Shift+S",), page, lambda: self.has_one() and bool(self.story.advice.suits.suggestions),
                mark("Add the first recommended product to those asked about"), toolbar=False,
            ),
            UiAction(
                "inquiry.message", mark("Reply"), self.write_message, "chat", ("Ctrl+R",), page, one,
                mark("Write a reply, a note, or what the customer wrote"), toolbar=False,
            ),
            *self.assistant_actions(),
        )  # fmt: skip

    def nothing_yet(self) -> Nothing:
        return Nothing(
            mark("No inquiries yet. Note down the first one: who asked what, and where."), mark("New inquiry"), self.new
        )

    def allowed(self, status: str) -> Sequence[str]:
        return rules.allowed(status)

    def new(self) -> None:
        """A form for a new inquiry."""
        from shopdesk.ui.inquiries.form import InquiryForm  # the page comes first, its forms when they are asked for

        self.open_form(InquiryForm(self.context, self.kept, None, self.select_number))

    def open_filled(self, draft: object) -> None:
        if isinstance(draft, InquiryDraft):
            self.open_new(draft, draft_name("inquiry.create", draft.message))

    def open_new(self, draft: InquiryDraft, kept_as: str) -> None:
        """A form for a new inquiry that is filled in already."""
        from shopdesk.ui.inquiries.form import InquiryForm

        self.open_form(InquiryForm(self.context, self.kept, None, self.select_number, (draft, kept_as)))

    def resume(self, name: str) -> None:
        if name == "inquiry.log":
            self.care.log()
        else:
            super().resume(name)

    def resume_on(self, kind: str, number: str) -> None:
        if kind == "inquiry.create":
            self.open_new(InquiryDraft(channel=""), f"{kind}/{number}")
        elif kind in self.quoting.resumed:
            self.when_selected(number, self.quoting.resumed[kind])
        else:
            super().resume_on(kind, number)

    def edit(self) -> None:
        """A form for the selected inquiry."""
        from shopdesk.ui.inquiries.form import InquiryForm

        row = self.one_row()
        if row is not None:
            self.open_form(InquiryForm(self.context, self.kept, row.number))

    def link(self) -> None:
        """A form that says which order the selected inquiry became."""
        from shopdesk.ui.inquiries.order_form import LinkForm

        row = self.one_row()
        if row is not None:
            self.open_form(LinkForm(self.context, row.number, row.order))

    def move_to(self, to: str, reason: str, numbers: Sequence[str] | None = None) -> None:
        said = moved_words(self.statuses, to)
        self.act(inquiries.move_inquiries, to, reason, undo=_("Move inquiry"), said=said, numbers=numbers)

    def follow_up(self, at: datetime | None) -> None:
        """Come back to the selected inquiries then; None takes the reminder away."""

        def said(bulk: Any) -> str:
            if at is None:
                return _("Follow-up removed")
            when = display.moment(at, self.context.now(), self.context.desk.zone)
            return _("Follow-up: {when}").format(when=when)

        self.act(inquiries.follow_up, at, undo=_("Follow-up"), said=said)

    def _copy_offer(self) -> None:
        self.story.advice.copy_offer(self.search)

    def _offer_moves(self) -> None:
        self.offer_moves("inquiry.move")

    def _offer_people(self) -> None:
        self.offer_assignees("inquiry.assign", inquiries.assign_inquiries)

    def _offer_times(self) -> None:
        menu = self.menu("inquiry.follow_up")
        fill_menu(menu, self.context.now(), self.context.desk.zone, self.follow_up)
        menu.addSeparator()
        removed = menu.addAction(_("No follow-up"))
        removed.setEnabled(any(row.follow_up_at is not None for row in self.selected_rows()))
        removed.triggered.connect(lambda _checked=False: self.follow_up(None))
        if self.has_one():
            menu.addAction(_("Another time…")).triggered.connect(lambda _checked=False: self.edit())
        self.open_menu("inquiry.follow_up", menu)
