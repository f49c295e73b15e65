"""Ctrl+K: every command by name."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from shopdesk.ui.actions import EVERYWHERE, Actions, UiAction
from shopdesk.ui.dialogs.finder import Entry, Finder
from shopdesk.words import _


class CommandPalette(Finder):
    """The actions of the page in front and of the window that are possible now; words match in any order."""

    def __init__(self, actions: Actions, page: str, parent: QWidget) -> None:
        super().__init__("palette", _("All commands"), _("What do you want to do?"), parent)
        self._actions = actions
        self._offered = [one for one in actions.of_page(page) + actions.of_page(EVERYWHERE) if one.in_palette]
        self.typed("")

    def typed(self, text: str) -> None:
        words = text.casefold().split()
        found = []
        for one in self._offered:
            action = self._actions.action(one.id)
            known_as = f"{action.text()} {one.text} {one.id}".casefold()
            if action.isEnabled() and action.isVisible() and all(word in known_as for word in words):
                found.append(self._entry(one))
        self.show_entries(found, _("No command is called that."))

    def _entry(self, one: UiAction) -> Entry:
        action = self._actions.action(one.id)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return Entry(action.text(), action.trigger, _(one.hint), one.icon, keys)
