"""What the program is doing, how far it is, and a way to stop it; shown from one second on."""

from time import monotonic

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from desktop.ui.tasks import Progress, Task
from desktop.ui.texts import frame as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import label

_PATIENCE_MS = 1000


def time_left(done: int, total: int, elapsed_s: float) -> str:
    """How long it may still take, in round figures; nothing while it cannot be told.

    >>> time_left(25, 100, 10.0)
    'còn khoảng 30 giây'
    """
    if done <= 0 or total <= 0 or elapsed_s < 1:
        return ""
    left = elapsed_s * (total - done) / done
    if left >= 90:
        return texts.LEFT_MINUTES.format(count=round(left / 60))
    return texts.LEFT_SECONDS.format(count=max(5, 5 * round(left / 5)))


class BusyBar(QFrame):
    """One long job at a time; the newest is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.setProperty("tone", "plain")
        self._task: Task | None = None
        self._what = ""
        self._began = 0.0
        self.words = label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = Button(texts.STOP)
        self.stop.clicked.connect(self._stop)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.M, tokens.XS, tokens.XS, tokens.XS)
        row.setSpacing(tokens.M)
        row.addWidget(self.words, 2)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.hide()

    def watch(self, task: Task, what: str = texts.WORKING) -> None:
        """Show a job once it has taken a second.

        Args:
            what: "Đang nhập 412 dòng…"
        """
        self._drop()
        self._task, self._what, self._began = task, what, monotonic()
        self.words.setText(what)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(what)
        self.stop.setEnabled(True)
        self.stop.setText(texts.STOP)
        task.progressed.connect(self._show_progress)
        task.finished.connect(self._finish)
        self._patience.start()

    @Slot(object)
    def _show_progress(self, progress: Progress) -> None:
        if self.sender() is not self._task:
            return
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        left = time_left(progress.done, progress.total, monotonic() - self._began)
        self.words.setText(" · ".join(filter(None, (progress.text or self._what, left))))

    @Slot()
    def _finish(self) -> None:
        if self.sender() is self._task:
            self._drop()

    def _drop(self) -> None:
        self._task = None
        self._patience.stop()
        self.hide()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.stop.setEnabled(False)
            self.stop.setText(texts.STOPPING)
