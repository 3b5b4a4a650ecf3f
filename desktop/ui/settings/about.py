"""What the program is, where its data lies, and whether the register is sound."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from desktop.store.checking import Finding
from desktop.ui.registers.bar import Bar
from desktop.ui.settings.said import said_moment
from desktop.ui.settings.section import Section, column_of
from desktop.ui.settings.services import SettingsServices
from desktop.ui.tasks import CancelToken, Lane, Report, TaskRunner
from desktop.ui.texts import settings as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import secondary
from desktop.ui.widgets.cards import Card, Sign
from desktop.ui.widgets.labels import label, set_role


class AboutSection(Section):
    """Version, commune, data folder, and the check of the register."""

    def __init__(self, services: SettingsServices, runner: TaskRunner) -> None:
        super().__init__(services, runner)
        facts = services.facts
        self.folder = label(str(facts.data_folder))
        self.folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy_button, self.check_button = secondary(texts.COPY_PATH, "file"), secondary(texts.CHECK, "good")
        self.result, self.checked_at = label(""), label("", "muted")
        self._sign = Sign("good", "good", 24)
        column = column_of(self)
        card = Card(texts.PROGRAM, hint=texts.ABOUT)
        province = facts.province[:1].lower() + facts.province[1:]
        commune = texts.COMMUNE_OF.format(commune=facts.commune, province=province)
        for words, fact in ((texts.VERSION, label(facts.version)), (texts.COMMUNE, label(commune))):
            card.body.addSpacing(tokens.XS)
            card.body.addWidget(label(words, "muted"))
            card.body.addWidget(fact)
        if facts.is_demo:
            card.body.addWidget(label(texts.DEMO, "attention"))
        column.addWidget(card)
        card, bar = Card(texts.FOLDER), Bar()
        card.body.addWidget(self.folder)
        bar.flow.addWidget(self.copy_button)
        card.body.addWidget(bar)
        column.addWidget(card)
        card, bar = Card(texts.CHECK_HEADING, hint=texts.CHECK_HINT), Bar()
        bar.flow.addWidget(self.check_button)
        card.body.addWidget(bar)
        said = QHBoxLayout()
        said.setSpacing(tokens.S)
        said.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.result, 1)
        card.body.addLayout(said)
        card.body.addWidget(self.checked_at)
        column.addWidget(card)
        column.addStretch(1)
        for widget in (self._sign, self.result, self.checked_at):
            widget.hide()
        self.copy_button.clicked.connect(self.copy_path)
        self.check_button.clicked.connect(self.check)

    def copy_path(self) -> None:
        """Put the data folder's path on the clipboard."""
        QGuiApplication.clipboard().setText(str(self.services.facts.data_folder))
        self.say(texts.PATH_COPIED)

    def check(self) -> None:
        """Go through the whole register in the background, and say what was found."""
        self._set_busy(True)
        task = self.runner.prepare(partial(_check, self.services), Lane.OTHER)
        task.succeeded.connect(self._show_findings)
        task.failed.connect(self._take_failure)
        self.working.emit(task, texts.CHECKING)
        self.runner.start(task)

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        self._set_busy(False)
        tone = "stop" if findings else "good"
        self._sign.show_sign(tone, tone)
        set_role(self.result, tone)
        self.result.setText(found_words(findings))
        self.checked_at.setText(texts.CHECKED_AT.format(when=said_moment(datetime.now())))
        for widget in (self._sign, self.result, self.checked_at):
            widget.show()

    def _take_failure(self, error: BaseException) -> None:
        self._set_busy(False)
        self.say_problem(error)

    def _set_busy(self, busy: bool) -> None:
        self.check_button.setEnabled(not busy)
        self.check_button.setText(texts.CHECKING if busy else texts.CHECK)


def found_words(findings: Sequence[Finding]) -> str:
    """What a check came to, naming nobody."""
    if not findings:
        return texts.CHECK_GOOD
    counts = Counter(texts.CHECK_KINDS.get(finding.code, texts.CHECK_OTHER) for finding in findings)
    kinds = ", ".join(texts.CHECK_KIND.format(count=count, kind=kind) for kind, count in counts.most_common())
    return texts.CHECK_BAD.format(count=len(findings), kinds=kinds)


def _check(services: SettingsServices, _report: Report, _token: CancelToken) -> Sequence[Finding]:
    return services.check()
