"""Feels how long a window's event loop stands still."""

import time
from collections import defaultdict
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer

from tests.bench.job import Figures

BEAT_MS = 4
FRAME_MS = 16
QUIET_MS = 150  # so long after the last answer, what it set off is over too


class Heart:
    """Beats every few milliseconds while actions are done, and notes the longest pause in each kind of action."""

    def __init__(self, is_idle: Callable[[], bool]) -> None:
        self._is_idle = is_idle
        self._gaps: dict[str, float] = defaultdict(float)
        self._took: dict[str, float] = defaultdict(float)
        self._kind = ""
        self._last = 0.0
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def act(self, kind: str, action: Callable[[], object], *, settle: bool = True) -> None:
        """Do something inside the event loop, then let it run on for a frame, or until everything is quiet."""
        QTimer.singleShot(0, action)
        self._run(kind, QUIET_MS if settle else FRAME_MS, settle=settle)

    def rest(self, kind: str) -> None:
        """Let the loop run until everything is quiet."""
        self._run(kind, QUIET_MS, settle=True)

    def figures(self) -> Figures:
        """The longest pause at all and of each kind, and how long a kind of action took until it was quiet."""
        pauses = {f"{kind}_gap_ms": gap * 1000 for kind, gap in self._gaps.items()}
        waits = {f"{kind}_settled_s": took for kind, took in self._took.items() if took}
        return {"gap_ms": max(pauses.values()), **pauses, **waits}

    def _run(self, kind: str, quiet_ms: int, *, settle: bool) -> None:
        loop = QEventLoop()
        began = self._last = busy = time.perf_counter()
        self._kind = kind
        self._timer.start()

        def look() -> None:
            nonlocal busy
            now = time.perf_counter()
            if settle and not self._is_idle():
                busy = now
            if (now - busy) * 1000 >= quiet_ms:
                loop.quit()

        looking = QTimer(interval=BEAT_MS)
        looking.timeout.connect(look)
        looking.start()
        loop.exec()
        looking.stop()
        self._timer.stop()
        self._beat()
        if settle:
            self._took[kind] = max(self._took[kind], busy - began)

    def _beat(self) -> None:
        now = time.perf_counter()
        self._gaps[self._kind] = max(self._gaps[self._kind], now - self._last)
        self._last = now
