"""A calm page: one card in the middle, one thing to do."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.texts import frame as frame_texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.boxes import scrolling
from desktop.ui.widgets.cards import Card, Sign
from desktop.ui.widgets.labels import label, set_role

_CARD_PX = 620
_WIDEST_PX = 1240


class CalmPage(QWidget):
    """The product's name and a card, centred; it scrolls where the text is too large for the window."""

    def __init__(self, above: str = "") -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.card = Card()
        self.card.body.setContentsMargins(tokens.XXL, tokens.XL, tokens.XXL, tokens.XL)
        self.card.body.setSpacing(tokens.M)
        self.product = label(frame_texts.PRODUCT, "title")
        self.above = label(above, "muted")
        for line in (self.product, self.above):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        grid.setVerticalSpacing(tokens.S)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1000)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(0, 1)
        grid.addWidget(self.product, 1, 0, 1, 3)
        grid.addWidget(self.above, 2, 0, 1, 3)
        grid.addWidget(self.card, 3, 1)
        grid.setRowStretch(4, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolling(inside))
        self.above.setVisible(bool(above))
        self._fit()

    def _fit(self) -> None:
        self.card.setMaximumWidth(min(_WIDEST_PX, current().px(_CARD_PX)))

    # Qt overrides
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "card"):
            self._fit()


class Note(QFrame):
    """Something to know before one goes on, with its sign."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.setProperty("tone", "plain")
        self.words = label(sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        row.setSpacing(tokens.S)
        row.addWidget(Sign("info", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)


def problem_line() -> QLabel:
    """A place under an input for what is wrong with it; hidden while nothing is."""
    line = label("", "stop")
    line.hide()
    return line


def say(line: QLabel, sentence: str, *, blocks: bool = True) -> bool:
    """Show a sentence, or hide the line for none; True when there is nothing to say."""
    set_role(line, "stop" if blocks else "attention")
    line.setText(sentence)
    line.setVisible(bool(sentence))
    return not sentence
