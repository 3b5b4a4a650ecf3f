"""Keeps what is typed on the meeting page, so that a power cut costs a second of work at most."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.ui.registers.services import DraftKeeper
from desktop.ui.tasks import TaskRunner

_WITHIN_MS = 1000


class MeetingDraft(QObject):
    """Keeps one page's input in the background, a second after it began to change.

    Signals:
        kept: The present input is on disk.
        dropped: The draft is forgotten; the page is to show what is stored.
    """

    kept = Signal()
    dropped = Signal()

    def __init__(
        self, keeper: DraftKeeper, runner: TaskRunner, read: Callable[[], Mapping[str, Any]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._keeper, self._runner, self._read = keeper, runner, read
        self._key = ""
        self._soon = QTimer(self, singleShot=True, interval=_WITHIN_MS)
        self._soon.timeout.connect(self.keep_now)

    def watch(self, key: str) -> None:
        """Keep under this key from now on."""
        self._soon.stop()
        self._key = key

    def touch(self) -> None:
        """Something was typed."""
        if self._key and not self._soon.isActive():
            self._soon.start()

    def stop(self) -> None:
        """It is being saved; nothing more is to be kept."""
        self._soon.stop()

    def keep_now(self) -> None:
        """Keep what stands there, if anything does."""
        self._soon.stop()
        content, key, keeper = dict(self._read()), self._key, self._keeper
        if content:
            self._runner.run(lambda _report, _token: keeper.keep(key, content), lambda _: self.kept.emit())

    def drop(self) -> None:
        """Forget the draft: she does not want it."""
        self._soon.stop()
        key, keeper = self._key, self._keeper
        self._runner.run(lambda _report, _token: keeper.drop(key), lambda _: self.dropped.emit())
