"""A bar of controls that wraps where it must; if asked, one of them grows or the last one stands at the right."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QWidget

from desktop.ui.widgets.flow import FlowLayout


class _BarLayout(FlowLayout):
    """A flow whose lines may fill the width.

    Args:
        spread: One control grows, or the last one is pushed to the right.
    """

    def __init__(self, *, spread: bool) -> None:
        super().__init__()
        self._spread = spread

    def insert(self, position: int, widget: QWidget) -> None:
        """Add a widget before the one at a position."""
        self.addWidget(widget)
        self._items.insert(position, self._items.pop())
        self.invalidate()

    def _finish_row(self, row: list[tuple[QLayoutItem, int, QSize]], top: int, *, move: bool) -> int:
        return super()._finish_row(self._filled(row) if self._spread and move and row else row, top, move=move)

    def _filled(self, row: list[tuple[QLayoutItem, int, QSize]]) -> list[tuple[QLayoutItem, int, QSize]]:
        _, x, size = row[-1]
        spare = self.geometry().right() + 1 - x - size.width()
        growing = next((at for at, (item, _, _) in enumerate(row) if _grows(item)), None)
        if growing is None:
            return [*row[:-1], (row[-1][0], x + spare, size)] if row[-1][0] is self._items[-1] else row
        wider = [(item, place + (spare if at > growing else 0), size) for at, (item, place, size) in enumerate(row)]
        item, place, size = wider[growing]
        wider[growing] = (item, place, QSize(size.width() + spare, size.height()))
        return wider


def _grows(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


class Bar(QWidget):
    """Controls side by side; its height follows its width."""

    def __init__(self, *, spread: bool = False) -> None:
        super().__init__()
        self.flow = _BarLayout(spread=spread)
        self.setLayout(self.flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
