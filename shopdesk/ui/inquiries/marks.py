"""What a glance at an inquiry says of its wait: since when, out of hours, asleep, more of the same person."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from shopdesk.services.inquiries import InquiryRow
from shopdesk.ui import display, vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.waited import waited
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel, StatusLabel
from shopdesk.words import _, plural


def is_asleep(row: InquiryRow, now: Any) -> bool:
    """Whether it is snoozed now."""
    return row.snoozed_until is not None and row.snoozed_until > now and row.closed_at is None


def waiting_labels(context: Context, row: InquiryRow) -> list[QWidget]:
    """Labels for one line: the wait, the mark of the night, the snooze, the follow-up."""
    now, zone = context.now(), context.desk.zone
    labels: list[QWidget] = []

    def add(text: str, role: str, tip: str = "") -> None:
        label = StatusLabel(text, role)
        label.setToolTip(tip)
        labels.append(label)

    if row.priority in ("high", "urgent"):
        add(vocabulary.word(vocabulary.PRIORITY, row.priority), vocabulary.role(vocabulary.PRIORITY, row.priority))
    if row.waiting_since is not None:
        age = waited(context, row.waiting_since)
        full = display.moment_full(row.waiting_since, zone)
        add(_("Waiting for our answer: {age}").format(age=age), "waiting", full)
    if row.out_of_hours and row.closed_at is None and (row.waiting_since is not None or row.first_reply_at is None):
        add(_("Came out of hours"), "muted", _("It came while the shop was closed"))
    if is_asleep(row, now):
        text = _("Snoozed until {when}").format(when=display.moment(row.snoozed_until, now, zone))
        add(text, "muted", display.moment_full(row.snoozed_until, zone))
    if row.follow_up_at is not None:
        is_due = row.follow_up_at <= now and row.closed_at is None
        text = _("Follow-up: {when}").format(when=display.moment(row.follow_up_at, now, zone))
        add(text, "trouble" if is_due else "active", display.moment_full(row.follow_up_at, zone))
    return labels


def other_inquiries(
    others: Sequence[InquiryRow], link: Callable[[str, str, str, str], QWidget], merge: Callable[[], object]
) -> list[QWidget]:
    """One line: the other open inquiries of this person, and the button that makes one of them all."""
    if not others:
        return []
    told = plural("{count} more open inquiry of this person:", "{count} more open inquiries of this person:",
                  len(others))  # fmt: skip
    links = [link("inquiries", one.number, one.subject or one.number, "inbox") for one in others[:3]]
    made = button(_("Merge"), "inquiries.panel.merge", merge, icon_name="people")
    made.setToolTip(_("They become part of this one"))
    return [RoleLabel(told, "muted"), *links, made]
