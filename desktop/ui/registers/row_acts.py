"""What can be done with rows that are there: trash, restore, change many, undo, export; each says what it did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.models.numbers import group_digits
from desktop.models.sheets import Sheet, called
from desktop.registers.query import Query
from desktop.registers.undo import NothingToUndo, Undoable, Undone
from desktop.ui.frame.strip import Notice
from desktop.ui.registers.bulk_change import BulkDone, BulkOrder, change_many
from desktop.ui.registers.form_jobs import Saved
from desktop.ui.registers.services import RegisterServices
from desktop.ui.tasks import Cancelled, CancelToken, Lane, Report, TaskRunner
from desktop.ui.texts import explain
from desktop.ui.texts import registers as texts
from desktop.ui.widgets.boxes import confirm


@dataclass(frozen=True, slots=True)
class _Done:
    """What an act came to.

    Attributes:
        ids: The rows it was done to.
    """

    sentence: str
    ids: tuple[UUID, ...]
    undoable: Undoable | None


class RowActs(QObject):
    """Does things with the rows of one sheet, in the background.

    Signals:
        noticed: A `Notice`: what was done, or why it was not.
        changed: Rows are others now; the ids that the act was done to.
        working: A `Task` that may take a while, and what it does.
    """

    noticed = Signal(object)
    changed = Signal(object)
    working = Signal(object, str)

    def __init__(self, sheet: Sheet, services: RegisterServices, runner: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._sheet, self._services, self._runner, self._window = sheet, services, runner, window
        self.confirm: Callable[..., bool] = confirm

    def trash(self, numbers: Sequence[int], title: str) -> None:
        """Ask, and put rows into the trash.

        Args:
            title: The row's, where it is one.
        """
        what = self._words(len(numbers), title)
        act = texts.TRASH_ACT.format(what=what)
        if self.confirm(
            self._window, texts.TRASH_QUESTION.format(what=what), texts.TRASH_CONSEQUENCE, act, dangerous=True
        ):
            self._run(partial(_trash, self._services, self._sheet, tuple(numbers), texts.TRASHED.format(what=what)))

    def restore(self, numbers: Sequence[int], title: str) -> None:
        """Take rows out of the trash."""
        what = self._words(len(numbers), title)
        self._run(partial(_restore, self._services, self._sheet, tuple(numbers), texts.RESTORED.format(what=what)))

    def put_back(self, row_id: UUID, key: str, value: Any) -> None:
        """Give a field the value it once had."""
        self._run(partial(_put_back, self._services, self._sheet, row_id, key, value))

    def change_many(self, order: BulkOrder) -> None:
        """Give many rows the same value, as one act that can be taken back."""
        task = self._runner.prepare(partial(change_many, self._services, order))
        task.succeeded.connect(self._say_bulk)
        task.failed.connect(self.say_problem)
        self.working.emit(task, order.label)
        self._runner.start(task)

    def undo_last(self) -> None:
        """Take back what was done last, and name it."""
        self._runner.run(partial(_undo_last, self._services), self._say_undone, self.say_problem)

    def take_back(self, act: int) -> None:
        """Take back one act."""
        self._runner.run(partial(_take_back, self._services, act), self._say_undone, self.say_problem)

    def export(self, asked: Query | Sequence[int], count: int, path: Path) -> None:
        """Write the rows of a query, or of row numbers, to a file."""
        words = texts.COUNT.format(count=group_digits(count), one=self._sheet.one)
        done = texts.EXPORTED.format(count=words, file=path.name)
        task = self._runner.prepare(partial(_export, self._services, self._sheet, asked, path), Lane.OTHER)
        opening = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path)))
        task.succeeded.connect(lambda _: self.noticed.emit(Notice(done, "good", texts.OPEN_FILE, opening)))
        task.failed.connect(self.say_problem)
        self.working.emit(task, texts.EXPORTING.format(count=words))
        self._runner.start(task)

    def say_saved(self, saved: Saved) -> None:
        """Say what a form came to."""
        done = (texts.ADDED if saved.was_added else texts.SAVED).format(what=called(saved.sheet.one, saved.title))
        if saved.doubts:
            done = texts.SEE_AGAIN.format(done=done, doubts=" ".join(saved.doubts))
        self._say(_Done(done, (saved.id,), saved.undoable), "attention" if saved.doubts else "good")

    def say_problem(self, error: BaseException) -> None:
        """Word a failure."""
        self.noticed.emit(Notice(explain(error), "plain" if isinstance(error, Cancelled) else "stop"))

    def _words(self, count: int, title: str) -> str:
        if count == 1:
            return called(self._sheet.one, title)
        return texts.COUNT.format(count=group_digits(count), one=self._sheet.one)

    def _run(self, job: Callable[[Report, CancelToken], _Done]) -> None:
        self._runner.run(job, self._say, self.say_problem)

    def _say(self, done: _Done, tone: Any = "good") -> None:
        undoable = done.undoable
        if undoable is None:
            self.noticed.emit(Notice(done.sentence, tone))
        else:
            self.noticed.emit(Notice(done.sentence, tone, texts.UNDO, partial(self.take_back, undoable.act)))
        self.changed.emit(done.ids)

    def _say_bulk(self, done: BulkDone) -> None:
        if not done.changed:
            self.noticed.emit(Notice(texts.BULK_NONE))
            return
        count = texts.COUNT.format(count=group_digits(done.changed), one=self._sheet.one)
        field, value = done.order.entry.field.label, done.order.words or texts.NOTHING
        self._say(_Done(texts.BULK_DONE.format(label=field, value=value, count=count), (), done.undoable))

    def _say_undone(self, undone: Undone) -> None:
        words = texts.UNDONE_KEPT if undone.kept else texts.UNDONE
        kept = group_digits(undone.kept)
        self._say(_Done(words.format(label=undone.label, kept=kept), (), None), "attention" if undone.kept else "good")


def _trash(
    services: RegisterServices, sheet: Sheet, numbers: Sequence[int], sentence: str, report: Report, token: CancelToken
) -> _Done:
    register = services.register(sheet)
    ids = register.ids(numbers)
    register.remove(ids)
    return _Done(sentence, tuple(ids), services.undo.last())


def _restore(
    services: RegisterServices, sheet: Sheet, numbers: Sequence[int], sentence: str, report: Report, token: CancelToken
) -> _Done:
    register = services.register(sheet)
    ids = register.ids(numbers)
    register.restore(ids)
    return _Done(sentence, tuple(ids), services.undo.last())


def _put_back(
    services: RegisterServices, sheet: Sheet, row_id: UUID, key: str, value: Any, report: Report, token: CancelToken
) -> _Done:
    register = services.register(sheet)
    opened = register.open(row_id)
    named = {"label": sheet.field(key).field.label, "title": opened.title}
    register.save(opened, {key: value}, label=texts.PUT_BACK_LABEL.format(**named))
    return _Done(texts.PUT_BACK_DONE.format(**named), (row_id,), services.undo.last())


def _undo_last(services: RegisterServices, report: Report, token: CancelToken) -> Undone:
    last = services.undo.last()
    if last is None:
        raise NothingToUndo
    return services.undo.take_back(last.act)


def _take_back(services: RegisterServices, act: int, report: Report, token: CancelToken) -> Undone:
    return services.undo.take_back(act)


def _export(
    services: RegisterServices,
    sheet: Sheet,
    asked: Query | Sequence[int],
    path: Path,
    report: Report,
    token: CancelToken,
) -> Any:
    rows = asked if isinstance(asked, Query) else services.register(sheet).ids(asked)
    token.check()
    return services.export(sheet, rows, path)
