"""When the window locks, and who saw what."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.accounts.access_log import AccessAct
from desktop.models.numbers import group_digits
from desktop.ui.registers.bar import Bar
from desktop.ui.settings.access_table import AccessTable
from desktop.ui.settings.section import Section, column_of
from desktop.ui.settings.services import AccessLine, AccessQuery, SettingsServices, UserLine
from desktop.ui.tasks import Latest, TaskRunner
from desktop.ui.texts import settings as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.chosen import Choice
from desktop.ui.widgets.labels import label

_MINUTES = (5, 10, 15, 30, 60)


class SafetySection(Section):
    """The idle lock of this computer and its log of views and prints."""

    def __init__(self, services: SettingsServices, runner: TaskRunner) -> None:
        super().__init__(services, runner)
        self.minutes, self.who, self.act, self.since = Choice(), Choice(), Choice(), Choice()
        self.warning = label(texts.LOCK_WARNING, "attention")
        self.count = label("", "muted")
        self.table = AccessTable()
        self._people, self._lines = Latest(runner, parent=self), Latest(runner, parent=self)
        self._people.answered.connect(self._show_people)
        self._lines.answered.connect(self._show_lines)
        for waiting in (self._people, self._lines):
            waiting.failed.connect(self.say_problem)
        self._fill()
        self._lay_out()
        self.minutes.activated.connect(lambda _at: self._keep_minutes())
        for choice in (self.who, self.act, self.since):
            choice.activated.connect(lambda _at: self._ask())

    def _fill(self) -> None:
        for minutes in _MINUTES:
            self.minutes.addItem(texts.LOCK_MINUTES.format(minutes=minutes), minutes)
        self.minutes.addItem(texts.LOCK_NEVER, 0)
        self.who.addItem(texts.LOG_ANYBODY, None)
        self.act.addItem(texts.LOG_ANY_ACT, None)
        for act, words in texts.LOG_ACTS.items():
            self.act.addItem(words, act)
        for days, words in texts.LOG_PERIODS:
            self.since.addItem(words, days)
        self.since.setCurrentIndex(1)

    def _lay_out(self) -> None:
        column = column_of(self)
        card, bar = Card(texts.LOCK_HEADING, hint=texts.LOCK_HINT), Bar()
        bar.flow.addWidget(_named(texts.LOCK_AFTER, self.minutes))
        card.body.addWidget(bar)
        card.body.addWidget(self.warning)
        column.addWidget(card)
        card, bar = Card(texts.LOG_HEADING, hint=texts.LOG_HINT), Bar()
        for words, choice in (
            (texts.LOG_WHO, self.who), (texts.LOG_ACT, self.act), (texts.LOG_SINCE, self.since),
        ):  # fmt: skip
            bar.flow.addWidget(_named(words, choice))
        card.body.addWidget(bar)
        card.body.addWidget(self.count)
        card.body.addWidget(self.table, 100)
        card.body.addStretch(1)
        column.addWidget(card, 1)

    @property
    def query(self) -> AccessQuery:
        """What the log is narrowed to."""
        days = self.since.currentData()
        since = datetime.now().astimezone() - timedelta(days=days) if days else None
        act = self.act.currentData()
        return AccessQuery(since, self.who.currentData(), AccessAct(act) if act else None)

    def come_up(self) -> None:
        self._show_minutes()
        people = self.services.people
        self._people.ask(lambda _report, _token: people.listed())
        self._ask()

    def forget(self) -> None:
        self._show_lines(())
        while self.who.count() > 1:
            self.who.removeItem(1)

    def _keep_minutes(self) -> None:
        self.keep(idle_lock_minutes=self.minutes.currentData())
        self._show_minutes()

    def _show_minutes(self) -> None:
        minutes = self.services.settings().idle_lock_minutes
        if self.minutes.findData(minutes) < 0:
            self.minutes.insertItem(0, texts.LOCK_MINUTES.format(minutes=minutes), minutes)
        self.minutes.setCurrentIndex(self.minutes.findData(minutes))
        self.warning.setVisible(minutes == 0)

    def _show_people(self, users: Sequence[UserLine]) -> None:
        chosen = self.who.currentData()
        while self.who.count() > 1:
            self.who.removeItem(1)
        for user in users:
            self.who.addItem(user.full_name, user.id)
        self.who.setCurrentIndex(max(0, self.who.findData(chosen)))

    def _ask(self) -> None:
        query, access = self.query, self.services.access
        self._lines.ask(lambda _report, _token: access.lines(query))

    def _show_lines(self, lines: Sequence[AccessLine]) -> None:
        self.count.setText(texts.LOG_COUNT.format(count=group_digits(len(lines))) if lines else texts.LOG_EMPTY)
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))


def _named(words: str, choice: Choice) -> QWidget:
    """A choice with its name above it."""
    choice.setAccessibleName(words)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    name = label(words, "muted", wrap=False)
    name.setBuddy(choice)
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.XS)
    column.addWidget(name)
    column.addWidget(choice)
    return widget
