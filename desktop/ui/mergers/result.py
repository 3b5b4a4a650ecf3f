"""What a merger came to, with the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.texts import mergers as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import primary, secondary
from desktop.ui.widgets.cards import Card, Sign
from desktop.ui.widgets.labels import label, set_role


class MergeResult(QWidget):
    """Says what was done.

    Signals:
        undo_wanted: It is to be taken back.
        closed: She is done with it.
    """

    undo_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sign = Sign("good", "good", 32)
        self.sentence, self.detail = label("", "strong"), label("")
        self.undo_button, self.close_button = secondary(texts.UNDO, "undo"), primary(texts.CLOSE)
        self.close_button.setDefault(True)
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        words = QVBoxLayout()
        words.addWidget(self.sentence)
        words.addWidget(self.detail)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.undo_button)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        column.addLayout(buttons)
        self.undo_button.clicked.connect(self.undo_wanted)
        self.close_button.clicked.connect(self.closed)

    def show_done(self, sentence: str, detail: str) -> None:
        """Say what was merged and what moved."""
        self._say("good", sentence, detail)
        self.undo_button.setEnabled(True)

    def show_busy(self) -> None:
        """It is being taken back."""
        self.undo_button.setEnabled(False)
        set_role(self.detail, "muted")
        self.detail.setText(texts.UNDOING)

    def show_undone(self, sentence: str) -> None:
        """Say that it was taken back."""
        self._say("good", sentence, "")
        self.undo_button.hide()

    def show_problem(self, sentence: str) -> None:
        """Say why it could not be taken back."""
        self._say("stop", self.sentence.text(), sentence)
        self.undo_button.setEnabled(True)

    def _say(self, tone: str, sentence: str, detail: str) -> None:
        self.sign.show_sign(tone, tone)
        self.sentence.setText(sentence)
        set_role(self.detail, "stop" if tone == "stop" else "")
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
