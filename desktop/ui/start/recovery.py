"""A forgotten password: the recovery code opens the way to a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from desktop.accounts.recovery import read_code
from desktop.ui.start.calm import CalmPage, problem_line, say
from desktop.ui.start.passwords import PasswordPair
from desktop.ui.start.values import Login, NewPassword
from desktop.ui.texts import explain
from desktop.ui.texts import start as texts
from desktop.ui.widgets.buttons import link, primary
from desktop.ui.widgets.chosen import Choice
from desktop.ui.widgets.labels import SectionHeader, label
from sync.errors import AppError


class RecoveryPage(CalmPage):
    """Asks for the code and a new password.

    Signals:
        submitted: A `NewPassword`; its code reads well, whether it opens the register is still to be seen.
        left: Back to signing in.
    """

    submitted = Signal(object)
    left = Signal()

    def __init__(self, users: Sequence[Login], *, last: str = "", unit_name: str = "") -> None:
        super().__init__(unit_name)
        self.users = Choice()
        for user in users:
            self.users.addItem(" · ".join(filter(None, (user.name, user.role_label))), user.id)
        self.users.setCurrentIndex(max(0, self.users.findData(last)))
        self.code = QLineEdit()
        self.code_problem, self.problem = problem_line(), problem_line()
        self.pair = PasswordPair(texts.RECOVER_NEW, texts.RECOVER_AGAIN)
        self.button, self.back = primary(texts.RECOVER), link(texts.RECOVER_BACK)
        body = self.card.body
        body.addWidget(SectionHeader(texts.RECOVER_TITLE, texts.RECOVER_HINT, role="heading"))
        for words, line in ((texts.USER, self.users), (texts.RECOVER_CODE, self.code)):
            name = label(words)
            name.setBuddy(line)
            line.setAccessibleName(words)
            body.addWidget(name)
            body.addWidget(line)
        for widget in (label(texts.RECOVER_CODE_HELP, "muted"), self.code_problem, self.pair, self.problem):
            body.addWidget(widget)
        body.addWidget(self.button)
        body.addWidget(self.back)
        self.code.editingFinished.connect(self._check_code)
        self.pair.entered.connect(self._submit)
        self.button.clicked.connect(self._submit)
        self.back.clicked.connect(self.left)

    def show_problem(self, sentence: str) -> None:
        """Say why it did not open; the code typed is still there."""
        self.button.setEnabled(True)
        self.button.setText(texts.RECOVER)
        say(self.problem, sentence)

    def show_busy(self) -> None:
        """The code is being tried."""
        self.button.setEnabled(False)
        self.button.setText(texts.RECOVERING)

    def _check_code(self) -> bool:
        typed = self.code.text().strip()
        if not typed:
            return say(self.code_problem, "")
        try:
            self.code.setText(read_code(typed))
        except AppError as error:
            return say(self.code_problem, explain(error))
        return say(self.code_problem, "")

    def _submit(self) -> None:
        if not self.code.text().strip():
            say(self.code_problem, texts.RECOVER_CODE_NEEDED)
            return
        if all([self._check_code(), self.pair.check()]):
            say(self.problem, "")
            code = read_code(self.code.text())
            self.submitted.emit(NewPassword(self.users.currentData(), code, self.pair.password))
