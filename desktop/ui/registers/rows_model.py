"""The list's model: row numbers for all rows, words only for those that were looked at."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from desktop.models.sheets import SheetField
from desktop.registers.rows import Row
from desktop.ui.texts import registers as texts

Index = QModelIndex | QPersistentModelIndex
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
_AHEAD = 40
_FAR = 300
_KEPT = 6000


class RowsModel(QAbstractTableModel):
    """Rows of any sheet. It holds numbers, and the words of the rows that came by; it asks for the others.

    Signals:
        wanted: Numbers of rows that are being looked at and whose words are not here.
    """

    wanted = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[SheetField, ...] = ()
        self.numbers: Sequence[int] = ()
        self.sorted_by_name = False
        self._rows: dict[int, Row | None] = {}
        self._missing: tuple[int, int] | None = None
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask)

    def show_rows(
        self, numbers: Sequence[int], columns: tuple[SheetField, ...], rows: Mapping[int, Row], *, by_name: bool = False
    ) -> None:
        """Show another list.

        Args:
            rows: The words of a first screenful.
            by_name: Whether it is sorted by given name.
        """
        self.beginResetModel()
        self.numbers, self.columns, self.sorted_by_name = numbers, columns, by_name
        self._rows = dict(rows)
        self._missing = None
        self.endResetModel()

    def take(self, asked: Sequence[int], rows: Mapping[int, Row], columns: tuple[SheetField, ...]) -> None:
        """Take the words of rows that were asked for; what is not among them is gone."""
        if columns != self.columns:
            return
        if len(self._rows) > _KEPT:
            self._rows.clear()
        self._rows.update({number: rows.get(number) for number in asked})
        if self.numbers:
            last = self.index(len(self.numbers) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.DisplayRole])

    def row_at(self, position: int) -> Row | None:
        """The row at a position, if its words are here."""
        return self._rows.get(self.numbers[position]) if 0 <= position < len(self.numbers) else None

    def id_at(self, position: int) -> UUID | None:
        """The id of the row at a position, if it is here."""
        row = self.row_at(position)
        return None if row is None else row.id

    def _miss(self, position: int) -> None:
        low, high = self._missing or (position, position)
        if position < low - _FAR or position > high + _FAR:
            low = high = position
        self._missing = (min(low, position), max(high, position))
        if not self._asking.isActive():
            self._asking.start()

    def _ask(self) -> None:
        if self._missing is None:
            return
        low, high = self._missing
        self._missing = None
        around = self.numbers[max(0, low - _AHEAD) : high + _AHEAD]
        self.wanted.emit([number for number in around if number not in self._rows])

    # Qt overrides
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self.columns[index.column()].field.kind.align] | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        number = self.numbers[index.row()]
        row = self._rows.get(number)
        if row is not None:
            return row.cells[index.column()]
        if number not in self._rows:
            self._miss(index.row())
            return texts.LOADING if index.column() == 0 else ""
        return texts.ROW_GONE if index.column() == 0 else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        entry = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[entry.field.kind.align] | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        by_name = self.sorted_by_name and entry.field.kind.name == "name"
        return f"{entry.field.label} {texts.BY_GIVEN_NAME}" if by_name else entry.field.label
