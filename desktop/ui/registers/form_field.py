"""One field in a form: its input, hidden while it is sensitive, and beneath it what was saved meanwhile."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.models.sheets import SheetField
from desktop.ui.registers.bar import Bar
from desktop.ui.registers.concealed import Concealed
from desktop.ui.texts import registers as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import link, secondary
from desktop.ui.widgets.chosen import Reference
from desktop.ui.widgets.editor import FieldEditor
from desktop.ui.widgets.labels import label


class FormField(QWidget):
    """A field where it stands in a form.

    Signals:
        changed: She changed what stands there.
        left: She went on to another input.
        revealed: She asked to see the sensitive value.
        add_asked: She wants to add the row that she would refer to; what she typed so far.
    """

    changed = Signal()
    left = Signal()
    revealed = Signal()
    add_asked = Signal(str)

    def __init__(self, entry: SheetField, editor: FieldEditor, parent: QWidget, *, new_row: str = "") -> None:
        super().__init__(parent)
        self.entry, self.editor = entry, editor
        self._cover: QWidget | None = None
        self._newer: QFrame | None = None
        editor.changed.connect(self.changed)
        editor.left.connect(self.left)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.XS)
        self._column.addWidget(editor)
        if new_row:
            button = link(new_row)
            button.clicked.connect(lambda: self.add_asked.emit(editor.text() if editor.is_changed else ""))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(editor)

    @property
    def is_concealed(self) -> bool:
        """Whether the value is stored and has not been asked for."""
        return self._cover is not None

    @property
    def is_unsettled(self) -> bool:
        """Whether she has yet to choose between her value and a newer one."""
        return self._newer is not None

    def show_stored(self, value: Any, words: str) -> None:
        """Show what is stored.

        Args:
            words: How it reads; saves looking a reference up.
        """
        is_reference = self.entry.field.kind.name == "reference" and value is not None
        self.editor.set_value(Reference(value, words) if is_reference else value)

    def conceal(self) -> None:
        """Cover the input until she asks for it."""
        cover = QWidget()
        concealed = Concealed(self.entry.field.label, "")
        concealed.revealed.connect(self._uncover)
        column = QVBoxLayout(cover)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.XS)
        column.addWidget(label(self.entry.field.label))
        column.addWidget(concealed)
        self._cover = cover
        self._column.insertWidget(0, cover)
        self.editor.hide()
        self.setFocusProxy(concealed.button)

    def show_newer(self, value: Any, words: str) -> None:
        """Show a value that was saved after she began, and let her choose."""
        self._settle()
        box = QFrame()
        box.setProperty("role", "strip")
        box.setProperty("tone", "attention")
        mine, other = secondary(texts.KEEP_MINE), secondary(texts.TAKE_OTHER)
        mine.clicked.connect(self._settle)
        other.clicked.connect(partial(self._take, value, words))
        buttons = Bar()
        buttons.flow.addWidget(mine)
        buttons.flow.addWidget(other)
        column = QVBoxLayout(box)
        column.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        column.addWidget(label(texts.NEWER_VALUE.format(value=words or texts.NOTHING)))
        column.addWidget(buttons)
        self._newer = box
        self._column.insertWidget(self._column.indexOf(self.editor) + 1, box)

    def choose(self, *, mine: bool) -> None:
        """Settle which value holds, as a click on its button would."""
        assert self._newer is not None
        buttons = self._newer.findChildren(type(secondary("")))
        buttons[0 if mine else 1].click()

    def _take(self, value: Any, words: str) -> None:
        self.show_stored(value, words)
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        if self._newer is not None:
            self._newer.hide()
            self._newer.deleteLater()
            self._newer = None

    def _uncover(self) -> None:
        assert self._cover is not None
        self._cover.hide()
        self._cover.deleteLater()
        self._cover = None
        self.editor.show()
        self.setFocusProxy(self.editor)
        self.editor.setFocus()
        self.revealed.emit()
