"""Says once that a shop lies on a network drive or in a folder that goes to a cloud, and what to do about it."""

import hashlib
import os
import sys
from pathlib import Path

from PySide6.QtCore import QStorageInfo
from PySide6.QtWidgets import QToolButton, QWidget

from shopdesk.domain.places import Risk, risk
from shopdesk.ui.context import Context
from shopdesk.ui.widgets.notice import Notice
from shopdesk.words import _, mark

_SENTENCES = {
    "network": mark(
        "This shop lies on a drive of another computer. Two computers that write it at once can damage it, and a "
        "lost connection stops the work: keep the file on a disk of this computer, and let backups go to that drive."
    ),
    "synced": mark(
        "This shop lies in a folder that {name} copies to the cloud. A copy taken in the middle of writing may be "
        "damaged, and two computers may overwrite each other: keep the file in another folder, and let "
        "backups go to this one."
    ),
}


def look(shop: Path) -> Risk | None:
    """What is wrong with the place of a shop. Asks the disk, which may take long where it is far away."""
    where = shop.resolve()
    kind = bytes(QStorageInfo(str(where.parent)).fileSystemType().data()).decode(errors="replace")
    return risk(where.parent.parts, kind, _is_remote(where))


def _is_remote(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(path)[0]
        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == 4)  # DRIVE_REMOTE
    return False


class PlaceNotice(Notice):
    """Looks when the window is there; once it was closed it does not come again for this shop on this computer."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("window.place", parent)
        self._context = context
        self._key = "place_told/" + hashlib.sha256(str(context.desk.path).encode(errors="replace")).hexdigest()[:16]
        for close in self.findChildren(QToolButton, "window.place.close"):
            close.clicked.connect(lambda _checked=False: self._remember())

    def look(self) -> None:
        """Ask the disk, and say what is wrong."""
        if self._context.preferences.flag(self._key):
            return
        self._context.tasks.run(
            look, self._context.desk.path, receiver=self, done=self._tell, progress=False, lane="file"
        )

    def _tell(self, found: Risk | None) -> None:
        if found is not None:
            self.say(_(_SENTENCES[found.code]).format(name=found.name), "waiting", _("Understood"), self._remember)

    def _remember(self) -> None:
        self._context.preferences.set(self._key, True)
