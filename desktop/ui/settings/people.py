"""Who works at this computer: users, roles, passwords, and the recovery code."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from desktop.accounts.roles import LABELS, Role
from desktop.ui.printing.office_papers import DEMO_MARK
from desktop.ui.registers.bar import Bar
from desktop.ui.settings.ask import AskDialog
from desktop.ui.settings.people_dialogs import AddUserDialog, PasswordDialog
from desktop.ui.settings.recovery import CodeDialog, NewCodeDialog, recovery_paper
from desktop.ui.settings.section import Section, column_of
from desktop.ui.settings.services import SettingsServices, UserLine
from desktop.ui.tasks import Latest, TaskRunner
from desktop.ui.texts import explain
from desktop.ui.texts import settings as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import menu_button, primary, quiet, secondary
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import label, rule


class UserRow(QWidget):
    """One user, with what can be done.

    Signals:
        role_chosen: Another `Role` for her.
        password_wanted: A new password.
        removal_wanted: She is to sign in no more.
    """

    role_chosen = Signal(object)
    password_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, user: UserLine, *, managed: bool) -> None:
        super().__init__()
        self.user = user
        words = QWidget()
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(user.full_name, "strong", wrap=False))
        facts = [LABELS[user.role], texts.SIGNS_IN_AS.format(label=user.label)] + [texts.IS_SELF] * user.is_self
        column.addWidget(label(" · ".join(facts), "muted", wrap=False))
        bar = Bar(spread=True)
        bar.flow.addWidget(words)
        self.role_button = menu_button(texts.ROLE, self._role_menu())
        self.password_button, self.remove_button = secondary(texts.NEW_PASSWORD), quiet(texts.REMOVE)
        if managed and not user.is_self:
            for button in (self.role_button, self.password_button, self.remove_button):
                button.setAccessibleDescription(user.full_name)
                bar.flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.XS, 0, tokens.XS)
        column.addWidget(bar)
        self.password_button.clicked.connect(self.password_wanted)
        self.remove_button.clicked.connect(self.removal_wanted)

    def _role_menu(self) -> QMenu:
        menu = QMenu(self)
        for role, words in LABELS.items():
            action = menu.addAction(words, partial(self.role_chosen.emit, role))
            action.setCheckable(True)
            action.setChecked(role is self.user.role)
            action.setEnabled(role is not self.user.role)
        return menu


class PeopleSection(Section):
    """The list of users for those who manage them; one's own password for everybody."""

    def __init__(self, services: SettingsServices, runner: TaskRunner) -> None:
        super().__init__(services, runner)
        self._managed = services.rights.people
        self.rows: list[UserRow] = []
        self._me: UserLine | None = None
        self.open_dialog: AskDialog | CodeDialog | None = None
        self._reading = Latest(runner, parent=self)
        self._reading.answered.connect(self._show)
        self._reading.failed.connect(self.say_problem)
        self.add_button = primary(texts.ADD_USER, "add")
        self.own_button = secondary(texts.OWN_CHANGE, "key")
        self.code_button = secondary(texts.CODE_NEW, "key")
        self._list = Card(texts.SECTIONS["people"], hint=texts.PEOPLE_HINT)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(tokens.XS)
        self._list.body.addLayout(self._lines)
        column = column_of(self)
        column.addWidget(self._list)
        cards = [(texts.OWN_HEADING, texts.OWN_HINT, self.own_button)]
        if self._managed:
            self._list.body.addWidget(_alone(self.add_button))
            cards.append((texts.CODE_HEADING, texts.CODE_HINT, self.code_button))
        for heading, hint, button in cards:
            card = Card(heading, hint=hint)
            card.body.addWidget(_alone(button))
            column.addWidget(card)
        column.addStretch(1)
        self.add_button.clicked.connect(self.add_user)
        self.own_button.clicked.connect(self.change_own)
        self.code_button.clicked.connect(self.new_code)

    def come_up(self) -> None:
        people = self.services.people
        self._reading.ask(lambda _report, _token: people.listed())

    def forget(self) -> None:
        self._show(())
        if self.open_dialog is not None:
            self.open_dialog.done(0)

    def _show(self, users: Sequence[UserLine]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = [UserRow(user, managed=self._managed) for user in users if self._managed or user.is_self]
        self._me = next((user for user in users if user.is_self), None)
        self.own_button.setEnabled(self._me is not None)
        for row in self.rows:
            if self._lines.count():
                self._lines.addWidget(rule())
            self._lines.addWidget(row)
            row.role_chosen.connect(partial(self.change_role, row.user))
            row.password_wanted.connect(partial(self.set_password, row.user))
            row.removal_wanted.connect(partial(self.remove, row.user))

    def add_user(self) -> None:
        """Ask who, and let her sign in."""
        dialog, people = AddUserDialog(self), self.services.people

        def submit() -> None:
            draft = dialog.draft
            self._submit(dialog, lambda: people.add(draft), texts.ADDED.format(name=draft.full_name))

        self._open(dialog, submit)

    def set_password(self, user: UserLine) -> None:
        """Ask for a new password of somebody else."""
        dialog, people = PasswordDialog(self, user), self.services.people

        def submit() -> None:
            done = texts.PASSWORD_SET.format(name=user.full_name)
            self._submit(dialog, partial(people.set_password, user.id, dialog.pair.password), done)

        self._open(dialog, submit)

    def change_own(self) -> None:
        """Ask for a new password of who is signed in."""
        if self._me is None:
            return
        dialog, people = PasswordDialog(self, self._me), self.services.people
        self._open(
            dialog,
            lambda: self._submit(
                dialog, partial(people.change_own, dialog.old.text(), dialog.pair.password), texts.OWN_DONE
            ),
        )

    def new_code(self) -> None:
        """Ask for her password, and show a new recovery code once."""
        dialog, people = NewCodeDialog(self), self.services.people

        def made(code: str) -> None:
            dialog.accept()
            self._show_code(code)

        def submit() -> None:
            dialog.show_busy()
            password = dialog.password.text()
            self.run_job(
                lambda: people.new_recovery_code(password), made,
                failed=lambda error: dialog.show_problem(explain(error)),
            )  # fmt: skip

        self._open(dialog, submit)

    def change_role(self, user: UserLine, role: Role) -> None:
        """Ask by name, and give somebody another role."""
        people, named = self.services.people, {"name": user.full_name, "role": LABELS[role]}
        if self.confirm(self, texts.ROLE_QUESTION.format(**named), texts.ROLE_SAYS[role], texts.ROLE_ACT):
            self._do(partial(people.change_role, user.id, role), texts.ROLE_CHANGED.format(**named))

    def remove(self, user: UserLine) -> None:
        """Ask by name, and let somebody sign in no more."""
        people, name = self.services.people, user.full_name
        says = texts.REMOVE_QUESTION.format(name=name), texts.REMOVE_CONSEQUENCE.format(name=user.label)
        if self.confirm(self, *says, texts.REMOVE_ACT.format(label=user.label), dangerous=True):
            self._do(partial(people.remove, user.id), texts.REMOVED.format(name=name))

    def _show_code(self, code: str) -> None:
        facts = self.services.facts
        sheet = recovery_paper(facts.commune, code, watermark=DEMO_MARK if facts.is_demo else None)
        dialog = CodeDialog(self, code, lambda: self.services.print_paper(sheet))
        dialog.finished.connect(lambda _how: self.say(texts.CODE_MADE))
        self._show_dialog(dialog)

    def _do(self, job: Callable[[], None], done: str) -> None:
        def finished(_result: None) -> None:
            self.say(done)
            self.come_up()

        self.run_job(job, finished)

    def _open(self, dialog: AskDialog, submit: Callable[[], None]) -> None:
        dialog.submitted.connect(submit)
        self._show_dialog(dialog)

    def _show_dialog(self, dialog: AskDialog | CodeDialog) -> None:
        self.open_dialog = dialog
        dialog.finished.connect(lambda _how: self._let_go(dialog))
        dialog.open()

    def _let_go(self, dialog: AskDialog | CodeDialog) -> None:
        dialog.deleteLater()
        if self.open_dialog is dialog:
            self.open_dialog = None

    def _submit(self, dialog: AskDialog, job: Callable[[], None], done: str) -> None:
        def finished(_result: None) -> None:
            dialog.accept()
            self.say(done)
            self.come_up()

        dialog.show_busy()
        self.run_job(job, finished, failed=lambda error: dialog.show_problem(explain(error)))


def _alone(button: QWidget) -> Bar:
    """A button as wide as its words."""
    bar = Bar()
    bar.flow.addWidget(button)
    return bar
