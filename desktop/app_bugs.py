"""What was not foreseen: noted in the log, told calmly, and never the end of the program without a word."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

log = logging.getLogger(__name__)


def catch_bugs(tell: Callable[[str], None], prepare: Callable[[], None] = lambda: None) -> None:
    """From now on note what nobody caught, and tell of it.

    Args:
        tell: Called on the thread where it happened, with a reference that stands in the log as well.
        prepare: Called before anything is noted, so that there is a log to note it in.
    """

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        prepare()
        tell(note_bug(error))

    def caught_elsewhere(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            prepare()
            note_bug(args.exc_value)

    sys.excepthook = caught
    threading.excepthook = caught_elsewhere


def note_bug(error: BaseException) -> str:
    """Write it into the log; returns the reference to read out."""
    reference = datetime.now().strftime("%d%m-%H%M%S")
    log.critical("bug %s", reference, exc_info=error)
    return reference


def say_sorry(reference: str) -> None:
    """Tell of a bug where there is no window yet to tell it in."""
    from desktop.ui.texts import helpdesk as texts

    say_plainly(texts.SORRY.format(reference=reference))


def say_plainly(sentence: str) -> None:
    """Say why there is no window."""
    from PySide6.QtWidgets import QMessageBox

    from desktop.ui.texts import helpdesk as texts

    QMessageBox.critical(None, texts.SORRY_TITLE, sentence)
