"""Replies: wording for every scenario, articles, platform rules and product knowledge."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout

from shopdesk import vocabulary as words_of
from shopdesk.domain.errors import UserError
from shopdesk.domain.replies import ReplyDraft
from shopdesk.services.orders import Bulk
from shopdesk.services.replies import editing, reading, starter
from shopdesk.ui.actions import UiAction
from shopdesk.ui.context import Context
from shopdesk.ui.drafts import Kept
from shopdesk.ui.edit_many import EditField, EditMany
from shopdesk.ui.list_page import Nothing
from shopdesk.ui.records.page import RecordPage
from shopdesk.ui.replies import files
from shopdesk.ui.replies.columns import columns, filters
from shopdesk.ui.replies.form import ReplyForm, copy_of
from shopdesk.ui.replies.panel import ReplyPanel
from shopdesk.ui.replying.copier import ReplyCopier, Sending
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import _, mark, plural

_EDIT_FIELDS = (
    EditField("folder", mark("Folder")),
    EditField("scenario", mark("Scenario"), "choice", words_of.SCENARIO),
    EditField("kind", mark("Kind"), "choice", words_of.REPLY_KIND),
    EditField("valid_until", mark("Valid until"), "date"),
)
_OF_SELECTED = (
    "replies.copy", "replies.copy_edited", "reply.update", "replies.duplicate", "", "reply.favourite", "reply.approve",
    "reply.withdraw", "reply.hide", "reply.show", "", "reply.edit_many",
)  # fmt: skip


class RepliesPage(RecordPage):
    """The replies, the one selected as it goes out on the right."""

    key = "replies"
    kinds = frozenset({"replies", "reply_uses", "attachments", "products", "orders", "customers"})
    search_hint = mark("Title, text, shortcut…")
    invitation = mark("Select a reply to see it as it goes out.")
    listing: ClassVar[Any] = reading
    first_sort = ("folder", False)
    story: ReplyPanel

    def __init__(self, context: Context) -> None:
        self.columns = columns(lambda row: editing.state(context.desk, row))  # type: ignore[misc]
        self.edit_many = EditMany(
            self, _EDIT_FIELDS, editing.edit_replies, lambda _desk, ids: self.numbers_of(ids), _("Edit replies")
        )
        super().__init__(context)
        self.copier = self._strip(ReplyCopier("replies.copier", context, self.table.setFocus))
        self.publish = self._strip(files.PublishStrip("replies.publish", self._publish, self.table.setFocus))
        names = ("replies.copy", "reply.update", "replies.duplicate")
        self.story.set_actions([context.actions.action(name) for name in names])
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer_menu)

    def make_story(self, kept: Kept) -> ReplyPanel:
        return ReplyPanel(self.context, self.key)

    def declare_filters(self) -> Sequence[FilterChoice]:
        desk = self.context.desk
        return filters(lambda: reading.folders(desk), lambda: reading.products(desk))

    def declare_actions(self) -> Sequence[UiAction]:
        page, one = self.key, self.has_one
        return (
            UiAction("reply.create", mark("New reply"), self.new, "plus", ("Ctrl+N",), page, primary=True),
            UiAction(
                "replies.copy", mark("Copy"), self.copy, "copy", ("C",), page, one,
                mark("Copy text and pictures, ready to paste"),
            ),
            UiAction(
                "replies.copy_edited", mark("Edit, then copy"), self.copy_edited, "copy", ("Shift+C",), page, one,
                mark("Change the words for this customer only, then copy them"), toolbar=False,
            ),
            UiAction("reply.update", mark("Edit"), self.edit, "edit", ("E",), page, one,
                     mark("Edit this reply"), toolbar=False),
            UiAction("replies.duplicate", mark("Duplicate"), self.duplicate, "note", ("Ctrl+D",), page, one,
                     mark("A new reply that begins like this one"), toolbar=False),
            UiAction(
                "reply.favourite", mark("Favourite"), self.toggle_favourite, "star", ("F",), page, self.has_selection,
                mark("Make the selected replies favourites, or no longer"),
            ),
            UiAction(
                "reply.approve", mark("Approve"), self.approve_selected, "check", (), page,
                self.some(lambda row: row.status != "approved"), mark("Let the selected replies be offered"),
            ),
            UiAction(
                "reply.withdraw", mark("Make a draft"), self.withdraw_selected, "edit", (), page,
                self.some(lambda row: row.status == "approved"), mark("Offer them no longer until they are approved"),
                toolbar=False,
            ),
            UiAction(
                "reply.hide", mark("Hide"), self.hide_selected, "minus", (), page,
                self.some(lambda row: row.status != "hidden"), mark("Offer the selected replies no longer"),
            ),
            UiAction(
                "reply.show", mark("Show"), self.show_selected, "return", (), page,
                self.some(lambda row: row.status == "hidden"), mark("Put them back as drafts"), toolbar=False,
            ),
            UiAction(
                "reply.edit_many", mark("Edit selected…"), self.edit_many.ask, "edit", (), page, self.has_selection,
                mark("Set one field of all selected replies"), toolbar=False,
            ),
            UiAction("reply.import", mark("Import…"), lambda: files.choose_import(self), "import", (), page,
                     hint=mark("Replies from a spreadsheet; you see what changes first")),
            UiAction("reply.export", mark("Export…"), lambda: files.choose_export(self), "export", (), page,
                     hint=mark("All replies as an Excel file: edit it there and import it again")),
            UiAction("reply.faq", mark("Publish…"), self.ask_publish, "globe", (), page,
                     hint=mark("Questions and answers as a page for your website")),
            UiAction("reply.load_starter", mark("Add the starter replies"), self.load_starter, "store", (), page,
                     hint=mark("Add the replies that come with ShopDesk"), toolbar=False),
        )  # fmt: skip

    def nothing_yet(self) -> Nothing:
        return Nothing(
            mark("No replies yet. Begin with those that come with ShopDesk, in English and Chinese, and change them "
                 "to your own words. A spreadsheet of yours goes in with Import…"),
            mark("Add the starter replies"),
            self.load_starter,
        )  # fmt: skip

    # What a person does

    def new(self) -> None:
        """A form for a new reply."""
        self.open_form(ReplyForm(self.context, self.kept, None, self._select_new))

    def edit(self) -> None:
        """A form for the selected reply."""
        row = self.one_row()
        if row is not None:
            self.open_form(ReplyForm(self.context, self.kept, row.number, self.show_record))

    def duplicate(self) -> None:
        """A form for a new reply that begins like the selected one."""
        row = self.one_row()
        if row is None:
            return
        try:
            begin: ReplyDraft = copy_of(editing.draft_of(self.context.desk, row.number))
        except UserError as error:
            self.show_error(error)
            return
        self.open_form(ReplyForm(self.context, self.kept, None, self._select_new, begin))

    def copy(self, edit: bool = False) -> None:
        """Put the selected reply on the clipboard, filled in for whom the story is filled in."""
        row = self.one_row()
        if row is not None:
            sent = Sending(row.number, self.story.preview.whom)
            self.copier.copy(sent, edit=edit, failed=self.show_error)

    def copy_edited(self) -> None:
        """The same, with a look at the words first."""
        self.copy(edit=True)

    def toggle_favourite(self) -> None:
        """Favourites become none where all of them are."""
        rows = self.selected_rows()
        wanted = not all(row.favourite for row in rows) if rows else True
        self.save_selected(
            editing.favour_replies, wanted, undo=_("Favourite"), said=_favoured if wanted else _unfavoured
        )

    def approve_selected(self) -> None:
        """They may be offered."""
        self.save_selected(editing.approve_replies, undo=_("Approve reply"), said=_approved)

    def withdraw_selected(self) -> None:
        """They are drafts again."""
        self.save_selected(editing.approve_replies, False, undo=_("Make a draft"), said=_drafted)

    def hide_selected(self) -> None:
        """They are not offered any longer."""
        self.save_selected(editing.hide_replies, undo=_("Hide reply"), said=_hidden)

    def show_selected(self) -> None:
        """They are drafts again."""
        self.save_selected(editing.hide_replies, False, undo=_("Show reply"), said=_drafted)

    def load_starter(self) -> None:
        """The shipped replies that the shop never had."""
        self.context.save(
            starter.load_starter, said=lambda loaded: _loaded(loaded.replies), undo=_("Load starter replies"),
            receiver=self, failed=self.show_error,
        )  # fmt: skip

    def ask_publish(self) -> None:
        """What the page of questions and answers is to hold."""
        self.publish.ask(_("Publish:"))

    # Inside

    def _select_new(self, number: str) -> None:
        """When the list has been read again, and not before: it would be searched for."""
        self._wanted = number

    def _publish(self, language: str, kinds: tuple[str, ...]) -> None:
        self.publish.leave()
        files.choose_page(self, language, kinds)

    def _strip(self, strip: Any) -> Any:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, strip)
        return strip

    def _offer_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("replies.menu")
        for name in _OF_SELECTED:
            action = self.context.actions.action(name) if name else None
            if action is None:
                menu.addSeparator()
            elif action.isEnabled():
                menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.viewport().mapToGlobal(at))


def _favoured(bulk: Bulk) -> str:
    return plural("{count} reply is a favourite", "{count} replies are favourites", len(bulk.numbers))


def _unfavoured(bulk: Bulk) -> str:
    return plural(
        "{count} reply is a favourite no longer", "{count} replies are favourites no longer", len(bulk.numbers)
    )


def _approved(bulk: Bulk) -> str:
    return plural("{count} reply approved", "{count} replies approved", len(bulk.numbers))


def _drafted(bulk: Bulk) -> str:
    return plural("{count} reply is a draft", "{count} replies are drafts", len(bulk.numbers))


def _hidden(bulk: Bulk) -> str:
    return plural("{count} reply hidden", "{count} replies hidden", len(bulk.numbers))


def _loaded(count: int) -> str:
    return plural("{count} reply added", "{count} replies added", count)
