"""The log of views and prints as a table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from desktop.models.numbers import group_digits
from desktop.ui.settings.services import AccessLine
from desktop.ui.texts import settings as texts
from desktop.ui.theme import current, look_changed, tokens

Index = QModelIndex | QPersistentModelIndex
_PAD = 24
_LOOKED_AT = 100
_COUNT = texts.LOG_COLUMNS.index("Số dòng")


class AccessModel(QAbstractTableModel):
    """Lines in words."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, ...]] = []

    def show_lines(self, lines: Sequence[AccessLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.rows = [
            (
                f"{line.at:%d/%m/%Y %H:%M}", line.who, texts.LOG_ACTS[line.act], line.what, group_digits(line.count),
                line.fields, line.purpose,
            )
            for line in lines
        ]  # fmt: skip
        self.endResetModel()

    # Qt overrides
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(texts.LOG_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.rows[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == _COUNT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return texts.LOG_COLUMNS[section] if role == Qt.ItemDataRole.DisplayRole else None


class AccessTable(QTableView):
    """Reads, never edits."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = AccessModel()
        self.setModel(self.lines)
        self.setAccessibleName(texts.LOG_HEADING)
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
        self._fit()

    def show_lines(self, lines: Sequence[AccessLine]) -> None:
        """Show other lines."""
        self.lines.show_lines(lines)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(min(320, current().px(tokens.ROW) * 6))
        self.verticalHeader().setDefaultSectionSize(max(current().px(tokens.ROW), self.fontMetrics().height() + 8))
        metrics = self.fontMetrics()
        widths = []
        for at, heading in enumerate(texts.LOG_COLUMNS):
            words = max((metrics.horizontalAdvance(row[at]) for row in self.lines.rows[:_LOOKED_AT]), default=0)
            widths.append(int(max(words, metrics.horizontalAdvance(heading) * 1.15)) + _PAD)
        widths[-1] = max(widths[-1], self.viewport().width() - sum(widths[:-1]))
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
