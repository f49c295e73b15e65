"""The story of one case."""

from collections.abc import Sequence
from typing import Any

from shopdesk.domain.aftersales import GIVEN_UP
from shopdesk.services import aftersales
from shopdesk.services.aftersales import CaseStory
from shopdesk.services.aftersales.reading import CaseLineRow, CaseRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.aftersales.columns import kind_words
from shopdesk.ui.conversations.panel import ConversationPanel, Heading
from shopdesk.ui.conversations.waited import handling_words, reply_words
from shopdesk.ui.journal.fields import CASES
from shopdesk.ui.widgets.buttons import action_button
from shopdesk.ui.widgets.key_values import KeyValues
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_AT_A_GLANCE = 2


class CasePanel(ConversationPanel):
    """What went wrong with which goods, what was said, what came back and what was paid."""

    statuses = vocabulary.CASE_STATUS
    last_moves = GIVEN_UP
    promised_on = "case"

    def read(self, row_id: int) -> CaseStory:
        return aftersales.story(self.context.desk, row_id)

    def heading(self, row: CaseRow) -> Heading:
        status = (
            vocabulary.word(vocabulary.CASE_STATUS, row.status),
            vocabulary.role(vocabulary.CASE_STATUS, row.status),
        )
        about = " · ".join(part for part in (row.number, kind_words(row)) if part)
        return Heading(row.subject or row.items or kind_words(row), status, about)

    def theirs(self, row: CaseRow) -> str:
        return row.customer or _("Customer")

    def glance(self, story: CaseStory) -> None:
        self.waits(story.row)
        facts = [(_("Items"), items_words(story.lines))]
        facts.append((_("Amounts"), amounts(story)))
        if any(value for _label, value in facts):
            self.add_glance(KeyValues(facts))
        links = self.customer_link(story.customer, "" if story.orders else story.row.customer)
        for order in story.orders:
            total = display.money(order.total, order.currency)
            links.append(self.link("orders", order.number, f"{order.number} · {total}", "receipt"))
        if story.values["inquiry"]:
            links.append(self.link("inquiries", story.values["inquiry"], story.values["inquiry"], "inbox"))
        if links:
            self.add_glance(self.links(links))

    def show_details(self, story: CaseStory) -> None:
        self._show_facts(story)
        self._show_lines(story)
        self._show_money(story)
        self.show_history(story.history, CASES, story.row.currency)

    def _show_facts(self, story: CaseStory) -> None:
        values, now = story.values, self.context.now()

        def when(label: str, name: str) -> tuple[str, str, str]:
            return label, display.moment(values[name], now, self.zone), display.moment_full(values[name], self.zone)

        section = self.fresh("facts", _("Case"))
        section.add(
            KeyValues(
                [
                    (_("Kind"), vocabulary.word(vocabulary.CASE_KIND, values["kind"])),
                    (_("Reason"), vocabulary.word(vocabulary.CASE_REASON, values["reason"])),
                    (_("Responsible"), vocabulary.word(vocabulary.RESPONSIBLE, values["responsible"])),
                    (_("Assigned to"), display.person(values["assignee"]) if values["assignee"] else _("Nobody")),
                    (_("Priority"), vocabulary.word(vocabulary.PRIORITY, values["priority"])),
                    (_("Tags"), display.list_of(list(values["tags"]))),
                    when(_("Opened"), "opened_at"),
                    (
                        _("First reply"),
                        reply_words(self.context, values["opened_at"], values["first_reply_at"]),
                        display.moment_full(values["first_reply_at"], self.zone),
                    ),
                    (_("Handling time"), handling_words(story.messages)),
                    when(_("Waiting since"), "waiting_since"),
                    when(_("Resolved"), "resolved_at"),
                    when(_("Closed"), "closed_at"),
                    (_("Resolution"), values["resolution"]),
                    (_("Rating"), f"{values['rating']} / 5" if values["rating"] else ""),
                ]
            )
        )

    def _show_lines(self, story: CaseStory) -> None:
        section = self.fresh("lines", _("Items"))
        values = story.values
        if not story.lines:
            section.add(RoleLabel(_("No items are named. Edit the case to add them."), "muted", wrap=True))
            return
        for line in story.lines:
            section.add(RoleLabel(line_words(line), wrap=True, selectable=True))
            section.add(RoleLabel(line_state(line), "muted", "small", wrap=True))
        came = display.moment(values["received_at"], self.context.now(), self.zone)
        section.add(
            KeyValues(
                [
                    (_("Goods came in"), came, display.moment_full(values["received_at"], self.zone)),
                    (_("Carrier"), values["return_carrier"]),
                    (_("Tracking number"), values["return_tracking"]),
                ]
            )
        )
        section.add(self.links([action_button(self.context.actions.action("case.receive"))]))

    def _show_money(self, story: CaseStory) -> None:
        section = self.fresh("money", _("Money"))
        row = story.row
        section.add(
            KeyValues(
                [
                    (_("Asked back"), display.money(row.asked, row.currency) if row.currency else ""),
                    (_("Agreed"), display.money(row.agreed, row.currency) if row.currency else ""),
                    (_("Paid back"), display.money(row.paid, row.currency) if row.currency else ""),
                    *((refund.order, _refund(refund)) for refund in story.refunds),
                ]
            )
        )
        section.add(self.links([action_button(self.context.actions.action("case.refund"))]))


def line_words(line: CaseLineRow) -> str:
    """What and how many: "T-shirt Blue XL × 2"."""
    name = " ".join(part for part in (line.title or line.sku, line.variant) if part)
    return f"{name} × {display.count(line.quantity)}"


def items_words(lines: Sequence[CaseLineRow]) -> str:
    """The first items in words, and how many more there are; the details tell them all."""
    told = display.list_of([line_words(line) for line in lines[:_AT_A_GLANCE]])
    more = len(lines) - _AT_A_GLANCE
    return _("{items} and {count} more").format(items=told, count=more) if more > 0 else told


def line_state(line: CaseLineRow) -> str:
    """How far a line is: ordered, sent, received, and what becomes of it."""
    parts = [
        line.order,
        _("{count} ordered").format(count=display.count(line.ordered)),
        _("{count} sent").format(count=display.count(line.shipped)),
        _("{count} received").format(count=display.count(line.received)) if line.received else "",
        vocabulary.word(vocabulary.CASE_OUTCOME, line.outcome),
    ]
    return " · ".join(part for part in parts if part)


def amounts(story: CaseStory) -> str:
    """ "asked ¥89.00 · agreed ¥80.00 · paid ¥80.00"; what is not known is left out."""
    row = story.row
    if not row.currency:
        return display.list_of([display.money(one.amount, one.currency) for one in story.refunds])
    told = [
        _("asked {amount}").format(amount=display.money(row.asked, row.currency)) if row.asked is not None else "",
        _("agreed {amount}").format(amount=display.money(row.agreed, row.currency)) if row.agreed is not None else "",
        _("paid {amount}").format(amount=display.money(row.paid, row.currency)) if row.paid else "",
    ]
    return " · ".join(part for part in told if part)


def _refund(refund: Any) -> str:
    parts = (display.money(refund.amount, refund.currency), display.day_full(refund.day), refund.note)
    return " · ".join(part for part in parts if part)
