"""Cards of one size in rows, as many side by side as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.theme import tokens


class CardGrid(QWidget):
    """Reading order is left to right, then down; so is the order of Tab."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: Sequence[QWidget] = ()
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.M)

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Put other cards in place of those before."""
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = cards
        self._across = 0
        self._arrange()

    def _arrange(self) -> None:
        widest = max((card.minimumSizeHint().width() for card in self._cards), default=1)
        across = max(1, (self.width() + tokens.M) // (widest + tokens.M))
        if across != self._across:
            self._across = across
            for row in range(self._grid.rowCount()):
                self._grid.setRowStretch(row, 0)
            for at, card in enumerate(self._cards):
                self._grid.addWidget(card, at // across, at % across)
            self._grid.setRowStretch(-(-len(self._cards) // across), 1)
        share = (self.width() - (across - 1) * tokens.M) // across
        for column in range(self._grid.columnCount()):
            self._grid.setColumnMinimumWidth(column, share if column < across else 0)
        self.updateGeometry()

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        widest = max((card.minimumSizeHint().width() for card in self._cards), default=0)
        return QSize(widest, self._grid.minimumSize().height())
