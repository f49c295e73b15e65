"""Import in three steps on one sheet: read, show what would happen, do it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QMenu, QProgressBar, QVBoxLayout, QWidget

from shopdesk import vocabulary
from shopdesk.domain import money as money_rules
from shopdesk.domain.errors import UserError
from shopdesk.domain.text import printable
from shopdesk.sentences import sentence
from shopdesk.services import imports, mapping
from shopdesk.services.imports import ImportOptions, Preview
from shopdesk.services.mapping import FoundTable
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.dialogs.import_tables import Counts, ProblemTable
from shopdesk.ui.dialogs.price_changes import PriceChanges
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.tasks import Task
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, mark, plural

_STAGES = {
    "read": mark("Reading…"),
    "match": mark("Comparing with the shop…"),
    "prepare": mark("Preparing…"),
    "apply": mark("Saving…"),
}
_FILE_KINDS = {
    "orders": mark("orders"),
    "lines": mark("order items"),
    "customers": mark("customers"),
    "products": mark("products"),
    "tracking": mark("tracking numbers"),
}


def _reporter(report: Callable[..., None]) -> Callable[[str, int, int], None]:
    return lambda stage, done, total: report(done, total, _(_STAGES[stage]))


def _preview(desk: Any, files: Sequence[str], options: ImportOptions, report: Callable[..., None]) -> Preview:
    return imports.preview(desk, files, options, _reporter(report))


def _look(desk: Any, path: str, report: Callable[..., None]) -> FoundTable:
    return mapping.look(desk, path, _reporter(report))


def _apply(desk: Any, shown: Preview, report: Callable[..., None]) -> Any:
    return imports.apply(desk, shown, _reporter(report))


class ImportDialog(QDialog):
    """Reads `files` at once; the person sees the outcome before anything is saved."""

    def __init__(self, context: Context, files: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._files = list(files)
        self._shown: Preview | None = None
        self._task: Task | None = None
        self._unknown = ""
        self.setObjectName("import")
        self.setWindowTitle(_("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        context.tasks.progressed.connect(self._on_progress)
        self._read(ImportOptions())

    # Building

    def _build(self) -> None:
        space = unit(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * space, 3 * space, 3 * space, 2 * space)
        layout.setSpacing(2 * space)
        self._title = RoleLabel("", size="title", wrap=True)
        self._found = RoleLabel("", "muted", wrap=True)
        self._counts = Counts()
        self._totals = RoleLabel("", "muted", wrap=True)
        self._changes = PriceChanges()
        self._problems_title = RoleLabel("", bold=True)
        self._problems = ProblemTable()
        self._account = QComboBox()
        self._account.setObjectName("import.account")
        self._account.setAccessibleName(_("Account"))
        self._account.activated.connect(self._choose_account)
        self._bar = QProgressBar()
        self._bar.setObjectName("import.progress")
        self._bar.setAccessibleName(_("Progress"))
        self._bar.setTextVisible(False)
        for widget in (
            self._title, self._found, self._bar, self._account, self._counts, self._totals, self._changes,
            self._problems_title,
        ):  # fmt: skip
            layout.addWidget(widget)
        layout.addWidget(self._problems, 1)
        layout.addStretch(1)
        layout.setStretchFactor(self._problems, 100)
        layout.addLayout(self._buttons(space))
        self.setMinimumWidth(characters(self, 116))

    def _buttons(self, space: int) -> QHBoxLayout:
        self._save = button(_("Save refused rows…"), "import.save_refused", self._save_refused, quiet=True)
        self._columns = button(_("Choose columns…"), "import.columns", self._choose_columns, quiet=True)
        self._cancel = button(_("Cancel"), "import.cancel", self.reject)
        self._import = button(_("Import"), "import.apply", self._apply_it, primary=True)
        self._import.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(space)
        row.addWidget(self._save)
        row.addWidget(self._columns)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._import)
        return row

    # Step 1: read

    def _read(self, options: ImportOptions) -> None:
        self._options = options
        self._found.set_role("muted")
        self._cancel.setText(_("Cancel"))
        self._title.setText(plural("Import {count} file", "Import {count} files", len(self._files)))
        self._show_only_progress(_("Reading…"))
        self._task = self.context.tasks.run(
            _preview, self.context.desk, self._files, options, receiver=self, done=self._show, failed=self._refuse,
            cancelled=self.close, progress=False, lane="file", report_as="report",
        )  # fmt: skip

    def _show_only_progress(self, text: str) -> None:
        self._found.setText(text)
        self._bar.setRange(0, 0)
        self._bar.show()
        parts = (self._counts, self._totals, self._changes, self._problems_title, self._problems)
        for widget in (self._account, *parts, self._save, self._columns):
            widget.hide()
        self._import.setEnabled(False)

    def _on_progress(self, task: Task) -> None:
        if task is self._task:
            self._found.setText(task.text)
            self._bar.setRange(0, task.total)
            self._bar.setValue(task.done)

    def _refuse(self, error: UserError) -> None:
        self._task = None
        if error.code == "file.unknown" and error.where.get("path") in self._files:
            self._look_at(str(error.where["path"]), error)
        else:
            self._say(error)

    def _say(self, error: UserError) -> None:
        self._task = None
        self._bar.hide()
        self._found.setText(sentence(error.code, error.where))
        self._found.set_role("trouble")
        self._cancel.setText(_("Close"))
        if error.code == "account.required":
            self._account.clear()
            self._account.addItem(_("Choose the account…"))
            self._account.addItems(str(error.where["accounts"]).split(", "))
            self._account.show()

    def _choose_account(self, index: int) -> None:
        if index > 0:
            self._read(ImportOptions(account=self._account.itemText(index)))

    # A file that no reader knows

    def _look_at(self, path: str, unknown: UserError | None = None) -> None:
        """Opens the page that says what its columns are; what is no table at all is refused as before."""
        self._unknown = path
        self._show_only_progress(_("Reading…"))
        self._task = self.context.tasks.run(
            _look, self.context.desk, path, receiver=self, done=self._map,
            failed=lambda error: self._say(unknown or error), cancelled=self.close, progress=False, lane="file",
            report_as="report",
        )  # fmt: skip

    def _map(self, found: FoundTable) -> None:
        from shopdesk.ui.mapping.dialog import MappingDialog

        self._task = None
        page = MappingDialog(self.context, found, self)
        page.remembered.connect(lambda: self._read(self._options))
        page.rejected.connect(self._not_mapped)
        page.open()

    def _not_mapped(self) -> None:
        """The page was left: a file that was known is shown again, an unknown one can be tried again."""
        if self._shown is not None:
            self._show(self._shown)
            return
        self._say(UserError("file.unknown", path=self._unknown))
        self._columns.setText(_("Choose columns…"))
        self._columns.show()

    def _choose_columns(self) -> None:
        mapped = [file["path"] for file in self._shown.result["files"] if file["mapping"]] if self._shown else []
        paths = [path for path in self._files if printable(path) in mapped] or [self._unknown]
        if len(paths) == 1:
            self._look_at(paths[0])
            return
        menu = QMenu(self)
        for path in paths:
            menu.addAction(Path(path).name).triggered.connect(lambda _checked=False, one=path: self._look_at(one))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._columns.mapToGlobal(self._columns.rect().topLeft()))

    # Step 2: show

    def _show(self, shown: Preview) -> None:
        self._task = None
        self._shown = shown
        result = shown.result
        self._bar.hide()
        self._found.setText("\n".join(_file_line(file) for file in result["files"]))
        prices = result.get("prices")
        self._changes.show_changes(prices["changes"] if prices else ())
        self._counts.show_result(result if prices is None else result | {"products": _states(result, prices)})
        self._counts.show()
        self._totals.setText(_totals(result))
        self._totals.setVisible(bool(result["totals"]))
        self._show_problems(result)
        self._columns.setText(_("Change columns…"))
        self._columns.setVisible(any(file["mapping"] for file in result["files"]))
        waiting = sum(
            result[kind][state] for kind in ("orders", "customers", "products") for state in ("new", "changed")
        )
        self._import.setText(_("Import {count}").format(count=display.count(waiting)) if waiting else _("Nothing new"))
        self._import.setEnabled(shown.anything)
        (self._import if shown.anything else self._cancel).setFocus()
        self._fit()

    def _fit(self) -> None:
        """As high as what is shown; sentences are measured at the width they have."""
        layout, parent = self.layout(), self.parentWidget()
        assert layout is not None
        layout.activate()
        room = parent.window().height() if parent is not None else self.screen().availableSize().height()
        self.resize(self.width(), min(layout.totalHeightForWidth(self.width()), round(room * 0.94)))

    def _show_problems(self, result: dict[str, Any]) -> None:
        problems = result["problems"]
        for widget in (self._problems, self._problems_title):
            widget.setVisible(bool(problems))
        refused = sum(len(file.refused_rows) for file in self._shown.refused) if self._shown else 0
        self._save.setVisible(refused > 0)
        if problems:
            stays_out = result["orders"]["refused"]
            rows_out = result["prices"]["refused"] if "prices" in result else 0
            self._problems_title.setText(
                plural(
                    "{count} row stays out, the rest can be imported",
                    "{count} rows stay out, the rest can be imported",
                    rows_out,
                )
                if rows_out and not stays_out
                else plural(
                    "{count} order stays out, the rest can be imported",
                    "{count} orders stay out, the rest can be imported",
                    stays_out,
                )
                if stays_out
                else _("Worth knowing")
            )
            self._problems.show_problems(problems)

    def _save_refused(self) -> None:
        dialog = QFileDialog(self, _("Save refused rows"), "refused.csv")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("CSV (*.csv)"), _("Excel (*.xlsx)")])
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self.save_refused_to)
        dialog.open()

    def save_refused_to(self, path: str) -> None:
        """Writes the refused rows to a file with the reason beside each."""
        assert self._shown is not None
        try:
            rows = imports.save_refused(self._shown, path)
        except UserError as error:
            self._problems_title.setText(sentence(error.code, error.where))
            return
        said = plural("{count} row saved", "{count} rows saved", rows)
        self._problems_title.setText(f"{said}: {path}")

    # Step 3: do it

    def _apply_it(self) -> None:
        assert self._shown is not None
        self._show_only_progress(_("Preparing…"))
        self._task = self.context.tasks.run(
            _apply, self.context.desk, self._shown, receiver=self, done=self._finish, failed=self._refuse,
            cancelled=self.close, progress=False, lane="write", report_as="report",
        )  # fmt: skip

    def _finish(self, outcome: Any) -> None:
        self._task = None
        result = outcome.value
        if outcome.changes.kinds:
            self.context.bus.changed.emit(outcome.changes)
        new, changed = (
            sum(result[kind][state] for kind in ("orders", "customers", "products")) for state in ("new", "changed")
        )
        said = _("Imported: {new} new, {changed} changed").format(
            new=display.count(new), changed=display.count(changed)
        )
        self.context.bus.message.emit(said, _("Import") if outcome.changes.kinds else None)
        self.accept()

    def reject(self) -> None:
        """Cancel: what is being read is forgotten; what is being saved is stopped before it is written."""
        if self._task is not None and not self._task.finished:
            self._task.cancel()
            self._found.setText(_("Stopping…"))
            return
        super().reject()


def _states(result: dict[str, Any], prices: dict[str, Any]) -> dict[str, int]:
    """Products by state: those of price lists, and those of product files in the same drop."""
    own = result["products"]
    more = {state: own[state] - prices[state] for state in own}
    return {state: prices[state] + more.get(state, 0) for state in ("new", "changed", "unchanged", "refused")}


def _file_line(file: dict[str, Any]) -> str:
    platform = vocabulary.word(vocabulary.PLATFORM, file["platform"], _)
    parts = [
        Path(file["path"]).name + (f" · {file['sheet']}" if file["sheet"] else ""),
        _("{platform} {kind}").format(platform=platform, kind=_(_FILE_KINDS[file["kind"]])),
        plural("{count} row", "{count} rows", file["rows"]),
        *filter(None, (file["account"], file["zone"], file["currency"], file["encoding"])),
        *([_("columns as in “{name}”").format(name=file["mapping"])] if file["mapping"] else []),
    ]
    if file["partner_missing"]:
        parts.append(_("its second file is still missing"))
    return " · ".join(parts)


def _money(total: dict[str, Any], which: str) -> str:
    currency = total["currency"]
    return display.money(money_rules.to_minor(Decimal(total[which]), currency), currency)


def _totals(result: dict[str, Any]) -> str:
    lines = []
    for total in result["totals"]:
        told = _("{orders} orders, {units} units, {amount}").format(
            orders=display.count(total["orders"]), units=display.count(total["units"]), amount=_money(total, "amount")
        )
        if Decimal(total["refunded"]):
            told = _("{told}, {refunded} refunded").format(told=told, refunded=_money(total, "refunded"))
        lines.append(told)
    return "\n".join(lines)
