"""Backups: now, by themselves, and back again."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel

from desktop.models.numbers import group_digits
from desktop.ui.registers.bar import Bar
from desktop.ui.settings.restore import RestoreDialog
from desktop.ui.settings.said import said_moment, said_size
from desktop.ui.settings.section import Section, column_of
from desktop.ui.settings.services import BackupLine, RestoreOrder, SettingsServices, Told
from desktop.ui.tasks import CancelToken, Lane, Latest, Progress, Report, TaskRunner
from desktop.ui.texts import explain
from desktop.ui.texts import settings as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import primary, secondary
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import label

_SHOWN = 8


class BackupSection(Section):
    """Makes a backup where she wants it, lists those there are, and leads back to one.

    Signals:
        backed_up: A backup was made.
        restore_wanted: A proved `RestoreOrder`.
    """

    backed_up = Signal()
    restore_wanted = Signal(object)

    def __init__(self, services: SettingsServices, runner: TaskRunner) -> None:
        super().__init__(services, runner)
        self.ask_folder: Callable[[str], str] = self._ask_folder
        self.ask_file: Callable[[str], str] = self._ask_file
        self.dialog: RestoreDialog | None = None
        self.place = label("", "strong")
        self.choose_button = secondary(texts.BACKUP_CHOOSE, "folder")
        self.now_button = primary(texts.BACKUP_NOW, "backup")
        self.restore_button = secondary(texts.RESTORE, "history")
        self.empty = label(texts.LIST_EMPTY, "muted")
        self._grid = QGridLayout()
        self._cells: list[QLabel] = []
        self._reading = Latest(runner, Lane.OTHER, self)
        self._reading.answered.connect(self._show)
        self._reading.failed.connect(self.say_problem)
        self._lay_out()
        self.choose_button.clicked.connect(self.choose_place)
        self.now_button.clicked.connect(self.back_up)
        self.restore_button.clicked.connect(self.choose_backup)

    def _lay_out(self) -> None:
        column = column_of(self)
        card, bar = Card(texts.BACKUP_HEADING, hint=texts.BACKUP_HINT), Bar()
        card.body.addWidget(label(texts.BACKUP_PLACE))
        card.body.addWidget(self.place)
        bar.flow.addWidget(self.now_button)
        bar.flow.addWidget(self.choose_button)
        card.body.addWidget(bar)
        column.addWidget(card)
        card = Card(texts.LIST_HEADING)
        self._grid.setHorizontalSpacing(tokens.XL)
        self._grid.setVerticalSpacing(tokens.S)
        self._grid.setColumnStretch(2, 1)
        card.body.addWidget(self.empty)
        card.body.addLayout(self._grid)
        column.addWidget(card)
        column.addWidget(Card(texts.AUTOMATIC_HEADING, hint=texts.AUTOMATIC_SAYS))
        card, bar = Card(texts.RESTORE_HEADING, hint=texts.RESTORE_HINT), Bar()
        if self.services.rights.restore:
            bar.flow.addWidget(self.restore_button)
            card.body.addWidget(bar)
        else:
            card.body.addWidget(label(texts.RESTORE_CHAIR, "muted"))
        column.addWidget(card)
        column.addStretch(1)

    def come_up(self) -> None:
        place, backups = self.services.settings().backup_folder, self.services.backups
        self.place.setText(place or texts.BACKUP_NO_PLACE)
        choose = texts.BACKUP_CHOOSE_OTHER if place else texts.BACKUP_CHOOSE
        self.choose_button.setText(choose)
        self.choose_button.setAccessibleName(choose)
        self._reading.ask(lambda _report, _token: backups.listed(place))

    def forget(self) -> None:
        if self.dialog is not None:
            self.dialog.done(0)

    def choose_place(self) -> bool:
        """Ask for the folder or stick that backups go to; False where none was chosen."""
        chosen = self.ask_folder(self.services.settings().backup_folder)
        if not chosen or not self.keep(backup_folder=chosen):
            return False
        self.come_up()
        return True

    def back_up(self) -> None:
        """Make a backup in the place that was chosen, asking for one first where there is none."""
        if not self.services.settings().backup_folder and not self.choose_place():
            return
        place, backups = Path(self.services.settings().backup_folder), self.services.backups
        self.now_button.setEnabled(False)
        task = self.runner.prepare(partial(_make, backups.make, place), Lane.OTHER)
        task.succeeded.connect(self._take_made)
        task.failed.connect(self._take_failure)
        self.working.emit(task, texts.BACKUP_WORKING)
        self.runner.start(task)

    def choose_backup(self) -> None:
        """Ask which backup, and how it is opened."""
        if chosen := self.ask_file(self.services.settings().backup_folder):
            self.look_into(Path(chosen))

    def look_into(self, file: Path) -> None:
        """Say what a backup is, and ask how it is opened."""
        self.run_job(partial(self.services.backups.look, file), self._ask_how, lane=Lane.OTHER)

    def _ask_how(self, backup: BackupLine) -> None:
        dialog, backups = RestoreDialog(self, backup), self.services.backups

        def submit() -> None:
            order = dialog.order
            dialog.show_busy()
            self.run_job(
                lambda: backups.prove(order, lambda _done, _total: None), partial(self._confirm, dialog, order),
                lane=Lane.OTHER, failed=lambda error: dialog.show_problem(explain(error)),
            )  # fmt: skip

        dialog.submitted.connect(submit)
        dialog.finished.connect(lambda _how: self._let_go())
        self.dialog = dialog
        dialog.open()

    def _confirm(self, dialog: RestoreDialog, order: RestoreOrder, rows: int) -> None:
        when = said_moment(dialog.backup.made)
        dialog.accept()
        says = texts.RESTORE_CONSEQUENCE.format(rows=group_digits(rows), when=when)
        if self.confirm(self, texts.RESTORE_QUESTION.format(when=when), says, texts.RESTORE_DO, dangerous=True):
            self.restore_wanted.emit(order)

    def _let_go(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _take_made(self, made: BackupLine) -> None:
        self.now_button.setEnabled(True)
        self.say(texts.BACKUP_DONE.format(file=made.path.name))
        self.come_up()
        self.backed_up.emit()

    def _take_failure(self, error: BaseException) -> None:
        self.now_button.setEnabled(True)
        self.say_problem(error)

    def _show(self, backups: Sequence[BackupLine]) -> None:
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        self.empty.setVisible(not backups)
        for line in backups[:_SHOWN]:
            where = texts.AUTOMATIC if line.is_automatic else texts.BY_HAND.format(folder=line.path.parent)
            self._add_line(said_moment(line.made), said_size(line.size_bytes), where)
        if len(backups) > _SHOWN:
            self._add_line(texts.LIST_MORE.format(count=len(backups) - _SHOWN), "", "")

    def _add_line(self, *words: str) -> None:
        row = self._grid.rowCount()
        for at, text in enumerate(words):
            cell = label(text, "muted" if at == 2 else "", wrap=at == 2)
            self._cells.append(cell)
            self._grid.addWidget(cell, row, at)

    def _ask_folder(self, start: str) -> str:
        return QFileDialog.getExistingDirectory(self, texts.BACKUP_DIALOG, start)

    def _ask_file(self, start: str) -> str:
        return QFileDialog.getOpenFileName(self, texts.RESTORE_DIALOG, start, texts.RESTORE_FILES)[0]


def _make(make: Callable[[Path, Told], BackupLine], place: Path, report: Report, token: CancelToken) -> BackupLine:
    def told(_done: int, _total: int) -> None:
        token.check()

    report(Progress(0, 0, texts.BACKUP_WORKING))
    return make(place, told)
