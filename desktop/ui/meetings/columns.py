"""Widgets in as many columns as the window has room for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.theme import current, tokens


class Columns(QWidget):
    """Lays its children out from left to right, then down.

    Args:
        narrowest: How wide a column must be, in pixels at 100 % text.
        wide: Children that take a whole row.
        level: Whether all in a row are as high as the highest.
    """

    def __init__(
        self, children: Sequence[QWidget], *, narrowest: int, most: int = 2, wide: Sequence[QWidget] = (),
        gap: int = tokens.L, level: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._children, self._narrowest, self._most, self._wide = list(children), narrowest, most, set(wide)
        self._columns = 0
        self._align = Qt.AlignmentFlag(0) if level else Qt.AlignmentFlag.AlignTop
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(tokens.M)
        self._arrange(1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for at in range(self._columns):
            self._grid.setColumnStretch(at, 0)
        self._columns = columns
        row = column = 0
        for child in self._children:
            wide = child in self._wide
            if column and (wide or column == columns):
                row, column = row + 1, 0
            self._grid.addWidget(child, row, column, 1, columns if wide else 1, self._align)
            column = columns if wide else column + 1
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)

    def _fit(self, width: int) -> None:
        self._arrange(max(1, min(self._most, width // current().px(self._narrowest))))

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit(self.width())
