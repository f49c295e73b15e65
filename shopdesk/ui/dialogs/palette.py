"""Ctrl+K: every command by name."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from shopdesk.ui.actions import EVERYWHERE, Actions, UiAction
from shopdesk.ui.commands import Command
from shopdesk.ui.dialogs.finder import Entry, Finder
from shopdesk.ui.dialogs.matching import closeness
from shopdesk.ui.preferences import Preferences
from shopdesk.words import _

_REMEMBERED = 6
_RECENT = "palette/recent"


class CommandPalette(Finder):
    """The actions of the page in front and of the window that are possible now, and `more`.

    Words match in any order, in the language in use or in English; a few letters in order will do. What was used last
    stands first until something is typed.
    """

    def __init__(
        self,
        actions: Actions,
        page: str,
        parent: QWidget,
        more: Sequence[Command] = (),
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__("palette", _("All commands"), _("What do you want to do?"), parent)
        self._actions = actions
        self._preferences = preferences
        declared = [one for one in actions.of_page(page) + actions.of_page(EVERYWHERE) if one.in_palette]
        self._offered = [*map(self._command, filter(self._is_possible, declared)), *more]
        self.typed("")

    def typed(self, text: str) -> None:
        if text.strip():
            measured = [(closeness(text, (one.text, one.english, one.hint, one.id)), one) for one in self._offered]
            # Sorting is stable: of equals, those of the page stand before those of the window.
            fitting = sorted((pair for pair in measured if pair[0] is not None), key=lambda pair: pair[0] or 0)
            found = [one for _distance, one in fitting]
        else:
            recent = self._recent()
            places = {name: place for place, name in enumerate(recent)}
            found = sorted(self._offered, key=lambda one: places.get(one.id, len(places)))
        self.show_entries(list(map(self._entry, found)), _("No command is called that."))

    def _is_possible(self, one: UiAction) -> bool:
        action = self._actions.action(one.id)
        return action.isEnabled() and action.isVisible()

    def _command(self, one: UiAction) -> Command:
        action = self._actions.action(one.id)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return Command(one.id, action.text(), one.text, action.trigger, one.icon, keys, _(one.hint))

    def _entry(self, one: Command) -> Entry:
        return Entry(one.text, self._remembering(one), one.hint, one.icon, one.keys)

    def _remembering(self, one: Command) -> Callable[[], object]:
        def run() -> object:
            if self._preferences is not None:
                names = [one.id, *(name for name in self._recent() if name != one.id)][:_REMEMBERED]
                self._preferences.set(_RECENT, "\n".join(names))
            return one.run()

        return run

    def _recent(self) -> list[str]:
        return self._preferences.text(_RECENT).split("\n") if self._preferences is not None else []
