"""The right side of such a page: an invitation, the story of one record, or a form."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.measure import unit
from shopdesk.ui.records.panel import RecordPanel
from shopdesk.ui.widgets.labels import RoleLabel


class RecordSide(QStackedWidget):
    """One of the three at a time; the story waits behind an open form.

    Signals:
        turned(): a form was opened or left.
    """

    turned = Signal()

    def __init__(self, name: str, invitation: str, story: RecordPanel) -> None:
        super().__init__()
        self.setObjectName(name)
        self.story = story
        self.form: PanelForm | None = None
        self._has_story = False
        self._nothing = QWidget()
        self._nothing.setAutoFillBackground(True)
        self._nothing.setBackgroundRole(self.palette().ColorRole.Base)
        label = RoleLabel(invitation, "muted", wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self._nothing)
        layout.setContentsMargins(4 * unit(self), 0, 4 * unit(self), 0)
        layout.addWidget(label)
        self.addWidget(self._nothing)
        self.addWidget(story)

    def show_story(self, there_is_one: bool) -> None:
        """Behind an open form, too: it comes to the front when the form is left."""
        self._has_story = there_is_one
        if self.form is None:
            self._come_back()

    def open(self, form: PanelForm) -> None:
        """Put a form in front; one that is open is kept and left."""
        if self.form is not None:
            self.form.leave()
        self.form = form
        self.addWidget(form)
        self.setCurrentWidget(form)
        form.left.connect(lambda: self._close(form))
        form.start()
        self.turned.emit()

    def _close(self, form: PanelForm) -> None:
        if self.form is form:
            self.form = None
            self._come_back()
        self.removeWidget(form)
        form.deleteLater()
        self.turned.emit()

    def _come_back(self) -> None:
        self.setCurrentWidget(self.story if self._has_story else self._nothing)
