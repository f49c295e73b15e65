"""Choosing files: a shop to open or make, export files to import."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.words import _

_SHOP = "*.shopdesk"
_ARCHIVE = "*.zip"
_TABLES = "*.csv *.tsv *.txt *.xlsx *.xls *.gz"


def choose_import(parent: QWidget, take: Callable[[Sequence[str]], object]) -> None:
    """Asks for export files and hands them to `take`."""
    dialog = QFileDialog(parent, _("Import export files"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([_("Tables ({endings})").format(endings=_TABLES), _("All files (*)")])
    dialog.setObjectName("window.import.files")
    dialog.filesSelected.connect(take)
    dialog.open()


def open_shop(parent: Any, take: Callable[..., object], unpack: Callable[[Path, Path], object] | None = None) -> None:
    """Asks for a shop file and opens it; `take` raises UserError when it cannot.

    With `unpack` an archive may be chosen as well: then it asks for a folder and calls `unpack(archive, folder)`.
    """
    dialog = _shop_dialog(parent, _("Open shop"), QFileDialog.FileMode.ExistingFile)
    if unpack is not None:
        endings = f"{_SHOP} {_ARCHIVE}"
        dialog.setNameFilters([_("Shops and their archives ({endings})").format(endings=endings), _("All files (*)")])

    def chosen(name: str) -> None:
        if unpack is not None and name.lower().endswith(".zip"):
            choose_folder(parent, lambda folder: unpack(Path(name), folder))
        else:
            _try(parent, take, Path(name), create=False)

    dialog.fileSelected.connect(chosen)
    dialog.open()


def open_archive(parent: Any, unpack: Callable[[Path, Path], object]) -> None:
    """Asks for an archive and for the folder that its shop goes to."""
    dialog = _shop_dialog(parent, _("Open an archive"), QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Archives of a shop ({endings})").format(endings=_ARCHIVE), _("All files (*)")])
    dialog.fileSelected.connect(lambda name: choose_folder(parent, lambda folder: unpack(Path(name), folder)))
    dialog.open()


def choose_folder(parent: Any, take: Callable[[Path], object]) -> None:
    """Asks where the shop of an archive is to lie."""
    dialog = QFileDialog(parent, _("The folder for the shop"))
    dialog.setObjectName("window.shop.folder")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: take(Path(name)))
    dialog.open()


def new_shop(parent: Any, take: Callable[..., object]) -> None:
    """Asks where the new shop is to lie and makes it."""
    dialog = _shop_dialog(parent, _("New shop"), QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("shopdesk")
    dialog.fileSelected.connect(lambda path: _try(parent, take, Path(path), create=True))
    dialog.open()


def _shop_dialog(parent: QWidget, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(mode)
    dialog.setNameFilters([_("ShopDesk shops ({endings})").format(endings=_SHOP), _("All files (*)")])
    dialog.setObjectName("window.shop.file")
    return dialog


def _try(parent: Any, take: Callable[..., object], path: Path, *, create: bool) -> None:
    try:
        take(path, create=create)
    except UserError as error:
        parent.say_error(error)
