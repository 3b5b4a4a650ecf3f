"""Inputs that are typed: texts, names, dates, sums, numbers."""

from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from desktop.ui.texts import widgets as texts
from desktop.ui.theme import current
from desktop.ui.widgets.editor import FieldEditor, FieldLike, unit_label
from sync.errors import AppError


class LineEditor(FieldEditor):
    """One line; read when she leaves it, never between two keys."""

    def __init__(self, field: FieldLike) -> None:
        super().__init__(field)
        self.line = QLineEdit()
        self.line.setPlaceholderText(texts.PLACEHOLDERS.get(field.kind.widget, ""))
        self.line.textEdited.connect(self.changed)
        unit = unit_label(field.kind.widget)
        self._lay_out(self.line, *([unit] if unit else []))

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)


class DateEditor(LineEditor):
    """A date as far as it is known, typed as one says it; a quiet word says how far it is known."""

    def __init__(self, field: FieldLike) -> None:
        super().__init__(field)
        self.line.textChanged.connect(self._say_how_far)

    def _say_how_far(self) -> None:
        parts = {4: "year", 7: "month", 10: "day"}
        try:
            value = self.value()
        except AppError:
            value = None
        known = "" if value is None or self.field.kind.widget != "date" else texts.KNOWN_TO[parts[len(value)]]
        self.help.setText(" · ".join(filter(None, (known, self.field.help))))
        self.help.setVisible(bool(known or self.field.help))


class NoteEditor(FieldEditor):
    """Several lines."""

    _LINES = 3

    def __init__(self, field: FieldLike) -> None:
        super().__init__(field)
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        self.area.textChanged.connect(self.changed)
        self.area.setMinimumHeight(current().px(28) * self._LINES)
        self.area.setMaximumHeight(current().px(30) * self._LINES + 40)
        self._lay_out(self.area)

    def text(self) -> str:
        return self.area.toPlainText()

    def set_text(self, text: str) -> None:
        if text != self.area.toPlainText():
            with QSignalBlocker(self.area):
                self.area.setPlainText(text)

    def _show(self, value: Any) -> None:
        self.set_text(value or "")


class YesNoEditor(FieldEditor):
    """A tick beside the field's name; nothing is claimed of a box nobody touched."""

    def __init__(self, field: FieldLike) -> None:
        super().__init__(field)
        self.box = QCheckBox(field.label)
        self._touched = False
        self.box.clicked.connect(self._touch)
        self._lay_out(self.box)
        self.label.hide()

    def text(self) -> str:
        return self.field.kind.format(self.value())

    def set_text(self, text: str) -> None:
        value = self.field.kind.parse(text)
        self._touched = value is not None
        self.box.setChecked(bool(value))

    def value(self) -> bool | None:
        return self.box.isChecked() if self._touched else None

    def _touch(self) -> None:
        self._touched = True
        self.changed.emit()

    def _leave(self) -> None:
        self.left.emit()
