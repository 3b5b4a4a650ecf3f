"""A plain table of rows of the list, for those that need nobody."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from desktop.ui.importing.rows import RowLine
from desktop.ui.theme import current, look_changed, tokens

Index = QModelIndex | QPersistentModelIndex
_PAD = 24
_LOOKED_AT = 60


class _Lines(QAbstractTableModel):
    """Holds words, nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: Sequence[str] = ()
        self.lines: Sequence[RowLine] = ()

    def show_lines(self, headings: Sequence[str], lines: Sequence[RowLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.headings, self.lines = headings, lines
        self.endResetModel()

    # Qt overrides
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self.lines[index.row()].cells[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.headings[section] if role == Qt.ItemDataRole.DisplayRole else None


class RowsTable(QTableView):
    """Reads, never edits."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = _Lines()
        self.setModel(self.lines)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setHighlightSections(False)
        look_changed.connect(self._fit)

    def show_lines(self, headings: Sequence[str], lines: Sequence[RowLine]) -> None:
        """Show other rows; cells in the order of the headings."""
        self.lines.show_lines(headings, lines)
        self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(max(current().px(tokens.ROW), self.fontMetrics().height() + 8))
        headings = self.lines.headings
        if not headings:
            return
        bold = self.font()
        bold.setBold(True)
        widths = []
        for at, heading in enumerate(headings):
            texts = [line.cells[at] for line in self.lines.lines[:_LOOKED_AT]]
            words = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=0)
            head = self.fontMetrics().horizontalAdvance(heading) * 1.15
            widths.append(int(max(words, head)) + _PAD)
        widths[-1] = max(widths[-1], self.viewport().width() - sum(widths[:-1]))
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
