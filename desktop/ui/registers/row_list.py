"""The list itself: a table that looks, sorts and answers keys."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.models.sheets import SheetField
from desktop.ui.registers.list_layout import ListLayout
from desktop.ui.registers.rows_model import RowsModel
from desktop.ui.theme import current, look_changed, tokens

Index = QModelIndex | QPersistentModelIndex
_PAD = 14
_ARROW = 22
_NARROWEST = 0.55
_CELL_PAD = 24
_WHOLE = {  # kinds that are never cut, by the widest that they show
    "date": "00/00/0000", "civil_date": "00/00/0000", "datetime": "00/00/0000 00:00", "phone": "0000000000",
    "citizen_id": "000000000000", "money": "000.000.000", "gold": "0.000,0", "integer": "00.000", "yes_no": "Không",
}  # fmt: skip


class _WholeRow(QStyledItemDelegate):
    """Draws a row without the dotted box round one cell; says a cut text whole when the mouse rests on it."""

    # Qt overrides
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        text = str(index.data() or "")
        fits = QFontMetrics(option.font).horizontalAdvance(text) <= option.rect.width() - _PAD
        return False if fits else super().helpEvent(event, view, option, index)


class _Header(QHeaderView):
    """Column headings, sorted by a click."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(current().px(40))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def room_for(self, text: str) -> int:
        """The width that a heading needs, with its arrow."""
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        return QFontMetrics(bold).horizontalAdvance(text) + current().px(_ARROW) + _PAD

    # Qt overrides
    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width(), max(size.height(), current().px(tokens.ROW)))


class RowList(QTableView):
    """Rows of a sheet.

    Signals:
        opened: Enter or a double click on the current row.
        looked_at: Another row is current, or none; the row's position or -1.
        chosen: The number of chosen rows changed.
        rearranged: She dragged a column to another place or width; the new `ListLayout`.
        sort_asked: She clicked a heading; its key.
        menu_asked: A right click or the menu key; the place on the screen.
    """

    opened = Signal(int)
    looked_at = Signal(int)
    chosen = Signal(int)
    rearranged = Signal(object)
    sort_asked = Signal(str)
    menu_asked = Signal(object)

    def __init__(self, model: RowsModel) -> None:
        super().__init__()
        self.rows = model
        self._layout = ListLayout((), {})
        self._fitting = False
        self.setModel(model)
        self._header = _Header()
        self.setHorizontalHeader(self._header)
        # The headings show no selection; asked for it, Qt would walk all rows of a column to know whether it is whole.
        self._header.setSelectionModel(QItemSelectionModel(model, self._header))
        self.setItemDelegate(_WholeRow(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._header.sectionClicked.connect(self._ask_sort)
        self._header.sectionResized.connect(self._keep_width)
        self._header.sectionMoved.connect(self._keep_order)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda index, _: self.looked_at.emit(index.row()))
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit(self.chosen_count))
        look_changed.connect(self._fit_rows)
        self._fit_rows()

    def arrange(self, layout: ListLayout, title: str) -> None:
        """Show the columns of the model in the widths of a layout.

        Args:
            title: Key of the column it is sorted by where the layout names none.
        """
        self._layout = layout
        self._header.setSortIndicatorShown(bool(self.rows.columns))
        order = Qt.SortOrder.DescendingOrder if layout.descending else Qt.SortOrder.AscendingOrder
        keys = [entry.key for entry in self.rows.columns]
        section = keys.index(sort) if (sort := layout.sort or title) in keys else -1
        self._header.setSortIndicator(section, order)
        for at in range(len(keys)):
            if self._header.visualIndex(at) != at:
                self._fitting = True
                self._header.moveSection(self._header.visualIndex(at), at)
                self._fitting = False
        self._fit()

    @property
    def chosen_ranges(self) -> list[range]:
        """The positions of the chosen rows."""
        parts = self.selectionModel().selection().toList()
        return [range(part.top(), part.bottom() + 1) for part in parts]

    @property
    def chosen_count(self) -> int:
        """How many rows are chosen."""
        return sum(len(part) for part in self.chosen_ranges)

    @property
    def chosen_numbers(self) -> list[int]:
        """The row numbers of the chosen rows, in list order."""
        return [number for part in sorted(self.chosen_ranges, key=lambda part: part.start)
                for number in self.rows.numbers[part.start : part.stop]]  # fmt: skip

    def look_at(self, position: int) -> None:
        """Make a row the current and only chosen one, and bring it into sight."""
        index = self.rows.index(position, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _ask_sort(self, section: int) -> None:
        self.sort_asked.emit(self.rows.columns[section].key)

    def _keep_width(self, section: int, _old: int, new: int) -> None:
        if not self._fitting and section < len(self.rows.columns):
            self._layout = self._layout.widened(self.rows.columns[section].key, round(new * 100 / current().scale))
            self.rearranged.emit(self._layout)

    def _keep_order(self, *_moved: int) -> None:
        if not self._fitting:
            at = [self._header.logicalIndex(visual) for visual in range(len(self.rows.columns))]
            self._layout = self._layout.showing(tuple(self.rows.columns[section].key for section in at))
            self.rearranged.emit(self._layout)

    def _fit_rows(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(max(current().row_px, self.fontMetrics().height() + 8))
        self._fit()

    def _fit(self) -> None:
        columns = self.rows.columns
        if not columns:
            return
        wishes = [self._wish(at, entry) for at, entry in enumerate(columns)]
        self._fitting = True
        for at, width in enumerate(fitted(wishes, self.viewport().width())):
            self._header.resizeSection(at, width)
        self._fitting = False

    def _wish(self, at: int, entry: SheetField) -> tuple[int, int]:
        if entry.key in self._layout.widths:
            dragged = current().px(self._layout.widths[entry.key])
            return dragged, dragged
        kind = entry.field.kind
        heading = self._header.room_for(str(self.rows.headerData(at, Qt.Orientation.Horizontal)))
        if kind.name in _WHOLE:
            width = max(heading, self.fontMetrics().horizontalAdvance(_WHOLE[kind.name]) + _CELL_PAD)
            return width, width
        wide = max(heading, round(kind.width * self.fontMetrics().averageCharWidth() * 1.05) + 2 * _PAD)
        return wide, max(heading, round(wide * _NARROWEST))

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_asked.emit(place)


def fitted(wishes: Sequence[tuple[int, int]], room: int) -> list[int]:
    """Column widths that fill the room where they can, and scroll where they cannot.

    Args:
        wishes: What each would like, and the least it can do with; the same where it is not to be changed.

    >>> fitted([(100, 60), (100, 100)], 180), fitted([(100, 60), (100, 100)], 300), fitted([(100, 60), (100, 100)], 90)
    ([80, 100], [200, 100], [60, 100])
    """
    wide = [wish for wish, _ in wishes]
    spare = room - sum(wide)
    give = [wish - least for wish, least in wishes]
    if not any(give):
        return wide
    if -spare > sum(give):
        return [least for _, least in wishes]
    share = [round(spare * part / sum(give)) for part in give]
    widths = [width + part for width, part in zip(wide, share, strict=True)]
    widths[give.index(max(give))] += room - sum(widths)
    return widths
