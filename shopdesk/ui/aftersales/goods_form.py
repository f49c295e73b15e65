"""Goods that came back on a case."""

from shopdesk.domain.errors import UserError
from shopdesk.services import aftersales
from shopdesk.services.aftersales import CaseStory
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.conversations.units import UnitsEditor, UnitsLine
from shopdesk.ui.drafts import Kept
from shopdesk.ui.widgets.editors import TextLine
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _


class GoodsForm(PanelForm):
    """Units of each line, carrier and tracking number; what is still missing stands there already."""

    def __init__(self, context: Context, kept: Kept, story: CaseStory) -> None:
        number = story.row.number
        title = _("Goods received for {number}").format(number=number)
        super().__init__(context, "aftersales.goods", title, kept, f"case.receive/{number}")
        self._case = number
        lines = [
            UnitsLine(
                line.order_line_id,
                line.order,
                line.line,
                " ".join(part for part in (line.title or line.sku, line.variant) if part),
                _("{received} of {units} received").format(
                    received=display.count(line.received), units=display.count(line.quantity)
                ),
                max(0, line.quantity - line.received),
            )
            for line in story.lines
        ]
        self.lines = UnitsEditor("aftersales.goods.lines", lines)
        self.carrier = TextLine("aftersales.goods.carrier")
        self.tracking = TextLine("aftersales.goods.tracking")
        self.carrier.set_value(story.values["return_carrier"])
        self.tracking.set_value(story.values["return_tracking"])
        self.form.add_widget(RoleLabel(_("How many units came in?"), "muted", "small"))
        self.add_part("lines", self.lines)
        self.add("carrier", _("Carrier"), self.carrier)
        self.add("tracking", _("Tracking number"), self.tracking)

    def submit(self) -> None:
        self.lines.clear_errors()
        self.send(
            aftersales.receive,
            self._case,
            self.lines.units(),
            self.carrier.value(),
            self.tracking.value(),
            undo=_("Goods received"),
            said=_("{number}: goods received"),
        )

    def show_error(self, error: UserError) -> None:
        if self.lines.show_error(error):
            self.allow_saving()
        else:
            super().show_error(error)
