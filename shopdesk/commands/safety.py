"""`backup`, `restore` and `check`."""

from pathlib import Path
from typing import Any

from shopdesk.commands.context import Context, grid
from shopdesk.domain.errors import UserError
from shopdesk.services.safety import backups, checking, moving, presence, recovering, restoring
from shopdesk.words import _


def run_backup(context: Context) -> None:
    """A checked copy of the shop, to a folder or to its places."""
    if context.options.archive:
        _pack(context)
        return
    folder = context.options.dir
    with context.desk() as desk:
        made = backups.back_up(
            desk, Path(folder) if folder else None, report=lambda done, total: context.progress("backup", done, total)
        )
    context.answer(made.as_json(), lambda value: _("Backup made and checked: {path}").format(path=value["file"]))


def _pack(context: Context) -> None:
    with context.desk() as desk:
        packed = moving.pack(
            desk, Path(context.options.archive), report=lambda done, total: context.progress("archive", done, total)
        )
    context.answer(
        packed.as_json(), lambda value: _("All of the shop is in one file now: {path}").format(path=value["file"])
    )


def run_restore(context: Context) -> None:
    """Puts a backup in the shop's place; the present file is kept."""
    file = Path(context.options.file)
    if moving.is_archive(file):
        restored = moving.restore(
            context.shop, file, now=context.clock(), report=lambda done, all_: context.progress("restore", done, all_)
        )
    else:
        restored = restoring.restore(context.shop, file, now=context.clock())

    def show(value: Any) -> str:
        if value["previous_kept_as"] is None:
            return _("Restored: {path}").format(path=value["restored"])
        return _("Restored: {path}. What was there is kept as {kept}").format(
            path=value["restored"], kept=value["previous_kept_as"]
        )

    context.answer(restored.as_json(), show)


def _is_damaged(context: Context) -> bool:
    """Whether the file cannot be used as it is. Raises UserError for what no rescue helps (missing, newer, busy …)."""
    try:
        with context.desk() as desk:
            return not checking.is_whole(desk, lambda: False)
    except UserError as error:
        if not presence.can_help(context.shop, error):
            raise
        return True


def _rescue(context: Context) -> None:
    rescued = recovering.rescue(context.shop, lambda done, total: context.progress("rescue", done, total))
    kept = recovering.put_rescued(context.shop, rescued, now=context.clock())
    with context.desk() as desk:
        report = checking.check(desk)

    def show(value: Any) -> str:
        rows = [[kind, str(count)] for kind, count in value["rescued"].items()]
        told = _("What is readable is the shop now. The damaged file is kept as {kept}").format(
            kept=value["previous_kept_as"]
        )
        return f"{told}\n{grid(['rescued', 'records'], rows)}"

    context.answer(report.as_json() | rescued.as_json() | kept.as_json(), show)


def run_check(context: Context) -> None:
    """Checks the shop's data; with --repair what can be derived is put right, with --rescue a damaged file left."""
    if context.options.rescue and _is_damaged(context):
        _rescue(context)
        return
    with context.desk() as desk:
        report = checking.check(
            desk, repair=context.options.repair, report=lambda done, total: context.progress("check", done, total)
        )

    def show(value: Any) -> str:
        rows = [[item["name"], str(item["found"]), str(item["repaired"])] for item in value["checks"]]
        return grid(["check", "found", "repaired"], rows)

    context.answer(report.as_json(), show)
