"""The story of one reply: as it goes out, its pictures, whom it went to, its history."""

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from shopdesk.services.replies import editing, reading
from shopdesk.services.replies.reading import ReplyRow, ReplyStory
from shopdesk.ui import display, vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.journal.fields import REPLIES
from shopdesk.ui.records.panel import RecordPanel
from shopdesk.ui.records.photos import Photos
from shopdesk.ui.replies.columns import STATE
from shopdesk.ui.replies.preview import ReplyPreview
from shopdesk.ui.replies.uses import ReplyUses
from shopdesk.ui.widgets.key_values import Fact
from shopdesk.words import _, plural

_SECTIONS = ("text", "photos", "facts", "uses", "history")


class ReplyPanel(RecordPanel):
    """Text and pictures are made once: they read in the background and keep whom a person chose."""

    story: ReplyStory | None

    def __init__(self, context: Context, key: str) -> None:
        super().__init__(context, key, _SECTIONS)
        self.preview = ReplyPreview(context, f"{key}.preview")
        self.section("text", "").add(self.preview)
        self.photos = Photos(context, key, "reply")
        self.section("photos", "").add(self.photos)
        self.hide_section("text")
        self.hide_section("photos")
        self.setAcceptDrops(True)  # a picture may be dropped anywhere on the story

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.photos.strip.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.photos.strip.dropEvent(event)

    def read(self, row_id: int) -> ReplyStory:
        return reading.story(self.context.desk, row_id)

    def head(self, row: ReplyRow) -> None:
        state = editing.state(self.context.desk, row)
        about = (row.code, vocabulary.word(vocabulary.SCENARIO, row.scenario), row.folder)
        self.show_header(
            row.title,
            vocabulary.word(STATE, state),
            vocabulary.role(STATE, state),
            " · ".join(part for part in about if part),
        )
        self.section("text", _("As it goes out"))
        self.preview.show_reply(row.number)

    def tell(self, story: ReplyStory) -> None:
        row, now = story.row, self.context.now()
        self.section("photos", _("Pictures"))
        self.photos.show_record(row.number, row.title, story.photos)
        self.show_facts("facts", _("Details"), _facts(row))
        if story.sent:
            used = plural("Used {count} time", "Used {count} times", row.used)
            uses = ReplyUses(f"{self.objectName()}.uses", story.sent, self.context.open_record, now, self.zone)
            self.fresh("uses", used).add(uses)
        else:
            self.hide_section("uses")
        self.show_history(story.history, REPLIES)


def _facts(row: ReplyRow) -> list[Fact]:
    return [
        (_("Number"), row.number),
        (_("Kind"), vocabulary.word(vocabulary.REPLY_KIND, row.kind)),
        (_("Language"), vocabulary.word(vocabulary.LANGUAGE, row.language)),
        (_("Product"), row.product or ""),
        (_("Valid until"), display.day_full(row.valid_until) if row.valid_until else ""),
        (_("Favourite"), _("yes") if row.favourite else ""),
    ]
