"""Asks for one line of text."""

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.theme import current, tokens
from desktop.ui.widgets.boxes import last_row
from desktop.ui.widgets.buttons import primary
from desktop.ui.widgets.labels import label


class AskText(QDialog):
    """A question with one line to answer it; Enter takes the answer, Esc leaves."""

    def __init__(self, parent: QWidget | None, heading: str, question: str, act: str, text: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.line = QLineEdit(text)
        asked = label(question)
        asked.setBuddy(self.line)
        self.line.setAccessibleName(question)
        self.act_button = primary(act)
        self.act_button.setDefault(True)
        self.act_button.setEnabled(bool(text.strip()))
        self.act_button.clicked.connect(self.accept)
        self.line.textChanged.connect(lambda typed: self.act_button.setEnabled(bool(typed.strip())))
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(label(heading, "heading"))
        column.addWidget(asked)
        column.addWidget(self.line)
        column.addSpacing(tokens.S)
        column.addLayout(last_row(self, self.act_button))
        self.setMinimumWidth(min(900, current().px(420)))
        self.line.setFocus()


def ask_text(parent: QWidget | None, heading: str, question: str, act: str, text: str = "") -> str:
    """The answer; empty when she left it."""
    dialog = AskText(parent, heading, question, act, text)
    return dialog.line.text().strip() if dialog.exec() else ""
