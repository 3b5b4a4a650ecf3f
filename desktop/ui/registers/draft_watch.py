"""Keeps what is being typed, so that a power cut costs two seconds of work at most."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.models.sheets import Sheet
from desktop.ui.registers.services import DraftKeeper
from desktop.ui.tasks import CancelToken, Report, TaskRunner

_WITHIN_MS = 1000


def draft_key(sheet: Sheet, row_id: UUID | None) -> str:
    """Under which key the draft of a form is kept."""
    return f"{sheet.name}:{row_id or 'new'}"


class DraftWatch(QObject):
    """Keeps one form's input in the background, a second after it began to change.

    Signals:
        kept: The present input is on disk.
    """

    kept = Signal()

    def __init__(
        self, keeper: DraftKeeper, runner: TaskRunner, key: str, read: Callable[[], Mapping[str, Any]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._keeper, self._runner, self._key, self._read = keeper, runner, key, read
        self._soon = QTimer(self, singleShot=True, interval=_WITHIN_MS)
        self._soon.timeout.connect(self.keep_now)

    def touch(self) -> None:
        """Something was typed."""
        if not self._soon.isActive():
            self._soon.start()

    def keep_now(self) -> None:
        """Keep what stands there; nothing left to keep drops the draft."""
        self._soon.stop()
        content = self._read()
        if content:
            self._runner.run(partial(_keep, self._keeper, self._key, content), lambda _: self.kept.emit())
        else:
            self.drop()

    @property
    def is_pending(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._soon.isActive()

    def stop(self) -> None:
        """Keep nothing more."""
        self._soon.stop()

    def drop(self) -> None:
        """Forget the draft: she does not want it."""
        self._soon.stop()
        self._runner.run(partial(_drop, self._keeper, self._key))


def _keep(keeper: DraftKeeper, key: str, content: Mapping[str, Any], report: Report, token: CancelToken) -> None:
    keeper.keep(key, content)


def _drop(keeper: DraftKeeper, key: str, report: Report, token: CancelToken) -> None:
    keeper.drop(key)
