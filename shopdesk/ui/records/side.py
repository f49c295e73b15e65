"""The right side of such a page: an invitation, the story of one record, or a form."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.records.panel import RecordPanel
from shopdesk.ui.widgets.labels import RoleLabel

_WIDEST = 96


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
        self._narrow()
        self.setCurrentWidget(form)
        form.left.connect(lambda: self._close(form))
        form.start()
        self.turned.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._narrow()

    def _narrow(self) -> None:
        """Opened large it stays a page to read: a figure far from its label would be misread."""
        beside = max(0, (self.width() - characters(self, _WIDEST)) // 2)
        for part in (self._nothing, self.story, self.form):
            if part is not None:
                part.setContentsMargins(beside, 0, beside, 0)

    def _close(self, form: PanelForm) -> None:
        if self.form is form:
            self.form = None
            self._come_back()
        self.removeWidget(form)
        form.deleteLater()
        self.turned.emit()

    def _come_back(self) -> None:
        self.setCurrentWidget(self.story if self._has_story else self._nothing)
