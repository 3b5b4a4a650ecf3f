"""Work in the background: plain functions on worker threads, their outcome brought home to the window's thread."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot

from sync.errors import AppError

log = logging.getLogger(__name__)


class Cancelled(AppError):
    """The person stopped the job; an outcome, not a fault."""

    code = "task.cancelled"


class Lane(Enum):
    """Where a job queues.

    Attributes:
        NETWORK: One exchange with the province at a time, and the looks at what is plugged in between two of them.
    """

    DATABASE = "database"
    NETWORK = "network"
    OTHER = "other"


_WIDTHS = {Lane.DATABASE: 1, Lane.NETWORK: 1, Lane.OTHER: 2}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is.

    Attributes:
        total: 0 where it is not known.
        text: What is being done, in the words of the window.
    """

    done: int
    total: int
    text: str = ""


class CancelToken:
    """Asked by a job where it is clean to stop."""

    def __init__(self) -> None:
        self._event = Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next check."""
        self._event.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked."""
        return self._event.is_set()

    def check(self) -> None:
        """Stop here if somebody asked.

        Raises:
            Cancelled: somebody did.
        """
        if self.is_cancelled:
            raise Cancelled


Report = Callable[[Progress], None]
Job = Callable[[Report, CancelToken], Any]


class Task(QObject):
    """One running job. All its signals are emitted on the thread it was prepared on.

    Signals:
        progressed: A `Progress`, each time the job reports.
        succeeded: The job's return value.
        failed: An `AppError` to explain, or any other exception to report as a bug.
        finished: Last, once, whatever happened.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    finished = Signal()
    _reported = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, job: Job, lane: Lane) -> None:
        super().__init__()
        self._job: Job | None = job
        self._token = CancelToken()
        self.lane = lane
        self._reported.connect(self._bring_progress, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._bring_outcome, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def cancel(self) -> None:
        """Ask the job to stop at its next check."""
        self._token.cancel()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked the job to stop."""
        return self._token.is_cancelled

    def run(self) -> None:
        """Do the job; on a worker thread, touching no widget."""
        assert self._job is not None, "a task runs once"
        result, error = None, None
        try:
            self._token.check()
            result = self._job(lambda progress: self._send(self._reported, progress), self._token)
        except Exception as exc:  # the boundary: nothing may escape a pool thread
            error = exc
            if isinstance(exc, AppError):
                log.info("job refused: %s", exc.code)
            else:
                log.exception("job failed")
        self._job = None
        self._send(self._ended, result, error)

    def _send(self, signal: SignalInstance, *values: object) -> None:
        try:
            signal.emit(*values)
        except RuntimeError:
            # The window is gone and the Qt half of this task with it; nobody waits for the news.
            log.debug("news of a job came after its window had closed")

    @Slot(object)
    def _bring_progress(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    @Slot(object, object)
    def _bring_outcome(self, result: object, error: object) -> None:
        if error is None:
            self.succeeded.emit(result)
        else:
            self.failed.emit(error)
        self.finished.emit()


class TaskRunner(QObject):
    """Runs jobs in lanes: one database job at a time, the exchange and PDF jobs beside it.

    Signals:
        started: A `Task`, as soon as it waits in its lane.
        ended: It has shut down; no job runs any more.
    """

    started = Signal(object)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pools = {lane: ThreadPoolExecutor(width, f"sohoi-{lane.value}") for lane, width in _WIDTHS.items()}
        self._running: set[Task] = set()
        self._is_open = True

    def prepare(self, job: Job, lane: Lane = Lane.DATABASE) -> Task:
        """Wrap a job; connect to the task, then `start` it."""
        return Task(job, lane)

    def start(self, task: Task) -> None:
        """Put a prepared task into its lane; nothing starts any more once the program shuts down."""
        if not self._is_open:
            return
        self._running.add(task)
        task.finished.connect(self._forget_sender)
        self.started.emit(task)
        self._pools[task.lane].submit(task.run)

    def run(
        self,
        job: Job,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        lane: Lane = Lane.DATABASE,
    ) -> Task:
        """Prepare, connect and start in one go."""
        task = self.prepare(job, lane)
        if then is not None:
            task.succeeded.connect(then)
        if failed is not None:
            task.failed.connect(failed)
        self.start(task)
        return task

    @property
    def is_idle(self) -> bool:
        """Whether no job runs or waits."""
        return not self._running

    def shutdown(self) -> None:
        """Cancel what waits, ask what runs to stop, and wait for it."""
        self._is_open = False
        for task in self._running:
            task.cancel()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)
        self._running.clear()
        self.ended.emit()

    @Slot()
    def _forget_sender(self) -> None:
        task = self.sender()
        assert isinstance(task, Task)
        self._running.discard(task)


class Latest(QObject):
    """Asks again and again, as a person types, and hears only the answer to the last question.

    Signals:
        answered: What the last job returned.
        failed: Why the last job failed.
    """

    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: TaskRunner, lane: Lane = Lane.DATABASE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._lane = lane
        self._task: Task | None = None

    def ask(self, job: Job) -> None:
        """Start a job; the one before it is cancelled and its answer no longer heard."""
        self.forget()
        task = self._runner.prepare(job, self._lane)
        self._task = task
        task.succeeded.connect(self._take_answer)
        task.failed.connect(self._take_failure)
        self._runner.start(task)

    def forget(self) -> None:
        """Stop waiting for an answer."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._task is not None

    @Slot(object)
    def _take_answer(self, answer: object) -> None:
        if self.sender() is self._task:
            self._task = None
            self.answered.emit(answer)

    @Slot(object)
    def _take_failure(self, error: object) -> None:
        if self.sender() is self._task:
            self._task = None
            if not isinstance(error, Cancelled):
                self.failed.emit(error)
