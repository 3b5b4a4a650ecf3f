"""The first run: four calm steps with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from desktop.ui.helpdesk.check_list import FirstChecks
from desktop.ui.start.calm import CalmPage
from desktop.ui.start.steps import BackupStep, CommuneStep, PasswordStep, PersonStep, Step
from desktop.ui.start.values import BackupPlace, FirstRun, FirstRunDraft
from desktop.ui.texts import start as texts
from desktop.ui.widgets.buttons import primary, quiet
from desktop.ui.widgets.labels import label, set_role

if TYPE_CHECKING:
    from desktop.helpdesk.checks import Check


class Wizard(CalmPage):
    """Asks what a new register needs; makes nothing itself.

    Args:
        recovery_code: A fresh one, shown on the sheet and handed back with the rest.
        places: Folders offered for backups.
        asked_group: Which group of the code she types to prove that she holds it, from 1.

    Signals:
        finished: A `FirstRun`.
        sheet_wanted: "print" or "save", and the `FirstRunDraft` so far.
        draft_changed: A `FirstRunDraft` to be kept for the next start.
    """

    finished = Signal(object)
    sheet_wanted = Signal(str, object)
    draft_changed = Signal(object)

    def __init__(
        self,
        recovery_code: str,
        places: Sequence[BackupPlace] = (),
        *,
        draft: FirstRunDraft | None = None,
        asked_group: int = 3,
    ) -> None:
        super().__init__(texts.WELCOME)
        draft = draft or FirstRunDraft()
        self._code = recovery_code
        self.commune = CommuneStep(draft.commune_code, draft.commune_name)
        self.person = PersonStep(draft.user_name, draft.role)
        self.password = PasswordStep(recovery_code, asked_group)
        self.backup = BackupStep(places, draft.backup_folder)
        self.steps: tuple[Step, ...] = (self.commune, self.person, self.password, self.backup)
        self._at = 0
        self.count = label("", "muted")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, len(self.steps))
        self.problem = label("", "stop")
        self.checks = FirstChecks()
        self.back, self.next = quiet(texts.BACK), primary(texts.NEXT)
        self._build()
        self.go_to(self._first_open_step(draft))

    def _build(self) -> None:
        body = self.card.body
        body.addWidget(self.count)
        body.addWidget(self.progress)
        for step in self.steps:
            body.addWidget(step, 1)
            if step is self.commune:
                body.addWidget(self.checks)
            step.changed.connect(self._keep)
            step.entered.connect(self._go_on)
        body.addWidget(self.problem)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.next)
        body.addLayout(row)
        self.back.clicked.connect(lambda: self.go_to(self._at - 1))
        self.next.clicked.connect(self._go_on)
        self.password.sheet_wanted.connect(lambda how: self.sheet_wanted.emit(how, self.draft()))

    def draft(self) -> FirstRunDraft:
        """How far it is."""
        return FirstRunDraft(
            self.commune.code, self.commune.name, self.person.name, self.person.role, self.backup.folder
        )

    def go_to(self, at: int) -> None:
        """Show a step, from 0."""
        self._at = at
        for number, step in enumerate(self.steps):
            step.setVisible(number == at)
        self.count.setText(texts.STEP_OF.format(step=at + 1, count=len(self.steps)))
        self.progress.setValue(at + 1)
        self.progress.setAccessibleName(self.count.text())
        self.checks.setVisible(at == 0 and bool(self.checks.sentences))
        self.back.setVisible(at > 0)
        last = at == len(self.steps) - 1
        self.next.setText(texts.FINISH if last else texts.NEXT)
        self.next.setAccessibleName(self.next.text())
        self.show_problem("")
        self.steps[at].setFocus()
        if self.steps[at].isVisible():
            self.steps[at].focusNextChild()

    @property
    def at(self) -> int:
        """The step on screen, from 0."""
        return self._at

    def show_problem(self, sentence: str) -> None:
        """Say why the register could not be made; everything typed is still there."""
        set_role(self.problem, "stop")
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.card.setEnabled(True)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Tell what wants seeing to on this computer, beside the first step; it holds nobody up."""
        self.checks.show_checks(checks)
        self.checks.setVisible(self._at == 0 and bool(self.checks.sentences))

    def show_busy(self) -> None:
        """The register is being made."""
        set_role(self.problem, "muted")
        self.problem.setText(texts.PREPARING)
        self.problem.show()
        self.card.setEnabled(False)

    def _first_open_step(self, draft: FirstRunDraft) -> int:
        if not draft.commune_code:
            return 0
        return 1 if not draft.user_name else 2

    def _keep(self) -> None:
        self.draft_changed.emit(self.draft())

    def _go_on(self) -> None:
        if not self.steps[self._at].check():
            return
        self._keep()
        if self._at < len(self.steps) - 1:
            self.go_to(self._at + 1)
            return
        self.finished.emit(
            FirstRun(
                commune_code=self.commune.code,
                commune_name=self.commune.name,
                user_name=self.person.name,
                role=self.person.role,
                password=self.password.pair.password,
                recovery_code=self._code,
                backup_folder=self.backup.folder or "",
            )
        )
