"""The roster as a table to tick."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.registers.attendance_marks import Mark
from desktop.registers.meetings import Line
from desktop.ui.texts import meetings as texts

Index = QModelIndex | QPersistentModelIndex
NUMBER, NAME, PRESENT, EXCUSED = range(4)


class LinesModel(QAbstractTableModel):
    """Lines with two ticks: whether she came, and whether she had a reason not to.

    Signals:
        marked: A line's position and its new `Mark`.
    """

    marked = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show another roster."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def _mark(self, row: int, mark: Mark) -> None:
        self.lines[row] = replace(self.lines[row], present=mark.value)
        self.dataChanged.emit(self.index(row, 0), self.index(row, EXCUSED))
        self.marked.emit(self.lines[row].position, mark)

    # Qt overrides
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(texts.LINE_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return texts.LINE_COLUMNS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        line = self.lines[index.row()]
        ticks = index.column() == PRESENT or (index.column() == EXCUSED and line.present not in ("", Mark.PRESENT))
        return plain | Qt.ItemFlag.ItemIsUserCheckable if ticks else plain

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            note = f" · {line.note}" if line.note else ""
            return {NUMBER: str(line.position), NAME: f"{line.name}{note}", PRESENT: texts.MARKS[line.present]}.get(
                column
            )
        if role == Qt.ItemDataRole.CheckStateRole:
            if column == PRESENT:
                return Qt.CheckState.Checked if line.present == Mark.PRESENT else Qt.CheckState.Unchecked
            if column == EXCUSED and line.present not in ("", Mark.PRESENT):
                return Qt.CheckState.Checked if line.present == Mark.EXCUSED else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and column == NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        if index.column() == PRESENT:
            self._mark(index.row(), Mark.PRESENT if on else Mark.ABSENT)
        else:
            self._mark(index.row(), Mark.EXCUSED if on else Mark.ABSENT)
        return True
