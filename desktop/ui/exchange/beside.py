"""A choice whose words wrap: the button at the left, anything beside it; a click on the words chooses too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QRadioButton, QWidget

from desktop.ui.theme import tokens


class BesideRadio(QWidget):
    """One of several choices.

    Args:
        words: What stands beside the button.
        name: All of it, read aloud.
    """

    def __init__(self, words: QLayout, name: str) -> None:
        super().__init__()
        self.radio = QRadioButton()
        self.radio.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.XS)
        row.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    # Qt overrides
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.radio.click()
            self.radio.setFocus()
        super().mouseReleaseEvent(event)
