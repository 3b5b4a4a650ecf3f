"""Waiting for a window that works in the background."""

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import Program

_CALM_TURNS = 3
_PATIENCE_S = 20.0
_SOON_MS = 600  # a pause in typing; longer ones only look after the house


def settle(program: Program) -> None:
    """Let the window do what it has begun: pauses in typing, background work, layouts, paint."""
    calm, until = 0, time.monotonic() + _PATIENCE_S
    while calm < _CALM_TURNS:
        assert time.monotonic() < until, "the window never came to rest"
        QApplication.processEvents()
        time.sleep(0.005)
        calm = calm + 1 if program.runner.is_idle and not _waits(program.window) else 0


def _waits(window: QWidget) -> bool:
    return any(
        timer.isActive() and (timer.interval() == 0 or (timer.isSingleShot() and timer.interval() <= _SOON_MS))
        for timer in window.findChildren(QTimer)
    )


def until(holds: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to be"
        QApplication.processEvents()
        time.sleep(0.005)
