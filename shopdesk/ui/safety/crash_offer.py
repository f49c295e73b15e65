"""“ShopDesk ended unexpectedly”: the trace that an earlier process left, shown and copied by whoever wants to."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from shopdesk import __version__
from shopdesk.ui.main_window import MainWindow
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.offer import Offer
from shopdesk.words import _


def offer_crash_report(window: MainWindow, trace: str) -> None:
    """Say it once, above the pages; work goes on meanwhile."""
    details = f"ShopDesk {__version__}, Python {sys.version.split()[0]}, {sys.platform}\n\n{trace}"

    def show() -> bool:
        CrashReportDialog(details, window).open()
        return True

    def copy() -> bool:
        QApplication.clipboard().setText(details)
        return True

    text = _("ShopDesk ended unexpectedly the last time. What was saved is safe.")
    choices = (("details", _("Show details"), show), ("copy", _("Copy details"), copy))
    window.offer(Offer("window.crash", text, (*choices, ("dismiss", _("Dismiss"), lambda: None)), "waiting"))


class CrashReportDialog(QDialog):
    """The trace, to read and to copy."""

    def __init__(self, details: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("crash_report")
        self.setWindowTitle(_("ShopDesk ended unexpectedly"))
        space = unit(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * space, 3 * space, 3 * space, 2 * space)
        layout.setSpacing(round(1.5 * space))
        layout.addWidget(RoleLabel(_("ShopDesk ended unexpectedly"), size="title"))
        told = _("This is where it was. It helps whoever mends the mistake; nothing leaves this computer by itself.")
        layout.addWidget(RoleLabel(told, "muted", wrap=True))
        text = QPlainTextEdit(details)
        text.setObjectName("crash_report.details")
        text.setAccessibleName(_("Details"))
        text.setReadOnly(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        layout.addWidget(text, 1)
        row = QHBoxLayout()
        copy = button(_("Copy details"), "crash_report.copy", self._copy, icon_name="copy")
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(button(_("Close"), "crash_report.close", self.accept, primary=True))
        layout.addLayout(row)
        self._details = details
        self.resize(characters(self, 90), characters(self, 44))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._details)
