"""Words on a page: titles, headings, quiet lines, rules."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.theme import tokens


def set_role(widget: QWidget, role: str, name: str = "role") -> None:
    """Give a widget another manner of the stylesheet and show it at once."""
    if widget.property(name) == role:
        return
    widget.setProperty(name, role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def label(text: str = "", role: str = "", *, wrap: bool = True) -> QLabel:
    """A text that wraps where it must, never read as markup.

    Args:
        role: "title", "heading", "subheading", "strong", "muted", "good", "attention", "stop", "accent" or none.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if role:
        made.setProperty("role", role)
    return made


def rule() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


class SectionHeader(QWidget):
    """A heading, with a quiet line under it where one helps."""

    def __init__(self, text: str, hint: str = "", *, role: str = "subheading") -> None:
        super().__init__()
        self.heading = label(text, role)
        self.hint = label(hint, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.XS)
        column.addWidget(self.heading)
        column.addWidget(self.hint)
        self.hint.setVisible(bool(hint))
