"""Chooses which columns the list shows, and in which order."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.models.fields import Privacy
from desktop.models.sheets import Sheet
from desktop.ui.registers.bar import Bar
from desktop.ui.registers.list_layout import ListLayout
from desktop.ui.registers.references import title_of
from desktop.ui.texts import registers as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.boxes import last_row
from desktop.ui.widgets.buttons import primary, quiet, secondary
from desktop.ui.widgets.labels import label


class ColumnChooser(QDialog):
    """A tick for each column; the order is changed by two buttons or by dragging."""

    def __init__(
        self, sheet: Sheet, layout: ListLayout, parent: QWidget | None = None, *, sensitive: bool = True
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.COLUMNS)
        self._sheet, self._layout, self._sensitive = sheet, layout, sensitive
        self.list = QListWidget()
        self.list.setAccessibleName(texts.COLUMNS)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.itemChanged.connect(self._allow)
        up, down = secondary(texts.MOVE_UP, "up"), secondary(texts.MOVE_DOWN, "down")
        up.clicked.connect(lambda: self._move(-1))
        down.clicked.connect(lambda: self._move(1))
        delivered = quiet(texts.AS_DELIVERED)
        delivered.clicked.connect(lambda: self._fill(ListLayout.delivered(sheet)))
        moving = Bar()
        for button in (up, down, delivered):
            moving.flow.addWidget(button)
        self.ok = primary(texts.SHOW_COLUMNS, "check")
        self.ok.setDefault(True)
        self.ok.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(label(texts.COLUMNS, "heading"))
        column.addWidget(label(texts.COLUMNS_HINT, "muted"))
        column.addWidget(self.list, 1)
        column.addWidget(moving)
        column.addLayout(last_row(self, self.ok))
        self.resize(min(1000, current().px(460)), min(700, current().px(560)))
        self._fill(layout)

    def chosen(self) -> ListLayout:
        """The layout with the columns ticked, in their order."""
        items = (self.list.item(at) for at in range(self.list.count()))
        keys = tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked
        )
        return self._layout.showing(keys)

    def tick(self, key: str, *, on: bool = True) -> None:
        """Tick a column, as a click would."""
        for at in range(self.list.count()):
            if self.list.item(at).data(Qt.ItemDataRole.UserRole) == key:
                self.list.item(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _fill(self, layout: ListLayout) -> None:
        self.list.clear()
        title = title_of(self._sheet)
        entries = {entry.key: entry for entry in self._sheet.fields}
        if not self._sensitive:
            entries = {key: one for key, one in entries.items() if one.field.privacy is not Privacy.SENSITIVE}
        shown = [key for key in layout.keys if key in entries]
        for key in (*shown, *(key for key in entries if key not in layout.keys)):
            is_private = entries[key].field.privacy is Privacy.SENSITIVE
            words = texts.SENSITIVE_COLUMN if is_private else "{label}"
            item = QListWidgetItem(words.format(label=entries[key].field.label))
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setCheckState(Qt.CheckState.Checked if key in layout.keys else Qt.CheckState.Unchecked)
            flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags & ~Qt.ItemFlag.ItemIsUserCheckable if entries[key] == title else flags)
            if entries[key] == title:
                item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _move(self, by: int) -> None:
        at = self.list.currentRow()
        if 0 <= at + by < self.list.count():
            item = self.list.takeItem(at)
            self.list.insertItem(at + by, item)
            self.list.setCurrentRow(at + by)

    def _allow(self) -> None:
        self.ok.setEnabled(bool(self.chosen().keys))
