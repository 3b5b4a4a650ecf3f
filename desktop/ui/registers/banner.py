"""The strip inside a form: something found, and what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import secondary
from desktop.ui.widgets.cards import SIGNS, Sign, Tone
from desktop.ui.widgets.labels import label, set_role


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do about it."""

    text: str
    run: Callable[[], None]


class Banner(QFrame):
    """A sentence with a few buttons; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.sentence = label("")
        self.buttons: list[QPushButton] = []
        self._sign = Sign("info")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        self._row.setSpacing(tokens.S)
        self._row.addWidget(self._sign)
        self._row.addWidget(self.sentence, 1)
        self.hide()

    def say(self, sentence: str, tone: Tone, *steps: Step) -> None:
        """Show a sentence and the steps that lead on from it; each step hides the banner."""
        self.clear()
        self.sentence.setText(sentence)
        self._sign.show_sign(SIGNS[tone], "accent" if tone == "plain" else tone)
        set_role(self, tone, "tone")
        for step in steps:
            button = secondary(step.text)
            button.clicked.connect(self.hide)
            button.clicked.connect(step.run)
            self._row.addWidget(button)
            self.buttons.append(button)
        self.setAccessibleName(sentence)
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        self.hide()
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
