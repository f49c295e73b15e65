"""What the keys do: the same sheet as Ctrl+/."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from shopdesk.ui.context import Context
from shopdesk.ui.dialogs.shortcuts import KeyList
from shopdesk.ui.settings.section import Section
from shopdesk.words import mark


class KeysSection(Section):
    """`pages`: (key, title) of the pages in the window; `build` makes sure that a page's keys are known."""

    key: ClassVar[str] = "keys"
    title: ClassVar[str] = mark("Keyboard shortcuts")
    icon: ClassVar[str] = "keyboard"
    told: ClassVar[str] = mark("Ctrl+/ shows them at any time.")

    def __init__(self, context: Context, pages: Sequence[tuple[str, str]], build: Callable[[str], object]) -> None:
        self._pages = pages
        self._build = build
        super().__init__(context)

    def fill(self) -> None:
        self.column.addWidget(KeyList(self.context.actions, self._pages, self._build, beside=False))
