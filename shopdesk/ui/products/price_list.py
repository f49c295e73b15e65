"""The price and stock list of what the page shows, as a workbook to edit and drop back on the window."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from shopdesk.services import price_lists, products
from shopdesk.services.price_lists import Written
from shopdesk.ui.tables.service_source import ServiceSource
from shopdesk.words import _, plural

if TYPE_CHECKING:
    from shopdesk.ui.products.page import ProductsPage


def choose_file(page: "ProductsPage") -> None:
    """Ask where to, then write in the background."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = _("Price list {day}").format(day=page.today().isoformat()) + ".xlsx"
    dialog = QFileDialog(page, _("Save price list"), str(Path(folder) / name))
    dialog.setObjectName("products.price_list.file")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_("Excel (*.xlsx)")])
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: save_to(page, path))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def save_to(page: "ProductsPage", path: str) -> None:
    """Write the selected products where several are selected, else all that the filters show."""
    desk, asked = page.context.desk, ServiceSource(page.context.desk, products).list_query(page.query())
    selected = list(page.table.selected_ids()) if page.table.selected_count() > 1 else None

    def write(report: Any) -> Written:
        ids = products.ids(desk, asked) if selected is None else selected
        return price_lists.export(desk, path, list(ids), force=True, tick=lambda rows: report(rows, len(ids), ""))

    def done(written: Written) -> None:
        said = plural(
            "{count} product in the price list. Change prices and stock there, save, and drop the file here.",
            "{count} products in the price list. Change prices and stock there, save, and drop the file here.",
            written.rows,
        )
        page.notice.say(said, "ok", _("Open it"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))

    page.context.tasks.run(
        write, receiver=page, done=done, failed=page.show_error, title=_("Writing the price list"), lane="file",
        report_as="report",
    )  # fmt: skip
