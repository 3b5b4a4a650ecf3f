"""One field that two computers wrote differently: each value with who typed it, or another one."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop.exchange.desk import Choice, ConflictField
from desktop.ui.exchange.beside import BesideRadio
from desktop.ui.exchange.words import choice_words
from desktop.ui.texts import exchange as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.editor import FieldEditor
from desktop.ui.widgets.labels import label


class ConflictChoices(QWidget):
    """The values side by side.

    Args:
        make_editor: Makes the declared input of the field.

    Signals:
        changed: She chose, or typed another value.
    """

    changed = Signal()

    def __init__(self, conflict: ConflictField, make_editor: Callable[[], FieldEditor], now: datetime) -> None:
        super().__init__()
        self.conflict = conflict
        self._group = QButtonGroup(self)
        self.radios: list[QRadioButton] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(tokens.XS)
        top = QHBoxLayout()
        top.setSpacing(tokens.S)
        started = conflict.started_from
        before = texts.STARTED_FROM.format(value=started) if started else texts.STARTED_EMPTY
        top.addWidget(label(conflict.field.label, "strong", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(label(before, "muted"), 1)
        self.column.addLayout(top)
        for choice in conflict.choices:
            self._add_choice(choice, now)
        self.editor = make_editor()
        self._add_editor()

    def _add_choice(self, choice: Choice, now: datetime) -> None:
        value, by = choice.text or texts.EMPTY_VALUE, choice_words(choice, now)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(value))
        words.addWidget(label(by, "muted"))
        self._add(BesideRadio(words, f"{self.conflict.field.label}: {value}. {by}"))

    def _add_editor(self) -> None:
        self.editor.label.hide()
        words = QVBoxLayout()
        words.setSpacing(tokens.XS)
        words.addWidget(label(texts.OTHER_VALUE))
        words.addWidget(self.editor)
        self._add(BesideRadio(words, f"{self.conflict.field.label}: {texts.OTHER_VALUE}"))
        self.editor.input.setAccessibleName(f"{self.conflict.field.label}: {texts.OTHER_VALUE}")
        self.editor.changed.connect(partial(self.radios[-1].setChecked, True))
        self.editor.changed.connect(self.changed)

    def _add(self, line: BesideRadio) -> None:
        self._group.addButton(line.radio)
        self.radios.append(line.radio)
        line.radio.clicked.connect(self.changed)
        self.column.addWidget(line)

    @property
    def is_chosen(self) -> bool:
        """Whether she has chosen."""
        return any(radio.isChecked() for radio in self.radios)

    def check(self) -> bool:
        """Whether what she chose can be kept; says under the input why not."""
        return not self.radios[-1].isChecked() or self.editor.check()

    @property
    def value(self) -> Any:
        """What she chose, as tables hold it."""
        for choice, radio in zip(self.conflict.choices, self.radios, strict=False):
            if radio.isChecked():
                return choice.value
        return self.editor.value()
