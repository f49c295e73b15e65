"""Settings and first steps in front of a window's pages, and the window opened again in another language."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QTimer

from shopdesk import paths
from shopdesk.ui.context import Context
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.ui.settings.page import SettingsPage


class Front(Protocol):
    """What of an open shop and its window is needed here (app.py has the real one)."""

    context: Context
    window: Any

    def reopen(self, path: Path, *, create: bool = False) -> None:
        """Another shop, or the same anew, instead of this one."""
        ...


class SettingsInWindow:
    """`choose_files` asks for export files and imports them."""

    def __init__(self, front: Front, choose_files: Callable[[], object]) -> None:
        self._front = front
        self._choose_files = choose_files
        self._page: SettingsPage | None = None

    def open(self, section: str = "") -> "SettingsPage":
        """The settings in front of the pages."""
        window = self._front.window
        if self._page is None:
            from shopdesk.ui.settings.page import SettingsPage

            pages = [(spec.key, _(spec.title)) for spec in window.pages()]
            self._page = SettingsPage(self._front.context, pages, window.uncover, window.page)
        window.cover(self._page)
        if section:
            self._page.show_section(section)
        return self._page

    def begin(self) -> None:
        """In a new shop the first steps cover the pages until they are answered or skipped."""
        from shopdesk.services import first_steps

        if not first_steps.wanted(self._front.context.desk):
            return
        from shopdesk.ui.settings.first_steps import Calls, FirstStepsPage

        window = self._front.window

        def leave() -> None:
            if window.in_front() is page:
                window.show_page("orders")

        page = FirstStepsPage(
            self._front.context,
            Calls(leave, choose_files=self._choose_files, demo=self.open_demo, language=self._speak),
        )
        window.cover(page)

    def open_demo(self) -> None:
        """A demo shop beside the person's own, made when it is not there yet."""
        context = self._front.context
        path = paths.data_dir() / "demo.shopdesk"

        def make() -> Path:
            if not path.exists():
                from shopdesk.services.demo import make_demo
                from shopdesk.services.desk import in_shop

                path.parent.mkdir(parents=True, exist_ok=True)
                in_shop(path, make_demo, clock=context.desk.clock)
            return path

        context.tasks.run(
            make, receiver=self._front.window, done=self._front.reopen, failed=self._front.window.say_error,
            title=_("Making the demo shop"), lane="file",
        )  # fmt: skip

    def reopen(self) -> None:
        """The same shop in a new window: language and letters are taken when a window is built."""
        window, context = self._front.window, self._front.context
        context.preferences.set("window/geometry", window.saveGeometry())
        window.in_front().before_close()
        self._front.reopen(context.desk.path)

    def _speak(self, language: str) -> None:
        self._front.window.set_language(language)
        QTimer.singleShot(0, self._front.window, self.reopen)  # not from within the list that was just used
