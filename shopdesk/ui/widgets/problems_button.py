"""The quick view on what is stopped: there only while something is."""

from PySide6.QtWidgets import QPushButton

from shopdesk.ui import display
from shopdesk.ui.icons import icon
from shopdesk.ui.widgets.buttons import space_icon
from shopdesk.words import _


class ProblemsButton(QPushButton):
    """Pressed while only stopped records are shown; says how many there are."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Problems"))
        self.setObjectName(name)
        self.setIcon(icon("warning", "trouble"))
        space_icon(self)
        self.setProperty("quiet", True)
        self.setCheckable(True)
        self._count = 0
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """How many are stopped; without any the button goes, unless it is what is being looked at."""
        self._count = count
        self.setText(f"{_('Problems')}  {display.count(count)}" if count else _("Problems"))
        self.setAccessibleName(_("Show only what changed while it was packed ({count})").format(count=count))
        self.setToolTip(_("Show only what changed on its platform while it was being packed"))
        self.setVisible(bool(count) or self.isChecked())

    def show_chosen(self, chosen: bool) -> None:
        """Whether the filters show just these."""
        self.setChecked(chosen)
        self.setVisible(bool(self._count) or chosen)
        if bool(self.property("quiet")) == chosen:
            self.setProperty("quiet", not chosen)
            self.style().unpolish(self)
            self.style().polish(self)
