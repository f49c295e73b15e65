"""The quote of an inquiry in its panel: one line while answering, the whole of it in the details."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.drafts import LineDraft
from shopdesk.domain.quotes import is_over
from shopdesk.services.quotes import QuoteRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.actions import Actions
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import action_button, button, icon_button
from shopdesk.ui.widgets.detail_panel import Section
from shopdesk.ui.widgets.flow_layout import FlowLayout
from shopdesk.ui.widgets.key_values import Fact, KeyValues
from shopdesk.ui.widgets.labels import RoleLabel, StatusLabel
from shopdesk.words import _

ACTIONS = ("quote.order", "quote.copy", "quote.update", "quote.decline")


def standing(quotes: Sequence[QuoteRow]) -> QuoteRow | None:
    """The quote that is on offer."""
    return next((row for row in quotes if row.status == "open"), None)


def in_words(quote: QuoteRow, today: date) -> tuple[str, str]:
    """(sentence, colour role): "Quote ¥178.00 until Fri"."""
    total = display.money(quote.total, quote.currency)
    if quote.valid_until is None:
        return _("Quote {total}").format(total=total), "active"
    day = display.day(quote.valid_until, today)
    if is_over(quote.valid_until, today):
        return _("Quote {total} expired {day}").format(total=total, day=day), "waiting"
    return _("Quote {total} until {day}").format(total=total, day=day), "active"


def glance_line(name: str, quote: QuoteRow, today: date, actions: Actions) -> QWidget:
    """What was offered, with buttons that copy it for the chat and make the order."""
    line = QWidget()
    label = StatusLabel(*in_words(quote, today))
    label.setObjectName(f"{name}.quote")
    label.setToolTip(" · ".join(part for part in (quote.number, display.day_full(quote.valid_until)) if part))
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)  # large letters need the room, and the quiet button keeps one of its own
    row.addWidget(label)
    copy, order = actions.action("quote.copy").trigger, actions.action("quote.order").trigger
    row.addWidget(icon_button("copy", _("Copy the quote for the chat"), f"{name}.quote.copy", copy))
    row.addWidget(button(_("Make order"), f"{name}.quote.order", order))
    row.addStretch(1)
    return line


def fill_section(section: Section, quotes: Sequence[QuoteRow], today: date, actions: Actions) -> None:
    """The quote that stands with what can be done with it, else the last one; earlier ones a line each."""
    shown = standing(quotes) or quotes[0]
    draft = shown.draft
    status = StatusLabel(
        vocabulary.word(vocabulary.QUOTE_STATUS, shown.status), vocabulary.role(vocabulary.QUOTE_STATUS, shown.status)
    )
    if shown.status == "open":
        status = StatusLabel(*in_words(shown, today))
    section.add(status)
    facts: list[Fact] = [(f"{line.quantity} ×", _line(line, draft.currency)) for line in draft.lines]
    for label, amount in (
        (_("Price together"), draft.bundle_price),
        (_("Discount"), -draft.discount or None),
        (_("Shipping"), draft.shipping or None),
        (_("Total"), shown.total),
    ):
        facts.append((label, display.money(amount, draft.currency)))
    facts += [(_("Number"), shown.number), (_("Note"), draft.note), (_("Order"), shown.order)]
    section.add(KeyValues(facts))
    if shown.status == "open":
        section.add(_buttons(actions))
    for other in quotes:
        if other.id != shown.id:
            section.add(RoleLabel(_told(other), "muted", "small", wrap=True))


def _buttons(actions: Actions) -> QWidget:
    row = QWidget()
    layout = FlowLayout(row)
    layout.setSpacing(unit(row) // 2)
    for action_id in ACTIONS:
        layout.addWidget(action_button(actions.action(action_id)))
    return row


def _line(line: LineDraft, currency: str) -> str:
    name = " ".join(part for part in (line.title or line.sku, line.variant) if part)
    return f"{name}  {display.money(line.total, currency)}"


def _told(quote: QuoteRow) -> str:
    status = vocabulary.word(vocabulary.QUOTE_STATUS, quote.status)
    return " · ".join((quote.number, display.money(quote.total, quote.currency), status))
