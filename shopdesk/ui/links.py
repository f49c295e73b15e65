"""Ways from one page to another that are more than "show that record"."""

from shopdesk.ui.context import Context

_ABOUT_ORDER = "order:"


def new_case(context: Context, order: str) -> None:
    """Go to After-sales and open a new case about an order (by number)."""
    context.open_record("cases", f"{_ABOUT_ORDER}{order}")


def order_of_new_case(target: str) -> str | None:
    """The order that a new case is wanted for, None when `target` is the number of a case."""
    return target.removeprefix(_ABOUT_ORDER) if target.startswith(_ABOUT_ORDER) else None
