"""The one exchange that runs, and how things stand; it lives with the window, whatever page is on screen."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.exchange.desk import ExchangeDesk, Outcome, Status, Step
from desktop.ui.exchange.words import Words
from desktop.ui.tasks import CancelToken, Lane, Latest, Report, Task, TaskRunner

log = logging.getLogger(__name__)


class Kind(Enum):
    """What an exchange is for."""

    NETWORK = "network"
    STICK = "stick"
    FILE = "file"
    JOIN_BY_CODE = "join_by_code"
    JOIN_BY_STICK = "join_by_stick"

    @property
    def is_joining(self) -> bool:
        """Whether it asks the province to admit this computer."""
        return self in (Kind.JOIN_BY_CODE, Kind.JOIN_BY_STICK)

    @property
    def with_stick(self) -> bool:
        """Whether a stick must stay plugged in."""
        return self in (Kind.STICK, Kind.JOIN_BY_STICK)


@dataclass(frozen=True, slots=True)
class Ended:
    """How an exchange ended.

    Attributes:
        quiet: The program tried it by itself; nobody waits for words.
        outcome: What it did; None for joining, and where `error` says why it was cut off.
    """

    kind: Kind
    quiet: bool
    at: datetime
    outcome: Outcome | None = None
    error: BaseException | None = None


_Work = Callable[[ExchangeDesk, Callable[[Step], None], CancelToken], Outcome | None]


class ExchangeRuns(QObject):
    """Runs one exchange at a time in a lane of its own and keeps what is known of the standing.

    Signals:
        status_read: A `Status`, each time it was read anew.
        began: The `Kind` of an exchange that begins.
        stepped: A `Progress`, in words.
        ended: An `Ended`, once for every one that began.
        failed: Why the standing could not be read.
    """

    status_read = Signal(object)
    failed = Signal(object)
    began = Signal(object)
    stepped = Signal(object)
    ended = Signal(object)

    def __init__(self, desk: Callable[[], ExchangeDesk], runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._runner = runner
        self._task: Task | None = None
        self._kind = Kind.NETWORK
        self._quiet = False
        self.status: Status | None = None
        self.last: Ended | None = None
        self._reading = Latest(runner, parent=self)
        self._reading.answered.connect(self._take_status)
        self._reading.failed.connect(self.failed)

    @property
    def running(self) -> Kind | None:
        """What runs now."""
        return self._kind if self._task is not None else None

    @property
    def is_quiet(self) -> bool:
        """Whether the program began what runs by itself."""
        return self._task is not None and self._quiet

    def refresh(self) -> None:
        """Read anew how things stand."""
        desk = self.desk
        self._reading.ask(lambda _report, _token: desk().status())

    def by_network(self, *, quiet: bool = False) -> bool:
        """One exchange over the network; False where one runs already."""
        return self._begin(Kind.NETWORK, lambda desk, report, token: desk.by_network(report, token), quiet=quiet)

    def by_stick(self, folder: Path) -> bool:
        """One exchange with a stick; False where one runs already."""
        return self._begin(Kind.STICK, lambda desk, report, token: desk.by_stick(folder, report, token))

    def by_file(self, file: Path) -> bool:
        """Take in one bundle that came as a file; False where something runs already."""
        return self._begin(Kind.FILE, lambda desk, report, token: desk.by_file(file, report, token))

    def join_by_code(self, server: str, code: str, name: str) -> bool:
        """Join the province by a code; False where something runs already."""

        def work(desk: ExchangeDesk, report: Callable[[Step], None], token: CancelToken) -> None:
            desk.enrol_by_code(server, code, name, report, token)

        return self._begin(Kind.JOIN_BY_CODE, work)

    def join_by_stick(self, folder: Path, name: str) -> bool:
        """Ask the province on a stick; False where something runs already."""

        def work(desk: ExchangeDesk, report: Callable[[Step], None], token: CancelToken) -> None:
            desk.enrol_by_stick(folder, name, report, token)

        return self._begin(Kind.JOIN_BY_STICK, work)

    def stop(self) -> None:
        """Ask what runs to stop at the next place where that is clean."""
        if self._task is not None:
            self._task.cancel()

    @property
    def is_stopping(self) -> bool:
        """Whether it was asked to."""
        return self._task is not None and self._task.is_cancelled

    def clear_last(self) -> None:
        """She has read how the last one ended."""
        self.last = None

    def _begin(self, kind: Kind, work: _Work, *, quiet: bool = False) -> bool:
        if self._task is not None:
            return False
        task = self._runner.prepare(partial(_run, self.desk, work), Lane.NETWORK)
        self._task, self._kind, self._quiet, self.last = task, kind, quiet, None
        task.progressed.connect(self.stepped)
        task.succeeded.connect(self._take_outcome)
        task.failed.connect(self._take_failure)
        self.began.emit(kind)
        self._runner.start(task)
        return True

    @Slot(object)
    def _take_outcome(self, outcome: Outcome | None) -> None:
        self._end(Ended(self._kind, self._quiet, datetime.now(UTC), outcome))

    @Slot(object)
    def _take_failure(self, error: BaseException) -> None:
        self._end(Ended(self._kind, self._quiet, datetime.now(UTC), error=error))

    def _end(self, ended: Ended) -> None:
        self._task = None
        _note(ended)
        self.last = None if ended.quiet and ended.error is not None else ended
        self.ended.emit(ended)
        self.refresh()

    @Slot(object)
    def _take_status(self, status: Status) -> None:
        self.status = status
        self.status_read.emit(status)


def _note(ended: Ended) -> None:
    """In the log: figures and codes."""
    if ended.error is not None:
        log.warning("exchange %s cut off: %s", ended.kind.value, ended.error)
    elif (outcome := ended.outcome) is not None:
        log.info(
            "exchange %s sent %s received %s acknowledged %s rows %s conflicts %s refused %s",
            outcome.way.value, outcome.sent, outcome.received, outcome.acknowledged, outcome.rows_changed,
            outcome.conflicts_new, outcome.refused,
        )  # fmt: skip


def _run(desk: Callable[[], ExchangeDesk], work: _Work, report: Report, token: CancelToken) -> Outcome | None:
    words = Words()
    return work(desk(), lambda step: report(words.of(step)), token)
