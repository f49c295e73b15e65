"""What the right side says while no order is selected."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _


class Placeholder(QWidget):
    """One muted sentence in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        label = RoleLabel(_("Select an order to see its story."), "muted", wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(label)
