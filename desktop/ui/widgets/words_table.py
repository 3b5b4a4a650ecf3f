"""A plain table of words: read, never edited."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from desktop.ui.theme import current, look_changed, tokens

Index = QModelIndex | QPersistentModelIndex
Words = Sequence[Sequence[str]]
_PAD = 24
_LOOKED_AT = 100
_BOLDER = 1.15  # headings are wider than the same words below them


class _Model(QAbstractTableModel):
    """Holds words, nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: Sequence[str] = ()
        self.rows: Words = ()
        self.numeric: frozenset[int] = frozenset()

    def show_words(self, headings: Sequence[str], rows: Words, numeric: frozenset[int]) -> None:
        """Show other words."""
        self.beginResetModel()
        self.headings, self.rows, self.numeric = headings, rows, numeric
        self.endResetModel()

    # Qt overrides
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.rows[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return self.headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self.numeric else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class WordsTable(QTableView):
    """Columns as wide as their words, the last one as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._model = _Model()
        self.setModel(self._model)
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
        look_changed.connect(self.fit)

    @property
    def rows(self) -> Words:
        """What is shown, row by row."""
        return self._model.rows

    def show_words(self, headings: Sequence[str], rows: Words, *, numeric: frozenset[int] = frozenset()) -> None:
        """Show other words.

        Args:
            rows: Cells in the order of the headings; more than that are not shown.
            numeric: Columns that stand to the right.
        """
        self._model.show_words(headings, rows, numeric)
        self.fit()

    def fit(self) -> None:
        """Make rows and columns as large as their words."""
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(max(current().px(tokens.ROW), metrics.height() + 8))
        widths = []
        for at, heading in enumerate(self._model.headings):
            words = max((metrics.horizontalAdvance(row[at]) for row in self.rows[:_LOOKED_AT]), default=0)
            widths.append(int(max(words, metrics.horizontalAdvance(heading) * _BOLDER)) + _PAD)
        if widths:
            widths[-1] = max(widths[-1], self.viewport().width() - sum(widths[:-1]))
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
