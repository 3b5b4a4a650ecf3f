"""Waiting for a window that works in the background."""

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.app import Program

_CALM_TURNS = 3
_PATIENCE_S = 20.0
_SOON_MS = 600  # a pause in typing; longer ones only look after the house


def settle(program: Program) -> None:
    """Let the window do what it has begun: pauses in typing, background work, layouts, paint."""
    until = time.monotonic() + _PATIENCE_S
    calm = 0
    pauses: list[QTimer] = []
    while calm < _CALM_TURNS or (pauses := _pauses(program.window)):
        assert time.monotonic() < until, "the window never came to rest"
        QApplication.processEvents()
        time.sleep(0.004)
        pauses = [timer for timer in pauses if isValid(timer) and timer.isActive()]
        calm = calm + 1 if program.runner.is_idle and not pauses else 0


def _pauses(window: QWidget) -> list[QTimer]:
    return [
        timer
        for timer in window.findChildren(QTimer)
        if timer.isActive() and (timer.interval() == 0 or (timer.isSingleShot() and timer.interval() <= _SOON_MS))
    ]


def until(holds: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to be"
        QApplication.processEvents()
        time.sleep(0.005)
