"""The inside of a step: as high as its words need at the width it has, and it scrolls where that is too high."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.ui.theme import tokens
from desktop.ui.widgets.boxes import scrolling


class Body(QWidget):
    """A column of widgets; its smallest height is that of its words at the present width, not at the narrowest."""

    def __init__(self, *, gap: int = tokens.M) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(gap)

    # Qt overrides
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def put_scrolling(outside: QWidget, body: Body) -> QScrollArea:
    """Fill a widget with a body that scrolls."""
    area = scrolling(body)
    column = QVBoxLayout(outside)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area)
    return area
