"""Asks for one new value that many rows are to get."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QDialog, QSizePolicy, QVBoxLayout, QWidget

from desktop.models.fields import Privacy
from desktop.models.numbers import group_digits
from desktop.models.sheets import Sheet, SheetField
from desktop.registers.register import Register
from desktop.registers.undo import Undoable
from desktop.ui.registers.facts import grouped
from desktop.ui.registers.references import RegisterReferences, title_of
from desktop.ui.registers.services import RegisterServices
from desktop.ui.tasks import CancelToken, Latest, Progress, Report, TaskRunner
from desktop.ui.texts import registers as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.boxes import last_row
from desktop.ui.widgets.buttons import primary
from desktop.ui.widgets.chosen import Choice
from desktop.ui.widgets.editor import FieldEditor
from desktop.ui.widgets.inputs import editor_for
from desktop.ui.widgets.labels import label
from sync.errors import AppError

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class BulkOrder:
    """The same value for many rows.

    Attributes:
        numbers: Row numbers.
        words: The value as it is read.
    """

    sheet: Sheet
    numbers: tuple[int, ...]
    entry: SheetField
    value: Any
    words: str

    @property
    def label(self) -> str:
        """What the undo button and the history call it."""
        return texts.BULK_LABEL.format(
            label=self.entry.field.label, value=self.words or texts.NOTHING, count=group_digits(len(self.numbers)),
            one=self.sheet.one,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BulkDone:
    """What a bulk change came to."""

    order: BulkOrder
    changed: int
    undoable: Undoable | None


def bulk_fields(sheet: Sheet, *, sensitive: bool) -> list[SheetField]:
    """The fields that many rows may get the same value in: all but their title and what names one person."""
    return [
        entry
        for _, entries in grouped(sheet)
        for entry in entries
        if entry != title_of(sheet)
        and entry.field.kind.name not in ("citizen_id", "phone")
        and (sensitive or entry.field.privacy is not Privacy.SENSITIVE)
    ]


class BulkChange(QDialog):
    """Which field, which value, and for how many rows it will be another one than now."""

    def __init__(
        self, sheet: Sheet, numbers: Sequence[int], services: RegisterServices, runner: TaskRunner, *,
        key: str = "", sensitive: bool = True, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._sheet, self._numbers = sheet, tuple(numbers)
        self._services, self._runner = services, runner
        self._references = RegisterReferences(services)
        count = texts.COUNT.format(count=group_digits(len(numbers)), one=sheet.one)
        heading = (texts.MOVE_HEADING if key else texts.BULK_HEADING).format(count=count)
        self.setWindowTitle(heading)
        self.field = Choice()
        self.field.setAccessibleName(texts.BULK_FIELD)
        self.field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for entry in bulk_fields(sheet, sensitive=sensitive):
            self.field.addItem(entry.field.label, entry.key)
        self.field.setCurrentIndex(max(0, self.field.findData(key)))
        self.field.currentIndexChanged.connect(lambda _at: self._ask_value())
        self.editor: FieldEditor | None = None
        self.preview = label("", "muted")
        self._counting = Latest(runner, parent=self)
        self._counting.answered.connect(self._show_preview)
        self.ok = primary(texts.BULK_DO, "check")
        self.ok.setEnabled(False)
        self.ok.setDefault(True)
        self.ok.clicked.connect(self._accept)
        self._lay_out(heading, with_field=not key)
        self._ask_value()

    def _lay_out(self, heading: str, *, with_field: bool) -> None:
        asked = label(texts.BULK_FIELD)
        if not with_field:
            asked.hide()
            self.field.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        self._column.setSpacing(tokens.S)
        for widget in (label(heading, "heading"), asked, self.field, self.preview):
            self._column.addWidget(widget)
        self._column.addSpacing(tokens.S)
        self._column.addLayout(last_row(self, self.ok))
        self.setMinimumWidth(min(900, current().px(460)))

    @property
    def entry(self) -> SheetField:
        """The field that is to change."""
        return self._sheet.field(self.field.currentData())

    def order(self) -> BulkOrder:
        """What she asked for."""
        assert self.editor is not None
        return BulkOrder(self._sheet, self._numbers, self.entry, self.editor.value(), self._words())

    def _words(self) -> str:
        assert self.editor is not None
        kind = self.entry.field.kind
        return self.editor.text().strip() if kind.name == "reference" else kind.format(self.editor.value())

    def _ask_value(self) -> None:
        if self.editor is not None:
            self._column.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        shown = replace(self.entry.field, label=texts.NEW_VALUE.format(label=self.entry.field.label), help="")
        self.editor = editor_for(shown, self._runner, self._references)
        self.editor.changed.connect(self._count)
        self.editor.left.connect(self._count)
        self._column.insertWidget(3, self.editor)
        self.editor.setFocus()
        self._count()

    def _count(self) -> None:
        assert self.editor is not None
        try:
            value = self.editor.value()
        except AppError:
            self.ok.setEnabled(False)
            self.preview.setText(texts.BULK_UNREAD)
            return
        allowed = value is not None or not self.entry.field.required
        self.ok.setEnabled(allowed)
        if not allowed:
            self.preview.setText(texts.BULK_REQUIRED)
            return
        register = self._services.register(self._sheet)
        self._counting.ask(partial(_count_different, register, self._numbers, self.entry, self._words()))

    def _show_preview(self, different: int) -> None:
        words = texts.BULK_CLEARS if self.editor is not None and self.editor.value() is None else texts.BULK_CHANGES
        count = texts.COUNT.format(count=group_digits(different), one=self._sheet.one)
        same = len(self._numbers) - different
        self.preview.setText(
            words.format(count=count, label=self.entry.field.label)
            + (texts.BULK_SAME.format(count=group_digits(same)) if same else "")
        )

    def _accept(self) -> None:
        if self.editor is not None and self.editor.check():
            self.accept()


def _count_different(
    register: Register, numbers: Sequence[int], entry: SheetField, words: str, report: Report, token: CancelToken
) -> int:
    return len(_different(register, numbers, entry, words, token))


def _different(
    register: Register, numbers: Sequence[int], entry: SheetField, words: str, token: CancelToken
) -> list[UUID]:
    """The ids of the rows that read otherwise now."""
    found: list[UUID] = []
    for start in range(0, len(numbers), _AT_ONCE):
        token.check()
        part = numbers[start : start + _AT_ONCE]
        rows = register.rows(part, (entry,))
        found += [rows[number].id for number in part if number in rows and rows[number].cells[0] != words]
    return found


def change_many(services: RegisterServices, order: BulkOrder, report: Report, token: CancelToken) -> BulkDone:
    """Give the rows their value as one act; until it begins to write, it can be stopped and nothing has happened."""
    register = services.register(order.sheet)
    report(Progress(0, 0, texts.BULK_READING))
    ids = _different(register, order.numbers, order.entry, order.words, token)
    token.check()
    report(Progress(0, 0, texts.BULK_WRITING.format(count=group_digits(len(ids)))))
    changed = register.change_all(ids, {order.entry.key: order.value}, label=order.label) if ids else 0
    return BulkDone(order, changed, services.undo.last() if changed else None)
