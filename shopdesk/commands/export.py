"""`export`."""

from typing import Any

from shopdesk import words
from shopdesk.commands.context import Context, grid
from shopdesk.services.export import export_month


def run_export(context: Context) -> None:
    """`export MONTH OUT.xlsx [--force]`."""
    options = context.options
    with context.desk() as desk:
        result = export_month(
            desk, options.month, options.out, language=words.language(), force=options.force, progress=context.progress
        )

    def show(value: dict[str, Any]) -> str:
        names = ("currency", "orders", "units", "total", "refunded", "net")
        rows = [[str(total[name]) for name in names] for total in value["totals"]]
        return str(value["file"]) + "\n" + grid(list(names), rows)

    context.answer(result.as_json(), show)
