"""What the sections of the settings page have in common."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.frame.strip import Notice
from desktop.ui.settings.services import SettingsServices
from desktop.ui.tasks import Cancelled, Lane, Task, TaskRunner
from desktop.ui.texts import explain
from desktop.ui.theme import tokens
from desktop.ui.widgets.boxes import confirm
from desktop.ui.widgets.cards import Tone
from desktop.ui.widgets.labels import label
from sync.errors import AppError


class Section(QWidget):
    """One part of the settings.

    Signals:
        noticed: A `Notice` to show above the page.
        working: A `Task` that may take a while, and what it does.
    """

    noticed = Signal(object)
    working = Signal(object, str)

    def __init__(self, services: SettingsServices, runner: TaskRunner) -> None:
        super().__init__()
        self.services, self.runner = services, runner
        self.confirm: Callable[..., bool] = confirm
        # As high as its words are at this width; asked for a least height, they would count as wrapped much narrower.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def come_up(self) -> None:
        """It is shown: read anew what may have changed."""

    def may_leave(self) -> bool:
        """Whether the page may be left."""
        return True

    def forget(self) -> None:
        """Keep nothing personal on screen."""

    def run_job(
        self, job: Callable[[], Any], then: Callable[[Any], None], *, lane: Lane = Lane.DATABASE,
        failed: Callable[[BaseException], None] | None = None,
    ) -> Task:  # fmt: skip
        """Do something in the background and bring the outcome home."""
        return self.runner.run(lambda _report, _token: job(), then, failed or self.say_problem, lane)

    def keep(self, **changes: Any) -> bool:
        """Change settings of this computer; says why where they cannot be written."""
        try:
            self.services.keep(**changes)
        except AppError as problem:
            self.say_problem(problem)
            return False
        return True

    def say(self, words: str, tone: Tone = "good", act: str = "", on_act: Callable[[], object] | None = None) -> None:
        """Show a notice."""
        self.noticed.emit(Notice(words, tone, act, on_act))

    def say_problem(self, error: BaseException) -> None:
        """Word a failure."""
        self.say(explain(error), "plain" if isinstance(error, Cancelled) else "stop")


def column_of(section: QWidget, hint: str = "") -> QVBoxLayout:
    """The column that a section's cards stand in, with a quiet line above them."""
    column = QVBoxLayout(section)
    column.setContentsMargins(0, 0, tokens.S, tokens.M)
    column.setSpacing(tokens.M)
    if hint:
        column.addWidget(label(hint, "muted"))
    return column
