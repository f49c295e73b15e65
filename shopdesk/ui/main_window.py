"""The frame: tabs, the page in front, menus, status bar. It knows pages by their `PageSpec` only."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.ui import looks, theme
from shopdesk.ui import window_dialogs as dialogs
from shopdesk.ui.bus import Changes, Elsewhere, concerns
from shopdesk.ui.context import Context
from shopdesk.ui.dropping import FileDrops, files_in
from shopdesk.ui.journal.actions import reversed_words
from shopdesk.ui.measure import unit
from shopdesk.ui.page import Page, PageSpec
from shopdesk.ui.status_line import StatusLine
from shopdesk.ui.widgets.buttons import icon_button
from shopdesk.ui.widgets.day_tabs import DayTabs
from shopdesk.ui.widgets.notice import Notice
from shopdesk.ui.window_actions import WindowCalls, fill_menu_bar, window_actions
from shopdesk.words import _

_POLL = 1000  # ms between looks for changes made by other programs
_POLL_IN_TROUBLE = 30_000
_COUNTS_AFTER = 300  # ms


class MainWindow(QMainWindow):
    """Built once per open shop. `pages[0]` or the page shown last is in front.

    Signals:
        closing(): the person closes the window; the shop is still open.
        page_shown(str): the key of the page that came to the front.
    """

    closing = Signal()
    page_shown = Signal(str)

    def __init__(self, context: Context, pages: Sequence[PageSpec], calls: WindowCalls) -> None:
        super().__init__()
        self.setObjectName("window")
        self.context = context
        self._specs = {spec.key: spec for spec in pages}
        self._calls = calls
        self._built: dict[str, Page] = {}
        self._cover: Page | None = None
        self._undo_refused = ""
        self.capture: Any = None  # the small window beside the chat, once it was wanted
        self._version = context.desk.data_version()
        context.open_record = self.open_record
        context.open_form = self.open_form
        context.actions.add_all(window_actions(self._handlers()), self)
        self._build()
        self._build_menus()
        self._connect()
        self._take_title()
        self._restore()

    # For app.py and tests

    def page(self, key: str) -> Page:
        """The page of a key, built now if it was not."""
        found = self._built.get(key)
        if found is None:
            found = self._specs[key].factory(self.context)
            found.setAccessibleName(_(self._specs[key].title))
            self._built[key] = found
            self._stack.addWidget(found)
        return found

    def pages(self) -> list[PageSpec]:
        """The tabs, in order."""
        return list(self._specs.values())

    def show_page(self, key: str) -> Page:
        """Bring a page to the front, and the keyboard to it."""
        self.tabs.setCurrentIndex(list(self._specs).index(key))
        self.uncover()
        page = self.page(key)
        page.take_focus()
        return page

    def cover(self, page: Page) -> None:
        """Bring a page without a tab (the settings) before the others; `uncover` or any tab goes back."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._cover = page
        self.tabs.set_covered(True)
        page.take_focus()
        self._stack.setCurrentWidget(page)
        page.take_focus()

    def uncover(self) -> None:
        """Back to the page of the tab."""
        if self._cover is not None:
            self._show_current()

    def in_front(self) -> Page:
        """The page that is seen: that of the tab, or what covers it."""
        return self._cover or self.current_page()

    def current_page(self) -> Page:
        """The page of the tab."""
        return self.page(list(self._specs)[self.tabs.currentIndex()])

    def open_record(self, kind: str, number: str) -> None:
        """Go to a record on the page that shows its kind."""
        for spec in self._specs.values():
            if kind in spec.shows:
                self.show_page(spec.key).show_record(number)
                return

    def open_form(self, kind: str, draft: object) -> None:
        """Open a form filled in with a draft on the page that shows records of that kind."""
        for spec in self._specs.values():
            if kind in spec.shows:
                self.show_page(spec.key).open_filled(draft)
                return

    def offer(self, widget: QWidget) -> None:
        """Put something above the pages that can be answered now or never; it is in nobody's way."""
        self._offers.addWidget(widget)

    def add_notice(self, notice: QWidget) -> None:
        """One more notice below the window's own, with a place of its own."""
        self._notices.insertWidget(self._notices.indexOf(self.notice) + 1, notice)

    def say_error(self, error: UserError) -> None:
        """Show an error that belongs to no field and no page."""
        self.notice.show_error(error)

    def stop_looking(self) -> None:
        """The shop is about to be closed: from now on nothing here may open it again."""
        self._poll.stop()

    def way_out(self, error: UserError) -> tuple[str, Callable[[], object] | None]:
        """For notices anywhere in the window: the words of a button that leads out of the trouble, and what it does."""
        pressed = self._calls.way_out(error)
        return (_("Recover…"), pressed) if pressed is not None else ("", None)

    # Building

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.drops = FileDrops(self, self._calls.on_files, lambda sentence: self.notice.say(sentence))
        self.tabs = DayTabs([(s.key, _(s.title), s.icon, s.group) for s in self._specs.values()])
        self._stack = QStackedWidget()
        self.notice = Notice("window.notice")
        space = unit(self)
        top = QHBoxLayout()
        top.setContentsMargins(space, 0, space, 0)
        top.addWidget(self.tabs, 1)
        self._corner: dict[str, QToolButton] = {}
        for name, picture, words in (
            ("search", "search", _("Search everything (Ctrl+Shift+F)")),
            ("palette", "keyboard", _("All commands (Ctrl+K)")),
            ("settings", "gear", _("Settings")),
        ):
            trigger = self.context.actions.action(f"window.{name}").trigger
            self._corner[name] = icon_button(picture, words, f"window.{name}.button", trigger)
            top.addWidget(self._corner[name])
        line = QWidget()
        line.setFixedHeight(1)
        line.setAutoFillBackground(True)
        line.setBackgroundRole(self.palette().ColorRole.Mid)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(line)
        layout.addWidget(self.notice)
        self._notices = layout
        self._offers = QVBoxLayout()
        self._offers.setSpacing(1)
        layout.addLayout(self._offers)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(middle)
        self.status = StatusLine(self.context.bus, self.context.tasks, self.context.actions)
        self.setStatusBar(self.status)

    def _build_menus(self) -> None:
        preferences = self.context.preferences
        current = (looks.theme_of(preferences, self.context.desk), preferences.text("language"))
        fill_menu_bar(self.menuBar(), self.context.actions, self.set_theme, self._choose_language, current)
        self.context.actions.action("window.settings").setVisible(self._calls.settings is not None)
        self._corner["settings"].setVisible(self._calls.settings is not None)
        self._corner["search"].setVisible(self._calls.search is not None)
        for name in ("undo", "redo"):
            self.context.actions.action(f"window.{name}").setEnabled(False)
        for number, key in enumerate(list(self._specs)[:9], start=1):
            QShortcut(f"Ctrl+{number}", self).activated.connect(lambda k=key: self.show_page(k))

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_current)
        self.tabs.tabBarClicked.connect(lambda _index: self.uncover())
        self.tabs.entered.connect(lambda: self.current_page().take_focus())
        self.context.bus.changed.connect(self._on_changed)
        self.context.tasks.user_error.connect(self.say_error)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._poll = QTimer(self, interval=_POLL)
        self._poll.timeout.connect(self._look_elsewhere)
        self._poll.start()

    def _handlers(self) -> dict[str, Any]:
        calls = self._calls
        return {
            "new_shop": calls.new_shop,
            "open_shop": calls.open_shop,
            "new_window": calls.new_window,
            "import": calls.choose_import,
            "export": calls.export_month,
            "offers": lambda: dialogs.open_offers(self),
            "wishes": lambda: dialogs.open_wishes(self),
            "wish": lambda: dialogs.open_wish(self),
            "settings": lambda: calls.settings() if calls.settings else None,
            "reopen": calls.reopen,
            "backups": calls.backups,
            "quit": self.close,
            "undo": lambda: self._reverse(calls.undo),
            "redo": lambda: self._reverse(calls.redo),
            "history": lambda: "history" in self._specs and self.show_page("history"),
            "find": lambda: self.in_front().focus_search(),
            "search": lambda: dialogs.open_search(self, calls.search),
            "assistant": lambda: dialogs.open_assistant(self),
            "capture": lambda: dialogs.open_capture(self),
            "palette": lambda: dialogs.open_palette(self),
            "shortcuts": lambda: dialogs.open_shortcuts(self),
            "help": lambda: dialogs.open_help(self),
            "about": lambda: dialogs.open_about(self),
        }

    def _take_title(self) -> None:
        self.setWindowTitle(f"ShopDesk — {self.context.desk.shop_name}")

    def _restore(self) -> None:
        preferences = self.context.preferences
        if not self.restoreGeometry(preferences.blob("window/geometry")):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(QSize(1280, 800).boundedTo(screen.size()))
        last = preferences.text("window/page")
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(list(self._specs).index(last) if last in self._specs else 0)
        self.tabs.blockSignals(False)
        self._show_current()
        # Counts wait for the first rows: on the read lane they would stand before them.
        QTimer.singleShot(_COUNTS_AFTER, self, lambda: self._read_waiting(None))

    # Pages

    def _show_current(self, _index: int = 0) -> None:
        self._cover = None
        self.tabs.set_covered(False)
        page = self.current_page()
        walking = self.tabs.hasFocus()  # along the tabs with the arrow keys: not to be thrown off
        if not walking:
            page.take_focus()  # before it is shown as well: the stack would go to the first button
        self._stack.setCurrentWidget(page)
        self.context.preferences.set("window/page", page.key)
        if not walking:
            page.take_focus()
        self.page_shown.emit(page.key)

    def _on_changed(self, changes: Changes) -> None:
        if concerns(changes, frozenset({"settings"})):
            self._take_title()
        self._read_waiting(changes)

    def _read_waiting(self, changes: Changes | None) -> None:
        self.context.tasks.latest("window.undo", lambda _i: self._calls.undo_labels(), done=self._show_undo)
        for spec in self._specs.values():
            if spec.badge is not None and concerns(changes, spec.kinds):
                self._read_badge(spec)

    def _read_badge(self, spec: PageSpec) -> None:
        count = spec.badge
        if count is not None:
            self.context.tasks.latest(
                ("badge", spec.key),
                lambda _interrupted: count(),
                receiver=self,
                done=lambda waiting: self.tabs.set_badge(spec.key, waiting),
            )

    def _look_elsewhere(self) -> None:
        try:
            self._follow_others()
        except UserError as error:  # the drive is gone, the file is damaged: said once, and looked for again later
            self._poll.setInterval(_POLL_IN_TROUBLE)
            self.say_error(error)

    def _follow_others(self) -> None:
        version = self.context.desk.data_version()
        if self._poll.interval() != _POLL:
            self._poll.setInterval(_POLL)
        if version != self._version:
            self._version = version
            self._calls.changed_elsewhere()
            self._take_title()
            self.context.bus.changed.emit(Elsewhere())

    # Undo

    def _show_undo(self, labels: tuple[str | None, str | None]) -> None:
        for name, label, plain, named in (
            ("undo", labels[0], _("Undo"), _("Undo “{action}”")),
            ("redo", labels[1], _("Redo"), _("Redo “{action}”")),
        ):
            action = self.context.actions.action(f"window.{name}")
            action.setEnabled(label is not None)
            action.setText(named.format(action=label) if label else plain)

    def _reverse(self, call: Any) -> None:
        if call is None:
            return
        undo = call is self._calls.undo
        name = self.context.actions.action("window.undo" if undo else "window.redo").text()

        def said(undone: Any) -> str:
            # What was taken back is not always what the menu said: another window may have been quicker.
            if undone is None:
                return _("Done: {action}").format(action=name)
            words = reversed_words(undone.entry)
            return (_("Taken back: {action}") if undo else _("Done again: {action}")).format(action=words)

        def refuse(error: UserError) -> None:
            self.context.tasks.user_error.emit(error)
            self._undo_refused = self.notice.text

        def done(_undone: Any) -> None:
            if self.notice.text == self._undo_refused:  # what stood in the way does so no more
                self.notice.hide()

        self.context.save(lambda _desk: call(), said=said, receiver=self, done=done, failed=refuse)

    # Looks

    def set_theme(self, setting: str) -> None:
        """Use a theme (`theme.THEMES`) from now on."""
        self.context.preferences.set("theme", setting)
        self._tick_choice("theme", setting)
        theme.apply(QApplication.instance(), setting)  # type: ignore[arg-type]

    def set_language(self, language: str) -> None:
        """Speak a language ("" for the system's) when the window opens next."""
        self.context.preferences.set("language", language)
        self._tick_choice("language", language)
        self._calls.set_language(language)

    def _tick_choice(self, menu: str, code: str) -> None:
        """The View menu shows what was chosen elsewhere too."""
        for action in self.menuBar().findChildren(QAction, f"window.{menu}.{code or 'system'}"):
            action.setChecked(True)

    def _follow_system(self) -> None:
        chosen = looks.theme_of(self.context.preferences, self.context.desk)
        theme.apply(QApplication.instance(), chosen)  # type: ignore[arg-type]

    def _choose_language(self, language: str) -> None:
        self.set_language(language)
        self.context.bus.message.emit(_("The language changes with the next start."), None)

    # Files dropped anywhere

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.drops.watch()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        paths = files_in(event.mimeData())
        if paths:
            self.drops.hint.show_over(paths)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drops.hint.dropEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._poll.stop()
        if self.capture is not None:
            self.capture.close()
            self.capture.deleteLater()
            self.capture = None
        self.in_front().before_close()
        self.context.preferences.set("window/geometry", self.saveGeometry())
        self.context.preferences.sync()
        self.context.drafts.flush()
        self.hide()  # what is still being saved may wait for another program; nobody has to look at that
        self.closing.emit()
        super().closeEvent(event)
