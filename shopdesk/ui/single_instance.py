"""A second start on the same shop raises the window that is there, unless a new one is asked for.

Each window listens at a place of its own user's and shop's. Who starts rings there first; where nobody answers
in time (no window, or one that hangs) it opens its own.
"""

import getpass
import hashlib
import os
import sys
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, Qt, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

_ASK = b"raise"
_ANSWER = b"raised"
_CONNECT = 500  # ms
_PATIENCE = 2_000  # ms in which a window answers that does not hang
_TRY_AGAIN = 3_000  # ms between tries to take over from a window that was closed
_LONGEST = 4_096  # bytes of a request


def place_of(shop: Path) -> str:
    """Where the windows of a shop listen: the same however its path was written, another one for each user."""
    where = os.path.normcase(str(shop.resolve()))
    name = "shopdesk-" + hashlib.sha256(f"{getpass.getuser()}\n{where}".encode(errors="replace")).hexdigest()[:24]
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    # A folder that only this user may enter, where there is one; else Qt takes the one for temporary files.
    return os.path.join(runtime, name) if runtime and os.path.isdir(runtime) else name


def ring(shop: Path) -> bool:
    """Asks the window of a shop to come to the front; whether one said that it does."""
    socket = QLocalSocket()
    socket.connectToServer(place_of(shop))
    if not socket.waitForConnected(_CONNECT):
        return False
    _let_it_come_to_the_front()
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "").encode()  # Wayland raises nobody without one
    socket.write(_ASK + b" " + token + b"\n")
    until = QDeadlineTimer(_PATIENCE)
    while not socket.canReadLine() and not until.hasExpired():
        if not socket.waitForReadyRead(max(1, until.remainingTime())):
            break
    answered = bytes(socket.readLine().data()).strip() == _ANSWER
    socket.abort()
    return answered


def _let_it_come_to_the_front() -> None:
    """Windows lets a program take the front only from the one that has it, or with its leave: the person started us."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)


def bring_to_front(window: QWidget, token: str = "") -> None:
    """A window in sight and in use, also one that was minimised; `token` is what Wayland asks for."""
    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it from there
    window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
    window.show()
    front = QApplication.activeModalWidget() or window
    front.raise_()
    front.activateWindow()


class Doorbell(QObject):
    """Listens for second starts as long as a window is open.

    Signals:
        rung(str): somebody started the program once more; the token with which Wayland lets a window come up.
    """

    rung = Signal(str)

    def __init__(self, shop: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place_of(shop)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        self._again = QTimer(self, interval=_TRY_AGAIN)
        self._again.timeout.connect(self._listen)
        self._listen()

    def is_listening(self) -> bool:
        """Whether second starts ring here, not at another window of the same shop."""
        return self._server.isListening()

    def close(self) -> None:
        """Second starts do not ring here any more."""
        self._again.stop()
        self._server.close()

    def _listen(self) -> None:
        # Asked first: on Unix a server with access options takes the place of one that is there without a word.
        if self._somebody_listens():
            self._again.start()
            return
        QLocalServer.removeServer(self._place)  # left by a program that was killed
        if self._server.listen(self._place):
            self._again.stop()
        else:
            self._again.start()

    def _somebody_listens(self) -> bool:
        probe = QLocalSocket()
        probe.connectToServer(self._place)
        there = probe.waitForConnected(_CONNECT)
        probe.abort()
        return there

    def _take(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(socket.deleteLater)

    def _hear(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket):
            return
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        word, _space, token = bytes(socket.readLine(_LONGEST).data()).strip().partition(b" ")
        if word == _ASK:
            socket.write(_ANSWER + b"\n")
            socket.flush()
            self.rung.emit(token.decode(errors="replace"))
        socket.disconnectFromServer()
