"""Correct one row before it is stored."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.importing.outcome import Waiting
from desktop.models.kinds import TEXT
from desktop.models.sheets import Sheet, SheetField
from desktop.ui.importing.body import Body
from desktop.ui.importing.choices import asks, blocking
from desktop.ui.texts import import_page as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.boxes import scrolling
from desktop.ui.widgets.buttons import primary, quiet
from desktop.ui.widgets.editor import FieldEditor
from desktop.ui.widgets.inputs import editor_for
from desktop.ui.widgets.labels import label

_ALWAYS = ("birth_date", "citizen_id", "branch_id")
Written = Callable[[str], str]


class FixDialog(QDialog):
    """Shows the doubted fields as the list has them; `values` is the corrected row once it was accepted.

    Args:
        written: What the list says of a field, word for word.
    """

    def __init__(self, parent: QWidget | None, sheet: Sheet, waiting: Waiting, written: Written, today: date) -> None:
        super().__init__(parent)
        self.values: Mapping[str, Any] = waiting.values
        self._sheet, self._today = sheet, today
        self._doubted = {one.key for one in asks(waiting)} & {entry.key for entry in _asked(sheet, waiting)}
        self._doubted = self._doubted or {sheet.main.__title__}
        self._warned: Mapping[str, Any] | None = None
        self.setWindowTitle(texts.FIX_TITLE.format(row=waiting.place.row))
        self.setModal(True)
        self.editors = {entry.key: self._editor(entry, waiting, written) for entry in _asked(sheet, waiting)}
        self.problem = label("", "stop")
        self.problem.hide()
        self._lay_out(waiting)
        self.resize(min(900, current().px(520)), min(680, current().px(560)))
        self._go_to(next(editor for key, editor in self.editors.items() if key in self._doubted))

    def _lay_out(self, waiting: Waiting) -> None:
        body = Body()
        fields = body.column
        for editor in self.editors.values():
            fields.addWidget(editor)
        fields.addStretch(1)
        self.use_button, self.cancel_button = primary(texts.FIX_USE), quiet(texts.FIX_CANCEL)
        self.use_button.clicked.connect(self._use)
        self.use_button.setDefault(True)
        self.cancel_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.use_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(label(self.windowTitle(), "heading"))
        column.addWidget(label("\n".join(one.sentence for one in asks(waiting)), "attention"))
        column.addWidget(label(texts.FIX_HINT, "muted"))
        self._area = scrolling(body)
        column.addWidget(self._area, 1)
        column.addWidget(self.problem)
        column.addLayout(buttons)

    def _editor(self, entry: SheetField, waiting: Waiting, written: Written) -> FieldEditor:
        as_text = entry.field.kind.name == "reference"  # a list names what it refers to
        editor = editor_for(replace(entry.field, kind=TEXT, required=False) if as_text else entry.field)
        text = written(entry.key)
        if entry.key in waiting.values:
            editor.set_value(waiting.values[entry.key])
        elif text:
            editor.restore(text)
        if text and any(one.key == entry.key for one in asks(waiting)):
            editor.help.setText(texts.IN_LIST.format(text=text))
            editor.help.show()
        return editor

    def _use(self) -> None:
        self.problem.hide()
        checked = [editor.check() for editor in self.editors.values()]
        if not all(checked):
            self._go_to_problem()
            return
        typed = {key: editor.value() for key, editor in self.editors.items()}
        values = {key: value for key, value in (dict(self.values) | typed).items() if value not in (None, "")}
        if self._is_forbidden(values) or self._is_doubted_still(values):
            self._go_to_problem()
            return
        self.values = values
        self.accept()

    def _is_forbidden(self, values: Mapping[str, Any]) -> bool:
        forbidden = blocking(self._sheet, values, self._today).values()
        for key, sentence in forbidden:
            self._say(key, sentence, blocks=True)
        return bool(forbidden)

    def _is_doubted_still(self, values: Mapping[str, Any]) -> bool:
        """Say once what is doubtful in what she typed; asked a second time, she means it."""
        if values == self._warned:
            return False
        doubts = [
            one for one in self._sheet.judge(values, self._today) if not one.blocks and one.field in self._doubted
        ]
        for one in doubts:
            self._say(one.field, one.sentence, blocks=False)
        self._warned = values
        self.use_button.setText(texts.FIX_USE_STILL if doubts else texts.FIX_USE)
        return bool(doubts)

    def _say(self, key: str, sentence: str, *, blocks: bool) -> None:
        if key in self.editors:
            self.editors[key].show_problem(sentence, blocks=blocks)
        else:
            self.problem.setText(sentence)
            self.problem.show()

    def _go_to_problem(self) -> None:
        first = next((editor for editor in self.editors.values() if editor.problem), None)
        if first is not None:
            self._go_to(first)

    def _go_to(self, editor: FieldEditor) -> None:
        editor.input.setFocus()
        QTimer.singleShot(0, editor, partial(self._area.ensureWidgetVisible, editor))  # once it has its place


def _asked(sheet: Sheet, waiting: Waiting) -> list[SheetField]:
    """Who it is, and what is doubted, in the order of the form."""
    wanted = {sheet.main.__title__, *_ALWAYS, *(one.key for one in waiting.asked)}
    return [entry for entry in sheet.fields if entry.key in wanted]
