"""What did not go well, where she is looking, and what can be done next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import secondary
from desktop.ui.widgets.cards import SIGNS, Sign, Tone
from desktop.ui.widgets.labels import label, set_role


class Problem(QFrame):
    """A heading, sentences, and one button.

    Signals:
        acted: She pressed the button.
    """

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.sign = Sign("attention", "attention", 28)
        self.heading, self.sentence = label("", "subheading"), label("")
        self.button = secondary("", "refresh")
        self.button.clicked.connect(self.acted)
        words = QVBoxLayout()
        words.setSpacing(tokens.XS)
        words.addWidget(self.heading)
        words.addWidget(self.sentence)
        words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        row.setSpacing(tokens.M)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, heading: str, sentence: str, *, tone: Tone = "attention", act: str = "") -> None:
        """Show a trouble; without an act there is no button."""
        set_role(self, tone, "tone")
        self.sign.show_sign(SIGNS[tone], "accent" if tone == "plain" else tone)
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.button.setText(act)
        self.button.setAccessibleName(act)
        self.button.setVisible(bool(act))
        self.setAccessibleName(f"{heading}. {sentence}")
        self.show()
