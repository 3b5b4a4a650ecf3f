"""A new password, typed twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.accounts.keyring import SHORTEST_PASSWORD
from desktop.ui.start.calm import problem_line, say
from desktop.ui.texts import start as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.lines import PasswordLine

_BESIDE_UP_TO = 125  # percent of text size; above it one line is wide enough


class PasswordPair(QWidget):
    """Two lines that must agree.

    Signals:
        entered: Enter in the second line.
    """

    entered = Signal()

    def __init__(self, first: str = texts.PASSWORD, again: str = texts.PASSWORD_AGAIN) -> None:
        super().__init__()
        self.first, self.again = PasswordLine(first), PasswordLine(again)
        self.problem = problem_line()
        self.first.textEdited.connect(self._warn)
        self.first.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.entered)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(tokens.XS)
        grid.setHorizontalSpacing(tokens.M)
        beside = current().scale <= _BESIDE_UP_TO
        for number, (words, line) in enumerate(((first, self.first), (again, self.again))):
            name = label(words)
            name.setBuddy(line)
            row, at = (0, number) if beside else (2 * number, 0)
            grid.addWidget(name, row, at)
            grid.addWidget(line, row + 1, at)
        grid.addWidget(self.problem, 4, 0, 1, 2 if beside else 1)

    @property
    def password(self) -> str:
        """What was typed first."""
        return self.first.text()

    def check(self) -> bool:
        """Say what is missing, and whether all is well."""
        typed = self.first.text()
        if not typed:
            return say(self.problem, texts.PASSWORD_NEEDED)
        if len(typed) < SHORTEST_PASSWORD:
            return say(self.problem, texts.PASSWORD_SHORT.format(shortest=SHORTEST_PASSWORD))
        if typed != self.again.text():
            return say(self.problem, texts.PASSWORD_DIFFERS)
        self._warn()
        return True

    def clear(self) -> None:
        """Keep nothing of what was typed."""
        self.first.clear()
        self.again.clear()
        say(self.problem, "")

    def _warn(self) -> None:
        say(self.problem, "" if self.first.text().isascii() else texts.PASSWORD_MARKS, blocks=False)
