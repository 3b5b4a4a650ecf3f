"""The sign-in page; the same page locks a computer that was left."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.ui.start.calm import CalmPage, Note, problem_line, say
from desktop.ui.start.values import Login, SignIn
from desktop.ui.texts import start as texts
from desktop.ui.widgets.buttons import link, primary
from desktop.ui.widgets.chosen import Choice
from desktop.ui.widgets.labels import SectionHeader, label
from desktop.ui.widgets.lines import PasswordLine


class SignInPage(CalmPage):
    """Asks who it is and for the password.

    Args:
        last: Id of the user to offer first.
        locked: The work goes on beneath; only its user, or another by signing in anew, comes back.

    Signals:
        submitted: A `SignIn`.
        forgotten: The id of the user who forgot the password.
        other_wanted: Somebody else wants the locked computer.
    """

    submitted = Signal(object)
    forgotten = Signal(str)
    other_wanted = Signal()

    def __init__(self, users: Sequence[Login], *, last: str = "", locked: bool = False, unit_name: str = "") -> None:
        super().__init__(unit_name)
        self.waiting = Note(texts.FILE_WAITS)
        self.users = Choice()
        for user in users:
            self.users.addItem(" · ".join(filter(None, (user.name, user.role_label))), user.id)
        self.users.setCurrentIndex(max(0, self.users.findData(last)))
        self.users.setEnabled(not locked)
        self.users.setAccessibleName(texts.USER)
        self.password = PasswordLine(texts.PASSWORD)
        self.problem = problem_line()
        self.button = primary(texts.SIGN_IN)
        self.forgot, self.other = link(texts.FORGOTTEN), link(texts.ANOTHER_USER)
        self._build(locked)
        self.password.returnPressed.connect(self._submit)
        self.password.textEdited.connect(lambda: say(self.problem, ""))
        self.button.clicked.connect(self._submit)
        self.forgot.clicked.connect(lambda: self.forgotten.emit(self.users.currentData()))
        self.other.clicked.connect(self.other_wanted)
        self.users.activated.connect(lambda: self.password.setFocus())

    def _build(self, locked: bool) -> None:
        body = self.card.body
        title, hint = (texts.LOCKED_TITLE, texts.LOCKED_HINT) if locked else (texts.SIGN_IN_TITLE, "")
        body.addWidget(SectionHeader(title, hint, role="heading"))
        body.addWidget(self.waiting)
        self.waiting.hide()
        for words, line in ((texts.USER, self.users), (texts.PASSWORD, self.password)):
            name = label(words)
            name.setBuddy(line)
            body.addWidget(name)
            body.addWidget(line)
        body.addWidget(self.problem)
        body.addWidget(self.button)
        row = QHBoxLayout()
        row.addWidget(self.forgot)
        row.addStretch(1)
        row.addWidget(self.other)
        body.addLayout(row)
        self.other.setVisible(locked)

    def say_file_waits(self) -> None:
        """Say that a file she opened with the program is looked at once she is in."""
        self.waiting.show()

    def show_problem(self, sentence: str) -> None:
        """Say why it did not open, and let her try again."""
        self._set_busy(False)
        say(self.problem, sentence)
        self.password.selectAll()
        self.password.setFocus()

    def show_busy(self) -> None:
        """The register is being opened."""
        self._set_busy(True)

    def clear(self) -> None:
        """Keep nothing of what was typed."""
        self.password.clear()
        self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        self.button.setEnabled(not busy)
        self.button.setText(texts.OPENING if busy else texts.SIGN_IN)
        self.password.setEnabled(not busy)

    def _submit(self) -> None:
        if not self.password.text():
            say(self.problem, texts.PASSWORD_NEEDED)
            self.password.setFocus()
        elif self.button.isEnabled():
            self.submitted.emit(SignIn(self.users.currentData(), self.password.text()))

    # Qt overrides
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.password.setFocus()
