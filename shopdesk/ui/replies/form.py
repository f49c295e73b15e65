"""A new reply, one to edit, or one like another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from shopdesk.domain.replies import ReplyDraft
from shopdesk.services.replies import editing, reading
from shopdesk.ui import vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import find_products, options
from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.drafts import Kept
from shopdesk.ui.records.editors import YesBox, offer
from shopdesk.ui.records.form_photos import FormPhotos
from shopdesk.ui.replies.text_edit import ReplyText
from shopdesk.ui.widgets.date_edit import DateEdit
from shopdesk.ui.widgets.editors import ChoiceBox, TextLine
from shopdesk.ui.widgets.lookup_edit import LookupEdit
from shopdesk.words import _, language

_CHOICES = {
    "kind": vocabulary.REPLY_KIND,
    "status": vocabulary.REPLY_STATUS,
    "scenario": vocabulary.SCENARIO,
    "language": vocabulary.LANGUAGE,
}


def new_draft() -> ReplyDraft:
    """An empty reply in the language of the window."""
    return ReplyDraft("", "", language="zh" if language() == "zh_CN" else "en")


def copy_of(draft: ReplyDraft) -> ReplyDraft:
    """One like another; its shortcut stays with that one."""
    return replace(draft, title=_("{title} (copy)").format(title=draft.title), code="", status="draft")


class ReplyForm(PanelForm):
    """`number` None: a new one that begins as `begin`. `done(number)` is called when it is saved."""

    def __init__(
        self,
        context: Context,
        kept: Kept,
        number: str | None,
        done: Callable[[str], object],
        begin: ReplyDraft | None = None,
    ) -> None:
        title = _("Edit {number}").format(number=number) if number else _("New reply")
        # One like another is no draft of what was begun afresh.
        keep_as = number or ("" if begin is not None else "reply.create")
        super().__init__(context, "replies.form", title, kept, keep_as)
        self._number = number
        self._done = done
        self._make(context)
        self._add_fields()
        self.setAcceptDrops(True)  # a picture may be dropped anywhere on the form
        self._fill(editing.draft_of(context.desk, number) if number else begin or new_draft())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.photos.strip.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.photos.strip.dropEvent(event)

    def submit(self) -> None:
        draft = ReplyDraft(
            title=self.name.value(),
            text=self.text.value(),
            folder=self.folder.value(),
            code=_code(self.code.value()),
            favourite=self.favourite.value(),
            valid_until=self.form.read("valid_until"),
            product=self.product.value(),
            **{key: box.value() for key, box in self.choices.items()},
        )
        photos = list(self.photos.files)
        if self._number is None:
            self.send(editing.create_reply, draft, photos, undo=_("New reply"), done=self._done)
        else:
            self.send(editing.update_reply, self._number, draft, photos, undo=_("Edit reply"), done=self._done)

    def _make(self, context: Context) -> None:
        name = "replies.form"
        self.name = TextLine(f"{name}.title")
        self.text = ReplyText(f"{name}.text")
        self.choices = {key: ChoiceBox(f"{name}.{key}", options(table)) for key, table in _CHOICES.items()}
        self.folder = TextLine(f"{name}.folder")
        self.code = TextLine(f"{name}.code", "/size")
        self.valid_until = DateEdit(f"{name}.valid_until", _("Valid until"), self._today)
        self.product = LookupEdit(
            f"{name}.product", _("SKU or title"), lambda text: find_products(context.desk, text), context.tasks
        )
        self.favourite = YesBox(f"{name}.favourite", _("Favourite: offered first"))
        self.photos = FormPhotos(context, f"{name}.photos")
        offer(self.folder, reading.folders(context.desk))

    def _add_fields(self) -> None:
        self.add("title", _("Reply title"), self.name)
        self.add("text", _("Text"), self.text)
        scenario, language_ = (self.add(key, word, self.choices[key]) for key, word in _first_choices())
        self.side_by_side(scenario, language_, shares=(3, 2))
        self.side_by_side(
            self.add("folder", _("Folder"), self.folder),
            self.add("code", _("Shortcut"), self.code, _("Typed with its slash where you answer, it offers this")),
        )
        kind, status = (self.add(key, word, self.choices[key]) for key, word in _second_choices())
        self.side_by_side(kind, status)
        self.side_by_side(
            self.add("valid_until", _("Valid until"), self.valid_until, _("The last day; empty for always")),
            self.add("product", _("Product"), self.product, _("For this product only; empty for any")),
        )
        self.add_part("favourite", self.favourite)
        self.form.add_widget(self.photos)

    def _fill(self, draft: ReplyDraft) -> None:
        self.name.set_value(draft.title)
        self.text.set_value(draft.text)
        for key, box in self.choices.items():
            box.set_value(getattr(draft, key))
        self.folder.set_value(draft.folder)
        self.code.set_value(draft.code)
        self.valid_until.set_value(draft.valid_until)
        self.product.set_value(draft.product)
        self.favourite.set_value(draft.favourite)

    def _today(self) -> date:
        day: date = self.context.desk.local_day(self.context.now())
        return day


def _first_choices() -> tuple[tuple[str, str], ...]:
    return ("scenario", _("Scenario")), ("language", _("Language"))


def _second_choices() -> tuple[tuple[str, str], ...]:
    return ("kind", _("Kind")), ("status", _("Status"))


def _code(typed: str) -> str:
    """With its slash, whether that was typed or not."""
    return f"/{typed}" if typed and not typed.startswith(("/", "／")) else typed.replace("／", "/")
