"""One window a data folder: who starts the program again, or opens a file, is led to the window that is open."""

from __future__ import annotations

import getpass
import hashlib
import json
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS: Final = 2_000
_LONGEST: Final = 64 * 1024
_HEARD: Final = b"ok\n"


def place_of(folder: Path) -> str:
    """Where the window of a data folder listens: a name that says nothing of the folder."""
    where = f"{getpass.getuser()}\0{folder.expanduser().resolve()}".casefold()
    return f"sohoi-{hashlib.sha256(where.encode()).hexdigest()[:24]}"


def hand_over(folder: Path, file: str) -> bool:
    """Ask the window that has this folder open to come forward, and to open a file; False where there is none.

    Args:
        file: Empty for none.
    """
    socket = QLocalSocket()
    socket.connectToServer(place_of(folder))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    _let_it_come_forward()
    socket.write(json.dumps({"file": str(Path(file).absolute()) if file else ""}).encode() + b"\n")
    heard = b""
    while len(heard) < len(_HEARD) and socket.waitForReadyRead(_PATIENCE_MS):
        heard += bytes(socket.readAll().data())
    socket.disconnectFromServer()
    return heard == _HEARD


class Door(QObject):
    """Listens for later starts.

    Signals:
        asked: Somebody started the program again; with the path of a file to open, or an empty text.
    """

    asked = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        self._open(place_of(folder))

    @property
    def is_open(self) -> bool:
        """Whether it listens; a system that lets nobody listen only loses the way to the first window."""
        return self._server.isListening()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _open(self, name: str) -> None:
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a program that was killed
            self._server.listen(name)

    def _welcome(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.readyRead.connect(lambda caller=caller: self._hear(caller))
            caller.disconnected.connect(caller.deleteLater)
            if caller.canReadLine():
                self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() > _LONGEST:
                caller.abort()
            return
        try:
            file = json.loads(bytes(caller.readLine(_LONGEST).data()))["file"]
        except (ValueError, TypeError, KeyError):
            caller.abort()
            return
        caller.write(_HEARD)
        caller.flush()
        self.asked.emit(file if isinstance(file, str) else "")


def _let_it_come_forward() -> None:
    """Windows lets a window come forward only with leave of the program that she has just started."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
