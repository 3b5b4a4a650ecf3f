"""A program that starts, shows its window and says so; run by P5.

Usage: python -m tests.bench.start empty | DATA_FOLDER KEY
"""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QMainWindow

USABLE = "##usable"
READY = "##ready"
QUIET_LOOKS = 3  # a page that is shown asks for its rows a moment later


def empty() -> int:
    """The least a Qt program does."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    _tell_when_drawn(window)
    return app.exec()


def ours(data: Path, key: bytes) -> int:
    """The product as it starts, its register unlocked."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from desktop.app import Program

    def fail(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        os._exit(1)

    sys.excepthook = fail  # else Qt would go on without the page
    app = QApplication([])
    program = Program(data)
    program.window.resize(1366, 768)
    program.window.show()
    QTimer.singleShot(0, lambda: program.work_in(_unlocked(data, key)))
    _tell_when_drawn(program.window, program.runner)
    return app.exec()


def _unlocked(data: Path, key: bytes) -> object:
    from desktop.accounts.keys import KeyFile
    from desktop.registers.office import Office
    from desktop.store.folder import DataFolder
    from desktop.store.store import open_store

    folder = DataFolder(data).open()
    keys = KeyFile.open(folder.keys)
    return Office(folder, keys, key, open_store(data, key), keys.users[0])


def _tell_when_drawn(window: "QMainWindow", runner: "QObject | None" = None) -> None:
    """Say when the page is on the screen, and when everything that it asked for in the background is too."""
    from PySide6.QtCore import QTimer

    asking = QTimer(window, interval=2)
    is_usable, quiet = False, 0

    def look() -> None:
        nonlocal is_usable, quiet
        if not window.isVisible() or (runner is not None and not window.work.isVisible()):  # type: ignore[attr-defined]
            return
        if not is_usable:
            is_usable = True
            window.grab()
            print(USABLE, flush=True)
        quiet = quiet + 1 if runner is None or runner.is_idle else 0  # type: ignore[attr-defined]
        if quiet < QUIET_LOOKS:
            return
        asking.stop()
        window.grab()
        print(READY, flush=True)

    asking.timeout.connect(look)
    asking.start()


if __name__ == "__main__":
    sys.exit(empty() if sys.argv[1] == "empty" else ours(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])))
