"""`import`."""

from typing import Any

from shopdesk.commands.context import Context, grid
from shopdesk.services import imports, mappings
from shopdesk.words import _


def run_import(context: Context) -> None:
    """`import FILE… [--platform] [--account] [--timezone] [--currency] [--map] [--dry-run] [--strict]`."""
    options = context.options
    mapping = mappings.read_mapping_file(options.map) if options.map is not None else None
    chosen = imports.ImportOptions(options.platform, options.account, options.timezone, options.currency, mapping)
    outcome = context.in_shop(
        lambda desk: imports.import_files(
            desk, options.files, chosen, dry_run=options.dry_run, strict=options.strict, progress=context.progress
        )
    )
    context.answer(outcome.value, _show)


def _show(result: dict[str, Any]) -> str:
    rows = [
        [name, *(str(result[name].get(state, "")) for state in ("new", "changed", "unchanged", "older", "refused"))]
        for name in ("orders", "lines", "customers", "products")
    ]
    parts = [grid(["", _("new"), _("changed"), _("unchanged"), _("older"), _("refused")], rows)]
    if result["totals"]:
        names = ("currency", "orders", "units", "amount", "refunded")
        parts.append(grid(list(names), [[str(total[name]) for name in names] for total in result["totals"]]))
    if "prices" in result:
        names = ("row", "sku", "field", "before", "after")
        changes = [
            ["" if one[name] is None else str(one[name]) for name in names] for one in result["prices"]["changes"]
        ]
        parts += [grid(list(names), changes)] if changes else []
    parts += [problem["text"] for problem in result["problems"]]
    parts.append(result["batch"] or (_("Dry run: nothing was written.") if result["dry_run"] else _("Nothing new.")))
    return "\n".join(parts)
