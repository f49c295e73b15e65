"""`import`."""

import json
from pathlib import Path
from typing import Any

from shopdesk.commands.context import Context, grid
from shopdesk.domain.errors import UserError
from shopdesk.services import imports
from shopdesk.words import _

_MAPPING = '{"columns": {"platform_order": "…"}}'


def run_import(context: Context) -> None:
    """`import FILE… [--platform] [--account] [--timezone] [--currency] [--map] [--dry-run] [--strict]`."""
    options = context.options
    chosen = imports.ImportOptions(
        options.platform, options.account, options.timezone, options.currency, _mapping(options.map)
    )
    outcome = context.in_shop(
        lambda desk: imports.import_files(
            desk, options.files, chosen, dry_run=options.dry_run, strict=options.strict, progress=context.progress
        )
    )
    context.answer(outcome.value, _show)


def _mapping(path: str | None) -> dict[str, Any] | None:
    """The mapping file. Raises UserError `file.missing`, `map.invalid`."""
    if path is None:
        return None
    try:
        value = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise UserError("file.missing", path=path) from error
    except (ValueError, OSError) as error:
        raise UserError("map.invalid", path=path, found=str(error), expected=_MAPPING) from error
    if not isinstance(value, dict):
        raise UserError("map.invalid", path=path, found=type(value).__name__, expected=_MAPPING)
    return value


def _show(result: dict[str, Any]) -> str:
    rows = [
        [name, *(str(result[name].get(state, "")) for state in ("new", "changed", "unchanged", "older", "refused"))]
        for name in ("orders", "lines", "customers", "products")
    ]
    parts = [grid(["", _("new"), _("changed"), _("unchanged"), _("older"), _("refused")], rows)]
    if result["totals"]:
        names = ("currency", "orders", "units", "amount", "refunded")
        parts.append(grid(list(names), [[str(total[name]) for name in names] for total in result["totals"]]))
    parts += [problem["text"] for problem in result["problems"]]
    parts.append(result["batch"] or (_("Dry run: nothing was written.") if result["dry_run"] else _("Nothing new.")))
    return "\n".join(parts)
