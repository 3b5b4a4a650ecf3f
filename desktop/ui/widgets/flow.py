"""Widgets side by side that go on in the next line where the window is too narrow or the text too large."""

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop.ui.theme import tokens


class FlowLayout(QLayout):
    """Left to right, then down."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = tokens.S) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins: QMargins = self.contentsMargins()
        box = rect.marginsRemoved(margins)
        x, y = box.left(), box.top()
        row: list[tuple[QLayoutItem, int, QSize]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(box.width(), item.sizeHint().height()))
            if row and x + size.width() > box.right() + 1:
                y += self._finish_row(row, y, move=move) + self._gap
                x, row = box.left(), []
            row.append((item, x, size))
            x += size.width() + self._gap
        return y + self._finish_row(row, y, move=move) - rect.top() + margins.bottom()

    def _finish_row(self, row: list[tuple[QLayoutItem, int, QSize]], top: int, *, move: bool) -> int:
        height = max((size.height() for _, _, size in row), default=0)
        if move:
            for item, x, size in row:
                item.setGeometry(QRect(x, top + (height - size.height()) // 2, size.width(), size.height()))
        return height

    # Qt overrides
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() + self._gap for item in self._items if not item.isEmpty())
        return QSize(width, self.heightForWidth(10**6))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
