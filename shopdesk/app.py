"""Puts the parts together and opens the window."""

# What does not need Qt comes first: PySide6's import hook reads the source of every module imported after it.
import sqlalchemy.dialects.sqlite  # isort: skip  # noqa: F401
import shopdesk.services.orders  # isort: skip  # noqa: F401

import faulthandler
import logging
import sys
import zlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication

from shopdesk import logs, paths, vocabulary, words
from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.services import history
from shopdesk.services.desk import DEFAULT_STAFF, Desk, clock_at, open_desk
from shopdesk.ui import looks
from shopdesk.ui.actions import Actions
from shopdesk.ui.bus import Bus
from shopdesk.ui.context import Context
from shopdesk.ui.crash import CrashReporter
from shopdesk.ui.main_window import MainWindow
from shopdesk.ui.pages import page_specs, read_modules
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.promises.in_window import PromisesInWindow
from shopdesk.ui.reminders.in_window import RemindersInWindow
from shopdesk.ui.safety.keeper import BackupKeeper, BackupLabel
from shopdesk.ui.settings.in_window import SettingsInWindow
from shopdesk.ui.shop_place import PlaceNotice
from shopdesk.ui.single_instance import Doorbell, bring_to_front, ring
from shopdesk.ui.staying import stay
from shopdesk.ui.tasks import TaskRunner
from shopdesk.ui.waiting import WaitingNotice
from shopdesk.ui.window_actions import WindowCalls
from shopdesk.words import _

_READ_AHEAD = 2_000  # ms after the window is there
_LOOK_FOR_DAMAGE_AFTER = 5_000  # ms: work comes first


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication, named so that the desktop knows it."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(["shopdesk", *arguments])
    application.setApplicationName("ShopDesk")
    application.setDesktopFileName("shopdesk")
    # Every call into Qt lets the interpreter go; while a worker reckons, each would wait 5 ms to have it back.
    sys.setswitchinterval(0.0005)
    return application


class Shopfront:
    """One open shop and its window. Kept by the caller: a window that nobody holds is destroyed under our feet."""

    def __init__(self, application: QApplication, desk: Desk, preferences: Preferences) -> None:
        self.application = application
        self.desk = desk
        self.tasks = TaskRunner()
        self._closed = False
        self.context = Context(desk, Bus(), self.tasks, Actions(), preferences, now=desk.now)
        try:
            self.window = MainWindow(self.context, page_specs(desk), self._calls())
        except UserError:
            self.tasks.close()
            raise
        self._waiting = WaitingNotice(self.context.bus, self.window)
        desk.tell_waiting(self._waiting.told.emit)
        self.keeper = BackupKeeper(self.context, self.window)
        self.window.status.add_at_end(BackupLabel(self.context, self.keeper, self._backups))
        self.promises = PromisesInWindow(self.context, self.window)
        self.window.closing.connect(self.close)
        self.settings = SettingsInWindow(self, lambda: self._dialogs().choose_import(self.window, self.import_files))
        self._doorbell = Doorbell(desk.path, self.window)
        self._doorbell.rung.connect(lambda token: bring_to_front(self.window, token))
        self.reminders = RemindersInWindow(self.context, self.window, self._doorbell.is_listening)
        self._place = PlaceNotice(self.context)
        self.window.add_notice(self._place)
        QTimer.singleShot(_READ_AHEAD, self.window, self._read_ahead)

    def _read_ahead(self) -> None:
        """The pages nobody has looked at yet: their modules are read off the main thread, which would feel it."""
        self.tasks.run(read_modules, lane="file", progress=False)
        self._place.look()

    def close(self) -> None:
        """Ends what runs, makes a last backup if it is quick, closes the shop."""
        if self._closed:
            return
        self._closed = True
        self._doorbell.close()
        self.window.stop_looking()
        self.tasks.close()
        self.context.drafts.flush()
        self.keeper.close()
        try:
            self.desk.close()
        except UserError:  # the drive is gone or the file is damaged: nobody is left to hear it
            logging.getLogger(__name__).warning("the shop could not be closed properly", exc_info=True)

    def _calls(self) -> WindowCalls:
        return WindowCalls(
            on_files=self._take_files,
            new_shop=lambda: self._dialogs().new_shop(self.window, self.reopen),
            open_shop=lambda: self._dialogs().open_shop(self.window, self.reopen, self.unpack),
            new_window=self.open_another,
            settings=lambda: self.settings.open(),
            reopen=lambda: self.settings.reopen(),
            backups=self._backups,
            choose_import=lambda: self._dialogs().choose_import(self.window, self.import_files),
            export_month=self._export,
            undo=lambda: history.undo(self.desk),
            redo=lambda: history.redo(self.desk),
            undo_labels=self._undo_labels,
            search=self._search,
            changed_elsewhere=self.desk.reload_settings,
            way_out=self._way_out,
        )

    @staticmethod
    def _dialogs() -> Any:
        from shopdesk.ui.dialogs import choosing

        return choosing

    def _take_files(self, files: Sequence[Path]) -> None:
        """Dropped on the window: an archive is opened, everything else imported."""
        from shopdesk.services.safety.moving import is_archive

        if len(files) == 1 and is_archive(files[0]):
            self._dialogs().choose_folder(self.window, lambda folder: self.unpack(files[0], folder))
        else:
            self.import_files([str(path) for path in files])

    def import_files(self, files: Sequence[str]) -> None:
        """Reads files and shows what importing them would do."""
        from shopdesk.ui.dialogs.importing import ImportDialog

        ImportDialog(self.context, files, self.window).open()

    def _export(self) -> None:
        from shopdesk.ui.dialogs.exporting import ExportDialog

        ExportDialog(self.context, self.window).open()

    def _backups(self) -> None:
        from shopdesk.ui.safety.dialog import SafetyDialog

        SafetyDialog(self.context, self.keeper, self.restore, self._open_archive, self.window).open()

    def _open_archive(self) -> None:
        self._dialogs().open_archive(self.window, self.unpack)

    def unpack(self, archive: Path, folder: Path) -> None:
        """Makes a shop in `folder` of an archive, and opens it instead of this one."""
        from shopdesk.services.safety import moving

        def done(unpacked: moving.Unpacked) -> None:
            for key, value in unpacked.preferences.items():
                if not self.context.preferences.text(key):
                    self.context.preferences.set(key, value)
            try:
                self.reopen(unpacked.shop)
            except UserError as error:
                self.window.say_error(error)

        self.tasks.run(
            lambda report: moving.unpack(archive, folder, report), receiver=self.window, done=done,
            failed=self.window.say_error, title=_("Unpacking the shop"), lane="file", report_as="report",
        )  # fmt: skip

    def restore(self, backup: Path) -> None:
        """Goes back to a backup: closes the shop, puts it in place, opens it again in a new window."""
        from shopdesk.services.safety.restoring import restore

        path, staff, clock = self.desk.path, self.desk.staff, self.desk.clock
        self.window.hide()
        self.close()
        said = None
        try:
            kept = restore(path, backup, now=clock()).previous_kept_as
        except UserError as error:
            kept, said = None, error
        desk = open_desk(path, staff=staff, clock=clock)
        front = Shopfront(self.application, desk, self.context.preferences)
        _open_fronts.append(front)
        front.window.show()
        self.window.close()
        if said is not None:
            front.window.say_error(said)
        else:
            front.window.notice.say(
                _("The backup is in place. What was there is kept as {path}").format(path=kept), "ok"
            )

    def welcome(self, crash: str | None = None) -> None:
        """Offers what the last time left behind: the trace of a crash, half-filled forms. Nothing that blocks."""
        from shopdesk.ui.safety.drafts_offer import offer_drafts

        if crash:
            from shopdesk.ui.safety.crash_offer import offer_crash_report

            offer_crash_report(self.window, crash)
        offer_drafts(self.window, self.context)

    def _way_out(self, error: UserError) -> Callable[[], object] | None:
        """What “Recover…” does about a damaged shop, this one or one that was to be opened; None for other trouble."""
        if error.code not in ("shop.damaged", "shop.gone", "shop.foreign"):
            return None
        from shopdesk.services.safety.presence import can_help

        shop = Path(str(error.where.get("path", "")))
        if not can_help(shop, error):
            return None
        if shop == self.desk.path:
            self.context.preferences.set(_damage_key(shop), True)
        return lambda: self._recover(shop, error)

    def _recover(self, shop: Path, error: UserError) -> None:
        from shopdesk.ui.safety.ways_out import recover

        self.window.hide()
        self.close()
        staff, clock = self.desk.staff, self.desk.clock
        opening = Opening(self.application, self.context.preferences, staff, clock)
        recover(opening, shop, error, then=self.window.close)

    def look_for_damage(self) -> None:
        """After an end that nobody wanted: reads the whole file in the background, and speaks only of trouble."""
        from shopdesk.services.safety.recovering import find_damage

        def say(damaged: bool) -> None:
            if damaged:
                self.window.say_error(UserError("shop.damaged", path=str(self.desk.path)))

        self.tasks.run(
            find_damage, self.desk, lambda: self._closed, receiver=self.window, done=say, progress=False, lane="file"
        )

    def _undo_labels(self) -> tuple[str | None, str | None]:
        undo, redo = history.undoable(self.desk, 1), history.redoable(self.desk, 1)

        def name(entries: Sequence[Any]) -> str | None:
            return vocabulary.word(vocabulary.ACTION, entries[0].action, words._) if entries else None

        return name(undo), name(redo)

    def _search(self, text: str, _interrupted: Any) -> list[Any]:
        from shopdesk.services.listing import search_records
        from shopdesk.ui.dialogs.search import Hit

        pages = {"order": "orders", "inquiry": "inquiries", "packing-list": "packing_lists", "case": "cases",
                 "customer": "customers", "product": "products", "reservation": "reservations",
                 "reply": "replies"}  # fmt: skip
        hits = search_records(self.desk, text, 50)
        return [Hit(pages[hit["kind"]], hit["number"], hit["text"]) for hit in hits if hit["kind"] in pages]

    def open_another(self) -> None:
        """One more window on this shop, a little aside."""
        desk = open_desk(self.desk.path, staff=self.desk.staff, clock=self.desk.clock)
        front = Shopfront(self.application, desk, self.context.preferences)
        _open_fronts.append(front)
        front.window.move(self.window.pos() + QPoint(1, 1) * 2 * self.window.fontMetrics().height())
        front.window.show()

    def reopen(self, path: Path, *, create: bool = False) -> None:
        """Another shop instead of this one. Raises UserError `shop.*` and stays when it cannot be opened."""
        desk = open_desk(path, staff=self.desk.staff, clock=self.desk.clock, create=create)
        self.context.preferences.set("shop", str(path))
        looks.dress(self.application, self.context.preferences, desk)
        _open_fronts.append(Shopfront(self.application, desk, self.context.preferences))
        _open_fronts[-1].window.show()
        _open_fronts[-1].settings.begin()
        self.window.close()


_open_fronts: list[Shopfront] = []


class Opening:
    """Opens shops for one person; what cannot be opened may be recovered in a window of its own."""

    def __init__(
        self, application: QApplication, preferences: Preferences, staff: str, clock: Callable[[], datetime]
    ) -> None:
        self._application = application
        self._preferences = preferences
        self._staff = staff
        self.clock = clock
        self.has_opened = False

    def start(self, shop: Path) -> Shopfront:
        """Opens the first shop and offers what the last time left behind. Raises UserError `shop.*`."""
        front = self.open(shop)
        QTimer.singleShot(0, front.window, lambda: front.welcome(logs.take_crash_report()))
        return front

    def open(self, shop: Path, *, anyway: bool = False) -> Shopfront:
        """Shows the window of a shop, made when it is not there.

        `anyway`: also over the backups of one that is gone, and though damage was seen. Raises UserError `shop.*`.
        """
        from shopdesk.services.safety import presence

        if anyway:
            self._preferences.set(_damage_key(shop), False)
        elif self.saw_damage(shop) and shop.exists():
            raise UserError("shop.damaged", path=str(shop))
        else:
            presence.check_present(shop)
        left_open = presence.was_left_open(shop)
        desk = open_desk(shop, staff=self._staff, clock=self.clock, create=_is_missing(shop))
        try:
            looks.dress(self._application, self._preferences, desk)
            front = Shopfront(self._application, desk, self._preferences)
        except UserError:
            desk.close()
            raise
        self.has_opened = True
        _open_fronts.append(front)
        front.window.show()
        front.settings.begin()
        if left_open:
            QTimer.singleShot(_LOOK_FOR_DAMAGE_AFTER, front.window, front.look_for_damage)
        return front

    def saw_damage(self, shop: Path) -> bool:
        """Whether damage was met in a shop though it can be opened."""
        return self._preferences.flag(_damage_key(shop))


def _is_missing(shop: Path) -> bool:
    """Whether there is no shop yet, or an empty file; one that may not be looked at is refused when it is opened."""
    try:
        return not shop.exists() or not shop.stat().st_size
    except OSError:
        return False


def _damage_key(shop: Path) -> str:
    return f"damaged/{zlib.crc32(str(shop.absolute()).encode()):08x}"


def run_window(
    shop: Path, *, staff: str | None = None, now: str | None = None, language: str | None = None, new: bool = False
) -> int:
    """Opens the window on a shop and stays until it is closed; returns the exit code.

    Where a window of the shop is open already, that one comes to the front, unless a `new` one is asked for.
    """
    if not new and ring(shop):
        return 0
    logs.start()
    crashes = logs.watch_crashes()
    application = make_application()
    try:
        opening = _prepare(application, staff, now, language)
    except UserError as error:
        sys.stderr.write(f"{error.code}: {sentence(error.code, error.where)}\n")
        return 1
    _start(opening, shop)
    code = stay(application)
    if not opening.has_opened:
        code = 1
    _open_fronts.clear()
    if crashes is not None:
        faulthandler.disable()
        crashes.close()
    return code


def _start(opening: Opening, shop: Path) -> None:
    """The window of a shop, or the one that leads out of its trouble."""
    try:
        opening.start(shop)
    except UserError as error:
        sys.stderr.write(f"{error.code}: {sentence(error.code, error.where)}\n")
        from shopdesk.ui.safety.ways_out import offer

        offer(opening, shop, error)


def open_window(
    application: QApplication,
    shop: Path,
    *,
    staff: str | None = None,
    now: str | None = None,
    language: str | None = None,
) -> Shopfront:
    """Shows the window of a shop, made when it is not there. Raises UserError `shop.*`, `form.date`."""
    return _prepare(application, staff, now, language).start(shop)


def _prepare(application: QApplication, staff: str | None, now: str | None, language: str | None) -> Opening:
    preferences = Preferences(paths.data_dir() / "window.ini")
    looks.force_language(language)
    looks.dress(application, preferences)
    CrashReporter(application).install()
    return Opening(application, preferences, staff or DEFAULT_STAFF, clock_at(now))
