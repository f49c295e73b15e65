"""Ways from one page to another that are more than "show that record"."""

from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.forms_wanted import OrderChange
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.ui.context import Context

_ABOUT_ORDER = "order:"


def new_case(context: Context, order: str) -> None:
    """Go to After-sales and open a new case about an order (by number)."""
    context.open_record("cases", f"{_ABOUT_ORDER}{order}")


def order_of_new_case(target: str) -> str | None:
    """The order that a new case is wanted for, None when `target` is the number of a case."""
    return target.removeprefix(_ABOUT_ORDER) if target.startswith(_ABOUT_ORDER) else None


def open_form(context: Context, form: InquiryDraft | CaseDraft | OrderChange) -> None:
    """Go to the page of such records and open its form filled in; nothing is saved before the person does."""
    if isinstance(form, OrderChange):
        context.open_form("orders", form)
    elif isinstance(form, CaseDraft):
        context.open_form("cases", form)
    else:
        context.open_form("inquiries", form)
