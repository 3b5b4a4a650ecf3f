"""This computer: is it fit, does everything work, and a file for whoever helps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.ui.helpdesk.check_list import CheckList
from desktop.ui.registers.bar import Bar
from desktop.ui.settings.section import Section, column_of
from desktop.ui.settings.services import SettingsServices
from desktop.ui.tasks import CancelToken, Lane, Latest, Progress, Report, TaskRunner
from desktop.ui.texts import helpdesk as texts
from desktop.ui.widgets.boxes import bring_into_sight
from desktop.ui.widgets.buttons import primary, secondary
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import label, set_role

if TYPE_CHECKING:
    from desktop.helpdesk.checks import Check
    from desktop.ui.helpdesk.report import Report as TestReport


class MachineSection(Section):
    """The checks of this computer, the self-test, the support file."""

    def __init__(self, services: SettingsServices, runner: TaskRunner) -> None:
        super().__init__(services, runner)
        self.ask_file: Callable[[str], str] = self._ask_file
        self.report: TestReport | None = None
        self.looking = label(texts.LOOKING, "muted")
        self.checks = CheckList()
        self.again_button = secondary(texts.LOOK_AGAIN, "refresh")
        self.test_button, self.copy_button = primary(texts.TEST, "good"), secondary(texts.TEST_COPY, "file")
        self.result, self.code, self.lines = label("", "strong"), label("", "heading"), label("")
        self.save_button = secondary(texts.FILE_SAVE, "file")
        self._looks = Latest(runner, Lane.OTHER, self)
        self._looks.answered.connect(self._show_checks)
        self._looks.failed.connect(self.say_problem)
        self._lay_out()
        self.again_button.clicked.connect(self.come_up)
        self.test_button.clicked.connect(self.test)
        self.copy_button.clicked.connect(self.copy_report)
        self.save_button.clicked.connect(self.save)

    def _lay_out(self) -> None:
        column = column_of(self, texts.MACHINE_HINT)
        card, bar = Card(texts.MACHINE_HEADING), Bar()
        card.body.addWidget(self.looking)
        card.body.addWidget(self.checks)
        bar.flow.addWidget(self.again_button)
        card.body.addWidget(bar)
        column.addWidget(card)
        card, bar = Card(texts.TEST_HEADING, hint=texts.TEST_HINT), Bar()
        bar.flow.addWidget(self.test_button)
        bar.flow.addWidget(self.copy_button)
        card.body.addWidget(bar)
        for line in (self.result, self.code, self.lines):
            line.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            card.body.addWidget(line)
            line.hide()
        self.copy_button.hide()
        column.addWidget(card)
        card, bar = Card(texts.FILE_HEADING, hint=texts.FILE_HINT), Bar()
        bar.flow.addWidget(self.save_button)
        card.body.addWidget(bar)
        column.addWidget(card)
        column.addStretch(1)

    def come_up(self) -> None:
        """Look at this computer anew."""
        machine = self.services.machine
        self.looking.setVisible(not self.checks.sentences)
        self._looks.ask(lambda _report, _token: machine.look())

    def test(self) -> None:
        """Try everything in the background, and show the steps."""
        machine = self.services.machine
        self._set_testing(True)

        def job(report: Report, token: CancelToken) -> TestReport:
            done: list[str] = []

            def began(what: str, count: int) -> None:
                token.check()
                report(Progress(len(done), count, texts.TEST_STEP.format(what=what)))
                done.append(what)

            return machine.test(began)

        task = self.runner.prepare(job, Lane.OTHER)
        task.succeeded.connect(self._show_report)
        task.finished.connect(lambda: self._set_testing(False))
        self.working.emit(task, texts.TESTING)
        self.runner.start(task)

    def copy_report(self) -> None:
        """Put the whole report on the clipboard."""
        if self.report is not None:
            QGuiApplication.clipboard().setText(self.report.text(self.services.facts.version, datetime.now()))
            self.say(texts.TEST_COPIED)

    def save(self) -> None:
        """Ask where, and save the support file there."""
        from desktop.helpdesk.support_file import SUFFIX, file_name

        chosen = self.ask_file(file_name(datetime.now()))
        if not chosen:
            return
        path = Path(chosen) if chosen.lower().endswith(SUFFIX) else Path(chosen + SUFFIX)
        machine, report = self.services.machine, self.report
        self.save_button.setEnabled(False)
        task = self.runner.prepare(lambda _report, _token: machine.save(path, report), Lane.OTHER)
        task.succeeded.connect(lambda _nothing: self.say(texts.FILE_SAVED.format(file=path)))
        task.finished.connect(lambda: self.save_button.setEnabled(True))
        self.working.emit(task, texts.FILE_WORKING)
        self.runner.start(task)

    def _show_checks(self, checks: Sequence[Check]) -> None:
        self.looking.hide()
        self.checks.show_checks(checks)

    def _show_report(self, report: TestReport) -> None:
        self.report = report
        set_role(self.result, "good" if report.ok else "stop")
        self.result.setText(report.sentence)
        self.code.setText(texts.SPOKEN.format(code=report.code))
        self.lines.setText("\n".join(line.strip() for line in report.lines))
        for widget in (self.result, self.code, self.lines, self.copy_button):
            widget.show()
        self._show_checks(report.checks)
        bring_into_sight(self.lines)
        bring_into_sight(self.result)  # where not all has room, the sentence and the code count

    def _set_testing(self, testing: bool) -> None:
        self.test_button.setEnabled(not testing)
        self.test_button.setText(texts.TESTING if testing else texts.TEST)

    def _ask_file(self, proposed: str) -> str:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, texts.FILE_DIALOG, str(Path.home() / proposed), texts.FILE_KINDS
        )
        return chosen
