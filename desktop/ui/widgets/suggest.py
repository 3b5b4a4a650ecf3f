"""A list of suggestions under an input: it never takes the focus and never touches what is being typed.

UniKey composes a Vietnamese letter by sending Backspace and typing it anew, so nothing may be completed, chosen or
swallowed between two keys; only an arrow followed by Enter, or a click, chooses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from desktop.ui.theme import current, tokens
from desktop.ui.widgets.labels import label

Index = QModelIndex | QPersistentModelIndex
_MOST_ROWS = 9
_LEAST_PX = 150


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that can be chosen.

    Attributes:
        data: What the chooser gets.
        group: A heading above the first of its kind; empty for none.
    """

    title: str
    subtitle: str = ""
    data: Any = None
    group: str = ""


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Suggestion | str] = []

    def show_rows(self, suggestions: Sequence[Suggestion]) -> None:
        self.beginResetModel()
        self.rows = []
        group = ""
        for suggestion in suggestions:
            if suggestion.group != group:
                group = suggestion.group
                self.rows.append(group)
            self.rows.append(suggestion)
        self.endResetModel()

    # Qt overrides
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row if isinstance(row, str) else f"{row.title} {row.subtitle}".strip()
        return None


class _RowPainter(QStyledItemDelegate):
    # Qt overrides
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        height = QFontMetrics(option.font).height()
        two_lines = isinstance(row, Suggestion) and bool(row.subtitle)
        return QSize(10, height * (2 if two_lines else 1) + current().px(10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        colours, pad = current().colours, current().px(tokens.S)
        rect: QRect = option.rect
        box = rect.adjusted(pad, 0, -pad, 0)
        painter.save()
        if isinstance(row, str):
            bold = painter.font()
            bold.setWeight(bold.Weight.DemiBold)
            painter.setFont(bold)
            painter.setPen(QColor(colours.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, row)
            painter.restore()
            return
        chosen = option.state & option.state.State_Selected
        if chosen:
            painter.fillRect(rect, QColor(colours.accent))
        metrics = QFontMetrics(painter.font())
        lines = [(row.title, colours.on_accent if chosen else colours.text)]
        if row.subtitle:
            lines.append((row.subtitle, colours.on_accent if chosen else colours.muted))
        top = box.top() + (box.height() - metrics.height() * len(lines)) // 2
        for at, (text, colour) in enumerate(lines):
            line = QRect(box.left(), top + at * metrics.height(), box.width(), metrics.height())
            painter.setPen(QColor(colour))
            painter.drawText(line, 0, metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width()))
        painter.restore()


class SuggestionList(QFrame):
    """The popup; a child of the window it stands in, so that opening it moves no focus.

    Signals:
        chosen: The `Suggestion` picked by arrow and Enter, or by a click.
        asked: Arrow down in the input while the list was closed.
    """

    chosen = Signal(object)
    asked = Signal()

    def __init__(self, anchor: QLineEdit) -> None:
        super().__init__(anchor)
        self._anchor = anchor
        self._rows = _Rows()
        self._list = QListView()
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_RowPainter(self))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setProperty("role", "bare")
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(anchor.accessibleName())
        self._list.clicked.connect(self._choose_index)
        self._note = label("", "muted")
        self._note.setContentsMargins(tokens.S, tokens.S, tokens.S, tokens.S)
        self.setProperty("role", "raised")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._list)
        column.addWidget(self._note)
        self.hide()
        anchor.installEventFilter(self)

    @property
    def suggestions(self) -> list[Suggestion]:
        """What can be chosen now."""
        return [row for row in self._rows.rows if isinstance(row, Suggestion)]

    def offer(self, suggestions: Sequence[Suggestion], note: str = "") -> None:
        """Show suggestions, or a note where there are none; nothing is highlighted yet."""
        if not self._anchor.hasFocus() and self._anchor.window().isActiveWindow():
            return
        self._rows.show_rows(suggestions)
        self._list.setVisible(bool(suggestions))
        self._note.setText(note)
        self._note.setVisible(bool(note) and not suggestions)
        if not suggestions and not note:
            self.hide()
            return
        self._place()
        self.show()
        self.raise_()

    def choose_first(self) -> bool:
        """Choose the first suggestion; False when there is none."""
        for row in self.suggestions[:1]:
            self._choose(row)
            return True
        return False

    def _place(self) -> None:
        window = self._anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        below = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + 2))
        above = self._anchor.mapTo(window, QPoint(0, -2)).y()
        wanted = self._wanted_height()
        room_below = window.height() - below.y() - tokens.S
        top, height = below.y(), min(wanted, room_below)
        if room_below < min(wanted, current().px(_LEAST_PX)) and above > room_below:
            height = min(wanted, above - tokens.S)
            top = above - height
        width = min(max(self._anchor.width(), current().px(280)), window.width() - 2 * tokens.S)
        left = max(tokens.S, min(below.x(), window.width() - width - tokens.S))
        self.setGeometry(left, top, width, height)

    def _wanted_height(self) -> int:
        count = self._rows.rowCount()
        if not count:
            return self._note.heightForWidth(max(self._anchor.width(), current().px(280)) - 2) + 4
        return sum(self._list.sizeHintForRow(row) for row in range(min(count, _MOST_ROWS))) + 4

    def _choose(self, row: Suggestion) -> None:
        self.hide()
        self.chosen.emit(row)

    def _choose_index(self, index: QModelIndex) -> None:
        row = self._rows.rows[index.row()]
        if isinstance(row, Suggestion):
            self._choose(row)

    def _step(self, by: int) -> None:
        rows = self._rows.rows
        at = self._list.currentIndex().row() if self._list.currentIndex().isValid() else (-1 if by > 0 else len(rows))
        at += by
        while 0 <= at < len(rows) and isinstance(rows[at], str):
            at += by
        if 0 <= at < len(rows):
            self._list.setCurrentIndex(self._rows.index(at))

    def _answers(self, key: int) -> bool:
        if not self.isVisible():
            if key == Qt.Key.Key_Down:
                self.asked.emit()
            return key == Qt.Key.Key_Down
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            self._step(steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.currentIndex().isValid():
            self._choose_index(self._list.currentIndex())
        else:
            return False
        return True

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            return plain == Qt.KeyboardModifier.NoModifier and self._answers(event.key())
        if event.type() == QEvent.Type.ShortcutOverride and self.isVisible():
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.hide()
        return super().eventFilter(watched, event)
