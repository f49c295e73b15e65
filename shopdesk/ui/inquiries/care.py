"""What keeps the list in order: snooze, merge, a call noted down, one field of many."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from shopdesk import vocabulary as words_of
from shopdesk.services import inquiries, inquiry_customers, inquiry_merging, snoozing
from shopdesk.ui import display
from shopdesk.ui.actions import UiAction
from shopdesk.ui.widgets.moment_edit import fill_menu
from shopdesk.words import _, mark

if TYPE_CHECKING:
    from shopdesk.ui.edit_many import EditMany
    from shopdesk.ui.inquiries.page import InquiriesPage
    from shopdesk.ui.inquiries.snooze_strip import SnoozeStrip


class Care:
    """Belongs to the page of inquiries."""

    def __init__(self, page: "InquiriesPage") -> None:
        self._page = page
        self._strip: SnoozeStrip | None = None
        self._edit_many: EditMany | None = None

    def snooze_action(self) -> UiAction:
        """For the page's declaration, beside the follow-up."""
        return UiAction(
            "inquiry.snooze", mark("Snooze…"), self._offer, "snooze", ("Ctrl+Shift+D",), self._page.key,
            self._page.has_selection, mark("Out of sight until then, or until the customer writes"),
        )  # fmt: skip

    def log_action(self) -> UiAction:
        """For the page's declaration."""
        return UiAction(
            "inquiry.log", mark("Log a call or visit"), self.log, "phone", ("Ctrl+Shift+N",), self._page.key,
            hint=mark("Who it was, what they wanted and what we said, in one save"),
        )  # fmt: skip

    def actions(self) -> tuple[UiAction, ...]:
        """For the page's declaration, behind the others."""
        page = self._page
        return (
            UiAction(
                "inquiry.merge", mark("Merge"), self.merge, "people", (), page.key,
                lambda: page.table.selected_count() > 1, hint=mark("Make one inquiry of the selected ones"),
            ),
            UiAction(
                "inquiry.edit_many", mark("Edit selected…"), self.edit_selected, "tag", (), page.key,
                page.has_selection, hint=mark("Priority or tags of all selected inquiries"),
            ),
        )  # fmt: skip

    def snooze(self, until: datetime | None) -> None:
        """The selected inquiries sleep until then; None wakes them."""
        page = self._page
        if self._strip is not None:
            self._strip.leave()

        def said(_bulk: Any) -> str:
            if until is None:
                return _("Back in the list")
            when = display.moment(until, page.context.now(), page.context.desk.zone)
            return _("Snoozed until {when}").format(when=when)

        page.act(snoozing.snooze_inquiries, until, undo=_("Snooze"), said=said)

    def log(self) -> None:
        """A form for a call or a visit."""
        from shopdesk.ui.inquiries.log_form import LogForm

        page = self._page
        page.open_form(LogForm(page.context, page.kept, page.select_number))

    def edit_selected(self) -> None:
        """One field of all selected inquiries."""
        if self._edit_many is None:
            self._edit_many = self._editing_many()
        self._edit_many.ask()

    def merge(self) -> None:
        """The selected inquiries become the one that came first."""
        page = self._page
        page.act(_merge_first, undo=_("Merge inquiries"), said=lambda bulk: merged_words(bulk.number))

    def merge_into(self, keep: str, others: Sequence[str]) -> None:
        """The others become part of the one that is shown."""
        page = self._page
        page.context.save(
            inquiry_merging.merge_inquiries, keep, others, merge_note(), said=merged_words(keep),
            undo=_("Merge inquiries"), receiver=page, failed=page.show_error,
        )  # fmt: skip

    def make_customer(self, number: str) -> None:
        """Who asks becomes a customer, found by their contact or entered."""
        page = self._page
        page.context.save(
            inquiry_customers.make_customer, number,
            said=lambda made: _("{inquiry} belongs to {customer}").format(inquiry=number, customer=made.number),
            undo=_("Make customer"), receiver=page, failed=page.show_error,
        )  # fmt: skip

    def _editing_many(self) -> "EditMany":
        from shopdesk.services import bulk_editing  # the page comes first, what it may be asked for later
        from shopdesk.ui.edit_many import EditField, EditMany

        page = self._page

        def known() -> Sequence[str]:
            return inquiries.tags(page.context.desk)

        fields = (
            EditField("priority", mark("Priority"), "choice", words_of.PRIORITY),
            EditField("add_tag", mark("Add a tag"), "tags", known=known),
            EditField("remove_tag", mark("Take a tag away"), "tags", known=known),
        )
        return EditMany(
            page, fields, bulk_editing.edit_inquiries, lambda _desk, ids: page.numbers_of(ids), _("Edit inquiries")
        )

    def _offer(self) -> None:
        page = self._page
        menu = page.menu("inquiry.snooze")
        fill_menu(menu, page.context.now(), page.context.desk.zone, self.snooze)
        menu.addAction(_("Another time…")).triggered.connect(lambda _checked=False: self._ask())
        menu.addSeparator()
        woken = menu.addAction(_("Wake up now"))
        woken.setEnabled(any(row.snoozed_until is not None for row in page.selected_rows()))
        woken.triggered.connect(lambda _checked=False: self.snooze(None))
        page.open_menu("inquiry.snooze", menu)

    def _ask(self) -> None:
        if self._strip is None:
            from shopdesk.ui.inquiries.snooze_strip import SnoozeStrip

            page = self._page
            self._strip = SnoozeStrip(page.context, self.snooze, page.table.setFocus)
            layout = self._page.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(layout.count() - 1, self._strip)
        self._strip.ask(_("Snooze until:"))


def merge_note() -> str:
    """What the conversation says of a merge."""
    return _("Merged with {numbers}")


def merged_words(number: str) -> str:
    """What the status bar says."""
    return _("Merged into {number}").format(number=number)


def _merge_first(desk: Any, numbers: Sequence[str]) -> Any:
    first, *others = sorted(numbers)
    return inquiry_merging.merge_inquiries(desk, first, others, merge_note())
