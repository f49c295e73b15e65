"""The View button of a list: saved views, columns, and the list as an Excel file."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget, QWidgetAction

from shopdesk.services import table_export, views
from shopdesk.services.views import View
from shopdesk.ui.commands import Command
from shopdesk.ui.icons import icon
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.tables.columns import Column
from shopdesk.ui.tables.pages import PAGE
from shopdesk.ui.tables.query import FilterValue, RowSource, TableQuery
from shopdesk.ui.widgets.buttons import button, space_icon
from shopdesk.ui.widgets.filter_bar import named_period, period
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.ui.list_page import ListPage

_PERIOD = "period:"  # a saved range of days that moves with the calendar: `period:Last 7 days`


class ViewButton(QPushButton):
    """Opens the menu; everything in it is made when it opens."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__(icon("eye"), _("View"))
        self._page = page
        self.setObjectName(f"{page.key}.view")
        self.setAccessibleName(_("View: saved views, columns, export"))
        self.setToolTip(_("Saved views, columns, export"))
        self.setProperty("quiet", True)
        space_icon(self)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        menu = self.menu_now()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def menu_now(self) -> QMenu:
        """The menu as it is now."""
        page = self._page
        menu = QMenu(self)
        menu.setObjectName(f"{page.key}.view.menu")
        saved = views.views(page.context.desk, page.key)
        for view in saved:
            menu.addAction(icon("star"), view.name, partial(show_view, page, view))
        if not saved:
            menu.addAction(_("No saved views yet")).setEnabled(False)
        menu.addMenu(self._saving(menu))
        if saved:
            forget = menu.addMenu(_("Forget a view"))
            for view in saved:
                forget.addAction(view.name, partial(self._forget, view.name))
        menu.addSeparator()
        columns = page.table.columns_menu()
        columns.setTitle(_("Columns"))
        menu.addMenu(columns)
        menu.addSeparator()
        menu.addAction(icon("export"), _("This list as Excel…"), lambda: choose_file(page))
        return menu

    def _saving(self, menu: QMenu) -> QMenu:
        inside = QMenu(_("Save this view as"), menu)
        line = QLineEdit()
        line.setObjectName(f"{self._page.key}.view.name")
        line.setAccessibleName(_("Name of the view"))
        line.setPlaceholderText(_("Name of the view"))
        line.setMinimumWidth(characters(self, 26))

        def save() -> None:
            if line.text().strip():
                self._save(line.text())
                menu.close()

        line.returnPressed.connect(save)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(unit(self), unit(self) // 2, unit(self), unit(self) // 2)
        row.addWidget(line)
        row.addWidget(button(_("Save"), f"{self._page.key}.view.save", save, primary=True))
        action = QWidgetAction(inside)
        action.setDefaultWidget(holder)
        inside.addAction(action)
        inside.aboutToShow.connect(line.setFocus)
        return inside

    def _save(self, name: str) -> None:
        page = self._page
        page.context.save(
            views.save_view, page.key, name, state_of(page.query(), page.today()), undo=_("Save view"),
            said=_("View saved"), receiver=page, failed=page.show_error,
        )  # fmt: skip

    def _forget(self, name: str) -> None:
        page = self._page
        page.context.save(
            views.forget_view, page.key, name, undo=_("Forget view"), said=_("View forgotten"), receiver=page,
            failed=page.show_error,
        )  # fmt: skip


def commands(page: "ListPage") -> list[Command]:
    """The same for the command palette: each saved view, the columns, every row, the list as a file."""
    saved = [
        Command(f"view.{view.name}", _("View: {name}").format(name=view.name), f"View {view.name}",
                partial(show_view, page, view), "star")
        for view in views.views(page.context.desk, page.key)
    ]  # fmt: skip
    return [
        *saved,
        Command(
            "list.everything", _("Show everything"), "Show everything, clear filters", page.show_everything, "filter"
        ),
        Command("list.columns", _("Choose columns"), "Choose columns", page.table.offer_columns, "eye"),
        Command("list.export", _("This list as Excel…"), "This list as Excel", lambda: choose_file(page), "export"),
    ]


def state_of(query: TableQuery, today: date) -> dict[str, Any]:
    """A question as it is saved; "last 7 days" stays the last seven days."""

    def values(chosen: FilterValue) -> list[str]:
        name = named_period(chosen.values, today) if chosen.key.endswith("_day") else None
        return [f"{_PERIOD}{name}"] if name else list(chosen.values)

    filters = {chosen.key: values(chosen) for chosen in query.filters}
    return {"text": query.text, "filters": filters, "sort": query.sort, "descending": query.descending}


def show_view(page: "ListPage", view: View) -> None:
    """Ask what a saved view asks; what the page no longer offers is left out."""
    state = view.state

    def values(stored: Sequence[str]) -> tuple[str, ...]:
        if len(stored) == 1 and stored[0].startswith(_PERIOD):
            return period(stored[0].removeprefix(_PERIOD), page.today())
        return tuple(stored)

    offered = {choice.key for choice in page.declare_filters()}
    chosen = [FilterValue(key, values(stored)) for key, stored in state["filters"].items() if key in offered]
    page.ask_for(state["text"], chosen, state["sort"], state["descending"])


# The list as a file


def choose_file(page: "ListPage") -> None:
    """Ask where to, then write in the background."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = f"{page.accessibleName() or page.key} {page.today().isoformat()}.xlsx".replace("/", "-")
    dialog = QFileDialog(page, _("Save list"), str(Path(folder) / name))
    dialog.setObjectName(f"{page.key}.view.file")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_("Excel (*.xlsx)")])
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: save_list(page, path))
    dialog.open()


def save_list(page: "ListPage", path: str) -> None:
    """Write what the list shows (all its rows, the columns in sight, in their order) to `path`."""
    columns = page.table.shown_columns()
    source, query = page.table.records.source, page.query()

    def write(report: Callable[..., None], interrupted: Any) -> int:
        ids = source.ids(query, interrupted)
        titles = [(_(column.title), column.width, column.align == "right") for column in columns]
        return table_export.export_table(
            path, page.accessibleName() or page.key, titles, _rows(source, ids, columns), force=True,
            tick=lambda done: report(done, len(ids)),
        )  # fmt: skip

    def done(count: int) -> None:
        page.notice.say(
            _("{count} rows saved: {path}").format(count=count, path=path), "ok", _("Open it"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(path)),
        )  # fmt: skip

    page.context.tasks.run(
        lambda report: write(report, _Never()), receiver=page, done=done, failed=page.show_error,
        title=_("Writing the list"), lane="file", report_as="report",
    )  # fmt: skip


class _Never:
    """Ids for a file are read to the end; Cancel is looked at between rows."""

    def __call__(self) -> bool:
        return False

    def stop_with(self, _stop: Callable[[], object]) -> None:
        return None


def _rows(source: RowSource, ids: Sequence[int], columns: Sequence[Column]) -> Iterator[list[table_export.Cell]]:
    for start in range(0, len(ids), PAGE):
        wanted = ids[start : start + PAGE]
        found = {row.id: row for row in source.rows(wanted)}
        for identity in wanted:
            if identity in found:
                yield [_cell(column, found[identity]) for column in columns]


def _cell(column: Column, row: Any) -> table_export.Cell:
    if column.amount is not None:
        return column.amount(row)
    return (column.plain or column.text)(row)
