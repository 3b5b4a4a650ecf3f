"""The form of any sheet: inputs from its declarations, rules judged as she goes."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from time import monotonic
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.fields import Privacy
from desktop.models.kinds import today
from desktop.models.record import Problem
from desktop.models.sheets import Sheet, SheetField
from desktop.registers.rows import Opened
from desktop.ui.registers.facts import grouped
from desktop.ui.registers.form_field import FormField
from desktop.ui.registers.form_groups import FormGroup, starts_closed
from desktop.ui.registers.references import can_be_named, target_of
from desktop.ui.tasks import TaskRunner
from desktop.ui.texts import explain
from desktop.ui.texts import registers as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.chosen import ReferenceSource
from desktop.ui.widgets.inputs import editor_for
from desktop.ui.widgets.labels import label
from sync.errors import AppError

_TURN_S = 0.012


class Form(QWidget):
    """All fields of a sheet, under their headings.

    It grows a little in every turn of the event loop, so that a long form holds nothing up.

    Signals:
        grown: All inputs are there.
        changed: Something else stands in the form than before.
        revealed: Key of a sensitive field that she asked to see.
        add_asked: A reference field's key, and what she typed there: she wants to add the row.
    """

    grown = Signal()
    changed = Signal()
    revealed = Signal(str)
    add_asked = Signal(str, str)

    def __init__(
        self, sheet: Sheet, runner: TaskRunner, references: ReferenceSource, *, sensitive: bool = True
    ) -> None:
        super().__init__()
        self.sheet = sheet
        self._runner, self._references, self._sensitive = runner, references, sensitive
        self._opened: Opened | None = None
        self._visited: set[str] = set()
        self.fields: dict[str, FormField] = {}
        self._groups: list[FormGroup] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.M)
        self._column.addStretch(1)
        self._growth = self._grow()
        self._growing = QTimer(self, interval=0)
        self._growing.timeout.connect(self._grow_some)
        self._growing.start()

    @property
    def is_grown(self) -> bool:
        """Whether all inputs are there."""
        return not self._growing.isActive()

    def _grow_some(self) -> None:
        until = monotonic() + _TURN_S
        while monotonic() < until:
            if next(self._growth, None) is None:
                self._growing.stop()
                self._put_in_tab_order()
                self.grown.emit()
                return

    def _grow(self) -> Iterator[QWidget]:
        for heading, entries in grouped(self.sheet):
            shown = [entry for entry in entries if self._sensitive or entry.field.privacy is not Privacy.SENSITIVE]
            if not shown:
                continue
            group = FormGroup(heading, self, closed=starts_closed(self.sheet, entries))
            group.hide()
            self._column.insertWidget(self._column.count() - 1, group)
            self._groups.append(group)
            for entry in shown:
                yield self._field(entry, group)
            group.arrange()
            group.show()
            yield group
        self._column.insertWidget(self._column.count() - 1, label(texts.REQUIRED_MARK, "muted"))

    def _field(self, entry: SheetField, group: FormGroup) -> FormField:
        editor = editor_for(entry.field, self._runner, self._references)
        field = FormField(entry, editor, group.inside, new_row=self._adding(entry))
        group.add(field)
        field.changed.connect(partial(self._note_change, entry.key))
        field.left.connect(partial(self._judge_after, entry.key))
        field.revealed.connect(partial(self.revealed.emit, entry.key))
        field.add_asked.connect(partial(self.add_asked.emit, entry.key))
        self.fields[entry.key] = field
        return field

    @staticmethod
    def _adding(entry: SheetField) -> str:
        if entry.field.kind.name != "reference" or not can_be_named(target := target_of(entry)):
            return ""
        return texts.ADD_NEW.format(one=target.one)

    def show_values(self, values: Mapping[str, Any], words: Mapping[str, str]) -> None:
        """Show what a new row begins with."""
        self._show(values, words)

    def show_opened(self, opened: Opened) -> None:
        """Show a stored row; sensitive values stay covered until asked for."""
        self._opened = opened
        self._show(opened.values, opened.titles)
        for field in self.fields.values():
            if field.entry.field.privacy is Privacy.SENSITIVE and opened.values.get(field.entry.key) is not None:
                field.conceal()

    def _show(self, values: Mapping[str, Any], words: Mapping[str, str]) -> None:
        self._visited.clear()
        for key, field in self.fields.items():
            field.show_stored(values.get(key), words.get(key, ""))
        for group in self._groups:
            if any(values.get(field.entry.key) not in (None, field.entry.field.default) for field in group.fields):
                group.set_open(True)

    def drafts(self) -> dict[str, str]:
        """What stands in every field that she changed, word for word."""
        return {key: self.fields[key].editor.draft() for key in self.changed_keys}

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Put a draft back."""
        for key, words in drafts.items():
            if (field := self.fields.get(key)) is not None and not field.is_concealed:
                field.editor.restore(words)

    @property
    def changed_keys(self) -> list[str]:
        """The fields in which something else stands than was shown."""
        return [key for key, field in self.fields.items() if not field.is_concealed and field.editor.is_changed]

    def read(self) -> tuple[dict[str, Any], dict[str, str]]:
        """The values typed, and a sentence for each field that cannot be read."""
        values: dict[str, Any] = dict(self._opened.values) if self._opened else {}
        unread: dict[str, str] = {}
        for key, field in self.fields.items():
            if field.is_concealed:
                continue
            try:
                values[key] = field.editor.value()
            except AppError as error:
                unread[key] = explain(error)
        return values, unread

    def judge(self) -> tuple[dict[str, Any], list[Problem], list[Problem]]:
        """Read everything and say under each field what is wrong with it.

        Returns:
            The values, what stands in the way of saving, and what is only doubtful.
        """
        self._visited = set(self.fields)
        values, problems = self._say_problems()
        return values, [one for one in problems if one.blocks], [one for one in problems if not one.blocks]

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say what the register refused."""
        for problem in problems:
            if problem.field in self.fields:
                self.fields[problem.field].editor.show_problem(problem.sentence, blocks=problem.blocks)

    def go_to(self, keys: Iterable[str]) -> None:
        """Move the focus to the first of these fields, as they stand in the form."""
        wanted = set(keys)
        for group in self._groups:
            for field in group.fields:
                if field.entry.key in wanted:
                    group.set_open(True)
                    field.setFocus()
                    QTimer.singleShot(0, field, partial(self._bring_into_sight, field))
                    return

    def go_to_first(self) -> None:
        """Move the focus to the first input."""
        self._groups[0].fields[0].setFocus()

    def labels(self, keys: Iterable[str]) -> list[str]:
        """The names of fields."""
        return [self.fields[key].entry.field.label for key in keys if key in self.fields]

    def _say_problems(self) -> tuple[dict[str, Any], list[Problem]]:
        values, unread = self.read()
        problems = [Problem("value.unreadable", key, words) for key, words in unread.items()]
        problems += [one for one in self.sheet.judge(values, today()) if one.field not in unread]
        problems.sort(key=lambda problem: not problem.blocks)
        first: dict[str, Problem] = {}
        for problem in problems:
            first.setdefault(problem.field, problem)
        for key in self._visited:
            said, editor = first.get(key), self.fields[key].editor
            if editor.problem != (said.sentence if said else ""):
                editor.show_problem(said.sentence if said else "", blocks=said is None or said.blocks)
        return values, problems

    def _note_change(self, key: str) -> None:
        if self.fields[key].editor.problem:
            self.fields[key].editor.show_problem("")
        self.changed.emit()

    def _judge_after(self, key: str) -> None:
        if self.fields[key].editor.is_changed:
            self._visited.add(key)
        self._say_problems()

    def _bring_into_sight(self, field: QWidget) -> None:
        area = self.parentWidget()
        while area is not None and not hasattr(area, "ensureWidgetVisible"):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(field, tokens.L, tokens.XXL)

    def _put_in_tab_order(self) -> None:
        inputs = [field.editor.input for group in self._groups for field in group.fields]
        for before, after in pairwise(inputs):
            if after.focusPolicy() != Qt.FocusPolicy.NoFocus:
                QWidget.setTabOrder(before, after)
