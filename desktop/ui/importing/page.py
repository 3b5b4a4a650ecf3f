"""The import page: four steps, one list at a time."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout

from desktop.importing.outcome import Outcome, Waiting
from desktop.importing.understand import Reading
from desktop.models.sheets import Sheet
from desktop.registers.query import Query
from desktop.registers.undo import Undone
from desktop.ui.frame.pages import Page
from desktop.ui.frame.strip import Notice
from desktop.ui.importing import jobs
from desktop.ui.importing.column_step import ColumnStep
from desktop.ui.importing.drop_zone import dropped_file
from desktop.ui.importing.file_step import FileStep
from desktop.ui.importing.fix_dialog import FixDialog
from desktop.ui.importing.foot import Foot, at_columns, at_file, at_review
from desktop.ui.importing.import_list import ImportList, held_back
from desktop.ui.importing.jobs import OpenedList
from desktop.ui.importing.result_step import ResultStep, ids_of
from desktop.ui.importing.review import Review
from desktop.ui.importing.review_step import ReviewStep
from desktop.ui.importing.services import ImportServices, RowsWanted
from desktop.ui.importing.step_frame import StepFrame
from desktop.ui.importing.work import Work
from desktop.ui.tasks import Cancelled, Lane, TaskRunner
from desktop.ui.texts import explain
from desktop.ui.texts import import_page as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.boxes import confirm

FILE, COLUMNS, REVIEW, RESULT = range(4)
NEW_MEETING = "meeting:new"
_PAUSE_MS = 400
_LOWEST = 240
_TITLES = {"added": texts.ROWS_ADDED, "updated": texts.ROWS_UPDATED, "unchanged": texts.ROWS_UNCHANGED}


class ImportPage(Page):
    """A list from the file to the register; nothing is stored before she presses the button that says so.

    Signals:
        stored: The register has changed: an import was stored or taken back.
        rows_wanted: A `RowsWanted`; she clicked a figure of the result.
    """

    stored = Signal()
    rows_wanted = Signal(object)

    def __init__(self, services: ImportServices, runner: TaskRunner) -> None:
        super().__init__()
        self._services = services
        self._path: Path | None = None
        self._list: ImportList | None = None
        self._review: Review | None = None
        self._reviewed: Reading | None = None
        self._outcome: Outcome | None = None
        self._news = self._trouble = ""
        self.files, self.columns = FileStep(services.sheets), ColumnStep()
        self.review, self.result = ReviewStep(), ResultStep()
        self.frame = StepFrame((self.files, self.columns, self.review, self.result))
        self.work = Work(runner, self.frame.busy)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.M)
        column.addWidget(self.frame)
        self.setAcceptDrops(True)
        self._connect()
        self._add_action(texts.ACTION_CHOOSE, "Ctrl+O", self.choose_file)
        self._add_action(texts.ACTION_NEXT, "Ctrl+Return", self.frame.next_button.click)
        self.start_over()

    def _connect(self) -> None:
        self.frame.chosen.connect(self._go_back)
        self.frame.went_on.connect(self._go_on)
        self.files.file_wanted.connect(self.choose_file)
        self.files.register_chosen.connect(self._change_register)
        self.files.sheets_ticked.connect(self._tick)
        self.columns.target_chosen.connect(self._choose_target)
        self.review.decided.connect(self._say_decided)
        self.review.fix_wanted.connect(self._fix)
        self.result.rows_wanted.connect(self._show_rows)
        self.result.undo_wanted.connect(self._take_back)
        self.result.roster_wanted.connect(lambda: self.went.emit(NEW_MEETING))
        self.result.another_wanted.connect(self.choose_another)
        self.work.changed.connect(self._say)
        self._pause.timeout.connect(self._try_out)

    def _add_action(self, words: str, keys: str, act: object) -> None:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        self.addAction(action)

    @property
    def is_waiting(self) -> bool:
        """Whether something is still to be heard or done."""
        return self.work.is_busy or self._pause.isActive()

    # The page among the others

    def come_up(self) -> None:
        """The register may have changed while she was elsewhere: match anew."""
        self._focus()
        if self.frame.current == REVIEW and not self.work.is_busy:
            self._try_out()

    def forget(self) -> None:
        """Keep nothing on screen."""
        self.start_over()

    def start_over(self) -> None:
        """Wait for a file."""
        self.work.forget()
        self._list = self._review = self._reviewed = self._outcome = self._path = None
        self.files.start_over()
        self.columns.clear()
        self.review.clear()
        self._show_step(FILE)

    # 1 the file

    def choose_file(self) -> None:
        """Let her pick a file."""
        path = None if self.work.must_hear else self._services.choose_file(self)
        if path is not None:
            self.open_file(path)

    def choose_another(self) -> None:
        """Begin anew, with another file."""
        self.start_over()
        self.choose_file()

    def open_file(self, path: Path) -> None:
        """Read a file, unless she would rather keep what she decided about the one before."""
        if self.work.must_hear:
            return
        if self._is_decided() and not confirm(
            self,
            texts.DROP_LIST,
            texts.DROP_LIST_SO.format(file=self._list.name if self._list else ""),
            texts.DROP_LIST_ACT,
        ):
            return
        self.start_over()
        self._path = path
        job = partial(jobs.open_list, path, self.files.sheet)
        what = texts.READING.format(file=path.name)
        self.work.do(job, self._take_opened, partial(self._explain_file, path), what=what, lane=Lane.OTHER)

    def _is_decided(self) -> bool:
        return self._review is not None and bool(self._review.decisions) and self.frame.current != RESULT

    def _take_opened(self, opened: OpenedList) -> None:
        self.files.show_opened(opened)
        self._list = ImportList(self.files.sheet, opened, opened.reading.mapping, self.files.ticked, opened.reading)
        self._say()
        self.frame.next_button.setFocus()

    def _explain_file(self, path: Path, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self.frame.say(explain(error))
            return
        self.files.show_failure(path, error)
        self.files.drop_zone.button.setFocus()

    def _change_register(self, _sheet: Sheet) -> None:
        if self._path is not None:
            self.open_file(self._path)

    def _tick(self, names: frozenset[str]) -> None:
        if self._list is not None:
            self._list.tick(names)
            self._say()

    # 2 the columns

    def _choose_target(self, sheet: str, position: int, key: str | None) -> None:
        assert self._list is not None
        before = self._list.choose(sheet, position, key)
        self.columns.refresh(self._list.mapping)
        self._news = ""
        if before and key is not None:
            now = next(one for one in self._list.mapping.sheets if one.sheet == sheet).columns[position].letters
            self._news = texts.MOVED.format(target=self._list.sheet.field(key).field.label, now=now, before=before)
        self._read_again()

    def _read_again(self) -> None:
        assert self._list is not None
        self._trouble = ""
        if (missing := self._list.missing) is not None:
            self.work.forget()
            self._trouble = texts.NAME_NEEDED.format(label=missing.label, lower=missing.label.lower())
            self._say()
            return
        job = partial(jobs.understand_as, self._list.book, self._list.sheet, self._list.wanted)
        self.work.do(job, self._take_reading, self._explain_columns, what=texts.READING_AGAIN, lane=Lane.OTHER)

    def _take_reading(self, reading: Reading) -> None:
        assert self._list is not None
        self._list.reading = reading
        self._say()

    def _explain_columns(self, error: BaseException) -> None:
        self._trouble = explain(error)

    # 3 the review

    def _begin_review(self, reading: Reading) -> None:
        assert self._list is not None
        self._reviewed = self._list.reading
        self._review = Review(self._list.sheet, reading, self._services.today())
        self.review.show_review(self._review)

    def _say_decided(self) -> None:
        self.work.forget()
        self._pause.start()
        self._say()

    def _fix(self, waiting: Waiting) -> None:
        assert self._list is not None
        assert self._review is not None
        written = partial(jobs.as_written, self._list.book, self._list.mapping, waiting.place)
        dialog = FixDialog(self, self._list.sheet, waiting, written, self._services.today())
        if dialog.exec() == FixDialog.DialogCode.Accepted:
            self._review.correct(waiting.place, dialog.values)
            self.review.doubts.refresh(waiting.place)
            self._say_decided()

    def _try_out(self) -> None:
        if self._review is None or self.frame.current != REVIEW:
            return
        review = self._review
        job = partial(jobs.try_out, self._services.storing, review.sheet, review.reading, dict(review.decisions))
        self.work.do(job, self._take_trial, self._explain_storing, what=texts.TRYING)

    def _take_trial(self, outcome: Outcome) -> None:
        assert self._review is not None
        is_first = self._review.outcome is None
        self._review.take(outcome)
        self.review.show_review(self._review)
        self._say()
        if is_first and self._review.open_count:
            self.review.doubts.go_to_first_open()
        elif is_first:
            self.frame.next_button.setFocus()

    def _store(self) -> None:
        assert self._review is not None
        assert self._list is not None
        self._pause.stop()
        review, label = self._review, texts.LABEL.format(file=self._list.name)
        job = partial(jobs.store, self._services.storing, review.sheet, review.reading, dict(review.decisions), label)
        self.review.setEnabled(False)
        self.work.do(job, self._take_stored, self._explain_storing, what=texts.STORING, must_hear=True)

    def _take_stored(self, outcome: Outcome) -> None:
        assert self._list is not None
        self._outcome = outcome
        self.result.show_outcome(outcome, self._list.name)
        self._show_step(RESULT)
        self.stored.emit()

    def _explain_storing(self, error: BaseException) -> None:
        self.review.setEnabled(True)
        self.noticed.emit(Notice(explain(error), "plain" if isinstance(error, Cancelled) else "stop"))

    # 4 the result

    def _show_rows(self, which: str) -> None:
        assert self._list is not None
        assert self._outcome is not None
        if which == "held":
            assert self._review is not None
            self._begin_review(held_back(self._review.reading, self._outcome))
            self._show_step(REVIEW)
            return
        ids = ids_of(self._outcome, which)
        title = _TITLES[which].format(file=self._list.name)
        self.rows_wanted.emit(RowsWanted(self._list.sheet, Query(only=ids), title))

    def _take_back(self) -> None:
        assert self._outcome is not None
        assert self._outcome.act is not None
        job = partial(jobs.take_back, self._services.undo, self._outcome.act)
        self.result.setEnabled(False)
        self.work.do(job, self._take_undone, self._explain_result, what=texts.TAKING_BACK, must_hear=True)

    def _take_undone(self, undone: Undone) -> None:
        self.result.setEnabled(True)
        self.result.show_undone(undone)
        self.frame.show_step(RESULT)
        self.result.another_button.setFocus()
        self.stored.emit()

    def _explain_result(self, error: BaseException) -> None:
        self.result.setEnabled(True)
        self.noticed.emit(Notice(explain(error), "plain" if isinstance(error, Cancelled) else "stop"))

    # From step to step

    def _go_on(self) -> None:
        match self.frame.current:
            case 0:
                self._show_step(COLUMNS)
            case 1:
                self._show_step(REVIEW)
            case 2:
                self._store()

    def _go_back(self, step: int) -> None:
        if step != self.frame.current and step >= FILE and not self.work.must_hear:
            self.work.forget()
            self._show_step(step)

    def _show_step(self, step: int) -> None:
        self.frame.show_step(step, back=step != RESULT)
        self.review.setEnabled(True)
        self._news = self._trouble = ""
        if step == COLUMNS and self._list is not None:
            self.columns.show_mapping(self._list.mapping, self._list.ticked, self._list.targets)
            if self._list.reading is None:
                self._read_again()
        elif step == REVIEW and self._list is not None and self._list.reading is not None:
            if self._reviewed is not self._list.reading:
                self._begin_review(self._list.reading)
            self._try_out()
        self._say()
        self._focus()

    def _focus(self) -> None:
        starts = {FILE: self.files.drop_zone.button, COLUMNS: self.frame.next_button, RESULT: self.result.roster_button}
        if self.frame.current in starts:
            starts[self.frame.current].setFocus()

    def _say(self) -> None:
        """What the line and the button at the bottom say now."""
        is_busy, foot = self.is_waiting, Foot()
        match self.frame.current:
            case 0:
                foot = at_file(self._list, is_busy=is_busy)
            case 1:
                foot = at_columns(self._list, news=self._news, trouble=self._trouble, is_busy=is_busy)
            case 2:
                foot = at_review(self._review, is_busy=is_busy)
        self.frame.offer(foot.button, enabled=foot.is_ready)
        self.frame.say(foot.status, "attention" if foot.needs_her else "muted")

    # Qt overrides
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), current().px(_LOWEST))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()
            self.files.drop_zone.show_hover(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.files.drop_zone.show_hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.files.drop_zone.show_hover(False)
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)
