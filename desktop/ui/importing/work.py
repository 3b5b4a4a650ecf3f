"""One job at a time for one page: a new one takes the place of the one before, whose answer is no longer heard."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from desktop.ui.frame.busy import BusyBar
from desktop.ui.tasks import Job, Lane, Task, TaskRunner

Then = Callable[[Any], None]


class Work(QObject):
    """Runs jobs, shows the long ones in a bar with a way to stop them, and brings their outcome home.

    Signals:
        changed: It became busy or idle.
    """

    changed = Signal()

    def __init__(self, runner: TaskRunner, bar: BusyBar) -> None:
        super().__init__(bar)
        self._runner = runner
        self._bar = bar
        self._task: Task | None = None
        self._must_hear = False
        self._then: Then = _nothing
        self._failed: Then = _nothing

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._task is not None

    @property
    def must_hear(self) -> bool:
        """Whether the job changes the register: nothing may take its place."""
        return self._must_hear and self.is_busy

    def do(
        self, job: Job, then: Then, failed: Then, *, what: str, lane: Lane = Lane.DATABASE, must_hear: bool = False
    ) -> None:
        """Start a job.

        Args:
            what: "Đang đọc tệp…"
        """
        self.forget()
        self._must_hear = must_hear
        task = self._runner.prepare(job, lane)
        self._task, self._then, self._failed = task, then, failed
        task.succeeded.connect(self._take)
        task.failed.connect(self._take_failure)
        self._bar.watch(task, what)
        self._runner.start(task)
        self.changed.emit()

    def forget(self) -> None:
        """Stop the job and wait for nothing."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @Slot(object)
    def _take(self, answer: object) -> None:
        self._finish(self._then, answer)

    @Slot(object)
    def _take_failure(self, error: object) -> None:
        self._finish(self._failed, error)

    def _finish(self, hear: Then, news: object) -> None:
        if self.sender() is self._task:
            self._task = None
            hear(news)
            self.changed.emit()


def _nothing(_: object) -> None:
    pass
