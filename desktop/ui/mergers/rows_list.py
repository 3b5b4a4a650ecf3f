"""The list in which the rows to merge are marked."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.models.names import fold
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.lines import SearchLine

_ID = Qt.ItemDataRole.UserRole
_SEARCHED_FROM = 9
_LINES_SHOWN = 5


class RowsList(QWidget):
    """Rows with a box before each; a line above narrows a long list.

    Signals:
        changed: Other rows are marked.
    """

    changed = Signal()

    def __init__(self, name: str, find: str) -> None:
        super().__init__()
        self.search = SearchLine(find)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.search.textChanged.connect(self._narrow)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.list.itemActivated.connect(_turn)
        self._fit()

    def show_rows(self, rows: Sequence[tuple[UUID, str]], marked: Iterable[UUID]) -> None:
        """Show rows by name; those that are marked already stand first."""
        chosen = frozenset(marked)
        self.list.blockSignals(True)
        self.list.clear()
        for row_id, name in sorted(rows, key=lambda row: row[0] not in chosen):
            item = QListWidgetItem(name)
            item.setData(_ID, row_id)
            item.setToolTip(name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if row_id in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.search.setVisible(len(rows) >= _SEARCHED_FROM)
        self.changed.emit()

    @property
    def marked(self) -> list[tuple[UUID, str]]:
        """The rows that are to be merged."""
        items = [self.list.item(at) for at in range(self.list.count())]
        return [(item.data(_ID), item.text()) for item in items if item.checkState() == Qt.CheckState.Checked]

    @property
    def names(self) -> list[str]:
        """The names of all rows, marked or not."""
        return [self.list.item(at).text() for at in range(self.list.count())]

    def mark(self, row_id: UUID, marked: bool = True) -> None:
        """Mark one row, or unmark it."""
        for at in range(self.list.count()):
            if self.list.item(at).data(_ID) == row_id:
                self.list.item(at).setCheckState(Qt.CheckState.Checked if marked else Qt.CheckState.Unchecked)

    def _narrow(self, text: str) -> None:
        words = fold(text).split()
        for at in range(self.list.count()):
            item = self.list.item(at)
            name = f" {fold(item.text())}"
            item.setHidden(not all(f" {word}" in name for word in words))

    def _fit(self) -> None:
        self.list.setFixedHeight(min(232, current().px(tokens.ROW) * _LINES_SHOWN))

    # Qt overrides
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


def _turn(item: QListWidgetItem) -> None:
    marked = item.checkState() == Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if marked else Qt.CheckState.Checked)
