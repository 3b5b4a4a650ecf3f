"""Why a file cannot be read, where she is looking."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.ui.theme import tokens
from desktop.ui.widgets.cards import Sign
from desktop.ui.widgets.labels import label


class ProblemCard(QFrame):
    """A heading that names the trouble, and what happened, how the data is, what to do now."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.setProperty("tone", "stop")
        self.heading, self.sentence = label("", "subheading"), label("")
        words = QVBoxLayout()
        words.setSpacing(tokens.XS)
        words.addWidget(self.heading)
        words.addWidget(self.sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        row.setSpacing(tokens.M)
        row.addWidget(Sign("stop", "stop", 28), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, heading: str, sentence: str) -> None:
        """Show a trouble."""
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.setAccessibleName(f"{heading}. {sentence}")
        self.show()
