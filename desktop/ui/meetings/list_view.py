"""The list of meetings, the latest first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.models.numbers import group_digits
from desktop.registers.meetings import MeetingRow, share_text
from desktop.ui.texts import meetings as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.buttons import primary
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.labels import label

Index = QModelIndex | QPersistentModelIndex
_TITLE, _COUNT = 1, 4
_TITLE_PX = 240


class MeetingsModel(QAbstractTableModel):
    """Meetings as rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[MeetingRow] = ()

    def show_rows(self, rows: Sequence[MeetingRow]) -> None:
        """Show other meetings."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    # Qt overrides
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(texts.COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return texts.COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(self.rows[index.row()])[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == _TITLE:
            return self.rows[index.row()].title
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class _Table(QTableView):
    entered_row = Signal(int)

    def fit_title(self) -> None:
        """The title takes what the other columns leave, and never less than it needs to be read."""
        header = self.horizontalHeader()
        others = sum(header.sectionSize(at) for at in range(header.count()) if at != _TITLE)
        header.resizeSection(_TITLE, max(current().px(_TITLE_PX), self.viewport().width() - others))

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_title()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class MeetingList(QWidget):
    """All meetings, and a way to make one.

    Signals:
        opened: The id of the meeting she picked.
        new_wanted: She makes one.
    """

    opened = Signal(object)
    new_wanted = Signal()

    def __init__(self, *, may_edit: bool) -> None:
        super().__init__()
        self.heading = label(texts.TITLE, "title")
        self.count = label("", "muted")
        self.new_button = primary(texts.NEW, "add")
        self.new_button.clicked.connect(self.new_wanted)
        self._waits_for_rows = False
        self.model = MeetingsModel()
        self.table = _Table()
        self.table.setModel(self.model)
        self.table.setAccessibleName(texts.TITLE)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Interactive)
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self.table.entered_row.connect(self._open)
        self.empty = EmptyState("meeting", texts.EMPTY, texts.EMPTY_HINT, texts.NEW if may_edit else "")
        self.empty.begun.connect(self.new_wanted)
        self.loading = EmptyState("meeting", texts.LOADING, "")
        self.stack = QStackedWidget()
        for widget in (self.loading, self.table, self.empty):
            self.stack.addWidget(widget)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.count)
        top.addWidget(self.new_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.M)
        column.addLayout(top)
        column.addWidget(self.stack, 1)
        self.new_button.setVisible(may_edit)
        self._fit()

    def show_rows(self, rows: Sequence[MeetingRow]) -> None:
        """Show the meetings; the one that was looked at stays so."""
        here = self.table.currentIndex().row()
        looked_at = self.model.rows[here].id if here >= 0 else None
        self.model.show_rows(rows)
        self.count.setText(texts.COUNT.format(count=group_digits(len(rows))) if rows else "")
        self.stack.setCurrentWidget(self.table if rows else self.empty)
        self.table.fit_title()
        if rows:
            ids = [row.id for row in rows]
            self.table.selectRow(ids.index(looked_at) if looked_at in ids else 0)
        at = self.window().focusWidget()
        is_free = at is None
        if self._waits_for_rows and (is_free or self.isAncestorOf(at)):
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """The rows get the keyboard, as soon as there are any."""
        self._waits_for_rows = self.stack.currentWidget() is self.loading
        wanted = self.table if self.stack.currentWidget() is self.table else self.new_button
        wanted.setFocus()

    def forget(self) -> None:
        """Keep nothing on screen."""
        self.model.show_rows(())
        self.stack.setCurrentWidget(self.loading)

    def _open(self, row: int) -> None:
        meeting: UUID = self.model.rows[row].id
        self.opened.emit(meeting)

    def _fit(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(current().row_px)
        self.table.fit_title()

    # Qt overrides
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "table"):
            self._fit()


def _cells(row: MeetingRow) -> tuple[str, ...]:
    when = datetime.fromisoformat(row.starts_at).strftime("%d/%m/%Y %H:%M") if row.starts_at else ""
    came = share_text(row.present, row.called) if row.marked else texts.NOT_TAKEN
    return when, row.title, row.branch, row.place, group_digits(row.called), came
