"""One action: what it changed, record by record, and whether it can be taken back."""

from shopdesk.sentences import sentence
from shopdesk.services import history_list
from shopdesk.services.history_list import EntryStory, HistoryRow
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.history.changed import ChangedRecords
from shopdesk.ui.history.columns import about, state
from shopdesk.ui.journal.actions import did
from shopdesk.ui.journal.counting import counted
from shopdesk.ui.records.panel import RecordPanel
from shopdesk.ui.widgets.callout import Callout
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _

_DAYS = 90
_SECTIONS = ("why", "changed", "counts")


class HistoryPanel(RecordPanel):
    """Sections without anything to say are not there."""

    story: EntryStory | None

    def __init__(self, context: Context, key: str) -> None:
        super().__init__(context, key, _SECTIONS)

    def read(self, row_id: int) -> EntryStory:
        return history_list.story(self.context.desk, row_id)

    def head(self, row: HistoryRow) -> None:
        word, role = state(row)
        when = display.moment_full(row.at, self.zone)
        told = " · ".join(part for part in (about(row), display.person(row.staff), when) if part)
        self.show_header(did(row.action), word, role, told)

    def tell(self, story: EntryStory) -> None:
        row = story.row
        if row.obstacle and row.state == "done":
            why = sentence(row.obstacle, {"action": row.action, "by": row.staff, "days": _DAYS})
            self.fresh("why", _("Why it stays")).add(Callout("", why, "waiting"))
        else:
            self.hide_section("why")
        if story.touched:
            made = ChangedRecords(
                f"{self.objectName()}.records", story.touched, story.more, self.zone, self.context.open_record
            )
            self.fresh("changed", _("What changed")).add(made)
        else:
            self.hide_section("changed")
        if sum(number for _kind, number in row.counts) > 1:
            counts = "\n".join(counted(kind, number) for kind, number in row.counts)
            self.fresh("counts", _("How many")).add(RoleLabel(counts, selectable=True))
        else:
            self.hide_section("counts")
