"""What is asked to let somebody sign in, and to change a password."""

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.accounts.keyring import LONGEST_LABEL
from desktop.accounts.roles import LABELS, Role
from desktop.models.names import given_name
from desktop.ui.settings.ask import AskDialog
from desktop.ui.settings.services import NewUser, UserLine
from desktop.ui.start.passwords import PasswordPair
from desktop.ui.texts import settings as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.chosen import Choice
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.lines import PasswordLine


class AddUserDialog(AskDialog):
    """Full name, the name to sign in with, role and password of somebody new."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, texts.ADD_TITLE, texts.ADD_HINT, texts.ADD_ACT, texts.SAVING)
        self.name, self.label = QLineEdit(), QLineEdit()
        self.label.setMaxLength(LONGEST_LABEL)
        self.role = Choice()
        for role, words in LABELS.items():
            self.role.addItem(words, str(role))
        self.role.setCurrentIndex(self.role.findData(str(Role.OFFICER)))
        self.role_says = label("", "muted")
        self.pair = PasswordPair()
        self.add(texts.FULL_NAME, self.name)
        self.add(texts.LABEL, self.label, texts.LABEL_HELP)
        self.add(texts.ROLE, self.role)
        self.body.addWidget(self.role_says)
        self.body.addSpacing(tokens.XS)
        self.body.addWidget(self.pair)
        self.body.addStretch(1)
        self._label_is_own = False
        self.name.textChanged.connect(self._propose_label)
        self.label.textEdited.connect(self._keep_label)
        self.role.currentIndexChanged.connect(lambda _at: self._say_role())
        self.pair.entered.connect(self.submit)
        self._say_role()
        self.name.setFocus()

    @property
    def draft(self) -> NewUser:
        """Who is to sign in."""
        name, short = (" ".join(line.text().split()) for line in (self.name, self.label))
        return NewUser(name, short, Role(self.role.currentData()), self.pair.password)

    def missing(self) -> str:
        draft = self.draft
        if not draft.full_name:
            self.name.setFocus()
            return texts.FULL_NAME_NEEDED
        if not draft.label:
            self.label.setFocus()
            return texts.LABEL_NEEDED
        return "" if self.pair.check() else self.pair.problem.text()

    def _propose_label(self, name: str) -> None:
        if not self._label_is_own:
            self.label.setText(given_name(name)[:LONGEST_LABEL])

    def _keep_label(self, typed: str) -> None:
        self._label_is_own = bool(typed)

    def _say_role(self) -> None:
        self.role_says.setText(texts.ROLE_SAYS[self.role.currentData()])


class PasswordDialog(AskDialog):
    """A new password; for oneself, with the present one before it."""

    def __init__(self, parent: QWidget | None, user: UserLine) -> None:
        own = user.is_self
        title, hint = (texts.OWN_TITLE, texts.OWN_HINT) if own else (texts.PASSWORD_TITLE, texts.PASSWORD_HINT)
        act = texts.OWN_ACT if own else texts.PASSWORD_ACT
        super().__init__(parent, title.format(name=user.full_name), hint.format(name=user.label), act, texts.SAVING)
        self.old = PasswordLine(texts.OWN_OLD)
        self.pair = PasswordPair(texts.NEW_FIRST, texts.NEW_AGAIN)
        self._own = own
        if own:
            self.add(texts.OWN_OLD, self.old)
        self.body.addSpacing(tokens.XS)
        self.body.addWidget(self.pair)
        self.body.addStretch(1)
        self.old.returnPressed.connect(self.pair.first.setFocus)
        self.pair.entered.connect(self.submit)
        (self.old if own else self.pair.first).setFocus()

    def missing(self) -> str:
        if self._own and not self.old.text():
            self.old.setFocus()
            return texts.OWN_OLD_NEEDED
        return "" if self.pair.check() else self.pair.problem.text()
