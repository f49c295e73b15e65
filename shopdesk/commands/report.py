"""`report`: the figures of the Reports page."""

from datetime import date

from shopdesk import report_words
from shopdesk.commands.context import Context, grid
from shopdesk.domain.errors import UserError
from shopdesk.domain.reports import Report, Table, days, period
from shopdesk.domain.typed_days import read_date
from shopdesk.services import reports
from shopdesk.words import _

_WIDEST = 32


def run_report(context: Context) -> None:
    """`report NAME [--from D] [--to D]`; without days this month up to today."""
    options = context.options
    with context.desk() as desk:
        today = desk.local_day(desk.now())
        last = _day(options.to, "to", today, today)
        first = _day(options.first, "from", today, period("this_month", last).first)
        made = reports.report(desk, options.name, days(first, last))
        answer = made.as_json() | {"zone": str(desk.setting("zone"))}
    context.answer(answer, lambda _answer: _shown(made))


def _day(text: str | None, field: str, today: date, default: date) -> date:
    try:
        return read_date(text or "", today) or default
    except UserError as error:
        raise UserError(error.code, **{**error.where, "field": field}) from None
    except OverflowError:
        raise UserError("form.date", field=field, found=text) from None


def _shown(made: Report) -> str:
    """Tables for people; rows in which nothing happened are left out."""
    title = f"{_(report_words.REPORT[made.name])}  {made.days.first} – {made.days.last}"
    if made.empty:
        return f"{title}\n{_('Nothing happened on these days.')}"
    before = made.days.before()
    heads = [
        [
            _(report_words.HEAD[head.key]),
            *(report_words.shown(head.kind, value, _) for value in (head.value, head.before)),
        ]
        for head in made.heads
    ]
    head_table = grid(["", "", f"{before.first} – {before.last}"], heads, _WIDEST, right=(False, True, True))
    return "\n\n".join([f"{title}\n{head_table}", *(_table(table) for table in made.tables if table.rows)])


def _table(table: Table) -> str:
    numbers = [column.kind in report_words.NUMBERS for column in table.columns]
    rows = [
        [
            report_words.shown(column.kind, value, _, column.words)
            for column, value in zip(table.columns, row, strict=True)
        ]
        for row in table.rows
        if any(value for value, number in zip(row, numbers, strict=True) if number)
    ]
    header = [_(report_words.COLUMN[column.key]) for column in table.columns]
    return f"{_(report_words.TABLE[table.key])}\n{grid(header, rows, _WIDEST, right=numbers)}"
