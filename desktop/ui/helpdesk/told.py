"""A command of the windowed program: where there is no console, its answer stands in a window."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.ui.speech import speak_vietnamese
from desktop.ui.tasks import Lane, TaskRunner
from desktop.ui.texts import UNKNOWN
from desktop.ui.texts import helpdesk as texts
from desktop.ui.theme import Look, apply_look, current, prepare_look, tokens
from desktop.ui.theme.mark import program_icon
from desktop.ui.widgets.buttons import primary, secondary
from desktop.ui.widgets.labels import label, set_role

_SIZE = QSize(760, 520)
BUG = 1


class ToldWindow(QWidget):
    """Says that something is being done, then what it came to."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setWindowTitle(texts.TOLD_TITLE)
        self.setProperty("role", "page")
        self.heading, self.state = label(heading, "heading"), label(texts.TOLD_WORKING)
        self.answer = QPlainTextEdit()
        self.answer.setReadOnly(True)
        self.answer.setAccessibleName(heading)
        self.copy_button, self.close_button = secondary(texts.TOLD_COPY, "file"), primary(texts.TOLD_CLOSE)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.answer.toPlainText()))
        self.close_button.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        for widget in (self.heading, self.state):
            column.addWidget(widget)
        column.addWidget(self.answer, 1)
        column.addLayout(row)
        self.copy_button.setEnabled(False)
        self.resize(current().px(_SIZE.width()), current().px(_SIZE.height()))
        self.close_button.setFocus()

    def show_answer(self, code: int, answer: str) -> None:
        """Say how it ended.

        Args:
            code: The exit code.
        """
        set_role(self.state, "good" if code == 0 else "stop")
        self.state.setText(texts.TOLD_DONE if code == 0 else texts.TOLD_BAD)
        self.answer.setPlainText(answer)
        self.copy_button.setEnabled(bool(answer))


def run_in_a_window(heading: str, command: Callable[[], int]) -> int:
    """Carry out a command and show what it would have written on a console, until the window is closed.

    Args:
        heading: What the command does, in words.
    Returns:
        The command's exit code.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    look = Look()
    prepare_look(look)
    speak_vietnamese(app)
    window = ToldWindow(heading)
    window.setWindowIcon(program_icon())
    apply_look(look)
    window.show()
    runner = TaskRunner()
    ended: list[int] = []

    def job(_report: object, _token: object) -> tuple[int, str]:
        outcome = captured(command)
        ended.append(outcome[0])
        return outcome

    runner.run(
        job,
        lambda outcome: window.show_answer(*outcome),
        lambda _error: window.show_answer(BUG, UNKNOWN),
        Lane.OTHER,
    )
    app.exec()
    runner.shutdown()
    return ended[0] if ended else BUG


def captured(command: Callable[[], int]) -> tuple[int, str]:
    """Exit code and everything that a command writes; wrong usage ends it as it would end the program."""
    written = io.StringIO()
    with redirect_stdout(written), redirect_stderr(written):
        try:
            code = command()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 2
    return code, written.getvalue().strip()
