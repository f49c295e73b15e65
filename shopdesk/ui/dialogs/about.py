"""Help on one page, and what this program is."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from shopdesk import __version__
from shopdesk.ui.measure import characters
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, mark

_HELP = (
    mark("Drop an export file of your platform anywhere on the window. You see what is new before anything is saved."),
    mark("Each page works the same way: what you can do is on top, the list is left, its story right."),
    mark("Type in the search field to narrow the list, add filters as chips, click a column to sort."),
    mark("Whatever you did can be taken back with Ctrl+Z, also a whole import, also after a restart."),
    mark("Ctrl+K finds every command by name; Ctrl+/ shows the keys."),
)


class _Sheet(QDialog):
    def __init__(self, name: str, title: str, paragraphs: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(name)
        self.setWindowTitle(title)
        layout = QVBoxLayout(self)
        space = self.fontMetrics().height()
        layout.setContentsMargins(2 * space, 2 * space, 2 * space, space)
        layout.setSpacing(space)
        layout.addWidget(RoleLabel(title, size="title"))
        for text, role in paragraphs:
            label = RoleLabel(text, role, wrap=True, selectable=True)
            label.setMinimumWidth(characters(self, 62))
            layout.addWidget(label)
        layout.addStretch(1)
        layout.addWidget(button(_("Close"), f"{name}.close", self.accept), 0, Qt.AlignmentFlag.AlignRight)


class HelpDialog(_Sheet):
    """How the window works, in five sentences."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("help", _("How ShopDesk works"), [(_(text), "") for text in _HELP], parent)


class AboutDialog(_Sheet):
    """Version, licence, where the shop lies."""

    def __init__(self, shop: Path, parent: QWidget) -> None:
        paragraphs = [
            (_("Version {version}").format(version=__version__), ""),
            (_("One window for the five service roles of a small online shop."), ""),
            (_("MIT licence. Uses Qt under the LGPL."), "muted"),
            (_("Your shop is the file {path}").format(path=shop), "muted"),
        ]
        super().__init__("about", _("ShopDesk"), paragraphs, parent)
