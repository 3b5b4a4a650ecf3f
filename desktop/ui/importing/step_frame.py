"""What stands around every step: the title, the way there, the way on and the way back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.frame.busy import BusyBar
from desktop.ui.importing.steps_bar import StepsBar
from desktop.ui.texts import import_page as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import primary, quiet
from desktop.ui.widgets.labels import label, set_role


class StepFrame(QWidget):
    """Holds the steps, one on screen.

    Signals:
        chosen: The position of a step behind her that she wants to see again.
        went_on: She wants the next step.
    """

    chosen = Signal(int)
    went_on = Signal()

    def __init__(self, steps: Sequence[QWidget]) -> None:
        super().__init__()
        self.bar = StepsBar()
        self.bar.chosen.connect(self.chosen)
        self.stack = QStackedWidget()
        for step in steps:
            self.stack.addWidget(step)
        self.busy = BusyBar()
        self.status = label("", "muted")
        self.back_button, self.next_button = quiet(texts.BACK, "left"), primary(texts.NEXT)
        self.back_button.clicked.connect(lambda: self.chosen.emit(self.current - 1))
        self.next_button.clicked.connect(self.went_on)
        self._lay_out()
        self.show_step(0)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.L)
        head.addWidget(label(texts.TITLE, "heading", wrap=False))
        head.addWidget(self.bar, 1)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.M)
        foot.addWidget(self.back_button)
        foot.addWidget(self.status, 1)
        foot.addWidget(self.next_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addWidget(self.busy)
        column.addLayout(foot)

    @property
    def current(self) -> int:
        """The position of the step on screen."""
        return self.stack.currentIndex()

    def show_step(self, step: int, *, back: bool = True) -> None:
        """Put a step on screen.

        Args:
            back: Whether there is a way back from it.
        """
        self.stack.setCurrentIndex(step)
        self.bar.show_step(step, reached=step, back=back)
        self.back_button.setVisible(back and step > 0)

    def offer(self, words: str, *, enabled: bool) -> None:
        """What the main button does; nothing for no button."""
        self.next_button.setText(words)
        self.next_button.setAccessibleName(words)
        self.next_button.setVisible(bool(words))
        self.next_button.setEnabled(enabled)

    def say(self, status: str, role: str = "muted") -> None:
        """A quiet line beside the buttons."""
        set_role(self.status, role)
        self.status.setText(status)

    # Qt overrides
    def hasHeightForWidth(self) -> bool:
        return False  # each step scrolls inside, so that the buttons below it stay in sight
