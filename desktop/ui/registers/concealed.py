"""A sensitive value that shows itself when asked, and is noted as seen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.texts import registers as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import link
from desktop.ui.widgets.labels import label


class Concealed(QWidget):
    """Dots until she presses "Hiện".

    Signals:
        revealed: She pressed it; whoever listens notes the view.
    """

    revealed = Signal()

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self._value = value
        self.words = label(texts.DOTS, wrap=False)
        self.words.setAccessibleName(texts.HIDDEN_VALUE.format(label=name))
        self.button = link(texts.REVEAL)
        self.button.setAccessibleName(texts.REVEAL_VALUE.format(label=name))
        self.button.clicked.connect(self._reveal)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.S)
        self._row.addWidget(self.words)
        self._row.addWidget(self.button)
        self._row.addStretch(1)

    def _reveal(self) -> None:
        self.words.setWordWrap(True)
        self._row.setStretch(0, 1)
        self._row.setStretch(2, 0)
        self.words.setText(self._value)
        self.words.setAccessibleName(self._value)
        self.button.hide()
        self.revealed.emit()
