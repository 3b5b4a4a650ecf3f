"""A dialog that asks for a few things, hands them on, and stays open until they were taken."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.start.calm import problem_line, say
from desktop.ui.texts import widgets as widget_texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.boxes import scrolling
from desktop.ui.widgets.buttons import primary, quiet
from desktop.ui.widgets.labels import label

_WIDE_PX, _WIDEST, _HIGHEST = 500, 1000, 700


class AskDialog(QDialog):
    """A heading, a sentence, `body` for what is asked, and the act.

    Signals:
        submitted: Everything that is needed was given.
    """

    submitted = Signal()

    def __init__(self, parent: QWidget | None, heading: str, hint: str, act: str, busy: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setModal(True)
        self._act, self._busy = act, busy
        self.problem = problem_line()
        self.act_button, self.leave_button = primary(act), quiet(widget_texts.CANCEL)
        self.act_button.setDefault(True)
        self.act_button.clicked.connect(self.submit)
        self.leave_button.clicked.connect(self.reject)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, tokens.S, 0)
        self.body.setSpacing(tokens.S)
        self.body.addWidget(label(heading, "heading"))
        self.body.addWidget(label(hint))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.act_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.L, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(scrolling(self._inside), 1)
        column.addWidget(self.problem)
        column.addLayout(buttons)
        self.resize(min(_WIDEST, current().px(_WIDE_PX)), _HIGHEST)

    def add(self, words: str, field: QWidget, help_text: str = "") -> None:
        """Ask for one more thing."""
        name = label(words)
        name.setBuddy(field)
        field.setAccessibleName(words)
        self.body.addSpacing(tokens.XS)
        self.body.addWidget(name)
        self.body.addWidget(field)
        if help_text:
            field.setAccessibleDescription(help_text)
            self.body.addWidget(label(help_text, "muted"))

    def missing(self) -> str:
        """What is still missing, as a sentence; nothing where all is there."""
        return ""

    def submit(self) -> None:
        """Hand on what was asked for, unless something is missing."""
        if self.act_button.isEnabled() and say(self.problem, self.missing()):
            self.submitted.emit()

    def show_busy(self) -> None:
        """It is being done."""
        self._set_busy(True)

    def show_problem(self, sentence: str) -> None:
        """Say why it was not done; what was typed is still there."""
        self._set_busy(False)
        say(self.problem, sentence)

    def _set_busy(self, busy: bool) -> None:
        self._inside.setEnabled(not busy)
        self.leave_button.setEnabled(not busy)
        self.act_button.setEnabled(not busy)
        self.act_button.setText(self._busy if busy else self._act)
        if busy:
            say(self.problem, "")

    # Qt overrides
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        room = self.width() - tokens.XL - tokens.L - tokens.S
        inside = (
            self._inside.heightForWidth(room) if self._inside.hasHeightForWidth() else self._inside.sizeHint().height()
        )
        self.resize(
            self.width(), min(_HIGHEST, inside + 3 * tokens.L + current().px(tokens.CONTROL) + current().px(20))
        )

    def reject(self) -> None:
        if self.leave_button.isEnabled():  # what is under way is not left alone
            super().reject()
