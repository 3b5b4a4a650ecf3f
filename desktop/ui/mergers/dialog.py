"""`MergeDialog`: several branches or hamlets become one; what moves is said before anything happens."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.models.names import fold
from desktop.models.record import Record
from desktop.models.sheets import sheet_of
from desktop.registers.mergers import Merger, Mergers
from desktop.registers.undo import Undone
from desktop.store.store import Store
from desktop.ui.mergers import jobs
from desktop.ui.mergers.jobs import Merged, MergeOrder
from desktop.ui.mergers.result import MergeResult
from desktop.ui.mergers.rows_list import RowsList
from desktop.ui.tasks import Latest, TaskRunner
from desktop.ui.texts import explain
from desktop.ui.texts import mergers as texts
from desktop.ui.texts import widgets as widget_texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.boxes import confirm, scrolling
from desktop.ui.widgets.buttons import primary, quiet
from desktop.ui.widgets.chosen import Choice
from desktop.ui.widgets.labels import label, set_role

_PAUSE_MS = 200
_NAMED = 3


class MergeDialog(QDialog):
    """Marks the rows, names the one that stays, counts, asks, merges, and can take it back.

    Args:
        chosen: Rows that are marked from the start.

    Signals:
        merged: The register changed: rows were merged, or a merger was taken back.
    """

    merged = Signal()

    def __init__(
        self, record: type[Record], store: Store, runner: TaskRunner, *, chosen: Sequence[UUID] = (),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._record, self._store, self._runner = record, store, runner
        self._one = sheet_of(record).one
        self._chosen = tuple(chosen)
        self._merger: Merger | None = None
        self._done: Merged | None = None
        self.confirm: Callable[..., bool] = confirm
        self.setWindowTitle(texts.TITLE.format(one=self._one))
        self.setModal(True)
        self._counting = Latest(runner, parent=self)
        self._counting.answered.connect(self._show_preview)
        self._counting.failed.connect(self._say_problem)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._count)
        self._build()
        self._lay_out()
        self._reading = Latest(runner, parent=self)
        self._reading.answered.connect(lambda rows: self.rows.show_rows(rows, self._chosen))
        self._reading.failed.connect(self._say_problem)
        self._reading.ask(lambda _report, _token: Mergers(store).choices(record))

    def _build(self) -> None:
        self.rows = RowsList(texts.WHICH.format(one=self._one), texts.FIND.format(one=self._one))
        self.marked = label("", "muted")
        self.into = Choice()
        self.into.setAccessibleName(texts.INTO.format(one=self._one))
        self.into.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.into.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.name = QLineEdit()
        self.name.setPlaceholderText(texts.NEW_NAME.format(one=self._one))
        self.name.setAccessibleName(texts.NEW_NAME.format(one=self._one))
        self.preview = label("")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.act_button, self.leave_button = primary(texts.DO, "move"), quiet(widget_texts.CANCEL)
        self.act_button.setEnabled(False)
        self.outcome = MergeResult()
        self.rows.changed.connect(self._take_marked)
        self.into.currentIndexChanged.connect(lambda _at: self._ask())
        self.name.textChanged.connect(lambda _text: self._ask())
        self.act_button.clicked.connect(self._decide)
        self.leave_button.clicked.connect(self.reject)
        self.outcome.undo_wanted.connect(self._take_back)
        self.outcome.closed.connect(self.accept)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, tokens.S, 0)
        column.setSpacing(tokens.S)
        which, into = (label(words.format(one=self._one), "strong") for words in (texts.WHICH, texts.INTO))
        which.setBuddy(self.rows.list)
        into.setBuddy(self.into)
        for widget in (label(texts.HINT, "muted"), which, self.rows, self.marked, into, self.into, self.name):
            column.addWidget(widget)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.act_button)
        asking = QWidget()
        outer = QVBoxLayout(asking)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.M)
        outer.addWidget(scrolling(inside), 1)
        outer.addWidget(self.preview)
        outer.addWidget(self.bar)
        outer.addLayout(buttons)
        self.stack = QStackedWidget()
        self.stack.addWidget(asking)
        self.stack.addWidget(self.outcome)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.XL, tokens.L, tokens.L, tokens.L)
        whole.setSpacing(tokens.M)
        whole.addWidget(label(texts.TITLE.format(one=self._one), "heading"))
        whole.addWidget(self.stack, 1)
        self.resize(min(1000, current().px(620)), min(720, current().px(580)))
        self.rows.list.setFocus()

    @property
    def order(self) -> MergeOrder | None:
        """What is asked for; None while something is missing."""
        rows = tuple(row_id for row_id, _ in self.rows.marked)
        into, name = self.into.currentData(), self._new_name
        if len(rows) < 2 or (into is None and (not name or self._is_taken(name))):
            return None
        return MergeOrder(self._record, rows, into, "" if into is not None else name)

    @property
    def _new_name(self) -> str:
        return " ".join(self.name.text().split())

    def _is_taken(self, name: str) -> bool:
        return fold(name) in {fold(other) for other in self.rows.names}

    def _take_marked(self) -> None:
        marked = self.rows.marked
        kept = self.into.currentData()
        self.into.blockSignals(True)
        self.into.clear()
        for row_id, name in marked:
            self.into.addItem(name, row_id)
        self.into.addItem(texts.NEW.format(one=self._one), None)
        self.into.setCurrentIndex(max(0, self.into.findData(kept)) if kept is not None else 0)
        self.into.blockSignals(False)
        if len(marked) > 1:
            words = texts.CHOSEN.format(count=len(marked), names=self._listed([name for _, name in marked]))
        elif marked:
            words = texts.CHOSEN_ONE.format(name=marked[0][1], one=self._one)
        else:
            words = texts.CHOSEN_NONE.format(one=self._one)
        self.marked.setText(words)
        self._ask()

    def _ask(self) -> None:
        enough = len(self.rows.marked) > 1
        makes_new = enough and self.into.currentData() is None
        self.into.setEnabled(enough)
        self.name.setVisible(makes_new)
        self._merger = None
        self._counting.forget()
        self._pause.stop()
        self.act_button.setEnabled(False)
        if self.order is not None:
            self._say(texts.COUNTING)
            self._pause.start()
        elif makes_new and self._new_name:
            self._say(texts.NAME_TAKEN.format(one=self._one, name=self._new_name), "attention")
        else:
            self._say(texts.NEW_NAME_NEEDED.format(one=self._one) if makes_new else "")

    def _count(self) -> None:
        if (order := self.order) is not None:
            self._counting.ask(partial(jobs.preview, self._store, order))

    def _show_preview(self, merger: Merger) -> None:
        self._merger = merger
        self._say(self._consequence(merger), "strong")
        self.act_button.setEnabled(True)

    def _consequence(self, merger: Merger) -> str:
        moves = texts.MOVES.format(what=merger.text, into=merger.into) if merger.moving else texts.MOVES_NOTHING
        return f"{moves} {texts.ENDS.format(names=self._listed(merger.ending), into=merger.into)}"

    def _listed(self, names: Sequence[str]) -> str:
        if len(names) <= _NAMED:
            return ", ".join(names)
        return texts.AND_MORE.format(names=", ".join(names[:_NAMED]), count=len(names) - _NAMED, one=self._one)

    def _decide(self) -> None:
        order, merger = self.order, self._merger
        if order is None or merger is None:
            return
        question = texts.QUESTION.format(ending=self._listed(merger.ending), into=merger.into)
        said = texts.LATER.format(said=self._consequence(merger))
        act = texts.ACT.format(count=len(merger.ending), one=self._one)
        if self.confirm(self, question, said, act):
            self._be_busy(texts.WORKING.format(into=merger.into))
            self._runner.run(partial(jobs.merge, self._store, order), self._show_done, self._say_problem)

    def _show_done(self, done: Merged) -> None:
        self._done = done
        self._be_busy("")
        merger = done.merger
        self.outcome.show_done(
            texts.DONE.format(ending=self._listed(merger.ending), into=merger.into),
            texts.DONE_MOVED.format(what=merger.text) if merger.moving else texts.MOVES_NOTHING,
        )
        self.stack.setCurrentWidget(self.outcome)
        self.outcome.close_button.setFocus()
        self.merged.emit()

    def _take_back(self) -> None:
        if self._done is not None:
            self.outcome.show_busy()
            job = partial(jobs.take_back, self._store, self._done.acts)
            self._runner.run(job, self._show_undone, lambda error: self.outcome.show_problem(explain(error)))

    def _show_undone(self, undone: Undone) -> None:
        self._done = None
        self.outcome.show_undone(texts.UNDONE_KEPT.format(kept=undone.kept) if undone.kept else texts.UNDONE)
        self.merged.emit()

    def _say_problem(self, error: BaseException) -> None:
        self._be_busy("")
        self._say(explain(error), "stop")

    def _be_busy(self, words: str) -> None:
        self.bar.setVisible(bool(words))
        for widget in (self.rows, self.into, self.name, self.leave_button):
            widget.setEnabled(not words)
        self.act_button.setEnabled(not words and self._merger is not None)
        if words:
            self._say(words)

    def _say(self, words: str, role: str = "muted") -> None:
        set_role(self.preview, role)
        self.preview.setText(words)

    # Qt overrides
    def reject(self) -> None:
        if self.bar.isHidden():  # a merger under way is not to be left alone
            super().reject()
