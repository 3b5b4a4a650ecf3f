"""After the meeting: who came, by the numbers of the signed roster or by ticks; who came uncalled; what was paid."""

from uuid import UUID

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHeaderView,
    QLineEdit,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.models.kinds import MONEY_VND
from desktop.models.meeting import Attendance
from desktop.models.record import fields_of
from desktop.registers.attendance_marks import Mark, marks_by_absence, marks_by_presence, read_numbers
from desktop.registers.meetings import Figures, OpenedMeeting
from desktop.ui.meetings.columns import Columns
from desktop.ui.meetings.lines_model import NAME, LinesModel
from desktop.ui.tasks import TaskRunner
from desktop.ui.texts import meetings as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.buttons import secondary
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.chosen import ReferenceEditor, ReferenceSource
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.inputs import editor_for
from desktop.ui.widgets.labels import label, set_role
from desktop.ui.widgets.lines import CountBox
from desktop.ui.widgets.suggest import Suggestion
from sync.errors import AppError

_PAUSE_MS = 1200
_TABLE_PX = 380
_MOST_DAYS = 60


class AfterStep(Card):
    """Attendance.

    Signals:
        marked: Line numbers with their new marks; ticks are gathered for a moment first.
        came: A person who was not called: her id, or None and a guest's name.
        allowances_wanted: Days and rate in đồng, for the list to sign.
    """

    marked = Signal(object)
    came = Signal(object, str)
    allowances_wanted = Signal(int, object)

    def __init__(self, runner: TaskRunner, references: ReferenceSource) -> None:
        super().__init__(texts.STEP_AFTER)
        self._pending: dict[int, Mark] = {}
        self._called = self._last = 0
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self.send_ticks)
        self.hint = label(texts.TAKE_AFTER, "muted")
        self.inside = Columns([self._build_numbers(runner, references), self._build_table()], narrowest=420)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.inside)
        self._switch_mode()

    def _build_numbers(self, runner: TaskRunner, references: ReferenceSource) -> QWidget:
        self.modes = QButtonGroup(self)
        self.by_absence, self.by_presence = QRadioButton(texts.ABSENT_MODE), QRadioButton(texts.PRESENT_MODE)
        self.by_absence.setChecked(True)
        modes = QWidget()
        flow = FlowLayout(modes)
        for button in (self.by_absence, self.by_presence):
            self.modes.addButton(button)
            flow.addWidget(button)
        self.numbers_name = label("")
        self.numbers = QLineEdit()
        self.numbers_name.setBuddy(self.numbers)
        self.numbers_hint = label("", "muted")
        self.problem = label("", "stop")
        self.problem.hide()
        self.apply_button = secondary(texts.APPLY_NUMBERS, "check")
        self.everybody = secondary(texts.EVERYBODY)
        self.share = label("", "heading")
        self.rest = label("", "muted")
        person = next(field for field in fields_of(Attendance) if field.key == "person_id")
        self.walk_in = ReferenceEditor(person, runner, references)
        self.walk_in.label.setText(texts.WALK_IN)
        self.walk_in.help.setText(texts.WALK_IN_HINT)
        self.walk_in.help.show()
        self.add_button = secondary(texts.ADD, "add")
        rate = next(field for field in fields_of(Attendance) if field.key == "allowance_vnd")
        self.rate = editor_for(rate)
        self.rate.label.setText(texts.ALLOWANCE)
        self.days = CountBox()
        self.days.setRange(1, _MOST_DAYS)
        self.days.setAccessibleName(texts.DAYS)
        self.allowances = secondary(texts.ALLOWANCES, "print")
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        for widget in (modes, self.numbers_name, self.numbers, self.numbers_hint, self.problem):
            column.addWidget(widget)
        column.addWidget(_row(self.apply_button, self.everybody))
        for widget in (self.share, self.rest, self.walk_in):
            column.addWidget(widget)
        column.addWidget(_row(self.add_button))
        column.addWidget(Columns([self.rate, _above(texts.DAYS, self.days)], narrowest=170))
        column.addWidget(_row(self.allowances))
        column.addStretch(1)
        self.modes.buttonToggled.connect(self._switch_mode)
        self.numbers.returnPressed.connect(self._apply)
        self.apply_button.clicked.connect(self._apply)
        self.everybody.clicked.connect(self._mark_everybody)
        self.walk_in.list.chosen.connect(self._take_known)
        self.add_button.clicked.connect(self._take_guest)
        self.allowances.clicked.connect(self._want_allowances)
        return box

    def _build_table(self) -> QWidget:
        self.model = LinesModel()
        self.model.marked.connect(self._note)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(texts.STEP_AFTER)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self._fit()
        return self.table

    def show_meeting(self, opened: OpenedMeeting | None) -> None:
        """Show the roster of a saved meeting; nothing can be marked before."""
        self._pending.clear()
        self.hint.setVisible(opened is None)
        self.inside.setVisible(opened is not None)
        lines = opened.lines if opened else ()
        self.model.show_lines(lines)
        self._last = max((line.position for line in lines), default=0)
        paid = next((line for line in lines if line.allowance_vnd), None)
        self.rate.set_value(paid.allowance_vnd if paid else None)
        with QSignalBlocker(self.days):
            self.days.setValue((paid.days if paid else 0) or 1)
        self.show_figures(opened.figures if opened else Figures())

    def show_figures(self, figures: Figures) -> None:
        """Say how many came."""
        self._called = figures.called
        self.share.setText(texts.PRESENT.format(share=figures.share) if figures.is_taken else texts.NOT_TAKEN)
        parts = [texts.REST.format(excused=figures.excused, absent=figures.absent)] if figures.is_taken else []
        parts += [texts.UNMARKED.format(count=figures.unmarked)] if figures.is_taken and figures.unmarked else []
        parts += [texts.WALK_INS.format(count=figures.walk_ins)] if figures.walk_ins else []
        self.rest.setText(". ".join(parts))
        self.rest.setVisible(bool(parts))

    def send_ticks(self) -> None:
        """Hand on the ticks gathered so far."""
        self._soon.stop()
        if self._pending:
            marks, self._pending = self._pending, {}
            self.marked.emit(marks)

    def _switch_mode(self) -> None:
        absent = self.by_absence.isChecked()
        name = texts.NUMBERS_ABSENT if absent else texts.NUMBERS_PRESENT
        self.numbers_name.setText(name)
        self.numbers.setAccessibleName(name)
        self.numbers.setPlaceholderText("3, 7p, 15-20" if absent else "1-12, 15")
        self.numbers_hint.setText(texts.NUMBERS_HINT if absent else texts.NUMBERS_HINT_PRESENT)

    def _apply(self) -> None:
        numbers = read_numbers(self.numbers.text(), self._last)
        if numbers.doubts:
            doubt = numbers.doubts[0]
            self._say(texts.WHY[doubt.why].format(piece=doubt.piece, last=self._last))
            return
        self._say("")
        rows = [line.position for line in self.model.lines if not line.is_walk_in]
        marks = marks_by_absence if self.by_absence.isChecked() else marks_by_presence
        self._pending.clear()
        self.marked.emit(dict(marks(numbers, rows)))

    def _mark_everybody(self) -> None:
        self.marked.emit({line.position: Mark.PRESENT for line in self.model.lines})

    def _note(self, position: int, mark: Mark) -> None:
        self._pending[position] = mark
        self._soon.start()

    def _take_known(self, picked: Suggestion) -> None:
        person: UUID = picked.data
        self.walk_in.set_value(None)
        self.came.emit(person, "")

    def _take_guest(self) -> None:
        name = " ".join(self.walk_in.text().split())
        if name:
            self.walk_in.set_value(None)
            self.came.emit(None, name)

    def _want_allowances(self) -> None:
        try:
            rate = self.rate.value()
        except AppError:
            rate = None
        if self.rate.check() and rate is not None:
            self.allowances_wanted.emit(self.days.value(), rate)
        elif rate is None and not self.rate.problem:
            self.rate.show_problem(MONEY_VND.hint)
            self.rate.setFocus()

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        set_role(self.numbers, "problem" if words else "", "state")

    def _fit(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(current().row_px)
        self.table.setFixedHeight(min(_TABLE_PX * 2, current().px(_TABLE_PX)))

    # Qt overrides
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "table"):
            self._fit()


def _row(*widgets: QWidget) -> QWidget:
    box = QWidget()
    flow = FlowLayout(box)
    for widget in widgets:
        flow.addWidget(widget)
    return box


def _above(name: str, field: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.XS)
    words = label(name)
    words.setBuddy(field)
    column.addWidget(words)
    column.addWidget(field)
    column.addStretch(1)
    return box
